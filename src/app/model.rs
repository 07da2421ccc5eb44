//! The whole state of the reader.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::{Timestamp, tz::TimeZone};

use super::event::{RequestId, Totals};
use super::journal::Journal;
use super::keymap::{Context, Keymap};
use super::layer::Layer;
use super::list::List;
use super::moment::Moment;
use super::panes::{Panes, Wishes, arrange};
use super::reader::Reader;
use super::refreshing::Refreshing;
use super::ticker::Ticker;
use super::toast::Toast;
use super::unstored::Unstored;
use crate::model::key::Key;
use crate::model::{
    HeadlineId, Instrument, InstrumentKey, Query, Scope, Source, SourceId, Starter,
};
use crate::text::bidi;

/// Which pane has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// Headlines.
    #[default]
    List,
    /// The article.
    Article,
    /// The ticker.
    Ticker,
}

/// What the configuration says about the interface.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // independent choices of the user
pub struct Settings {
    /// Opening a headline marks it read.
    pub mark_read_on_open: bool,
    /// Widest line of an article, in columns.
    pub article_width: u16,
    /// The ticker is shown at start.
    pub ticker_visible: bool,
    /// Columns of the ticker pane; 0 for a line at the bottom.
    pub ticker_width: u16,
    /// Refresh when the program starts.
    pub refresh_on_start: bool,
    /// Refresh what becomes due meanwhile.
    pub refresh_while_open: bool,
    /// This is the demo.
    pub demo: bool,
    /// The user's keys: chord to command.
    pub keys: BTreeMap<String, String>,
    /// The user's time zone.
    pub zone: TimeZone,
    /// What the welcome screen offers.
    pub starters: Vec<Starter>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            mark_read_on_open: true,
            article_width: 76,
            ticker_visible: true,
            ticker_width: 32,
            refresh_on_start: true,
            refresh_while_open: true,
            demo: false,
            keys: BTreeMap::new(),
            zone: TimeZone::UTC,
            starters: Vec::new(),
        }
    }
}

/// Why the list is read again; of several reasons the last one here counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reload {
    /// Something may have arrived, which waits until the user asks for it.
    Again,
    /// The user changed what belongs to the view: it is shown, and the cursor holds its headline.
    Changed,
    /// Another view: the cursor goes to the top.
    Anew,
}

/// Which way an unread headline is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seek {
    /// Towards older headlines.
    Forward,
    /// Towards newer ones.
    Backward,
}

/// The newest question of each kind; older answers are dropped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Requests {
    last: u64,
    /// The ids of the view.
    pub list: RequestId,
    /// That question is not answered yet.
    pub list_in_flight: Option<Reload>,
    /// The ids of rows that were asked for and have not come.
    pub rows_in_flight: Vec<HeadlineId>,
    /// Rows.
    pub rows: RequestId,
    /// The unread ids of the view.
    pub unread: RequestId,
    /// The judgement of a page.
    pub explanation: RequestId,
}

impl Requests {
    /// A new number.
    pub fn number(&mut self) -> RequestId {
        self.last += 1;
        RequestId(self.last)
    }
}

/// The state.
#[derive(Debug, Clone)]
pub struct Model {
    /// The time of the newest event, by the system's clock.
    pub now: Timestamp,
    /// The same by a clock that nobody sets.
    pub running: Duration,
    /// Terminal columns and rows.
    pub size: (u16, u16),
    /// The configuration's say.
    pub settings: Settings,
    /// Which pane has the keys.
    pub focus: Focus,
    /// Overlays, the topmost last.
    pub layers: Vec<Layer>,
    /// All sources, in the configuration's order.
    pub sources: Vec<Source>,
    /// The view in the list.
    pub query: Query,
    /// The headlines.
    pub list: List,
    /// The article.
    pub reader: Reader,
    /// The quotes.
    pub ticker: Ticker,
    /// The ticker is wanted.
    pub ticker_shown: bool,
    /// The keys.
    pub keymap: Keymap,
    /// The keys of a chord that has begun.
    pub pending: Vec<Key>,
    /// The message in the status line.
    pub toast: Option<Toast>,
    /// The refresh.
    pub refreshing: Refreshing,
    /// Pages fetched ahead: done, and wanted; `None` when none are being fetched.
    pub ahead: Option<(usize, usize)>,
    /// What can be undone.
    pub journal: Journal,
    /// Nothing can be stored: the disk is full, or must not be written.
    pub keeps_nothing: bool,
    /// What the user did and is not stored yet.
    pub unstored: Unstored,
    /// Questions in flight.
    pub requests: Requests,
    /// The list is to be read again.
    pub reload: Option<Reload>,
    /// The rows in view may be out of date.
    pub rows_stale: bool,
    /// The first headline is to be opened as soon as its row is there.
    pub open_when_loaded: bool,
    /// An unread headline is being looked for.
    pub seeking: Option<Seek>,
    /// The instruments of the open story as the ticker shows them, and when its page was
    /// downloaded if it was new then.
    pub story: (Vec<Instrument>, Option<Timestamp>),
    /// When the reading place is stored although nothing is left.
    pub place_due: Option<Duration>,
    /// Counts of the store.
    pub totals: Totals,
    /// Symbols that the runtime polls for us now.
    pub watched: Vec<InstrumentKey>,
    /// The program is leaving.
    pub quitting: bool,
}

impl Model {
    /// The state before the first event.
    #[must_use]
    pub fn new(
        settings: Settings,
        ticker: Ticker,
        now: impl Into<Moment>,
        size: (u16, u16),
    ) -> Self {
        let Moment { wall, running } = now.into();
        let (keymap, problems) = Keymap::with_overrides(&settings.keys);
        let mut model = Self {
            now: wall,
            running,
            size,
            ticker_shown: settings.ticker_visible,
            settings,
            focus: Focus::List,
            layers: Vec::new(),
            sources: Vec::new(),
            query: Query::default(),
            list: List::default(),
            reader: Reader::default(),
            ticker,
            keymap,
            pending: Vec::new(),
            toast: None,
            refreshing: Refreshing::default(),
            ahead: None,
            journal: Journal::default(),
            keeps_nothing: false,
            unstored: Unstored::default(),
            requests: Requests::default(),
            reload: None,
            rows_stale: false,
            open_when_loaded: false,
            seeking: None,
            story: (Vec::new(), None),
            place_due: None,
            totals: Totals::default(),
            watched: Vec::new(),
            quitting: false,
        };
        if let Some(problem) = problems.first() {
            model.complain(problem.clone());
        }
        model
    }

    /// Takes the time of an event in.
    pub(super) fn tell_time(&mut self, moment: Moment) {
        (self.now, self.running) = (moment.wall, moment.running);
        self.toast.take_if(|toast| toast.until <= moment.running);
    }

    /// Takes the configuration's say in anew. What the user chose since the start stays.
    pub fn configure(&mut self, settings: Settings) {
        let (keymap, problems) = Keymap::with_overrides(&settings.keys);
        (self.keymap, self.settings) = (keymap, settings);
        self.read_list(Reload::Changed);
        if let Some(problem) = problems.first() {
            self.complain(problem.clone());
        }
    }

    /// Has the list read again, for this reason or a stronger one.
    pub fn read_list(&mut self, reason: Reload) {
        self.reload = self.reload.max(Some(reason));
    }

    /// Where the panes stand.
    #[must_use]
    pub fn panes(&self) -> Panes {
        let wishes = Wishes {
            ticker: self.ticker_shown,
            ticker_width: self.settings.ticker_width,
            ticker_has_rows: !self.ticker.is_empty(),
        };
        arrange(self.size.0, self.size.1, self.focus, wishes)
    }

    /// How many headlines fit into the list.
    #[must_use]
    pub fn list_height(&self) -> usize {
        self.panes().list_height()
    }

    /// The contexts whose bindings hold now, the nearest first.
    #[must_use]
    pub fn contexts(&self) -> &'static [Context] {
        match self.layers.last() {
            Some(Layer::Prompt(_) | Layer::Palette(_)) => &[Context::Input],
            Some(Layer::Health(_)) => &[Context::Health, Context::Menu, Context::Global],
            Some(Layer::Judgement(_)) => &[Context::Judgement, Context::Menu, Context::Global],
            Some(_) => &[Context::Menu, Context::Global],
            None => match self.focus {
                Focus::List => &[Context::List, Context::Global],
                Focus::Article => &[Context::Article, Context::Global],
                Focus::Ticker => &[Context::Ticker, Context::Global],
            },
        }
    }

    /// The source of an id.
    #[must_use]
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The name of the view in the list.
    #[must_use]
    pub fn view_name(&self) -> String {
        let scope = match &self.query.scope {
            Scope::All => "All".to_owned(),
            Scope::Favourites => "Favourites".to_owned(),
            Scope::Group(group) => group.clone(),
            Scope::Source(id) => self
                .source(*id)
                .map_or_else(|| "Removed source".to_owned(), |source| source.name.clone()),
        };
        let scope = bidi::isolate(&scope);
        match (&self.query.search, self.query.unread) {
            (Some(search), _) => {
                let label = bidi::isolate(search.label());
                format!("{scope}: \u{201c}{label}\u{201d}")
            }
            (None, true) => format!("{scope}, unread"),
            (None, false) => scope,
        }
    }

    /// When the runtime must wake the model although nothing happens. It counts from
    /// [`Model::now`], whatever the system's clock is set to meanwhile.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Timestamp> {
        let counted = |until: Duration| {
            let left = until.saturating_sub(self.running);
            self.now.saturating_add(left).ok()
        };
        let toast = self.toast.as_ref().and_then(|toast| counted(toast.until));
        let ticker = if self.ticker_shown {
            self.ticker.next_deadline(self.now)
        } else {
            None
        };
        let place = self.place_due.and_then(counted);
        [toast, ticker, place, self.next_age(), self.next_minute()]
            .into_iter()
            .flatten()
            .min()
    }

    /// The health view says how long ago things were, in minutes.
    fn next_minute(&self) -> Option<Timestamp> {
        let is_shown = matches!(self.layers.last(), Some(Layer::Health(_)));
        let next = (self.now.as_second().div_euclid(60) + 1) * 60;
        Timestamp::from_second(next).ok().filter(|_| is_shown)
    }

    /// When the youngest visible headline's age changes; old ones do not wake us.
    fn next_age(&self) -> Option<Timestamp> {
        self.list
            .visible(self.list_height())
            .iter()
            .filter_map(|id| self.list.row(*id))
            .filter_map(|row| super::age::next_change(self.now, row.published))
            .min()
    }
}
