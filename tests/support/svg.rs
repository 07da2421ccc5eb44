//! A rendered buffer as an SVG picture: exact columns, no terminal, the same bytes every time.
//!
//! Neighbouring plain cells of one style are one `<text>` with a `textLength`, so that every
//! font keeps the columns; wide and right-to-left characters are placed one by one, because a
//! browser would otherwise space or reorder them by its own rules.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::{Color, Modifier};

const CELL: (usize, usize) = (9, 18);
const MARGIN: usize = 14;
const TITLE_BAR: usize = 34;
const FOREGROUND: &str = "#d5d9e0";
const BACKGROUND: &str = "#14171d";
const FONTS: &str = "'DejaVu Sans Mono', 'Noto Sans Mono CJK JP', 'Noto Sans CJK JP', monospace";
/// Black, red, green, yellow, blue, magenta, cyan, white, then the bright ones.
const ANSI: [&str; 16] = [
    "#1f242d", "#e0706f", "#7fc48a", "#dcb862", "#77a5e6", "#c08ad6", "#6bbfd0", "#c3c9d3",
    "#6b7484", "#f08f8c", "#9bdca4", "#ecd08a", "#9bc0f5", "#d7a9ea", "#93dbe8", "#f2f4f7",
];

/// The picture of a buffer in a dark window with a title.
pub fn render(buffer: &Buffer, title: &str) -> String {
    let area = buffer.area;
    let width = usize::from(area.width) * CELL.0 + 2 * MARGIN;
    let height = usize::from(area.height) * CELL.1 + TITLE_BAR + MARGIN;
    let mut svg = String::new();
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FONTS}\" font-size=\"15\">"
    );
    let _ = writeln!(
        svg,
        "<rect width=\"{width}\" height=\"{height}\" rx=\"9\" fill=\"{BACKGROUND}\"/>"
    );
    for (index, color) in ["#e0706f", "#dcb862", "#7fc48a"].iter().enumerate() {
        let x = MARGIN + 6 + index * 20;
        let _ = writeln!(
            svg,
            "<circle cx=\"{x}\" cy=\"17\" r=\"6\" fill=\"{color}\"/>"
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"22\" fill=\"#8a919e\" text-anchor=\"middle\" font-size=\"13\">{}</text>",
        width / 2,
        escape(title)
    );
    for y in 0..area.height {
        for run in runs(buffer, y) {
            run.draw(usize::from(y), &mut svg);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Cells that are drawn at once.
struct Run {
    column: usize,
    columns: usize,
    text: String,
    look: Look,
    /// May grow: nothing in it needs a place of its own.
    is_plain: bool,
}

#[derive(Clone, PartialEq)]
struct Look {
    foreground: String,
    background: String,
    modifier: Modifier,
}

impl Look {
    fn of(cell: &Cell) -> Self {
        let foreground = color(cell.fg).unwrap_or_else(|| FOREGROUND.to_owned());
        let background = color(cell.bg).unwrap_or_else(|| BACKGROUND.to_owned());
        if cell.modifier.contains(Modifier::REVERSED) {
            return Self {
                foreground: background,
                background: foreground,
                modifier: cell.modifier,
            };
        }
        Self {
            foreground,
            background,
            modifier: cell.modifier,
        }
    }
}

fn runs(buffer: &Buffer, y: u16) -> Vec<Run> {
    let area = buffer.area;
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < area.width {
        let cell = &buffer[(area.x + x, area.y + y)];
        let columns = cell.cell_width().max(1);
        let text = visible(cell.symbol());
        let look = Look::of(cell);
        let is_plain = columns == 1 && text.chars().all(is_simple);
        match runs.last_mut() {
            Some(run) if run.is_plain && is_plain && run.look == look => {
                run.text.push_str(&text);
                run.columns += 1;
            }
            _ => runs.push(Run {
                column: usize::from(x),
                columns: usize::from(columns),
                text,
                look,
                is_plain,
            }),
        }
        x += columns;
    }
    runs
}

impl Run {
    fn draw(&self, row: usize, svg: &mut String) {
        let (x, y) = (MARGIN + self.column * CELL.0, TITLE_BAR + row * CELL.1);
        let width = self.columns * CELL.0;
        if self.look.background != BACKGROUND {
            let _ = writeln!(
                svg,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{}\"/>",
                CELL.1, self.look.background
            );
        }
        let modifier = self.look.modifier;
        let is_lined = modifier.intersects(Modifier::UNDERLINED | Modifier::CROSSED_OUT);
        if self.text.trim().is_empty() && !is_lined {
            return;
        }
        let mut attributes = String::new();
        for (flag, attribute) in [
            (Modifier::BOLD, " font-weight=\"bold\""),
            (Modifier::ITALIC, " font-style=\"italic\""),
            (Modifier::DIM, " fill-opacity=\"0.6\""),
            (Modifier::UNDERLINED, " text-decoration=\"underline\""),
            (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
        ] {
            if modifier.contains(flag) {
                attributes.push_str(attribute);
            }
        }
        // A single glyph keeps its own width: stretching a bullet would spoil it.
        if self.columns > 1 && self.is_plain {
            let _ = write!(attributes, " textLength=\"{width}\"");
        }
        let _ = writeln!(
            svg,
            "<text x=\"{x}\" y=\"{}\" fill=\"{}\" xml:space=\"preserve\"{attributes}>{}</text>",
            y + CELL.1 - 5,
            self.look.foreground,
            escape(&self.text)
        );
    }
}

/// Whether a font draws the character in one column, left to right.
fn is_simple(c: char) -> bool {
    matches!(c, ' '..='\u{24F}' | '\u{2010}'..='\u{2027}' | '\u{2500}'..='\u{257F}')
}

/// A cell's symbol without the escape sequences of a hyperlink.
fn visible(symbol: &str) -> String {
    let mut shown = String::new();
    let mut rest = symbol;
    while let Some(start) = rest.find('\u{1b}') {
        shown.push_str(&rest[..start]);
        let sequence = &rest[start..];
        let end = sequence
            .find("\u{1b}\\")
            .map_or(sequence.len(), |at| at + 2);
        rest = &sequence[end..];
    }
    shown.push_str(rest);
    shown
}

fn color(color: Color) -> Option<String> {
    let index = match color {
        Color::Reset => return None,
        Color::Rgb(red, green, blue) => return Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        Color::Indexed(index) => usize::from(index),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
    };
    Some(indexed(index))
}

/// A colour of xterm's 256.
fn indexed(index: usize) -> String {
    match index {
        0..=15 => ANSI[index].to_owned(),
        16..=231 => {
            let level = |value: usize| if value == 0 { 0 } else { 55 + 40 * value };
            let cube = index - 16;
            let (red, green, blue) = (level(cube / 36), level(cube / 6 % 6), level(cube % 6));
            format!("#{red:02x}{green:02x}{blue:02x}")
        }
        _ => {
            let grey = 8 + 10 * (index - 232);
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
