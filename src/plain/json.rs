//! JSON that is safe to look at: characters that could rewrite a terminal or hide text are
//! written as `\u` escapes. A program reads the same strings; a terminal shows harmless ASCII.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Writes a value on one line, without a line end.
///
/// # Errors
/// When the writer fails.
pub(crate) fn write(writer: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    value
        .serialize(&mut Serializer::with_formatter(writer, Guarded))
        .map_err(io::Error::from)
}

/// Prints a value on a line of standard output.
///
/// # Errors
/// When standard output is closed.
pub(crate) fn print(value: &impl Serialize) -> io::Result<()> {
    let mut stdout = io::BufWriter::new(io::stdout().lock());
    write(&mut stdout, value)?;
    writeln!(stdout)?;
    stdout.flush()
}

struct Guarded;

impl Formatter for Guarded {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut written = 0;
        for (at, hidden) in fragment.char_indices().filter(|(_, c)| is_hidden(*c)) {
            writer.write_all(&fragment.as_bytes()[written..at])?;
            for unit in hidden.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            written = at + hidden.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[written..])
    }
}

/// C1 controls, bidirectional controls, and what takes no room. C0 is escaped by JSON itself;
/// the joiners U+200C and U+200D stay, since words and emoji are written with them.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_escaped_and_read_back() {
        let text = "a\u{1b}[2J\u{9b}31m\u{202e}b\u{200b}\u{e0041}é 人\u{200d}\"\\";
        let mut bytes = Vec::new();
        write(&mut bytes, &text).unwrap();
        let shown = String::from_utf8(bytes).unwrap();
        assert!(!shown.chars().any(|c| is_hidden(c) || c.is_control()));
        assert!(shown.contains("é 人\u{200d}"));
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
    }
}
