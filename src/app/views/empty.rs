//! What is said where there is nothing: what it is, why, and which keys help.

use crate::app::hint::Hint;
use crate::app::model::Model;
use crate::app::refresh;
use crate::model::{Query, Scope, Source, Verdict, verdict};
use crate::text::bidi;

/// What is said where there is nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Empty {
    /// What it is.
    pub what: String,
    /// Why; at most two lines of it are shown.
    pub why: String,
    /// Commands that help.
    pub keys: &'static [Hint],
}

impl Empty {
    /// A few words about it.
    #[must_use]
    pub fn new(what: impl Into<String>, why: impl Into<String>, keys: &'static [Hint]) -> Self {
        let (what, why) = (what.into(), why.into());
        Self { what, why, keys }
    }
}

/// The list without a headline.
#[must_use]
pub fn list(model: &Model) -> Empty {
    if !model.list.loaded {
        return Empty::new("Reading …", "", &[]);
    }
    let asked = of_query(model, &model.list.query);
    asked.unwrap_or_else(|| of_store(model))
}

/// Nothing is there of what the list is asked for.
fn of_query(model: &Model, query: &Query) -> Option<Empty> {
    if let Some(search) = &query.search {
        let words = bidi::isolate(search.label());
        return Some(Empty::new(
            match query.unread {
                true => format!("No unread story says “{words}”"),
                false => format!("No story says “{words}”"),
            },
            "Each word must stand in the title, the teaser or the article.",
            &[("search", "search again"), ("view-all", "show all")],
        ));
    }
    if query.scope == Scope::Favourites {
        return Some(Empty::new(
            "Nothing kept yet",
            "A favourite stays, whatever its age.",
            &[("favourite", "keep a headline"), ("view-all", "show all")],
        ));
    }
    let source = query.scope.source().and_then(|id| model.source(id));
    let trouble = source.and_then(|source| trouble(model, source));
    let is_all_read = query.unread && model.totals.total > 0;
    let all_read = is_all_read.then(|| {
        Empty::new(
            "All caught up",
            next_download(model),
            &[
                ("toggle-unread-only", "show all"),
                ("refresh", "download now"),
            ],
        )
    });
    trouble.or(all_read)
}

/// Nothing is there at all.
fn of_store(model: &Model) -> Empty {
    if model.sources.is_empty() {
        return Empty::new(
            "No sources yet",
            "A source is a feed, or any page that lists news.",
            &[
                ("add-source", "add one"),
                ("starter-sources", "choose some"),
            ],
        );
    }
    if model.refreshing.is_running() {
        return Empty::new(
            "Downloading …",
            "The first headlines are on their way.",
            &[],
        );
    }
    Empty::new(
        "Nothing here yet",
        next_download(model),
        &[
            ("refresh", "download now"),
            ("health", "how the sources are"),
        ],
    )
}

/// What is wrong with a source that has nothing to show.
fn trouble(model: &Model, source: &Source) -> Option<Empty> {
    let what = match Verdict::of(source, model.now) {
        Verdict::Failing => "This source is failing",
        Verdict::Gone => "This source is gone",
        Verdict::Paused => "This source is paused",
        _ => return None,
    };
    Some(Empty::new(
        what,
        verdict::words(source, model.now),
        &[("refresh-source", "try now"), ("health", "why")],
    ))
}

fn next_download(model: &Model) -> String {
    match refresh::next_round(model) {
        Some(at) if at > model.now => {
            let time = model.settings.zone.to_datetime(at).strftime("%H:%M");
            format!("The next download is at {time}.")
        }
        _ => String::new(),
    }
}

/// The article pane while nothing is open.
#[must_use]
pub fn article(model: &Model) -> Empty {
    match model.list.ids().is_empty() {
        true => Empty::new("No article", "The article opens here.", &[]),
        false => Empty::new(
            "Choose a headline",
            "The article opens here.",
            &[("open", "read"), ("next-unread", "next unread")],
        ),
    }
}
