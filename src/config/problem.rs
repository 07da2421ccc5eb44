//! A mistake in the configuration, shown where it is.

use std::fmt;
use std::ops::Range;

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Characters to mark.
    pub length: usize,
    /// What is wrong.
    pub message: String,
    /// The nearest known key or value.
    pub suggestion: Option<String>,
    /// The line of the file.
    pub source_line: String,
}

impl Problem {
    /// A mistake at a byte range of the text.
    #[must_use]
    pub fn at(file: &str, text: &str, span: Range<usize>, message: impl Into<String>) -> Self {
        let start = floor(text, span.start.min(text.len()));
        let end = floor(text, span.end.clamp(start, text.len()));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        Self {
            file: file.to_owned(),
            line: text[..start].matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            length: text[start..end.min(line_end).max(start)]
                .chars()
                .count()
                .max(1),
            message: message.into(),
            suggestion: None,
            source_line: crate::ingest::clean::line(&text[line_start..line_end].replace('\t', " ")),
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
    pub fn with_suggestion(self, suggestion: Option<String>) -> Self {
        Self { suggestion, ..self }
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
