//! Messages: what the user's doing came to, and what a refresh found. Several may stand at once,
//! the newest last, each for its own time.

use std::time::Duration;

use super::hint::Hint;
use crate::model::source::redacted;

/// How long a line of a message stays; one of a failure stays twice as long.
const TOAST_TIME: Duration = Duration::from_secs(4);
/// A longer message stays no longer than so many lines.
const MOST_LINES: u32 = 3;
/// Letters that are read in that time.
const TOAST_LINE: usize = 80;
/// On narrower screens messages are as wide as the screen.
pub const NARROW: u16 = 60;
/// Most messages at once.
const MOST: usize = 4;

/// What stands before a message, so that colour is never alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// Nothing: it tells what was done.
    #[default]
    Plain,
    /// Something is kept.
    Kept,
    /// Something failed.
    Error,
}

/// A short message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// What is said.
    pub text: String,
    /// What stands before it.
    pub mark: Mark,
    /// What can be done about it: a command, and the word for it.
    pub hint: Option<Hint>,
    /// The name of what it tells the state of; the next message about that replaces it.
    pub subject: Option<&'static str>,
    /// When it goes, by the running clock.
    pub until: Duration,
}

impl Toast {
    /// A message that is said at `now`, by the running clock.
    #[must_use]
    pub fn new(text: &str, mark: Mark, now: Duration) -> Self {
        let lines = u32::try_from(1 + text.len() / TOAST_LINE).unwrap_or(MOST_LINES);
        let lines = lines.min(MOST_LINES);
        let times = if mark == Mark::Error { 2 } else { 1 };
        Self {
            // Whatever it is about, no password is shown.
            text: redacted(text),
            mark,
            hint: None,
            subject: None,
            until: now + TOAST_TIME * lines * times,
        }
    }

    /// It reports a failure.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.mark == Mark::Error
    }
}

/// The messages that stand, the newest last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Toasts {
    all: Vec<Toast>,
}

impl Toasts {
    /// Shows one more. What says the same already is said anew, what told the state before is not
    /// true any more, and what does the same now does it for the newest.
    pub fn push(&mut self, toast: Toast) {
        let is_same = |known: &Toast| known.subject.is_some() && known.subject == toast.subject;
        self.all
            .retain(|known| known.text != toast.text && !is_same(known));
        for known in &mut self.all {
            if known.hint == toast.hint {
                known.hint = None;
            }
        }
        self.all.push(toast);
        let over = self.all.len().saturating_sub(MOST);
        self.all.drain(..over);
    }

    /// From the oldest to the newest.
    #[must_use]
    pub fn all(&self) -> &[Toast] {
        &self.all
    }

    /// The newest.
    #[must_use]
    pub fn newest(&self) -> Option<&Toast> {
        self.all.last()
    }

    /// When the first of them goes, by the running clock.
    #[must_use]
    pub fn next_end(&self) -> Option<Duration> {
        self.all.iter().map(|toast| toast.until).min()
    }

    /// Takes away those whose time is over.
    pub fn expire(&mut self, now: Duration) {
        self.all.retain(|toast| toast.until > now);
    }

    /// The user goes on: what only answered the action before is read. Failures keep their time,
    /// and so does what can still be done something about, where that covers little.
    pub fn go_on(&mut self, is_narrow: bool) {
        self.all
            .retain(|toast| toast.is_error() || (toast.hint.is_some() && !is_narrow));
    }

    /// Takes away what offers a command that has just been run for it.
    pub fn answered(&mut self, command: &str) {
        self.all
            .retain(|toast| toast.hint.is_none_or(|(id, _)| id != command));
    }

    /// Takes the message of a place away.
    pub fn remove(&mut self, index: usize) {
        if index < self.all.len() {
            self.all.remove(index);
        }
    }

    /// Takes all away.
    pub fn clear(&mut self) {
        self.all.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn texts(toasts: &Toasts) -> Vec<&str> {
        toasts.all().iter().map(|toast| &*toast.text).collect()
    }

    #[test]
    fn each_stands_for_its_own_time_and_a_failure_twice_as_long() {
        let mut toasts = Toasts::default();
        toasts.push(Toast::new("failed", Mark::Error, SECOND));
        toasts.push(Toast::new("kept", Mark::Kept, SECOND * 2));
        assert_eq!(toasts.next_end(), Some(SECOND * 6));
        toasts.expire(SECOND * 6);
        assert_eq!(texts(&toasts), ["failed"]);
        toasts.expire(SECOND * 9);
        assert_eq!(toasts, Toasts::default());
    }

    #[test]
    fn the_newest_are_few_and_differ() {
        let mut toasts = Toasts::default();
        for text in ["a", "b", "c", "b", "d", "e"] {
            toasts.push(Toast::new(text, Mark::Plain, SECOND));
        }
        assert_eq!(texts(&toasts), ["c", "b", "d", "e"]);
    }

    #[test]
    fn a_state_is_told_once() {
        let mut toasts = Toasts::default();
        for (text, subject) in [
            ("theme: ansi", Some("theme")),
            ("no longer a favourite", Some("favourite")),
            ("no route", None),
            ("theme: dark", Some("theme")),
            ("no way", None),
        ] {
            toasts.push(Toast {
                subject,
                ..Toast::new(text, Mark::Plain, SECOND)
            });
        }
        assert_eq!(
            texts(&toasts),
            ["no longer a favourite", "no route", "theme: dark", "no way"]
        );
    }

    #[test]
    fn a_key_stands_at_the_newest_that_it_is_for() {
        let mut toasts = Toasts::default();
        let kept = |text| Toast {
            hint: Some(("undo", "undo")),
            ..Toast::new(text, Mark::Kept, SECOND)
        };
        toasts.push(kept("first"));
        toasts.push(kept("second"));
        let hints: Vec<_> = toasts.all().iter().map(|toast| toast.hint).collect();
        assert_eq!(hints, [None, Some(("undo", "undo"))]);
        let mut narrow = toasts.clone();
        toasts.go_on(false);
        assert_eq!(texts(&toasts), ["second"]);
        toasts.answered("undo");
        narrow.go_on(true);
        assert!(narrow.all().is_empty());
        assert!(toasts.all().is_empty());
    }
}
