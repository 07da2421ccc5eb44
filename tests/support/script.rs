//! Drives the pure core by keys, with a store in memory and a few lines in place of the network.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use jiff::Timestamp;
use newswire::app::event::{Mouse, MouseAction};
use newswire::app::views::ticker::state::Ticker;
use newswire::app::{Answer, Effect, Event, Model, RequestId, Settings, update};
use newswire::model::key::{Code, Key, chord};
use newswire::model::{Article, Entry, Explanation, HeadlineId, SourceSpec};
use newswire::store::Store;

/// 2026-11-23 12:00 UTC.
pub const NOON: i64 = 1_795_435_200;

/// The core, its small world, and every effect so far.
pub struct Script {
    pub model: Model,
    /// All that is stored.
    pub store: Store,
    /// The sources of the configuration.
    pub specs: Vec<SourceSpec>,
    /// What the sources show, by the headline's number: which source, and the entry.
    entries: Vec<(usize, Entry)>,
    /// Clean articles of pages; a made-up one stands in for what is not here.
    pub articles: HashMap<HeadlineId, Arc<Article>>,
    /// Headlines whose pages give no text, and why.
    pub failing: HashMap<HeadlineId, String>,
    pub effects: Vec<Effect>,
    pub now: Timestamp,
    /// The explanation of every page.
    pub explanation: Arc<Explanation>,
    /// Whether the pages of articles are stored.
    pub has_pages: bool,
    /// Why the store answers no question about a view.
    pub unreadable: Option<String>,
    /// Why the store takes no marks.
    pub refusal: Option<String>,
    /// Answers are held back until [`Script::answer_all`].
    pub hold: bool,
    held: VecDeque<(RequestId, Answer)>,
    /// What the configuration held before each change, the newest last.
    written: Vec<Vec<SourceSpec>>,
}

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

#[path = "script_effects.rs"]
mod effects;
#[path = "pages_offered.rs"]
mod pages_offered;
#[path = "script_store.rs"]
mod stored;
#[allow(unused_imports)] // each test binary uses its own part
pub use pages_offered::{candidates, explanation};
#[allow(unused_imports)]
pub use stored::{entry, shown, spec};

impl Script {
    /// A core with so many headlines of two sources, at a terminal size; without headlines there
    /// are no sources either.
    pub fn new(count: i64, size: (u16, u16)) -> Self {
        Self::with_settings(count, size, Settings::default())
    }

    pub fn with_settings(count: i64, size: (u16, u16), settings: Settings) -> Self {
        let mut script = Self::closed(size, settings);
        if count > 0 {
            script.configure(vec![spec(1), spec(2)]);
        }
        script.download((1..=count).map(stored::shown).collect());
        script.open();
        script
    }

    /// A core that is not started yet, with nothing stored.
    pub fn closed(size: (u16, u16), settings: Settings) -> Self {
        Self {
            model: newswire::app::update::model(settings, Ticker::default(), at(NOON), size),
            store: Store::open_in_memory().unwrap(),
            specs: Vec::new(),
            entries: Vec::new(),
            articles: HashMap::new(),
            failing: HashMap::new(),
            effects: Vec::new(),
            now: at(NOON),
            explanation: Arc::new(explanation()),
            has_pages: true,
            unreadable: None,
            refusal: None,
            hold: false,
            held: VecDeque::new(),
            written: Vec::new(),
        }
    }

    /// Starts the core.
    pub fn open(&mut self) {
        let has_sources = !self.specs.is_empty();
        let effects = newswire::app::update::start(&mut self.model, has_sources);
        self.perform(effects);
    }

    /// The next start of the program, in a window of another size; it begins with the list.
    pub fn restarted(mut self, size: (u16, u16)) -> Self {
        self.model =
            newswire::app::update::model(Settings::default(), Ticker::default(), at(NOON), size);
        self.open();
        self
    }

    /// The next start of the program as it was left.
    pub fn reopened(self, size: (u16, u16)) -> Self {
        self.reopened_with(size, Settings::default())
    }

    /// The same, with a configuration that may say something else.
    pub fn reopened_with(self, size: (u16, u16), settings: Settings) -> Self {
        let mut script = self.closed_with(size, settings);
        script.open();
        script
    }

    /// The next start of the program, not started yet.
    pub fn closed_again(self, size: (u16, u16)) -> Self {
        self.closed_with(size, Settings::default())
    }

    fn closed_with(mut self, size: (u16, u16), settings: Settings) -> Self {
        let ticker = Ticker::default();
        self.model = newswire::app::update::model(settings, ticker, self.now, size);
        newswire::app::keeping::restore(&mut self.model, self.store.kept().unwrap());
        self
    }

    /// Presses keys, written as chords: "j j enter".
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in chord(keys).unwrap() {
            self.event(Event::Key(key));
        }
        self
    }

    /// Types text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            let key = Key::plain(Code::Char(c));
            self.event(Event::Key(key));
        }
        self
    }

    pub fn click(&mut self, column: u16, row: u16) -> &mut Self {
        self.event(Event::Mouse(Mouse {
            action: MouseAction::Click,
            column,
            row,
        }))
    }

    pub fn event(&mut self, event: Event) -> &mut Self {
        let effects = update(&mut self.model, self.now, event);
        self.perform(effects);
        self
    }

    pub fn answer_all(&mut self) {
        while let Some((request, answer)) = self.held.pop_front() {
            self.event(Event::Answer(request, answer));
        }
    }

    /// Hands over what was held back, but for the lists: a search that runs on.
    pub fn answer_all_but_lists(&mut self) {
        let (lists, others) = std::mem::take(&mut self.held)
            .into_iter()
            .partition(|(_, answer)| matches!(answer, Answer::List { .. }));
        self.held = others;
        self.answer_all();
        self.held.extend::<VecDeque<_>>(lists);
    }

    /// Effects of one kind.
    pub fn count(&self, wanted: impl Fn(&Effect) -> bool) -> usize {
        self.effects.iter().filter(|effect| wanted(effect)).count()
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.effects.push(effect.clone());
            if let Some((request, answer)) = self.carry_out(effect) {
                self.held.push_back((request, answer));
            }
        }
        if !self.hold {
            self.answer_all();
        }
    }

    /// The wheel turns at a cell.
    pub fn wheel(&mut self, action: MouseAction, column: u16, row: u16) -> &mut Self {
        self.event(Event::Mouse(Mouse {
            action,
            column,
            row,
        }))
    }
}
