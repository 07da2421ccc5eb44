//! Text into cells: the only way in, so that what stands in a cell is as wide as we count.
//!
//! A wide cluster has its text in the first cell and [`COVERED`] in the next. So a later text
//! that begins in its middle, and a frame in which another text stands there, are both seen as
//! what they are: one half of a pair is never left on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::app::panes::Area;
use crate::text::{bidi, cluster, width};

/// The core's rectangle as ratatui's.
pub(super) fn rect(area: Area) -> Rect {
    Rect::new(area.x, area.y, area.width, area.height)
}

/// What stands in a cell that the wide cluster before it covers. It is never sent.
pub(super) const COVERED: &str = "";

/// Writes text in visual order from a cell on, at most so many columns and not beyond the
/// buffer; returns the column behind it.
pub(super) fn write(
    text: &str,
    columns: usize,
    style: Style,
    (x, y): (u16, u16),
    buffer: &mut Buffer,
) -> u16 {
    let end = x
        .saturating_add(u16::try_from(columns).unwrap_or(u16::MAX))
        .min(buffer.area.right());
    if y >= buffer.area.bottom() {
        return x;
    }
    let mut at = x;
    for (_, grapheme) in width::graphemes(text) {
        let shown = cluster::drawn(grapheme);
        let wide = u16::try_from(cluster::columns(&shown)).unwrap_or(u16::MAX);
        if wide == 0 {
            continue;
        }
        let next = at.saturating_add(wide);
        if next > end {
            break;
        }
        buffer[(at, y)].set_symbol(&shown).set_style(style);
        for covered in at + 1..next {
            buffer[(covered, y)].set_symbol(COVERED).set_style(style);
        }
        at = next;
    }
    at
}

/// Writes a whole text in visual order, as far as the buffer goes.
pub(super) fn write_all(text: &str, style: Style, at: (u16, u16), buffer: &mut Buffer) -> u16 {
    write(text, usize::from(u16::MAX), style, at, buffer)
}

/// Writes a whole text so that it ends before a cell; the column at which it begins.
pub(super) fn right_aligned(
    text: &str,
    style: Style,
    (end, y): (u16, u16),
    buffer: &mut Buffer,
) -> u16 {
    let columns = u16::try_from(width::of(text)).unwrap_or(u16::MAX);
    let x = end.saturating_sub(columns);
    write(text, usize::from(end - x), style, (x, y), buffer);
    x
}

/// Writes the spans of a line into the first row of an area.
pub(super) fn write_line(line: &Line<'_>, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let mut x = area.x;
    for span in &line.spans {
        let left = usize::from(area.right().saturating_sub(x));
        let style = line.style.patch(span.style);
        x = write(&span.content, left, style, (x, area.y), buffer);
    }
}

/// A foreign text in at most so many columns and in the order in which it is read: names, titles
/// and all else that stands on one line.
pub(super) fn shown(text: &str, columns: usize) -> String {
    let fitted = width::truncate(text, columns);
    bidi::line(&fitted).text.into_owned()
}

/// Words of ours in at most so many columns: they read from left to right, whatever names are in
/// them.
pub(super) fn sentence(text: &str, columns: usize) -> String {
    let fitted = width::truncate(text, columns);
    bidi::line_in(&fitted, false).text.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(buffer: &Buffer) -> Vec<&str> {
        buffer
            .content()
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect()
    }

    #[test]
    fn a_wide_cluster_covers_its_second_cell() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        let end = write_all("日a🇫🇷本", Style::new(), (0, 0), &mut buffer);
        assert_eq!(row(&buffer), ["日", "", "a", "FR", "", " "]);
        assert_eq!(end, 5);
    }

    #[test]
    fn nothing_is_written_outside() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 1));
        write_all("abc", Style::new(), (9, 0), &mut buffer);
        write_all("abc", Style::new(), (0, 1), &mut buffer);
        write("日本", 3, Style::new(), (0, 0), &mut buffer);
        assert_eq!(row(&buffer), ["日", "", " "]);
    }
}
