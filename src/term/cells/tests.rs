//! What is sent for rows whose widths are not certain.

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::*;

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

/// The symbols that are sent when the rows follow each other on a screen.
fn sent(rows: &[&str], columns: u16) -> Vec<String> {
    let mut held = Shown::default();
    let mut before = buffer(&"#".repeat(usize::from(columns)), columns);
    let mut sent = Vec::new();
    for row in rows {
        let mut next = buffer(row, columns);
        held.hold(&mut next);
        let cells = before.diff(&next).into_iter();
        sent.push(cells.map(|(_, _, cell)| cell.symbol()).collect());
        before = next;
    }
    sent
}

#[test]
fn only_what_is_uncertain_is_held() {
    let mut frame = buffer("aë日👍│ก็ ★ x★", 14);
    Shown::default().hold(&mut frame);
    let row: Vec<&str> = frame.content().iter().map(Cell::symbol).collect();
    let held = [
        "a",
        "ë",
        "日",
        "",
        "  \u{1b}[5G👍",
        "",
        "│\u{1b}[8G",
        "  \u{1b}[8Gก็",
        "",
        "  \u{1b}[10G★",
        "",
        "x",
        "  \u{1b}[13G★",
        "",
    ];
    assert_eq!(row, held);
    let widths: Vec<u16> = [0, 2, 4, 6, 7, 9]
        .map(|x| frame[(x, 0)].cell_width())
        .into();
    assert_eq!(widths, [1, 2, 2, 1, 2, 2]);
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
    assert_eq!(
        sent(&["é’a 12  b│c  d"], 15),
        ["é’a \u{1b}[5G12  b│\u{1b}[11Gc  d "]
    );
    assert_eq!(sent(&["été  b│"], 8), ["été  \u{1b}[6Gb  \u{1b}[7G│"]);
    assert_eq!(sent(&["été│x"], 5), ["été\u{1b}[4G│\u{1b}[5Gx"]);
    assert_eq!(
        sent(&["été日  ü日  日"], 14),
        ["été日  \u{1b}[8Gü日  \u{1b}[13G日"]
    );
}

#[test]
fn a_row_that_may_shift_is_written_whole_when_any_of_it_changes() {
    let rows = [
        "│b│café x  1",
        "│b│café y  1",
        "│b│café y  1",
        "│b│cafe y  1",
        "│b│cafe z  1",
        "│é│cafe z  1",
    ];
    assert_eq!(
        sent(&rows, 12),
        [
            "│\u{1b}[2Gb│\u{1b}[4Gcafé x  \u{1b}[12G1",
            "café y  \u{1b}[012G1",
            "",
            "cafe y  1",
            "z",
            "é\u{1b}[03G│\u{1b}[04Gcafe z  1"
        ]
    );
}

/// A frame of an article with many accents costs hardly more than if nothing could shift.
#[test]
fn ordinary_latin_costs_little() {
    let text =
        "L’été a été très sec à Norvik : la préfète déplore « une année à oublier »   │ ▲ CAC";
    let mut frame = buffer(text, 90);
    let bytes = |buffer: &Buffer| {
        let mut bytes = Vec::new();
        let before = Buffer::empty(buffer.area);
        let mut backend = CrosstermBackend::new(&mut bytes);
        backend.draw(before.diff(buffer).into_iter()).unwrap();
        bytes.len()
    };
    let plain = bytes(&frame);
    Shown::default().hold(&mut frame);
    let held = bytes(&frame);
    assert!(held * 100 <= plain * 120, "{held} bytes for {plain}");
}
