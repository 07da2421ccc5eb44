//! The program itself: help, palette, prompt, suspending, leaving.

use super::{reading, view};
use crate::app::effect::{Effect, Effects};
use crate::app::layer::{Layer, Prompt, Purpose, Scroll};
use crate::app::model::{Focus, Model};
use crate::app::palette::Palette;

pub(super) fn help(model: &mut Model, _: &str, _: &mut Effects) {
    if matches!(model.layers.last(), Some(Layer::Help(_))) {
        model.layers.pop();
    } else {
        model.layers.push(Layer::Help(Scroll::default()));
    }
}

pub(super) fn palette(model: &mut Model, _: &str, _: &mut Effects) {
    model.layers.push(Layer::Palette(Palette::default()));
}

pub(super) fn prompt(model: &mut Model, _: &str, _: &mut Effects) {
    model
        .layers
        .push(Layer::Prompt(Prompt::new(Purpose::Command)));
}

pub(super) fn redraw(_: &mut Model, _: &str, effects: &mut Effects) {
    effects.push(Effect::Redraw);
}

pub(super) fn suspend(model: &mut Model, _: &str, effects: &mut Effects) {
    reading::save_open_places(model, effects);
    effects.push(Effect::Suspend);
}

pub(super) fn close(model: &mut Model, _: &str, effects: &mut Effects) {
    let first_screen = match model.layers[..] {
        [] => model.focus == Focus::List,
        [Layer::Welcome(_)] => model.sources.is_empty(),
        _ => false,
    };
    if first_screen && model.query.search.is_some() {
        view::close_search(model);
    } else if first_screen {
        quit(model, "", effects);
    } else {
        reading::back(model, "", effects);
    }
}

pub(super) fn quit(model: &mut Model, _: &str, effects: &mut Effects) {
    reading::save_open_places(model, effects);
    model.quitting = true;
    effects.push(Effect::Quit);
}
