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

/// Columns between the items and what stands at the right edge, and behind that.
const GAP: usize = 2;
const MARGIN: usize = 1;

/// Pieces of text that follow each other.
type Parts = Vec<(String, Style)>;

/// Draws the line.
pub fn line(ticker: &Ticker, now: Timestamp, palette: &Palette, area: Rect, buffer: &mut Buffer) {
    if area.is_empty() {
        return;
    }
    let sections = ticker.sections(now);
    let rows: Vec<&Row> = sections.iter().flat_map(|section| &section.rows).collect();
    let columns = usize::from(area.width);
    let first = ticker.selected().min(rows.len().saturating_sub(1));
    let mut items = rows.iter().skip(first).map(|row| item(row, palette));
    let Some(selected) = items.next() else {
        return;
    };
    let counter = format!("{}/{}", first + 1, rows.len());
    let state = match super::reason(rows.iter().copied()) {
        Some(reason) => format!("{reason} {counter}"),
        None => counter.clone(),
    };
    let (selected, right) = fitting(selected, [state, counter], columns, palette);
    let room = end_of_items(columns, &right);
    let mut at = MARGIN + put_all(&selected, MARGIN, area, buffer);
    let separator = format!(" {} ", palette.border_sign());
    for parts in items {
        if at + width::of(&separator) + wide(&parts) > room {
            break;
        }
        cells::put(&separator, at, palette.border, area, buffer);
        at += width::of(&separator);
        at += put_all(&parts, at, area, buffer);
    }
    let end = columns.saturating_sub(MARGIN);
    cells::right(&right, end, palette.dim, area, buffer);
}

/// The selected item and what stands at the right edge as far as they fit, in whole pieces: half
/// a number would be another one. The change is left out first, then the reason of a failure and
/// the counter, then the price.
fn fitting(
    item: Parts,
    [state, counter]: [String; 2],
    columns: usize,
    palette: &Palette,
) -> (Parts, String) {
    const LABEL_AND_PRICE: usize = 2;
    let short: Parts = item.iter().take(LABEL_AND_PRICE).cloned().collect();
    let rest = || (palette.ellipsis().to_owned(), palette.dim);
    let label = item.first().cloned().into_iter().chain([rest()]).collect();
    let nothing = String::new;
    let forms = [
        (item, state.clone()),
        (short.clone(), state),
        (short.clone(), counter),
        (short, nothing()),
        (label, nothing()),
    ];
    let fits =
        |(parts, right): &(Parts, String)| MARGIN + wide(parts) <= end_of_items(columns, right);
    let fitting = forms.into_iter().find(fits);
    fitting.unwrap_or_else(|| (vec![rest()], nothing()))
}

/// The column before which items end.
fn end_of_items(columns: usize, right: &str) -> usize {
    match width::of(right) {
        0 => columns,
        wide => columns.saturating_sub(GAP + wide + MARGIN),
    }
}

fn wide(parts: &Parts) -> usize {
    parts.iter().map(|(text, _)| width::of(text)).sum()
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

/// "BABA 166,90 ▼2,74%" in its styles.
fn item(row: &Row, palette: &Palette) -> Parts {
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
