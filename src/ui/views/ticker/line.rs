//! The ticker as one line at the bottom of a narrow terminal: what `app::views::ticker::layout`
//! says that fits.

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells;
use crate::app::views::ticker::layout::{self, ItemForm, LINE_PRICE, MARGIN};
use crate::app::views::ticker::row::{RowState, TickerRow};
use crate::app::views::ticker::state::Ticker;
use crate::market::format;
use crate::text::width;
use crate::ui::theme::{Role, Surface, Theme};

/// Pieces of text that follow each other.
type Parts = Vec<(String, Style)>;

/// Draws the line. `focused` marks the selected item, which is the first.
pub(super) fn line(
    ticker: &Ticker,
    now: Timestamp,
    theme: &Theme,
    focused: bool,
    area: Rect,
    buffer: &mut Buffer,
) {
    if area.is_empty() {
        return;
    }
    buffer.set_style(area, theme.surface(Surface::Panel));
    let sections = ticker.sections(now);
    let columns = usize::from(area.width);
    let shown = layout::line(ticker, &sections, columns, now);
    let rows = sections.iter().flat_map(|section| &section.rows);
    let separator = format!(" {} ", theme.border_sign());
    let mut at = MARGIN;
    for (number, row) in rows.skip(shown.first).take(shown.count).enumerate() {
        let form = match number {
            0 => shown.form,
            _ => ItemForm::Whole,
        };
        if number > 0 {
            cells::put(&separator, at, theme.style(Role::Line), area, buffer);
            at += width::of(&separator);
        }
        let start = at;
        at += put_all(&item(row, form, theme), at, area, buffer);
        if focused && number == 0 {
            mark(start, at, theme, area, buffer);
        }
    }
    let end = columns.saturating_sub(MARGIN);
    let style = if ticker.trouble(now).is_some() {
        theme.style(Role::Error)
    } else {
        theme.style(Role::Dim)
    };
    cells::right(&shown.right, end, style, area, buffer);
}

/// The surface of the selected item, and its sign in the margin before it.
fn mark(start: usize, end: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let cell = |at: usize| u16::try_from(at).unwrap_or(u16::MAX).min(area.width);
    let place = Rect {
        x: area.x + cell(start - MARGIN),
        width: cell(end) - cell(start - MARGIN),
        ..area
    };
    theme.tint(Surface::Select, place, buffer);
    cells::put(
        theme.selected_sign(),
        0,
        theme.style(Role::Focus),
        place,
        buffer,
    );
}

/// Writes pieces from a column on; returns their columns.
fn put_all(parts: &Parts, start: usize, area: Rect, buffer: &mut Buffer) -> usize {
    let mut at = start;
    for (text, style) in parts {
        cells::put(text, at, *style, area, buffer);
        at += width::of(text);
    }
    at - start
}

/// "BABA 166,90 ▼2,74%" in its styles, as much of it as fits.
fn item(row: &TickerRow, form: ItemForm, theme: &Theme) -> Parts {
    let more = || (theme.more().to_owned(), theme.style(Role::Dim));
    if form == ItemForm::Nothing {
        return vec![more()];
    }
    let is_sure = matches!(row.state, RowState::Live | RowState::Extended);
    let style = if is_sure {
        theme.style(Role::Text)
    } else {
        theme.style(Role::Dim)
    };
    let mut parts = vec![(format!("{} ", layout::item_label(row)), style)];
    if form == ItemForm::Label {
        parts.push(more());
        return parts;
    }
    let (mark, mark_style) = theme.mark(&row.state, row.change);
    let Some(price) = row.price else {
        let why = row.state.why().unwrap_or(mark);
        parts.push((why.to_owned(), mark_style));
        return parts;
    };
    let lit = row.flash_from.map(|before| match price > before {
        true => theme.on(Surface::FlashUp, Role::FlashUp),
        false => theme.on(Surface::FlashDown, Role::FlashDown),
    });
    let text = format::price(
        price,
        row.decimals,
        theme.signs,
        row.unit_sign(),
        LINE_PRICE,
    );
    parts.push((text, lit.unwrap_or(style)));
    if form == ItemForm::Short {
        return parts;
    }
    let mut note = String::new();
    if layout::item_has_mark(row) {
        note += mark;
    }
    if layout::item_has_arrow(row) {
        note += theme.arrow(row.change);
    }
    note += &layout::item_note(row, theme.signs);
    if note.is_empty() {
        return parts;
    }
    let style = match row.state {
        RowState::OnPage { .. } => theme.style(Role::Dim),
        RowState::Live | RowState::Extended | RowState::Closed | RowState::Daily(_) => {
            theme.of_change(row.change)
        }
        _ => theme.style(Role::Dim),
    };
    parts.push((format!(" {note}"), style));
    parts
}
