//! What must hold for the article pane after every event: it follows the cursor, its lines fit
//! its width, and the reading places are stored.

use std::time::Duration;

use super::typesetting::Room;
use super::{column, opening};
use crate::app::effect::{Effect, Effects, StoreEffect};
use crate::app::model::Model;
use crate::app::panes::Focus;
use crate::model::Change;
use crate::text::article::Screen;

/// After which a new reading place is stored.
const PLACE_PAUSE: Duration = Duration::from_secs(3);

/// See the room.
pub fn settle(model: &mut Model, effects: &mut Effects) {
    follow_cursor(model, effects);
    lay_out(model);
    store_places(model, effects);
}

/// Where list and article stand side by side, the article pane previews the selection.
fn follow_cursor(model: &mut Model, effects: &mut Effects) {
    if model.focus != Focus::List || !model.panes().is_split() {
        return;
    }
    let Some(id) = model.list.selected() else {
        model.reader.clear();
        return;
    };
    if model.reader.headline_id() != Some(id) && model.list.row(id).is_some() {
        opening::load(model, id, effects);
    }
}

fn lay_out(model: &mut Model) {
    let Some(column) = column::of(model) else {
        return;
    };
    let (panes, is_small) = (model.panes(), column::is_small(model));
    let room = Room {
        text: column.text,
        screen: Screen {
            // A pane that is alone says its source in its title.
            kicker: panes.is_split() || panes.is_zen,
            title_lines: Some(title_lines(column.text.height)),
            standfirst: !is_small,
            band: !is_small,
            minutes: None,
            beyond: usize::from(column.beyond),
        },
        zone: model.settings.zone.clone(),
    };
    if let Some(open) = model.reader.open_mut() {
        open.lay_out(&room);
    }
}

/// A title takes no more than a third of the pane: it is the text that is read here.
fn title_lines(height: u16) -> usize {
    const LEAST: usize = 3;
    usize::from(height.div_ceil(3)).max(LEAST)
}

/// A place is stored when it is left, and a moment after the user has scrolled: a terminal that
/// is closed or a crash loses no more than that.
fn store_places(model: &mut Model, effects: &mut Effects) {
    if model.reader.is_place_due(model.running, PLACE_PAUSE) {
        model.reader.remember();
    }
    save_places(model, effects);
}

/// Stores the reading places of what was left.
fn save_places(model: &mut Model, effects: &mut Effects) {
    let left = model.reader.take_unsaved().into_iter();
    effects.extend(left.map(|(id, place)| {
        Effect::Store(StoreEffect::Change {
            request: None,
            change: Change::Place { id, place },
        })
    }));
}

/// Stores the reading places of what is open.
pub fn save_open_places(model: &mut Model, effects: &mut Effects) {
    model.reader.remember();
    save_places(model, effects);
}
