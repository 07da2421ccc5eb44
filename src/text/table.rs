//! Tables: columns fitted to the width; where that is too narrow, each row as a small list of
//! "header: value".

use super::composer::Composer;
use super::styled::{Marks, Role, Run, Styled};
use super::width;
use super::wrap::Wrapped;
use crate::model::{Paragraphs, Style};

/// Words up to this width are kept whole; longer ones may be broken.
const WORD_COLUMNS: usize = 14;
/// Between two columns.
const GAP: usize = 2;
/// Tables with more columns are never shown as a grid.
const MAX_COLUMNS: usize = 24;

/// Lays a table out.
pub(super) fn lay_out(rows: &[Vec<Paragraphs>], header: bool, composer: &mut Composer<'_>) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cells = styled_cells(rows, header, composer);
    let widths = match columns {
        2..=MAX_COLUMNS => fit(&cells, columns, composer.columns()),
        _ => None,
    };
    match widths {
        Some(widths) => grid(&cells, header, &widths, composer),
        None => stacked(&cells, header, composer),
    }
}

fn styled_cells(
    rows: &[Vec<Paragraphs>],
    header: bool,
    composer: &mut Composer<'_>,
) -> Vec<Vec<Styled>> {
    let row = |(index, row): (usize, &Vec<Paragraphs>)| {
        let role = if header && index == 0 {
            Role::TableHead
        } else {
            Role::Table
        };
        row.iter().map(|cell| composer.styled(cell, role)).collect()
    };
    rows.iter().enumerate().map(row).collect()
}

/// Column widths that fit, the widest columns giving first; `None` when words would have to be
/// broken.
fn fit(rows: &[Vec<Styled>], columns: usize, room: usize) -> Option<Vec<usize>> {
    let widest = |column: usize, measure: fn(&Styled) -> usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(measure).max().unwrap_or(0)
    };
    let least: Vec<usize> = (0..columns)
        .map(|column| widest(column, longest_word).clamp(1, WORD_COLUMNS).max(3))
        .collect();
    let natural = |column| widest(column, longest_line).max(1);
    let mut widths: Vec<usize> = (0..columns).map(natural).collect();
    let available = room.checked_sub(GAP * (columns - 1))?;
    loop {
        let total: usize = widths.iter().sum();
        let excess = total.saturating_sub(available);
        if excess == 0 {
            return Some(widths);
        }
        let can_give = |&column: &usize| widths[column] > least[column];
        let column = (0..columns)
            .filter(can_give)
            .max_by_key(|&column| widths[column])?;
        let others = (0..columns).filter(|&other| other != column && widths[other] > least[other]);
        let next = others.map(|other| widths[other]).max().unwrap_or(0);
        let floor = least[column].max(next.min(widths[column] - 1));
        widths[column] -= excess.min(widths[column] - floor);
    }
}

fn longest_line(cell: &Styled) -> usize {
    cell.text().lines().map(width::of).max().unwrap_or(0)
}

fn longest_word(cell: &Styled) -> usize {
    let words = cell.text().split_whitespace();
    words.map(width::of).max().unwrap_or(0)
}

fn grid(rows: &[Vec<Styled>], header: bool, widths: &[usize], composer: &mut Composer<'_>) {
    let body = rows.get(usize::from(header)..).unwrap_or_default();
    let figures: Vec<bool> = (0..widths.len())
        .map(|column| is_figures(body, column))
        .collect();
    let first = rows.iter().flatten().find(|cell| !cell.is_blank());
    let rtl = first.is_some_and(|cell| composer.is_rtl(cell.text()));
    for (index, row) in rows.iter().enumerate() {
        let cells = widths.iter().enumerate().map(|(column, &columns)| Cell {
            lines: row
                .get(column)
                .map(|cell| composer.wrap(cell, columns))
                .unwrap_or_default(),
            columns,
            is_figure: figures[column],
        });
        let mut cells: Vec<Cell> = cells.collect();
        if rtl {
            cells.reverse();
        }
        let height = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        for line in 0..height {
            composer.line(row_line(&mut cells, line), rtl);
        }
        composer.advance(row.iter().map(|cell| cell.text().len()).sum());
        if header && index == 0 {
            let columns = widths.iter().sum::<usize>() + GAP * (widths.len() - 1);
            let rule = Run::new("─".repeat(columns), Marks::role(Role::Marker));
            composer.line(vec![rule], rtl);
        }
    }
}

/// One cell of a row, wrapped.
struct Cell {
    lines: Vec<Wrapped>,
    columns: usize,
    is_figure: bool,
}

/// The runs of one line of a row, padded between the columns.
fn row_line(cells: &mut [Cell], line: usize) -> Vec<Run> {
    let last = cells.len() - 1;
    let mut runs = Vec::new();
    for (column, cell) in cells.iter_mut().enumerate() {
        let content = cell.lines.get_mut(line);
        let rtl = content.as_ref().is_some_and(|line| line.rtl);
        let content = content
            .map(|line| std::mem::take(&mut line.runs))
            .unwrap_or_default();
        let used: usize = content.iter().map(|run| width::of(&run.text)).sum();
        let missing = cell.columns.saturating_sub(used);
        let is_right = cell.is_figure || rtl;
        let (before, after) = if is_right { (missing, 0) } else { (0, missing) };
        push_spaces(before, &mut runs);
        runs.extend(content);
        if column < last {
            push_spaces(after + GAP, &mut runs);
        }
    }
    runs
}

fn push_spaces(count: usize, runs: &mut Vec<Run>) {
    if count > 0 {
        runs.push(Run::new(" ".repeat(count), Marks::role(Role::Table)));
    }
}

/// A column whose every value is a figure stands at its right edge.
fn is_figures(rows: &[Vec<Styled>], column: usize) -> bool {
    let mut cells = rows
        .iter()
        .filter_map(|row| row.get(column))
        .filter(|cell| !cell.is_blank())
        .peekable();
    cells.peek().is_some() && cells.all(|cell| is_figure(cell.text()))
}

/// Digits with signs, separators and at most a unit: "1 234,50 €", "-2.74 %", "3.1bn", "–".
fn is_figure(text: &str) -> bool {
    let text = text.trim();
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    matches!(text, "-" | "–" | "—") || (digits > 0 && letters <= 3 && letters <= digits)
}

/// "header: value" lines, a blank line between rows; without a header, the values.
fn stacked(rows: &[Vec<Styled>], header: bool, composer: &mut Composer<'_>) {
    let names = if header { rows.first() } else { None };
    let has_one_row = rows.len() == 1;
    let values = &rows[usize::from(header && !has_one_row).min(rows.len())..];
    for row in values {
        if row.len() > 1 {
            composer.separate();
        }
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
            let name = names
                .and_then(|names| names.get(column))
                .filter(|_| !has_one_row);
            match name.filter(|name| !name.is_blank()) {
                Some(name) => composer.paragraph(&named(name, cell)),
                None => composer.paragraph(cell),
            }
        }
    }
}

/// `name: value`.
fn named(name: &Styled, value: &Styled) -> Styled {
    let marks = Marks {
        role: Role::Table,
        style: Style {
            bold: true,
            ..Style::default()
        },
        link: None,
    };
    let mut both = Styled::new(name.text().trim(), marks);
    both.push(": ", marks);
    for (text, marks) in value.parts(0..value.text().len()) {
        both.push(text, marks);
    }
    both
}
