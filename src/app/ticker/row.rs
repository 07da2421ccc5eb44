//! One row of the ticker as data: what to say, and how far it can be trusted.

use jiff::{Timestamp, tz::TimeZone};

use super::{Known, is_moving, is_stale};
use crate::app::age;
use crate::model::{Instrument, Quote, QuoteProblem, Session};

/// The rows under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// Where the market of most rows stands.
    pub session: Session,
    /// The rows.
    pub rows: Vec<Row>,
}

impl Section {
    pub(super) fn new(title: String, rows: Vec<Row>) -> Self {
        let votes = |session| rows.iter().filter(|row| row.session == session).count();
        let all = [Session::Open, Session::Pre, Session::Post, Session::Closed];
        let session = all
            .into_iter()
            .rev()
            .max_by_key(|session| votes(*session))
            .filter(|session| votes(*session) > 0)
            .unwrap_or_default();
        Self {
            title,
            session,
            rows,
        }
    }
}

/// Which way the price went today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Change {
    /// Above the close before.
    Up,
    /// Below it.
    Down,
    /// The same, or not known.
    #[default]
    Flat,
}

/// How far a row can be trusted; the first that applies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RowState {
    /// The provider fails: a few words, and when it is asked again ("in 2m").
    Failing {
        /// Ready to show.
        reason: String,
        /// Ready to show.
        next_try: String,
    },
    /// The provider does not know the symbol.
    Unknown,
    /// No answer yet.
    Waiting,
    /// The price on the story's page; nobody knows how old it is.
    OnPage,
    /// The market trades and the price is old: its age.
    Stale(String),
    /// Before the opening or after the close.
    Extended,
    /// The last close.
    Closed,
    /// As it should be.
    #[default]
    Live,
}

/// One instrument.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
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
    pub series: Vec<Option<f64>>,
    /// The close before, which is the line's base.
    pub previous_close: Option<f64>,
    /// Where the market stands.
    pub session: Session,
    /// "15m" for an exchange that delays its prices.
    pub delay: Option<String>,
    /// Who said so.
    pub provider: String,
}

pub(super) fn of_story(instrument: &Instrument, known: Option<&Known>, now: Timestamp) -> Row {
    if let Some(known) = known
        && known.quote.is_some()
    {
        let symbol = instrument.symbol.as_deref().unwrap_or("");
        let mut row = of_symbol(symbol, Some(known), now);
        if !instrument.name.is_empty() {
            row.name.clone_from(&instrument.name);
        }
        return row;
    }
    let place = [instrument.venue.as_deref(), instrument.currency.as_deref()];
    let place = || place.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let label = instrument
        .symbol
        .clone()
        .filter(|symbol| !symbol.is_empty())
        .or_else(|| Some(instrument.name.clone()).filter(|name| !name.is_empty()))
        .unwrap_or_else(place);
    Row {
        label,
        name: instrument.name.clone(),
        state: match instrument.price {
            Some(_) => RowState::OnPage,
            None => problem(known, now).unwrap_or(RowState::Waiting),
        },
        change: change(instrument.change_pct),
        price: instrument.price,
        decimals: instrument.decimals.unwrap_or(2),
        currency: instrument.currency.clone(),
        venue: instrument.venue.clone(),
        change_pct: instrument.change_pct,
        ..Row::default()
    }
}

pub(super) fn of_symbol(symbol: &str, known: Option<&Known>, now: Timestamp) -> Row {
    let problem = problem(known, now);
    let Some((known, quote)) = known.and_then(|known| Some((known, known.quote.as_ref()?))) else {
        return Row {
            label: symbol.to_owned(),
            state: problem.unwrap_or(RowState::Waiting),
            ..Row::default()
        };
    };
    let lit = known.flash.filter(|flash| flash.is_lit(now));
    Row {
        label: symbol.to_owned(),
        name: quote.name.clone().unwrap_or_default(),
        state: problem.unwrap_or_else(|| state(quote, now)),
        change: change(quote.change_pct),
        price: Some(quote.last),
        decimals: quote.decimals,
        currency: quote.currency.clone(),
        venue: quote.venue.clone(),
        change_pct: quote.change_pct,
        flash_from: lit.map(|flash| flash.from),
        range: quote.low.zip(quote.high).filter(|(low, high)| low <= high),
        series: quote.series.clone(),
        previous_close: quote.previous_close,
        session: quote.session,
        delay: quote
            .delay_minutes
            .filter(|minutes| *minutes > 0)
            .map(|minutes| format!("{minutes}m")),
        provider: quote.provider.clone(),
    }
}

fn state(quote: &Quote, now: Timestamp) -> RowState {
    if is_stale(quote, now) {
        return RowState::Stale(age::short(now, quote.fetched_at, &TimeZone::UTC));
    }
    match quote.session {
        Session::Pre | Session::Post => RowState::Extended,
        session if is_moving(session) => RowState::Live,
        _ => RowState::Closed,
    }
}

fn problem(known: Option<&Known>, now: Timestamp) -> Option<RowState> {
    match known?.problem.as_ref()? {
        QuoteProblem::UnknownSymbol => Some(RowState::Unknown),
        QuoteProblem::Provider { reason, next_try } => Some(RowState::Failing {
            reason: reason.clone(),
            next_try: wait(next_try.as_second() - now.as_second()),
        }),
    }
}

/// Coarse on purpose: a countdown in seconds would wake the program every second.
fn wait(seconds: i64) -> String {
    match seconds {
        ..=0 => "now".to_owned(),
        1..=60 => "in 1m".to_owned(),
        61..=3_600 => format!("in {}m", (seconds + 59) / 60),
        _ => format!("in {}h", (seconds + 3_599) / 3_600),
    }
}

fn change(percent: Option<f64>) -> Change {
    match percent {
        Some(percent) if percent >= 0.005 => Change::Up,
        Some(percent) if percent <= -0.005 => Change::Down,
        _ => Change::Flat,
    }
}

/// The words of a name that a headline uses: "Alibaba" for "Alibaba Group Holding Limited".
pub(super) fn searchable(name: &str) -> String {
    const FORMS: &[&str] = &[
        "inc",
        "corp",
        "corporation",
        "co",
        "company",
        "group",
        "holding",
        "holdings",
        "limited",
        "ltd",
        "plc",
        "sa",
        "s.a",
        "se",
        "ag",
        "nv",
        "n.v",
        "spa",
        "s.p.a",
        "ab",
        "asa",
        "oyj",
        "kgaa",
        "gmbh",
        "class",
        "adr",
        "société",
        "the",
    ];
    let is_form = |word: &str| {
        let bare = word.trim_matches([',', '.', '(', ')']).to_lowercase();
        FORMS.contains(&bare.as_str())
    };
    let words = name.split_whitespace().skip_while(|word| is_form(word));
    let kept: Vec<&str> = words.take_while(|word| !is_form(word)).take(2).collect();
    kept.join(" ")
        .trim_matches([',', '.'])
        .trim_start_matches(['^', '$'])
        .to_owned()
}
