//! Messages: what the user's doing came to, and what a refresh found.

use std::time::Duration;

use crate::model::source::redacted;

/// How long a line of a message stays; one of a failure stays twice as long.
const TOAST_TIME: Duration = Duration::from_secs(4);
/// Letters that are read in that time.
const TOAST_LINE: usize = 80;

/// A short message in the status line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// What is said.
    pub text: String,
    /// The part of it that answers what the user did; the rest reports a refresh.
    answer: Option<String>,
    /// It reports a failure.
    pub is_error: bool,
    /// When it goes, by the running clock.
    pub until: Duration,
}

impl Toast {
    /// An answer to what the user did.
    #[must_use]
    pub fn answer(text: &str, is_error: bool, now: Duration) -> Self {
        Self::new(text, Some(text), is_error, now)
    }

    /// What came of a refresh, behind an answer to the user that is still shown.
    #[must_use]
    pub fn report(text: &str, is_error: bool, shown: Option<Self>, now: Duration) -> Self {
        let was_error = shown.as_ref().is_some_and(|toast| toast.is_error);
        match shown.and_then(|toast| toast.answer) {
            Some(answer) => {
                let both = format!("{answer}; {text}");
                Self::new(&both, Some(&answer), is_error || was_error, now)
            }
            None => Self::new(text, None, is_error, now),
        }
    }

    fn new(text: &str, answer: Option<&str>, is_error: bool, now: Duration) -> Self {
        let lines = u32::try_from(1 + text.len() / TOAST_LINE).unwrap_or(1);
        let time = TOAST_TIME * lines * if is_error { 2 } else { 1 };
        Self {
            // Whatever it is about, no password is shown.
            text: redacted(text),
            answer: answer.map(redacted),
            is_error,
            until: now + time,
        }
    }
}
