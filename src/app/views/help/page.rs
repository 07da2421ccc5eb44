//! The page of the help that is shown, found once after each event: the card, its title, its rows
//! and the line at the bottom all ask for it, each several times a frame.

use super::state::{Help, HelpRow, Page};
use super::{rows, tabs};
use crate::app::model::Model;
use crate::app::views::menu;

/// The one for the help as it is, in so many columns.
fn of(model: &Model, help: &Help, columns: usize) -> Page {
    let typed = help.input.value();
    let tabs = tabs::all(model);
    let count = |tab: usize, typed| match tabs.get(tab) {
        Some(context) => rows::count(model, *context, typed),
        None => 0,
    };
    let tab = match count(help.tab, typed) {
        0 => (0..tabs.len()).find(|tab| count(*tab, typed) > 0),
        _ => None,
    };
    let tab = tab.unwrap_or(help.tab);
    let Some(context) = tabs.get(tab).copied() else {
        return Page::default();
    };
    let mut rows = rows::of(model, context, typed, columns);
    // Of a few rows none is for what is no key.
    if model.size.1 < menu::EDGE_HEIGHT {
        rows.retain(|row| matches!(row, HelpRow::Command { .. }));
    }
    Page {
        tab,
        rows,
        of_keys: rows::of_keys(model, context, columns),
        found: count(tab, typed),
        all: count(tab, ""),
    }
}

/// After every event: the page is that of what is chosen and typed.
pub(super) fn settle(model: &mut Model, columns: usize) {
    let Some(help) = model.views.find::<Help>() else {
        return;
    };
    let page = of(model, help, columns);
    if let Some(help) = model.views.find_mut::<Help>() {
        help.page = page;
    }
}

/// The page as it was found last; an empty one where the help is closed.
#[must_use]
pub fn shown(model: &Model) -> &Page {
    static NONE: Page = Page {
        tab: 0,
        rows: Vec::new(),
        of_keys: 0,
        found: 0,
        all: 0,
    };
    model.views.find::<Help>().map_or(&NONE, |help| &help.page)
}
