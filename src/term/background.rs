//! The question for the terminal's background: when it is put, and whether its answer may still
//! be on the way.

use std::time::{Duration, Instant};

/// OSC 11, and behind it DA1: every terminal answers that, so an answer to the first that has
/// not come by then does not come.
pub(super) const QUESTION: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";

/// An answer that takes longer is not waited for, though it is understood.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whether there is somebody to ask. The Linux console has no such colour and takes `ESC ]` for
/// the start of a palette.
pub(super) fn can_be_asked() -> bool {
    let name = std::env::var("TERM").unwrap_or_default();
    is_askable(name.trim())
}

fn is_askable(term: &str) -> bool {
    !matches!(term, "" | "dumb" | "linux") && !term.starts_with("linux-")
}

/// What is known of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    can_be_asked: bool,
    /// No frame has been drawn since the terminal was entered.
    before_frame: bool,
    is_wanted: bool,
    /// When it was asked, until the answer.
    asked: Option<Instant>,
}

impl Question {
    pub(super) fn new(can_be_asked: bool) -> Self {
        Self {
            can_be_asked,
            before_frame: true,
            is_wanted: false,
            asked: None,
        }
    }

    /// The terminal was entered: what had it meanwhile may have changed the answer.
    pub(super) fn enter(&mut self) {
        *self = Self::new(self.can_be_asked);
    }

    /// A frame was written: the user waits for nothing more.
    pub(super) fn see_frame(&mut self) {
        self.is_wanted |= std::mem::take(&mut self.before_frame);
    }

    /// The answer has changed.
    pub(super) fn want(&mut self) {
        self.is_wanted = true;
    }

    /// Whether it is to be put now. One at a time, however often the terminal tells a change.
    pub(super) fn is_due(&self, now: Instant) -> bool {
        self.can_be_asked && self.is_wanted && !self.before_frame && !self.is_open(now)
    }

    pub(super) fn put(&mut self, now: Instant) {
        (self.is_wanted, self.asked) = (false, Some(now));
    }

    /// All answers are there.
    pub(super) fn close(&mut self) {
        self.asked = None;
    }

    /// Whether an answer may come.
    pub(super) fn is_open(&self, now: Instant) -> bool {
        self.asked
            .is_some_and(|asked| now.saturating_duration_since(asked) < PATIENCE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_console_and_terminals_of_lines_are_not_asked() {
        for term in ["", "dumb", "linux", "linux-16color"] {
            assert!(!is_askable(term), "{term}");
        }
        for term in ["xterm-256color", "tmux-256color", "screen", "foot", "vt220"] {
            assert!(is_askable(term), "{term}");
        }
    }

    #[test]
    fn it_is_put_once_and_behind_the_first_frame() {
        let now = Instant::now();
        let mut question = Question::new(true);
        assert!(!question.is_due(now));
        question.see_frame();
        assert!(question.is_due(now) && !question.is_open(now));
        question.put(now);
        assert!(!question.is_due(now) && question.is_open(now));
        question.close();
        question.see_frame();
        assert!(!question.is_due(now) && !question.is_open(now));
        question.enter();
        assert!(!question.is_due(now));
        question.see_frame();
        assert!(question.is_due(now));
    }

    #[test]
    fn a_change_is_asked_for_when_the_answer_before_is_there() {
        let now = Instant::now();
        let mut question = Question::new(true);
        question.want();
        assert!(!question.is_due(now), "no frame yet");
        question.see_frame();
        question.put(now);
        question.want();
        question.want();
        assert!(!question.is_due(now));
        question.close();
        assert!(question.is_due(now));
        question.put(now);
        question.want();
        // Who never answers is not waited for.
        assert!(question.is_due(now + PATIENCE) && !question.is_open(now + PATIENCE));
    }

    #[test]
    fn who_cannot_be_asked_never_is() {
        let mut question = Question::new(false);
        question.see_frame();
        question.want();
        assert!(!question.is_due(Instant::now()));
    }
}
