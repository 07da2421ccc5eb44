//! The ticker: the open story's instruments and the watchlists, with what is known of each.
//!
//! State before beauty: a price that cannot be trusted must look different, so every row says
//! whether it is live, delayed, stale, closed, unknown or failing. A still ticker needs no
//! wake-ups: ages are shown in minutes, and only where the market trades.

mod row;

pub use row::{Change, Row, RowState, Section};

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use crate::market::symbols;
use crate::model::{Instrument, Quote, QuoteProblem, Session};

use super::age;

/// How long changed digits stay lit.
pub const FLASH: SignedDuration = SignedDuration::from_millis(450);
/// Shortest time between two flashes of one row (WCAG 2.3.1 allows three a second).
const FLASH_GAP: SignedDuration = SignedDuration::from_millis(500);
/// A price older than this while its market trades is stale, seconds.
const STALE_SECONDS: i64 = 300;

/// A watchlist.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// Its heading.
    pub name: String,
    /// Symbols in the provider's notation.
    pub symbols: Vec<String>,
}

/// The instruments of the open story.
#[derive(Debug, Clone, PartialEq, Default)]
struct Story {
    label: String,
    /// Each with the symbol that the provider knows it by, if the page proves one.
    instruments: Vec<(Instrument, Option<String>)>,
}

/// Digits that light up.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Flash {
    /// The price before.
    from: f64,
    begun: Timestamp,
}

impl Flash {
    fn end(self) -> Timestamp {
        self.begun.saturating_add(FLASH).unwrap_or(self.begun)
    }

    /// Whether the digits light up. A flash that is to begin was begun before the clock was
    /// set back, and is over.
    fn is_lit(self, now: Timestamp) -> bool {
        self.begun <= now && now < self.end()
    }
}

/// What is known of one symbol.
#[derive(Debug, Clone, PartialEq, Default)]
struct Known {
    /// The last success.
    quote: Option<Quote>,
    /// Why there is no newer one.
    problem: Option<QuoteProblem>,
    flash: Option<Flash>,
}

/// The state of the pane.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ticker {
    groups: Vec<Group>,
    story: Story,
    known: HashMap<String, Known>,
    selected: usize,
    flashes: bool,
}

impl Ticker {
    /// A ticker of these watchlists; `flashes` is off for those who want less motion.
    #[must_use]
    pub fn new(groups: Vec<Group>, flashes: bool) -> Self {
        Self {
            groups,
            flashes,
            ..Self::default()
        }
    }

    /// Whether there is no row at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows() == 0
    }

    /// The number of rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        let watched: usize = self.groups.iter().map(|group| group.symbols.len()).sum();
        self.story.instruments.len() + watched
    }

    /// Another story is open; `label` names its agency or is empty.
    pub fn set_story(&mut self, label: &str, instruments: Vec<Instrument>) {
        let with_symbols = instruments.into_iter().map(|instrument| {
            let symbol = symbols::for_provider(&instrument);
            (instrument, symbol)
        });
        self.story = Story {
            label: label.to_owned(),
            instruments: with_symbols.collect(),
        };
        self.selected = self.selected.min(self.rows().saturating_sub(1));
        let shown = self.symbols();
        self.known.retain(|symbol, _| shown.contains(symbol));
    }

    /// The symbols to poll, the most important first, each once.
    #[must_use]
    pub fn symbols(&self) -> Vec<String> {
        let story = self
            .story
            .instruments
            .iter()
            .filter_map(|(_, symbol)| symbol.clone());
        let watched = self
            .groups
            .iter()
            .flat_map(|group| group.symbols.iter().cloned());
        let mut symbols = Vec::new();
        for symbol in story.chain(watched) {
            if !symbols.contains(&symbol) {
                symbols.push(symbol);
            }
        }
        symbols
    }

    /// Takes in an answer. An answer that is older than what is shown is dropped.
    pub fn apply(&mut self, symbol: &str, answer: Result<Quote, QuoteProblem>, now: Timestamp) {
        let flashes = self.flashes;
        let known = self.known.entry(symbol.to_owned()).or_default();
        match answer {
            Err(problem) => known.problem = Some(problem),
            Ok(quote) => {
                let before = known.quote.take();
                if let Some(before) = &before
                    && before.as_of > quote.as_of
                    && before.provider == quote.provider
                {
                    known.quote = Some(Quote {
                        fetched_at: quote.fetched_at,
                        session: quote.session,
                        ..before.clone()
                    });
                    known.problem = None;
                    return;
                }
                if flashes && let Some(before) = before {
                    known.flash = flash(&before, &quote, known.flash, now);
                }
                known.quote = Some(quote);
                known.problem = None;
            }
        }
    }

    /// When something visible changes by itself: a flash ends, a price becomes stale, an age
    /// counts on.
    #[must_use]
    pub fn next_deadline(&self, now: Timestamp) -> Option<Timestamp> {
        let mut next: Option<Timestamp> = None;
        let mut at = |deadline: Option<Timestamp>| {
            if let Some(deadline) = deadline.filter(|deadline| *deadline > now) {
                next = Some(next.map_or(deadline, |next| next.min(deadline)));
            }
        };
        for known in self.known.values() {
            at(known
                .flash
                .filter(|flash| flash.is_lit(now))
                .map(Flash::end));
            if let Some(quote) = known
                .quote
                .as_ref()
                .filter(|quote| is_moving(quote.session))
            {
                let stale = quote.fetched_at.as_second() + STALE_SECONDS;
                at(match is_stale(quote, now) {
                    true => age::next_change(now, quote.fetched_at),
                    false => Timestamp::from_second(stale).ok(),
                });
            }
            if let Some(QuoteProblem::Provider { next_try, .. }) = &known.problem {
                at(next_step(now, *next_try));
            }
        }
        next
    }

    /// Moves the selection by so many rows.
    pub fn move_selection(&mut self, distance: isize) {
        let last = self.rows().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(distance).min(last);
    }

    /// The selected row, counted over all sections.
    #[must_use]
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// Selects a row, for the mouse.
    pub fn select(&mut self, row: usize) {
        self.selected = row.min(self.rows().saturating_sub(1));
    }

    /// Words that find headlines about the selected instrument.
    #[must_use]
    pub fn selected_name(&self) -> Option<String> {
        let sections = self.sections(Timestamp::MIN);
        let row = sections
            .iter()
            .flat_map(|section| &section.rows)
            .nth(self.selected)?;
        let name = if row.name.is_empty() {
            &row.label
        } else {
            &row.name
        };
        Some(row::searchable(name)).filter(|words| !words.is_empty())
    }

    /// What the pane shows, in its order.
    #[must_use]
    pub fn sections(&self, now: Timestamp) -> Vec<Section> {
        let mut sections = Vec::new();
        if !self.story.instruments.is_empty() {
            let rows = self.story.instruments.iter().map(|(instrument, symbol)| {
                let known = symbol.as_ref().and_then(|symbol| self.known.get(symbol));
                row::of_story(instrument, known, now)
            });
            let title = match self.story.label.as_str() {
                "" => "THIS STORY".to_owned(),
                label => format!("THIS STORY · {label}"),
            };
            sections.push(Section::new(title, rows.collect()));
        }
        for group in self.groups.iter().filter(|group| !group.symbols.is_empty()) {
            let rows = group
                .symbols
                .iter()
                .map(|symbol| row::of_symbol(symbol, self.known.get(symbol), now));
            let title = match group.name.as_str() {
                "" => "WATCHLIST".to_owned(),
                name => name.to_uppercase(),
            };
            sections.push(Section::new(title, rows.collect()));
        }
        sections
    }
}

/// Whether the price moves, so that its age matters.
fn is_moving(session: Session) -> bool {
    matches!(
        session,
        Session::Open | Session::Unknown | Session::Pre | Session::Post
    )
}

fn is_stale(quote: &Quote, now: Timestamp) -> bool {
    is_moving(quote.session) && now.as_second() - quote.fetched_at.as_second() >= STALE_SECONDS
}

/// A flash for a new price: not for the first one, after a gap, for another provider's, or
/// twice within half a second.
fn flash(before: &Quote, quote: &Quote, running: Option<Flash>, now: Timestamp) -> Option<Flash> {
    let is_recent = now.as_second() - before.fetched_at.as_second() <= STALE_SECONDS;
    let is_rested = running
        .is_none_or(|flash| flash.begun > now || now.duration_since(flash.begun) >= FLASH_GAP);
    #[allow(clippy::float_cmp)] // any difference at all is a new price
    let is_new = before.last != quote.last;
    if !(is_new && is_recent && before.provider == quote.provider) {
        return running.filter(|flash| flash.is_lit(now));
    }
    if !is_rested {
        return running;
    }
    Some(Flash {
        from: before.last,
        begun: now,
    })
}

/// When "in 3m" becomes "in 2m".
fn next_step(now: Timestamp, next_try: Timestamp) -> Option<Timestamp> {
    let left = next_try.as_second() - now.as_second();
    if left <= 60 {
        return Some(next_try);
    }
    Timestamp::from_second(next_try.as_second() - (left - 1) / 60 * 60).ok()
}

#[cfg(test)]
mod tests;
