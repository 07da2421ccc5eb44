//! The links menu: related headlines and links of the open article.

pub mod state;

use super::article::open::Open;
use super::article::opening;
use super::interface::Interface;
use super::menu::{self, Card, Rows};
use crate::app::command::Reason;
use crate::app::effect::{Effect, Effects, ScreenEffect};
use crate::app::model::Model;
use crate::text::width;
use state::Links;

/// See [`Interface`].
pub const INTERFACE: Interface = Interface {
    hints: &[
        ("open", "read here"),
        ("open-in-browser", "browser"),
        ("copy-link", "copy"),
        ("back", "close"),
    ],
    veils: true,
    card: Some(card),
    area: |model| card(model).area,
    go: |model, motion| ROWS.go(model, motion),
    open,
    click: |model, mouse, effects| ROWS.click(model, mouse, |model| open(model, effects)),
    link: Some(selected),
    ..Interface::OVERLAY
};

const ROWS: Rows = Rows {
    area: |model| card(model).body,
    count: |model| entries(model).len(),
    cursor: |model| Some(&mut model.views.top_as_mut::<Links>()?.cursor),
};

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What to show.
    pub label: String,
    /// Where it leads.
    pub url: String,
    /// It is a related headline.
    pub related: bool,
}

/// Columns of the mark before an entry.
pub const MARK: usize = 2;

/// Where its parts stand.
#[must_use]
pub fn card(model: &Model) -> Card {
    let entries = entries(model);
    let widths = entries.iter().map(|entry| width::of(&entry.label));
    let columns = MARK + widths.max().unwrap_or(0);
    menu::card(model.size, columns.max(LEAST), entries.len())
}

/// Columns of the narrowest card: its hints have room.
const LEAST: usize = 48;

/// Why there is nothing to take links from.
#[must_use]
pub fn no_article(model: &Model) -> Option<Reason> {
    let none = model.reader.open().and_then(Open::article).is_none();
    none.then_some("no article is open")
}

/// Opens the menu.
pub fn show(model: &mut Model, _: &str, _: &mut Effects) {
    if entries(model).is_empty() {
        model.say("this article has no links");
    } else {
        model.views.push(Links::default());
    }
}

/// Related headlines and links of the open article.
#[must_use]
pub fn entries(model: &Model) -> Vec<Entry> {
    let Some(open) = model.reader.open() else {
        return Vec::new();
    };
    let Some(article) = open.article() else {
        return Vec::new();
    };
    let related = article.related.iter().filter_map(|related| {
        Some(Entry {
            label: related.title.clone(),
            url: related.link.clone()?,
            related: true,
        })
    });
    let mut entries: Vec<Entry> = related.collect();
    let links = open.layout().map(|layout| &layout.links[..]);
    for url in links.unwrap_or_default() {
        if !entries.iter().any(|entry| entry.url == *url) {
            entries.push(Entry {
                label: url.clone(),
                url: url.clone(),
                related: false,
            });
        }
    }
    entries
}

/// The address of the entry under the cursor, while the menu has the keys.
#[must_use]
pub fn selected(model: &Model) -> Option<String> {
    let cursor = model.views.top_as::<Links>()?.cursor;
    let selected = entries(model).into_iter().nth(cursor);
    selected.map(|entry| entry.url)
}

/// Reads a link in place; going back returns to the article.
fn open(model: &mut Model, effects: &mut Effects) {
    let selected = selected(model);
    model.views.pop();
    match selected {
        Some(url) if url.starts_with("mailto:") => {
            effects.push(Effect::Screen(ScreenEffect::OpenUrl(url)));
        }
        Some(url) => opening::load_page(model, url, effects),
        None => {}
    }
}
