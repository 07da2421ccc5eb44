//! Boxes whose name alone decides: a picture's caption, readers' comments, a box of facts, a
//! call to act, a form, a page foot. The model sees their marks too, but a mark stands for many
//! words; these few mean the same on every site.

use std::collections::HashMap;
use std::fmt;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use crate::extract::page::outline::Outline;
use crate::extract::stages::Stage;
use crate::hash::Fnv;
use crate::markup::names::each_word;
use crate::markup::tags::Tag;
use crate::words::Words;

/// What a box holds besides the article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// What stands under a picture.
    Caption,
    /// What readers say.
    Comments,
    /// Facts beside the story.
    Facts,
    /// An invitation to sign or to buy.
    Invitation,
    /// A form or the foot of the page.
    Furniture,
}

impl Holds {
    fn stage(self) -> Stage {
        match self {
            Self::Caption => Stage::CaptionBoxes,
            Self::Comments => Stage::CommentBoxes,
            Self::Facts => Stage::FactBoxes,
            Self::Invitation => Stage::InvitationBoxes,
            Self::Furniture => Stage::FurnitureBoxes,
        }
    }
}

impl fmt::Display for Holds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Caption => "a caption",
            Self::Comments => "comments",
            Self::Facts => "facts beside the story",
            Self::Invitation => "an invitation",
            Self::Furniture => "a form or the page's foot",
        })
    }
}

/// How many elements above a leaf are asked.
const REACH: usize = 12;
/// Size of the text that must be left outside a box of comments or furniture.
const MIN_OUTSIDE: u32 = 250;

/// The boxes of a page.
pub struct Boxes<'a, 'b> {
    outline: &'a Outline<'b>,
    /// Size of the kept leaves before each leaf.
    kept_before: Vec<u32>,
    title: Option<u32>,
    known: HashMap<u32, Option<Holds>>,
}

impl<'a, 'b> Boxes<'a, 'b> {
    /// Looks at a page of which these leaves are kept.
    #[must_use]
    pub fn new(outline: &'a Outline<'b>, title: Option<u32>, kept: &[bool]) -> Self {
        let mut sum = 0;
        let mut kept_before = vec![0];
        for (leaf, kept) in outline.leaves.iter().zip(kept) {
            sum += if *kept { leaf.measure.size } else { 0 };
            kept_before.push(sum);
        }
        Self {
            outline,
            kept_before,
            title,
            known: HashMap::new(),
        }
    }

    /// What the box holds that a leaf in this element stands in, if it is one.
    pub fn around(&mut self, container: u32) -> Option<Holds> {
        let outline = self.outline;
        std::iter::once(container)
            .chain(outline.ancestors(container))
            .take(REACH)
            .enumerate()
            .find_map(|(level, index)| {
                let holds = *self
                    .known
                    .entry(index)
                    .or_insert_with(|| named(outline, index));
                holds.filter(|holds| {
                    outline.stages.has(holds.stage()) && self.decides(*holds, index, level)
                })
            })
    }

    /// Whether a box is small enough for what it claims to hold: a wrapper around the article
    /// is called many things.
    fn decides(&self, holds: Holds, index: u32, level: usize) -> bool {
        let leaves = &self.outline.entries[index as usize].leaves;
        if self.title.is_some_and(|title| leaves.contains(&title)) {
            return false;
        }
        let last = self.kept_before.len() - 1;
        let total = self.kept_before[last];
        let inside = self.kept_before[(leaves.end as usize).min(last)]
            - self.kept_before[(leaves.start as usize).min(last)];
        let outside = total - inside;
        match holds {
            Holds::Caption | Holds::Invitation => level <= 1 && inside * 4 <= total,
            Holds::Facts => outside >= MIN_OUTSIDE && inside <= outside * 2,
            Holds::Comments => {
                // A story may have more comments than text, but they follow it.
                outside >= MIN_OUTSIDE && self.title.is_none_or(|title| leaves.start > title)
            }
            Holds::Furniture => outside >= MIN_OUTSIDE && inside * 2 <= outside,
        }
    }
}

fn named(outline: &Outline<'_>, index: u32) -> Option<Holds> {
    let entry = &outline.entries[index as usize];
    match entry.tag {
        Tag::Figcaption => return Some(Holds::Caption),
        Tag::Form => return Some(Holds::Furniture),
        // It says who is quoted.
        Tag::Footer if !outline.is_within(index, Tag::Blockquote) => return Some(Holds::Furniture),
        _ => {}
    }
    let mut found = None;
    let element = entry
        .node
        .value()
        .as_element()
        .map(scraper::node::Element::name);
    let custom = element.filter(|name| name.contains('-'));
    let attributes = ["class", "id"].iter().filter_map(|name| entry.attr(name));
    for value in attributes.chain(custom) {
        let mut previous = Vec::new();
        each_word(value, |word| {
            if word.len() > 2 {
                let holds = word_holds(word, &previous);
                // Of several names that of a caption decides, else the last one.
                if found != Some(Holds::Caption) {
                    found = holds.or(found);
                }
                previous.clear();
                previous.extend_from_slice(word);
            }
        });
    }
    found
}

/// The names of boxes, hashed: every word in the names of a page is asked.
static NAMES: LazyLock<HashMap<&[u8], Holds, BuildHasherDefault<Fnv>>> = LazyLock::new(|| {
    let lists = [
        (Words::NameInvitation, Holds::Invitation),
        (Words::NameFacts, Holds::Facts),
        (Words::NameComments, Holds::Comments),
        (Words::NameCaption, Holds::Caption),
    ];
    let names = |(words, holds): (Words, Holds)| {
        let words = words.all().iter();
        words.map(move |word| (word.as_bytes(), holds))
    };
    lists.into_iter().flat_map(names).collect()
});

/// What a word says that a box holds; "info-box" is an infobox.
fn word_holds(word: &[u8], previous: &[u8]) -> Option<Holds> {
    let joined = || Words::NameFacts.has([previous, word].concat());
    let own = NAMES.get(word).copied();
    own.or_else(|| (!previous.is_empty() && joined()).then_some(Holds::Facts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    const PROSE: &str =
        "<p>A paragraph of the story, long enough to be sure of, with a comma, and it goes on.</p>";

    fn around(insert: &str) -> Option<Holds> {
        let html = format!("<h1>T</h1><div>{0}{insert}</div>", PROSE.repeat(6));
        let document = Html::parse_document(&html);
        let outline = Outline::of(&document, &[]);
        let kept = vec![true; outline.leaves.len()];
        let leaf = outline
            .leaves
            .iter()
            .find(|leaf| outline.leaf_text(leaf).starts_with("Here"))
            .expect("inserted");
        Boxes::new(&outline, Some(0), &kept).around(leaf.container)
    }

    #[test]
    fn names_decide() {
        for (insert, holds) in [
            (
                "<div class=imageCaption><p>Here.</p></div>",
                Some(Holds::Caption),
            ),
            (
                "<figure><figcaption>Here</figcaption></figure>",
                Some(Holds::Caption),
            ),
            (
                "<ul class=comment-list><li><div><p>Here.</p></div></li></ul>",
                Some(Holds::Comments),
            ),
            (
                "<aside class=site-factbox><div><p>Here.</p></div></aside>",
                Some(Holds::Facts),
            ),
            ("<p class=cta>Here.</p>", Some(Holds::Invitation)),
            ("<div class=commented><p>Here.</p></div>", None),
            ("<p class=text>Here.</p>", None),
        ] {
            assert_eq!(around(insert), holds, "{insert}");
        }
    }

    #[test]
    fn a_wrapper_is_no_box() {
        let html = format!(
            "<div class='story comments factbox'><h1>T</h1>{}</div>",
            PROSE.repeat(6)
        );
        let document = Html::parse_document(&html);
        let outline = Outline::of(&document, &[]);
        let kept = vec![true; outline.leaves.len()];
        let container = outline.leaves[2].container;
        assert_eq!(Boxes::new(&outline, Some(0), &kept).around(container), None);
    }
}
