//! Where on the page the prose is: sums over subtrees, the container that reads most like an
//! article, and which marks of enclosing elements are to be believed.

use std::collections::HashMap;

use super::attribute_hints::Marks;
use super::outline::Outline;
use crate::hash::Fnv;
use crate::markup::tags::Tag;

/// Sums and scores of a page.
#[derive(Debug)]
pub struct Regions {
    /// Prose before each leaf; one more entry than leaves.
    prose_before: Vec<u32>,
    /// Size before each leaf.
    size_before: Vec<u32>,
    /// Linked size before each leaf.
    linked_before: Vec<u32>,
    /// Number of prose leaves before each leaf.
    count_before: Vec<u32>,
    /// Marks of the elements above each element, without those of elements that hold most
    /// of the page's prose: a wrapper called "has-sidebar" is no side column.
    pub above: Vec<Marks>,
    /// Kinds of elements above and including each element.
    pub inside: Vec<Inside>,
    /// The element that scores best as the article's container.
    pub best: u32,
    /// Share of prose by path signature of the leaf's container.
    signature_prose: HashMap<u64, u32>,
    /// Signature of each leaf's container.
    signatures: Vec<u64>,
}

/// Which kinds of elements enclose an element, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Inside(pub u16);

impl Inside {
    /// Names and bits, in the order of the features.
    pub const NAMES: [(&'static str, u16); 12] = [
        ("list", 1),
        ("table", 2),
        ("quote", 4),
        ("figure", 8),
        ("aside", 16),
        ("header", 32),
        ("footer", 64),
        ("form", 128),
        ("article", 256),
        ("main", 512),
        ("pre", 1024),
        ("details", 2048),
    ];

    fn of(tag: Tag) -> Self {
        Self(match tag {
            Tag::Ul | Tag::Ol | Tag::Dl => 1,
            Tag::Table => 2,
            Tag::Blockquote => 4,
            Tag::Figure | Tag::Figcaption => 8,
            Tag::Aside => 16,
            Tag::Header => 32,
            Tag::Footer => 64,
            Tag::Form => 128,
            Tag::Article => 256,
            Tag::Main => 512,
            Tag::Pre => 1024,
            Tag::Details => 2048,
            _ => 0,
        })
    }

    /// Whether one of the bits is set.
    #[must_use]
    pub const fn any(self, bits: u16) -> bool {
        self.0 & bits != 0
    }
}

/// Marks that speak against an element.
pub const NEGATIVE: Marks = Marks::NAVIGATION
    .with(Marks::FOOTER)
    .with(Marks::SIDEBAR)
    .with(Marks::RELATED)
    .with(Marks::SOCIAL)
    .with(Marks::COMMENT)
    .with(Marks::ADVERT)
    .with(Marks::SUBSCRIBE)
    .with(Marks::OVERLAY)
    .with(Marks::TEASER);

impl Regions {
    /// Sums up a page; the leaves from `scope` on belong to another article and count nothing.
    #[must_use]
    pub fn of(outline: &Outline<'_>, scope: usize) -> Self {
        let prose = |at: usize| {
            if at < scope {
                outline.leaves[at].prose()
            } else {
                0
            }
        };
        let leaves = outline.leaves.len();
        let mut regions = Self {
            prose_before: prefix(leaves, prose),
            size_before: prefix(leaves, |at| outline.leaves[at].measure.size),
            linked_before: prefix(leaves, |at| outline.leaves[at].measure.linked),
            count_before: prefix(leaves, |at| u32::from(prose(at) > 0)),
            above: Vec::new(),
            inside: Vec::new(),
            best: 0,
            signature_prose: HashMap::new(),
            signatures: Vec::new(),
        };
        regions.inherit(outline);
        regions.sign(outline);
        regions.best = regions.best_container(outline, scope);
        regions
    }

    fn inherit(&mut self, outline: &Outline<'_>) {
        let total = self.total_prose();
        for (index, entry) in outline.entries.iter().enumerate() {
            if index == 0 {
                self.above.push(Marks::NONE);
                self.inside.push(Inside::default());
                continue;
            }
            let parent = entry.parent as usize;
            let wraps = self.prose(outline, entry.parent) * 10 > total * 6;
            let mut passed = outline.entries[parent].marks;
            if wraps {
                passed = passed.without(NEGATIVE);
            }
            self.above.push(self.above[parent].with(passed));
            let inside = self.inside[parent].0 | Inside::of(entry.tag).0;
            self.inside.push(Inside(inside));
        }
    }

    fn sign(&mut self, outline: &Outline<'_>) {
        for leaf in &outline.leaves {
            let entry = &outline.entries[leaf.container as usize];
            let parent = &outline.entries[entry.parent as usize];
            let mut hash = Fnv::default();
            hash.add(&[entry.tag as u8, parent.tag as u8]);
            hash.add(entry.attr("class").unwrap_or_default().as_bytes());
            hash.add(parent.attr("class").unwrap_or_default().as_bytes());
            hash.add(&entry.depth.to_le_bytes());
            self.signatures.push(hash.0);
            *self.signature_prose.entry(hash.0).or_default() += leaf.prose();
        }
    }

    /// Readability's idea with prefix sums: each prose leaf gives points to the elements
    /// above it, fewer the farther they are; links in the subtree take points away.
    fn best_container(&self, outline: &Outline<'_>, scope: usize) -> u32 {
        let mut scores = vec![0.0_f32; outline.entries.len()];
        for leaf in outline
            .leaves
            .iter()
            .take(scope)
            .filter(|leaf| leaf.prose() > 0)
        {
            let measure = &leaf.measure;
            #[allow(clippy::cast_precision_loss)] // sizes are far below 2^23
            let mut points = 1.0
                + (measure.commas.min(10) as f32) * 0.5
                + (measure.size as f32 / 100.0).min(4.0);
            let above = self.above[leaf.container as usize]
                .with(outline.entries[leaf.container as usize].marks);
            if above.any(NEGATIVE) {
                points *= 0.3;
            }
            let mut at = leaf.container;
            for level in 0..6 {
                scores[at as usize] += points;
                points *= if level == 0 { 0.9 } else { 0.55 };
                if at == 0 {
                    break;
                }
                at = outline.entries[at as usize].parent;
            }
        }
        let mut best = (0.0, 0);
        for (index, score) in scores.iter().enumerate() {
            let index = u32::try_from(index).unwrap_or(0);
            let score = score * (1.0 - self.link_share(outline, index));
            if score > best.0 {
                best = (score, index);
            }
        }
        best.1
    }

    /// Size of the prose in the subtree of an element.
    #[must_use]
    pub fn prose(&self, outline: &Outline<'_>, entry: u32) -> u32 {
        difference(&self.prose_before, &outline.entries[entry as usize].leaves)
    }

    /// Number of prose leaves in the subtree of an element.
    #[must_use]
    pub fn prose_count(&self, outline: &Outline<'_>, entry: u32) -> u32 {
        difference(&self.count_before, &outline.entries[entry as usize].leaves)
    }

    /// Prose of the whole page.
    #[must_use]
    pub fn total_prose(&self) -> u32 {
        self.prose_before.last().copied().unwrap_or(0)
    }

    /// Prose before a leaf.
    #[must_use]
    pub fn prose_before(&self, leaf: usize) -> u32 {
        self.prose_before[leaf]
    }

    /// Prose between two leaves.
    #[must_use]
    pub fn prose_between(&self, from: usize, to: usize) -> u32 {
        let last = self.prose_before.len() - 1;
        self.prose_before[to.min(last)].saturating_sub(self.prose_before[from.min(last)])
    }

    /// Share of linked text in the subtree of an element, 0 to 1.
    #[must_use]
    pub fn link_share(&self, outline: &Outline<'_>, entry: u32) -> f32 {
        let leaves = &outline.entries[entry as usize].leaves;
        ratio(
            difference(&self.linked_before, leaves),
            difference(&self.size_before, leaves),
        )
    }

    /// What the container of a leaf looks like, as a hash.
    #[must_use]
    pub fn signature(&self, leaf: usize) -> u64 {
        self.signatures[leaf]
    }

    /// Prose in containers that look like that of a leaf.
    #[must_use]
    pub fn signature_prose(&self, leaf: usize) -> u32 {
        self.signature_prose
            .get(&self.signatures[leaf])
            .copied()
            .unwrap_or(0)
    }
}

/// `part / whole`, 0 when there is no whole.
#[must_use]
#[allow(clippy::cast_precision_loss)] // sizes are far below 2^23
pub fn ratio(part: u32, whole: u32) -> f32 {
    if whole == 0 {
        0.0
    } else {
        part as f32 / whole as f32
    }
}

fn prefix(length: usize, value: impl Fn(usize) -> u32) -> Vec<u32> {
    let mut sums = Vec::with_capacity(length + 1);
    let mut sum = 0_u32;
    sums.push(0);
    for at in 0..length {
        sum = sum.saturating_add(value(at));
        sums.push(sum);
    }
    sums
}

fn difference(sums: &[u32], range: &std::ops::Range<u32>) -> u32 {
    let last = sums.len() - 1;
    sums[(range.end as usize).min(last)] - sums[(range.start as usize).min(last)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    #[test]
    fn the_article_is_the_best_container() {
        let prose = "<p>A long sentence, with commas, that goes on until it is long enough to count as prose, really.</p>";
        let html = format!(
            "<body><div id=a><ul><li><a href=x>Menu</a></ul></div><div id=b>{}</div><div id=c>{prose}</div>",
            prose.repeat(5)
        );
        let document = Html::parse_document(&html);
        let outline = Outline::of(&document, &[]);
        let regions = Regions::of(&outline, usize::MAX);
        assert_eq!(outline.entries[regions.best as usize].attr("id"), Some("b"));
        assert!(regions.total_prose() > regions.prose(&outline, regions.best));
    }
}
