//! A headline in the list, on one to three rows. Unread is bold with a dot, the selection is on
//! the wire at the left, so colour is never alone. A title is not cut for what stands with it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::panes::{Focus, RowForm};
use crate::app::{Model, age};
use crate::model::Headline;
use crate::text::bidi::Visual;
use crate::text::wrap::Columns;
use crate::text::{bidi, few, width};
use crate::ui::cells::{self, right_aligned, shown, write_all};
use crate::ui::theme::{Role, Surface, Theme};
use crate::ui::views::wire;

/// Columns before the text: wire, blank, mark, blank.
const BEFORE: u16 = 4;
/// Cells of the age.
const AGE: u16 = 4;
/// Fewer columns of a teaser say nothing.
const LEAST_TEASER: usize = 12;

/// Draws a headline over the rows of an area, which is as wide as the pane.
pub(super) fn draw(
    model: &Model,
    headline: &Headline,
    (form, selected): (RowForm, bool),
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let focused = model.focus == Focus::List;
    let surface = match (selected, focused) {
        (true, true) => Surface::Select,
        (true, false) => Surface::Off,
        (false, _) => Surface::Base,
    };
    if selected {
        buffer.set_style(area, theme.surface(surface));
        wire::light(focused, theme, area, buffer);
    }
    let state = match (selected, headline.read) {
        (true, _) => Role::Selected,
        (false, true) => Role::Read,
        (false, false) => Role::Unread,
    };
    let mut row = Row {
        theme,
        surface,
        headline,
        title: theme.on(surface, state),
        age: age::brief(model.now, headline.published),
        area,
        buffer,
    };
    if !headline.read {
        row.put("●", Role::Accent, 2, 0);
    }
    match (form.lines, form.is_wide) {
        (1, _) => row.one_line(),
        (2, true) => row.two_wide(),
        (2, false) => row.two_narrow(),
        _ => row.three(),
    }
}

struct Row<'a> {
    theme: &'a Theme,
    surface: Surface,
    headline: &'a Headline,
    title: Style,
    age: String,
    area: Rect,
    buffer: &'a mut Buffer,
}

impl Row<'_> {
    fn style(&self, role: Role) -> Style {
        self.theme.on(self.surface, role)
    }

    /// Columns of text: the last column stays blank.
    fn columns(&self) -> usize {
        usize::from(self.area.width.saturating_sub(BEFORE + 1))
    }

    /// The cell behind the text, in a line that is in view.
    fn end(&self, line: u16) -> Option<(u16, u16)> {
        let x = self.area.right().saturating_sub(1);
        (line < self.area.height).then_some((x, self.area.y + line))
    }

    /// Writes words of ours at a column of the pane.
    fn put(&mut self, text: &str, role: Role, column: u16, line: u16) {
        if line < self.area.height && column < self.area.width {
            let at = (self.area.x + column, self.area.y + line);
            let room = usize::from(self.area.width - column);
            cells::write(text, room, self.style(role), at, self.buffer);
        }
    }

    /// Writes a line of the headline's own text: at the right end if it reads from right to left.
    fn line(&mut self, text: &Visual<'_>, columns: usize, style: Style, line: u16) {
        if line >= self.area.height {
            return;
        }
        let missing = columns.saturating_sub(width::of(&text.text));
        let start = if text.rtl { missing } else { 0 };
        let x = self.area.x + BEFORE + u16::try_from(start).unwrap_or(0);
        let at = (x, self.area.y + line);
        cells::write(&text.text, columns - start, style, at, self.buffer);
    }

    /// A text of one line, cut where it is too long.
    fn fitted(&mut self, text: &str, columns: usize, style: Style, line: u16) {
        let text = width::truncate(text, columns);
        self.line(&bidi::line(&text), columns, style, line);
    }

    fn teaser_style(&self) -> Style {
        self.style(if self.headline.read {
            Role::Faint
        } else {
            Role::Dim
        })
    }

    /// The title on two lines, or title and teaser; then the source and the numbers.
    fn three(&mut self) {
        let columns = self.columns();
        let low = self.titled(columns);
        let low = if low == 1 && !self.headline.summary.is_empty() {
            let style = self.teaser_style();
            self.fitted(&self.headline.summary, columns, style, 1);
            2
        } else {
            low
        };
        let used = self.numbers(low);
        self.source(low, columns.saturating_sub(used + 1), false);
    }

    /// The title on at most two lines; how many it has taken.
    fn titled(&mut self, columns: usize) -> u16 {
        let lines = few::lines(&self.headline.title, Columns::all(columns.max(1)), 2);
        let style = self.title;
        for (number, line) in (0..).zip(&lines) {
            self.line(line, columns, style, number);
        }
        u16::try_from(lines.len()).unwrap_or(2).max(1)
    }

    /// The title; beneath it source, teaser and numbers.
    fn two_wide(&mut self) {
        let columns = self.columns();
        let style = self.title;
        self.fitted(&self.headline.title, columns, style, 0);
        let used = self.numbers(1);
        self.source(1, columns.saturating_sub(used + 1), true);
    }

    /// The title on both lines, with age and mark beside it; a short one leaves the second line
    /// to the source.
    fn two_narrow(&mut self) {
        let columns = self.columns().saturating_sub(usize::from(AGE) + 2);
        if self.titled(columns) == 1 {
            let source = shown(&self.headline.source_name, columns);
            self.put(&source, Role::Faint, BEFORE, 1);
        }
        let (age, style) = (self.age.clone(), self.style(Role::Faint));
        if let Some(end) = self.end(0) {
            right_aligned(&age, style, end, self.buffer);
        }
        let style = self.style(Role::Accent);
        if let Some(end) = self.end(1).filter(|_| self.headline.favourite) {
            right_aligned("◆", style, end, self.buffer);
        }
    }

    /// Title, source, mark and age, each on its own column.
    fn one_line(&mut self) {
        let numbers = self.numbers(0);
        let source = match self.area.width {
            ..72 => 0,
            72..100 => 12,
            _ => 20,
        };
        let columns = self.columns();
        let before_numbers = columns.saturating_sub(if source > 0 { 8 } else { numbers + 1 });
        let title = before_numbers.saturating_sub(if source > 0 { source + 2 } else { 0 });
        let style = self.title;
        self.fitted(&self.headline.title, title, style, 0);
        if source > 0 {
            let name = shown(&self.headline.source_name, source);
            let column = BEFORE + u16::try_from(title + 2).unwrap_or(0);
            self.put(&name, Role::Faint, column, 0);
        }
    }

    /// Age and mark at the right end of a line, each in cells of its own; the columns of both.
    fn numbers(&mut self, line: u16) -> usize {
        let style = self.style(Role::Faint);
        if let Some(end) = self.end(line) {
            right_aligned(&self.age.clone(), style, end, self.buffer);
        }
        if !self.headline.favourite {
            return usize::from(AGE) + 1;
        }
        let style = self.style(Role::Accent);
        if let Some((x, y)) = self.end(line) {
            let x = x.saturating_sub(AGE + 2).max(self.area.x);
            write_all("◆", style, (x, y), self.buffer);
        }
        usize::from(AGE) + 3
    }

    /// The source and the minutes, then the beginning of the teaser. Where room is short the
    /// minutes go first, then the source is cut.
    fn source(&mut self, line: u16, room: usize, with_teaser: bool) {
        let minutes = self.headline.minutes;
        let minutes = minutes.map_or(String::new(), |minutes| format!(" · {minutes} min"));
        let name = &self.headline.source_name;
        let fits = width::of(name) + width::of(&minutes) <= room;
        let mut text = shown(name, room);
        if fits {
            text.push_str(&minutes);
        }
        self.put(&text, Role::Faint, BEFORE, line);
        let used = width::of(&text);
        let left = room.saturating_sub(used + 3);
        let teaser = &self.headline.summary;
        if with_teaser && !teaser.is_empty() && left > LEAST_TEASER {
            let text = format!(" · {}", shown(teaser, left));
            let column = BEFORE + u16::try_from(used).unwrap_or(0);
            self.put(&text, Role::Faint, column, line);
        }
    }
}
