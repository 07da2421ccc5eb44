//! Standard output for people: in ASCII on a terminal whose locale has nothing else, as the
//! reader shows itself there. Pipes and JSON are UTF-8 always.

use std::io::{self, IsTerminal, Stderr, Stdout, Write};

use crate::term::locale;
use crate::text::charset::{Charset, in_ascii};

/// A writer of text for people. What a call leaves of a letter waits for the next call.
pub(crate) struct Output<W> {
    inner: W,
    is_ascii: bool,
    begun: Vec<u8>,
}

/// Standard output.
#[must_use]
pub(crate) fn stdout() -> Output<Stdout> {
    Output::of(io::stdout())
}

/// Standard error.
#[must_use]
pub(crate) fn stderr() -> Output<Stderr> {
    Output::of(io::stderr())
}

impl<W: Write + IsTerminal> Output<W> {
    fn of(stream: W) -> Self {
        let is_ascii = stream.is_terminal() && locale::charset() == Charset::Ascii;
        Self::new(stream, is_ascii)
    }
}

impl<W: Write> Output<W> {
    fn new(inner: W, is_ascii: bool) -> Self {
        Self {
            inner,
            is_ascii,
            begun: Vec::new(),
        }
    }
}

impl<W: Write> Write for Output<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.is_ascii {
            return self.inner.write(bytes);
        }
        self.begun.extend_from_slice(bytes);
        // A cluster may go on in the next call: whole lines are whole.
        if let Some(end) = self.begun.iter().rposition(|byte| *byte == b'\n') {
            let lines: Vec<u8> = self.begun.drain(..=end).collect();
            self.inner
                .write_all(in_ascii(&String::from_utf8_lossy(&lines)).as_bytes())?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let rest = std::mem::take(&mut self.begun);
        self.inner
            .write_all(in_ascii(&String::from_utf8_lossy(&rest)).as_bytes())?;
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_terminal_without_utf8_gets_ascii() {
        let text = "\u{1b}[31mÉté\u{1b}[0m – “日本” ★\nStraße";
        for (is_ascii, shown) in [
            (false, text),
            (true, "\u{1b}[31mEte\u{1b}[0m - \"????\" *\nStrasse"),
        ] {
            let mut bytes = Vec::new();
            let mut output = Output::new(&mut bytes, is_ascii);
            for byte in text.as_bytes() {
                output.write_all(&[*byte]).expect("written");
            }
            output.flush().expect("written");
            drop(output);
            assert_eq!(String::from_utf8_lossy(&bytes), shown);
        }
    }
}
