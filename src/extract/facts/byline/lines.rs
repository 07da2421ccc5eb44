//! Names in lines: introduced by a word, behind a date, or signed under the text.

use std::ops::Range;
use std::sync::LazyLock;

use super::names;
use super::names::{is_full_name, is_introduction, is_name, is_occupation, is_strict_name, split};
use super::sources::Sources;
use crate::dates;
use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::outline::Outline;
use crate::markup::tags::Tag;
use crate::words::Words;

/// Longest line that is read, in size units.
const MAX_LINE: u32 = 140;
/// Longest line that begins with what introduces a name.
const MAX_INTRODUCED: u32 = 90;
/// Longest name that stands on a line of its own.
const MAX_NAME: u32 = 40;

/// A line near the headline that introduces a name ("par Alexandra Alper", "Written by" over
/// "Ann Lee", "3 May 2025 by Ann Lee"), else one anywhere that says so plainly.
pub(super) fn introduced(sources: &Sources<'_, '_>) -> Vec<String> {
    let outline = sources.outline;
    let Some(title) = sources.title.map(|title| title as usize) else {
        return Vec::new();
    };
    let after = title + 1..outline.leaves.len().min(title + 14);
    let before = title.saturating_sub(4)..title;
    let near = title.saturating_sub(4)..title + 14;
    let lines = after.chain(before).chain(0..outline.leaves.len());
    lines
        .filter(|&at| (2..=MAX_LINE).contains(&outline.leaves[at].measure.size))
        .filter_map(|at| in_line(sources, at, &near))
        .map(|names| names::clean(names, sources.site))
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

fn in_line(sources: &Sources<'_, '_>, at: usize, near: &Range<usize>) -> Option<Vec<String>> {
    let outline = sources.outline;
    let leaf = &outline.leaves[at];
    let is_near = near.contains(&at);
    let runs = &outline.runs[leaf.runs.start as usize..leaf.runs.end as usize];
    let first = runs.iter().find(|run| !run.text.trim().is_empty())?;
    if !is_near && !names::may_introduce(first.text) {
        return None;
    }
    let text = outline.leaf_text(leaf);
    if is_introduction(&text) {
        let container = &outline.entries[leaf.container as usize];
        let is_of_others = container.above.any(Marks::COMMENT);
        let next = outline.leaves.get(at + 1)?;
        let names = full_names(&outline.leaf_text(next))?;
        let is_line = next.measure.size <= MAX_NAME && !is_of_others;
        let is_plain = is_near || text.len() > 5 && names.iter().all(|name| is_strict_name(name));
        return (is_line && is_plain).then_some(names);
    }
    if !is_near && !names::is_signed(&text) {
        return None;
    }
    if leaf.measure.size <= MAX_INTRODUCED
        && let Some(found) = names::introduced(&text).and_then(full_names)
    {
        return Some(found);
    }
    if is_near {
        return behind_date(&text).or_else(|| with_occupation(&text));
    }
    None
}

/// The full names of a text that begins with one.
fn full_names(text: &str) -> Option<Vec<String>> {
    let mut found: Vec<String> = split(text)
        .into_iter()
        .filter(|name| is_name(name))
        .collect();
    let begins = found.first().is_some_and(|name| is_full_name(name));
    found.retain(|name| is_full_name(name));
    begins.then_some(found)
}

/// "Published 3 May 2025 by Ann Lee".
fn behind_date(text: &str) -> Option<Vec<String>> {
    static BY: LazyLock<Vec<String>> = LazyLock::new(|| Words::BylineBy.spaced());
    let parts = BY.iter().filter_map(|word| text.split_once(word.as_str()));
    let (date, rest) = parts.min_by_key(|(date, _)| date.len())?;
    dates::find(date)?;
    let rest = rest.split_once(" in ").map_or(rest, |(name, _)| name);
    let mut names = split(rest);
    names.truncate(1);
    names.retain(|name| is_strict_name(name));
    (!names.is_empty()).then_some(names)
}

/// "Ann Lee | Senior Writer | 3 May 2025".
fn with_occupation(text: &str) -> Option<Vec<String>> {
    let parts: Vec<&str> = text.split(['|', '·', '•', '●']).map(str::trim).collect();
    let is_dated = parts.iter().any(|part| dates::find(part).is_some());
    let has_occupation = parts.iter().any(|part| is_occupation(part));
    let name = parts.first().filter(|name| is_strict_name(name))?;
    (is_dated && has_occupation).then(|| vec![(*name).to_owned()])
}

/// A name beside the picture of who bears it, near the headline: the picture's text
/// alternative is the name.
pub(super) fn portrayed(sources: &Sources<'_, '_>) -> Option<String> {
    let outline = sources.outline;
    let title = sources.title? as usize;
    let near = title.saturating_sub(4)..outline.leaves.len().min(title + 14);
    near.filter(|&at| (5..=MAX_NAME).contains(&outline.leaves[at].measure.size))
        .find_map(|at| {
            let leaf = &outline.leaves[at];
            let name = outline.leaf_text(leaf);
            let beside = leaf.at.saturating_sub(8)..leaf.at;
            let is_of = |entry: u32| {
                let entry = &outline.entries[entry as usize];
                entry.tag == Tag::Img && entry.attr("alt").is_some_and(|alt| alt.starts_with(&name))
            };
            // Buttons with a picture are set in capitals.
            let is_name = is_strict_name(&name) && name.contains(char::is_lowercase);
            (is_name && beside.into_iter().any(is_of)).then_some(name)
        })
}

/// The name that an article is signed with: a short line in bold, in italics or at the right
/// edge, the last one of its box, right behind a paragraph.
pub(super) fn signature(sources: &Sources<'_, '_>) -> Option<String> {
    let leaves = &sources.outline.leaves;
    let title = sources.title? as usize;
    let mut behind = leaves.windows(2).enumerate().skip(title);
    behind.find_map(|(at, pair)| {
        let is_behind_paragraph = pair[0].prose() > 60;
        let next = leaves.get(at + 2);
        (is_behind_paragraph && next.is_none_or(|next| next.prose() == 0))
            .then(|| signed(sources.outline, at + 1))?
    })
}

fn signed(outline: &Outline<'_>, at: usize) -> Option<String> {
    let leaf = &outline.leaves[at];
    let measure = &leaf.measure;
    let container = &outline.entries[leaf.container as usize];
    let parent = &outline.entries[container.parent as usize];
    let is_last = parent.leaves.end as usize <= at + 1;
    let around = outline.entries[parent.parent as usize].leaves.end as usize;
    let rest = &outline.leaves[at + 1..around.clamp(at + 1, outline.leaves.len())];
    let is_last = is_last && rest.iter().all(|leaf| leaf.prose() == 0);
    let is_right = |value: &str| {
        let value = value.to_ascii_lowercase();
        value == "right" || value.replace(' ', "").contains("text-align:right")
    };
    let is_set_apart = measure.strong == measure.size
        || measure.emphasis == measure.size
        || ["align", "style"]
            .iter()
            .filter_map(|name| container.attr(name))
            .any(is_right);
    let is_line = (5..=MAX_NAME).contains(&measure.size)
        && measure.linked == 0
        && !measure.ends_colon
        && container.tag.heading_level().is_none();
    if !is_last || !is_line || !is_set_apart {
        return None;
    }
    let text = outline.leaf_text(leaf);
    let name = names::strip_introduction(&text);
    is_strict_name(name).then(|| name.to_owned())
}
