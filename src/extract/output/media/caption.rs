//! What stands under a picture. The parser closes a `figure` or a `figcaption` that the page
//! left open at the end of what it stands in, so a caption ends with its own element's text.

use crate::extract::page::outline::{Leaf, Outline};
use crate::markup::clean;
use crate::markup::tags::Tag;
use crate::words::Words;

/// Largest text under a picture, in size units, that no element names as its caption.
const MAX_LOOSE: u32 = 300;
/// Most leaves of a caption.
const MAX_LEAVES: usize = 3;
/// A figure of more leaves than these was never closed.
const MAX_LOOKED_AT: usize = 40;

/// A caption and a credit.
#[derive(Debug, Default)]
pub(super) struct Caption {
    /// What the picture shows.
    pub text: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// The leaves that say so.
    pub leaves: Vec<u32>,
}

/// The caption of a figure, and the credit if it is set apart in it.
pub(super) fn of(outline: &Outline<'_>, figure: u32) -> Caption {
    let leaves = leaves(outline, figure);
    let mut texts: Vec<String> = Vec::new();
    let mut caption = Caption::default();
    for at in leaves {
        let leaf = &outline.leaves[at];
        let text = clean::line(&outline.leaf_text(leaf));
        if is_credit(outline, leaf) || text.starts_with('©') {
            caption.credit = caption.credit.or(Some(text));
        } else if !text.is_empty() && texts.len() < MAX_LEAVES && !texts.contains(&text) {
            texts.push(text);
        } else if !texts.contains(&text) {
            continue;
        }
        caption.leaves.extend(u32::try_from(at));
    }
    let text = texts.join(" ");
    let (text, credit) = match split_credit(&text) {
        Some((head, tail)) if caption.credit.is_none() => (head, Some(tail)),
        _ => (text, caption.credit.take()),
    };
    caption.text = Some(text).filter(|text| !text.is_empty());
    caption.credit = credit;
    caption
}

/// The leaves of a figure that are under its picture.
fn leaves(outline: &Outline<'_>, figure: u32) -> Vec<usize> {
    let entry = &outline.entries[figure as usize];
    let all: Vec<usize> = outline.leaves_within(figure).take(MAX_LOOKED_AT).collect();
    let named =
        (figure..entry.end).find(|&inner| outline.entries[inner as usize].tag == Tag::Figcaption);
    let Some(named) = named else {
        let is_caption = |at: &usize| {
            let words = ["caption", "credit", "copyright"];
            is_named(outline, &outline.leaves[*at], &words)
        };
        let named: Vec<usize> = all.iter().copied().filter(is_caption).collect();
        let size: u32 = all.iter().map(|&at| outline.leaves[at].measure.size).sum();
        let is_prose = |at: &&usize| outline.leaves[**at].prose() > 0;
        let is_short = all.len() <= MAX_LEAVES + 1
            && size <= MAX_LOOSE
            && all.iter().filter(is_prose).count() < 2;
        return match named.is_empty() && is_short {
            true => all,
            false => named.into_iter().take(MAX_LEAVES + 1).collect(),
        };
    };
    let inside: Vec<usize> = outline.leaves_within(named).take(MAX_LOOKED_AT).collect();
    let own = own(outline, named, &inside);
    // Some pages set the credit beside the caption.
    let beside = all
        .into_iter()
        .filter(|at| !inside.contains(at) && is_credit(outline, &outline.leaves[*at]));
    let beside: Vec<usize> = beside.take(1).collect();
    own.into_iter().chain(beside).collect()
}

/// The leaves of a caption's element that are its own: what follows its loose text in blocks
/// of prose, or comes as many paragraphs, was swallowed.
fn own(outline: &Outline<'_>, named: u32, inside: &[usize]) -> Vec<usize> {
    let is_loose = |at: usize| outline.leaves[at].container == named;
    let begins_loose = inside.first().is_some_and(|&at| is_loose(at));
    let swallows = |at: usize| {
        let entry = &outline.entries[outline.leaves[at].container as usize];
        let is_block_of_text = matches!(entry.tag, Tag::P | Tag::Li) && begins_loose;
        entry.tag.heading_level().is_some() && begins_loose
            || is_block_of_text && outline.leaves[at].prose() > 0
    };
    let end = inside
        .iter()
        .position(|&at| swallows(at))
        .unwrap_or(inside.len());
    let own = &inside[..end];
    let size: u32 = own.iter().map(|&at| outline.leaves[at].measure.size).sum();
    if own.len() > MAX_LEAVES * 2 || own.len() > 1 && size > MAX_LOOSE * 4 {
        return own.iter().copied().take(1).collect();
    }
    own.to_vec()
}

fn is_credit(outline: &Outline<'_>, leaf: &Leaf) -> bool {
    is_named(outline, leaf, &["credit", "copyright", "source"])
}

fn is_named(outline: &Outline<'_>, leaf: &Leaf, words: &[&str]) -> bool {
    let class = outline.entries[leaf.container as usize].attr("class");
    let class = class.unwrap_or_default().to_ascii_lowercase();
    words.iter().any(|word| class.contains(word))
}

/// "A street in Paris. Photo: Ann Lee / Agency" has its credit behind a word for picture.
fn split_credit(caption: &str) -> Option<(String, String)> {
    let last = |word: &&str| {
        let is_apart = |at: &usize| {
            let behind = &caption[at + word.len()..];
            behind.starts_with(' ') || word.ends_with('：')
        };
        let mut places = caption.rmatch_indices(word).map(|(at, _)| at);
        places.find(is_apart)
    };
    let at = Words::CaptionCredit.all().iter().filter_map(last).max()?;
    let tail = &caption[at..];
    (tail.chars().count() <= 80).then(|| {
        let head = caption[..at]
            .trim_end_matches(['(', '|', '-', '–', ' ', '/'])
            .to_owned();
        (head, tail.trim_end_matches(')').to_owned())
    })
}
