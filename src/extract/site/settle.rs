//! What a page's site takes out of its text, and what the page says about the site's places.

use crate::model::explanation::Reason;

use super::page::{Reading, Seen};
use super::template::{Fate, REPEATED};

/// At places where nothing was ever kept, leaves below this are dropped.
const DOUBT: f32 = 0.7;
/// Most of a page's text, in percent, that is dropped for its place.
const MAX_DROPPED: u32 = 50;
/// So much of a place's text, in percent, must be kept for it to hold text.
const HELD: u32 = 75;
/// So much of a place's text, in percent, stood on other pages when it is a list that moves
/// on from page to page: teasers, what is read most.
const LISTED: u32 = 30;

/// The text at one place of the page, in units of size.
#[derive(Default)]
struct Sum {
    place: u32,
    /// All of it but the lines that repeat.
    all: u32,
    /// That stood on another page or two.
    moving: u32,
    /// That the model kept.
    kept: u32,
}

impl Reading<'_> {
    /// Drops the lines that other pages print too.
    pub(super) fn drop_repeated(&mut self, seen: &[Seen], kept: &mut [bool]) {
        let stays = |one: &Seen| kept[one.at] && !one.repeated;
        let is_text = |one: &Seen| {
            let leaf = &self.outline.leaves[one.at];
            one.is_long || self.opens(leaf) && one.pages < REPEATED
        };
        if !seen.iter().any(|one| stays(one) && is_text(one)) {
            return;
        }
        for one in seen.iter().rev().filter(|one| one.repeated) {
            let announces = self.is_heading(one.at) && kept.get(one.at + 1) == Some(&true);
            if kept[one.at] && !announces {
                kept[one.at] = false;
                let pages = u32::from(one.pages);
                self.reasons.push((one.at, Reason::Site { pages }));
            }
        }
    }

    /// A heading, or a paragraph that is all bold and no sentence.
    fn is_heading(&self, at: usize) -> bool {
        let leaf = &self.outline.leaves[at];
        let tag = self.outline.entries[leaf.container as usize].tag;
        let bold = leaf.measure.strong * 10 >= leaf.measure.size * 9;
        tag.heading_level().is_some() || bold && !leaf.measure.ends_sentence
    }

    /// Drops what stands where the site prints lists that move on, and what the model was not
    /// sure of where it never kept anything.
    pub(super) fn drop_by_place(&mut self, seen: &[Seen], kept: &mut [bool]) {
        let size = |at: usize| self.outline.leaves[at].measure.size;
        let left = seen.iter().filter(|one| kept[one.at]);
        let all: u32 = left.map(|one| size(one.at)).sum();
        let opening = seen
            .iter()
            .position(|one| kept[one.at] && self.opens(&self.outline.leaves[one.at]));
        let mut dropped = Vec::new();
        for (number, one) in seen.iter().enumerate() {
            if !kept[one.at] || one.is_long || opening == Some(number) || self.recurs(one.at) {
                continue;
            }
            let place = self.place(self.outline.leaves[one.at].container);
            let doubted = self.probability(one.at) < DOUBT;
            if self.template.is_list_place(place)
                || doubted && self.template.is_refused_place(place)
            {
                dropped.push(one.at);
            }
        }
        let size: u32 = dropped.iter().map(|&at| size(at)).sum();
        if size * 100 > all * MAX_DROPPED {
            return;
        }
        for at in dropped {
            kept[at] = false;
            self.reasons.push((at, Reason::Beside));
        }
    }

    /// Whether a leaf is of a kind that recurs in stories themselves: headings, items, cells.
    fn recurs(&self, at: usize) -> bool {
        self.is_heading(at) || self.is_item(&self.outline.leaves[at])
    }

    /// What became of the text at each place, by the model alone: lines that repeat and what
    /// was lifted count for nothing, so that the site's opinion does not feed itself.
    pub(super) fn fates(
        &mut self,
        seen: &[Seen],
        kept: &[bool],
        lifted: &[usize],
    ) -> Vec<(u32, Fate)> {
        let mut sums: Vec<Sum> = Vec::new();
        for one in seen.iter().filter(|one| !one.repeated) {
            let leaf = &self.outline.leaves[one.at];
            let place = self.place(leaf.container);
            let size = leaf.measure.size;
            let at = sums.iter().position(|sum| sum.place == place);
            let at = at.unwrap_or_else(|| {
                sums.push(Sum {
                    place,
                    ..Sum::default()
                });
                sums.len() - 1
            });
            let sum = &mut sums[at];
            sum.all += size;
            // A line of the site counts twice at most, until it is known to repeat.
            let moving = (1..REPEATED).contains(&one.pages) && !self.recurs(one.at);
            sum.moving += u32::from(moving) * size;
            sum.kept += u32::from(kept[one.at] && !lifted.contains(&one.at)) * size;
        }
        sums.iter().map(|sum| (sum.place, sum.fate())).collect()
    }
}

impl Sum {
    fn fate(&self) -> Fate {
        if self.moving * 100 >= self.all * LISTED {
            Fate::Listed
        } else if self.kept == 0 {
            Fate::Refused
        } else if self.kept * 100 >= self.all * HELD {
            Fate::Held
        } else {
            Fate::Mixed
        }
    }
}
