//! What articles look like as lines.

use proptest::prelude::*;

use super::*;
use crate::model::{Block, Span, When};
use crate::text::bidi::Mode;
use crate::text::line::Line;

fn link(text: &str, address: &str) -> Span {
    Span {
        text: text.to_owned(),
        link: Some(address.to_owned()),
        ..Span::default()
    }
}

pub(super) fn row(cells: &[&str]) -> Vec<Vec<Span>> {
    cells.iter().map(|cell| vec![Span::plain(*cell)]).collect()
}

/// The blocks alone, at a width.
fn shown(blocks: Vec<Block>, width: usize) -> String {
    let article = Article {
        blocks,
        ..Article::default()
    };
    let options = LayoutOptions {
        width,
        ..LayoutOptions::default()
    };
    plain(&layout(&article, &options))
}

/// A bulleted list with a numbered one inside.
fn list() -> Block {
    let paragraph = Block::paragraph;
    let inner = Block::List {
        ordered: true,
        start: 9,
        items: vec![vec![paragraph("state")], vec![paragraph("islands")]],
    };
    Block::List {
        ordered: false,
        start: 1,
        items: vec![
            vec![paragraph("東京の株価は、上昇。新しいエンジンは静かだ。")],
            vec![paragraph("money"), inner],
        ],
    }
}

/// An article with one of everything, in four scripts.
pub(super) fn everything() -> Article {
    let paragraph = Block::paragraph;
    Article {
        title: "Ferries to the islands run all winter".to_owned(),
        dek: Some("A new hull made it possible.".to_owned()),
        byline: vec!["Ann Author".to_owned(), "reuters".to_owned()],
        agency: Some("Reuters".to_owned()),
        site: Some("The Northern Post".to_owned()),
        published: When::from_text("2022-01-18T14:09:00+01:00"),
        blocks: vec![
            Block::Paragraph {
                spans: vec![
                    Span::plain("See the "),
                    link("timetable", "https://example.org/t"),
                    Span::plain(" 👨‍👩‍👧 today."),
                ],
            },
            Block::Heading {
                level: 2,
                spans: vec![Span::plain("変わったこと")],
            },
            list(),
            Block::Quote {
                blocks: vec![
                    paragraph("We asked when."),
                    paragraph("Then it was winter."),
                ],
            },
            paragraph("أخبار (42) من Helsinki اليوم عن البحر"),
            Block::Code {
                lang: None,
                text: "fn main() {\n\tboat.leave_at(6);\n}".to_owned(),
            },
            Block::Image {
                src: "https://example.org/p.jpg".to_owned(),
                alt: None,
                caption: Some("The boat".to_owned()),
                credit: Some("C. Camera".to_owned()),
            },
            Block::Rule,
        ],
        related: vec![Related {
            title: "Harbour gets a crane".to_owned(),
            link: Some("https://example.org/crane".to_owned()),
            agency: Some("AFP".to_owned()),
            published: When::from_text("2022-01-17"),
            summary: Some("The old one stays.".to_owned()),
        }],
        paywalled: true,
        ..Article::default()
    }
}

fn laid_out(width: usize) -> Layout {
    let options = LayoutOptions {
        width,
        ..LayoutOptions::default()
    };
    layout(&everything(), &options)
}

#[test]
fn an_article_at_40_columns() {
    let expected = "\
Ferries to the islands run all winter
The Northern Post · Reuters · Ann Author
· Tue 18 Jan 2022, 13:09

A new hull made it possible.

See the timetable 👨‍👩‍👧 today.

変わったこと

• 東京の株価は、上昇。新しいエンジンは静
  かだ。
• money
   9. state
  10. islands

▎ We asked when.
▎
▎ Then it was winter.

رحبلا نع مويلا Helsinki نم (42) رابخأ

│ fn main() {
│     boat.leave_at(6);
│ }

▣ The boat (C. Camera)

────────────

Only this part of the article is free.

Related

» Harbour gets a crane
  AFP · Mon 17 Jan 2022
  The old one stays.
";
    assert_eq!(plain(&laid_out(40)), expected);
}

#[test]
fn an_article_at_20_columns() {
    let text = plain(&laid_out(20));
    for part in [
        "Ferries to the\nislands run all\nwinter\n",
        "• 東京の株価は、上\n  昇。新しいエンジン\n  は静かだ。\n",
        "نم (42) رابخأ\nنع مويلا Helsinki\nرحبلا\n",
        "│     boat.leave_at(\n│ ↪ 6);\n",
    ] {
        assert!(text.contains(part), "{part:?} is missing in:\n{text}");
    }
}

#[test]
fn no_line_is_wider_than_asked() {
    for width in 12..90 {
        for line in laid_out(width).lines {
            assert!(line.width() <= width, "{:?} at {width}", line.text());
        }
    }
}

#[test]
fn right_to_left_lines_say_so_and_can_be_left_to_the_terminal() {
    let arabic = |layout: Layout| {
        layout
            .lines
            .into_iter()
            .filter(|line| line.block == 5)
            .collect()
    };
    let lines: Vec<Line> = arabic(laid_out(72));
    assert!(lines.iter().all(|line| line.rtl || line.is_blank()));
    let options = LayoutOptions {
        bidi: Mode::Off,
        ..LayoutOptions::default()
    };
    let lines: Vec<Line> = arabic(layout(&everything(), &options));
    let text = "أخبار (42) من Helsinki اليوم عن البحر";
    assert!(lines.iter().any(|line| line.text() == text && !line.rtl));
}

#[test]
fn tables_fit_or_become_lists() {
    let table = Block::Table {
        header: true,
        rows: vec![
            row(&["Company", "Price", "What it does in a few words"]),
            row(&["Norvik", "12.30", "Builds small ferries for short routes"]),
            row(&["Ostsund", "1,204.00", "–"]),
        ],
    };
    let text = shown(vec![table.clone()], 44);
    assert!(
        text.starts_with("Company     Price  What it does in a few\n"),
        "{text}"
    );
    assert!(
        text.contains("Norvik      12.30  Builds small ferries for\n"),
        "{text}"
    );
    assert!(text.contains("Ostsund  1,204.00  –\n"), "{text}");
    let stacked = shown(vec![table], 20);
    assert!(
        stacked.contains("Company: Norvik\nPrice: 12.30\n"),
        "{stacked}"
    );
}

#[test]
fn links_are_numbered_once_and_can_be_off() {
    let blocks = vec![Block::Paragraph {
        spans: vec![
            link("one", "https://a.example/"),
            link(" and more", "https://a.example/"),
            Span::plain(", "),
            link("two", "https://b.example/"),
            Span::plain(", "),
            link("one again", "https://a.example/"),
        ],
    }];
    let article = Article {
        blocks,
        ..Article::default()
    };
    let mut options = LayoutOptions {
        link_numbers: true,
        ..LayoutOptions::default()
    };
    let numbered = layout(&article, &options);
    assert_eq!(numbered.links, ["https://a.example/", "https://b.example/"]);
    assert_eq!(plain(&numbered), "one and more[1], two[2], one again[1]\n");
    options.links = false;
    let bare = layout(&article, &options);
    assert!(bare.links.is_empty());
    assert_eq!(plain(&bare), "one and more, two, one again\n");
}

#[test]
fn a_reading_place_survives_another_width() {
    let text = "word ".repeat(400);
    let article = Article {
        title: "Title".to_owned(),
        blocks: vec![Block::paragraph("short"), Block::paragraph(text)],
        ..Article::default()
    };
    let at = |width| {
        let options = LayoutOptions {
            width,
            ..LayoutOptions::default()
        };
        layout(&article, &options)
    };
    let (wide, narrow) = (at(72), at(30));
    for line in 0..wide.lines.len() {
        let place = wide.place(line);
        let there = narrow.line_at(place);
        let back = wide.line_at(narrow.place(there));
        assert!(
            back <= line && line - back <= 2,
            "{line} -> {there} -> {back}"
        );
    }
    assert!(
        narrow.lines[narrow.line_of_block(2)]
            .text()
            .starts_with("word")
    );
    assert_eq!(
        Layout::default().line_at(Place {
            block: 3,
            offset: 9
        }),
        0
    );
    assert_eq!(Layout::default().place(7), Place::default());
}

pub(super) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,20}",
        "[a-z \n]{0,40}",
        "[א-ת0-9 ()]{0,30}",
        "[ぁ-ん。、「」]{0,30}",
        Just(String::new()),
    ]
}

pub(super) fn any_block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        any_text().prop_map(Block::paragraph),
        any_text().prop_map(|text| Block::Code { lang: None, text }),
        (any_text(), any_text()).prop_map(|(title, link)| Block::Embed { title, link }),
        (
            prop::collection::vec(prop::collection::vec(any_text(), 0..5), 0..4),
            any::<bool>()
        )
            .prop_map(|(rows, header)| Block::Table {
                header,
                rows: rows
                    .iter()
                    .map(|cells| row(&cells.iter().map(String::as_str).collect::<Vec<_>>()))
                    .collect(),
            }),
        Just(Block::Rule),
    ];
    leaf.prop_recursive(6, 40, 4, |inner| {
        let blocks = prop::collection::vec(inner, 0..4);
        prop_oneof![
            blocks.clone().prop_map(|blocks| Block::Quote { blocks }),
            (
                prop::collection::vec(blocks, 0..4),
                any::<bool>(),
                any::<u32>()
            )
                .prop_map(|(items, ordered, start)| Block::List {
                    ordered,
                    start,
                    items
                }),
        ]
    })
}

proptest! {
    #[test]
    fn any_article_fits(
        title in any_text(),
        blocks in prop::collection::vec(any_block(), 0..5),
        width in 0_usize..50,
    ) {
        let article = Article { title, blocks, ..Article::default() };
        let options = LayoutOptions { width, ..LayoutOptions::default() };
        let layout = layout(&article, &options);
        for line in &layout.lines {
            prop_assert!(line.width() <= width.max(12), "{:?} at {}", line.text(), width);
        }
        let places: Vec<_> = layout.lines.iter().map(|line| (line.block, line.offset)).collect();
        prop_assert!(places.is_sorted(), "{:?}", places);
    }
}
