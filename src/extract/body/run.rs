//! Short text inside the run of the article: loose lines between paragraphs, steps in boxes of
//! their own, a callout. The model doubts what is short; that it stands in the column of
//! the text, between two pieces of it and in no box of another kind, says more.

use crate::dates;
use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::outline::{Entry, Leaf, Outline};
use crate::extract::page::phrases;
use crate::extract::page::subtree_sums::NEGATIVE;
use crate::extract::stages::Stage;
use crate::fold::folded;
use crate::markup::tags::Tag;
use crate::words::Words;

/// What the model holds to be less probable than this is something else.
const MIN_PROBABILITY: f32 = 0.1;
/// As [`MIN_PROBABILITY`], of callouts: the model takes their names for those of widgets.
const MIN_CALLOUT: f32 = 0.04;
/// As [`MIN_PROBABILITY`], of headings.
const MIN_HEADING: f32 = 0.3;
/// Most leaves between two pieces of text.
const MAX_GAP: usize = 40;
/// Levels between a leaf and the column of the text.
const MAX_LEVELS: usize = 6;
/// Longest loose line, in size units: what is longer the model knows.
const MAX_SIZE: u32 = 400;
/// Fewest words of a line that is no numbered step.
const MIN_WORDS: u32 = 3;

/// Boxes in which nothing is the text's.
const FOREIGN: Marks = NEGATIVE
    .with(Marks::BYLINE)
    .with(Marks::DATE)
    .with(Marks::CAPTION)
    .with(Marks::MEDIA)
    .with(Marks::ACTION)
    .with(Marks::TAGS)
    .with(Marks::META)
    .with(Marks::WIDGET)
    .with(Marks::HIDDEN)
    .with(Marks::PAYWALL);

/// What a callout may be besides: editors draw it as a card, and "wp" begins all names of one.
const CARDS: Marks = Marks::WIDGET
    .with(Marks::TEASER)
    .with(Marks::META)
    .with(Marks::CAPTION);

/// Keeps short text in the run of the article.
pub(in crate::extract) fn fill(
    outline: &Outline<'_>,
    apart: &[u32],
    probabilities: &[f32],
    kept: &mut [bool],
) {
    let pieces: Vec<usize> = (0..kept.len()).filter(|&at| kept[at]).collect();
    for pair in pieces.windows(2) {
        let (before, after) = (pair[0], pair[1]);
        if after - before < 2 || after - before > MAX_GAP {
            continue;
        }
        let run = Run::new(outline, before, after);
        let between = kept.iter_mut().enumerate().take(after).skip(before + 1);
        for (at, kept) in between {
            let is_apart = u32::try_from(at).is_ok_and(|at| apart.contains(&at));
            if !is_apart && run.holds(at, probabilities.get(at).copied().unwrap_or(0.0)) {
                *kept = true;
            }
        }
    }
}

/// What stands between two neighbouring pieces of the text.
struct Run<'a, 'b> {
    outline: &'a Outline<'b>,
    before: u32,
    after: u32,
    /// The innermost element around both.
    column: u32,
    next: usize,
}

impl<'a, 'b> Run<'a, 'b> {
    fn new(outline: &'a Outline<'b>, before: usize, after: usize) -> Self {
        let one = outline.leaves[before].container;
        let two = outline.leaves[after].container;
        let column = std::iter::once(one)
            .chain(outline.ancestors(one))
            .find(|&above| outline.contains(above, two))
            .unwrap_or(0);
        Self {
            outline,
            before: one,
            after: two,
            column,
            next: after,
        }
    }

    fn holds(&self, at: usize, probability: f32) -> bool {
        let stages = self.outline.stages;
        let leaf = &self.outline.leaves[at];
        let tag = self.outline.entries[leaf.container as usize].tag;
        let least = if self.is_in_callout(leaf) {
            MIN_CALLOUT
        } else {
            MIN_PROBABILITY
        };
        if probability < least || leaf.unseen || !self.is_in_column(leaf) {
            return false;
        }
        if tag.heading_level().is_some() {
            return stages.has(Stage::RunHeadings)
                && probability >= MIN_HEADING
                && at + 1 == self.next;
        }
        let measure = &leaf.measure;
        if measure.linked * 4 >= measure.size * 3 || measure.size > MAX_SIZE {
            return false;
        }
        let text = self.outline.leaf_text(leaf);
        if stages.has(Stage::RunSteps) && self.is_step(at, &text) {
            return true;
        }
        if measure.linked * 2 >= measure.size || is_date(measure.words, &text) {
            return false;
        }
        // Of what is long enough to be prose the model knows enough.
        let is_short = !measure.is_prose();
        let is_loose = stages.has(Stage::RunLoose)
            && is_short
            && self.is_loose(leaf)
            && measure.words >= MIN_WORDS;
        let is_sentence = stages.has(Stage::RunSentences)
            && measure.ends_sentence
            && measure.words >= MIN_WORDS
            && (self.is_in_callout(leaf)
                || is_short && self.is_unnamed(leaf)
                || self.is_among_sentences(leaf))
            && !self.stands_elsewhere(at, &text);
        (is_loose || is_sentence) && phrases::hit(&folded(&text)).is_none()
    }

    /// The elements between a leaf and the column, its own first.
    fn between(&self, leaf: &Leaf) -> impl Iterator<Item = u32> + '_ {
        let above = std::iter::once(leaf.container).chain(self.outline.ancestors(leaf.container));
        let column = self.column;
        above.take_while(move |&entry| entry != column)
    }

    fn is_in_callout(&self, leaf: &Leaf) -> bool {
        self.outline.stages.has(Stage::RunCallouts)
            && self
                .between(leaf)
                .any(|entry| is_callout(&self.outline.entries[entry as usize]))
    }

    /// Whether a leaf stands in boxes of which none has a name: nobody dresses them apart.
    fn is_unnamed(&self, leaf: &Leaf) -> bool {
        let tag = self.outline.entries[leaf.container as usize].tag;
        // Of paragraphs the model knows enough.
        tag != Tag::P
            && self.between(leaf).all(|entry| {
                let entry = &self.outline.entries[entry as usize];
                entry.attr("class").is_none() && entry.attr("id").is_none()
            })
    }

    /// Whether a leaf and both its neighbours are sentences of one box: steps.
    fn is_among_sentences(&self, leaf: &Leaf) -> bool {
        let parent = self.outline.entries[leaf.container as usize].parent;
        if parent == self.column || leaf.container == self.column {
            return false;
        }
        let sentences = self.outline.leaves_within(parent).filter(|&at| {
            let measure = &self.outline.leaves[at].measure;
            measure.ends_sentence && measure.linked * 2 < measure.size
        });
        let all = self.outline.leaves_within(parent).count();
        let sentences = sentences.count();
        sentences >= 3 && sentences == all
    }

    /// Whether a caption or the like says the same nearby.
    fn stands_elsewhere(&self, at: usize, text: &str) -> bool {
        let words = self.outline.leaves[at].measure.words;
        let near = at.saturating_sub(4)..(at + 5).min(self.outline.leaves.len());
        near.filter(|&other| other != at && self.outline.leaves[other].measure.words == words)
            .any(|other| self.outline.leaf_text(&self.outline.leaves[other]) == text)
    }

    /// Whether nothing between a leaf and the column of the text is a box of another kind.
    fn is_in_column(&self, leaf: &Leaf) -> bool {
        let outline = self.outline;
        if !outline.contains(self.column, leaf.container) {
            return false;
        }
        let between: Vec<u32> = self.between(leaf).collect();
        between.len() <= MAX_LEVELS && between.iter().all(|&entry| self.is_plain(entry))
    }

    fn is_plain(&self, entry: u32) -> bool {
        let entry = &self.outline.entries[entry as usize];
        let is_plain = matches!(
            entry.tag,
            Tag::Div
                | Tag::P
                | Tag::Section
                | Tag::Blockquote
                | Tag::Center
                | Tag::Dl
                | Tag::Dt
                | Tag::Dd
        ) || entry.tag.heading_level().is_some();
        let foreign = if is_callout(entry) {
            FOREIGN.without(CARDS)
        } else {
            FOREIGN
        };
        is_plain && !entry.marks.any(foreign)
    }

    /// Whether a leaf stands right in the element whose blocks are text, beside or between them.
    fn is_loose(&self, leaf: &Leaf) -> bool {
        let is_parent_of = |of: u32| {
            of != leaf.container && self.outline.entries[of as usize].parent == leaf.container
        };
        is_parent_of(self.before) || is_parent_of(self.after)
    }

    /// Whether a leaf is a step whose neighbour has the number before or after its own.
    fn is_step(&self, at: usize, text: &str) -> bool {
        let number_at = |at: usize| {
            let leaf = self.outline.leaves.get(at)?;
            number(&self.outline.leaf_text(leaf))
        };
        number(text).is_some_and(|own| {
            let before = at.checked_sub(1).and_then(number_at);
            before.is_some_and(|before| before + 1 == own) || number_at(at + 1) == Some(own + 1)
        })
    }
}

fn is_callout(entry: &Entry<'_>) -> bool {
    let class = entry.attr("class").unwrap_or_default();
    let mut words = class.split(|c: char| !c.is_ascii_alphabetic());
    words.any(|word| Words::NameCallout.has(word))
}

/// Whether a short line says when something was written.
fn is_date(words: u32, text: &str) -> bool {
    words <= 8 && dates::find(text).is_some()
}

/// The number that a step begins with: "3. Climb", "3) Climb".
fn number(text: &str) -> Option<u32> {
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let is_step = text[end..].starts_with(['.', ')', '、', '．']) && end <= 3;
    is_step.then(|| text[..end].parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    const PROSE: &str = "<p>A paragraph of the story, long enough to be sure of, with a comma, and it goes on for a while.</p>";

    /// The texts that are kept between two paragraphs of a column.
    fn kept(insert: &str) -> Vec<String> {
        let html = format!("<article><div>{PROSE}{insert}{PROSE}</div></article>");
        let document = Html::parse_document(&html);
        let outline = Outline::of(&document, &[]);
        let prose: Vec<bool> = outline.leaves.iter().map(|leaf| leaf.prose() > 0).collect();
        let mut kept = prose.clone();
        fill(&outline, &[], &vec![0.2; prose.len()], &mut kept);
        let filled = (0..kept.len()).filter(|&at| kept[at] && !prose[at]);
        filled
            .map(|at| outline.leaf_text(&outline.leaves[at]))
            .collect()
    }

    #[test]
    fn short_text_in_the_run_stays() {
        assert_eq!(kept("The crane was red"), ["The crane was red"]);
        assert_eq!(
            kept("<div><div>Walk to the ladder.</div></div>"),
            ["Walk to the ladder."]
        );
        let steps = "<div><div>1. Open the gate</div><div>2. Sit <a href=x>down</a></div></div>";
        assert_eq!(kept(steps), ["1. Open the gate", "2. Sit down"]);
        let callout = "<div class='kg-card kg-callout-card'><div class=kg-callout-text>The walk is on Sunday.</div></div>";
        assert_eq!(kept(callout), ["The walk is on Sunday."]);
    }

    #[test]
    fn boxes_of_another_kind_stay_out() {
        for insert in [
            "<div class=newsletter><div>Get our letter.</div></div>",
            "<aside><div>Read this as well.</div></aside>",
            "<form><div>We never send you anything.</div></form>",
            "<div><a href=x>Another story is here.</a></div>",
            "<div>Advertisement</div>",
            "<div>Book now</div>",
            "3 February 2026",
            "<figure><div>A crane is seen here.</div></figure>",
            "<div class=video-player><div>This video did not load.</div></div>",
        ] {
            assert_eq!(kept(insert), [""; 0], "{insert}");
        }
    }
}
