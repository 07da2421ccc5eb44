//! The lines of an article, and how they were asked for.

use jiff::{Timestamp, tz::TimeZone};

use super::bidi::Mode;
use super::line::Line;

/// How an article is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutOptions {
    /// The measure, in columns; fewer than 12 are taken as 12.
    pub width: usize,
    /// What stands around the words.
    pub form: Form,
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

/// What stands around the words of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// Signs that a text file can hold.
    #[default]
    Plain,
    /// A pane of the screen: a head, and margins.
    Screen(Screen),
}

/// What a pane of the screen has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Screen {
    /// The source stands over the title.
    pub kicker: bool,
    /// Most lines of the title; without one it is whole.
    pub title_lines: Option<usize>,
    /// The standfirst is shown.
    pub standfirst: bool,
    /// The head is a band of its own, which ends with a blank row.
    pub band: bool,
    /// Minutes that the text takes, where they are known.
    pub minutes: Option<usize>,
    /// Columns on either side of the measure that a table may take.
    pub beyond: usize,
}

impl Default for LayoutOptions {
    fn default() -> Self {
        Self {
            width: 72,
            form: Form::Plain,
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
    pub(crate) links: Vec<String>,
}

/// A reading place that survives another width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The block, as in [`Line::block`].
    pub block: usize,
    /// Bytes of its text before the place, as in [`Line::offset`].
    pub(crate) offset: usize,
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
    pub(crate) fn line_at(&self, place: Place) -> usize {
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
    pub(crate) fn line_of_block(&self, block: usize) -> usize {
        self.lines.partition_point(|line| line.block < block)
    }
}

/// The lines as plain text, for pipes: no trailing spaces, each line ended. Lay out with
/// `Mode::Off` for this: what reads a pipe wants the logical order.
#[must_use]
pub fn plain(layout: &Layout) -> String {
    let mut text = String::new();
    for line in &layout.lines {
        text.push_str(line.text().trim_end());
        text.push('\n');
    }
    text
}
