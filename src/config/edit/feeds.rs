//! The `[[feed]]` tables of the configuration's text, changed one at a time.
//!
//! The user's comments, blank lines, order and line ends are his: the document keeps them, and
//! which comments go with a removed table is decided here.

use std::collections::HashSet;

use toml_edit::{
    Array, ArrayOfTables, Decor, Document, DocumentMut, Item, RawString, Table, TableLike, Value,
    value,
};

use super::splice::splice;
use crate::markup::address::normalise;
use crate::model::SourceSpec;
use crate::model::source::Selectors;

/// Why the text could not be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is not TOML, or its feeds are in another form.
    NotToml,
    /// It has no such source.
    Missing,
    /// Another source has this address already.
    Taken(String),
}

pub(super) type Edited = Result<String, Refusal>;

/// Has a change made in the parsed text; all lines that it does not touch stay what they are.
pub(super) fn edited<T>(
    text: &str,
    change: impl FnOnce(&mut DocumentMut) -> Result<T, Refusal>,
) -> Result<(String, T), Refusal> {
    let mut document: DocumentMut = text.parse().map_err(|_| Refusal::NotToml)?;
    let before = document.to_string();
    let outcome = change(&mut document)?;
    let text = splice(text, &before, &document.to_string());
    Ok((text, outcome))
}

/// A section of the configuration, which is added where there is none.
pub(super) fn section<'a>(
    document: &'a mut DocumentMut,
    name: &str,
) -> Result<&'a mut dyn TableLike, Refusal> {
    let section = document
        .entry(name)
        .or_insert_with(|| Item::Table(Table::new()));
    section.as_table_like_mut().ok_or(Refusal::NotToml)
}

fn feeds(document: &mut DocumentMut) -> Result<&mut ArrayOfTables, Refusal> {
    let feeds = document
        .entry("feed")
        .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    feeds.as_array_of_tables_mut().ok_or(Refusal::NotToml)
}

/// The address of a table, as addresses are compared.
fn identity(table: &Table) -> Option<String> {
    table.get("url").and_then(Item::as_str).map(normalise)
}

/// The tables of a source.
fn tables<'a>(feeds: &'a mut ArrayOfTables, url: &str) -> impl Iterator<Item = &'a mut Table> {
    let wanted = Some(normalise(url));
    feeds
        .iter_mut()
        .filter(move |table| identity(table) == wanted)
}

/// The text with the sources added, and the addresses of those that were not there.
pub(super) fn with(text: &str, specs: &[SourceSpec]) -> Result<(String, Vec<String>), Refusal> {
    edited(text, |document| {
        let feeds = feeds(document)?;
        let mut known: HashSet<String> = feeds.iter().filter_map(identity).collect();
        let is_new = |spec: &&SourceSpec| known.insert(normalise(&spec.url));
        let new: Vec<&SourceSpec> = specs.iter().filter(is_new).collect();
        let last = feeds.iter_mut().map(end_of).max().flatten();
        let mut above = match (last, new.is_empty()) {
            (Some(last), false) => Gap::after(document, last).take_below(document),
            _ => String::new(),
        };
        let feeds = self::feeds(document)?;
        for spec in &new {
            let mut table = table(spec);
            // What stands below the last source's keys stays there.
            table.decor_mut().set_prefix(format!("{above}\n"));
            above.clear();
            feeds.push(table);
        }
        Ok(new.into_iter().map(|spec| spec.url.clone()).collect())
    })
}

/// The text without a source; the same text if it is not there.
pub(super) fn without(text: &str, url: &str) -> Edited {
    let wanted = Some(normalise(url));
    let removed = edited(text, |document| {
        let is_it = |table: &Table| identity(table) == wanted;
        let mut place = feeds(document)?.iter().position(is_it);
        while let Some(at) = place {
            remove(document, at)?;
            place = feeds(document)?.iter().position(is_it);
        }
        Ok(())
    });
    removed.map(|(text, ())| text)
}

/// Takes a table out with its own comments; the others above it stay with what follows.
fn remove(document: &mut DocumentMut, at: usize) -> Result<(), Refusal> {
    let removed = feeds(document)?.remove(at);
    let above = raw(removed.decor().prefix());
    let kept = &above[..above.len() - own_comments_above(&above)];
    let gap = Gap::after(document, removed.position().unwrap_or_default());
    gap.take_below(document);
    let rest = gap.text(document);
    gap.set(document, format!("{kept}{rest}"));
    Ok(())
}

/// Where the last header of a table and of those inside it stands among all.
fn end_of(table: &mut Table) -> Option<isize> {
    let mut end = table.position();
    each_table(table, &mut |inner| {
        end = end.max(inner.position());
    });
    end
}

/// What stands above a header, or at the end of the document.
#[derive(Clone, Copy)]
struct Gap {
    /// The place of the header among all.
    header: Option<isize>,
}

impl Gap {
    /// The one below the table with this place.
    fn after(document: &mut DocumentMut, place: isize) -> Self {
        let mut header: Option<isize> = None;
        each_table(document.as_table_mut(), &mut |table| {
            let later = table.position().filter(|other| *other > place);
            header = header.into_iter().chain(later).min();
        });
        Self { header }
    }

    fn text(self, document: &mut DocumentMut) -> String {
        let mut text = raw(Some(document.trailing()));
        each_table(document.as_table_mut(), &mut |table| {
            if self.header.is_some() && table.position() == self.header {
                text = raw(table.decor().prefix());
            }
        });
        text
    }

    fn set(self, document: &mut DocumentMut, text: String) {
        if self.header.is_none() {
            return document.set_trailing(text);
        }
        each_table(document.as_table_mut(), &mut |table| {
            if table.position() == self.header {
                table.decor_mut().set_prefix(text.as_str());
            }
        });
    }

    /// Takes out the comment that belongs to the keys above.
    fn take_below(self, document: &mut DocumentMut) -> String {
        let mut text = self.text(document);
        let rest = text.split_off(comments_below(&text, self.header.is_none()));
        self.set(document, rest);
        text
    }
}

/// Every table that has a header of its own.
fn each_table(table: &mut Table, act: &mut dyn FnMut(&mut Table)) {
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => {
                if !inner.is_implicit() && !inner.is_dotted() {
                    act(inner);
                }
                each_table(inner, act);
            }
            Item::ArrayOfTables(all) => {
                for inner in all.iter_mut() {
                    act(inner);
                    each_table(inner, act);
                }
            }
            _ => {}
        }
    }
}

fn raw(text: Option<&RawString>) -> String {
    text.and_then(RawString::as_str)
        .unwrap_or_default()
        .to_owned()
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

/// Length of what belongs to a header of the text before it: the comment that stands directly
/// above, one blank line above that, and the header's indent.
fn own_comments_above(text: &str) -> usize {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let indent = lines.last().filter(|line| !line.ends_with('\n'));
    let mut own = indent.map_or(0, |indent| indent.len());
    for line in lines.iter().rev().skip(usize::from(indent.is_some())) {
        if !is_comment(line) {
            return own
                + if line.trim().is_empty() {
                    line.len()
                } else {
                    0
                };
        }
        own += line.len();
    }
    own
}

/// Length of the comment directly below the last key, which belongs to it, unless a header
/// follows the comment, which it then is about.
fn comments_below(text: &str, is_end: bool) -> usize {
    let mut own = 0;
    for line in text.split_inclusive('\n') {
        if !is_comment(line) {
            return if line.trim().is_empty() && line.ends_with('\n') {
                own
            } else {
                0
            };
        }
        own += line.len();
    }
    if is_end { own } else { 0 }
}

/// The text with a source paused or asked again.
pub(super) fn with_pause(text: &str, url: &str, paused: bool) -> Edited {
    changed(text, url, |table| {
        let is_bare = is_bare(table);
        match table.get_mut("paused") {
            Some(_) if !paused && is_bare => drop(table.remove("paused")),
            Some(item) => replace(item, paused),
            None if paused => drop(table.insert("paused", value(true))),
            None => {}
        }
    })
}

/// Whether the user has written nothing above or beside the key.
fn is_bare(table: &Table) -> bool {
    let Some((key, item)) = table.get_key_value("paused") else {
        return true;
    };
    let beside = item.as_value().map(Value::decor).and_then(Decor::suffix);
    let above = key.leaf_decor().prefix();
    raw(above).trim_matches([' ', '\t']).is_empty() && raw(beside).trim().is_empty()
}

/// Gives a key another value and leaves what stands around it.
pub(super) fn replace(item: &mut Item, new: impl Into<Value>) {
    let decor = item.as_value().map(Value::decor).cloned();
    let mut new = new.into();
    *new.decor_mut() = decor.unwrap_or_default();
    *item = Item::Value(new);
}

/// The text with another address for a source.
pub(super) fn with_address(text: &str, from: &str, to: &str) -> Edited {
    let (old, new) = (normalise(from), normalise(to));
    if old != new && line_of(text, to).is_some() {
        return Err(Refusal::Taken(to.to_owned()));
    }
    changed(text, from, |table| {
        if let Some(item) = table.get_mut("url") {
            replace(item, to);
        }
    })
}

/// The text with a change in each table of a source, of which there must be one.
fn changed(text: &str, url: &str, mut change: impl FnMut(&mut Table)) -> Edited {
    let done = edited(text, |document| {
        let count = tables(feeds(document)?, url).map(&mut change).count();
        if count == 0 {
            return Err(Refusal::Missing);
        }
        Ok(())
    });
    done.map(|(text, ())| text)
}

/// The line, from 1, on which a source's address stands.
pub(super) fn line_of(text: &str, url: &str) -> Option<usize> {
    let document = Document::parse(text).ok()?;
    let wanted = Some(normalise(url));
    let mut feeds = document.get("feed")?.as_array_of_tables()?.iter();
    let found = feeds.find(|table| identity(table) == wanted)?;
    let start = found.get("url")?.span()?.start;
    Some(text[..start].matches('\n').count() + 1)
}

/// A source as a table.
pub(super) fn table(spec: &SourceSpec) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table["url"] = value(&spec.url);
    if let Some(name) = &spec.name {
        table["name"] = value(name);
    }
    match &spec.groups[..] {
        [] => {}
        [group] => table["group"] = value(group),
        groups => table["group"] = value(groups.iter().collect::<Array>()),
    }
    for (key, text) in selectors(&spec.selectors) {
        table[key] = value(text);
    }
    table
}

/// The stated selectors by their keys, in the order of the example.
fn selectors(selectors: &Selectors) -> impl Iterator<Item = (&'static str, &str)> {
    let Selectors {
        items,
        title,
        link,
        date,
        date_format,
        summary,
        author,
        skip,
        matching,
        article,
    } = selectors;
    [
        ("items", items),
        ("title", title),
        ("link", link),
        ("date", date),
        ("date_format", date_format),
        ("summary", summary),
        ("author", author),
        ("skip", skip),
        ("match", matching),
        ("article", article),
    ]
    .into_iter()
    .filter_map(|(key, text)| Some((key, text.as_deref()?)))
}

#[cfg(test)]
mod tests;
