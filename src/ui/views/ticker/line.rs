//! The ticker as one line at the bottom of a narrow terminal: what `app::views::ticker::line`
//! says that fits.

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{cells, row, signs};
use crate::app::views::ticker::line::{self, BEFORE, BEHIND, GAP, ItemForm};
use crate::app::views::ticker::row::{RowState, TickerRow};
use crate::app::views::ticker::state::Ticker;
use crate::text::width;
use crate::ui::theme::{Role, Surface, Theme};
use crate::ui::views::wire;

/// Pieces of text that follow each other.
type Parts = Vec<(String, Style)>;

/// Draws the line. `focused` marks the selected item, which is the first.
pub(super) fn draw(
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
    buffer.set_style(area, theme.on(Surface::Panel, Role::Text));
    let sections = ticker.sections(now);
    let columns = usize::from(area.width);
    let shown = line::line(ticker, &sections, columns, now);
    let rows = sections.iter().flat_map(|section| &section.rows);
    let mut at = BEFORE;
    for (number, row) in rows.skip(shown.first).take(shown.count).enumerate() {
        let surface = match focused && number == 0 {
            true => Surface::Select,
            false => Surface::Panel,
        };
        let item = item(row, shown.form_of(number), surface, theme);
        if surface == Surface::Select {
            select(at + columns_of(&item), theme, area, buffer);
        }
        for (text, style) in &item {
            cells::put(text, at, *style, area, buffer);
            at += width::of(text);
        }
        at += GAP;
    }
    let role = match ticker.trouble(now) {
        Some(_) => Role::Error,
        None => Role::Faint,
    };
    let end = columns.saturating_sub(BEHIND);
    cells::right(&shown.right, end, theme.style(role), area, buffer);
}

/// The surface of the first item, up to a blank behind it, and the wire before it.
fn select(end: usize, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let width = u16::try_from(end + 1).unwrap_or(u16::MAX).min(area.width);
    let place = Rect { width, ..area };
    buffer.set_style(place, theme.surface(Surface::Select));
    wire::light(true, theme, place, buffer);
}

fn columns_of(parts: &Parts) -> usize {
    parts.iter().map(|(text, _)| width::of(text)).sum()
}

/// "HBR 40 6 388.7 −0.37" in its styles, as much of it as fits.
fn item(row: &TickerRow, form: ItemForm, surface: Surface, theme: &Theme) -> Parts {
    let style = |role| theme.on(surface, role);
    let more = || ("…".to_owned(), style(Role::Dim));
    if form == ItemForm::Nothing {
        return vec![more()];
    }
    let label = match surface {
        Surface::Select => Role::Strong,
        _ => Role::Dim,
    };
    let label = (format!("{} ", line::item_label(row)), style(label));
    if form == ItemForm::Label {
        return vec![label, more()];
    }
    let (mark, mark_role) = signs::mark(&row.state, row.change);
    let Some(price) = row.price else {
        let why = row
            .state
            .why()
            .map_or((mark, mark_role), |why| (why, Role::Faint));
        return vec![label, (why.0.to_owned(), style(why.1))];
    };
    let price_style = match signs::is_sure(&row.state) {
        true => style(Role::Text),
        false => style(Role::Dim),
    };
    let (same, changed) = line::item_price(row, price, theme.signs);
    let lit = row
        .flash_from
        .map(|before| row::flash(price > before, theme));
    let mut parts = vec![label, (same, price_style)];
    parts.push((changed, lit.unwrap_or(price_style)));
    let mark = if line::item_has_mark(row) { mark } else { "" };
    let note = line::item_note(row, theme.signs);
    if form == ItemForm::Short || mark.len() + note.len() == 0 {
        return parts;
    }
    let role = match row.state {
        RowState::Live | RowState::Extended | RowState::Closed | RowState::Daily(_) => {
            signs::role_of(row.change)
        }
        RowState::Failing { .. } => Role::Error,
        _ => Role::Dim,
    };
    parts.push((" ".to_owned(), style(Role::Text)));
    parts.push((mark.to_owned(), style(mark_role)));
    parts.push((note, style(role)));
    parts
}
