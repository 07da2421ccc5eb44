//! The program itself: help, palette, prompt, suspending, leaving.

use super::reading;
use crate::app::effect::{Effect, Effects, ScreenEffect};
use crate::app::keeping::keep_now;
use crate::app::model::Model;
use crate::app::views;
use crate::app::views::article::settling::save_open_places;
use crate::app::views::help;
use crate::app::views::palette::state::Palette;
use crate::app::views::prompt::state::{Prompt, Purpose};

pub(super) fn help(model: &mut Model, _: &str, _: &mut Effects) {
    let here = views::contexts(model).first().copied();
    help::toggle(model, here);
}

pub(super) fn palette(model: &mut Model, _: &str, _: &mut Effects) {
    model.views.push(Palette::default());
}

pub(super) fn prompt(model: &mut Model, _: &str, _: &mut Effects) {
    model.views.push(Prompt::new(Purpose::Command));
}

pub(super) fn redraw(_: &mut Model, _: &str, effects: &mut Effects) {
    effects.push(Effect::Screen(ScreenEffect::Redraw));
}

pub(super) fn suspend(model: &mut Model, _: &str, effects: &mut Effects) {
    save_open_places(model, effects);
    keep_now(model, effects);
    effects.push(Effect::Screen(ScreenEffect::Suspend));
}

pub(super) fn close(model: &mut Model, _: &str, effects: &mut Effects) {
    let is_first = (views::top(model).is_first)(model);
    if is_first && model.list.query.search.is_some() {
        model.leave_search();
    } else if is_first {
        quit(model, "", effects);
    } else {
        reading::leave(model, effects);
    }
}

pub(super) fn quit(model: &mut Model, _: &str, effects: &mut Effects) {
    save_open_places(model, effects);
    keep_now(model, effects);
    model.quitting = true;
    effects.push(Effect::Screen(ScreenEffect::Quit));
}
