//! What articles look like as lines of a pane.

use proptest::prelude::*;

use super::tests::{any_block, any_text, everything};
use super::*;
use crate::model::{Block, Span, When};
use crate::text::line::{Ground, Line};
use crate::text::width;

pub(super) const SCREEN: Screen = Screen {
    kicker: true,
    title_lines: None,
    standfirst: true,
    band: true,
    minutes: Some(3),
    beyond: 10,
};

pub(super) fn laid_out(article: &Article, width: usize, screen: Screen) -> Layout {
    let options = LayoutOptions {
        width,
        form: Form::Screen(screen),
        ..LayoutOptions::default()
    };
    layout(article, &options)
}

pub(super) fn shown(blocks: Vec<Block>, width: usize) -> String {
    let article = Article {
        blocks,
        ..Article::default()
    };
    let screen = Screen {
        minutes: None,
        beyond: 0,
        ..SCREEN
    };
    plain(&laid_out(&article, width, screen))
}

pub(super) fn code(text: &str) -> Span {
    Span {
        text: text.to_owned(),
        style: Style {
            code: true,
            ..Style::default()
        },
        ..Span::default()
    }
}

/// Checks the lines of an article with one of everything.
fn check(width: usize, expected: &str) {
    let layout = laid_out(&everything(), width, SCREEN);
    let text = plain(&layout).replace('\u{a0}', " ");
    assert_eq!(text, expected, "at {width}");
}

#[test]
fn an_article_at_35_columns() {
    check(
        35,
        "\
THE NORTHERN POST

Ferries to the islands
run all winter

A new hull made it possible.

Reuters · Ann Author          3 min
Tue 18 Jan 2022, 13:09


See the timetable 👨‍👩‍👧 today.


変わったこと

  • 東京の株価は、上昇。新しいエン
    ジンは静かだ。
  • money
     9. state
    10. islands

  ┃ We asked when.
  ┃
  ┃ Then it was winter.

نع مويلا Helsinki نم (42) رابخأ
رحبلا

  fn main() {
      boat.leave_at(6);
  }

    ▣ The boat (C. Camera)

────────────

Only this part of the article is
free.


RELATED

» Harbour gets a crane
  AFP · Mon 17 Jan 2022
  The old one stays.
",
    );
}

#[test]
fn an_article_at_12_columns_has_room_for_words_only() {
    let text = plain(&laid_out(&everything(), 12, SCREEN));
    for part in [
        "THE NORTHER…\n\nFerries to\nthe islands\nrun all\nwinter\n",
        "Reuters\nAnn Author\nTue 18 Jan\n2022, 13:09\n       3 min\n",
        "東京の株価\nは、上昇。新\n",
        "    boat.lea\n↪ ve_at(6);\n",
        "The boat (C.\nCamera)\n",
    ] {
        assert!(text.contains(part), "{part:?} is missing in:\n{text}");
    }
}

#[test]
fn a_title_has_so_many_lines_and_its_end_is_marked() {
    let words = |count: usize| vec!["harbour"; count].join(" ");
    for (title, last) in [
        (words(1_200), "harbour harbour…"),
        ("港町".repeat(2_000), "港町港町港町港町港…"),
        ("x".repeat(9_000), "xxxxxxxxxxxxxxxxxxx…"),
    ] {
        let article = Article {
            title: title.clone(),
            blocks: vec![Block::paragraph("The first words of the text.")],
            ..Article::default()
        };
        let cut = Screen {
            title_lines: Some(3),
            minutes: None,
            kicker: false,
            ..SCREEN
        };
        let layout = laid_out(&article, 20, cut);
        let text = plain(&layout);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[2], last, "{text}");
        assert!(lines[3].is_empty(), "{text}");
        // The place of the text is the same as under the whole title.
        let whole = laid_out(&article, 20, SCREEN);
        let place = |layout: &Layout| layout.place(layout.line_of_block(1));
        assert_eq!(place(&layout), place(&whole));
        let short = Article {
            title: "Harbour, harbour, harbour".to_owned(),
            ..article
        };
        assert_eq!(
            laid_out(&short, 20, cut),
            laid_out(
                &short,
                20,
                Screen {
                    title_lines: None,
                    ..cut
                }
            )
        );
    }
}

#[test]
fn a_pane_without_room_has_a_short_head() {
    let screen = Screen {
        kicker: false,
        standfirst: false,
        band: false,
        ..SCREEN
    };
    let layout = laid_out(&everything(), 35, screen);
    let head = "\
Ferries to the islands
run all winter

Reuters · Ann Author          3 min
Tue 18 Jan 2022, 13:09

See the timetable";
    let text = plain(&layout).replace('\u{a0}', " ");
    assert!(text.starts_with(head), "{text}");
    let has_band = |line: &Line| line.ground == Ground::Head;
    assert!(!layout.lines.iter().any(has_band));
}

#[test]
fn the_band_reaches_to_the_blank_row_under_the_head() {
    let layout = laid_out(&everything(), 72, SCREEN);
    let rows = layout.lines.iter();
    let band: Vec<&Line> = rows
        .take_while(|line| line.ground == Ground::Head)
        .collect();
    assert_eq!(band.len(), 8);
    assert!(band[7].is_blank() && band[6].text().ends_with("  3 min"));
    assert_eq!(band[6].width(), 72);
    assert!(layout.lines[8].is_blank() && !layout.lines[9].is_blank());
    assert!(
        layout.lines[8..]
            .iter()
            .all(|line| line.ground != Ground::Head)
    );
    assert!(layout.lines[..9].iter().all(|line| line.block == 0));
}

#[test]
fn a_heading_stands_apart_from_what_is_above_it() {
    let heading = |text: &str| Block::Heading {
        level: 2,
        spans: vec![Span::plain(text)],
    };
    let blocks = vec![
        heading("First"),
        Block::paragraph("One."),
        heading("Second"),
        heading("Third"),
        Block::paragraph("Two."),
    ];
    assert_eq!(
        shown(blocks, 30),
        "First\n\nOne.\n\n\nSecond\n\n\nThird\n\nTwo.\n"
    );
}

#[test]
fn a_quote_says_who_said_it_in_its_last_line() {
    let quote = |blocks: &[&str]| Block::Quote {
        blocks: blocks.iter().map(|text| Block::paragraph(*text)).collect(),
    };
    let said = quote(&["We only had to stop talking over it.", "— Marit Ostvold"]);
    assert_eq!(
        shown(vec![said], 30),
        "  ┃ We only had to stop\n  ┃ talking over it.\n  ┃ — Marit Ostvold\n"
    );
    // A dash alone may begin a speech.
    let speech = quote(&["— Who is there?"]);
    assert_eq!(shown(vec![speech], 30), "  ┃ — Who is there?\n");
    let hebrew = quote(&["שלום עולם", "ועוד"]);
    assert_eq!(
        shown(vec![hebrew], 30),
        "םלוע םולש ┃  \n┃\nדועו ┃  \n".replace("  \n", "\n")
    );
}

#[test]
fn numbers_of_a_list_stand_before_its_hang() {
    let list = |start, depth| {
        let items = vec![vec![Block::paragraph("one")], vec![Block::paragraph("two")]];
        let list = |items| Block::List {
            ordered: true,
            start,
            items,
        };
        match depth {
            0 => list(items),
            _ => list(vec![vec![Block::paragraph("outer"), list(items)]]),
        }
    };
    assert_eq!(shown(vec![list(1, 0)], 30), " 1. one\n 2. two\n");
    assert_eq!(shown(vec![list(9, 0)], 30), " 9. one\n10. two\n");
    assert_eq!(shown(vec![list(999, 0)], 30), " 999. one\n1000. two\n");
    assert_eq!(
        shown(vec![list(1, 1)], 30),
        " 1. outer\n    1. one\n    2. two\n"
    );
    let task = Block::List {
        ordered: false,
        start: 1,
        items: vec![vec![Block::paragraph("☑ ropes")]],
    };
    assert_eq!(shown(vec![task], 30), "  ☑ ropes\n");
}

#[test]
fn an_article_that_reads_from_right_to_left_has_its_head_at_the_right() {
    let article = Article {
        title: "קו הרכבת בנמל נפתח שנתיים לפני המועד".to_owned(),
        byline: vec!["דנה כהן".to_owned()],
        site: Some("Haifa Daily".to_owned()),
        published: When::from_text("2026-11-23T14:05:00Z"),
        ..Article::default()
    };
    let layout = laid_out(&article, 53, SCREEN);
    let lines: Vec<&Line> = layout
        .lines
        .iter()
        .filter(|line| !line.is_blank())
        .collect();
    assert!(lines.iter().all(|line| line.rtl));
    assert_eq!(lines[0].text(), "HAIFA DAILY");
    let meta = lines.last().expect("a line").text();
    assert!(
        meta.starts_with("3 min  ") && meta.ends_with("ןהכ הנד"),
        "{meta}"
    );
    assert_eq!(width::of(&meta), 53);
}

proptest! {
    #[test]
    fn any_article_fits(
        texts in (any_text(), any_text(), any_text(), any_text()),
        mut blocks in prop::collection::vec(any_block(), 0..5),
        in_code in any_text(),
        width in 0_usize..80,
        beyond in 0_usize..12,
        (kicker, standfirst, band) in any::<(bool, bool, bool)>(),
        minutes in prop::option::of(1_usize..200), title_lines in prop::option::of(1_usize..4),
    ) {
        let (title, dek, author, site) = texts;
        blocks.push(Block::Paragraph { spans: vec![Span::plain("Say "), code(&in_code)] });
        let article = Article {
            title,
            dek: Some(dek),
            byline: vec![author],
            site: Some(site),
            blocks,
            ..Article::default()
        };
        let screen = Screen { kicker, title_lines, standfirst, band, minutes, beyond };
        let layout = laid_out(&article, width, screen);
        for line in &layout.lines {
            let room = width.max(12) + 2 * line.outdent.min(beyond) + usize::from(line.outdent < beyond);
            prop_assert!(line.width() <= room, "{:?} at {}", line.text(), width);
            prop_assert!(line.outdent <= beyond);
        }
        let places: Vec<_> = layout.lines.iter().map(|line| (line.block, line.offset)).collect();
        prop_assert!(places.is_sorted(), "{:?}", places);
    }
}
