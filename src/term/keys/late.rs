//! What follows an Esc that was taken for a key.
//!
//! On a connection slower than the wait for a lone Esc, the rest of a sequence comes after it:
//! `[` and `A` of an arrow key. The Esc cannot be taken back, but the rest must not be typed.
//! So a byte that introduces a sequence is held until the next one tells what it is.

use std::time::{Duration, Instant};

/// How long a held byte is waited on before it counts as typed. What follows it is looked at
/// all the same.
const PATIENCE: Duration = Duration::from_millis(250);

/// A lone Esc, and the byte after it if that may introduce a sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Late {
    held: Option<Held>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Held {
    introducer: u8,
    until: Instant,
    is_typed: bool,
}

/// What a byte makes of it.
pub(super) enum Next {
    /// It is held.
    Wait(Late),
    /// It goes on with the sequence that the held one introduced.
    Resume {
        /// `[`, `O` and so on.
        introducer: u8,
    },
    /// It was typed, and before it the held one.
    Typed {
        /// Unless that has been typed already.
        introducer: Option<u8>,
    },
}

impl Late {
    pub(super) fn deadline(&self) -> Option<Instant> {
        let held = self.held.filter(|held| !held.is_typed)?;
        Some(held.until)
    }

    /// The held byte, if it has waited long enough.
    pub(super) fn give_up(&mut self, at: Instant) -> Option<u8> {
        let held = self.held.as_mut()?;
        let is_over = held.until <= at && !held.is_typed;
        held.is_typed |= is_over;
        is_over.then_some(held.introducer)
    }

    pub(super) fn follow(self, byte: u8, at: Instant) -> Next {
        let Some(held) = self.held else {
            return match byte {
                b'[' | b'O' | b']' | b'P' | b'_' => Next::Wait(Self {
                    held: Some(Held {
                        introducer: byte,
                        until: at + PATIENCE,
                        is_typed: false,
                    }),
                }),
                _ => Next::Typed { introducer: None },
            };
        };
        if continues(held.introducer, byte) {
            return Next::Resume {
                introducer: held.introducer,
            };
        }
        Next::Typed {
            introducer: Some(held.introducer).filter(|_| !held.is_typed),
        }
    }
}

/// Whether terminals send this byte after that introducer, and hands hardly do.
fn continues(introducer: u8, byte: u8) -> bool {
    match introducer {
        b'[' => matches!(byte,
            b'0'..=b'9' | b'<'..=b'?' | b'['
            | b'A'..=b'F' | b'H' | b'I' | b'M' | b'O'..=b'S' | b'Z' | b'a'..=b'd'),
        b'O' => matches!(byte,
            b'1'..=b'9' | b' ' | b'A'..=b'D' | b'F' | b'H' | b'I' | b'M' | b'P'..=b'S' | b'X'
            | b'a'..=b'd' | b'j'..=b'y'),
        b']' => byte.is_ascii_digit(),
        b'P' => matches!(byte, b'0'..=b'9' | b'>' | b'!' | b'+' | b'$'),
        b'_' => byte == b'G',
        _ => false,
    }
}
