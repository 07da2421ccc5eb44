//! Messages: what the user's doing came to, and what a refresh found.

use std::time::Duration;

use super::model::Model;
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
    /// When it goes, by [`Model::running`].
    pub until: Duration,
}

impl Model {
    /// Shows a message.
    pub fn say(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.show_toast(&text, Some(&text), false);
    }

    /// Shows a failure.
    pub fn complain(&mut self, text: impl Into<String>) {
        let text = text.into();
        self.show_toast(&text, Some(&text), true);
    }

    /// Shows what came of a refresh, behind an answer to the user that is still shown.
    pub fn report(&mut self, text: &str, is_error: bool) {
        let shown = self.toast.take();
        let was_error = shown.as_ref().is_some_and(|toast| toast.is_error);
        match shown.and_then(|toast| toast.answer) {
            Some(answer) => {
                let both = format!("{answer}; {text}");
                self.show_toast(&both, Some(&answer), is_error || was_error);
            }
            None => self.show_toast(text, None, is_error),
        }
    }

    fn show_toast(&mut self, text: &str, answer: Option<&str>, is_error: bool) {
        let lines = u32::try_from(1 + text.len() / TOAST_LINE).unwrap_or(1);
        let time = TOAST_TIME * lines * if is_error { 2 } else { 1 };
        self.toast = Some(Toast {
            // Whatever it is about, no password is shown.
            text: redacted(text),
            answer: answer.map(redacted),
            is_error,
            until: self.running + time,
        });
    }
}
