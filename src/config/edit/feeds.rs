//! Where each `[[feed]]` table stands in the text, so that a change touches its own bytes only.
//!
//! The user's comments, blank lines, order and line ends are his. So a change here is not a new
//! text made of a parsed one: it is a cut or an insertion at a place that the parser names.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::hash;
use crate::ingest::identity::normalise;
use crate::model::Removed;

/// Sources remembered as neighbours of a removed one.
const NEIGHBOURS: usize = 50;

/// One `[[feed]]` table in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Feed {
    /// Its address, as addresses are compared.
    pub identity: String,
    /// Its address in the text, with the quotes.
    pub url: Range<usize>,
    /// `paused` in the text: the whole line, and the value in it.
    pub paused: Option<(Range<usize>, Range<usize>)>,
    /// From its comments to the end of its last line.
    pub whole: Range<usize>,
    /// Where the line after its last key begins.
    pub keys_end: usize,
}

/// The tables in the order of the file; `None` if the text is not TOML or has its feeds in
/// another form.
pub(super) fn feeds(text: &str) -> Option<Vec<Feed>> {
    let document = DeTable::parse(text).ok()?;
    let Some(value) = document.get_ref().get("feed") else {
        return Some(Vec::new());
    };
    let DeValue::Array(tables) = value.get_ref() else {
        return None;
    };
    let mut found = Vec::new();
    for table in tables {
        let DeValue::Table(keys) = table.get_ref() else {
            return None;
        };
        let header = line_start(text, table.span().start);
        if !text[header..].trim_start().starts_with("[[") {
            return None;
        }
        if let Some(feed) = feed(text, keys, header) {
            found.push(feed);
        }
    }
    Some(found)
}

/// `None` for a table without an address: nobody can mean it.
fn feed(text: &str, keys: &DeTable<'_>, header: usize) -> Option<Feed> {
    let url = keys.get("url")?;
    let DeValue::String(address) = url.get_ref() else {
        return None;
    };
    let last = keys
        .iter()
        .map(|(_, value)| end_of(value.get_ref(), value.span().end));
    let keys_end = line_end(text, last.max().unwrap_or(header));
    let paused = keys.get("paused").map(|value| {
        let span = value.span();
        (line_start(text, span.start)..line_end(text, span.end), span)
    });
    Some(Feed {
        identity: normalise(address),
        url: url.span(),
        paused,
        whole: with_comments_before(text, header)..with_comments_after(text, keys_end),
        keys_end,
    })
}

/// A table inside the table ends later than its header.
fn end_of(value: &DeValue<'_>, own: usize) -> usize {
    let inner = match value {
        DeValue::Table(keys) => keys
            .iter()
            .map(|(_, value)| end_of(value.get_ref(), value.span().end))
            .max(),
        _ => None,
    };
    inner.unwrap_or(own).max(own)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the next line begins.
fn line_end(text: &str, at: usize) -> usize {
    text[at..]
        .find('\n')
        .map_or(text.len(), |newline| at + newline + 1)
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

/// The comment that stands directly above a header belongs to it, and so does one blank line
/// above that.
fn with_comments_before(text: &str, header: usize) -> usize {
    let mut start = header;
    while start > 0 {
        let above = line_start(text, start - 1);
        let line = &text[above..start];
        if line.trim().is_empty() {
            return above;
        }
        if !is_comment(line) {
            break;
        }
        start = above;
    }
    start
}

/// A comment directly below the last key belongs to the table, unless a header follows it, which
/// it then is about.
fn with_comments_after(text: &str, keys_end: usize) -> usize {
    let mut end = keys_end;
    while end < text.len() {
        let below = line_end(text, end);
        let line = &text[end..below];
        if line.trim().is_empty() {
            return end;
        }
        if !is_comment(line) {
            return keys_end;
        }
        end = below;
    }
    end
}

/// The text without a source, and what takes that back; `None` if it is not TOML.
pub(super) fn without(text: &str, url: &str) -> Option<(String, Removed)> {
    let feeds = feeds(text)?;
    let identity = normalise(url);
    let is_it = |feed: &&Feed| feed.identity == identity;
    let first = feeds.iter().position(|feed| is_it(&feed));
    let following = feeds[first.unwrap_or(0)..]
        .iter()
        .filter(|feed| !is_it(feed));
    let next = following.take(NEIGHBOURS).map(|feed| feed.identity.clone());
    let mut rest = String::with_capacity(text.len());
    let (mut kept, mut pieces) = (0, Vec::new());
    for feed in feeds.iter().filter(is_it) {
        rest.push_str(&text[kept..feed.whole.start]);
        pieces.push((feed.whole.start, text[feed.whole.clone()].to_owned()));
        kept = feed.whole.end;
    }
    rest.push_str(&text[kept..]);
    let removed = Removed {
        url: url.to_owned(),
        pieces,
        rest: hash::of(&rest),
        next: next.collect(),
    };
    Some((rest, removed))
}

/// The text with a removed source back in it: byte for byte what it was if nothing else has
/// changed since, else before the source that followed it, else at the end. `None` if the text
/// is not TOML; the same text if the source is there again already.
pub(super) fn with_again(text: &str, removed: &Removed) -> Option<String> {
    let feeds = feeds(text)?;
    let identity = normalise(&removed.url);
    let is_there = feeds.iter().any(|feed| feed.identity == identity);
    if is_there || removed.pieces.is_empty() {
        return Some(text.to_owned());
    }
    let mut back = text.to_owned();
    if hash::of(text) == removed.rest {
        for (at, piece) in &removed.pieces {
            back.insert_str(*at, piece);
        }
        return Some(back);
    }
    let pieces: String = removed
        .pieces
        .iter()
        .map(|(_, piece)| piece.as_str())
        .collect();
    let place = |identity: &String| feeds.iter().find(|feed| feed.identity == *identity);
    let next = removed.next.iter().find_map(place);
    let at = next.map_or(text.len(), |feed| feed.whole.start);
    let before = if text[..at].is_empty() || text[..at].ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let after = if pieces.ends_with('\n') { "" } else { "\n" };
    back.insert_str(at, &format!("{before}{pieces}{after}"));
    // What was cut out of one text may mean another thing in another one.
    self::feeds(&back).filter(|feeds| feeds.iter().any(|feed| feed.identity == identity))?;
    Some(back)
}

/// The text with a source paused or asked again; `None` if it is not TOML or has no such source.
pub(super) fn with_pause(text: &str, url: &str, paused: bool) -> Option<String> {
    let identity = normalise(url);
    let all = feeds(text)?;
    let mine: Vec<&Feed> = all
        .iter()
        .filter(|feed| feed.identity == identity)
        .collect();
    if mine.is_empty() {
        return None;
    }
    let mut changed = text.to_owned();
    for feed in mine.into_iter().rev() {
        match &feed.paused {
            Some((line, _)) if !paused && is_bare(&text[line.clone()]) => {
                changed.replace_range(line.clone(), "");
            }
            // The user has written something beside it, which stays.
            Some((_, value)) => {
                changed.replace_range(value.clone(), if paused { "true" } else { "false" });
            }
            None if paused => {
                let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
                let is_whole = text[..feed.keys_end].ends_with('\n');
                let before = if is_whole { "" } else { end };
                let line = format!("{before}paused = true{}", if is_whole { end } else { "" });
                changed.insert_str(feed.keys_end, &line);
            }
            None => {}
        }
    }
    Some(changed)
}

/// A line with the key and its value and nothing else.
fn is_bare(line: &str) -> bool {
    let words: String = line.split_whitespace().collect();
    words == "paused=true" || words == "paused=false"
}

/// Why an address could not be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoMove {
    /// The text is not TOML, or not of our form.
    NotToml,
    /// There is no such source.
    Missing,
    /// Another source has the new address already.
    Taken,
}

/// The text with another address for a source.
pub(super) fn with_address(text: &str, from: &str, to: &str) -> Result<String, NoMove> {
    let feeds = feeds(text).ok_or(NoMove::NotToml)?;
    let (old, new) = (normalise(from), normalise(to));
    if old != new && feeds.iter().any(|feed| feed.identity == new) {
        return Err(NoMove::Taken);
    }
    let mut changed = text.to_owned();
    let mut is_there = false;
    for feed in feeds.iter().rev().filter(|feed| feed.identity == old) {
        let quoted = toml::Value::String(to.to_owned()).to_string();
        changed.replace_range(feed.url.clone(), &quoted);
        is_there = true;
    }
    if is_there {
        Ok(changed)
    } else {
        Err(NoMove::Missing)
    }
}

/// The line, from 1, on which a source's address stands.
pub(super) fn line_of(text: &str, url: &str) -> Option<usize> {
    let identity = normalise(url);
    let feed = feeds(text)?
        .into_iter()
        .find(|feed| feed.identity == identity)?;
    Some(text[..feed.url.start].matches('\n').count() + 1)
}

#[cfg(test)]
mod tests;
