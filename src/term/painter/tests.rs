//! What is written, and that a terminal shows it as it was drawn.

use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;

const SIZE: (u16, u16) = (24, 4);

fn buffer() -> Buffer {
    Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1))
}

/// The bytes for frames that follow one another.
fn written(frames: &[Buffer]) -> Vec<Vec<u8>> {
    let mut painter = Painter::new(Vec::new(), SIZE);
    let mut before = buffer();
    let mut all = Vec::new();
    for frame in frames {
        painter.draw(before.diff(frame).into_iter()).unwrap();
        all.push(std::mem::take(&mut painter.out));
        before.clone_from(frame);
    }
    all
}

fn texts(frames: &[Buffer]) -> Vec<String> {
    let bytes = written(frames).into_iter();
    bytes
        .map(|bytes| String::from_utf8(bytes).unwrap())
        .collect()
}

#[test]
fn a_colour_is_written_where_it_is_seen_and_new() {
    let mut frame = buffer();
    let dark = Style::new().bg(Color::Rgb(1, 2, 3));
    frame.set_style(frame.area, dark);
    frame.set_string(0, 0, "ab", Style::new().fg(Color::Red).bold());
    frame.set_string(4, 0, "cd", Style::new().fg(Color::Indexed(7)));
    let text = &texts(&[frame])[0];
    let row = "\x1b[1;1H\x1b[1;31;48;2;1;2;3mab  \x1b[22;38;5;7mcd";
    assert!(text.starts_with(row), "{text:?}");
    assert_eq!(text.matches("48;2;1;2;3").count(), 1);
    // The rows follow one another without a word about where they are.
    assert_eq!(text.matches("\n\r").count(), 3);
}

#[test]
fn a_short_gap_is_written_over_and_a_long_one_skipped() {
    let mut first = buffer();
    first.set_string(0, 0, "one two three four", Style::new());
    let mut second = first.clone();
    second.set_string(0, 0, "One twO three fouR", Style::new());
    let text = &texts(&[first, second])[1];
    assert_eq!(text, "\x1b[1;1HOne twO\x1b[18GR");
}

#[test]
fn behind_what_is_uncertain_the_place_is_told() {
    let mut frame = buffer();
    frame.set_string(0, 0, "日本x", Style::new());
    let two = CellDiffOption::ForcedWidth(2.try_into().unwrap());
    frame[(0, 1)].set_symbol("\u{2}👍").set_diff_option(two);
    frame[(1, 1)].set_symbol("");
    frame[(2, 1)].set_symbol("y");
    let text = &texts(&[frame])[0];
    assert_eq!(text, "\x1b[1;1H日本x\n\r  \x08\x08👍\x1b[3Gy");
}

#[test]
fn a_blank_under_the_cursor_has_the_colour_of_its_letters() {
    let mut painter = Painter::new(Vec::new(), SIZE);
    let mut frame = buffer();
    frame.set_style(frame.area, Style::new().fg(Color::Red));
    frame.set_string(0, 0, "ab", Style::new().fg(Color::Blue));
    painter.draw(buffer().diff(&frame).into_iter()).unwrap();
    painter.take_bytes();
    painter.set_cursor_position((2, 0)).unwrap();
    let bytes = String::from_utf8(painter.take_bytes()).unwrap();
    assert_eq!(bytes, "\x1b[1;3H\x1b[31m \x1b[1;3H");
    painter.set_cursor_position((1, 0)).unwrap();
    assert_eq!(painter.take_bytes(), b"\x1b[1;2H");
    // A blank would destroy a letter that is drawn wide.
    let before = frame.clone();
    frame.set_string(0, 0, "é ", Style::new());
    painter.draw(before.diff(&frame).into_iter()).unwrap();
    painter.take_bytes();
    painter.set_cursor_position((1, 0)).unwrap();
    assert_eq!(painter.take_bytes(), b"\x1b[1;2H");
}

#[test]
fn marks_end_in_pairs() {
    let mut frame = buffer();
    frame.set_string(0, 0, "a", Style::new().bold().italic());
    frame.set_string(1, 0, "b", Style::new().dim());
    frame.set_string(2, 0, "c", Style::new().underlined());
    frame.set_string(3, 0, " ", Style::new());
    frame.set_string(4, 0, "d", Style::new());
    let text = &texts(&[frame])[0];
    let expected = "\x1b[1;1H\x1b[1;3ma\x1b[22;23;2mb\x1b[22;4mc\x1b[5G\x1b[24md";
    assert_eq!(text, expected);
}

fn color() -> impl Strategy<Value = Color> {
    prop_oneof![
        Just(Color::Reset),
        Just(Color::Red),
        Just(Color::LightBlue),
        any::<u8>().prop_map(Color::Indexed),
        any::<[u8; 3]>().prop_map(|[red, green, blue]| Color::Rgb(red, green, blue)),
    ]
}

fn style() -> impl Strategy<Value = Style> {
    let marks = prop_oneof![
        Just(Modifier::empty()),
        Just(Modifier::BOLD),
        Just(Modifier::DIM),
        Just(Modifier::ITALIC | Modifier::UNDERLINED),
        Just(Modifier::REVERSED),
    ];
    (color(), color(), marks)
        .prop_map(|(front, behind, marks)| Style::reset().fg(front).bg(behind).add_modifier(marks))
}

fn frame() -> impl Strategy<Value = Buffer> {
    let text = (0..SIZE.0, 0..SIZE.1, "[a-d é│]{1,14}", style());
    proptest::collection::vec(text, 0..14).prop_map(|texts| {
        let mut frame = buffer();
        for (x, y, text, style) in texts {
            frame.set_stringn(x, y, text, usize::from(SIZE.0 - x), style);
        }
        frame
    })
}

fn same(shown: vt100::Color, wanted: Color) -> bool {
    let wanted = match wanted {
        Color::Reset => vt100::Color::Default,
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Indexed(index) => vt100::Color::Idx(index),
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        other => panic!("{other:?}"),
    };
    shown == wanted
}

proptest! {
    #[test]
    fn a_terminal_shows_each_frame_as_it_was_drawn(frames in proptest::collection::vec(frame(), 1..5)) {
        let mut terminal = vt100::Parser::new(SIZE.1.try_into().unwrap(), SIZE.0.try_into().unwrap(), 0);
        for (bytes, frame) in written(&frames).into_iter().zip(&frames) {
            terminal.process(&bytes);
            for (x, y) in (0..SIZE.1).flat_map(|y| (0..SIZE.0).map(move |x| (x, y))) {
                let (wanted, shown) = (&frame[(x, y)], terminal.screen().cell(y, x).unwrap());
                if shown.is_wide_continuation() {
                    continue;
                }
                let text = if shown.contents().is_empty() { " " } else { shown.contents() };
                prop_assert_eq!(text, wanted.symbol());
                prop_assert!(same(shown.bgcolor(), wanted.bg), "{:?} {:?}", shown.bgcolor(), wanted.bg);
                let is_seen = text != " ";
                prop_assert!(!is_seen || same(shown.fgcolor(), wanted.fg));
                let has = |mark| wanted.modifier.contains(mark);
                prop_assert_eq!(shown.underline(), has(Modifier::UNDERLINED));
                prop_assert_eq!(shown.inverse(), has(Modifier::REVERSED));
                prop_assert!(!is_seen || shown.bold() == has(Modifier::BOLD));
                prop_assert!(!is_seen || shown.dim() == has(Modifier::DIM));
                prop_assert!(!is_seen || shown.italic() == has(Modifier::ITALIC));
            }
        }
    }
}
