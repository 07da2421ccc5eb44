//! Keys by their numbers: bytes of the main block, and the code points of xterm's
//! `modifyOtherKeys` and of the kitty keyboard protocol.

use crate::model::key::{Code, Key, Named};

/// Modifiers as xterm numbers them: one more than the sum of these bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Modifiers(u32);

impl Modifiers {
    const SHIFT: u32 = 1;
    const ALT: u32 = 2;
    const CTRL: u32 = 4;
    const SUPER: u32 = 8;
    const HYPER: u32 = 16;
    const META: u32 = 32;
    const CAPS_LOCK: u32 = 64;

    pub(super) const SHIFT_ONLY: Self = Self(Self::SHIFT);
    pub(super) const CTRL_ONLY: Self = Self(Self::CTRL);
    pub(super) const CTRL_SHIFT: Self = Self(Self::CTRL | Self::SHIFT);

    /// From the parameter; 0 and 1 are none.
    pub(super) fn of_parameter(number: u32) -> Self {
        Self(number.saturating_sub(1))
    }

    fn has(self, bits: u32) -> bool {
        self.0 & bits != 0
    }

    /// The key with these; `None` for keys that belong to the window manager.
    pub(super) fn on(self, code: Code) -> Option<Key> {
        if self.has(Self::SUPER | Self::HYPER) {
            return None;
        }
        let is_char = matches!(code, Code::Char(_));
        Some(Key {
            code,
            ctrl: self.has(Self::CTRL),
            alt: self.has(Self::ALT | Self::META),
            // The case of a character already says whether Shift was down.
            shift: self.has(Self::SHIFT) && !is_char,
        })
    }

    /// The character that a key types with Shift or Caps Lock.
    fn cased(self, c: char, shifted: Option<char>) -> char {
        match shifted {
            Some(shifted) if self.has(Self::SHIFT) => shifted,
            _ if self.has(Self::SHIFT) != (self.has(Self::CAPS_LOCK) && c.is_alphabetic()) => {
                let mut upper = c.to_uppercase();
                match (upper.next(), upper.next()) {
                    (Some(upper), None) => upper,
                    _ => c,
                }
            }
            _ => c,
        }
    }
}

/// A byte below 0x80.
pub(super) fn of_byte(byte: u8) -> Key {
    let ctrl = |c: char| Key {
        ctrl: true,
        ..Key::plain(Code::Char(c))
    };
    let named = |name| Key::plain(Code::Named(name));
    match byte {
        b'\r' => named(Named::Enter),
        b'\t' => named(Named::Tab),
        0x1b => named(Named::Escape),
        0x7f => named(Named::Backspace),
        0x00 => ctrl(' '),
        0x01..=0x1a => ctrl(char::from(byte - 1 + b'a')),
        0x1c..=0x1f => ctrl(char::from(byte + 0x40)),
        _ => Key::plain(Code::Char(char::from(byte))),
    }
}

/// A key by its code point, with what Shift makes of it if the terminal says so.
pub(super) fn of_code(code: u32, shifted: Option<u32>, modifiers: Modifiers) -> Option<Key> {
    if let Some(code) = functional(code) {
        return modifiers.on(code);
    }
    let c = char::from_u32(code).filter(|c| !c.is_control() && !is_private(*c))?;
    let c = modifiers.cased(c, shifted.and_then(char::from_u32));
    let key = modifiers.on(Code::Char(c))?;
    // What these have always been, and what people press them for.
    let usual = match (key.code, key.ctrl) {
        (Code::Char('['), true) => Named::Escape,
        (Code::Char('i'), true) => Named::Tab,
        (Code::Char('m'), true) => Named::Enter,
        _ => return Some(key),
    };
    Some(Key {
        code: Code::Named(usual),
        ctrl: false,
        ..key
    })
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

/// The numbers of keys that type no character.
fn functional(code: u32) -> Option<Code> {
    let character = |code: u32, first: u32, start: u8| {
        let offset = u8::try_from(code - first).ok()?;
        Some(Code::Char(char::from(start + offset)))
    };
    Some(Code::Named(match code {
        13 | 57_414 => Named::Enter,
        9 => Named::Tab,
        27 => Named::Escape,
        8 | 127 => Named::Backspace,
        57_417 => Named::Left,
        57_418 => Named::Right,
        57_419 => Named::Up,
        57_420 => Named::Down,
        57_421 => Named::PageUp,
        57_422 => Named::PageDown,
        57_423 => Named::Home,
        57_424 => Named::End,
        57_426 => Named::Delete,
        57_376..=57_398 => {
            let number = u8::try_from(code - 57_376 + 13).ok()?;
            return Some(Code::Function(number));
        }
        57_399..=57_408 => return character(code, 57_399, b'0'),
        57_409 => return Some(Code::Char('.')),
        57_410 => return Some(Code::Char('/')),
        57_411 => return Some(Code::Char('*')),
        57_412 => return Some(Code::Char('-')),
        57_413 => return Some(Code::Char('+')),
        57_415 => return Some(Code::Char('=')),
        57_416 => return Some(Code::Char(',')),
        _ => return None,
    }))
}
