//! Tables: columns fitted to the width; where that is too narrow, each row as a small list of
//! "header: value".

use std::ops::RangeInclusive;

use super::composer::Composer;
use super::styled::{Marks, Role, Run, Styled};
use super::width;
use super::wrap::Wrapped;
use crate::model::{Paragraphs, Style};

/// Words up to this width are kept whole; longer ones may be broken.
const WORD_COLUMNS: usize = 14;
/// Between two columns.
const GAP: usize = 2;
/// Between two columns on a screen, at least and at most.
const GAPS: RangeInclusive<usize> = 3..=6;
/// A table that takes less of the measure, in percent, has wider gaps.
const NARROW: usize = 80;
/// Values with more digits are no changes but numbers of telephones.
const MOST_DIGITS: usize = 8;
/// Tables with more columns are never shown as a grid.
const MAX_COLUMNS: usize = 24;

/// Lays a table out.
pub(super) fn lay_out(rows: &[Vec<Paragraphs>], header: bool, composer: &mut Composer<'_>) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cells = styled_cells(rows, header, composer);
    let shape = match columns {
        2..=MAX_COLUMNS => shape(&cells, header, columns, composer),
        _ => None,
    };
    match shape {
        Some(shape) => grid(&cells, header, &shape, composer),
        None => stacked(&cells, header, composer),
    }
}

/// The columns of a table that is shown as a grid.
struct Shape {
    columns: Vec<Column>,
    gap: usize,
}

struct Column {
    width: usize,
    /// Its values are figures and stand at its right edge.
    is_figures: bool,
}

impl Shape {
    fn width(&self) -> usize {
        let columns: usize = self.columns.iter().map(|column| column.width).sum();
        columns + self.gap * (self.columns.len() - 1)
    }
}

/// How a table fits: as it is into the measure, as it is beyond it, else with its cells wrapped.
fn shape(
    cells: &[Vec<Styled>],
    header: bool,
    columns: usize,
    composer: &Composer<'_>,
) -> Option<Shape> {
    let is_screen = composer.screen().is_some();
    let body = cells.get(usize::from(header)..).unwrap_or_default();
    let figures: Vec<bool> = (0..columns)
        .map(|column| (!is_screen || column > 0) && is_figures(body, column))
        .collect();
    let measure = composer.columns();
    let room = measure + composer.beyond() * 2;
    let gap = if is_screen { *GAPS.start() } else { GAP };
    let limits = Limits::of(cells, columns, &figures, is_screen);
    let as_it_is: usize = limits.natural.iter().sum::<usize>() + gap * (columns - 1);
    let widths = if (measure + 1..=room).contains(&as_it_is) {
        limits.natural
    } else {
        let fitted = limits.fit(measure, gap);
        fitted.or_else(|| limits.fit(room, gap))?
    };
    let columns = widths.into_iter().zip(figures);
    let columns = columns.map(|(width, is_figures)| Column { width, is_figures });
    let mut shape = Shape {
        columns: columns.collect(),
        gap,
    };
    if is_screen && shape.width() * 100 < measure * NARROW {
        let gaps = shape.columns.len() - 1;
        let free = measure - shape.width() + gap * gaps;
        shape.gap = (free / gaps).clamp(*GAPS.start(), *GAPS.end());
    }
    Some(shape)
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
        let mut styled = |cell: &Paragraphs| {
            let mut styled = composer.styled(cell, role);
            let change = change(styled.text()).filter(|_| role == Role::Table);
            if let Some(role) = change.filter(|_| composer.screen().is_some()) {
                styled.set_role(role);
            }
            styled
        };
        row.iter().map(&mut styled).collect()
    };
    rows.iter().enumerate().map(row).collect()
}

/// How wide the columns of a table may be.
struct Limits {
    /// Without a word broken.
    least: Vec<usize>,
    /// Without a line wrapped.
    natural: Vec<usize>,
}

impl Limits {
    /// A figure on a screen is not wrapped at the space before its unit.
    fn of(rows: &[Vec<Styled>], columns: usize, figures: &[bool], is_screen: bool) -> Self {
        let widest = |column: usize, measure: fn(&Styled) -> usize| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(measure).max().unwrap_or(0)
        };
        let least = |column| {
            let part = match figures[column] && is_screen {
                true => widest(column, longest_figure),
                false => 0,
            };
            let word = widest(column, longest_word);
            word.max(part).clamp(1, WORD_COLUMNS).max(3)
        };
        Self {
            least: (0..columns).map(least).collect(),
            natural: (0..columns)
                .map(|column| widest(column, longest_line).max(1))
                .collect(),
        }
    }

    /// Column widths that fit, the widest columns giving first; `None` when words would have to
    /// be broken.
    fn fit(&self, room: usize, gap: usize) -> Option<Vec<usize>> {
        let (least, mut widths) = (&self.least, self.natural.clone());
        let columns = widths.len();
        let available = room.checked_sub(gap * (columns - 1))?;
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
            let others =
                (0..columns).filter(|&other| other != column && widths[other] > least[other]);
            let next = others.map(|other| widths[other]).max().unwrap_or(0);
            let floor = least[column].max(next.min(widths[column] - 1));
            widths[column] -= excess.min(widths[column] - floor);
        }
    }
}

/// A header may be wrapped; what is no figure does not count.
fn longest_figure(cell: &Styled) -> usize {
    if is_figure(cell.text()) {
        longest_line(cell)
    } else {
        0
    }
}

fn longest_line(cell: &Styled) -> usize {
    cell.text().lines().map(width::of).max().unwrap_or(0)
}

fn longest_word(cell: &Styled) -> usize {
    let words = cell.text().split_whitespace();
    words.map(width::of).max().unwrap_or(0)
}

fn grid(rows: &[Vec<Styled>], header: bool, shape: &Shape, composer: &mut Composer<'_>) {
    let outdent = shape.width().saturating_sub(composer.columns()) / 2;
    let first = rows.iter().flatten().find(|cell| !cell.is_blank());
    let rtl = first.is_some_and(|cell| composer.is_rtl(cell.text()));
    for (index, row) in rows.iter().enumerate() {
        let cells = shape
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| Cell {
                lines: row
                    .get(index)
                    .map(|cell| composer.wrap(cell, column.width))
                    .unwrap_or_default(),
                columns: column.width,
                is_figure: column.is_figures,
            });
        let mut cells: Vec<Cell> = cells.collect();
        if rtl {
            cells.reverse();
        }
        let height = cells.iter().map(|cell| cell.lines.len()).max().unwrap_or(0);
        for line in 0..height {
            composer.wide_line(row_line(&mut cells, line, shape.gap), rtl, outdent);
        }
        composer.advance(row.iter().map(|cell| cell.text().len()).sum());
        if header && index == 0 {
            let rule = Run::new("─".repeat(shape.width()), Marks::role(Role::Rule));
            composer.wide_line(vec![rule], rtl, outdent);
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
fn row_line(cells: &mut [Cell], line: usize, gap: usize) -> Vec<Run> {
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
            push_spaces(after + gap, &mut runs);
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

/// The role of a value with a sign, "−4,12 %" or "+0.3": none for nothing.
fn change(text: &str) -> Option<Role> {
    let text = text.trim();
    let role = match text.chars().next()? {
        '+' => Role::Up,
        '-' | '−' | '–' => Role::Down,
        _ => return None,
    };
    let digits = || text.chars().filter(|c| c.is_numeric());
    let is_change = is_figure(text)
        && (1..=MOST_DIGITS).contains(&digits().count())
        && digits().any(|digit| digit != '0');
    is_change.then_some(role)
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
