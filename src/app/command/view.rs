//! What the list shows, and the two menus: sources and links.

use super::Reason;
use crate::app::effect::{Effect, Effects};
use crate::app::layer::{Layer, Menu, Prompt, Purpose};
use crate::app::model::{Focus, Model, Reload};
use crate::app::reader::{Open, Subject};
use crate::model::{Query, Scope, Search};

pub(super) fn no_sources(model: &Model) -> Option<Reason> {
    model
        .sources
        .is_empty()
        .then_some("there are no sources yet: + adds one")
}

pub(super) fn no_ticker(model: &Model) -> Option<Reason> {
    model
        .ticker
        .is_empty()
        .then_some("the ticker has nothing to show: add a [[ticker.group]] to the configuration")
}

/// Shows another view from its top.
pub fn show(model: &mut Model, query: Query) {
    model.query = query;
    model.focus = Focus::List;
    model.list = crate::app::list::List::default();
    model.reader.clear();
    model.reload = Some(Reload::Anew);
}

pub(super) fn all(model: &mut Model, _: &str, _: &mut Effects) {
    if model.query.scope != Scope::All || model.query.search.is_some() || model.focus != Focus::List
    {
        let unread = model.query.unread && model.query.search.is_none();
        show(
            model,
            Query {
                unread,
                ..Query::default()
            },
        );
    }
}

pub(super) fn favourites(model: &mut Model, _: &str, _: &mut Effects) {
    show(
        model,
        Query {
            scope: Scope::Favourites,
            ..Query::default()
        },
    );
}

pub(super) fn toggle_unread_only(model: &mut Model, _: &str, _: &mut Effects) {
    let query = Query {
        unread: !model.query.unread,
        ..model.query.clone()
    };
    show(model, query);
}

pub(super) fn search(model: &mut Model, argument: &str, _: &mut Effects) {
    if argument.is_empty() {
        model
            .layers
            .push(Layer::Prompt(Prompt::new(Purpose::Search)));
    } else {
        search_for(model, argument);
    }
}

/// Searches in the scope of the view.
pub fn search_for(model: &mut Model, words: &str) {
    let words = words.trim();
    let query = Query {
        search: (!words.is_empty()).then(|| Search::Words(words.to_owned())),
        unread: false,
        ..model.query.clone()
    };
    show(model, query);
}

/// Back to the view that was searched.
pub(super) fn close_search(model: &mut Model) {
    let query = Query {
        search: None,
        ..model.query.clone()
    };
    show(model, query);
}

/// The headlines that name the instrument selected in the ticker.
pub(super) fn stories_of_instrument(model: &mut Model) {
    if let Some(mentions) = model.ticker.selected_mentions() {
        show(
            model,
            Query {
                search: Some(Search::Mentions(mentions)),
                ..Query::default()
            },
        );
    }
}

pub(super) fn toggle_ticker(model: &mut Model, _: &str, _: &mut Effects) {
    model.ticker_shown = !model.ticker_shown;
    if model.focus == Focus::Ticker {
        model.focus = Focus::List;
    }
}

/// The rows that did not fit; after the last the first.
pub(super) fn turn_ticker(model: &mut Model, _: &str, _: &mut Effects) {
    model.ticker_shown = true;
    let place = model.panes().ticker_place();
    model.ticker.turn(place, model.now);
}

pub(super) fn sources(model: &mut Model, _: &str, _: &mut Effects) {
    let cursor = scopes(model)
        .iter()
        .position(|scope| *scope == model.query.scope)
        .unwrap_or(0);
    model.layers.push(Layer::Sources(Menu { cursor }));
}

/// The entries of the sources menu: everything, favourites, groups, then each source.
#[must_use]
pub fn scopes(model: &Model) -> Vec<Scope> {
    let mut scopes = vec![Scope::All, Scope::Favourites];
    for source in &model.sources {
        for group in &source.groups {
            let scope = Scope::Group(group.clone());
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
    }
    scopes.extend(model.sources.iter().map(|source| Scope::Source(source.id)));
    scopes
}

pub(super) fn choose_source(model: &mut Model) {
    let Some(Layer::Sources(menu)) = model.layers.pop() else {
        return;
    };
    if let Some(scope) = scopes(model).into_iter().nth(menu.cursor) {
        let unread = model.query.unread && scope != Scope::Favourites;
        show(
            model,
            Query {
                scope,
                unread,
                ..Query::default()
            },
        );
    }
}

/// One entry of the links menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkEntry {
    /// What to show.
    pub label: String,
    /// Where it leads.
    pub url: String,
    /// It is a related headline.
    pub related: bool,
}

/// Related headlines and links of the open article.
#[must_use]
pub fn link_entries(model: &Model) -> Vec<LinkEntry> {
    let Some(open) = model.reader.open() else {
        return Vec::new();
    };
    let Some(article) = open.article() else {
        return Vec::new();
    };
    let mut entries: Vec<LinkEntry> = article
        .related
        .iter()
        .filter_map(|related| {
            Some(LinkEntry {
                label: related.title.clone(),
                url: related.link.clone()?,
                related: true,
            })
        })
        .collect();
    let links = open
        .layout()
        .map(|layout| layout.links.clone())
        .unwrap_or_default();
    for url in links {
        if !entries.iter().any(|entry| entry.url == url) {
            entries.push(LinkEntry {
                label: url.clone(),
                url,
                related: false,
            });
        }
    }
    entries
}

pub(super) fn links(model: &mut Model, _: &str, _: &mut Effects) {
    if link_entries(model).is_empty() {
        model.say("this article has no links");
    } else {
        model.layers.push(Layer::Links(Menu::default()));
    }
}

/// Reads a link in place; `back` returns to the article.
pub(super) fn open_link(model: &mut Model, effects: &mut Effects) {
    let Some(Layer::Links(menu)) = model.layers.pop() else {
        return;
    };
    let Some(entry) = link_entries(model).into_iter().nth(menu.cursor) else {
        return;
    };
    if entry.url.starts_with("mailto:") {
        effects.push(Effect::OpenUrl(entry.url));
        return;
    }
    let request = model.requests.number();
    let mut open = Open::new(Subject::Page(entry.url.clone()), None, request);
    (open.entered, open.stored, open.loading) = (true, true, true);
    model.reader.push(open);
    model.focus = Focus::Article;
    effects.push(Effect::FetchPage {
        request,
        url: entry.url,
    });
}
