//! The texts of an article that take turns: the clean one, the whole page, the feed's own.

use std::sync::Arc;

use super::open::{Open, Shown, Subject};
use crate::app::command::Reason;
use crate::app::effect::{Effect, Effects, NetEffect};
use crate::app::model::Model;
use crate::app::request::RequestId;
use crate::model::Article;

/// Why no other text can be shown.
#[must_use]
pub fn no_two(model: &Model) -> Option<Reason> {
    let count = model.reader.open().map_or(0, |open| texts(open).len());
    (count < 2).then_some("there is only one text of this article")
}

/// The texts that can be shown, in the order in which they take turns. Whether the page is
/// stored is known only when it is asked for.
fn texts(open: &Open) -> Vec<Shown> {
    let is_stored = matches!(open.subject, Subject::Headline(_)) && !open.whole_missing;
    let there = [
        (Shown::Best, open.clean.is_some()),
        (Shown::Whole, open.clean.is_some() && is_stored),
        (Shown::Feed, open.feed_text.is_some()),
    ];
    let shown = there.into_iter().filter(|(_, is_there)| *is_there);
    shown.map(|(text, _)| text).collect()
}

/// Shows the next text.
pub fn cycle(model: &mut Model, _: &str, effects: &mut Effects) {
    let Some(open) = model.reader.open_mut() else {
        return;
    };
    let texts = texts(open);
    let now = texts.iter().position(|text| *text == open.shown);
    let next = now.map_or(0, |now| (now + 1) % texts.len().max(1));
    let Some(&next) = texts.get(next) else {
        return;
    };
    match (&open.subject, next) {
        (Subject::Headline(id), Shown::Whole) if open.whole.is_none() => {
            let id = *id;
            let request = open.whole_wanted.ask(&mut model.requests);
            effects.push(Effect::Net(NetEffect::LoadWhole { request, id }));
        }
        _ => show(model, next),
    }
}

fn show(model: &mut Model, text: Shown) {
    let Some(open) = model.reader.open_mut() else {
        return;
    };
    open.shown = text;
    model.say(match text {
        Shown::Best => "the clean article",
        Shown::Feed => "the feed's text",
        Shown::Whole => "the whole page",
    });
}

/// Takes in the whole page that was asked for; without one the next text has its turn.
pub fn show_whole(
    model: &mut Model,
    request: RequestId,
    whole: Result<Arc<Article>, String>,
    effects: &mut Effects,
) {
    let Some(open) = model.reader.open_mut() else {
        return;
    };
    if !open.whole_wanted.take(request) {
        return;
    }
    match whole {
        Ok(whole) => {
            open.whole = Some(whole);
            show(model, Shown::Whole);
        }
        Err(reason) => {
            open.whole_missing = true;
            if texts(open).len() > 1 {
                cycle(model, "", effects);
            }
            model.complain(reason);
        }
    }
}
