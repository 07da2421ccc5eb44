//! A rendered frame as text: what stands in each cell, and under it in which style.
//!
//! ratatui's own test backend shows no colours, so a lost highlight would pass unnoticed.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use newswire::app::Model;
use newswire::ui::{self, Theme};

/// Draws a model at its own size.
pub fn render(model: &Model, theme: &Theme) -> Buffer {
    let (width, height) = model.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal
        .draw(|frame| ui::view(model, theme, frame))
        .unwrap();
    terminal.backend().buffer().clone()
}

/// The text of each row, then a legend of styles and the plane of their letters.
pub fn describe(buffer: &Buffer) -> String {
    let mut styles: Vec<Style> = Vec::new();
    let (mut text, mut plane) = (String::new(), String::new());
    for y in buffer.area.top()..buffer.area.bottom() {
        let (mut row, mut letters) = (String::new(), String::new());
        let mut skip = 0;
        for x in buffer.area.left()..buffer.area.right() {
            let cell = &buffer[(x, y)];
            if skip > 0 {
                skip -= 1;
            } else {
                row.push_str(cell.symbol());
                skip = newswire::text::width::of(cell.symbol()).saturating_sub(1);
            }
            letters.push(letter(&mut styles, cell.style()));
        }
        text.push_str(row.trim_end());
        text.push('\n');
        plane.push_str(letters.trim_end_matches('.'));
        plane.push('\n');
    }
    let mut legend = String::new();
    for (index, style) in styles.iter().enumerate() {
        legend.push_str(&format!("{} = {}\n", name(index), words(*style)));
    }
    format!("{text}---\n{legend}---\n{plane}")
}

fn letter(styles: &mut Vec<Style>, style: Style) -> char {
    if words(style) == "plain" {
        return '.';
    }
    let known = styles
        .iter()
        .position(|other| words(*other) == words(style));
    let index = known.unwrap_or_else(|| {
        styles.push(style);
        styles.len() - 1
    });
    name(index)
}

fn name(index: usize) -> char {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    letters.chars().nth(index).unwrap_or('?')
}

fn words(style: Style) -> String {
    let mut words = Vec::new();
    let color = |color: Option<Color>| color.filter(|color| *color != Color::Reset);
    if let Some(color) = color(style.fg) {
        words.push(color.to_string());
    }
    if let Some(color) = color(style.bg) {
        words.push(format!("on-{color}"));
    }
    let marks = style.add_modifier - (style.add_modifier & style.sub_modifier);
    for (modifier, name) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underline"),
        (Modifier::REVERSED, "reverse"),
        (Modifier::CROSSED_OUT, "strike"),
    ] {
        if marks.contains(modifier) {
            words.push(name.to_owned());
        }
    }
    if words.is_empty() {
        "plain".to_owned()
    } else {
        words.join(" ")
    }
}
