//! The article pane.

pub mod column;
pub mod open;
pub mod opening;
pub mod passage;
pub mod reader;
pub mod settling;
pub mod text_alignment;
pub mod texts;
pub mod typesetting;

use super::interface::Interface;
use super::links;
use crate::app::context::Context;
use crate::app::model::Model;
use crate::app::panes::Focus;
use open::Shown;

/// Where its keys hold.
pub const CONTEXT: Context = Context::new("article");

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    contexts: &[CONTEXT, Context::GLOBAL],
    hints: &[
        ("read-on", "read on"),
        ("favourite", "keep"),
        ("links", "links"),
        ("cycle-text", "other text"),
        ("explain-article", "why"),
        ("open-in-browser", "browser"),
        ("back", "back"),
        ("help", "help"),
    ],
    area: |model| model.panes().article.unwrap_or_default(),
    go: |model, motion| {
        let distance = motion.distance(usize::from(height(model)));
        scroll_by(model, distance)
    },
    scroll: |model, lines| {
        model.list.touch();
        scroll_by(model, lines);
    },
    open: |model, effects| {
        if let Some(reason) = links::no_article(model) {
            model.say(reason);
        } else {
            links::show(model, "", effects);
        }
    },
    back: |model, _| {
        if !model.reader.pop() {
            model.focus = Focus::List;
        }
    },
    click: |model, _, _| {
        if model.reader.open().is_some() {
            model.focus = Focus::Article;
        }
    },
    link: Some(|model| model.reader.open()?.link()),
    source: Some(|model| {
        let open = || model.reader.open()?.headline.as_ref();
        model
            .list
            .query
            .scope
            .source()
            .or_else(|| Some(open()?.source))
    }),
    headline: Some(|model| model.reader.open()?.headline.as_ref()),
    status: Some(status),
    settle: settling::settle,
    next_deadline: |model| model.wall_time(model.reader.place_due?),
    ..Interface::PANE
};

fn height(model: &Model) -> u16 {
    column::of(model).map_or(0, |column| column.text.height)
}

/// Minutes that are left of the open article, for the title of its pane; see
/// [`open::Open::minutes_left`].
#[must_use]
pub fn minutes_left(model: &Model) -> Option<usize> {
    model.reader.open()?.minutes_left(height(model))
}

fn scroll_by(model: &mut Model, lines: isize) -> bool {
    let height = height(model);
    let open = model.reader.open_mut();
    open.is_some_and(|open| open.scroll_by(lines, height))
}

/// Which text is shown, and how much of it is above the end of the pane.
fn status(model: &Model) -> Option<String> {
    let open = model.reader.open()?;
    let height = height(model);
    let text = match (open.loading, open.shows_clean(), &open.failure) {
        _ if open.shown == Shown::Whole && open.whole.is_some() => "whole page",
        (true, ..) => "feed text · cleaning …",
        (_, true, _) => "clean",
        (_, _, Some(_)) => "feed text only",
        _ => "feed text",
    };
    let percent = (open.fraction(height) * 100.0).round();
    Some(match open.last_scroll(height) {
        0 => text.to_owned(),
        _ => format!("{text} · {percent:.0} %"),
    })
}
