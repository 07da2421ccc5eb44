//! The ticker as one line at the bottom of a narrow terminal: whole items from the selected
//! one on, and how many there are. It does not slide; moving the selection turns it.

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::palette::Palette;
use super::{cells, row};
use crate::app::ticker::{Row, RowState, Ticker};
use crate::market::format;
use crate::text::width;

/// Widest label in the line.
const LABEL: usize = 10;
/// Widest price in the line.
const PRICE: usize = 8;

/// Draws the line.
pub fn line(ticker: &Ticker, now: Timestamp, palette: &Palette, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let sections = ticker.sections(now);
    let rows: Vec<&Row> = sections.iter().flat_map(|section| &section.rows).collect();
    let columns = usize::from(area.width);
    let first = ticker.selected().min(rows.len().saturating_sub(1));
    let counter = format!("{}/{}", first + 1, rows.len());
    let counter = match super::reason(rows.iter().copied()) {
        Some(reason) => format!("{reason} {counter}"),
        None => counter,
    };
    let room = columns.saturating_sub(width::of(&counter) + 3);
    let mut at = 1;
    let separator = format!(" {} ", palette.border_sign());
    for row in rows.iter().skip(first) {
        let parts = item(row, palette);
        let wide: usize = parts.iter().map(|(text, _)| width::of(text)).sum();
        let gap = if at > 1 { 3 } else { 0 };
        if at + gap + wide > room && at > 1 {
            break;
        }
        if at > 1 {
            cells::put(&separator, at, palette.border, area, buffer);
            at += 3;
        }
        for (text, style) in parts {
            cells::put(&text, at, style, area, buffer);
            at += width::of(&text);
        }
    }
    cells::right(
        &counter,
        columns.saturating_sub(1),
        palette.dim,
        area,
        buffer,
    );
}

/// "BABA 166,90 ▼2,74%" in its styles.
fn item(row: &Row, palette: &Palette) -> Vec<(String, Style)> {
    let label = row::short_label(row, LABEL);
    let (mark, mark_style) = palette.mark(&row.state, row.change);
    let Some(price) = row.price else {
        return vec![
            (format!("{label} "), palette.dim),
            (mark.to_owned(), mark_style),
        ];
    };
    let is_sure = matches!(row.state, RowState::Live | RowState::Extended);
    let style = if is_sure { palette.text } else { palette.dim };
    let price = format::price(price, row.decimals, palette.signs, "", PRICE);
    let lit = row.flash_from.map(|before| {
        let is_up = row.price.is_some_and(|price| price > before);
        if is_up {
            palette.flash_up
        } else {
            palette.flash_down
        }
    });
    let mut parts = vec![(format!("{label} "), style), (price, lit.unwrap_or(style))];
    let percent = row.change_pct.map(|percent| {
        let text = format::percent(percent, palette.signs);
        text.trim_start_matches(['+', '-']).to_owned()
    });
    let percent = percent.map_or(String::new(), |percent| format!("{percent}%"));
    let mark = match row.state {
        RowState::Live | RowState::OnPage => palette.arrow(row.change).to_owned(),
        _ => format!("{mark}{}", palette.arrow(row.change)),
    };
    parts.push((format!(" {mark}{percent}"), palette.of_change(row.change)));
    parts
}
