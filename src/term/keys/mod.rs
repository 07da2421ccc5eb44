//! What a terminal sends, made of bytes: keys, the mouse, pastes, answers.
//!
//! Pure over bytes and time. A lone Esc is a key once nothing has followed it for
//! [`ESCAPE_WAIT`]; everything else that begins a sequence waits for its end however long that
//! takes, because a sequence that is cut by a slow connection must never become commands.
//! What is longer than any real sequence is swallowed up to its end, for the same reason. Only
//! an answer that is cut for good gives way to what is typed after it.
//!
//! Sources: ECMA-48 (control functions), XTerm Control Sequences (modified keys, mouse modes
//! 1000, 1006 and 1015, bracketed paste, answers), the kitty keyboard protocol, the reports of
//! the colour scheme (mode 2031, Contour), and the keys of rxvt and the Linux console as terminfo
//! lists them.

mod color;
mod csi;
mod input;
mod late;
mod mouse;
mod named;
mod paste;
#[cfg(test)]
mod tests;
mod text;

use std::time::{Duration, Instant};

use crate::model::key::{Code, Key, Named};
pub use input::{Answer, Input};
use late::Late;
use paste::Paste;
use text::{CAN, ESC, SUB, Text};

/// How long an Esc waits for the rest of a sequence.
pub const ESCAPE_WAIT: Duration = Duration::from_millis(25);
/// Longest parameters of a key or a mouse report that are looked at, in bytes.
const LONGEST_SEQUENCE: usize = 256;

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    /// Between sequences.
    Ground,
    /// A character of several bytes has begun.
    Character { wanted: usize, alt: bool },
    /// `ESC`, or `ESC ESC` with `alt`; a lone one is a key at this time.
    Escape { until: Instant, alt: bool },
    /// A lone Esc was a key. What would continue a sequence may still be the rest of one.
    Late(Late),
    /// `ESC [`.
    Control { alt: bool },
    /// `ESC [ [`: a function key of the Linux console.
    Console { alt: bool },
    /// `ESC [ M`: three characters follow.
    OldMouse,
    /// `ESC O`.
    Single { alt: bool },
    /// A string.
    Text(Text),
    /// Between `ESC [ 200 ~` and `ESC [ 201 ~`.
    Paste(Paste),
}

/// Reads bytes as they come.
#[derive(Debug)]
pub struct Parser {
    state: State,
    /// What the sequence holds so far.
    body: Vec<u8>,
    /// It holds more than that.
    is_cut: bool,
    events: Vec<Input>,
}

impl Default for Parser {
    fn default() -> Self {
        Self {
            state: State::Ground,
            body: Vec::new(),
            is_cut: false,
            events: Vec::new(),
        }
    }
}

impl Parser {
    /// Takes bytes in that were read at a time; what they complete.
    ///
    /// Bytes that come after [`Parser::deadline`] but before [`Parser::timeout`] still belong
    /// to the sequence: they may have come in time and been read late.
    pub fn feed(&mut self, bytes: &[u8], at: Instant) -> Vec<Input> {
        for &byte in bytes {
            self.take(byte, at);
        }
        std::mem::take(&mut self.events)
    }

    /// When [`Parser::timeout`] is to be called if no byte comes.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        match &self.state {
            State::Escape { until, .. } => Some(*until),
            State::Late(late) => late.deadline(),
            _ => None,
        }
    }

    /// Nothing has come until `at`; what that completes.
    pub fn timeout(&mut self, at: Instant) -> Vec<Input> {
        match &mut self.state {
            State::Escape { until, alt } if *until <= at => {
                let presses = 1 + usize::from(*alt);
                self.state = State::Late(Late::default());
                for _ in 0..presses {
                    self.named(Named::Escape, false);
                }
            }
            State::Late(late) => {
                if let Some(introducer) = late.give_up(at) {
                    self.plain(introducer, false);
                }
            }
            _ => {}
        }
        std::mem::take(&mut self.events)
    }

    fn take(&mut self, byte: u8, at: Instant) {
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Ground => self.ground(byte, false, at),
            State::Character { wanted, alt } => self.character(byte, wanted, alt, at),
            State::Escape { alt, .. } => self.escape(byte, alt, at),
            State::Late(late) => self.late(late, byte, at),
            State::Control { alt } => self.control(byte, alt, at),
            State::Console { alt } => self.console(byte, alt, at),
            State::OldMouse => self.old_mouse(byte, at),
            State::Single { alt } => self.single(byte, alt, at),
            State::Text(text) => self.text(byte, text, at),
            State::Paste(mut paste) => match paste.take(byte) {
                Some(text) => self.events.push(Input::Paste(text)),
                None => self.state = State::Paste(paste),
            },
        }
    }

    /// A byte outside of any sequence, or the one after an Esc with `alt`.
    fn ground(&mut self, byte: u8, alt: bool, at: Instant) {
        match byte {
            ESC => self.begin_escape(false, at),
            0x00..=0x7f => self.plain(byte, alt),
            // The 8-bit forms of `ESC [`, `ESC O` and `ESC ]`; none begins a character of UTF-8.
            0x9b => self.begin(State::Control { alt }),
            0x8f => self.begin(State::Single { alt }),
            0x9d => self.begin_text(b']', at),
            0xc2..=0xdf => self.begin_character(byte, 2, alt),
            0xe0..=0xef => self.begin_character(byte, 3, alt),
            0xf0..=0xf4 => self.begin_character(byte, 4, alt),
            // No character begins with these.
            _ => {}
        }
    }

    fn begin(&mut self, state: State) {
        self.body.clear();
        self.is_cut = false;
        self.state = state;
    }

    fn begin_text(&mut self, introducer: u8, at: Instant) {
        self.state = Text::begin(introducer, at).map_or(State::Ground, State::Text);
    }

    fn begin_escape(&mut self, alt: bool, at: Instant) {
        let until = at + ESCAPE_WAIT;
        self.begin(State::Escape { until, alt });
    }

    fn begin_character(&mut self, byte: u8, wanted: usize, alt: bool) {
        self.begin(State::Character { wanted, alt });
        self.body.push(byte);
    }

    fn character(&mut self, byte: u8, wanted: usize, alt: bool, at: Instant) {
        if !matches!(byte, 0x80..=0xbf) {
            // The character is broken; this byte begins something new.
            return self.ground(byte, false, at);
        }
        self.body.push(byte);
        if self.body.len() < wanted {
            self.state = State::Character { wanted, alt };
            return;
        }
        match std::str::from_utf8(&self.body).map(|text| text.chars().next()) {
            // The 8-bit introducers, written as characters.
            Ok(Some('\u{9b}')) => self.begin(State::Control { alt }),
            Ok(Some('\u{8f}')) => self.begin(State::Single { alt }),
            Ok(Some('\u{9d}')) => self.begin_text(b']', at),
            Ok(Some(c)) if !c.is_control() => self.key(Code::Char(c), |key| key.alt = alt),
            _ => {}
        }
    }

    fn escape(&mut self, byte: u8, alt: bool, at: Instant) {
        match byte {
            b'[' => self.begin(State::Control { alt }),
            b'O' => self.begin(State::Single { alt }),
            ESC => {
                if alt {
                    self.named(Named::Escape, false);
                }
                self.begin_escape(true, at);
            }
            _ => {
                if alt {
                    self.named(Named::Escape, false);
                }
                match Text::begin(byte, at) {
                    Some(text) => self.state = State::Text(text),
                    None => self.ground(byte, true, at),
                }
            }
        }
    }

    fn late(&mut self, late: Late, byte: u8, at: Instant) {
        match late.follow(byte, at) {
            late::Next::Wait(late) => self.state = State::Late(late),
            late::Next::Resume { introducer } => {
                self.escape(introducer, false, at);
                self.take(byte, at);
            }
            late::Next::Typed { introducer } => {
                if let Some(introducer) = introducer {
                    self.plain(introducer, false);
                }
                self.ground(byte, false, at);
            }
        }
    }

    fn control(&mut self, byte: u8, alt: bool, at: Instant) {
        let is_empty = self.body.is_empty() && !self.is_cut;
        match byte {
            b'[' if is_empty => self.state = State::Console { alt },
            b'M' if is_empty => self.state = State::OldMouse,
            // rxvt ends a key with Shift by what is no last byte anywhere else.
            b'$' if csi::is_one_number(&self.body) => self.end_control(byte, alt),
            0x20..=0x3f => {
                self.keep(byte);
                self.state = State::Control { alt };
            }
            0x40..=0x7e => self.end_control(byte, alt),
            0x7f => self.state = State::Control { alt },
            _ => self.abandon(byte, at),
        }
    }

    fn end_control(&mut self, last: u8, alt: bool) {
        if self.is_cut {
            return;
        }
        match csi::read(&self.body, last) {
            Some(csi::Meaning::PasteBegins) => self.state = State::Paste(Paste::default()),
            Some(csi::Meaning::Input(Input::Key(mut key))) => {
                key.alt |= alt;
                self.events.push(Input::Key(key));
            }
            Some(csi::Meaning::Input(input)) => self.events.push(input),
            None => {}
        }
    }

    fn console(&mut self, byte: u8, alt: bool, at: Instant) {
        match byte {
            b'A'..=b'E' => self.key(Code::Function(byte - b'A' + 1), |key| key.alt = alt),
            0x20..=0x7f => {}
            _ => self.abandon(byte, at),
        }
    }

    /// Any byte is a coordinate here, but those below are none.
    fn old_mouse(&mut self, byte: u8, at: Instant) {
        if byte < 0x20 {
            return self.abandon(byte, at);
        }
        self.body.push(byte);
        if let [button, column, row] = self.body[..] {
            let mouse = mouse::old(button, column, row);
            self.events.extend(mouse.map(Input::Mouse));
        } else {
            self.state = State::OldMouse;
        }
    }

    fn single(&mut self, byte: u8, alt: bool, at: Instant) {
        match byte {
            b'0'..=b'9' | b';' => {
                self.keep(byte);
                self.state = State::Single { alt };
            }
            0x20..=0x7e => {
                if let (Some(mut key), false) = (csi::single(&self.body, byte), self.is_cut) {
                    key.alt |= alt;
                    self.events.push(Input::Key(key));
                }
            }
            0x7f => self.state = State::Single { alt },
            _ => self.abandon(byte, at),
        }
    }

    fn text(&mut self, byte: u8, text: Text, at: Instant) {
        match text.follow(byte, at) {
            text::Next::Wait(text) => self.state = State::Text(text),
            text::Next::End(input) => self.events.extend(input),
            text::Next::Abandon => self.abandon(byte, at),
            text::Next::Escape => self.escape(byte, false, at),
            text::Next::Pressed => {
                self.named(Named::Escape, false);
                self.late(Late::default(), byte, at);
            }
        }
    }

    /// A byte that no sequence contains: the sequence is over, the byte is what it is.
    fn abandon(&mut self, byte: u8, at: Instant) {
        if !matches!(byte, CAN | SUB) {
            self.ground(byte, false, at);
        }
    }

    fn keep(&mut self, byte: u8) {
        if self.body.len() < LONGEST_SEQUENCE {
            self.body.push(byte);
        } else {
            self.is_cut = true;
        }
    }

    /// A key of the main block.
    fn plain(&mut self, byte: u8, alt: bool) {
        let key = named::of_byte(byte);
        self.events.push(Input::Key(Key { alt, ..key }));
    }

    fn named(&mut self, name: Named, alt: bool) {
        self.key(Code::Named(name), |key| key.alt = alt);
    }

    fn key(&mut self, code: Code, change: impl FnOnce(&mut Key)) {
        let mut key = Key::plain(code);
        change(&mut key);
        self.events.push(Input::Key(key));
    }
}
