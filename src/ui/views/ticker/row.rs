//! One instrument: mark, label, the day's line, price, change.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::cells;
use crate::app::views::ticker::layout::Form;
use crate::app::views::ticker::row::{RowState, TickerRow};
use crate::market::format;
use crate::text::width;
use crate::ui::theme::{Role, Surface, Theme};

/// Cells of the change with its gap.
const CHANGE: usize = 7;
/// Cells of a sparkline.
const SPARK: usize = 7;
/// Cells of a symbol in the wide form, with its gap.
const SYMBOL: usize = 8;

/// Draws the row in one line.
pub(super) fn draw(row: &TickerRow, form: Form, theme: &Theme, place: Rect, buffer: &mut Buffer) {
    let (mark, style) = theme.mark(&row.state, row.change);
    cells::put(mark, 0, style, place, buffer);
    let columns = usize::from(place.width);
    if row.price.is_none() {
        return without_price(row, theme, place, buffer);
    }
    let sign = usize::from(form == Form::Wide);
    let price_end = columns.saturating_sub(CHANGE + sign);
    let price_columns = if columns < 25 { 7 } else { 8 };
    let free = price_end.saturating_sub(price_columns + 1);
    let label_columns = match form {
        Form::Narrow => free.saturating_sub(1),
        Form::Spark => free.saturating_sub(1 + SPARK + usize::from(free > 16)),
        Form::Wide => SYMBOL,
    };
    let short = row.short_label(label_columns.min(free));
    cells::put(&short, 1, label_style(row, theme), place, buffer);
    match form {
        Form::Narrow => {}
        Form::Spark => {
            // A label that fills its column takes one cell of the line as a gap.
            let is_full = width::of(&short) == label_columns && free <= 16;
            let spark = SPARK - usize::from(is_full);
            let line = cells::sparkline(&row.series, row.previous_close, spark, theme);
            let at = 1 + label_columns + usize::from(free > 16 || is_full);
            cells::put(&line, at, theme.of_change(row.change), place, buffer);
        }
        Form::Wide => {
            let columns = free.saturating_sub(1 + SYMBOL);
            let name = width::truncate(&row.name, columns);
            let is_new = !short.eq_ignore_ascii_case(&name);
            if is_new {
                cells::put(
                    &name,
                    1 + SYMBOL + 1,
                    theme.style(Role::Faint),
                    place,
                    buffer,
                );
            }
        }
    }
    price(row, price_columns, price_end, theme, place, buffer);
    change(row, sign == 1, theme, place, buffer);
}

/// A row without a price says why.
fn without_price(row: &TickerRow, theme: &Theme, place: Rect, buffer: &mut Buffer) {
    let columns = usize::from(place.width);
    let label = row.short_label(8);
    let label_columns = width::of(&label).max(6);
    cells::put(&label, 1, theme.style(Role::Text), place, buffer);
    let room = columns.saturating_sub(label_columns + 2);
    // The reason is worth more than the time of the next try.
    let why = row.state.why();
    let texts = match &row.state {
        RowState::Unknown => vec!["no quote: unknown code".to_owned()],
        RowState::NotQuoted => vec!["not quoted here".to_owned()],
        RowState::Failing {
            reason,
            next_try: Some(next_try),
        } => vec![
            format!("{reason}, next {next_try}"),
            format!("{reason}, {next_try}"),
        ],
        _ => Vec::new(),
    };
    let why = why.unwrap_or(theme.ellipsis()).to_owned();
    let texts: Vec<String> = texts.into_iter().chain([why]).collect();
    let fitting = texts.iter().find(|text| width::of(text) <= room);
    let text = fitting.or(texts.last()).map_or("", String::as_str);
    cells::put(
        text,
        label_columns + 2,
        theme.style(Role::Faint),
        place,
        buffer,
    );
}

fn label_style(row: &TickerRow, theme: &Theme) -> Style {
    match row.state {
        RowState::Live | RowState::Extended => theme.style(Role::Text),
        _ => theme.style(Role::Dim),
    }
}

fn price(
    row: &TickerRow,
    columns: usize,
    end: usize,
    theme: &Theme,
    place: Rect,
    buffer: &mut Buffer,
) {
    let Some(last) = row.price else {
        return;
    };
    let shown = |value| format::price(value, row.decimals, theme.signs, row.unit_sign(), columns);
    let text = shown(last);
    cells::right(&text, end, label_style(row, theme), place, buffer);
    let Some(before) = row.flash_from else {
        return;
    };
    let style = if last > before {
        theme.on(Surface::FlashUp, Role::FlashUp)
    } else {
        theme.on(Surface::FlashDown, Role::FlashDown)
    };
    let same = cells::same_digits(&shown(before), &text);
    let changed: String = text.chars().skip(same).collect();
    cells::right(&changed, end, style, place, buffer);
}

/// The change, or how old a stale price is.
fn change(row: &TickerRow, with_sign: bool, theme: &Theme, place: Rect, buffer: &mut Buffer) {
    let columns = usize::from(place.width);
    if let RowState::Stale(age) | RowState::Untraded(age) = &row.state {
        return cells::right(age, columns, theme.style(Role::Dim), place, buffer);
    }
    let style = match row.state {
        RowState::Failing { .. } | RowState::OnPage { .. } | RowState::Doubted => {
            theme.style(Role::Dim)
        }
        _ => theme.of_change(row.change),
    };
    let text = match row.change_pct {
        Some(percent) => format::percent(percent, theme.signs),
        None => "--".to_owned(),
    };
    let text = if with_sign { format!("{text}%") } else { text };
    cells::right(&text, columns, style, place, buffer);
}

/// The second line of the wide form: the day's range, currency, market, delay.
pub(super) fn detail(row: &TickerRow, theme: &Theme, place: Rect, buffer: &mut Buffer) {
    let columns = usize::from(place.width);
    let last = match &row.state {
        RowState::Failing {
            reason,
            next_try: Some(next_try),
        } if row.range.is_none() => format!("{reason}, next {next_try}"),
        RowState::Failing { reason, .. } => reason.clone(),
        RowState::Unknown => "unknown code".to_owned(),
        RowState::NotQuoted => "not quoted".to_owned(),
        RowState::Stale(_) => "old".to_owned(),
        RowState::OnPage { age: Some(age) } => format!("from page, {age}"),
        RowState::OnPage { age: None } => "from page".to_owned(),
        RowState::Doubted => "not sure".to_owned(),
        RowState::Untraded(_) => "no trade yet".to_owned(),
        RowState::Closed => "closed".to_owned(),
        RowState::Daily(age) => format!("daily, {age}"),
        _ => row.delay.clone().unwrap_or_default(),
    };
    let place_words = [row.currency.as_deref(), row.venue.as_deref()];
    let mut right: Vec<&str> = place_words.into_iter().flatten().collect();
    if !last.is_empty() {
        right.push(&last);
    }
    let mut used = 0;
    if let (Some((low, high)), Some(price)) = (row.range, row.price) {
        let shown = |value| format::price(value, row.decimals, theme.signs, row.unit_sign(), 7);
        let bar = cells::range_bar(price, low, high, 7, theme);
        let text = format!("{:>8} {bar} {}", shown(low), shown(high));
        used = width::of(&text) + 1;
        cells::put(&text, 0, theme.style(Role::Faint), place, buffer);
    }
    let room = columns.saturating_sub(used);
    // The market's name is what can be missed.
    while width::of(&right.join(" ")) > room && right.len() > 1 {
        right.remove(usize::from(right.len() > 2));
    }
    let text = right.join(" ");
    let text = width::truncate(&text, room);
    cells::right(&text, columns, theme.style(Role::Faint), place, buffer);
}
