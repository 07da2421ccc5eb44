//! Builds the lines of a layout: what stands before each line, where blank lines go, which
//! number a link gets.

use std::collections::HashMap;

use super::bidi::{Mode, Paragraph, is_rtl};
use super::few;
use super::indent::Indent;
use super::layout::{Form, Layout, LayoutOptions, Screen};
use super::line::{Ground, Line};
use super::styled::{Marks, Role, Run, Styled};
use super::wrap::{Columns, Wrapped, balanced, wrap, wrap_in};
use crate::model::Span;

/// Narrowest column that text is laid out in, however deep it is nested.
pub(super) const MIN_COLUMNS: usize = 12;
/// Stands on either side of code in a line.
const CODE_MARK: &str = "`";
/// As many blank rows as one likes.
const ENOUGH: usize = usize::MAX;

/// A layout in the making.
pub(super) struct Composer<'a> {
    options: &'a LayoutOptions,
    layout: Layout,
    numbers: HashMap<String, u16>,
    indents: Vec<Indent>,
    block: usize,
    offset: usize,
    /// Blank lines above; [`ENOUGH`] where nothing stands above.
    blanks: usize,
    /// What running text is here: body, or quoted.
    pub(super) body: Role,
    /// What is behind the lines.
    pub(super) ground: Ground,
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
            blanks: ENOUGH,
            body: Role::Body,
            ground: Ground::Text,
        }
    }

    /// How the article is asked for.
    pub(super) fn options(&self) -> &'a LayoutOptions {
        self.options
    }

    /// What the screen has room for, if it is for a screen.
    pub(super) fn screen(&self) -> Option<Screen> {
        match self.options.form {
            Form::Screen(screen) => Some(screen),
            Form::Plain => None,
        }
    }

    pub(super) fn finish(mut self) -> Layout {
        let is_blank = |line: &Line| line.is_blank() && line.ground == Ground::Text;
        while self.layout.lines.last().is_some_and(is_blank) {
            self.layout.lines.pop();
        }
        self.layout
    }

    /// All following lines belong to this block, which stands so many blank lines below.
    pub(super) fn begin(&mut self, block: usize, blanks: usize) {
        self.separate_by(blanks);
        self.block = block;
        self.offset = 0;
    }

    /// Ends the head of a screen with a blank line, with one more in its band; what follows it
    /// keeps no further distance.
    pub(super) fn end_head(&mut self, has_band: bool) {
        self.blanks = 0;
        self.separate_by(usize::from(has_band));
        self.ground = Ground::Text;
        self.blanks = 0;
        self.separate();
        self.blanks = ENOUGH;
    }

    /// Whether nothing is written yet.
    pub(super) fn is_empty(&self) -> bool {
        self.layout.lines.is_empty()
    }

    /// Columns for text.
    pub(super) fn columns(&self) -> usize {
        let taken: usize = self.indents.iter().map(Indent::columns).sum();
        self.options.width.max(MIN_COLUMNS) - taken
    }

    /// Columns before the text.
    pub(super) fn indent(&self) -> usize {
        self.indents.iter().map(Indent::before).sum()
    }

    /// Columns on either side of the text that a table may take.
    pub(super) fn beyond(&self) -> usize {
        match self.screen() {
            Some(screen) if self.indents.is_empty() => screen.beyond,
            _ => 0,
        }
    }

    /// Composes inside the first of these indents that leaves enough room; inside none if no one
    /// does.
    pub(super) fn nested(
        &mut self,
        choices: impl IntoIterator<Item = Indent>,
        compose: impl FnOnce(&mut Self),
    ) {
        let columns = self.columns();
        let fits = |indent: &Indent| columns >= indent.columns() + MIN_COLUMNS;
        let Some(indent) = choices.into_iter().find(fits) else {
            return compose(self);
        };
        self.indents.push(indent);
        compose(self);
        self.indents.pop();
    }

    /// A blank line, unless there is one already or nothing stands above.
    pub(super) fn separate(&mut self) {
        self.separate_by(1);
    }

    /// So many blank lines at least.
    fn separate_by(&mut self, lines: usize) {
        while self.blanks < lines {
            self.blanks += 1;
            let rtl = self.layout.lines.last().is_some_and(|line| line.rtl);
            let mut blank = self.bare_line(Vec::new(), rtl);
            let bars = self.indents.iter().map(|indent| indent.between(rtl));
            let bars: String = if rtl {
                bars.rev().collect()
            } else {
                bars.collect()
            };
            if !bars.trim().is_empty() {
                let seen = if rtl {
                    bars.trim_start()
                } else {
                    bars.trim_end()
                };
                blank.runs.push(marker(seen));
            }
            self.layout.lines.push(blank);
        }
    }

    /// Wraps a paragraph.
    pub(super) fn paragraph(&mut self, paragraph: &Styled) {
        self.wrapped(paragraph, self.columns());
    }

    /// Wraps a title or a heading: on a screen its lines are of like length.
    pub(super) fn heading(&mut self, heading: &Styled) {
        let columns = self.columns();
        let columns = match self.screen() {
            Some(_) => balanced(heading, columns),
            None => columns,
        };
        self.wrapped(heading, columns);
    }

    /// The title in at most so many lines. All of it counts for the reading place, which is the
    /// same in every room.
    pub(super) fn title(&mut self, title: &str, most: Option<usize>) {
        let end = self.offset + title.len() + 1;
        let styled = |text: &str| Styled::new(text, Marks::role(Role::Title));
        let lines = self.wrap(&styled(title), self.columns());
        let last = most.filter(|most| lines.len() > *most);
        let last = last.and_then(|most| lines.get(most.saturating_sub(1)));
        match last.map(|line| line.range.start) {
            Some(start) => {
                let rest = few::short(&title[start..], self.columns());
                self.heading(&styled(&format!("{}{rest}", &title[..start])));
            }
            None => self.heading(&styled(title)),
        }
        self.offset = end;
    }

    fn wrapped(&mut self, paragraph: &Styled, columns: usize) {
        let start = self.offset;
        for line in wrap(paragraph, Columns::all(columns), self.options.bidi) {
            self.offset = start + paragraph.own_bytes(line.range.start);
            self.line(line.runs, line.rtl);
        }
        self.offset = start + paragraph.own_bytes(paragraph.text().len()) + 1;
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
        let start = self.offset;
        for line in self.wrapped_meta(text, title, Columns::all(self.columns())) {
            self.offset = start + line.range.start;
            self.line(line.runs, line.rtl);
        }
        self.offset = start + text.len() + 1;
    }

    /// The lines of who and when.
    pub(super) fn wrapped_meta(&self, text: &str, title: &str, columns: Columns) -> Vec<Wrapped> {
        let meta = Styled::new(text, Marks::role(Role::Meta));
        wrap_in(&meta, columns, self.options.bidi, self.is_rtl(title))
    }

    /// A line that is not wrapped; the caller keeps to [`Composer::columns`].
    pub(super) fn line(&mut self, runs: Vec<Run>, rtl: bool) {
        self.wide_line(runs, rtl, 0);
    }

    /// A line that begins so many columns outside the measure.
    pub(super) fn wide_line(&mut self, runs: Vec<Run>, rtl: bool, outdent: usize) {
        let mut line = self.bare_line(runs, rtl);
        line.outdent = outdent;
        let before = self.indents.iter_mut().map(|indent| indent.next(rtl));
        let before = before.filter(|text| !text.is_empty());
        let indent: Vec<Run> = before.map(|text| marker(&text)).collect();
        if rtl {
            line.runs.extend(indent.into_iter().rev());
        } else {
            line.runs.splice(0..0, indent);
        }
        self.layout.lines.push(line);
        self.blanks = 0;
    }

    fn bare_line(&self, runs: Vec<Run>, rtl: bool) -> Line {
        Line {
            runs,
            block: self.block,
            offset: self.offset,
            rtl,
            ground: self.ground,
            outdent: 0,
        }
    }

    /// Counts text that is laid out outside [`Composer::paragraph`] for the reading place.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.offset += bytes + 1;
    }

    /// Spans as a paragraph, with their links numbered. On a screen code is marked and whole.
    pub(super) fn styled(&mut self, spans: &[Span], role: Role) -> Styled {
        let mut styled = Styled::default();
        let marks_code = self.screen().is_some();
        let mut code = None;
        for (index, span) in spans.iter().enumerate() {
            let link = span.link.as_deref().and_then(|link| self.link(link));
            let marks = Marks {
                role,
                style: span.style,
                link,
            };
            if marks_code && span.style.code && code.is_none() {
                code = Some(styled.text().len());
                styled.push_sign(CODE_MARK, Marks::role(Role::CodeMark));
            }
            styled.push(&span.text, marks);
            let goes_on = spans.get(index + 1).is_some_and(|next| next.style.code);
            if let Some(start) = code.take_if(|_| !goes_on) {
                styled.push_sign(CODE_MARK, Marks::role(Role::CodeMark));
                styled.keep_whole(start);
            }
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
