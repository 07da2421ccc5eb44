//! The line at the bottom: what can be done where the user is, how a refresh goes, and at the
//! right the state. The view draws and the mouse reads the same places.

use jiff::Timestamp;

use super::age;
use super::hint::{self, Shown};
use super::model::Model;
use super::views::{self, Hinted};
use crate::model::verdict;
use crate::text::width;

/// Columns before the first hint, and behind the state.
pub const MARGIN: usize = 2;
/// Columns between the two sides at least.
const GAP: usize = 3;
/// Narrower screens show only what matters most.
const NARROW: u16 = 60;

/// What stands at the left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// The keys of a chord so far.
    Chord(String),
    /// A refresh is running.
    Progress(Progress),
    /// What can be done.
    Hints(Vec<Shown>),
}

/// How far a refresh is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Sources that have answered.
    pub done: usize,
    /// Sources that are asked.
    pub total: usize,
    /// New headlines so far.
    pub new: usize,
}

impl Progress {
    /// "37 of 120".
    #[must_use]
    pub fn count(self) -> String {
        format!("{} of {}", self.done, self.total)
    }

    /// " · 12 new", if there are any.
    #[must_use]
    pub fn news(self) -> String {
        match self.new {
            0 => String::new(),
            new => format!(" · {new} new"),
        }
    }
}

/// What stands at the right: words, then a key and what it does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// The words.
    pub text: String,
    /// The key, its command and what it does; without a word where the text says it.
    pub key: Option<(String, &'static str, &'static str)>,
    /// When the words change by themselves.
    pub until: Option<Timestamp>,
}

impl State {
    fn text(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    fn with_key(model: &Model, text: String, command: &'static str, word: &'static str) -> Self {
        let key = Some((model.key_of(command), command, word));
        Self {
            text,
            key,
            ..Self::default()
        }
    }

    /// As much of it as fits: the key first.
    fn in_columns(mut self, columns: usize) -> Self {
        let of_key = self.columns() - width::of(&self.text);
        match columns.checked_sub(of_key) {
            Some(left) => self.text = width::truncate(&self.text, left).into_owned(),
            None => self = Self::default(),
        }
        self
    }

    /// Its columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        let key = self.key.as_ref().map_or(0, |(key, _, word)| {
            let gap = usize::from(!self.text.is_empty());
            let word = if word.is_empty() {
                0
            } else {
                1 + width::of(word)
            };
            gap + width::of(key) + word
        });
        width::of(&self.text) + key
    }
}

/// Both sides of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// From [`MARGIN`] on.
    pub left: Left,
    /// The columns that the left side has.
    pub columns: usize,
    /// Up to [`MARGIN`] columns from the end, or nothing where there is no room.
    pub right: State,
}

/// What the line shows.
#[must_use]
pub fn status(model: &Model) -> Status {
    let hinted = views::hinted(model);
    let progress = progress(model).filter(|_| hinted.is_pane);
    let right = match progress {
        Some(_) => State::with_key(model, String::new(), "help", "help"),
        None => state(model),
    };
    let panes = model.panes();
    let all = usize::from(panes.status.width).saturating_sub(2 * MARGIN);
    // Beside an article that is alone nothing asks for a look.
    let most = if panes.is_zen { 0 } else { all / 2 };
    let right = right.in_columns(most);
    let taken = match right.columns() {
        0 => 0,
        columns => columns + GAP,
    };
    let columns = all.saturating_sub(taken);
    Status {
        left: left(model, hinted, progress, columns),
        columns,
        right,
    }
}

fn left(model: &Model, hinted: Hinted, progress: Option<Progress>, columns: usize) -> Left {
    let keys: Vec<String> = model.pending.iter().map(ToString::to_string).collect();
    if !keys.is_empty() {
        return Left::Chord(format!("{} …", keys.join(" ")));
    }
    match progress {
        Some(progress) => Left::Progress(progress),
        None => Left::Hints(views::fitted_hints(model, hinted.view, columns)),
    }
}

/// How far a refresh is, while one asks sources.
fn progress(model: &Model) -> Option<Progress> {
    let refreshing = &model.refreshing;
    (refreshing.is_running() && refreshing.total > 0).then_some(Progress {
        done: refreshing.done,
        total: refreshing.total,
        new: refreshing.new_headlines,
    })
}

/// The command under a column of the line, where it has the keys.
#[must_use]
pub fn command_at(model: &Model, column: u16) -> Option<&'static str> {
    if !views::hinted(model).is_top {
        return None;
    }
    let status = status(model);
    let line = model.panes().status;
    let column = usize::from(column.checked_sub(line.x)?);
    let end = usize::from(line.width).saturating_sub(MARGIN);
    let right = end.saturating_sub(status.right.columns())..end;
    if let Some((_, command, _)) = status.right.key.filter(|_| right.contains(&column)) {
        return Some(command);
    }
    match &status.left {
        Left::Hints(hints) => hint::at(hints, column.checked_sub(MARGIN)?),
        Left::Chord(_) | Left::Progress(_) => None,
    }
}

/// The state, the most urgent first.
fn state(model: &Model) -> State {
    let is_wide = model.size.0 >= NARROW;
    if model.unstored.obstacle().is_some() {
        return State::text("not stored yet".to_owned());
    }
    let new = model.list.waiting();
    // The title says it where there is one.
    if new > 0 && model.panes().head_rows == 0 {
        return State::with_key(model, format!("{new} new ↑"), "show-new", "");
    }
    if let Some(progress) = progress(model) {
        return State::text(format!("{}{}", progress.count(), progress.news()));
    }
    if let Some(status) = views::status(model) {
        return State::text(status);
    }
    let dead = verdict::dead(&model.sources, model.now);
    if dead > 0 {
        return State::with_key(model, format!("{dead} failing"), "health", "");
    }
    if let Some((done, wanted)) = model.reader.prefetching.filter(|_| is_wide) {
        return State::text(format!("articles {done}/{wanted}"));
    }
    match model.refreshing.finished.filter(|_| is_wide) {
        Some(at) => State {
            text: format!("refreshed {}", age::brief(model.now, at)),
            until: age::next_change(model.now, at),
            ..State::default()
        },
        None => State::default(),
    }
}

/// When the line changes by itself, as far as there is room for what does.
#[must_use]
pub fn next_deadline(model: &Model) -> Option<Timestamp> {
    status(model).right.until
}
