//! One row of the ticker as data: what to say, and how far it can be trusted.

use std::sync::Arc;

use jiff::Timestamp;

use super::known::{Known, price_now};
use crate::app::age;
use crate::market::freshness::{self, Freshness};
use crate::model::{Quote, QuoteProblem, Session};

/// The rows under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// The rows.
    pub rows: Vec<TickerRow>,
}

/// Which way the price went today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Change {
    /// Above the close before.
    Up,
    /// Below it.
    Down,
    /// The same.
    Flat,
    /// Not known.
    #[default]
    Unknown,
}

/// How far a row can be trusted; the first that applies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RowState {
    /// There is no answer: a few words, and when it is asked again ("in 2m") where that does
    /// not stand in the footer.
    Failing {
        /// Ready to show, at most twelve cells.
        reason: String,
        /// Ready to show.
        next_try: Option<String>,
    },
    /// The provider does not know the symbol.
    Unknown,
    /// No provider serves it.
    NotQuoted,
    /// No answer yet.
    Waiting,
    /// No answer yet, for longer than one waits: others are asked first.
    Queued,
    /// The price on the story's page, with its age where the page states it.
    OnPage {
        /// "5m", or a date.
        age: Option<String>,
    },
    /// The price is older than it should be, or of an earlier run: its age.
    Stale(String),
    /// The price does not fit to what is known.
    Doubted,
    /// The price of the day, of what has one a day: its age.
    Daily(String),
    /// The market should trade and does not: since when the price stands.
    Untraded(String),
    /// Before the opening or after the close.
    Extended,
    /// The last close.
    Closed,
    /// As it should be.
    #[default]
    Live,
}

impl RowState {
    /// Why there is no price, in at most twelve cells; `None` where there is nothing to say.
    #[must_use]
    pub fn why(&self) -> Option<&str> {
        match self {
            Self::Failing { reason, .. } => Some(reason),
            Self::Unknown => Some("unknown code"),
            Self::NotQuoted => Some("not quoted"),
            Self::Queued => Some("queued"),
            _ => None,
        }
    }
}

/// One instrument.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TickerRow {
    /// The symbol, or what stands for it.
    pub label: String,
    /// The name, if one is known.
    pub name: String,
    /// See [`RowState`].
    pub state: RowState,
    /// See [`Change`].
    pub change: Change,
    /// Last price.
    pub price: Option<f64>,
    /// Digits behind the decimal sign.
    pub decimals: u8,
    /// ISO 4217 code or minor unit.
    pub currency: Option<String>,
    /// The market.
    pub venue: Option<String>,
    /// Percent.
    pub change_pct: Option<f64>,
    /// The price before, while the digits that differ are lit.
    pub flash_from: Option<f64>,
    /// The day's lowest and highest price.
    pub range: Option<(f64, f64)>,
    /// The day so far.
    pub series: Arc<[Option<f64>]>,
    /// The close before, which is the line's base.
    pub previous_close: Option<f64>,
    /// Where the market stands.
    pub session: Session,
    /// "15m" for an exchange that delays its prices.
    pub delay: Option<String>,
    /// Who said so.
    pub provider: String,
}

/// The row of a symbol; `label` is how it is written.
pub(super) fn of_symbol(label: &str, known: Option<&Known>, now: Timestamp) -> TickerRow {
    let Some((known, quote)) = known.and_then(|known| Some((known, known.quote.as_ref()?))) else {
        return TickerRow {
            label: label.to_owned(),
            state: without_quote(known, now),
            ..TickerRow::default()
        };
    };
    let (price, change_pct) = price_now(quote, now);
    let lit = known.flash.filter(|flash| flash.is_lit(now));
    TickerRow {
        label: label.to_owned(),
        name: quote.name.clone().unwrap_or_default(),
        state: state(known, quote, now),
        change: change(change_pct),
        price: Some(price),
        decimals: quote.decimals,
        currency: quote.currency.clone(),
        venue: quote.venue.clone(),
        change_pct,
        flash_from: lit.map(|flash| flash.from),
        range: quote.low.zip(quote.high).filter(|(low, high)| low <= high),
        series: known.line.clone(),
        previous_close: quote.previous_close,
        session: quote.session(now),
        delay: quote
            .delay_minutes
            .filter(|minutes| *minutes > 0)
            .map(|minutes| format!("{minutes}m")),
        provider: quote.provider.clone(),
    }
}

/// What to say as long as there is no price.
pub(super) fn without_quote(known: Option<&Known>, now: Timestamp) -> RowState {
    let Some(known) = known else {
        return RowState::Waiting;
    };
    match &known.problem {
        Some(QuoteProblem::NotQuoted) => RowState::NotQuoted,
        Some(QuoteProblem::UnknownSymbol) => RowState::Unknown,
        Some(QuoteProblem::Instrument { reason, next_try }) => RowState::Failing {
            reason: reason.clone(),
            next_try: Some(wait(next_try.as_second() - now.as_second())),
        },
        Some(QuoteProblem::Provider { reason, .. }) => RowState::Failing {
            reason: reason.clone(),
            next_try: None,
        },
        None if known.queued_from().is_some_and(|from| from <= now) => RowState::Queued,
        None => RowState::Waiting,
    }
}

/// How far a price can be trusted.
fn state(known: &Known, quote: &Quote, now: Timestamp) -> RowState {
    let dated = freshness::dated(quote, now);
    let age = |at| age::brief(now, at);
    match &known.problem {
        // What stands in the footer once does not stand in every row; the price ages.
        Some(QuoteProblem::Provider { .. }) | None => {}
        Some(QuoteProblem::UnknownSymbol | QuoteProblem::NotQuoted) => return RowState::Unknown,
        Some(QuoteProblem::Instrument { reason, next_try }) => {
            return RowState::Failing {
                reason: reason.clone(),
                next_try: Some(wait(next_try.as_second() - now.as_second())),
            };
        }
    }
    if known.is_kept {
        return RowState::Stale(age(dated));
    }
    if quote.is_doubted {
        return RowState::Doubted;
    }
    match freshness::of(quote, now) {
        Freshness::Live => RowState::Live,
        Freshness::Extended => RowState::Extended,
        Freshness::Closed => RowState::Closed,
        Freshness::Daily => RowState::Daily(age(dated)),
        Freshness::Untraded => RowState::Untraded(age(dated)),
        Freshness::Stale => RowState::Stale(age(dated)),
    }
}

/// Coarse on purpose: a countdown in seconds would wake the program every second.
pub(super) fn wait(seconds: i64) -> String {
    match seconds {
        ..=0 => "now".to_owned(),
        1..=60 => "in 1m".to_owned(),
        61..=3_600 => format!("in {}m", (seconds + 59) / 60),
        _ => format!("in {}h", (seconds + 3_599) / 3_600),
    }
}

pub(super) fn change(percent: Option<f64>) -> Change {
    match percent {
        Some(percent) if percent >= 0.005 => Change::Up,
        Some(percent) if percent <= -0.005 => Change::Down,
        Some(_) => Change::Flat,
        None => Change::Unknown,
    }
}
