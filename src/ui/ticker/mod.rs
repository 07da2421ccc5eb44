//! The ticker pane: one row an instrument where it is narrow, a sparkline from 30 columns,
//! two lines from 38. Without Unicode or colour it says the same in ASCII: the mark in the
//! first column and the sign of the change never depend on a colour.

mod cells;
mod line;
mod palette;
mod row;

pub use line::line;
pub use palette::Palette;

use jiff::Timestamp;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::ticker::{Row, RowState, Section, Ticker};
use crate::model::Session;
use crate::text::width;
use crate::ui::cells::write_all;

/// From here on rows have a sparkline.
const SPARK_WIDTH: u16 = 30;
/// From here on rows have a second line.
const WIDE_WIDTH: u16 = 38;

/// How much a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// One line.
    Narrow,
    /// One line with the day's line in it.
    Spark,
    /// Two lines.
    Wide,
}

/// One line of the pane.
enum Line<'a> {
    Heading(&'a Section),
    /// A row and its number over all sections.
    Row(&'a Row, usize),
    /// The second line of a row.
    Detail(&'a Row, usize),
    Rule,
    /// So many rows did not fit.
    More(usize),
    Footer,
}

/// Draws the pane. `focused` marks the selected row.
pub fn view(
    ticker: &Ticker,
    now: Timestamp,
    palette: &Palette,
    focused: bool,
    area: Rect,
    buffer: &mut Buffer,
) {
    if area.width < 8 || area.height == 0 {
        return;
    }
    let sections = ticker.sections(now);
    let form = match area.width {
        ..SPARK_WIDTH => Form::Narrow,
        SPARK_WIDTH..WIDE_WIDTH => Form::Spark,
        _ => Form::Wide,
    };
    let selected = focused.then(|| ticker.selected());
    let height = usize::from(area.height);
    let (form, lines) = arrange(&sections, form, height, selected);
    for y in area.y..area.bottom() {
        write_all(palette.border_sign(), palette.border, (area.x, y), buffer);
    }
    let inside = Rect {
        x: area.x + 1,
        width: area.width - 1,
        ..area
    };
    for (line, y) in lines.iter().zip(inside.y..inside.bottom()) {
        let place = Rect {
            y,
            height: 1,
            ..inside
        };
        draw(line, &sections, form, palette, place, buffer);
        if let Line::Row(_, index) | Line::Detail(_, index) = line
            && selected == Some(*index)
        {
            buffer.set_style(place, palette.selected);
        }
    }
}

fn draw(
    line: &Line<'_>,
    sections: &[Section],
    form: Form,
    palette: &Palette,
    place: Rect,
    buffer: &mut Buffer,
) {
    let columns = usize::from(place.width);
    match line {
        Line::Heading(section) => heading(section, palette, place, buffer),
        Line::Row(row, _) => row::draw(row, form, palette, place, buffer),
        Line::Detail(row, _) => row::detail(row, palette, place, buffer),
        Line::Rule => {
            let rule = palette.rule_sign().repeat(columns);
            cells::put(&rule, 0, palette.border, place, buffer);
        }
        Line::More(count) => {
            let text = format!(" {} {count} more", palette.ellipsis());
            cells::put(&text, 0, palette.dim, place, buffer);
        }
        Line::Footer => footer(sections, palette, place, buffer),
    }
}

/// The lines that fit. What is dropped first when rows are short: the footer, the second
/// lines, the tail.
fn arrange(
    sections: &[Section],
    form: Form,
    height: usize,
    selected: Option<usize>,
) -> (Form, Vec<Line<'_>>) {
    let all = |form| lines_of(sections, form);
    let lines = all(form);
    if lines.len() < height {
        let mut lines = lines;
        lines.push(Line::Footer);
        return (form, lines);
    }
    if lines.len() == height {
        return (form, lines);
    }
    let form = form.min(Form::Spark);
    let lines = all(form);
    if lines.len() <= height {
        return (form, lines);
    }
    (form, tail_cut(lines, height, selected))
}

fn lines_of(sections: &[Section], form: Form) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut index = 0;
    for section in sections {
        if !lines.is_empty() {
            lines.push(Line::Rule);
        }
        lines.push(Line::Heading(section));
        for row in &section.rows {
            lines.push(Line::Row(row, index));
            if form == Form::Wide && row.price.is_some() {
                lines.push(Line::Detail(row, index));
            }
            index += 1;
        }
    }
    lines
}

/// The lines from the first, or as far down as the selected row needs, and what is missing.
fn tail_cut(mut lines: Vec<Line<'_>>, height: usize, selected: Option<usize>) -> Vec<Line<'_>> {
    let at = selected.and_then(|selected| {
        lines
            .iter()
            .position(|line| matches!(line, Line::Row(_, index) if *index == selected))
    });
    let room = height.saturating_sub(1);
    let start = at.map_or(0, |at| (at + 1).saturating_sub(room.max(1)));
    lines.drain(..start);
    if lines.len() <= height {
        return lines;
    }
    let hidden = lines.split_off(room);
    let count = hidden
        .iter()
        .filter(|line| matches!(line, Line::Row(..)))
        .count();
    lines.push(Line::More(count));
    lines
}

/// "WATCHLIST     ●     Δ%"
fn heading(section: &Section, palette: &Palette, place: Rect, buffer: &mut Buffer) {
    let columns = usize::from(place.width);
    let unit = palette.change_heading();
    let mark = palette.session_sign(section.session);
    let unit_width = width::of(unit);
    let mark_width = width::of(mark) + usize::from(!mark.is_empty());
    let title_columns = columns.saturating_sub(unit_width + mark_width + 1);
    let title = width::truncate(&section.title, title_columns);
    cells::put(&title, 0, palette.heading, place, buffer);
    let style = match section.session {
        Session::Open => palette.up,
        _ => palette.dim,
    };
    cells::right(
        mark,
        columns.saturating_sub(unit_width + 1),
        style,
        place,
        buffer,
    );
    cells::right(unit, columns, palette.dim, place, buffer);
}

/// "4 live·3 15m·1 failing: 429 yahoo"
fn footer(sections: &[Section], palette: &Palette, place: Rect, buffer: &mut Buffer) {
    let rows = || sections.iter().flat_map(|section| &section.rows);
    let count = |is_one: fn(&Row) -> bool| rows().filter(|row| is_one(row)).count();
    let counts = [
        (
            count(|row| row.state == RowState::Live && row.delay.is_none()),
            "live",
        ),
        (
            count(|row| row.state == RowState::Live && row.delay.is_some()),
            "delayed",
        ),
        (count(|row| row.state == RowState::Closed), "closed"),
        (
            count(|row| matches!(row.state, RowState::Stale(_))),
            "stale",
        ),
        (
            count(|row| matches!(row.state, RowState::Failing { .. })),
            "failing",
        ),
        (count(|row| row.state == RowState::Unknown), "unknown"),
        (count(|row| row.state == RowState::OnPage), "from page"),
    ];
    let parts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| match reason(rows()) {
            Some(reason) if *word == "failing" => format!("{count} {word}: {reason}"),
            _ => format!("{count} {word}"),
        })
        .collect();
    let provider = rows()
        .find(|row| !row.provider.is_empty())
        .map_or("", |row| row.provider.as_str());
    let columns = usize::from(place.width);
    let left = columns.saturating_sub(width::of(provider) + 1);
    let text = parts.join(palette.dot());
    let text = width::truncate(&text, left);
    cells::put(&text, 0, palette.dim, place, buffer);
    cells::right(provider, columns, palette.dim, place, buffer);
}

/// Why the failing rows do, if all have one reason.
fn reason<'a>(rows: impl Iterator<Item = &'a Row>) -> Option<&'a str> {
    let mut reasons = rows.filter_map(|row| match &row.state {
        RowState::Failing { reason, .. } => Some(reason.as_str()),
        _ => None,
    });
    let first = reasons.next()?;
    reasons.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests;
