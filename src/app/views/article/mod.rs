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

use super::interface::{Interface, PaneTitle};
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
        ("back", "back"),
        ("favourite", "keep"),
        ("zen", "zen"),
        ("links", "links"),
        ("cycle-text", "other text"),
        ("open-in-browser", "browser"),
        ("help", "help"),
    ],
    way_out: |_| Some(("back", "back")),
    area: |model| model.panes().article.unwrap_or_default(),
    title: |model| Some(title(model)),
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

/// Which text is shown, and the minutes that are left of it. Where the article is alone, its
/// source comes first.
fn title(model: &Model) -> PaneTitle {
    let Some(open) = model.reader.open() else {
        return PaneTitle::default();
    };
    let (text, short) = match (open.loading, open.shows_clean(), &open.failure) {
        _ if open.shown == Shown::Whole && open.whole.is_some() => ("Whole page", "whole page"),
        (true, ..) => ("Feed text · cleaning …", "feed text · cleaning …"),
        (_, true, _) => ("Clean text", "clean"),
        (_, _, Some(_)) => ("Feed text only", "feed text only"),
        _ => ("Feed text", "feed text"),
    };
    let left = minutes_left(model).map(|left| format!("{left} min left"));
    let source = open.headline.as_ref().map(|row| &row.source_name);
    match source.filter(|_| !model.panes().is_split()) {
        None => PaneTitle {
            name: text.to_owned(),
            fact: left.unwrap_or_default(),
            ..PaneTitle::default()
        },
        Some(source) => PaneTitle {
            name: source.clone(),
            fact: match left {
                Some(left) => format!("{short} · {left}"),
                None => short.to_owned(),
            },
            ..PaneTitle::default()
        },
    }
}
