//! Drawing within a line: right-aligned text, the day's line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::signs::BARS;
use crate::text::width;
use crate::ui::cells::{sentence, shown, write};

/// Writes a number, or words of ours, so that it ends before `end` columns of the line.
pub(super) fn right(text: &str, end: usize, style: Style, place: Rect, buffer: &mut Buffer) {
    let columns = width::of(text);
    if columns == 0 || columns > end {
        return;
    }
    plain(text, end - columns, style, place, buffer);
}

/// Writes signs and numbers at a column of the line, cut at its end: they have one order, which
/// need not be sought.
pub(super) fn plain(text: &str, column: usize, style: Style, place: Rect, buffer: &mut Buffer) {
    let room = usize::from(place.width).saturating_sub(column);
    if room > 0 {
        write(text, room, style, (x_of(column, place), place.y), buffer);
    }
}

/// Writes a name at a column of the line, cut at its end.
pub(super) fn put(text: &str, column: usize, style: Style, place: Rect, buffer: &mut Buffer) {
    write_at(shown, text, column, style, place, buffer);
}

/// Writes words of ours at a column of the line, whatever names are in them, cut at its end.
pub(super) fn say(text: &str, column: usize, style: Style, place: Rect, buffer: &mut Buffer) {
    write_at(sentence, text, column, style, place, buffer);
}

fn write_at(
    in_order: fn(&str, usize) -> String,
    text: &str,
    column: usize,
    style: Style,
    place: Rect,
    buffer: &mut Buffer,
) {
    let room = usize::from(place.width).saturating_sub(column);
    if room == 0 {
        return;
    }
    let text = in_order(text, room);
    write(&text, room, style, (x_of(column, place), place.y), buffer);
}

fn x_of(column: usize, place: Rect) -> u16 {
    place.x + u16::try_from(column).unwrap_or(place.width)
}

/// The day's line in so many cells: the last price of each stretch, holes kept. The scale
/// includes the close before, so that a quiet day looks quiet.
pub(super) fn sparkline(
    series: &[Option<f64>],
    previous_close: Option<f64>,
    columns: usize,
) -> Vec<&'static str> {
    if series.is_empty() {
        return Vec::new();
    }
    let stretch = |cell: usize| {
        let from = cell * series.len() / columns;
        let to = ((cell + 1) * series.len() / columns).clamp(from + 1, series.len().max(from + 1));
        let known = series.get(from..to.min(series.len()))?;
        known.iter().rev().find_map(|price| *price)
    };
    let points: Vec<Option<f64>> = (0..columns).map(stretch).collect();
    let known = || points.iter().flatten().copied().chain(previous_close);
    let low = known().fold(f64::INFINITY, f64::min);
    let high = known().fold(f64::NEG_INFINITY, f64::max);
    let bar = |point: &Option<f64>| point.map_or(" ", |price| BARS[level(price, low, high)]);
    points.iter().map(bar).collect()
}

/// The bar of a price.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
fn level(price: f64, low: f64, high: f64) -> usize {
    if high <= low {
        return BARS.len() / 2;
    }
    let share = ((price - low) / (high - low)).clamp(0.0, 1.0);
    // A share of 0 to 1 times a handful of levels is a small whole number.
    (share * (BARS.len() - 1) as f64).round() as usize
}
