//! Code, tables and captions in a pane.

use super::screen_tests::{SCREEN, code, laid_out, shown};
use super::tests::row;
use super::*;
use crate::model::{Block, Span};
use crate::text::line::Ground;
use crate::text::styled::Run;

fn roles(layout: &Layout, role: Role) -> Vec<&str> {
    let runs = layout.lines.iter().flat_map(|line| &line.runs);
    let of_role = runs.filter(|run: &&Run| run.role == role);
    of_role.map(|run| run.text.trim()).collect()
}

fn of_blocks(blocks: Vec<Block>, width: usize) -> Layout {
    let article = Article {
        blocks,
        ..Article::default()
    };
    laid_out(&article, width, SCREEN)
}

#[test]
fn code_names_its_language_where_there_is_room() {
    let block = |language: &str, text: &str| Block::Code {
        lang: Some(language.to_owned()),
        text: text.to_owned(),
    };
    let shell = || block("sh", "$ hark --above 38dB\n# quiet");
    assert_eq!(
        shown(vec![shell()], 35),
        "  $ hark --above 38dB          sh\n  # quiet\n"
    );
    assert_eq!(
        shown(vec![shell()], 26),
        "  $ hark --above 38dB\n  # quiet\n"
    );
    assert_eq!(
        roles(&of_blocks(vec![shell()], 35), Role::Comment),
        ["# quiet"]
    );
    let c = || block("c", "#include <a.h>\n  // b");
    assert_eq!(roles(&of_blocks(vec![c()], 35), Role::Comment), ["// b"]);
    let odd = block("a\u{202e}b\u{1b}[2J", "x");
    assert_eq!(shown(vec![odd], 35), "  x\n");
    let layout = of_blocks(vec![shell()], 12);
    let grounds: Vec<Ground> = layout.lines.iter().map(|line| line.ground).collect();
    assert!(grounds.contains(&Ground::Code {
        from: 0,
        has_edge: false
    }));
}

#[test]
fn code_in_a_line_is_marked_and_parted_at_spaces_only() {
    let paragraph = |code: Span| Block::Paragraph {
        spans: vec![Span::plain("Say "), code, Span::plain(", and be done.")],
    };
    let path = paragraph(code("src/some-long/path_name-that.rs --not-gulls"));
    assert_eq!(
        shown(vec![path], 35),
        "Say\n`src/some-long/path_name-that.rs\n--not-gulls`, and be done.\n"
    );
    // What is too long for a line is still broken.
    let long = paragraph(code("a-b-c-d-e-f-g-h-i-j-k-l-m-n"));
    assert_eq!(
        shown(vec![long], 12),
        "Say\n`a-b-c-d-e-f\n-g-h-i-j-k-l\n-m-n`, and\nbe done.\n"
    );
}

#[test]
fn marks_around_code_do_not_move_the_reading_place() {
    let spans = vec![
        Span::plain("One "),
        code("two"),
        Span::plain(" three "),
        code("four"),
        Span::plain(" five six seven"),
    ];
    let layout = of_blocks(vec![Block::Paragraph { spans }], 14);
    let lines = layout.lines.iter().filter(|line| line.block == 1);
    let places: Vec<(String, usize)> = lines.map(|line| (line.text(), line.offset)).collect();
    let expected = [
        ("One `two`", 0),
        ("three `four`", 8),
        ("five six seven", 19),
    ];
    assert_eq!(places, expected.map(|(text, at)| (text.to_owned(), at)));
}

#[test]
fn values_with_a_sign_rise_and_fall() {
    let table = Block::Table {
        header: true,
        rows: vec![
            row(&["Share", "Price", "Day", "-1 word"]),
            row(&["Nerva", "201,85", "−4,12\u{a0}%", "-"]),
            row(&["Orvane", "88,10", "+0.3", "+49 30 123 456 78"]),
            row(&["Quay", "7", "+0,00 %", "-5"]),
            row(&["-3 in words", "1", "–", "1"]),
        ],
    };
    let layout = of_blocks(vec![table], 72);
    assert_eq!(roles(&layout, Role::Up), ["+0.3"]);
    assert_eq!(roles(&layout, Role::Down), ["−4,12\u{a0}%", "-5"]);
}

#[test]
fn a_table_has_wide_gaps_or_leaves_the_measure_or_becomes_records() {
    let table = || Block::Table {
        header: true,
        rows: vec![
            row(&["Place", "Ships heard", "Alerts"]),
            row(&["1", "412", "31"]),
        ],
    };
    assert_eq!(
        shown(vec![table()], 72),
        "Place      Ships heard      Alerts\n──────────────────────────────────\n1                  412          31\n"
    );
    assert_eq!(
        shown(vec![table()], 28),
        "Place   Ships heard   Alerts\n────────────────────────────\n1               412       31\n"
    );
    let wide = of_blocks(vec![table()], 20);
    let mut wide = wide.lines.iter().filter(|line| line.block == 1);
    assert!(wide.all(|line| line.outdent == 4 && line.width() == 28));
    assert_eq!(
        shown(vec![table()], 12),
        "Place: 1\nShips heard:\n412\nAlerts: 31\n"
    );
    // Inside a quote there is no margin to take.
    let quoted = Block::Quote {
        blocks: vec![table()],
    };
    let narrow = of_blocks(vec![quoted], 30);
    assert!(
        narrow
            .lines
            .iter()
            .all(|line| line.outdent == 0 && line.width() <= 30)
    );
}

#[test]
fn captions_stand_in_the_middle_and_are_only_text() {
    let image = |caption: Option<&str>, credit: Option<&str>| Block::Image {
        src: "https://example.org/p.jpg".to_owned(),
        alt: None,
        caption: caption.map(str::to_owned),
        credit: credit.map(str::to_owned),
    };
    let lock = image(
        Some("The east lock at dusk, from the quay"),
        Some("O. Brandt"),
    );
    assert_eq!(
        shown(vec![lock], 35),
        "    ▣ The east lock at dusk, from\n      the quay (O. Brandt)\n"
    );
    assert_eq!(shown(vec![image(None, None)], 35), "    ▣ Picture\n");
    let hostile = "\u{1b}[2J\u{9b}31m\u{202e}evil\u{2066} \u{7}".repeat(20);
    for width in [12, 35, 53, 72] {
        for line in of_blocks(vec![image(Some(&hostile), Some(&hostile))], width).lines {
            assert!(line.width() <= width && !line.text().contains(char::is_control));
        }
    }
}
