//! Pure data: what a source, a headline, an article, an instrument and a quote are.
//!
//! Every other room speaks in these types, and this room imports nobody. Nothing here
//! reads a clock, a file or a socket; times are handed in.

pub mod address;
pub mod article;
pub mod calendar_day;
pub mod candidate;
pub mod change;
pub mod count;
pub mod explanation;
pub mod failure;
pub mod headline;
pub mod ids;
pub mod inside;
pub mod instrument;
pub mod instrument_key;
pub mod kept;
pub mod key;
pub mod listing;
pub mod mouse;
pub mod query;
pub mod quote;
pub mod reading_place;
pub mod recent;
pub mod source;
pub mod spelling;
pub mod starter;
pub mod theme;
pub mod undo;
pub mod verdict;
pub mod watchlist;
pub mod when;

pub use article::{Article, Block, LINE_BREAK, Paragraphs, Related, SOFT_HYPHEN, Span, Style};
pub use calendar_day::CalendarDay;
pub use candidate::{Candidate, Way};
pub use change::Change;
pub use count::counted;
pub use explanation::{ExplainedBlock, Explanation, Reason, RuleAction, SiteRule, TextOrigin};
pub use failure::Failure;
pub use headline::{Entry, Headline, ParsedFeed};
pub use ids::{HeadlineId, SourceId};
pub use instrument::Instrument;
pub use instrument_key::{InstrumentKey, InstrumentKind};
pub use kept::{Chosen, Kept, Searched};
pub use listing::{Day, Listing};
pub use query::{Manner, Mentions, Name, Query, Scope, Search};
pub use quote::{
    ExtendedPrice, Hours, Period, ProviderTrouble, Quote, QuoteProblem, Series, Session,
};
pub use reading_place::{Passage, ReadingPlace};
pub use recent::{Attempt, Recent};
pub use source::{FetchState, Health, Source, SourceSpec};
pub use starter::Starter;
pub use theme::{Scheme, ThemeName};
pub use undo::FileChange;
pub use verdict::Verdict;
pub use watchlist::Group;
pub use when::{Precision, When};
