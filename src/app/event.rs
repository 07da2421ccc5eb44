//! Everything that can happen to the reader.

use std::sync::Arc;

use jiff::Timestamp;

use super::config_change::{RuleOutcome, SourceOutcome};
use super::request::RequestId;
use super::settings::Settings;
use crate::model::key::Key;
pub use crate::model::mouse::{Mouse, MouseAction};
use crate::model::{
    Article, Candidate, Explanation, Headline, HeadlineId, InstrumentKey, Listing, ProviderTrouble,
    Quote, QuoteProblem, ReadingPlace, Source, SourceId,
};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something at a cell.
    Mouse(Mouse),
    /// The terminal has this size now.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// The terminal's background has this colour: red, green and blue.
    Background([u8; 3]),
    /// A deadline that the model computed has passed.
    Deadline,
    /// The store or the network answered.
    Answer(RequestId, Answer),
    /// A refresh moved on.
    Refresh(RefreshProgress),
    /// Pages of new headlines are fetched ahead.
    Prefetch(PrefetchProgress),
    /// What came of questions for quotes.
    Quotes {
        /// Each under the instrument that was asked for.
        answers: Vec<(InstrumentKey, Result<Quote, QuoteProblem>)>,
        /// The providers that are left alone now.
        troubles: Vec<ProviderTrouble>,
    },
    /// Quotes of an earlier run.
    KeptQuotes(Vec<Quote>),
    /// The configuration was read again.
    Configured(Box<Settings>),
    /// The names of the user's own themes, as they are now.
    OwnThemes(Vec<String>),
    /// What the user did cannot be stored for now, and is tried again until it can.
    Waiting(String),
    /// Something that is not tied to a question was done.
    Done(String),
    /// No browser took an address, and why.
    NoBrowser(String),
    /// Something that is not tied to a question went wrong.
    Failed(String),
}

/// What the store counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Of the whole store.
    pub totals: Totals,
    /// Of each source: unread headlines and all.
    pub sources: Vec<(SourceId, u64, u64)>,
}

/// Counts of the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// Headlines not read.
    pub unread: u64,
    /// All headlines.
    pub total: u64,
    /// Favourites.
    pub favourites: u64,
}

/// An answer to a question of the core.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// The headlines of a view, with the sources and counts of that moment.
    List {
        /// All of them, with their days.
        listing: Listing,
        /// In the configuration's order.
        sources: Vec<Source>,
        /// Of the whole store.
        totals: Totals,
    },
    /// The unread ids of a view.
    Unread(Vec<HeadlineId>),
    /// How many headlines of a day are not read.
    UnreadOfDay(u64),
    /// Rows for ids that were asked for.
    Rows(Vec<Headline>),
    /// What the store has of one headline.
    Stored {
        /// The row itself.
        headline: Box<Headline>,
        /// The feed's own text.
        feed_text: Option<Arc<Article>>,
        /// The clean article.
        clean: Option<Arc<Article>>,
        /// When that was stored.
        saved_at: Option<Timestamp>,
        /// Where the user stopped reading.
        place: Option<ReadingPlace>,
    },
    /// A theme was written into the configuration: the name of the one before.
    ThemeChosen(Result<String, String>),
    /// The store could not answer a question about a view, its rows or a headline, and why.
    Unanswered(String),
    /// The clean article from the network, or why there is none.
    Clean(Result<Arc<Article>, String>),
    /// All that the page of a headline shows, or why it cannot be shown.
    Whole(Result<Arc<Article>, String>),
    /// The explanation of the page of a headline, or why there is none.
    Explained(HeadlineId, Result<Arc<Explanation>, String>),
    /// A rule was written and tried, or taken back, or could not be.
    RuleTried(Result<Box<RuleOutcome>, String>),
    /// What the user marked is stored, or could not be.
    Marked(Result<Marked, String>),
    /// An address offers several lists of headlines; the user picks one.
    Candidates(Vec<Candidate>),
    /// Sources were added, or could not be.
    SourcesAdded(Result<SourceOutcome, String>),
    /// A source was changed in the configuration, or could not be.
    SourceChanged(Result<SourceOutcome, String>),
}

/// The outcome of marking.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marked {
    /// The headlines that were not so before.
    pub changed: Vec<HeadlineId>,
    /// What the store counts now.
    pub counts: Counts,
}

/// How the fetching of pages ahead goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrefetchProgress {
    /// It began; so many pages are wanted.
    Started(usize),
    /// One page is done; the headline whose article is stored now, if there is one.
    Page(Option<HeadlineId>),
    /// It is over.
    Finished,
}

/// How a refresh goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefreshProgress {
    /// It began; so many sources are due.
    Started(usize),
    /// One source is done.
    Source {
        /// Its new headlines.
        new_headlines: usize,
        /// Name and reason if it failed.
        failure: Option<(String, String)>,
    },
    /// It is over.
    Finished {
        /// When.
        at: Timestamp,
    },
}
