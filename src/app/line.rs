//! A line of input, edited by the keys of a shell.

use tui_input::{Input, InputRequest};

use crate::model::key::{Code, Key, Named};

/// Does to the line what a key means there; nothing for the others.
pub fn edit(input: &mut Input, key: Key) {
    if (key.code, key.ctrl) == (Code::Char('t'), true) {
        transpose(input);
    } else if let Some(request) = request(key) {
        input.handle(request);
    }
}

fn request(key: Key) -> Option<InputRequest> {
    if let Some(c) = key.typed() {
        return Some(InputRequest::InsertChar(c));
    }
    let by_word = key.ctrl || key.alt;
    Some(match key.code {
        Code::Named(Named::Backspace) if by_word => InputRequest::DeletePrevWord,
        Code::Named(Named::Backspace) => InputRequest::DeletePrevChar,
        Code::Named(Named::Delete) if by_word => InputRequest::DeleteNextWord,
        Code::Named(Named::Delete) => InputRequest::DeleteNextChar,
        Code::Named(Named::Left) if by_word => InputRequest::GoToPrevWord,
        Code::Named(Named::Left) => InputRequest::GoToPrevChar,
        Code::Named(Named::Right) if by_word => InputRequest::GoToNextWord,
        Code::Named(Named::Right) => InputRequest::GoToNextChar,
        Code::Named(Named::Home) => InputRequest::GoToStart,
        Code::Named(Named::End) => InputRequest::GoToEnd,
        Code::Char(c) if key.ctrl => with_ctrl(c)?,
        Code::Char(c) => with_alt(c)?,
        _ => return None,
    })
}

fn with_ctrl(c: char) -> Option<InputRequest> {
    Some(match c.to_ascii_lowercase() {
        'a' => InputRequest::GoToStart,
        'b' => InputRequest::GoToPrevChar,
        'd' => InputRequest::DeleteNextChar,
        'e' => InputRequest::GoToEnd,
        'f' => InputRequest::GoToNextChar,
        'k' => InputRequest::DeleteTillEnd,
        'u' => InputRequest::DeleteFromStart,
        'w' => InputRequest::DeletePrevWord,
        'y' => InputRequest::Yank,
        _ => return None,
    })
}

fn with_alt(c: char) -> Option<InputRequest> {
    Some(match c.to_ascii_lowercase() {
        'b' => InputRequest::GoToPrevWord,
        'd' => InputRequest::DeleteNextWord,
        'f' => InputRequest::GoToNextWord,
        _ => return None,
    })
}

/// Changes the character before the cursor with the one after it and goes on; at the end of
/// the line, the last two.
fn transpose(input: &mut Input) {
    if input.cursor() == input.value().chars().count() {
        input.handle(InputRequest::GoToPrevChar);
    }
    let middle = input.cursor();
    if middle == 0 {
        return;
    }
    input.handle(InputRequest::GoToPrevChar);
    let start = input.cursor();
    let before: Vec<char> = input.value().chars().take(middle).skip(start).collect();
    input.handle(InputRequest::DeleteNextChar);
    input.handle(InputRequest::GoToNextChar);
    for c in before {
        input.handle(InputRequest::InsertChar(c));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::key::chord;

    /// The line after keys, with the cursor as "|".
    fn after(text: &str, keys: &str) -> String {
        let mut input = Input::new(text.to_owned());
        for key in chord(keys).unwrap() {
            edit(&mut input, key);
        }
        let mut line: Vec<char> = input.value().chars().collect();
        line.insert(input.cursor(), '|');
        line.into_iter().collect()
    }

    #[test]
    fn a_line_is_edited_as_in_a_shell() {
        for (keys, line) in [
            ("backspace", "one two thre|"),
            ("ctrl-a x", "x|one two three"),
            ("home delete", "|ne two three"),
            ("ctrl-a ctrl-d", "|ne two three"),
            ("ctrl-d", "one two three|"),
            ("ctrl-b ctrl-b ctrl-f x", "one two threx|e"),
            ("ctrl-w", "one two |"),
            ("alt-backspace alt-backspace", "one |"),
            ("ctrl-backspace", "one two |"),
            ("alt-b alt-b x", "one x|two three"),
            ("ctrl-left ctrl-u", "|three"),
            ("ctrl-u", "|"),
            ("ctrl-a alt-f ctrl-k", "one |"),
            ("ctrl-a alt-right alt-d", "one |three"),
            ("ctrl-a ctrl-delete", "|two three"),
            ("ctrl-w ctrl-a ctrl-y", "three|one two "),
            ("alt-b ctrl-k ctrl-y ctrl-y", "one two threethree|"),
            ("backspace ctrl-t", "one two ther|"),
            ("ctrl-a ctrl-f ctrl-t", "no|e two three"),
            ("ctrl-a ctrl-t", "|one two three"),
            ("alt-x ctrl-x f5", "one two three|"),
        ] {
            assert_eq!(after("one two three", keys), line, "{keys}");
        }
        for keys in [
            "ctrl-d",
            "backspace",
            "ctrl-k",
            "ctrl-u",
            "alt-d",
            "ctrl-t",
            "ctrl-y",
        ] {
            assert_eq!(after("", keys), "|", "{keys}");
        }
        assert_eq!(
            after("ae\u{301}", "backspace"),
            "a|",
            "a mark goes with its letter"
        );
    }
}
