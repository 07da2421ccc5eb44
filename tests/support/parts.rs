//! An article with one of everything that stands in its pane, for pictures.

use newswire::model::{Article, Block, Span, Style, When};

/// A report of a share, with code and a table.
pub fn article() -> Article {
    let row = |cells: [&str; 4]| cells.map(|text| vec![Span::plain(text)]).to_vec();
    let paragraph = Block::paragraph;
    Article {
        title: "Nerva perd plus de 4\u{a0}% : Bruxelles enquête sur ses contrats de stockage"
            .to_owned(),
        dek: Some("Les banques limitent la baisse.".to_owned()),
        byline: vec!["Aubin Trémoulet".to_owned()],
        site: Some("La Cote littorale".to_owned()),
        published: When::from_text("2026-11-27T14:09:00Z"),
        blocks: vec![
            paragraph_with_code(),
            Block::Heading {
                level: 2,
                spans: vec![Span::plain("Les banques amortissent")],
            },
            Block::Quote {
                blocks: vec![
                    paragraph("Chaque rebond sera vendu."),
                    paragraph("— O. Sarrazac"),
                ],
            },
            Block::List {
                ordered: false,
                start: 1,
                items: vec![vec![paragraph("une baisse")], vec![paragraph("un rebond")]],
            },
            Block::Code {
                lang: Some("sh".to_owned()),
                text: "quay --since 04:00\n# quiet".to_owned(),
            },
            Block::Table {
                header: true,
                rows: vec![
                    row(["Valeur", "Cours", "Jour", "Depuis"]),
                    row(["Nerva", "201,85", "−4,12\u{a0}%", "−1,2"]),
                    row(["Crédit du Ponant", "31,24", "+1,60\u{a0}%", "+0,3"]),
                ],
            },
            Block::Image {
                src: "https://example.org/p.jpg".to_owned(),
                alt: None,
                caption: Some("Le siège de Nerva".to_owned()),
                credit: None,
            },
        ],
        ..Article::default()
    }
}

/// Words, a link, and code in a line.
fn paragraph_with_code() -> Block {
    let span = |text: &str, code: bool, link: Option<&str>| Span {
        text: text.to_owned(),
        style: Style {
            code,
            ..Style::default()
        },
        link: link.map(str::to_owned),
    };
    Block::Paragraph {
        spans: vec![
            span("Le groupe facture la ", false, None),
            span("sortie des données", false, Some("https://example.org/a")),
            span(" avec ", false, None),
            span("quay --bill-all", true, None),
            span(".", false, None),
        ],
    }
}
