//! Which tags of a text of unknown kind are markup, and which are words about markup.

use std::collections::HashMap;

use super::names::{is_html_name, is_one_of, is_unseen};
use super::scan::{Piece, Scanner, tag_name};

/// Elements inside of a line of text.
const OF_TEXT: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "center", "cite", "code", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "mark", "nobr", "p", "q", "rp", "rt", "ruby", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
];
/// Blocks that a cut-off title may begin with.
const AROUND_TEXT: &[&str] = &["div", "li", "h1", "h2", "h3", "h4", "h5", "h6"];
/// Attributes of a tag that brings something in; who writes about a tag leaves them out.
const ADDRESSES: &[&str] = &["src=", "href=", "data=", "classid=", "content="];
/// Longest name of an element, in bytes; longer ones are words.
const MAX_NAME: usize = 32;

/// Whether a lower-case name is that of an element inside of a line of text.
#[must_use]
pub fn is_of_text(name: &str) -> bool {
    OF_TEXT.contains(&name) || matches!(name, "br" | "wbr")
}

/// Whether a text of unknown kind is HTML: something in it is markup, as [`title`](super::title()) judges it.
#[must_use]
pub fn has_markup(text: &str) -> bool {
    let mut scanner = Scanner::new(text);
    let mut before = "";
    // From one place on they never close: so not from later ones either.
    let mut unclosed: Vec<&str> = Vec::new();
    while let Some(piece) = scanner.next() {
        let tag = match piece {
            Piece::Text(text) => {
                before = text;
                continue;
            }
            Piece::Tag(tag) => tag,
        };
        let name = tag_name(tag);
        let behind = &text[scanner.at..];
        let is_markup = match () {
            () if tag.starts_with("<!--") => true,
            () if !is_html_name(name) => false,
            () if tag.starts_with("</") => is_around_text(name) && !ends_open(before),
            () if opens(tag, name, behind) => true,
            () if is_one_of(name, &unclosed) => false,
            () => {
                closes(name, behind) || {
                    unclosed.push(name);
                    false
                }
            }
        };
        if is_markup {
            return true;
        }
        before = tag;
    }
    false
}

fn closes(name: &str, behind: &str) -> bool {
    memchr::memmem::find_iter(behind.as_bytes(), "</").any(|at| {
        let end = &behind.as_bytes()[at + 2..];
        end.get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
            && !end.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
    })
}

/// What a tag in a text of unknown kind is.
pub(super) enum Verdict<'a> {
    /// It is left out.
    Markup,
    /// It is left out with all that it holds.
    Unseen,
    /// It is part of the text.
    Words(&'a str),
}

/// Judges the tags of one text from its beginning to its end.
pub(super) struct Judge {
    /// End tags that are still to come, by name.
    ends: HashMap<String, usize>,
    /// Start tags that wait for theirs.
    open: HashMap<String, usize>,
}

impl Judge {
    pub(super) fn new(text: &str) -> Self {
        let mut ends: HashMap<String, usize> = HashMap::new();
        let mut scanner = Scanner::new(text);
        while let Some(piece) = scanner.next() {
            if let Piece::Tag(tag) = piece
                && let Some(name) = name(tag).filter(|_| tag.starts_with("</"))
            {
                *ends.entry(name).or_default() += 1;
            }
        }
        Self {
            ends,
            open: HashMap::new(),
        }
    }

    /// The next tag, with the text before and behind it.
    pub(super) fn verdict<'t>(
        &mut self,
        tag: &'t str,
        (before, behind): (&str, &str),
    ) -> Verdict<'t> {
        if tag.starts_with("<!--") {
            return Verdict::Markup;
        }
        if let Some(data) = tag.strip_prefix("<![CDATA[") {
            return Verdict::Words(data.strip_suffix("]]>").unwrap_or(data));
        }
        let Some(name) = name(tag) else {
            return Verdict::Words(tag);
        };
        let left = self.ends.get_mut(&name).filter(|left| **left > 0);
        let open = self.open.entry(name.clone()).or_default();
        let is_markup = match (tag.starts_with("</"), left) {
            (true, left) => {
                if let Some(left) = left {
                    *left -= 1;
                }
                let closes = *open > 0;
                *open = open.saturating_sub(1);
                closes || (is_around_text(&name) && !ends_open(before))
            }
            (false, Some(left)) if *left > *open => {
                *open += 1;
                if is_unseen(&name) {
                    return Verdict::Unseen;
                }
                true
            }
            (false, _) => opens(tag, &name, behind),
        };
        match is_markup {
            true => Verdict::Markup,
            false => Verdict::Words(tag),
        }
    }
}

fn name(tag: &str) -> Option<String> {
    let name = tag_name(tag);
    (1..=MAX_NAME)
        .contains(&name.len())
        .then(|| name.to_ascii_lowercase())
}

/// Whether a start tag is markup although nothing closes it.
fn opens(tag: &str, name: &str, behind: &str) -> bool {
    let attributes = tag[1 + name.len()..].trim_end_matches('>').trim();
    let has_values = attributes.contains('=');
    match () {
        () if is_one_of(name, &["br", "wbr", "hr"]) => true,
        () if name.eq_ignore_ascii_case("img") => has_values,
        () if is_html_name(name) && ADDRESSES.iter().any(|one| attributes.contains(one)) => true,
        () if !is_around_text(name) => false,
        () if has_values || attributes == "/" => true,
        () => attributes.is_empty() && behind.starts_with(|c: char| c.is_alphanumeric()),
    }
}

fn is_around_text(name: &str) -> bool {
    is_one_of(name, OF_TEXT) || is_one_of(name, AROUND_TEXT)
}

fn ends_open(text: &str) -> bool {
    text.is_empty() || text.ends_with(char::is_whitespace)
}
