//! The strings that end with `ESC \`: what the terminal answers.
//!
//! Whatever is in them is no key, and a slow connection may cut them anywhere. But an answer may
//! also be cut for good, and then what follows is typed by hand: that is told by the time.

use std::time::{Duration, Instant};

use super::color;
use super::input::{Answer, Input};

pub(super) const ESC: u8 = 0x1b;
/// Ends any sequence (ECMA-48, 8.3.6).
pub(super) const CAN: u8 = 0x18;
/// Replaces any sequence (ECMA-48, 8.3.148).
pub(super) const SUB: u8 = 0x1a;
const BEL: u8 = 0x07;
const CTRL_C: u8 = 0x03;

/// Longest answer of the terminal that is handed on, in bytes.
pub(super) const LONGEST_ANSWER: usize = 64 << 10;
/// After so long, a byte that no answer goes on with was typed.
pub(super) const PATIENCE: Duration = Duration::from_millis(250);
/// After so long, whatever comes was typed.
pub(super) const SILENCE: Duration = Duration::from_secs(10);

/// The end of a string in one byte (C1); in UTF-8 with [`OF_CONTROL`] before it.
const STRING_END: u8 = 0x9c;
/// The first of the two bytes of a C1 control in UTF-8.
const OF_CONTROL: u8 = 0xc2;

/// What a string is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Command,
    Device,
    Application,
    /// Privacy message or start of string: nobody sends these.
    Other,
}

/// A string that is coming in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    kind: Kind,
    body: Vec<u8>,
    /// It is longer than that.
    is_cut: bool,
    /// The byte before.
    previous: u8,
    /// When that came.
    heard: Instant,
}

/// What a byte makes of it.
pub(super) enum Next {
    /// More is to come.
    Wait(Text),
    /// It is over.
    End(Option<Input>),
    /// It is over, and the byte does not belong to it.
    Abandon,
    /// It ended with an Esc that begins something else, with this byte.
    Escape,
    /// It was cut before an Esc that was pressed; the byte came long after that.
    Pressed,
}

impl Text {
    /// The string that `ESC` and this byte begin.
    pub(super) fn begin(introducer: u8, at: Instant) -> Option<Self> {
        let kind = match introducer {
            b']' => Kind::Command,
            b'P' => Kind::Device,
            b'_' => Kind::Application,
            b'^' | b'X' => Kind::Other,
            _ => return None,
        };
        Some(Self {
            kind,
            body: Vec::new(),
            is_cut: false,
            previous: introducer,
            heard: at,
        })
    }

    pub(super) fn follow(mut self, byte: u8, at: Instant) -> Next {
        let silence = at.saturating_duration_since(self.heard);
        let previous = std::mem::replace(&mut self.previous, byte);
        self.heard = at;
        if previous == ESC {
            return match byte {
                b'\\' => Next::End(self.end()),
                _ if silence >= PATIENCE => Next::Pressed,
                _ => Next::Escape,
            };
        }
        match byte {
            CAN | SUB | CTRL_C => Next::Abandon,
            _ if silence >= SILENCE => Next::Abandon,
            ESC => Next::Wait(self),
            BEL if self.kind == Kind::Command => Next::End(self.end()),
            STRING_END if previous.is_ascii() => Next::End(self.end()),
            STRING_END if previous == OF_CONTROL => {
                self.body.pop();
                Next::End(self.end())
            }
            _ if silence >= PATIENCE && self.is_typed(byte) => Next::Abandon,
            _ => {
                self.keep(byte);
                Next::Wait(self)
            }
        }
    }

    /// Whether a byte after a pause is none of the answer. Only answers with a colour are asked
    /// for, and of those all is known.
    fn is_typed(&self, byte: u8) -> bool {
        let is_of_end = byte == OF_CONTROL;
        self.kind == Kind::Command && !is_of_end && !color::continues(&self.body, byte)
    }

    fn keep(&mut self, byte: u8) {
        if self.body.len() < LONGEST_ANSWER {
            self.body.push(byte);
        } else {
            self.is_cut = true;
        }
    }

    fn end(self) -> Option<Input> {
        if self.is_cut {
            return None;
        }
        Some(Input::Answer(match self.kind {
            Kind::Command => match color::background(&self.body) {
                Some(color) => return Some(Input::Background(color)),
                None => Answer::Command(self.body),
            },
            Kind::Device => Answer::Device(self.body),
            Kind::Application => Answer::Application(self.body),
            Kind::Other => return None,
        }))
    }
}
