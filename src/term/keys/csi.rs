//! The meaning of `ESC [ … last` and `ESC O … last`.

use super::input::{Answer, Input};
use super::mouse;
use super::named::{Modifiers, of_code};
use crate::model::key::{Code, Key, Named};

/// What a control sequence is.
pub(super) enum Meaning {
    /// Something that happened.
    Input(Input),
    /// Text follows up to its own end.
    PasteBegins,
}

/// Whether this is a number alone, as in the keys of rxvt.
pub(super) fn is_one_number(body: &[u8]) -> bool {
    !body.is_empty() && body.iter().all(u8::is_ascii_digit)
}

/// Reads a control sequence; `None` for those that mean nothing here.
pub(super) fn read(body: &[u8], last: u8) -> Option<Meaning> {
    let (sign, rest) = match body.split_first() {
        Some((sign @ b'<'..=b'?', rest)) => (Some(*sign), rest),
        _ => (None, body),
    };
    let answer = || {
        let mut whole = body.to_vec();
        whole.push(last);
        Some(Meaning::Input(Input::Answer(Answer::Control(whole))))
    };
    match (sign, last) {
        (Some(b'<'), b'M' | b'm') => {
            let parameters = Parameters::of(rest)?;
            let [button, column, row] = parameters.numbers()?;
            let mouse = mouse::report(button, column, row, last == b'm')?;
            Some(Meaning::Input(Input::Mouse(mouse)))
        }
        (Some(b'<'), _) => None,
        (Some(b'?'), b'n') if matches!(rest, b"997;1" | b"997;2") => {
            Some(Meaning::Input(Input::SchemeChanged))
        }
        (Some(_), _) => answer(),
        (None, b'n' | b't' | b'x' | b'y' | b'c') if !body.is_empty() => answer(),
        (None, b'R') if !is_function_key(body) => answer(),
        (None, b'I') if body.is_empty() => Some(Meaning::Input(Input::Focus(true))),
        (None, b'O') if body.is_empty() => Some(Meaning::Input(Input::Focus(false))),
        (None, b'~') if body == b"200" => Some(Meaning::PasteBegins),
        (None, b'M') => {
            let [button, column, row] = Parameters::of(body)?.numbers()?;
            let mouse = mouse::report(button.checked_sub(32)?, column, row, false)?;
            Some(Meaning::Input(Input::Mouse(mouse)))
        }
        (None, _) => key(&Parameters::of(body)?, last).map(|key| Meaning::Input(Input::Key(key))),
    }
}

/// F3 and the position of the cursor both end in `R`: the key has "1", then its modifiers.
fn is_function_key(body: &[u8]) -> bool {
    let Some(parameters) = Parameters::of(body) else {
        return false;
    };
    match parameters.numbers() {
        Some([first, modifiers]) => first == 1 && (2..=256).contains(&modifiers),
        None => body.is_empty() || parameters.sub(1, 1).is_some(),
    }
}

fn key(parameters: &Parameters, last: u8) -> Option<Key> {
    // A key that is let go is not a second press (kitty's event type 3).
    if parameters.sub(1, 1) == Some(3) {
        return None;
    }
    let modifiers = Modifiers::of_parameter(parameters.first(1));
    match last {
        b'~' if parameters.first(0) == 27 => of_code(parameters.first(2), None, modifiers),
        b'~' => modifiers.on(numbered(parameters.first(0))?),
        b'^' => Modifiers::CTRL_ONLY.on(numbered(parameters.first(0))?),
        b'$' => Modifiers::SHIFT_ONLY.on(numbered(parameters.first(0))?),
        b'@' => Modifiers::CTRL_SHIFT.on(numbered(parameters.first(0))?),
        b'u' => of_code(parameters.first(0), parameters.sub(0, 1), modifiers),
        b'Z' => Modifiers::SHIFT_ONLY.on(Code::Named(Named::Tab)),
        b'a'..=b'd' => Modifiers::SHIFT_ONLY.on(arrow(last.to_ascii_uppercase())?),
        _ => {
            // Old forms have the modifiers alone: `ESC [ 5 A`.
            let modifiers = if parameters.count() == 1 {
                Modifiers::of_parameter(parameters.first(0))
            } else {
                modifiers
            };
            modifiers.on(lettered(last)?)
        }
    }
}

/// Reads `ESC O … last`: the keys of the application mode, with modifiers in old forms.
pub(super) fn single(body: &[u8], last: u8) -> Option<Key> {
    let parameters = Parameters::of(body)?;
    let number = parameters.first(parameters.count().saturating_sub(1));
    let modifiers = Modifiers::of_parameter(number);
    let code = match last {
        b'M' => Code::Named(Named::Enter),
        b'I' => Code::Named(Named::Tab),
        b' ' => Code::Char(' '),
        b'X' => Code::Char('='),
        b'a'..=b'd' => return Modifiers::CTRL_ONLY.on(arrow(last.to_ascii_uppercase())?),
        // The keypad: "*", "+" and so on up to "9", in the order of ASCII.
        b'j'..=b'y' => Code::Char(char::from(last - 0x40)),
        _ => lettered(last)?,
    };
    modifiers.on(code)
}

fn arrow(last: u8) -> Option<Code> {
    Some(Code::Named(match last {
        b'A' => Named::Up,
        b'B' => Named::Down,
        b'C' => Named::Right,
        b'D' => Named::Left,
        _ => return None,
    }))
}

/// Keys that a letter names.
fn lettered(last: u8) -> Option<Code> {
    match last {
        b'F' => Some(Code::Named(Named::End)),
        b'H' => Some(Code::Named(Named::Home)),
        b'P'..=b'S' => Some(Code::Function(last - b'P' + 1)),
        _ => arrow(last),
    }
}

/// Keys that a number names (the VT220 and what came after it).
fn numbered(number: u32) -> Option<Code> {
    let function = |number: u32| u8::try_from(number).ok().map(Code::Function);
    Some(Code::Named(match number {
        1 | 7 => Named::Home,
        3 => Named::Delete,
        4 | 8 => Named::End,
        5 => Named::PageUp,
        6 => Named::PageDown,
        11..=15 => return function(number - 10),
        17..=21 => return function(number - 11),
        23..=26 => return function(number - 12),
        28 | 29 => return function(number - 13),
        31..=34 => return function(number - 14),
        _ => return None,
    }))
}

/// Numbers, separated by `;`, each with subparameters after `:`.
struct Parameters(Vec<Vec<Option<u32>>>);

impl Parameters {
    /// `None` if there is anything but numbers.
    fn of(body: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(body).ok()?;
        let number = |text: &str| match text {
            "" => Some(None),
            text if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok().map(Some),
            _ => None,
        };
        let parameter = |text: &str| text.split(':').map(number).collect::<Option<Vec<_>>>();
        text.split(';')
            .map(parameter)
            .collect::<Option<_>>()
            .map(Self)
    }

    fn count(&self) -> usize {
        self.0.len()
    }

    /// A parameter; 0 where it is missing.
    fn first(&self, index: usize) -> u32 {
        self.sub(index, 0).unwrap_or(0)
    }

    fn sub(&self, index: usize, sub: usize) -> Option<u32> {
        self.0.get(index)?.get(sub).copied().flatten()
    }

    /// All parameters, if there are so many and none is missing or has subparameters.
    fn numbers<const COUNT: usize>(&self) -> Option<[u32; COUNT]> {
        let all: Option<Vec<u32>> = self
            .0
            .iter()
            .map(|one| one.first().copied().flatten().filter(|_| one.len() == 1))
            .collect();
        all?.try_into().ok()
    }
}
