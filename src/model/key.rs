//! Keys as the core sees them, and how they are written ("j", "ctrl-d", "space", "shift-tab").

use std::fmt;
use std::str::FromStr;

/// What was pressed, without modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// A printable character, in the case that was typed.
    Char(char),
    /// A function key.
    Function(u8),
    /// A named key.
    Named(Named),
}

/// Keys that have a name instead of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the names are the documentation
pub enum Named {
    Enter,
    Escape,
    Tab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

const NAMES: [(&str, Code); 14] = [
    ("enter", Code::Named(Named::Enter)),
    ("esc", Code::Named(Named::Escape)),
    ("tab", Code::Named(Named::Tab)),
    ("backspace", Code::Named(Named::Backspace)),
    ("delete", Code::Named(Named::Delete)),
    ("up", Code::Named(Named::Up)),
    ("down", Code::Named(Named::Down)),
    ("left", Code::Named(Named::Left)),
    ("right", Code::Named(Named::Right)),
    ("home", Code::Named(Named::Home)),
    ("end", Code::Named(Named::End)),
    ("pageup", Code::Named(Named::PageUp)),
    ("pagedown", Code::Named(Named::PageDown)),
    ("space", Code::Char(' ')),
];

/// One key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// With Control.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift; never set for characters, whose case already says it.
    pub shift: bool,
}

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// The key that some terminals send this one for, where it has no meaning of its own: the
    /// Backspace of many sends `^H`, and Enter may come as `^J`.
    #[must_use]
    pub fn usual(self) -> Option<Self> {
        let named = match self.code {
            Code::Char('h') if self.ctrl => Named::Backspace,
            Code::Char('j') if self.ctrl => Named::Enter,
            _ => return None,
        };
        Some(Self {
            code: Code::Named(named),
            ctrl: false,
            ..self
        })
    }

    /// The character that this key types into a text field.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut key = Self::plain(Code::Char(' '));
        let mut rest = text;
        loop {
            if let Some(after) = rest.strip_prefix("ctrl-").filter(|after| !after.is_empty()) {
                (key.ctrl, rest) = (true, after);
            } else if let Some(after) = rest.strip_prefix("alt-").filter(|after| !after.is_empty())
            {
                (key.alt, rest) = (true, after);
            } else if let Some(after) = rest
                .strip_prefix("shift-")
                .filter(|after| !after.is_empty())
            {
                (key.shift, rest) = (true, after);
            } else {
                break;
            }
        }
        key.code = code(rest).ok_or_else(|| format!("\"{text}\" is not a key"))?;
        Ok(key)
    }
}

fn code(text: &str) -> Option<Code> {
    if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == text) {
        return Some(*code);
    }
    let mut chars = text.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        return Some(Code::Char(only));
    }
    let number: u8 = text.strip_prefix('f')?.parse().ok()?;
    (1..=12).contains(&number).then_some(Code::Function(number))
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (set, name) in [
            (self.ctrl, "ctrl-"),
            (self.alt, "alt-"),
            (self.shift, "shift-"),
        ] {
            if set {
                formatter.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return formatter.write_str(name);
        }
        match self.code {
            Code::Char(c) => write!(formatter, "{c}"),
            Code::Function(number) => write!(formatter, "f{number}"),
            Code::Named(_) => Ok(()),
        }
    }
}

/// Reads a chord: keys separated by spaces, pressed one after the other ("g g").
///
/// # Errors
/// The first word that is not a key.
pub fn chord(text: &str) -> Result<Vec<Key>, String> {
    let keys: Vec<Key> = text
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    if keys.is_empty() {
        return Err("a key is missing".to_owned());
    }
    Ok(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_as_they_are_read() {
        for text in [
            "j",
            "G",
            "ctrl-d",
            "space",
            "shift-tab",
            "f5",
            "-",
            "ctrl--",
            "/",
            "alt-enter",
            "é",
        ] {
            let key: Key = text.parse().unwrap();
            assert_eq!(key.to_string(), text);
        }
        assert!("hyper-x".parse::<Key>().is_err());
        assert!("".parse::<Key>().is_err());
        assert_eq!(chord("g g").unwrap().len(), 2);
        assert!(chord(" ").is_err());
    }
}
