//! Columns from where the leaf stands: its container, the page's prose around it, the
//! headline, boxes with a mark against them.

use super::walk::{FeatureRow, Rowing, flag, float, index, log};
use crate::extract::page::outline::Leaf;
use crate::extract::page::subtree_sums::{NEGATIVE, ratio};
use crate::markup::tags::Tag;

/// Columns of [`Rowing::place`].
pub(super) const NAMES: &[&str] = &[
    "is_paragraph",
    "heading_level",
    "is_item",
    "is_cell",
    "is_division",
    "is_quote",
    "depth",
    "prose_before",
    "since_prose",
    "until_prose",
    "window",
    "in_best",
    "best_share",
    "below_best",
    "parent_share",
    "grandparent_share",
    "signature_share",
    "siblings",
    "sibling_prose",
    "parent_links",
    "grandparent_links",
    "same_parent_before",
    "same_parent_after",
    "container_leaves",
    "pictures_before",
    "best_prose_left",
    "after_title",
    "title_distance",
    "title_prose",
    "title_parent_share",
    "shared_with_title",
    "levels_to_shared",
    "article_of_title",
    "headings_since_title",
    "top_headings_since_title",
    "negative_share",
    "negative_levels",
];

impl Rowing<'_, '_> {
    /// All columns of the leaf's place.
    pub(super) fn place(&mut self, at: usize, leaf: &Leaf, row: &mut FeatureRow) {
        self.structure(leaf, row);
        self.position(at, leaf, row);
        self.container(at, leaf, row);
        self.family(at, leaf, row);
        self.title(at, leaf, row);
        self.headings(at, leaf, row);
        self.negative(leaf, row);
    }

    fn structure(&self, leaf: &Leaf, row: &mut FeatureRow) {
        let entry = &self.outline.entries[leaf.container as usize];
        let parent = self.outline.entries[entry.parent as usize].tag;
        let inside = self.regions.inside[leaf.container as usize];
        let level = entry.tag.heading_level().or(parent.heading_level());
        row.extend([
            flag(entry.tag == Tag::P),
            f32::from(level.unwrap_or(0)),
            flag(matches!(entry.tag, Tag::Li | Tag::Dd | Tag::Dt) || parent == Tag::Li),
            flag(matches!(entry.tag, Tag::Td | Tag::Th)),
            flag(matches!(
                entry.tag,
                Tag::Div | Tag::Section | Tag::Article | Tag::Custom
            )),
            flag(inside.any(4)),
            f32::from(entry.depth),
        ]);
    }

    fn position(&mut self, at: usize, leaf: &Leaf, row: &mut FeatureRow) {
        let total = self.regions.total_prose();
        let since = self.last_prose.map_or(50, |last| at - last).min(50);
        let next = self.next_prose[at + 1];
        let until = if next == u32::MAX {
            50
        } else {
            (next as usize - at).min(50)
        };
        let window = self.regions.prose_between(at.saturating_sub(5), at + 6);
        row.extend([
            ratio(self.regions.prose_before(at), total),
            float(since),
            float(until),
            ratio(window, total),
        ]);
        if leaf.prose() > 0 {
            self.last_prose = Some(at);
        }
    }

    fn container(&self, at: usize, leaf: &Leaf, row: &mut FeatureRow) {
        let (outline, regions) = (self.outline, self.regions);
        let total = regions.total_prose();
        let best = &outline.entries[regions.best as usize];
        let entry = &outline.entries[leaf.container as usize];
        let grandparent = outline.entries[entry.parent as usize].parent;
        let siblings = &outline.entries[entry.parent as usize].leaves;
        let sibling_count = siblings.end - siblings.start;
        row.extend([
            flag(outline.contains(regions.best, leaf.container)),
            ratio(regions.prose(outline, regions.best), total),
            f32::from(entry.depth) - f32::from(best.depth),
            ratio(regions.prose(outline, entry.parent), total),
            ratio(regions.prose(outline, grandparent), total),
            ratio(regions.signature_prose(at), total),
            log(sibling_count),
            ratio(regions.prose_count(outline, entry.parent), sibling_count),
            regions.link_share(outline, entry.parent),
            regions.link_share(outline, grandparent),
        ]);
    }

    fn family(&self, at: usize, leaf: &Leaf, row: &mut FeatureRow) {
        let container = &self.outline.entries[leaf.container as usize];
        let siblings = &self.outline.entries[container.parent as usize].leaves;
        let at = index(at);
        let before = at
            .checked_sub(1)
            .map_or(0, |previous| self.outline.leaves[previous as usize].at);
        let best = &self.outline.entries[self.regions.best as usize].leaves;
        let left = self.regions.prose_between(at as usize, best.end as usize);
        row.extend([
            ratio(at.saturating_sub(siblings.start), 1),
            ratio(siblings.end.saturating_sub(at), 1),
            ratio(container.leaves.end - container.leaves.start, 1),
            ratio(
                self.pictures[leaf.at as usize] - self.pictures[before as usize],
                1,
            ),
            ratio(left, self.regions.prose(self.outline, self.regions.best)),
        ]);
    }

    fn title(&self, at: usize, leaf: &Leaf, row: &mut FeatureRow) {
        let Some(title) = self.context.title.map(|leaf| leaf as usize) else {
            row.extend([-1.0, 0.0, 0.0, 0.0, -1.0, -1.0, -1.0]);
            return;
        };
        let total = self.regions.total_prose();
        let (from, to) = (title.min(at), title.max(at));
        let sign = if at < title { -1.0 } else { 1.0 };
        let heading = self.outline.leaves[title].container;
        let shared = std::iter::once(leaf.container)
            .chain(self.outline.ancestors(leaf.container))
            .find(|&above| self.outline.contains(above, heading))
            .unwrap_or(0);
        let levels = self.outline.entries[leaf.container as usize]
            .depth
            .saturating_sub(self.outline.entries[shared as usize].depth);
        let article = std::iter::once(leaf.container)
            .chain(self.outline.ancestors(leaf.container))
            .find(|&above| self.outline.entries[above as usize].tag == Tag::Article);
        row.extend([
            flag(at > title),
            sign * float((to - from).min(200)),
            sign * ratio(self.regions.prose_between(from, to), total),
            self.title_parent_share,
            ratio(self.regions.prose(self.outline, shared), total),
            f32::from(levels),
            article.map_or(-1.0, |article| {
                flag(self.outline.contains(article, heading))
            }),
        ]);
    }

    fn headings(&mut self, at: usize, leaf: &Leaf, row: &mut FeatureRow) {
        let level = self.outline.entries[leaf.container as usize]
            .tag
            .heading_level();
        if level.is_some() && self.context.title.is_some_and(|title| at > title as usize) {
            self.headings += 1;
            self.top_headings += u32::from(level == Some(1));
        }
        row.extend([ratio(self.headings, 1), ratio(self.top_headings, 1)]);
    }

    /// How much of the page's prose the nearest enclosing element holds that has a mark
    /// against it, and how far above it is.
    fn negative(&self, leaf: &Leaf, row: &mut FeatureRow) {
        let total = self.regions.total_prose();
        let above = self.regions.above[leaf.container as usize];
        let own = self.outline.entries[leaf.container as usize].marks;
        if !above.with(own).any(NEGATIVE) {
            row.extend([-1.0, 30.0]);
            return;
        }
        let mut at = leaf.container;
        for level in 0..30_u8 {
            if self.outline.entries[at as usize].marks.any(NEGATIVE) {
                row.extend([
                    ratio(self.regions.prose(self.outline, at), total),
                    f32::from(level),
                ]);
                return;
            }
            if at == 0 {
                break;
            }
            at = self.outline.entries[at as usize].parent;
        }
        row.extend([-1.0, 30.0]);
    }
}
