//! The themes menu: the screen has the colours of the selected one as long as it is open.

pub mod state;

use super::interface::Interface;
use super::menu::{self, Card, Rows};
use crate::app::effect::{Effect, Effects, ScreenEffect};
use crate::app::journal::Entry;
use crate::app::model::Model;
use crate::app::request::RequestId;
use crate::app::toast::Mark;
use crate::app::unstored::Purpose;
use crate::app::{marks, settings};
use crate::text::width;
use state::Themes;

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    hints: &[("open", "use it"), ("down", "move"), ("back", "as before")],
    // No veil: the screen behind shows the theme.
    card: Some(card),
    area: |model| card(model).area,
    go: |model, motion| ROWS.go(model, motion),
    open: choose,
    click: |model, mouse, effects| ROWS.click(model, mouse, |model| choose(model, effects)),
    ..Interface::OVERLAY
};

const ROWS: Rows = Rows {
    area: |model| card(model).body,
    count: |model| model.settings.themes.len(),
    cursor: |model| Some(&mut model.views.top_as_mut::<Themes>()?.cursor),
};

/// Blanks behind a name.
pub const GAP: usize = 3;
/// Columns of what is said of a theme: "the terminal's sixteen colours · in use".
const ABOUT: usize = 39;
/// Most columns of a name.
const MOST_NAME: usize = 30;

/// Columns of the names.
#[must_use]
pub fn of_names(model: &Model) -> usize {
    let names = model.settings.themes.iter();
    let widest = names.map(|name| width::of(name)).max();
    widest.unwrap_or(0).min(MOST_NAME)
}

/// Where its parts stand.
#[must_use]
pub fn card(model: &Model) -> Card {
    let rows = model.settings.themes.len();
    let mut card = menu::card(model.size, of_names(model) + GAP + ABOUT, rows);
    // Without a veil the line at the bottom does not recede: it tells what can be done here.
    card.area.height -= 2 * card.hints.height;
    card.hints.height = 0;
    card
}

/// Opens the menu at the theme that is in use, and looks which there are now.
pub fn show(model: &mut Model, _: &str, effects: &mut Effects) {
    effects.push(Effect::Screen(ScreenEffect::ListThemes));
    let cursor = place(model, &model.settings.theme);
    model.views.show(Themes { cursor });
}

/// The place of a theme in the menu; of one that is gone, the first.
fn place(model: &Model, name: &str) -> usize {
    let mut themes = model.settings.themes.iter();
    themes.position(|known| known == name).unwrap_or(0)
}

/// Takes in which themes of the user's own there are. The cursor stays at its theme.
pub fn list(model: &mut Model, own: Vec<String>) {
    let selected = preview(model).map(str::to_owned);
    model.settings.themes = settings::themes(own);
    if let Some(name) = selected {
        let cursor = place(model, &name);
        if let Some(view) = model.views.find_mut::<Themes>() {
            view.cursor = cursor;
        }
    }
}

/// The theme that the screen is to be shown in for now.
#[must_use]
pub fn preview(model: &Model) -> Option<&str> {
    let cursor = model.views.find::<Themes>()?.cursor;
    model.settings.themes.get(cursor).map(String::as_str)
}

fn choose(model: &mut Model, effects: &mut Effects) {
    let name = preview(model).map(str::to_owned);
    model.views.remove::<Themes>();
    if let Some(name) = name {
        let request = model.requests.number();
        model.unstored.begin(request, Purpose::Changed);
        effects.push(Effect::Screen(ScreenEffect::ChooseTheme { request, name }));
    }
}

/// A theme is in the configuration now, or could not be written; it may have been a step back.
pub fn chosen(
    model: &mut Model,
    request: RequestId,
    result: Result<String, String>,
    effects: &mut Effects,
) {
    match result {
        Ok(before) => {
            if model.unstored.is_change(request) {
                let is_other = before != model.settings.theme;
                let said = format!("theme: {}", model.settings.theme);
                let undo = is_other.then_some(marks::UNDO);
                model.tell_of("theme", &said, Mark::Plain, undo);
                if is_other {
                    model.journal.record(Entry::ThemeChosen { before });
                }
            }
            marks::done(model, request, effects);
        }
        Err(reason) => marks::fail(model, request, &reason),
    }
}
