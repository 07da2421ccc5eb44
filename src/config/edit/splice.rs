//! A change of lines, made in a text whose bytes stay what they are on all others.
//!
//! toml_edit ends every line with a newline alone, and drops a byte order mark: what it wrote is
//! a change of lines, which is made in the user's text here.

use std::ops::Range;

use diffy::{DiffOptions, Hunk, Line, Patch};

/// `text` with the lines that differ between `before`, which is the text as it was parsed, and
/// `after`. New lines end as most lines do.
pub(super) fn splice(text: &str, before: &str, after: &str) -> String {
    let old: Vec<&str> = text.split_inclusive('\n').collect();
    if old.len() != before.split_inclusive('\n').count() {
        return after.to_owned();
    }
    let of_windows = old.iter().filter(|line| line.ends_with("\r\n")).count();
    let end = if of_windows * 2 > old.len() {
        "\r\n"
    } else {
        "\n"
    };
    let patch = difference(before, after);
    let (mut spliced, mut next) = (String::with_capacity(after.len()), 0);
    for hunk in patch.hunks() {
        let replaced = replaced(hunk);
        spliced.extend(old[next..replaced.start].iter().copied());
        for line in hunk.lines() {
            if let Line::Insert(line) = line {
                if !spliced.is_empty() && !spliced.ends_with('\n') {
                    spliced.push_str(end);
                }
                spliced.push_str(line.trim_end_matches(['\r', '\n']));
                spliced.push_str(end);
            }
        }
        next = replaced.end;
    }
    spliced.extend(old[next..].iter().copied());
    spliced
}

/// The lines that differ, and none around them.
pub(super) fn difference<'a>(old: &'a str, new: &'a str) -> Patch<'a, str> {
    DiffOptions::new().set_context_len(0).create_patch(old, new)
}

/// The lines of the old text, from 0, that a hunk of a [`difference`] replaces.
pub(super) fn replaced(hunk: &Hunk<'_, str>) -> Range<usize> {
    let range = hunk.old_range();
    // An empty range begins after the line that it names.
    let first = range.start() - usize::from(!range.is_empty());
    first..first + range.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_lines_keep_their_bytes() {
        let before = "a = 1\nb = 2\nc = 3\n";
        let text = "\u{feff}a = 1\r\nb = 2\nc = 3";
        let changes = [
            ("a = 1\nc = 3\n", "\u{feff}a = 1\r\nc = 3"),
            (
                "a = 1\nb = 2\nc = 3\nd = 4\n",
                "\u{feff}a = 1\r\nb = 2\nc = 3\nd = 4\n",
            ),
            ("a = 1\nb = 5\nc = 3\n", "\u{feff}a = 1\r\nb = 5\nc = 3"),
            ("a = 1\nb = 2\n", "\u{feff}a = 1\r\nb = 2\n"),
            (before, text),
        ];
        for (after, spliced) in changes {
            assert_eq!(splice(text, before, after), spliced);
        }
        assert_eq!(splice("", "", "a = 1\n"), "a = 1\n");
        assert_eq!(
            splice("a = 1\r\n", "a = 1\n", "b = 0\na = 1\n"),
            "b = 0\r\na = 1\r\n"
        );
    }
}
