//! Headlines, one a line: number, marks, date, source, title.

use std::io::{self, BufWriter, IsTerminal, Write};

use jiff::tz::TimeZone;

use super::{json, output};
use crate::markup::clean;
use crate::model::Headline;
use crate::model::source::shown_address;
use crate::text::width;

/// Columns of the source's name.
const SOURCE: usize = 20;

/// A headline as it may be shown: the address of a page that the user kept may hold a password.
#[must_use]
pub(crate) fn shown(headline: &Headline) -> Headline {
    Headline {
        link: headline.link.as_deref().map(shown_address),
        ..headline.clone()
    }
}

/// Prints pages of headlines as text or as one JSON array.
pub(crate) struct Printer {
    out: BufWriter<Box<dyn Write>>,
    json: bool,
    count: usize,
    zone: TimeZone,
    /// The terminal's width; a pipe gets whole titles.
    columns: Option<usize>,
}

impl Printer {
    /// A printer to standard output.
    #[must_use]
    pub(crate) fn new(json: bool) -> Self {
        let stdout = io::stdout();
        let columns = if stdout.is_terminal() {
            crossterm::terminal::size().ok()
        } else {
            None
        };
        Self {
            out: BufWriter::new(if json {
                Box::new(stdout)
            } else {
                Box::new(output::stdout())
            }),
            json,
            count: 0,
            zone: TimeZone::system(),
            columns: columns.map(|(columns, _)| usize::from(columns)),
        }
    }

    /// Prints some headlines.
    ///
    /// # Errors
    /// When standard output is closed.
    pub(crate) fn print(&mut self, headlines: &[Headline]) -> io::Result<()> {
        for headline in headlines {
            if self.json {
                let before = if self.count == 0 { "[" } else { ",\n " };
                self.out.write_all(before.as_bytes())?;
                json::write(&mut self.out, &shown(headline))?;
            } else {
                let line = line(headline, &self.zone);
                match self.columns {
                    Some(columns) => writeln!(self.out, "{}", width::truncate(&line, columns))?,
                    None => writeln!(self.out, "{line}")?,
                }
            }
            self.count += 1;
        }
        Ok(())
    }

    /// Ends the output.
    ///
    /// # Errors
    /// When standard output is closed.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        if self.json {
            let end = if self.count == 0 { "[]" } else { "]" };
            writeln!(self.out, "{end}")?;
        }
        self.out.flush()
    }
}

/// "    42 *★ 2026-11-23 14:05  Source                Title"; `*` is unread, `★` a favourite.
fn line(headline: &Headline, zone: &TimeZone) -> String {
    let unread = if headline.read { ' ' } else { '*' };
    let kept = if headline.favourite { '★' } else { ' ' };
    let time = zone
        .to_datetime(headline.published)
        .strftime("%Y-%m-%d %H:%M");
    let source = width::fit(&clean::line(&headline.source_name), SOURCE);
    let title = clean::line(&headline.title);
    format!(
        "{:>6} {unread}{kept} {time}  {source}  {title}",
        headline.id.0
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{HeadlineId, SourceId};

    #[test]
    fn columns_stand_under_each_other() {
        let headline = Headline {
            id: HeadlineId(42),
            source: SourceId(1),
            source_name: "港町通信".to_owned(),
            title: "A\u{1b}]0;x\u{7}B\u{202e}C\nD".to_owned(),
            link: None,
            author: None,
            published: "2026-11-23T14:05:00Z".parse().unwrap(),
            summary: String::new(),
            read: false,
            favourite: true,
            has_article: false,
            minutes: None,
        };
        let line = line(&headline, &TimeZone::UTC);
        assert_eq!(
            line,
            "    42 *★ 2026-11-23 14:05  港町通信              ABC D"
        );
    }
}
