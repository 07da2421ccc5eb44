//! Opening and leaving what is selected, reading on, and its link.

use super::Reason;
use crate::app::effect::{Effect, Effects, ScreenEffect};
use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::app::panes::Focus;
use crate::app::views::article::opening;
use crate::app::views::{self, headlines};

pub(super) fn open(model: &mut Model, _: &str, effects: &mut Effects) {
    (views::top(model).open)(model, effects);
}

pub(super) fn back(model: &mut Model, _: &str, effects: &mut Effects) {
    (views::top(model).back)(model, effects);
}

/// A page of the open article, then the next unread one; from the list it opens.
pub(super) fn read_on(model: &mut Model, _: &str, effects: &mut Effects) {
    if model.focus != Focus::Article {
        open(model, "", effects);
    } else if !(views::top(model).go)(model, Motion::Pages(1)) {
        headlines::unread::next(model, "", effects);
    }
}

pub(super) fn focus_next(model: &mut Model, _: &str, effects: &mut Effects) {
    let has_article = model.reader.open().is_some();
    match model.panes().next_focus(model.focus, has_article) {
        Focus::Article => opening::enter(model, effects),
        focus => model.focus = focus,
    }
}

pub(super) fn no_link(model: &Model) -> Option<Reason> {
    let none = views::link(model).is_none();
    none.then_some("this headline has no link")
}

pub(super) fn open_in_browser(model: &mut Model, _: &str, effects: &mut Effects) {
    if let Some(url) = views::link(model) {
        model.say("opening in the browser …");
        effects.push(Effect::Screen(ScreenEffect::OpenUrl(url)));
    }
}

pub(super) fn copy_link(model: &mut Model, _: &str, effects: &mut Effects) {
    if let Some(url) = views::link(model) {
        effects.push(Effect::Screen(ScreenEffect::Copy(url)));
    }
}
