//! Opening and leaving what is selected, reading on, its link, and its date in the words of who
//! published it.

use super::Reason;
use crate::app::effect::{Effect, Effects, ScreenEffect};
use crate::app::model::Model;
use crate::app::motion::Motion;
use crate::app::panes::Focus;
use crate::app::views;
use crate::app::views::article::opening;
use crate::app::views::headlines::questions::Seek;
use crate::app::views::headlines::unread;
use crate::model::When;

pub(super) fn open(model: &mut Model, _: &str, effects: &mut Effects) {
    (views::top(model).open)(model, effects);
}

/// Whoever goes back has read what was said.
pub(super) fn back(model: &mut Model, _: &str, effects: &mut Effects) {
    model.toasts.clear();
    leave(model, effects);
}

/// Leaves what has the keys.
pub(super) fn leave(model: &mut Model, effects: &mut Effects) {
    (views::top(model).back)(model, effects);
}

/// A page of the open article, then the next unread one; from the list it opens.
pub(super) fn read_on(model: &mut Model, _: &str, effects: &mut Effects) {
    if model.focus != Focus::Article {
        open(model, "", effects);
    } else if !(views::top(model).go)(model, Motion::Pages(1)) {
        unread::seek(model, Seek::Forward, effects);
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

pub(super) fn no_date(model: &Model) -> Option<Reason> {
    stated(model).is_none().then_some("no article is open")
}

/// Says the date with its own clock and zone; the screens show it in the user's.
pub(super) fn say_date(model: &mut Model, _: &str, _: &mut Effects) {
    if let Some(stated) = stated(model) {
        model.say(stated);
    }
}

fn stated(model: &Model) -> Option<String> {
    let open = model.reader.open()?;
    let page = open.clean.as_ref().and_then(|article| article.published);
    let feed = open.headline.as_ref().map(|row| When::utc(row.published));
    match (page, feed) {
        (Some(page), _) => Some(format!("the page says {}", page.stated())),
        (None, Some(feed)) => Some(format!("the source says {}", feed.stated())),
        (None, None) => None,
    }
}
