//! What is remembered of a site, and how it is counted.

use std::collections::VecDeque;

/// Lines that are remembered.
pub(super) const MAX_LINES: usize = 384;
/// Places that are remembered.
pub(super) const MAX_PLACES: usize = 64;
/// Pages that are recognised when they come again.
pub(super) const MAX_READ: usize = 64;
/// The most that a stored template takes.
pub const MAX_BYTES: usize = 4096;
/// So many other pages make a line the site's.
pub(super) const REPEATED: u8 = 3;
/// When so many pages were counted all counts are halved, so that what a site no longer
/// prints fades.
pub(super) const HALVING: u8 = 64;
/// Pages a place must have been seen on before it says anything.
pub(super) const KNOWN_PLACE: u8 = 3;

/// What the pages of one site share.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Template {
    /// Pages that were counted, halved together with all counts.
    pub(super) pages: u8,
    pub(super) lines: Vec<Line>,
    pub(super) places: Vec<SitePlace>,
    /// The pages read last, oldest first.
    pub(super) read: VecDeque<Read>,
}

/// A line: its words and the box it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) hash: u32,
    /// Pages it stood on.
    pub(super) pages: u8,
    /// Pages since it was seen last.
    pub(super) age: u8,
}

/// A place in the page's structure, by what the model made of the text there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SitePlace {
    pub(super) hash: u32,
    /// Pages of which nearly all text there was kept.
    pub(super) held: u8,
    /// Pages of which nothing there was kept.
    pub(super) refused: u8,
    /// Pages of which a good part of the text there stood on others: lists that move on.
    pub(super) listed: u8,
    /// Other pages.
    pub(super) mixed: u8,
    pub(super) age: u8,
}

/// A page that was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Read {
    /// Hash of its address; 0 when it is not known.
    pub(super) address: u32,
    /// Hash of its longest paragraphs: the same story under another address.
    pub(super) text: u32,
}

/// What became of the text at a place of one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Held,
    Refused,
    Listed,
    Mixed,
}

/// What one page teaches; hashes only.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Observation {
    pub(super) address: u32,
    pub(super) text: u32,
    pub(super) lines: Vec<u32>,
    pub(super) places: Vec<(u32, Fate)>,
}

impl Observation {
    /// Whether anything was found on the page that could teach something.
    #[must_use]
    pub fn has_text(&self) -> bool {
        self.text != 0
    }
}

impl Template {
    /// The number of pages that were counted, of late.
    #[must_use]
    pub fn pages(&self) -> u32 {
        u32::from(self.pages)
    }

    /// Counts a page that has been judged. A page that was counted before, at the same address
    /// or with the same text, teaches nothing again; nor does one without text.
    pub fn observe(&mut self, page: &Observation) {
        if !page.has_text() || self.knows(page.address, page.text) {
            return;
        }
        if self.read.len() == MAX_READ {
            self.read.pop_front();
        }
        self.read.push_back(Read {
            address: page.address,
            text: page.text,
        });
        self.pages = self.pages.saturating_add(1);
        for line in &mut self.lines {
            line.age = line.age.saturating_add(1);
        }
        for place in &mut self.places {
            place.age = place.age.saturating_add(1);
        }
        self.observe_lines(&page.lines);
        self.observe_places(&page.places);
        if self.pages >= HALVING {
            self.halve();
        }
    }

    /// Whether a page was counted, or one with its text.
    pub(super) fn knows(&self, address: u32, text: u32) -> bool {
        self.read
            .iter()
            .any(|read| address != 0 && read.address == address || text != 0 && read.text == text)
    }

    pub(super) fn observe_lines(&mut self, lines: &[u32]) {
        let mut new = Vec::new();
        for &hash in lines {
            match self.lines.iter_mut().find(|line| line.hash == hash) {
                // The same line twice on one page is one page.
                Some(line) if line.age == 0 => {}
                Some(line) => {
                    line.pages = line.pages.saturating_add(1);
                    line.age = 0;
                }
                None if new.contains(&hash) => {}
                None => new.push(hash),
            }
        }
        new.truncate(MAX_LINES / 2);
        let room = MAX_LINES - new.len();
        if self.lines.len() > room {
            // What stood on one page only goes first, then what was not seen for long.
            self.lines
                .sort_by_key(|line| (std::cmp::Reverse(line.worth()), line.age));
            self.lines.truncate(room);
        }
        self.lines.extend(new.into_iter().map(|hash| Line {
            hash,
            pages: 1,
            age: 0,
        }));
    }

    pub(super) fn observe_places(&mut self, places: &[(u32, Fate)]) {
        for &(hash, fate) in places.iter().take(MAX_PLACES / 2) {
            let at = self.places.iter().position(|place| place.hash == hash);
            let at = at.unwrap_or_else(|| {
                if self.places.len() == MAX_PLACES {
                    self.places
                        .sort_by_key(|place| (std::cmp::Reverse(place.worth()), place.age));
                    self.places.pop();
                }
                self.places.push(SitePlace {
                    hash,
                    held: 0,
                    refused: 0,
                    listed: 0,
                    mixed: 0,
                    age: 0,
                });
                self.places.len() - 1
            });
            let place = &mut self.places[at];
            place.age = 0;
            let count = match fate {
                Fate::Held => &mut place.held,
                Fate::Refused => &mut place.refused,
                Fate::Listed => &mut place.listed,
                Fate::Mixed => &mut place.mixed,
            };
            *count = count.saturating_add(1);
        }
    }

    pub(super) fn halve(&mut self) {
        self.pages /= 2;
        for line in &mut self.lines {
            // A line of this page is as fresh as it was.
            line.pages = if line.age == 0 {
                line.pages.div_ceil(2)
            } else {
                line.pages / 2
            };
        }
        self.lines.retain(|line| line.pages > 0);
        for place in &mut self.places {
            place.held /= 2;
            place.refused /= 2;
            place.listed /= 2;
            place.mixed /= 2;
        }
        self.places.retain(|place| place.seen() > 0);
    }

    /// On how many pages a line stood.
    pub(super) fn pages_with(&self, hash: u32) -> u8 {
        self.lines
            .iter()
            .find(|line| line.hash == hash)
            .map_or(0, |line| line.pages)
    }

    pub(super) fn place(&self, hash: u32) -> Option<&SitePlace> {
        self.places.iter().find(|place| place.hash == hash)
    }

    /// Whether a place held the text of several pages, and hardly ever anything else.
    pub(super) fn is_text_place(&self, hash: u32) -> bool {
        self.place(hash).is_some_and(|place| {
            place.held >= KNOWN_PLACE && place.held / 4 >= place.seen() - place.held
        })
    }

    /// Whether nothing was ever kept at a place that several pages have.
    pub(super) fn is_refused_place(&self, hash: u32) -> bool {
        self.place(hash).is_some_and(|place| {
            place.refused >= KNOWN_PLACE && place.held == 0 && place.mixed == 0
        })
    }

    /// Whether several pages had a list there that moves on: on the first, nothing can be known
    /// of it.
    pub(super) fn is_list_place(&self, hash: u32) -> bool {
        self.place(hash).is_some_and(|place| {
            place.listed >= KNOWN_PLACE && place.listed / 2 >= place.seen() - place.listed
        })
    }
}

impl Line {
    /// What is lost when it is forgotten.
    pub(super) fn worth(self) -> u8 {
        self.pages >> (self.age / 16).min(7)
    }
}

impl SitePlace {
    pub(super) fn seen(self) -> u8 {
        self.held
            .saturating_add(self.refused)
            .saturating_add(self.listed)
            .saturating_add(self.mixed)
    }

    pub(super) fn worth(self) -> u8 {
        self.seen() >> (self.age / 16).min(7)
    }
}
