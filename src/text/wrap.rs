//! Line breaking: greedy, by the opportunities of UAX #14, measured in cells.
//!
//! UAX #14 knows where a line may end in every script, Japanese included (no line begins with
//! a closing mark); Thai, Lao, Khmer and Burmese, which write no spaces, have a model of their
//! words. Greedy filling is enough for ragged text and stays stable while an article grows; a word that is longer than a line is broken between graphemes. A soft hyphen is
//! where its author lets a word be parted: it becomes a hyphen at the end of a line and
//! nothing elsewhere.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::bidi::{self, Mode, Paragraph};
use super::styled::{Run, Styled};
use super::width;
use crate::model::SOFT_HYPHEN;

/// No line can be narrower than this: the widest characters take two cells.
const MIN_COLUMNS: usize = 2;
/// Titles of more lines are texts, and not worth the search.
const MOST_BALANCED: usize = 12;

/// How wide the lines of a paragraph may be, in columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Columns {
    /// The first line.
    pub(crate) first: usize,
    /// Every other line.
    pub(crate) rest: usize,
}

impl Columns {
    /// The same for all lines.
    #[must_use]
    pub(crate) fn all(columns: usize) -> Self {
        Self {
            first: columns,
            rest: columns,
        }
    }
}

/// One line of a wrapped paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrapped {
    /// Its runs from left to right.
    pub(super) runs: Vec<Run>,
    /// The bytes of the paragraph that it shows.
    pub(super) range: Range<usize>,
    /// The paragraph reads from right to left.
    pub(super) rtl: bool,
}

/// Wraps a paragraph and puts each line into visual order. A paragraph without text has no
/// lines.
#[must_use]
pub(super) fn wrap(paragraph: &Styled, columns: Columns, mode: Mode) -> Vec<Wrapped> {
    wrap_in(paragraph, columns, mode, bidi::is_rtl(paragraph.text()))
}

/// The same where something else than the paragraph's own words decides its direction.
pub(super) fn wrap_in(paragraph: &Styled, columns: Columns, mode: Mode, rtl: bool) -> Vec<Wrapped> {
    let directions = match mode {
        Mode::Auto => Paragraph::with_direction(paragraph.text(), rtl),
        Mode::Off => None,
    };
    let rtl = directions.is_some() && rtl;
    let line = |range: Range<usize>| Wrapped {
        runs: match &directions {
            Some(directions) => visual_runs(paragraph, directions, &range),
            None => logical_runs(paragraph, range.clone(), &range),
        },
        range,
        rtl,
    };
    let breaks = Breaks::of(paragraph);
    breaks.lines(columns).into_iter().map(line).collect()
}

/// The fewest columns in which a paragraph has no more lines than in `columns`: they are of like
/// length then. No word is broken for that.
pub(super) fn balanced(paragraph: &Styled, columns: usize) -> usize {
    let breaks = Breaks::of(paragraph);
    let in_lines = |columns| breaks.lines(Columns::all(columns)).len();
    let count = in_lines(columns);
    if !(2..=MOST_BALANCED).contains(&count) {
        return columns;
    }
    let (mut low, mut high) = (breaks.longest_word().min(columns), columns);
    while low < high {
        let middle = low.midpoint(high);
        if in_lines(middle) <= count {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    high
}

fn visual_runs(paragraph: &Styled, directions: &Paragraph, line: &Range<usize>) -> Vec<Run> {
    let mut runs = Vec::new();
    for (range, reversed) in directions.visual(line.clone()) {
        let logical = logical_runs(paragraph, range, line).into_iter();
        if reversed {
            runs.extend(logical.rev().map(|run| Run {
                text: bidi::reverse(&run.text),
                ..run
            }));
        } else {
            runs.extend(logical);
        }
    }
    runs
}

/// The runs of a part of a line; a soft hyphen is a hyphen if the line ends with it.
fn logical_runs(paragraph: &Styled, part: Range<usize>, line: &Range<usize>) -> Vec<Run> {
    let (before, after) = paragraph.text().split_at(part.end);
    let is_parted = part.end == line.end
        && before.ends_with(SOFT_HYPHEN)
        && after.starts_with(|c| !is_breaking_space(c));
    let run = |(text, marks): (&str, _)| match text.contains(is_unseen) {
        true => Run::new(text.replace(is_unseen, ""), marks),
        false => Run::new(text, marks),
    };
    let mut runs: Vec<Run> = paragraph.parts(part).map(run).collect();
    if let Some(last) = runs.last_mut().filter(|_| is_parted) {
        last.text.push('-');
    }
    runs.retain(|run| !run.text.is_empty());
    runs
}

/// A soft hyphen, and the marks of isolated parts ([`bidi::join`]).
fn is_unseen(c: char) -> bool {
    matches!(c, SOFT_HYPHEN | '\u{2068}' | '\u{2069}')
}

/// Where the lines of a text are, in bytes. Spaces around a line belong to no line; a line
/// feed ends one. No line is wider than its columns (at least [`MIN_COLUMNS`]).
#[must_use]
pub(crate) fn lines(text: &str, columns: Columns) -> Vec<Range<usize>> {
    let at = opportunities(text);
    Breaks { text, at }.lines(columns)
}

/// Where the lines of a text may end.
struct Breaks<'a> {
    text: &'a str,
    /// In bytes.
    at: Vec<usize>,
}

impl<'a> Breaks<'a> {
    /// Those of a paragraph: what is to stay whole ends at spaces only.
    fn of(paragraph: &'a Styled) -> Self {
        let text = paragraph.text();
        let mut at = opportunities(text);
        let mut whole = paragraph.whole().iter().peekable();
        if whole.peek().is_some() {
            at.retain(|&at| {
                while whole.next_if(|part| part.end <= at).is_some() {}
                let is_inside = whole.peek().is_some_and(|part| part.start < at);
                !is_inside || text[..at].ends_with(is_breaking_space)
            });
        }
        Self { text, at }
    }

    /// See [`lines`].
    fn lines(&self, columns: Columns) -> Vec<Range<usize>> {
        let (text, breaks) = (self.text, &self.at);
        let mut found = Vec::new();
        let mut next_break = 0;
        let mut start = skip_space(text, 0);
        while start < text.len() {
            let limit = if found.is_empty() {
                columns.first
            } else {
                columns.rest
            };
            while breaks.get(next_break).is_some_and(|&at| at <= start) {
                next_break += 1;
            }
            let end = line_end(text, start, limit.max(MIN_COLUMNS), &breaks[next_break..]);
            let content = text[start..end].trim_end_matches(is_breaking_space).len();
            if content > 0 {
                found.push(start..start + content);
            }
            start = skip_space(text, end);
        }
        found
    }

    /// Columns of the longest part that no line ends in.
    fn longest_word(&self) -> usize {
        let ends = self.at.iter().copied().chain([self.text.len()]);
        let mut start = 0;
        let words = ends.map(|end| {
            let word = &self.text[start..end];
            start = end;
            width::of(word.trim_end_matches(is_breaking_space))
        });
        words.max().unwrap_or(0).max(MIN_COLUMNS)
    }
}

/// The byte behind the line that begins at `start`, its trailing spaces included.
fn line_end(text: &str, start: usize, limit: usize, breaks: &[usize]) -> usize {
    let mut used = 0;
    let mut candidate = None;
    let mut breaks = breaks.iter().peekable();
    for (offset, grapheme) in width::graphemes(&text[start..]) {
        let at = start + offset;
        while breaks.next_if(|position| **position <= at).is_some() {
            if text[..at].ends_with(is_line_end) {
                return at;
            }
            let needs_hyphen = text[..at].ends_with(SOFT_HYPHEN);
            if !needs_hyphen || used < limit {
                candidate = Some(at);
            }
        }
        used += width::of_grapheme(grapheme);
        if used > limit && !grapheme.chars().all(is_breaking_space) {
            return match candidate {
                Some(candidate) => candidate,
                // The line is full: there is no room for a hyphen.
                None if at > start => match text[start..at].trim_end_matches(SOFT_HYPHEN) {
                    "" => at,
                    full => start + full.len(),
                },
                None => at + narrow_part(grapheme, limit),
            };
        }
    }
    text.len()
}

/// The bytes of a too wide grapheme that fit, at least one character.
fn narrow_part(grapheme: &str, limit: usize) -> usize {
    let mut end = 0;
    for (at, c) in grapheme.char_indices() {
        let next = at + c.len_utf8();
        if end > 0 && width::of(&grapheme[..next]) > limit {
            break;
        }
        end = next;
    }
    end
}

/// Where lines may end. Between two plain letters a space always allows it, and nothing that
/// stands before such a place matters behind it: most prose is parted there, and the segmenter
/// is asked only for the pieces that are more than plain letters.
fn opportunities(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let piece = piece(&text[start..]);
        if piece.is_plain {
            found.push(start + piece.length);
        } else {
            segment(&text[start..start + piece.length], start, &mut found);
        }
        start += piece.length;
    }
    found
}

/// The beginning of a text up to where a line may end between two plain letters.
struct Piece {
    /// Bytes, the space included.
    length: usize,
    /// It is letters and that space: a line may end nowhere else in it.
    is_plain: bool,
}

fn piece(text: &str) -> Piece {
    let mut is_plain = true;
    let mut chars = text.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        if !is_plain_letter(c) {
            is_plain = false;
            continue;
        }
        let Some((at, _)) = chars.next_if(|&(_, next)| next == ' ') else {
            continue;
        };
        if chars.peek().is_none_or(|&(_, next)| is_plain_letter(next)) {
            let length = at + ' '.len_utf8();
            return Piece { length, is_plain };
        }
        is_plain = false;
    }
    Piece {
        length: text.len(),
        is_plain,
    }
}

/// Letters of Latin, Greek and Cyrillic words, all of class AL.
fn is_plain_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{C0}'..='\u{24F}' | '\u{388}'..='\u{52F}') && c.is_alphabetic()
}

/// Adds where the lines of `text` may end, counted from `offset`. Scripts without spaces are read
/// by the small neural network (LSTM): the dictionaries are faster, but take the longest word
/// first and part others in their middle.
fn segment(text: &str, offset: usize, found: &mut Vec<usize>) {
    static SEGMENTER: LazyLock<LineSegmenterBorrowed<'static>> =
        LazyLock::new(|| LineSegmenter::new_lstm(LineBreakOptions::default()));
    let breaks = SEGMENTER.segment_str(text).filter(|&at| at > 0);
    found.extend(breaks.map(|at| offset + at));
}

/// What ends a line in any case (UAX #14: BK, CR, LF, NL).
fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn skip_space(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    from + rest.len() - rest.trim_start_matches(is_breaking_space).len()
}

/// White space that may vanish at a line's end; a no-break space may not.
fn is_breaking_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

#[cfg(test)]
mod tests;
