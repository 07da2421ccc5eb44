//! Builds the lines of a layout: what stands before each line, where blank lines go, which
//! number a link gets.

use std::collections::HashMap;

use super::bidi::{Mode, Paragraph, is_rtl};
use super::layout::{Layout, LayoutOptions};
use super::line::Line;
use super::styled::{Marks, Role, Run, Styled};
use super::width;
use super::wrap::{Columns, Wrapped, wrap, wrap_in};
use crate::model::Span;

/// Narrowest column that text is laid out in, however deep it is nested.
const MIN_COLUMNS: usize = 12;

/// A layout in the making.
pub(super) struct Composer<'a> {
    options: &'a LayoutOptions,
    layout: Layout,
    numbers: HashMap<String, u16>,
    indents: Vec<Indent>,
    block: usize,
    offset: usize,
    /// Nothing, or a blank line, stands above.
    is_separate: bool,
    /// What running text is here: body, or quoted.
    pub(super) body: Role,
}

/// What stands before the lines of a nested block.
struct Indent {
    first: String,
    rest: String,
    columns: usize,
    used: bool,
}

impl<'a> Composer<'a> {
    pub(super) fn new(options: &'a LayoutOptions) -> Self {
        Self {
            options,
            layout: Layout::default(),
            numbers: HashMap::new(),
            indents: Vec::new(),
            block: 0,
            offset: 0,
            is_separate: true,
            body: Role::Body,
        }
    }

    pub(super) fn finish(mut self) -> Layout {
        while self.layout.lines.last().is_some_and(Line::is_blank) {
            self.layout.lines.pop();
        }
        self.layout
    }

    /// All following lines belong to this block.
    pub(super) fn begin(&mut self, block: usize) {
        self.separate();
        self.block = block;
        self.offset = 0;
    }

    /// Columns for text.
    pub(super) fn columns(&self) -> usize {
        let indent: usize = self.indents.iter().map(|indent| indent.columns).sum();
        self.options.width.max(MIN_COLUMNS) - indent
    }

    /// Composes behind a marker: `first` before the first line, `rest`, as wide, before the
    /// others. Where too little room would be left, the marker is left out.
    pub(super) fn nested(&mut self, first: &str, rest: &str, compose: impl FnOnce(&mut Self)) {
        let columns = width::of(first);
        if self.columns() < columns + MIN_COLUMNS {
            return compose(self);
        }
        self.indents.push(Indent {
            first: first.to_owned(),
            rest: rest.to_owned(),
            columns,
            used: false,
        });
        compose(self);
        self.indents.pop();
    }

    /// A blank line, unless there is one already or nothing stands above.
    pub(super) fn separate(&mut self) {
        if self.is_separate {
            return;
        }
        self.is_separate = true;
        let bars = self.indents.iter().map(|indent| indent.rest.as_str());
        let bars: String = bars.collect();
        let mut blank = self.bare_line(Vec::new(), false);
        if !bars.trim().is_empty() {
            blank.runs.push(marker(bars.trim_end()));
        }
        self.layout.lines.push(blank);
    }

    /// Wraps a paragraph.
    pub(super) fn paragraph(&mut self, paragraph: &Styled) {
        let start = self.offset;
        let columns = Columns::all(self.columns());
        for line in wrap(paragraph, columns, self.options.bidi) {
            self.offset = start + line.range.start;
            self.line(line.runs, line.rtl);
        }
        self.offset = start + paragraph.text().len() + 1;
    }

    /// Wraps a text that is not placed here but in a cell.
    pub(super) fn wrap(&self, text: &Styled, columns: usize) -> Vec<Wrapped> {
        wrap(text, Columns::all(columns), self.options.bidi)
    }

    /// Whether a text reads from right to left here.
    pub(super) fn is_rtl(&self, text: &str) -> bool {
        self.options.bidi == Mode::Auto && is_rtl(text)
    }

    /// The directions of a text that reads this way; `None` where it needs no turning.
    pub(super) fn directions(&self, text: &str, rtl: bool) -> Option<Paragraph> {
        match self.options.bidi {
            Mode::Auto => Paragraph::with_direction(text, rtl),
            Mode::Off => None,
        }
    }

    /// A paragraph in one role.
    pub(super) fn text(&mut self, text: &str, role: Role) {
        self.paragraph(&Styled::new(text, Marks::role(role)));
    }

    /// Who and when, in the direction of the title it stands under.
    pub(super) fn meta(&mut self, text: &str, title: &str) {
        let columns = Columns::all(self.columns());
        let rtl = self.is_rtl(title);
        let meta = Styled::new(text, Marks::role(Role::Meta));
        let start = self.offset;
        for line in wrap_in(&meta, columns, self.options.bidi, rtl) {
            self.offset = start + line.range.start;
            self.line(line.runs, line.rtl);
        }
        self.offset = start + text.len() + 1;
    }

    /// A line that is not wrapped; the caller keeps to [`Composer::columns`].
    pub(super) fn line(&mut self, runs: Vec<Run>, rtl: bool) {
        let mut line = self.bare_line(runs, rtl);
        let mut indent = Vec::with_capacity(self.indents.len());
        for part in &mut self.indents {
            let text = if part.used { &part.rest } else { &part.first };
            indent.push(marker(&if rtl { mirrored(text) } else { text.clone() }));
            part.used = true;
        }
        if rtl {
            line.runs.extend(indent.into_iter().rev());
        } else {
            line.runs.splice(0..0, indent);
        }
        self.layout.lines.push(line);
        self.is_separate = false;
    }

    fn bare_line(&self, runs: Vec<Run>, rtl: bool) -> Line {
        Line {
            runs,
            block: self.block,
            offset: self.offset,
            rtl,
        }
    }

    /// Counts text that is laid out outside [`Composer::paragraph`] for the reading place.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.offset += bytes + 1;
    }

    /// Spans as a paragraph, with their links numbered.
    pub(super) fn styled(&mut self, spans: &[Span], role: Role) -> Styled {
        let mut styled = Styled::default();
        for (index, span) in spans.iter().enumerate() {
            let link = span.link.as_deref().and_then(|link| self.link(link));
            let marks = Marks {
                role,
                style: span.style,
                link,
            };
            styled.push(&span.text, marks);
            let next = spans.get(index + 1).and_then(|next| next.link.as_deref());
            if link.is_some() && next != span.link.as_deref() {
                self.number(&mut styled, link);
            }
        }
        styled
    }

    /// Adds `[3]` behind a link when the options ask for it.
    pub(super) fn number(&self, styled: &mut Styled, link: Option<u16>) {
        if let Some(link) = link.filter(|_| self.options.link_numbers) {
            let marks = Marks {
                role: Role::Marker,
                link: Some(link),
                ..Marks::default()
            };
            styled.push(&format!("[{}]", u32::from(link) + 1), marks);
        }
    }

    /// The number of an address, which is added when it is new; `None` when links are off or
    /// the article has more than 65,536 of them.
    pub(super) fn link(&mut self, address: &str) -> Option<u16> {
        if !self.options.links {
            return None;
        }
        if let Some(&known) = self.numbers.get(address) {
            return Some(known);
        }
        let number = u16::try_from(self.layout.links.len()).ok()?;
        self.layout.links.push(address.to_owned());
        self.numbers.insert(address.to_owned(), number);
        Some(number)
    }
}

fn marker(text: &str) -> Run {
    Run::new(text, Marks::role(Role::Marker))
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
