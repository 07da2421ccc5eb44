//! The ticker: the open story's instruments and the watchlists, with what is known of each.
//!
//! State before beauty: a price that cannot be trusted must look different, so every row says
//! whether it is live, delayed, stale, closed, doubted, unknown or failing. A still ticker
//! needs no wake-ups: ages are shown in minutes, and only where the market trades.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::market::freshness::{self, Freshness};
use crate::market::{mentions, notation, symbols};
use crate::model::{
    Group, Instrument, InstrumentKey, Mentions, ProviderTrouble, Quote, QuoteProblem,
};

use super::known::{Flash, Known};
use super::row::{self, RowState, Section};
use super::story::{self, Story};
use crate::app::age;

/// Instruments whose last quote is remembered, so that a story that is opened again shows it
/// at once.
const REMEMBERED: usize = 500;

/// A watchlist with the instruments that its symbols mean.
#[derive(Debug, Clone, PartialEq, Default)]
struct Watchlist {
    name: String,
    entries: Vec<(String, InstrumentKey)>,
}

/// The state of the pane.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ticker {
    watchlists: Vec<Watchlist>,
    story: Story,
    known: HashMap<InstrumentKey, Known>,
    troubles: Vec<ProviderTrouble>,
    selected: usize,
    /// The first line of the pane that is seen, as far as there are lines enough.
    pub(super) top: usize,
    flashes: bool,
    /// What the runtime asks the providers for now.
    pub watched: Vec<InstrumentKey>,
}

impl Ticker {
    /// A ticker of these watchlists; `flashes` is off for those who want less motion.
    #[must_use]
    pub fn new(groups: Vec<Group>, flashes: bool) -> Self {
        let watchlists = groups.into_iter().map(|group| Watchlist {
            name: group.name,
            entries: group
                .symbols
                .into_iter()
                .map(|symbol| (symbol.clone(), notation::key(&symbol)))
                .collect(),
        });
        Self {
            watchlists: watchlists.collect(),
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
        self.keys().count()
    }

    /// The open story's instruments. `page_read` is when its page was downloaded.
    pub fn set_story(&mut self, instruments: &[Instrument], page_read: Option<Timestamp>) {
        if self.story.is_of(instruments, page_read) {
            return;
        }
        let with_keys = instruments.iter().map(|instrument| {
            let key = symbols::key_of(instrument);
            (instrument.clone(), key)
        });
        self.story = Story {
            instruments: with_keys.collect(),
            page_read,
        };
        self.selected = self.selected.min(self.rows().saturating_sub(1));
        self.top = 0;
    }

    /// How many rows each section has, in the order of [`Self::sections`].
    pub(super) fn sizes(&self) -> Vec<usize> {
        let watched = self.watchlists.iter().map(|list| list.entries.len());
        let all = std::iter::once(self.story.instruments.len()).chain(watched);
        all.filter(|size| *size > 0).collect()
    }

    /// What is known of the rows.
    pub(super) fn quotes(&self) -> impl Iterator<Item = &Quote> {
        let known = self.keys().flatten().filter_map(|key| self.known.get(key));
        known.filter_map(|known| known.quote.as_ref())
    }

    /// The keys of all rows in their order; `None` for an instrument of a page that nobody
    /// can be asked for.
    pub(super) fn keys(&self) -> impl Iterator<Item = Option<&InstrumentKey>> {
        let story = self.story.instruments.iter().map(|(_, key)| key.as_ref());
        let watched = self.watchlists.iter().flat_map(|list| &list.entries);
        story.chain(watched.map(|(_, key)| Some(key)))
    }

    /// These instruments are shown from now on.
    pub fn show(&mut self, keys: &[InstrumentKey], now: Timestamp) {
        for (key, known) in &mut self.known {
            if !keys.contains(key) {
                known.shown_since = None;
            }
        }
        for key in keys {
            let known = self.known.entry(key.clone()).or_default();
            known.shown_since.get_or_insert(now);
        }
        if self.known.len() > REMEMBERED {
            let rows: Vec<InstrumentKey> = self.keys().flatten().cloned().collect();
            self.known.retain(|key, _| rows.contains(key));
        }
    }

    /// Takes in an answer. An answer that is older than what is shown is dropped.
    pub fn apply(
        &mut self,
        key: &InstrumentKey,
        answer: Result<Quote, QuoteProblem>,
        now: Timestamp,
    ) {
        let flashes = self.flashes;
        let known = self.known.entry(key.clone()).or_default();
        known.take(answer, flashes, now);
    }

    /// Quotes of an earlier run: shown as old until they are confirmed.
    pub fn remember(&mut self, quotes: Vec<Quote>) {
        for quote in quotes {
            let known = self.known.entry(quote.key.clone()).or_default();
            known.remember(quote);
        }
    }

    /// The providers that are left alone for now.
    pub fn set_troubles(&mut self, troubles: Vec<ProviderTrouble>) {
        self.troubles = troubles;
    }

    /// The first provider that is left alone: its id, why, and "in 2m".
    #[must_use]
    pub fn trouble(&self, now: Timestamp) -> Option<(&str, &str, String)> {
        let trouble = self
            .troubles
            .iter()
            .find(|trouble| trouble.next_try > now)?;
        let wait = row::wait(trouble.next_try.as_second() - now.as_second());
        Some((&trouble.provider, &trouble.reason, wait))
    }

    /// When something visible changes by itself: a flash ends, a price becomes stale, an age
    /// counts on, a question has waited for long.
    #[must_use]
    pub fn next_deadline(&self, now: Timestamp) -> Option<Timestamp> {
        let shown = self
            .known
            .values()
            .filter(|known| known.shown_since.is_some());
        let rows = shown.flat_map(|known| {
            let lit = known.flash.filter(|flash| flash.is_lit(now));
            [
                lit.map(Flash::end),
                known
                    .quote
                    .as_ref()
                    .and_then(|quote| next_of_quote(quote, known.is_kept, now)),
                known.queued_from(),
                next_try(known).and_then(|at| next_step(now, at)),
            ]
        });
        let pages = self
            .story
            .instruments
            .iter()
            .filter(|(instrument, key)| {
                let known = key.as_ref().and_then(|key| self.known.get(key));
                let row = story::row(&self.story, instrument, key.as_ref(), known, now);
                matches!(row.state, RowState::OnPage { .. })
            })
            .filter_map(|(instrument, _)| story::next_age(instrument, now));
        let troubles = self
            .troubles
            .iter()
            .map(|trouble| next_step(now, trouble.next_try));
        rows.chain(troubles)
            .flatten()
            .chain(pages)
            .filter(|deadline| *deadline > now)
            .min()
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

    /// The names by which headlines call the selected instrument.
    #[must_use]
    pub fn selected_mentions(&self) -> Option<Mentions> {
        let quoted = |key: &InstrumentKey| self.known.get(key)?.quote.as_ref()?.name.as_deref();
        let stories = self.story.instruments.len();
        if let Some((instrument, key)) = self.story.instruments.get(self.selected) {
            let printed = Some(instrument.name.as_str()).filter(|name| !name.is_empty());
            // The quote may be of something else than the page means; the page's name stands.
            let names: Vec<&str> = match printed {
                Some(name) => vec![name],
                None => key.as_ref().and_then(quoted).into_iter().collect(),
            };
            return mentions::of(
                key.as_ref(),
                &names,
                &story::label(instrument, key.as_ref()),
            );
        }
        let mut entries = self.watchlists.iter().flat_map(|list| &list.entries);
        let (symbol, key) = entries.nth(self.selected - stories)?;
        let names: Vec<&str> = quoted(key).into_iter().collect();
        mentions::of(Some(key), &names, symbol)
    }

    /// What the pane shows, in its order.
    #[must_use]
    pub fn sections(&self, now: Timestamp) -> Vec<Section> {
        let mut sections = Vec::new();
        if !self.story.instruments.is_empty() {
            let rows = self.story.instruments.iter().map(|(instrument, key)| {
                let known = key.as_ref().and_then(|key| self.known.get(key));
                story::row(&self.story, instrument, key.as_ref(), known, now)
            });
            let title = "STORY".to_owned();
            let rows = rows.collect();
            sections.push(Section { title, rows });
        }
        for list in self
            .watchlists
            .iter()
            .filter(|list| !list.entries.is_empty())
        {
            let rows = list
                .entries
                .iter()
                .map(|(symbol, key)| row::of_symbol(symbol, self.known.get(key), now));
            let title = match list.name.as_str() {
                "" => "WATCHLIST".to_owned(),
                name => name.to_uppercase(),
            };
            let rows = rows.collect();
            sections.push(Section { title, rows });
        }
        sections
    }
}

/// When the row of a quote changes by itself.
fn next_of_quote(quote: &Quote, is_kept: bool, now: Timestamp) -> Option<Timestamp> {
    let has_age = matches!(
        freshness::of(quote, now),
        Freshness::Stale | Freshness::Untraded | Freshness::Daily
    );
    let is_aging = is_kept || has_age;
    let age = is_aging
        .then(|| age::next_change(now, freshness::dated(quote, now)))
        .flatten();
    let session = quote.hours.next_change(now);
    [age, freshness::next_change(quote, now), session]
        .into_iter()
        .flatten()
        .min()
}

fn next_try(known: &Known) -> Option<Timestamp> {
    match known.problem.as_ref()? {
        QuoteProblem::Instrument { next_try, .. } => Some(*next_try),
        // Its countdown stands in the footer.
        QuoteProblem::Provider { .. } | QuoteProblem::NotQuoted | QuoteProblem::UnknownSymbol => {
            None
        }
    }
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
