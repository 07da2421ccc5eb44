//! What is sent for rows whose widths are not certain.

use proptest::prelude::*;
use ratatui::backend::Backend;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::painter::Painter;
use super::*;
use crate::text::width;
use terminal::Habit;

mod terminal;

/// A row as the view leaves it: wide characters cover the cell behind them.
fn buffer(text: &str, columns: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
    let mut at = 0;
    for (_, cluster) in width::graphemes(text) {
        buffer[(at, 0)].set_symbol(cluster);
        let next = at + u16::try_from(width::of(cluster)).unwrap();
        (at + 1..next).for_each(|x| {
            buffer[(x, 0)].set_symbol("");
        });
        at = next;
    }
    buffer
}

/// The bytes that are sent when the rows follow each other on a screen that is full of `#`.
fn sent(rows: &[&str], columns: u16) -> Vec<String> {
    let mut held = Shown::default();
    let mut painter = Painter::new(Vec::new(), (columns, 1));
    let mut before = Buffer::empty(Rect::new(0, 0, columns, 1));
    let full = "#".repeat(usize::from(columns));
    let mut sent = Vec::new();
    for row in std::iter::once(&full.as_str()).chain(rows) {
        let mut next = buffer(row, columns);
        held.hold(&mut next);
        painter.draw(before.diff(&next).into_iter()).unwrap();
        sent.push(String::from_utf8(painter.take_bytes()).unwrap());
        before = next;
    }
    sent.split_off(1)
}

#[test]
fn only_what_is_uncertain_is_held() {
    assert_eq!(
        sent(&["aë日👍│ก็ ★ x★"], 14),
        [concat!(
            "\u{1b}[1;1Haë日  \u{8}\u{8}👍\u{1b}[7G│\u{1b}[8G  \u{8}\u{8}ก็",
            "\u{1b}[10G  \u{8}\u{8}★\u{1b}[12Gx  \u{1b}[13G★"
        )]
    );
}

#[test]
fn a_sign_is_drawn_with_the_blank_behind_it_if_that_looks_the_same() {
    let held = |sign: Style, blank: Style| {
        let mut frame = buffer("★ ", 2);
        frame[(0, 0)].set_style(sign);
        frame[(1, 0)].set_style(blank);
        Shown::default().hold(&mut frame);
        frame[(1, 0)].symbol().is_empty()
    };
    let (plain, reversed) = (Style::new(), Style::new().reversed());
    assert!(held(plain.yellow().bold(), plain.cyan()));
    assert!(held(reversed, reversed));
    assert!(!held(reversed.yellow(), reversed));
    assert!(!held(plain.underlined(), plain));
    assert!(!held(plain.on_blue(), plain));
}

#[test]
fn what_may_shift_a_row_is_put_right_before_columns_numbers_and_edges() {
    for (row, columns, expected) in [
        ("é’a 12  b│c  d", 15, "é’a \u{1b}[5G12  b│\u{1b}[11Gc  d "),
        ("été  b│", 8, "été  \u{1b}[6Gb  \u{1b}[7G│"),
        ("été│x", 5, "été\u{1b}[4G│\u{1b}[5Gx"),
        ("été日  ü日  日", 14, "été日  \u{1b}[8Gü日  \u{1b}[13G日"),
    ] {
        assert_eq!(
            sent(&[row], columns),
            [format!("\u{1b}[1;1H{expected}")],
            "{row}"
        );
    }
}

#[test]
fn what_may_shift_is_written_anew_with_what_it_may_cover() {
    let rows = [
        "│b│café x  1 is still here",
        "│b│café y  1 is still here",
        "│b│café y  1 is still here",
        "│b│cafe y  1 is still here",
        "│b│cafe z  1 is still here",
        "│é│cafe z  1 is still here",
    ];
    let expected = [
        "\u{1b}[1;7Hé y ",
        "",
        "\u{1b}[1;7He y  1",
        "\u{1b}[1;9Hz",
        "\u{1b}[1;2Hé\u{1b}[3G│\u{1b}[4Gc",
    ];
    assert_eq!(sent(&rows, 26)[1..], expected);
}

/// A frame of an article with many accents costs hardly more than if nothing could shift.
#[test]
fn ordinary_latin_costs_little() {
    let text = "L’été a été très sec à Norvik : la préfète déplore « une année à oublier »";
    let mut frame = buffer(text, 80);
    let bytes = |buffer: &Buffer| {
        let before = Buffer::empty(buffer.area);
        let mut painter = Painter::new(Vec::new(), (buffer.area.width, 1));
        painter.draw(before.diff(buffer).into_iter()).unwrap();
        painter.take_bytes().len()
    };
    let plain = bytes(&frame);
    Shown::default().hold(&mut frame);
    let held = bytes(&frame);
    assert!(held * 100 <= plain * 105, "{held} bytes for {plain}");
}

const SIZE: (u16, u16) = (24, 3);

/// Words and signs with gaps between them, as rows of a screen.
fn frame() -> impl Strategy<Value = Vec<String>> {
    let part = prop_oneof![
        4 => "[a-c ]{1,6}",
        3 => "[aé’ü ]{1,6}",
        1 => "[─█]{1,6}",
        1 => "[日本]{1,3}",
        1 => "[│▲👍★]",
        1 => " ?[0-9]{1,3}",
        1 => " {2,4}",
    ];
    // What is shifted may cover the border, and has room on the row.
    let text = proptest::collection::vec(part, 0..5).prop_map(|parts| parts.concat());
    let border = prop_oneof![Just(""), Just("│"), Just(" ▲ "), Just("x│")];
    let row = (text.clone(), border, text).prop_map(|(left, border, right)| {
        let (left, right) = (width::fit(&left, 8), width::fit(&right, 4));
        format!("{left}  {border}{right}")
    });
    proptest::collection::vec(row, usize::from(SIZE.1))
}

fn drawn(rows: &[String], style: Style) -> Buffer {
    let mut frame = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    frame.set_style(frame.area, style);
    for (y, row) in (0..).zip(rows) {
        let mut x = 0;
        for (_, cluster) in width::graphemes(row) {
            let columns = u16::try_from(width::of(cluster)).unwrap();
            if x + columns > SIZE.0 {
                break;
            }
            frame[(x, y)].set_symbol(cluster);
            (x + 1..x + columns).for_each(|x| {
                frame[(x, y)].set_symbol("");
            });
            x += columns;
        }
    }
    frame
}

/// What a terminal shows after some frames.
fn shown(frames: &[Vec<String>], style: Style, habit: Habit) -> terminal::Terminal {
    let mut terminal = terminal::Terminal::new(SIZE.0.into(), SIZE.1.into());
    let mut held = Shown::default();
    let mut painter = Painter::new(Vec::new(), SIZE);
    let mut before = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    for rows in frames {
        let mut next = drawn(rows, style);
        held.hold(&mut next);
        painter.draw(before.diff(&next).into_iter()).unwrap();
        let bytes = String::from_utf8(painter.take_bytes()).unwrap();
        terminal.take(&bytes, habit);
        before = next;
    }
    terminal
}

proptest! {
    /// Whatever a terminal finds wide: what stays of a frame before is never to be seen.
    #[test]
    fn the_next_frame_looks_as_if_it_were_the_first(
        frames in proptest::collection::vec(frame(), 2..5),
        habit in prop_oneof![Just(Habit::Ours), Just(Habit::AmbiguousWide), Just(Habit::SignsNarrow)],
        style in prop_oneof![Just(Style::new()), Just(Style::new().on_blue())],
    ) {
        let last = frames.last().into_iter().cloned().collect::<Vec<_>>();
        let fresh = shown(&last, style, habit).screen();
        prop_assert_eq!(shown(&frames, style, habit).screen(), fresh);
    }
}
