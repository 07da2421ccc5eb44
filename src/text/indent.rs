//! What stands before the lines of a nested block: bullets, numbers, bars, blanks.

use super::width;

/// What stands before the lines of a nested block, and how many columns behind them stay free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Indent {
    first: String,
    rest: String,
    before: usize,
    behind: usize,
    used: bool,
}

impl Indent {
    /// One text before the first line and blanks before the others.
    pub(super) fn hanging(first: &str) -> Self {
        let rest = " ".repeat(width::of(first));
        Self::new(first.to_owned(), rest)
    }

    /// The same text before all lines.
    pub(super) fn bar(text: &str) -> Self {
        Self::new(text.to_owned(), text.to_owned())
    }

    /// Blanks before all lines.
    pub(super) fn blanks(columns: usize) -> Self {
        Self::hanging(&" ".repeat(columns))
    }

    fn new(first: String, rest: String) -> Self {
        Self {
            before: width::of(&first),
            first,
            rest,
            behind: 0,
            used: false,
        }
    }

    /// The same with so many columns free behind the lines.
    pub(super) fn with_free(mut self, behind: usize) -> Self {
        self.behind = behind;
        self
    }

    /// Columns that the text has less.
    pub(super) fn columns(&self) -> usize {
        self.before + self.behind
    }

    /// Columns before the text.
    pub(super) fn before(&self) -> usize {
        self.before
    }

    /// What stands before the next line.
    pub(super) fn next(&mut self, rtl: bool) -> String {
        let text = if self.used { &self.rest } else { &self.first };
        let text = turned(text, rtl);
        self.used = true;
        text
    }

    /// What stands before a line between two others.
    pub(super) fn between(&self, rtl: bool) -> String {
        turned(&self.rest, rtl)
    }
}

fn turned(text: &str, rtl: bool) -> String {
    if rtl { mirrored(text) } else { text.to_owned() }
}

/// A marker for the right side of a line that reads from right to left: "10. " as " .10".
fn mirrored(marker: &str) -> String {
    let body = marker.trim();
    if body.is_empty() {
        return marker.to_owned();
    }
    let before = marker.len() - marker.trim_start().len();
    let after = marker.len() - marker.trim_end().len();
    let body = match body.strip_suffix('.') {
        Some(number) => format!(".{number}"),
        None => body.replace('▎', "▕"),
    };
    format!("{:after$}{body}{:before$}", "", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_mirrored_with_their_numbers_whole() {
        assert_eq!(mirrored("10. "), " .10");
        assert_eq!(mirrored(" 9. "), " .9 ");
        assert_eq!(mirrored("▎ "), " ▕");
        assert_eq!(mirrored("  "), "  ");
    }
}
