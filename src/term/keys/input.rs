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
    /// The answer to a question that was put to the terminal.
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
