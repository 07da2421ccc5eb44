//! Columns from the leaf's own text: counts, phrases, anchors, repetition.

use super::walk::{FeatureRow, Rowing, flag, float, index, log};
use crate::extract::body::anchors::hash_words;
use crate::extract::page::outline::Leaf;
use crate::extract::page::phrases;
use crate::extract::page::phrases::KINDS;
use crate::extract::page::subtree_sums::ratio;
use crate::hash::Fnv;

/// Columns of [`measured`].
pub(super) const MEASURED: &[&str] = &[
    "size",
    "link_share",
    "strong_share",
    "emphasis_share",
    "digit_share",
    "upper_share",
    "comma_rate",
    "stop_rate",
    "ends_sentence",
    "ends_colon",
    "words",
    "wide_share",
];

/// Columns of [`Rowing::read`]; one for each kind of phrase follows.
pub(super) const READ: &[&str] = &[
    "has_body",
    "body_share",
    "description_share",
    "is_title",
    "is_dek",
    "repeats",
    "page_prose",
    "page_leaves",
    "phrase_whole",
    "starts_upper",
    "starts_symbol",
    "in_link_block",
    "previous_phrase_end",
    "ends_seen",
    "has_author",
    "odd_characters",
];

/// What was counted in the leaf's text.
pub(super) fn measured(leaf: &Leaf, row: &mut FeatureRow) {
    let measure = &leaf.measure;
    row.extend([
        log(measure.size),
        measure.share(measure.linked),
        measure.share(measure.strong),
        measure.share(measure.emphasis),
        measure.share(measure.digits),
        measure.share(measure.upper),
        measure.share(measure.commas) * 100.0,
        measure.share(measure.stops) * 100.0,
        flag(measure.ends_sentence),
        flag(measure.ends_colon),
        log(measure.words),
        measure.share(measure.wide),
    ]);
}

impl Rowing<'_, '_> {
    /// What the text says, read against phrases, anchors and what stood before.
    pub(super) fn read(&mut self, at: usize, leaf: &Leaf, row: &mut FeatureRow) {
        let hit = phrases::hit(&self.folded);
        let context = self.context;
        let is_title = !self.folded.is_empty() && self.folded == context.title_text;
        let repeats = self.repeats(leaf);
        let first = self.text.chars().next().unwrap_or(' ');
        if context.body.is_empty() && context.description.is_empty() {
            self.words.clear();
        } else {
            hash_words(&self.text, &mut self.words);
        }
        let body = context.body.share_of(&self.words);
        let description = context.description.share_of(&self.words);
        let has_author = !self.folded.is_empty()
            && context
                .authors
                .iter()
                .any(|author| self.folded.contains(author.as_str()));
        let odd = if self.folded.is_empty() {
            0
        } else {
            self.text
                .chars()
                .filter(|c| matches!(c, '|' | '©' | '@' | '•' | '→' | '›' | '»' | '/' | '#' | '+'))
                .count()
        };
        let is_end = hit.is_some_and(|hit| hit.kind == phrases::PhraseKind::End);
        row.extend([
            flag(!context.body.is_empty()),
            body,
            description,
            flag(is_title),
            flag(context.dek.contains(&index(at))),
            repeats,
            log(self.regions.total_prose()),
            log(index(self.outline.leaves.len())),
            flag(hit.is_some_and(|hit| hit.whole)),
            flag(first.is_uppercase()),
            flag(!first.is_alphanumeric()),
            flag(leaf.measure.linked == leaf.measure.size),
            flag(self.previous_end),
            float(self.ends_seen as usize),
            flag(has_author),
            float(odd.min(5)),
        ]);
        row.extend((0..KINDS).map(|kind| flag(hit.is_some_and(|hit| hit.kind as usize == kind))));
        self.previous_end = is_end;
        if is_end && self.regions.prose_before(at) > 0 {
            self.ends_seen += 1;
        }
    }

    /// How often the same text stood before.
    fn repeats(&mut self, leaf: &Leaf) -> f32 {
        if leaf.measure.size < 4 {
            return 0.0;
        }
        let mut hash = Fnv::default();
        hash.add(self.text.as_bytes());
        let count = self.seen.entry(hash.0).or_default();
        *count += 1;
        ratio(*count - 1, 1)
    }
}
