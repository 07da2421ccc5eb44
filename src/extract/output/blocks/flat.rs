//! Blocks as lines of one text, for the cells of a table.

use crate::extract::output::inline;
use crate::model::{Block, LINE_BREAK, Span, Style};

/// The blocks as runs of text, each beginning a line of its own.
pub(super) fn spans(blocks: &[Block]) -> Vec<Span> {
    let mut text = Vec::new();
    for line in blocks.iter().flat_map(lines) {
        inline::append(&mut text, line, LINE_BREAK);
    }
    text
}

fn lines(block: &Block) -> Vec<Vec<Span>> {
    match block {
        Block::Paragraph { spans } | Block::Heading { spans, .. } => vec![spans.clone()],
        Block::List {
            ordered,
            start,
            items,
        } => (*start..)
            .zip(items)
            .flat_map(|(number, item)| {
                let marker = if *ordered {
                    format!("{number}. ")
                } else {
                    "• ".to_owned()
                };
                let mut lines: Vec<Vec<Span>> = item.iter().flat_map(lines).collect();
                if let Some(first) = lines.first_mut() {
                    first.insert(0, Span::plain(marker));
                }
                lines
            })
            .collect(),
        Block::Quote { blocks } => blocks.iter().flat_map(lines).collect(),
        Block::Code { text, .. } => text.lines().map(|line| vec![code(line)]).collect(),
        Block::Image {
            src, alt, caption, ..
        } => {
            let text = caption.as_ref().or(alt.as_ref());
            vec![vec![linked(text.map_or("Picture", String::as_str), src)]]
        }
        Block::Embed { title, link } => vec![vec![linked(title, link)]],
        Block::Table { .. } | Block::Rule => Vec::new(),
    }
}

/// A line of code; spaces that do not break keep its indent.
fn code(line: &str) -> Span {
    let indent = line.len() - line.trim_start().len();
    Span {
        text: format!("{}{}", "\u{a0}".repeat(indent), &line[indent..]),
        style: Style {
            code: true,
            ..Style::default()
        },
        link: None,
    }
}

fn linked(text: &str, address: &str) -> Span {
    Span {
        link: Some(address.to_owned()),
        ..Span::plain(text)
    }
}
