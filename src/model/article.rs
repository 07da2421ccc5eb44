//! A clean article: what is left of a page when everything around the text is gone.

use serde::{Deserialize, Serialize};

use super::instrument::Instrument;
use super::when::When;

/// Where a word may be parted at the end of a line; it shows nothing anywhere else.
pub const SOFT_HYPHEN: char = '\u{ad}';

/// Where a new line begins inside a paragraph: the lines of an address or a poem.
pub const LINE_BREAK: char = '\n';

/// The article of one page.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Article {
    /// Canonical address, when the page or the caller knows it.
    pub url: Option<String>,
    /// The headline, without the site's name.
    pub title: String,
    /// The standfirst; never repeated in `blocks`.
    pub dek: Option<String>,
    /// Names of the authors, one each.
    pub byline: Vec<String>,
    /// The news agency that supplied the text ("Reuters").
    pub agency: Option<String>,
    /// When it was published.
    pub published: Option<When>,
    /// The publication's name.
    pub site: Option<String>,
    /// BCP 47 language tag ("fr", "zh-Hant").
    pub lang: Option<String>,
    /// Address of the lead image.
    pub image: Option<String>,
    /// The text, in reading order.
    pub blocks: Vec<Block>,
    /// Instruments that the page associates with the story.
    pub instruments: Vec<Instrument>,
    /// Other headlines the page recommends.
    pub related: Vec<Related>,
    /// The page says that only a part of the text is free.
    #[serde(default)]
    pub paywalled: bool,
}

/// A headline that a page recommends beside its article.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Related {
    /// The headline.
    pub title: String,
    /// Absolute address.
    pub link: Option<String>,
    /// The agency it came from.
    pub agency: Option<String>,
    /// When it was published.
    pub published: Option<When>,
    /// The teaser under it.
    pub summary: Option<String>,
}

/// One block of an article's text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its runs of text.
        spans: Vec<Span>,
    },
    /// A heading; level 2 is the first below the title.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its runs of text.
        spans: Vec<Span>,
    },
    /// A list; each item is a sequence of blocks, so lists nest.
    List {
        /// Numbered or bulleted.
        ordered: bool,
        /// The number of the first item.
        start: u32,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// Preformatted text.
    Code {
        /// The programming language, if the page names it.
        lang: Option<String>,
        /// The text, line breaks kept.
        text: String,
    },
    /// A table.
    Table {
        /// Whether the first row is a header.
        header: bool,
        /// Rows of cells.
        rows: Vec<Vec<Paragraphs>>,
    },
    /// A picture.
    Image {
        /// Absolute address.
        src: String,
        /// The text alternative.
        alt: Option<String>,
        /// What stands under it.
        caption: Option<String>,
        /// Who made it.
        credit: Option<String>,
    },
    /// Something that only a browser can show: a video, a post.
    Embed {
        /// What it is.
        title: String,
        /// Where it is.
        link: String,
    },
    /// A thematic break.
    Rule,
}

/// The runs of text of one table cell.
pub type Paragraphs = Vec<Span>;

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Span {
    /// The text; white space is already folded, and a [`LINE_BREAK`] begins a new line. A
    /// [`SOFT_HYPHEN`] stands between two letters only.
    pub text: String,
    /// Emphasis.
    #[serde(default, skip_serializing_if = "Style::is_plain")]
    pub style: Style,
    /// Absolute address if the run is a link (http, https or mailto only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
}

/// Emphasis of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(clippy::struct_excessive_bools)] // four independent marks, not a state
pub struct Style {
    /// Strong importance.
    pub bold: bool,
    /// Stress.
    pub italic: bool,
    /// Code.
    pub code: bool,
    /// Struck out.
    pub strike: bool,
}

impl Style {
    /// Whether no mark is set.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

impl Span {
    /// A run without emphasis or link.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

impl Block {
    /// A paragraph of one plain run.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph {
            spans: vec![Span::plain(text)],
        }
    }

    /// The block as plain text; lines inside it are separated by `\n`. Images give nothing:
    /// their captions are not part of the text.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Paragraph { spans } | Self::Heading { spans, .. } => join(spans),
            Self::List { items, .. } => items
                .iter()
                .map(|item| blocks_text(item, "\n"))
                .collect::<Vec<_>>()
                .join("\n"),
            Self::Quote { blocks } => blocks_text(blocks, "\n"),
            Self::Code { text, .. } => text.clone(),
            Self::Table { rows, .. } => rows
                .iter()
                .map(|row| {
                    row.iter()
                        .map(|cell| join(cell))
                        .collect::<Vec<_>>()
                        .join("\t")
                })
                .collect::<Vec<_>>()
                .join("\n"),
            Self::Image { .. } | Self::Embed { .. } | Self::Rule => String::new(),
        }
    }
}

impl Article {
    /// The body as plain text, blocks separated by an empty line.
    #[must_use]
    pub fn text(&self) -> String {
        blocks_text(&self.blocks, "\n\n")
    }

    /// The body's length in characters.
    #[must_use]
    pub fn len(&self) -> usize {
        self.blocks
            .iter()
            .map(|block| block.text().chars().count())
            .sum()
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks
            .iter()
            .all(|block| block.text().trim().is_empty())
    }
}

fn join(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

fn blocks_text(blocks: &[Block], separator: &str) -> String {
    let texts: Vec<String> = blocks
        .iter()
        .map(Block::text)
        .filter(|text| !text.is_empty())
        .collect();
    texts.join(separator)
}
