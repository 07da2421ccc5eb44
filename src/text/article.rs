//! An article as lines: title, who and when, standfirst, blocks, related headlines.
//!
//! Made once for an article and a width (50,000 words take a few milliseconds); a page on the
//! screen is a slice of the lines.

use jiff::{Timestamp, tz::TimeZone};

use super::bidi::Mode;
use super::blocks;
use super::composer::Composer;
use super::line::Line;
use super::meta;
use super::styled::{Marks, Role, Styled};
use crate::model::{Article, Related, Style};

/// How an article is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutOptions {
    /// Columns; fewer than 12 are taken as 12.
    pub width: usize,
    /// The name of the source it came through, if the article does not name its site.
    pub source: Option<String>,
    /// When it was published as its source says; the article's own statement is preferred when
    /// it is as exact.
    pub published: Option<Timestamp>,
    /// The user's time zone.
    pub zone: TimeZone,
    /// Who puts right-to-left lines in order.
    pub bidi: Mode,
    /// Whether runs refer to links.
    pub links: bool,
    /// Whether `[3]` stands behind each link.
    pub link_numbers: bool,
}

impl Default for LayoutOptions {
    fn default() -> Self {
        Self {
            width: 72,
            source: None,
            published: None,
            zone: TimeZone::UTC,
            bidi: Mode::Auto,
            links: true,
            link_numbers: false,
        }
    }
}

/// The lines of an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// From the title to the last related headline.
    pub lines: Vec<Line>,
    /// Addresses that runs refer to, each once, in order of appearance.
    pub links: Vec<String>,
}

/// A reading place that survives another width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The block, as in [`Line::block`].
    pub block: usize,
    /// Bytes of its text before the place, as in [`Line::offset`].
    pub offset: usize,
}

impl Layout {
    /// The place that a line shows; that of the last line for a line behind the end.
    #[must_use]
    pub fn place(&self, line: usize) -> Place {
        let line = self.lines.get(line).or(self.lines.last());
        line.map_or_else(Place::default, |line| Place {
            block: line.block,
            offset: line.offset,
        })
    }

    /// The line that shows a place: the last one that begins at or before it.
    #[must_use]
    pub fn line_at(&self, place: Place) -> usize {
        let key = |line: &Line| (line.block, line.offset);
        let after = self
            .lines
            .partition_point(|line| key(line) <= (place.block, place.offset));
        let last = after.saturating_sub(1);
        // Several lines can begin at one place (a blank line and the first of a block).
        let Some(found) = self.lines.get(last).map(key) else {
            return 0;
        };
        self.lines.partition_point(|line| key(line) < found)
    }

    /// The first line of a block.
    #[must_use]
    pub fn line_of_block(&self, block: usize) -> usize {
        self.lines.partition_point(|line| line.block < block)
    }

    /// The line that a fraction (0 to 1) of the lines stands before.
    #[must_use]
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss
    )] // a count of lines is far below 2^52, and the product is not negative
    pub fn line_at_fraction(&self, fraction: f64) -> usize {
        let last = self.lines.len().saturating_sub(1);
        ((last as f64 * fraction.clamp(0.0, 1.0)).round() as usize).min(last)
    }
}

/// Lays an article out.
#[must_use]
pub fn layout(article: &Article, options: &LayoutOptions) -> Layout {
    let mut composer = Composer::new(options);
    head(article, options, &mut composer);
    for (index, block) in article.blocks.iter().enumerate() {
        composer.begin(index + 1);
        blocks::lay_out(block, 0, &mut composer);
    }
    if article.paywalled {
        composer.separate();
        composer.text("Only this part of the article is free.", Role::Meta);
    }
    if !article.related.is_empty() {
        composer.begin(article.blocks.len() + 1);
        composer.text("Related", Role::Heading);
        for item in &article.related {
            composer.separate();
            composer.nested("» ", "  ", |composer| related(item, options, composer));
        }
    }
    composer.finish()
}

fn head(article: &Article, options: &LayoutOptions, composer: &mut Composer<'_>) {
    composer.text(&article.title, Role::Title);
    composer.meta(&meta::of_article(article, options), &article.title);
    if let Some(dek) = &article.dek {
        composer.separate();
        composer.text(dek, Role::Dek);
    }
}

fn related(item: &Related, options: &LayoutOptions, composer: &mut Composer<'_>) {
    let link = item.link.as_deref().and_then(|link| composer.link(link));
    let marks = Marks {
        role: Role::Body,
        style: Style {
            bold: true,
            ..Style::default()
        },
        link,
    };
    let mut title = Styled::new(&item.title, marks);
    composer.number(&mut title, link);
    composer.paragraph(&title);
    composer.meta(&meta::of_related(item, options), &item.title);
    if let Some(summary) = &item.summary {
        composer.text(summary, Role::Caption);
    }
}

/// The lines as plain text, for pipes: no trailing spaces, each line ended. Lay out with
/// [`Mode::Off`] for this: what reads a pipe wants the logical order.
#[must_use]
pub fn plain(layout: &Layout) -> String {
    let mut text = String::new();
    for line in &layout.lines {
        let start = text.len();
        text.extend(line.runs.iter().map(|run| run.text.as_str()));
        text.truncate(start + text[start..].trim_end().len());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests;
