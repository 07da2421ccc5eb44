//! Text with marks: what the wrapper takes in and what lines are made of.
//!
//! A paragraph is one string with the ends of its differently marked parts beside it, not a
//! list of strings: line breaks, graphemes and directions do not stop where a word becomes
//! bold, so they have to be found in the whole.

use std::ops::Range;

use crate::model::Style;

/// What a piece of text is; the theme gives each role its looks. Links are no role: a link can
/// stand in any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Role {
    /// Running text.
    #[default]
    Body,
    /// The source, over the headline.
    Kicker,
    /// The headline.
    Title,
    /// Source, author and time; remarks of the reader itself.
    Meta,
    /// The standfirst.
    Dek,
    /// A heading inside the text.
    Heading,
    /// Quoted text.
    Quote,
    /// Who said it.
    Speaker,
    /// Preformatted text.
    Code,
    /// A line of code that only says something about the others.
    Comment,
    /// The cell on either side of code in a line: a sign where code has no surface, else blank.
    CodeMark,
    /// The header of a table, and the names of values when a table does not fit.
    TableHead,
    /// A cell of a table.
    Table,
    /// A value that has risen.
    Up,
    /// A value that has fallen.
    Down,
    /// What stands under a picture, and teasers.
    Caption,
    /// What a list under the text holds.
    Label,
    /// Bullets and bars: what is drawn and not written.
    Marker,
    /// A line across.
    Rule,
}

/// The marks of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Marks {
    /// What it is.
    pub(super) role: Role,
    /// Emphasis.
    pub(super) style: Style,
    /// Index into the links of the layout.
    pub(super) link: Option<u16>,
}

impl Marks {
    /// Marks that are only a role.
    #[must_use]
    pub(super) fn role(role: Role) -> Self {
        Self {
            role,
            ..Self::default()
        }
    }
}

/// A piece of a line in one set of marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The text, in visual order.
    pub text: String,
    /// What it is.
    pub(crate) role: Role,
    /// Emphasis.
    pub(crate) style: Style,
    /// Index into the links of the layout.
    pub(crate) link: Option<u16>,
}

impl Run {
    /// A run with these marks.
    #[must_use]
    pub(super) fn new(text: impl Into<String>, marks: Marks) -> Self {
        Self {
            text: text.into(),
            role: marks.role,
            style: marks.style,
            link: marks.link,
        }
    }
}

/// A paragraph: its text and, in order, the marks of its parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Styled {
    text: String,
    /// The byte at which each part ends.
    parts: Vec<(usize, Marks)>,
    /// Where signs stand that the article does not have, and how many bytes they take.
    signs: Vec<(usize, usize)>,
    /// Parts that lines end in at spaces only.
    whole: Vec<Range<usize>>,
}

impl Styled {
    /// A paragraph of one part.
    #[must_use]
    pub(super) fn new(text: &str, marks: Marks) -> Self {
        let mut styled = Self::default();
        styled.push(text, marks);
        styled
    }

    /// Adds text at the end. Control characters other than line feeds become spaces: a screen
    /// would drop them and a pipe would obey them.
    pub(super) fn push(&mut self, text: &str, marks: Marks) {
        if text.is_empty() {
            return;
        }
        let is_control = |c: char| c.is_control() && c != '\n';
        if text.contains(is_control) {
            self.text.push_str(&text.replace(is_control, " "));
        } else {
            self.text.push_str(text);
        }
        let end = self.text.len();
        match self.parts.last_mut() {
            Some((last, same)) if *same == marks => *last = end,
            _ => self.parts.push((end, marks)),
        }
    }

    /// Adds a sign that the article does not have.
    pub(super) fn push_sign(&mut self, sign: &str, marks: Marks) {
        self.signs.push((self.text.len(), sign.len()));
        self.push(sign, marks);
    }

    /// Lines end at spaces only in what was added since the text had so many bytes.
    pub(super) fn keep_whole(&mut self, from: usize) {
        self.whole.push(from..self.text.len());
    }

    /// Parts that lines end in at spaces only, in order.
    #[must_use]
    pub(super) fn whole(&self) -> &[Range<usize>] {
        &self.whole
    }

    /// How many bytes of the article's own text stand before a byte.
    #[must_use]
    pub(super) fn own_bytes(&self, at: usize) -> usize {
        let before = self.signs.iter().take_while(|(start, _)| *start < at);
        at - before.map(|(_, bytes)| bytes).sum::<usize>()
    }

    /// Makes all of it another role.
    pub(super) fn set_role(&mut self, role: Role) {
        for (_, marks) in &mut self.parts {
            marks.role = role;
        }
    }

    /// The bare text.
    #[must_use]
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing to see.
    #[must_use]
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The parts that a range of bytes touches, each with its marks, in logical order.
    #[must_use]
    pub(super) fn parts(
        &self,
        range: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = (&str, Marks)> {
        let first = self.parts.partition_point(|&(end, _)| end <= range.start);
        let last = self.parts.partition_point(|&(end, _)| end < range.end);
        let last = (last + 1).min(self.parts.len()).max(first);
        (first..last).map(move |index| {
            let start = if index == 0 {
                0
            } else {
                self.parts[index - 1].0
            };
            let (end, marks) = self.parts[index];
            (
                &self.text[start.max(range.start)..end.min(range.end)],
                marks,
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bold() -> Marks {
        Marks {
            style: Style {
                bold: true,
                ..Style::default()
            },
            ..Marks::default()
        }
    }

    #[test]
    fn a_range_is_cut_at_the_borders_of_its_parts() {
        let mut styled = Styled::new("one ", Marks::default());
        styled.push("two", bold());
        styled.push(" three", Marks::default());
        let parts: Vec<&str> = styled.parts(2..9).map(|(text, _)| text).collect();
        assert_eq!(parts, ["e ", "two", " t"]);
        let parts: Vec<&str> = styled.parts(4..7).map(|(text, _)| text).collect();
        assert_eq!(parts, ["two"]);
        assert_eq!(
            styled
                .parts(4..4)
                .map(|(text, _)| text.len())
                .sum::<usize>(),
            0
        );
        assert_eq!(Styled::default().parts(0..0).count(), 0);
    }

    #[test]
    fn equal_neighbours_are_one_part_and_controls_become_spaces() {
        let mut styled = Styled::new("a\tb", Marks::default());
        styled.push("\u{1b}c", Marks::default());
        assert_eq!(styled.text(), "a b c");
        assert_eq!(styled.parts(0..5).count(), 1);
    }
}
