//! The whole state of the reader.

use std::time::Duration;

use jiff::Timestamp;

use super::command::Command;
use super::event::Totals;
use super::hint::Hint;
use super::journal::Journal;
use super::keeping::state::Keeping;
use super::keymap::Keymap;
use super::layout::Border;
use super::moment::Moment;
use super::panes::{Focus, Given, Panes, Wishes, arrange};
use super::refreshing::Refreshing;
use super::request::Requests;
use super::settings::Settings;
use super::toast::{self, Mark, Toast, Toasts};
use super::unstored::Unstored;
use super::views::article::reader::Reader;
use super::views::headlines::list::List;
use super::views::headlines::questions::Reload;
use super::views::headlines::window::Window;
use super::views::palette::usage::Usage;
use super::views::sidebar::state::Sidebar;
use super::views::stack::Stack;
use super::views::ticker::state::Ticker;
use crate::model::key::Key;
use crate::model::{CalendarDay, Kept, Query, Source, SourceId};

/// The state.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// The time of the newest event, by the system's clock.
    pub now: Timestamp,
    /// The same by a clock that nobody sets.
    pub running: Duration,
    /// The user's calendar day.
    pub today: CalendarDay,
    /// Terminal columns and rows.
    pub size: (u16, u16),
    /// The terminal's background, red, green and blue, as far as it has told it.
    pub background: Option<[u8; 3]>,
    /// The configuration's say.
    pub settings: Settings,
    /// All commands.
    pub commands: &'static [Command<Model>],
    /// Which pane has the keys.
    pub focus: Focus,
    /// What the user chose about the panes.
    pub wishes: Wishes,
    /// The border that the mouse drags.
    pub dragged: Option<Border>,
    /// What lies over the panes.
    pub views: Stack,
    /// All sources, in the configuration's order.
    pub sources: Vec<Source>,
    /// What the list can show.
    pub sidebar: Sidebar,
    /// The headlines.
    pub list: List,
    /// The view that is searched, as it was left; leaving the search brings it back.
    pub searched: Option<Box<List>>,
    /// The article.
    pub reader: Reader,
    /// The quotes.
    pub ticker: Ticker,
    /// The keys.
    pub keymap: Keymap,
    /// The keys of a chord that has begun.
    pub pending: Vec<Key>,
    /// The messages that stand.
    pub toasts: Toasts,
    /// The refresh.
    pub refreshing: Refreshing,
    /// How often each command was run by its name.
    pub usage: Usage,
    /// What can be undone.
    pub journal: Journal,
    /// What the next run begins with.
    pub kept: Kept,
    /// How far the store knows it.
    pub keeping: Keeping,
    /// Nothing can be stored: the disk is full, or must not be written.
    pub keeps_nothing: bool,
    /// What the user did and is not stored yet.
    pub unstored: Unstored,
    /// Numbers the questions to the runtime.
    pub requests: Requests,
    /// Counts of the store.
    pub totals: Totals,
    /// The program is leaving.
    pub quitting: bool,
}

impl Model {
    /// The state before the first event.
    #[must_use]
    pub fn new(
        commands: &'static [Command<Self>],
        settings: Settings,
        ticker: Ticker,
        now: impl Into<Moment>,
        size: (u16, u16),
    ) -> Self {
        let Moment { wall, running } = now.into();
        let (keymap, problems) = Keymap::with_overrides(commands, &settings.keys);
        let wishes = Wishes {
            ticker: settings.ticker_visible,
            ..Wishes::default()
        };
        let mut model = Self {
            now: wall,
            running,
            today: CalendarDay::of(wall, &settings.zone),
            size,
            settings,
            commands,
            ticker,
            keymap,
            wishes,
            ..Self::default()
        };
        model.complain_of_keys(&problems);
        model
    }

    fn complain_of_keys(&mut self, problems: &[String]) {
        if let Some(problem) = problems.first() {
            self.complain(problem.clone());
        }
    }

    /// Takes the time of an event in.
    pub(super) fn tell_time(&mut self, moment: Moment) {
        (self.now, self.running) = (moment.wall, moment.running);
        if !self.today.contains(self.now) {
            self.today = CalendarDay::of(self.now, &self.settings.zone);
        }
        self.toasts.expire(moment.running);
    }

    /// Takes the configuration's say in anew.
    pub fn configure(&mut self, settings: Settings) {
        let (keymap, problems) = Keymap::with_overrides(self.commands, &settings.keys);
        (self.keymap, self.settings) = (keymap, settings);
        self.today = CalendarDay::of(self.now, &self.settings.zone);
        self.read_list(Reload::Changed);
        self.complain_of_keys(&problems);
    }

    /// Shows a message.
    pub fn say(&mut self, text: impl Into<String>) {
        self.tell(&text.into(), Mark::Plain, None);
    }

    /// Shows a failure.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.tell(&text.into(), Mark::Error, None);
    }

    /// Shows a message with its mark, and what can be done about it.
    pub fn tell(&mut self, text: &str, mark: Mark, hint: Option<Hint>) {
        let toast = Toast::new(text, mark, self.running);
        self.toasts.push(Toast { hint, ..toast });
    }

    /// Shows a message with the new state of something, in place of the one before about it.
    pub fn tell_of(&mut self, subject: &'static str, text: &str, mark: Mark, hint: Option<Hint>) {
        let subject = Some(subject);
        let toast = Toast::new(text, mark, self.running);
        self.toasts.push(Toast {
            hint,
            subject,
            ..toast
        });
    }

    /// The user goes on: messages that he has read give way.
    pub fn go_on(&mut self) {
        let is_narrow = self.size.0 < toast::NARROW;
        self.toasts.go_on(is_narrow);
    }

    /// Has the list read again, for this reason or a stronger one.
    pub fn read_list(&mut self, reason: Reload) {
        self.list.questions.read_list(reason);
    }

    /// Shows what a query finds. The selected headline stays selected if it is there. A search keeps
    /// the view that was there before.
    pub fn show(&mut self, query: Query) {
        let is_search = query.search.is_some();
        let mut list = List::of(query);
        list.resume = self.list.chosen();
        let before = self.show_list(list);
        self.searched = match before.query.search {
            _ if !is_search => None,
            Some(_) => self.searched.take(),
            None => Some(Box::new(before)),
        };
        self.read_list(Reload::Anew);
    }

    /// Leaves the search, if there is one: the view before it is as it was.
    pub fn leave_search(&mut self) {
        if self.list.query.search.is_none() {
            return;
        }
        let Some(searched) = self.searched.take() else {
            return self.show(Query {
                scope: self.list.query.scope.clone(),
                ..Query::default()
            });
        };
        // What came meanwhile waits, as it would have beneath the user's eyes.
        let reason = match searched.loaded {
            true => Reload::Again,
            false => Reload::Anew,
        };
        self.show_list(searched.reopened());
        self.read_list(reason);
    }

    /// Shows a list, and nothing of the one before, which is returned.
    fn show_list(&mut self, list: List) -> List {
        self.focus = Focus::List;
        self.reader.clear();
        std::mem::replace(&mut self.list, list)
    }

    /// Whether only unread headlines are wanted. A search looks at the others too, whatever the
    /// view that it was begun in shows.
    #[must_use]
    pub fn wants_unread(&self) -> bool {
        let view = self.searched.as_deref().unwrap_or(&self.list);
        view.query.unread && view.query.search.is_none()
    }

    /// Where the panes stand.
    #[must_use]
    pub fn panes(&self) -> Panes {
        self.panes_if(|_| ())
    }

    /// Where they would stand if the user wished something else.
    #[must_use]
    pub fn panes_if(&self, change: impl FnOnce(&mut Wishes)) -> Panes {
        let has_rows = !self.ticker.is_empty();
        let given = Given {
            ticker: has_rows.then_some(self.settings.ticker_width),
            measure: self.settings.article_width,
        };
        let mut wishes = self.wishes;
        change(&mut wishes);
        arrange(self.size.0, self.size.1, self.focus, wishes, given)
    }

    /// The rows of the list pane.
    #[must_use]
    pub fn list_window(&self) -> Window {
        Window::of(&self.panes())
    }

    /// When the wall clock will show it, by the running clock.
    #[must_use]
    pub fn wall_time(&self, running: Duration) -> Option<Timestamp> {
        let left = running.saturating_sub(self.running);
        self.now.saturating_add(left).ok()
    }

    /// The first chord of a command wherever it holds, or its name for the `:` prompt.
    #[must_use]
    pub fn key_of(&self, id: &str) -> String {
        let chord = self.keymap.chords_of(id).into_iter().next();
        chord.unwrap_or_else(|| format!(":{id}"))
    }

    /// The source of an id.
    #[must_use]
    pub fn source(&self, id: SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }
}
