//! Notes: what a mark in the text points to belongs to the text.
//!
//! A mark is a link of a few signs to a place on the same page (`1`, `[2]`, `*`). Its target is
//! known by that link, whatever the generator calls it: Markdown, Pandoc, WordPress, Substack,
//! word processors, encyclopedias and journals all agree on the link and on nothing else.

use std::collections::HashMap;

use ego_tree::{NodeId, NodeRef};
use scraper::node::{Element, Node};

use super::outline::Outline;
use crate::markup::attribute;
use crate::markup::tags::Tag;
use crate::words::Words;

/// Longest note, in size units: what is longer is a part of the page.
const MAX_SIZE: u32 = 3000;
/// Leaves of a note.
const MAX_LEAVES: usize = 30;
/// Longest mark, in characters, with its brackets.
const MAX_MARK: usize = 7;

/// Keeps the notes whose marks are kept.
pub fn keep(outline: &Outline<'_>, kept: &mut [bool]) {
    let fragments = marked(outline, kept);
    if fragments.is_empty() {
        return;
    }
    let mut targets: HashMap<&str, usize> = HashMap::new();
    for (at, entry) in outline.entries.iter().enumerate() {
        let name = entry.attr("name").filter(|_| entry.tag == Tag::A);
        if let Some(id) = entry.attr("id").or(name) {
            targets.entry(id).or_insert(at);
        }
    }
    for (fragment, mark) in fragments {
        let decoded = percent_encoding(&fragment);
        let target = targets
            .get(fragment.as_str())
            .or_else(|| targets.get(decoded.as_str()));
        if let Some(&target) = target {
            keep_note(outline, target, mark, kept);
        }
    }
}

/// The places that marks in kept leaves point to, with the leaf of each.
fn marked(outline: &Outline<'_>, kept: &[bool]) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    for (at, leaf) in outline.leaves.iter().enumerate() {
        if !kept[at] || leaf.measure.linked == 0 {
            continue;
        }
        let container = outline.entries[leaf.container as usize].node;
        for run in &outline.runs[leaf.runs.start as usize..leaf.runs.end as usize] {
            if run.text.trim().is_empty() || run.text.chars().count() > MAX_MARK {
                continue;
            }
            let Some(node) = container.tree().get(run.id) else {
                continue;
            };
            if let Some(fragment) = mark_of(node, container.id())
                && found.last().is_none_or(|(last, _)| *last != fragment)
            {
                found.push((fragment.to_owned(), at));
            }
        }
    }
    found
}

/// The place on the page that a text points to as the mark of a note; `container` ends the
/// search.
#[must_use]
pub fn mark_of(text: NodeRef<'_, Node>, container: NodeId) -> Option<&str> {
    let (link, fragment) = link_of(text, container)?;
    let words = words_of(link);
    let kind = text
        .ancestors()
        .take_while(|above| above.id() != container)
        .chain(link.children())
        .filter_map(|node| node.value().as_element())
        .map(evidence_of)
        .chain([evidence_of_name(fragment)])
        .max()?;
    let is_mark = match kind {
        NoteEvidence::Strong => is_number(&words) || is_sign(&words),
        NoteEvidence::Weak => is_number(&words),
        NoteEvidence::None => false,
    };
    is_mark.then_some(fragment)
}

/// The link around a text to a place on its own page.
#[must_use]
pub fn link_of(text: NodeRef<'_, Node>, container: NodeId) -> Option<(NodeRef<'_, Node>, &str)> {
    text.ancestors()
        .take_while(|above| above.id() != container)
        .find_map(|node| {
            let element = node.value().as_element()?;
            let href = attribute::of(element, "href").filter(|_| element.name() == "a")?;
            Some((node, fragment_of(href)?))
        })
}

/// The words of a link that may be a mark, without white space around them.
#[must_use]
pub fn words_of(link: NodeRef<'_, Node>) -> String {
    let texts = link.descendants().filter_map(|inner| match inner.value() {
        Node::Text(text) => Some(&**text),
        _ => None,
    });
    texts.take(6).collect::<String>().trim().to_owned()
}

/// Whether a link leads back from a note to its mark: it says so, or is an arrow.
#[must_use]
pub fn leads_back(link: NodeRef<'_, Node>) -> bool {
    let says_so = link.value().as_element().is_some_and(|element| {
        let names = ["class", "role", "rev", "rel"]
            .iter()
            .filter_map(|name| attribute::of(element, name));
        names.into_iter().any(|name| {
            let plain: String = name.chars().filter(char::is_ascii_alphabetic).collect();
            let plain = plain.to_ascii_lowercase();
            let backs = [
                "backlink",
                "backref",
                "reversefootnote",
                "footnoteback",
                "footnotereturn",
                "noteback",
            ];
            backs.iter().any(|back| plain.contains(back))
        })
    });
    let words = words_of(link);
    let is_arrow = |c: char| {
        matches!(
            c,
            '↩' | '↵'
                | '⏎'
                | '↑'
                | '⤴'
                | '^'
                | '↖'
                | '⬆'
                | '⮐'
                | '⇑'
                | '↰'
                | '⤶'
                | '\u{fe0e}'
                | '\u{fe0f}'
        )
    };
    says_so || !words.is_empty() && words.chars().all(is_arrow)
}

/// Whether a raised text is the number that a note begins with, the element of the note being
/// `container`.
#[must_use]
pub fn is_own_number(text: NodeRef<'_, Node>, container: NodeId) -> bool {
    let is_raised = text
        .parent()
        .and_then(|parent| parent.value().as_element())
        .is_some_and(|parent| parent.name() == "sup");
    let is_first = || {
        let mut above = text.ancestors().take_while(|above| above.id() != container);
        let texts = |node: NodeRef<'_, Node>| {
            let text = node.value().as_text();
            text.is_none_or(|text| text.trim().is_empty())
        };
        text.prev_siblings().all(texts) && above.all(|above| above.prev_siblings().all(texts))
    };
    let note = text.tree().get(container);
    let id = note.and_then(|note| note.value().as_element()?.attr("id"));
    is_raised
        && text.value().as_text().is_some_and(|text| is_number(text))
        && id.is_some_and(|id| evidence_of_name(id) != NoteEvidence::None)
        && is_first()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NoteEvidence {
    None,
    Weak,
    Strong,
}

fn evidence_of(element: &Element) -> NoteEvidence {
    if element.name() == "sup" {
        return NoteEvidence::Strong;
    }
    ["class", "role", "rel", "data-type", "epub:type", "type"]
        .iter()
        .filter_map(|name| attribute::of(element, name))
        .map(evidence_of_name)
        .max()
        .unwrap_or(NoteEvidence::None)
}

fn evidence_of_name(name: &str) -> NoteEvidence {
    let word_evidence = |word: &str| {
        let word = word.to_ascii_lowercase();
        let mut parts = Words::NameNotePart.all().iter();
        if Words::NameNote.has(&word) || parts.any(|part| word.contains(part)) {
            NoteEvidence::Strong
        } else if Words::NameNoteWeak.has(&word) {
            NoteEvidence::Weak
        } else {
            NoteEvidence::None
        }
    };
    let words = name.split(|c: char| !c.is_ascii_alphabetic());
    words.map(word_evidence).max().unwrap_or(NoteEvidence::None)
}

/// `1`, `[12]`, `(3)`, `1,2`.
fn is_number(text: &str) -> bool {
    let inner = inner(text);
    text.chars().count() <= MAX_MARK
        && inner.starts_with(char::is_numeric)
        && inner
            .chars()
            .all(|c| c.is_numeric() || matches!(c, ',' | ' ' | '–' | '-'))
}

/// "*", "†", "a", "iv", "n1".
fn is_sign(text: &str) -> bool {
    let inner = inner(text);
    let is_mark = |c: char| c.is_alphanumeric() || matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#');
    (1..=3).contains(&inner.chars().count()) && inner.chars().all(is_mark)
}

/// A mark without its brackets and what raises it.
#[must_use]
pub fn inner(mark: &str) -> String {
    let brackets = ['[', ']', '(', ')', '{', '}', '^'];
    let level = |c: char| match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from_digit(u32::from(c) - u32::from('⁰'), 10).unwrap_or(c),
        other => other,
    };
    mark.trim()
        .trim_matches(brackets)
        .trim()
        .chars()
        .map(level)
        .collect()
}

/// The part behind `#` of a link to a place on its own page. Some write the page's own address
/// before it; a target that is not there is found by nobody.
fn fragment_of(href: &str) -> Option<&str> {
    let (_, fragment) = href.trim().split_once('#')?;
    (!fragment.is_empty()).then_some(fragment)
}

fn percent_encoding(fragment: &str) -> String {
    let pair = format!("k={}", fragment.replace('+', "%2B"));
    url::form_urlencoded::parse(pair.as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

/// Keeps the leaves of the note at an element, and the heading over it.
fn keep_note(outline: &Outline<'_>, target: usize, mark: usize, kept: &mut [bool]) {
    let note = leaves_of(outline, target);
    let size: u32 = note.iter().map(|&at| outline.leaves[at].measure.size).sum();
    if note.is_empty() || note.len() > MAX_LEAVES || size > MAX_SIZE || note.contains(&mark) {
        return;
    }
    for &at in &note {
        kept[at] |= !outline.leaves[at].unseen;
    }
    let heading = note[0].checked_sub(1).filter(|&before| {
        let entry = &outline.entries[outline.leaves[before].container as usize];
        entry.tag.heading_level().is_some() && !outline.leaves[before].unseen
    });
    if let Some(heading) = heading {
        kept[heading] = true;
    }
}

/// The leaves of the note that an element holds, or that the block around or behind it does.
fn leaves_of(outline: &Outline<'_>, target: usize) -> Vec<usize> {
    let target = u32::try_from(target).unwrap_or(u32::MAX);
    let block = std::iter::once(target)
        .chain(outline.ancestors(target))
        .find(|&above| outline.entries[above as usize].tag.is_block())
        .unwrap_or(0);
    let size = |leaves: &[usize]| -> u32 {
        leaves
            .iter()
            .map(|&at| outline.leaves[at].measure.size)
            .sum()
    };
    let inside: Vec<usize> = outline.leaves_within(block).take(MAX_LEAVES + 1).collect();
    let tag = outline.entries[block as usize].tag;
    let has_text = size(&inside) > MAX_MARK_SIZE;
    if has_text && inside.len() <= MAX_LEAVES && size(&inside) <= MAX_SIZE {
        return inside;
    }
    if has_text && target == block {
        return Vec::new();
    }
    // A bare anchor, or a number in a box of its own: the note is what follows it.
    let next = outline.leaves.iter().position(|leaf| leaf.at > target);
    let from = inside.first().copied().filter(|_| !has_text);
    let first = from.or(next);
    let Some(first) = first else {
        return Vec::new();
    };
    let last = match tag {
        Tag::Dt | Tag::Td | Tag::Th | Tag::Div | Tag::Span if !has_text => {
            inside.last().map_or(first, |last| last + 1)
        }
        _ => first,
    };
    (first..=last.min(outline.leaves.len() - 1)).collect()
}

/// A number alone is no note.
const MAX_MARK_SIZE: u32 = 6;

#[cfg(test)]
mod tests;
