//! A mistake in the configuration, shown where it is.

use std::fmt;
use std::ops::Range;

use crate::markup::clean;
use crate::model::source::redacted;

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub(crate) file: String,
    /// Line, from 1.
    pub(crate) line: usize,
    /// Column in characters, from 1.
    pub(crate) column: usize,
    /// Characters to mark.
    length: usize,
    /// What is wrong.
    pub(crate) message: String,
    /// The nearest known key or value.
    pub(crate) suggestion: Option<String>,
    /// The line of the file.
    source_line: String,
}

impl Problem {
    /// A mistake at a byte range of the text.
    #[must_use]
    pub(crate) fn at(
        file: &str,
        text: &str,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        let start = floor(text, span.start.min(text.len()));
        let end = floor(text, span.end.clamp(start, text.len()));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let marked = start..end.min(line_end).max(start);
        let shown = Shown::of(text, line_start..line_end, marked);
        Self {
            file: file.to_owned(),
            line: text[..start].matches('\n').count() + 1,
            column: shown.column,
            length: shown.length,
            message: redacted(&message.into()),
            suggestion: None,
            source_line: shown.line,
        }
        .shifted(&text[line_start..line_end])
    }

    /// The shown line has no leading white space; the caret moves with it.
    fn shifted(mut self, raw: &str) -> Self {
        let leading = raw.chars().take_while(|c| c.is_whitespace()).count();
        self.column = self.column.max(leading + 1);
        self.source_line = format!("{}{}", " ".repeat(leading), self.source_line);
        self
    }

    /// The same with a correction offered.
    #[must_use]
    pub(crate) fn with_suggestion(self, suggestion: Option<String>) -> Self {
        Self {
            suggestion: suggestion.map(|suggestion| redacted(&suggestion)),
            ..self
        }
    }
}

/// A line as it may be shown, with the place of the mark in it.
struct Shown {
    line: String,
    column: usize,
    length: usize,
}

impl Shown {
    /// The line without passwords. Its parts are redacted one by one, so that the mark stays
    /// where it is; a mark inside a password gives the whole line.
    fn of(text: &str, line: Range<usize>, marked: Range<usize>) -> Self {
        let part = |range: Range<usize>| redacted(&text[range].replace('\t', " "));
        let (before, mark) = (part(line.start..marked.start), part(marked.clone()));
        let whole = part(line.clone());
        let parts = format!("{before}{mark}{}", part(marked.end.min(line.end)..line.end));
        let (column, length) = if parts == whole {
            (before.chars().count() + 1, mark.chars().count())
        } else {
            (1, whole.chars().count())
        };
        Self {
            line: clean::line(&whole),
            column,
            length: length.max(1),
        }
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let gutter = " ".repeat(number.len());
        writeln!(formatter, "error: {}", self.message)?;
        writeln!(
            formatter,
            "{gutter}--> {}:{}:{}",
            self.file, self.line, self.column
        )?;
        writeln!(formatter, "{gutter} |")?;
        writeln!(formatter, "{number} | {}", self.source_line)?;
        let (before, carets) = (" ".repeat(self.column - 1), "^".repeat(self.length));
        write!(formatter, "{gutter} | {before}{carets}")?;
        if let Some(suggestion) = &self.suggestion {
            write!(formatter, " did you mean `{suggestion}`?")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_under_the_mistake() {
        let text = "every = \"1h\"\n[[feeds]]\nurl = \"x\"\n";
        let problem = Problem::at("c.toml", text, 15..20, "unknown key `feeds`")
            .with_suggestion(Some("feed".to_owned()));
        assert_eq!(
            problem.to_string(),
            "error: unknown key `feeds`\n --> c.toml:2:3\n  |\n2 | [[feeds]]\n  |   ^^^^^ did you mean `feed`?"
        );
    }

    #[test]
    fn a_password_is_not_shown() {
        let text = "[[feed]]\nurl = \"ftp://me:secret@a.example/\" # mine\n";
        let start = text.find('"').expect("there");
        let end = text.find(" #").expect("there");
        for span in [
            start..end,
            start + 10..start + 12,
            0..text.len(),
            end + 2..end + 3,
        ] {
            let message = "\"ftp://me:secret@a.example/\" is wrong";
            let problem = Problem::at("c.toml", text, span, message)
                .with_suggestion(Some("https://me:secret@a.example/".to_owned()));
            assert!(!problem.to_string().contains("secret"), "{problem}");
        }
        let shown = Problem::at("c.toml", text, start..end, "wrong").to_string();
        let caret = format!("{}{}", " ".repeat(6), "^".repeat(18));
        assert!(shown.ends_with(&format!("| {caret}")), "{shown}");
    }

    #[test]
    fn any_span_is_survived() {
        let text = "\u{e9}\t\u{1b}[2J = 1";
        for start in 0..20 {
            for end in 0..20 {
                let shown = Problem::at("c", text, start..end, "x").to_string();
                assert!(!shown.contains('\u{1b}'));
            }
        }
    }
}
