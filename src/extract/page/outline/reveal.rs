//! Hidden boxes that are shown after all: a page that hides its article until a script has run,
//! and what a control of the page opens.

use std::collections::HashSet;

use super::arrays::{Leaf, Outline};
use crate::extract::page::attribute_hints::Marks;
use crate::extract::stages::Stage;
use crate::markup::names::each_word;
use crate::markup::tags::Tag;
use crate::words::Words;

/// Prose in a hidden box that may be the article, in size units.
const MIN_ARTICLE: u32 = 250;
/// How often the page is looked at again: a box inside of one that is shown may be hidden too.
const ROUNDS: usize = 3;

/// Shows hidden boxes that are no secret.
pub(super) fn reveal(outline: &mut Outline<'_>) {
    if outline.leaves.iter().all(|leaf| !leaf.unseen) {
        return;
    }
    if outline.stages.has(Stage::ControlledBoxes) {
        open_controlled(outline);
    }
    for _ in 0..ROUNDS {
        mark(outline);
        if !outline.stages.has(Stage::HiddenArticle) || !show_article(outline) {
            return;
        }
    }
    mark(outline);
}

/// Marks the leaves that stand in hidden blocks as unseen.
fn mark(outline: &mut Outline<'_>) {
    let mut unseen: Vec<bool> = Vec::with_capacity(outline.entries.len());
    for (at, entry) in outline.entries.iter().enumerate() {
        let above = at > 0 && unseen[entry.parent as usize];
        unseen.push(above || entry.hidden && entry.tag.is_block());
    }
    for leaf in &mut outline.leaves {
        leaf.unseen = unseen[leaf.container as usize];
    }
}

/// Boxes that a button or a tab of the page opens are read as if they were open: a closed
/// answer to a question is text. Whether they are is judged like everything else.
fn open_controlled(outline: &mut Outline<'_>) {
    let is_closed_box = |at: &usize| {
        let entry = &outline.entries[*at];
        entry.hidden
            && matches!(entry.tag, Tag::Div | Tag::Section | Tag::Dd)
            && !entry.marks.any(Marks::OVERLAY)
    };
    let closed: Vec<usize> = (0..outline.entries.len()).filter(is_closed_box).collect();
    if closed.is_empty() {
        return;
    }
    let entries = outline.entries.iter();
    let controlled: HashSet<&str> = entries
        .filter_map(|entry| entry.attr("aria-controls"))
        .collect();
    // The box that a control names may stand in the one that is folded.
    let is_opened = |at: &usize| {
        let end = (outline.entries[*at].end as usize).min(at + FOLDS);
        let inside = outline.entries[*at..end].iter();
        is_fold(outline.entries[*at].attr("class").unwrap_or_default())
            || inside
                .filter_map(|entry| entry.attr("id"))
                .any(|id| controlled.contains(id))
    };
    let opened: Vec<usize> = closed.into_iter().filter(is_opened).collect();
    for at in opened {
        outline.entries[at].hidden = false;
    }
}

/// Elements from the folded one on that may be the one which a control names.
const FOLDS: usize = 3;

/// Whether a class names a part of an accordion or of tabs.
fn is_fold(class: &str) -> bool {
    let mut found = false;
    each_word(class, |word| found |= Words::NameFold.has(word));
    found
}

/// Shows the outermost hidden box that holds the page's prose when nearly all of it is hidden.
/// Boxes that lie over the page stay closed.
fn show_article(outline: &mut Outline<'_>) -> bool {
    let prose = |unseen: bool| -> u32 {
        let leaves = outline.leaves.iter();
        leaves
            .filter(|leaf| leaf.unseen == unseen)
            .map(Leaf::prose)
            .sum()
    };
    let (seen, unseen) = (prose(false), prose(true));
    if unseen < MIN_ARTICLE || seen * 2 > unseen {
        return false;
    }
    let found = outline.entries.iter().position(|entry| {
        let leaves = entry.leaves.start as usize..entry.leaves.end as usize;
        let inside = || -> u32 { outline.leaves[leaves].iter().map(Leaf::prose).sum() };
        let marks = entry.marks.with(entry.above);
        entry.hidden && entry.tag.is_block() && !marks.any(Marks::OVERLAY) && inside() * 2 > unseen
    });
    if let Some(found) = found {
        outline.entries[found].hidden = false;
    }
    found.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    const PROSE: &str = "<p>A paragraph of the story, long enough to be sure of, with a comma, and it goes on for a while.</p>";

    fn seen(html: &str) -> usize {
        let document = Html::parse_document(html);
        let outline = Outline::of(&document, &[]);
        outline.leaves.iter().filter(|leaf| !leaf.unseen).count()
    }

    #[test]
    fn a_hidden_article_is_found() {
        let text = PROSE.repeat(5);
        for body in [
            format!("<body style='opacity:0'>{text}"),
            format!("<body style='display:none'>{text}"),
            format!("<body hidden><div style='visibility:hidden'>{text}</div>"),
            format!("<div id=app hidden><article>{text}</article></div><p>Foot.</p>"),
        ] {
            assert!(seen(&body) >= 5, "{body}");
        }
    }

    #[test]
    fn other_hidden_boxes_stay_hidden() {
        let text = PROSE.repeat(5);
        assert_eq!(seen(&format!("{text}<div hidden>{PROSE}{PROSE}</div>")), 5);
        let consent = format!("<p>Short.</p><div class=cookie-banner hidden>{text}</div>");
        assert_eq!(seen(&consent), 1);
    }

    #[test]
    fn a_closed_answer_is_text() {
        let html =
            format!("{PROSE}<button aria-controls=a1>Why?</button><div id=a1 hidden>{PROSE}</div>");
        assert_eq!(seen(&html), 2);
    }
}
