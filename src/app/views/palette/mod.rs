//! The command palette.

pub mod state;
pub mod usage;

use super::interface::{Field, Interface};
use super::menu::{self, Card, Rows};
use crate::app::command::Reason;
use crate::app::command::run::run;
use crate::app::context::Context;
use crate::app::effect::Effects;
use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::text::width;
use state::{Match, Palette};

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    contexts: &[Context::INPUT],
    hints: &[
        ("accept", "run"),
        ("complete", "complete"),
        ("cancel", "close"),
    ],
    veils: true,
    card: Some(card),
    area: |model| card(model).area,
    field: Some(|model| {
        let Palette { input, cursor } = model.views.top_as_mut()?;
        Some(Field {
            input,
            choice: cursor,
        })
    }),
    choose: |model, delta| {
        ROWS.go(model, Motion::Lines(delta));
    },
    click: |model, mouse, effects| ROWS.click(model, mouse, |model| accept(model, effects)),
    accept,
    complete,
    ..Interface::OVERLAY
};

const ROWS: Rows = Rows {
    area: |model| card(model).body,
    count: |model| matches(model).len(),
    cursor: |model| Some(&mut model.views.top_as_mut::<Palette>()?.cursor),
};

/// Rows in which is said that nothing matches.
const NOTHING: usize = 3;
/// Columns between a description and its key at least.
pub const GAP: usize = 3;
/// Most columns of keys; a command with more shows those that fit.
pub const KEYS: usize = 16;

/// What is found, the best first.
#[must_use]
pub fn matches(model: &Model) -> Vec<Match<Model>> {
    let palette = model.views.find::<Palette>();
    let typed = palette.map_or("", |palette| palette.input.value());
    state::matches(model, model.commands, &model.usage, typed)
}

/// Where its parts stand: as wide as the widest command, whatever is typed.
#[must_use]
pub fn card(model: &Model) -> Card {
    let columns = model.commands.iter().map(|command| {
        let keys = model.keymap.chords_of(command.id).join(" ");
        width::of(&command.described()) + GAP + width::of(&keys).min(KEYS)
    });
    let rows = match matches(model).len() {
        0 => NOTHING,
        count => count,
    };
    menu::card(model.size, columns.max().unwrap_or(0), rows)
}

/// A reason without what helps, which stands behind a colon and is said when the command is run.
#[must_use]
pub fn what_is_missing(reason: Reason) -> &'static str {
    reason.split(": ").next().unwrap_or(reason)
}

fn selected(model: &Model) -> Option<&'static str> {
    let cursor = model.views.top_as::<Palette>()?.cursor;
    let found = matches(model).into_iter().nth(cursor)?;
    Some(found.command.id)
}

fn accept(model: &mut Model, effects: &mut Effects) {
    let selected = selected(model);
    model.views.pop();
    if let Some(command) = selected {
        model.usage.note(command);
        run(model, command, "", effects);
    }
}

/// Types the name of the selected command.
fn complete(model: &mut Model) {
    let selected = selected(model);
    if let (Some(command), Some(palette)) = (selected, model.views.top_as_mut::<Palette>()) {
        palette.input = command.into();
        palette.cursor = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::table::COMMANDS;

    fn found(typed: &str, used: &[&str]) -> Vec<&'static str> {
        let mut model = Model {
            commands: COMMANDS,
            ..Model::default()
        };
        for command in used {
            model.usage.note(command);
        }
        let input = typed.into();
        model.views.push(Palette { input, cursor: 0 });
        let found = matches(&model).into_iter();
        found.map(|found| found.command.id).collect()
    }

    #[test]
    fn every_command_is_found_by_its_own_name() {
        for command in COMMANDS {
            assert!(found(command.id, &[]).contains(&command.id));
        }
        assert_eq!(found("", &[]).len(), COMMANDS.len());
        assert!(found("zzzzqqq", &[]).is_empty());
    }

    #[test]
    fn the_most_used_come_first_and_what_cannot_run_last() {
        let all = found("", &["theme", "help", "theme", "links"]);
        assert_eq!(all[..2], ["theme", "help"]);
        let links = all.iter().position(|id| *id == "links");
        let page = all.iter().position(|id| *id == "page-down");
        assert!(links > page, "no article is open");
        // What is typed says more than habit.
        assert_eq!(found("theme", &["help", "help"])[0], "theme");
    }

    #[test]
    fn what_is_like_the_name_says_so() {
        let model = Model {
            commands: COMMANDS,
            ..Model::default()
        };
        let of = |typed: &str| state::matches(&model, COMMANDS, &model.usage, typed);
        let found = of("toggle-unread-only");
        assert_eq!(found[0].command.id, "toggle-unread-only");
        let letters: Vec<usize> = (0.."toggle-unread-only".len()).collect();
        assert_eq!(found[0].of_name, Some(letters));
        let found = of("only unread");
        assert_eq!(found[0].command.id, "toggle-unread-only");
        assert!(found[0].of_name.is_none() && found[0].letters.contains(&0));
    }
}
