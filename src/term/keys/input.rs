//! What a terminal says, once it is read.

use crate::model::key::Key;
use crate::model::mouse::Mouse;

/// One thing that a terminal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something that means something here.
    Mouse(Mouse),
    /// Text was pasted, as it was sent.
    Paste(String),
    /// The window has the user's attention, or not.
    Focus(bool),
    /// The background has this colour: red, green and blue.
    Background([u8; 3]),
    /// The terminal has turned dark or light, so its colours are others.
    SchemeChanged,
    /// The answer to any other question that was put to the terminal.
    Answer(Answer),
}

/// An answer of the terminal: what stands between the introducer and the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// `ESC [ …`: attributes, cursor position, the state of a mode; with its last byte.
    Control(Vec<u8>),
    /// `ESC ] … BEL` or `ESC ] … ESC \`: colours.
    Command(Vec<u8>),
    /// `ESC P … ESC \`: names and versions, capabilities, settings.
    Device(Vec<u8>),
    /// `ESC _ … ESC \`: pictures.
    Application(Vec<u8>),
}

impl Answer {
    /// Whether these are the attributes of the terminal (DA1). Every terminal answers with them,
    /// and in the order of the questions: an answer that has not come by then does not come.
    #[must_use]
    pub fn is_attributes(&self) -> bool {
        matches!(self, Self::Control(body) if matches!(body[..], [b'?', .., b'c']))
    }
}
