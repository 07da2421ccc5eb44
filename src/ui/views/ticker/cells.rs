//! Drawing within a line: right-aligned text, lit digits, the day's line and range.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::width;
use crate::ui::cells::{shown, write};
use crate::ui::theme::Theme;

/// Writes text so that it ends before `end` columns of the line.
pub(super) fn right(text: &str, end: usize, style: Style, place: Rect, buffer: &mut Buffer) {
    let columns = width::of(text);
    if columns == 0 || columns > end {
        return;
    }
    put(text, end - columns, style, place, buffer);
}

/// Writes text at a column of the line, cut at its end.
pub(super) fn put(text: &str, column: usize, style: Style, place: Rect, buffer: &mut Buffer) {
    let room = usize::from(place.width).saturating_sub(column);
    if room == 0 {
        return;
    }
    let x = place.x + u16::try_from(column).unwrap_or(place.width);
    let text = shown(text, room);
    write(&text, room, style, (x, place.y), buffer);
}

/// How many characters of two prices are the same from the left, so that only the digits that
/// changed are lit. Prices of different length are lit whole.
pub(super) fn same_digits(before: &str, after: &str) -> usize {
    if before.chars().count() != after.chars().count() {
        return 0;
    }
    before
        .chars()
        .zip(after.chars())
        .take_while(|(before, after)| before == after)
        .count()
}

/// The day's line in so many cells: the last price of each stretch, holes kept. The scale
/// includes the close before, so that a quiet day looks quiet.
pub(super) fn sparkline(
    series: &[Option<f64>],
    previous_close: Option<f64>,
    columns: usize,
    theme: &Theme,
) -> String {
    if series.is_empty() || columns == 0 {
        return " ".repeat(columns);
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
    let bars = theme.bars();
    points
        .iter()
        .map(|point| match point {
            None => " ",
            Some(price) => bars[level(*price, low, high, bars.len())],
        })
        .collect()
}

/// The bar of a price, 0 to `levels - 1`.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss
)]
fn level(price: f64, low: f64, high: f64, levels: usize) -> usize {
    if high <= low {
        return levels / 2;
    }
    let share = ((price - low) / (high - low)).clamp(0.0, 1.0);
    // A share of 0 to 1 times a handful of levels is a small whole number.
    (share * (levels - 1) as f64).round() as usize
}

/// `├──●────┤` in so many cells (at least four).
pub(super) fn range_bar(price: f64, low: f64, high: f64, columns: usize, theme: &Theme) -> String {
    let [left, between, here, end] = theme.range_signs();
    let inner = columns.saturating_sub(2).max(1);
    let at = level(price, low, high, inner);
    let middle: String = (0..inner)
        .map(|cell| if cell == at { here } else { between })
        .collect();
    format!("{left}{middle}{end}")
}
