//! The pages of the help: a context each.

use crate::app::context::Context;
use crate::app::model::Model;
use crate::model::spelling::capitalised;
use crate::text::width;

/// Columns between two tabs.
pub const GAP: usize = 3;

/// A tab as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Which page.
    pub index: usize,
    /// Its name.
    pub name: String,
    /// Where it begins.
    pub column: usize,
}

impl Tab {
    /// Whether a column is one of its own.
    #[must_use]
    pub fn contains(&self, column: usize) -> bool {
        (self.column..self.column + width::of(&self.name)).contains(&column)
    }
}

/// The contexts that have keys, in the order of the table; those that are not always there last.
#[must_use]
pub fn all(model: &Model) -> Vec<Context> {
    let mut all: Vec<Context> = Vec::new();
    for binding in model.keymap.bindings() {
        if !all.contains(&binding.context) {
            all.push(binding.context);
        }
    }
    let place = |context: &Context| {
        let mut known = model.commands.iter().flat_map(|command| command.contexts);
        let is_everywhere = *context == Context::GLOBAL;
        let place = known.position(|known| known == context);
        let (is_input, is_special) = (is_input(*context), context.is_special);
        (is_special && !is_input, is_input, is_everywhere, place)
    };
    all.sort_by_key(place);
    all
}

/// Menus and lines of input are like each other, and less than the panes.
fn is_input(context: Context) -> bool {
    context == Context::MENU || context == Context::INPUT
}

/// The tabs that are shown, and whether there are others before and behind them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tabs {
    /// From left to right.
    pub shown: Vec<Tab>,
    /// Others come before.
    pub has_before: bool,
    /// Others follow.
    pub has_behind: bool,
}

/// Columns of the sign for further tabs, and a blank.
const MORE: usize = 2;

impl Tabs {
    /// The column behind the last one.
    #[must_use]
    pub fn end(&self) -> usize {
        self.shown
            .last()
            .map_or(0, |tab| tab.column + width::of(&tab.name))
    }

    /// The columns of all, with the sign for those that follow.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.end() + if self.has_behind { MORE } else { 0 }
    }
}

/// The tabs in so many columns: all, or those around the current one.
#[must_use]
pub fn shown(model: &Model, current: usize, columns: usize) -> Tabs {
    let names: Vec<String> = all(model)
        .iter()
        .map(|context| capitalised(context.name))
        .collect();
    let last = names.len().saturating_sub(1);
    let (mut first, mut end) = (current.min(last), (current + 1).min(names.len()));
    let wide = |first: usize, end: usize| {
        let of_names = names[first..end].iter().map(|name| width::of(name) + GAP);
        let sides = [first > 0, end < names.len()];
        let more = sides.into_iter().filter(|has_more| *has_more).count() * MORE;
        of_names.sum::<usize>().saturating_sub(GAP) + more
    };
    loop {
        if end < names.len() && wide(first, end + 1) <= columns {
            end += 1;
        } else if first > 0 && wide(first - 1, end) <= columns {
            first -= 1;
        } else {
            break;
        }
    }
    let mut column = if first > 0 { MORE } else { 0 };
    let tabs = (first..end).map(|index| {
        let tab = Tab {
            index,
            name: names[index].clone(),
            column,
        };
        column += width::of(&tab.name) + GAP;
        tab
    });
    Tabs {
        shown: tabs.collect(),
        has_before: first > 0,
        has_behind: end < names.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::table::COMMANDS;
    use crate::app::keymap::Keymap;

    #[test]
    fn the_current_tab_is_shown_with_as_many_as_fit() {
        let model = Model {
            commands: COMMANDS,
            keymap: Keymap::of(COMMANDS),
            ..Model::default()
        };
        let names = |current, columns| {
            let tabs = shown(&model, current, columns);
            assert_eq!(tabs.has_before, tabs.shown[0].index > 0);
            assert!(tabs.shown[0].column == if tabs.has_before { 2 } else { 0 });
            let tabs = tabs.shown.into_iter();
            tabs.map(|tab| tab.name).collect::<Vec<_>>()
        };
        assert_eq!(names(0, 200)[..4], ["List", "Article", "Ticker", "Sidebar"]);
        assert_eq!(names(0, 20), ["List", "Article"]);
        assert_eq!(names(2, 20), ["Ticker", "Sidebar"]);
        assert_eq!(names(2, 19), ["Ticker"], "further ones are marked");
        let last = all(&model).len() - 1;
        assert_eq!(names(last, 4).len(), 1);
        for (current, _) in all(&model).iter().enumerate() {
            let tabs = shown(&model, current, 30);
            assert!(tabs.shown.iter().any(|tab| tab.index == current));
            assert!(tabs.columns() <= 30);
        }
    }
}
