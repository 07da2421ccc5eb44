//! The health of sources as a table, or as JSON for programs.

use std::io::{self, IsTerminal, Write};

use jiff::Timestamp;
use serde::Serialize;

use super::{json, output};
use crate::markup::clean;
use crate::model::source::shown_address;
use crate::model::{Source, Verdict, verdict};
use crate::text::width;

/// Between two columns.
const GAP: &str = "  ";
/// Longest name that others are aligned to.
const NAME: usize = 32;
/// Least columns that the words at the end of a row are worth.
const WORDS: usize = 24;

/// Prints the sources as one JSON array, one object a line.
///
/// # Errors
/// When standard output is closed.
pub(crate) fn print_json(sources: &[&Source], now: Timestamp) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for (index, source) in sources.iter().enumerate() {
        let before = if index == 0 { "[" } else { ",\n " };
        out.write_all(before.as_bytes())?;
        json::write(&mut out, &SourceRow::of(source, now))?;
    }
    writeln!(out, "{}", if sources.is_empty() { "[]" } else { "]" })?;
    out.flush()
}

/// One source for programs. The names are documented in the command's help, and stay.
#[derive(Serialize)]
struct SourceRow<'a> {
    name: &'a str,
    url: String,
    groups: &'a [String],
    verdict: Verdict,
    words: String,
    paused: bool,
    gone: bool,
    last_success: Option<Timestamp>,
    last_attempt: Option<Timestamp>,
    next_due: Option<Timestamp>,
    error: Option<String>,
    failures: u32,
    status: Option<u16>,
    latency_ms: Option<u64>,
    bytes: Option<u64>,
    usual_gap_seconds: Option<i64>,
    newest: Option<Timestamp>,
    new_address: Option<String>,
    discovered: Option<String>,
    unread: u64,
    total: u64,
}

impl<'a> SourceRow<'a> {
    fn of(source: &'a Source, now: Timestamp) -> Self {
        let health = &source.health;
        Self {
            name: &source.name,
            url: shown_address(&source.url),
            groups: &source.groups,
            verdict: Verdict::of(source, now),
            words: verdict::words(source, now),
            paused: health.paused,
            gone: health.gone,
            last_success: health.last_success,
            last_attempt: health.last_attempt,
            next_due: verdict::next_due(source),
            error: health.error.as_ref().map(ToString::to_string),
            failures: health.failures,
            status: health.status,
            latency_ms: health.latency_ms,
            bytes: health.bytes,
            usual_gap_seconds: health.usual_gap,
            newest: health.newest,
            new_address: verdict::new_address(source).map(shown_address),
            discovered: health.discovered.as_deref().map(shown_address),
            unread: source.unread,
            total: source.total,
        }
    }
}

/// Prints the sources as an aligned table: as wide as the terminal, or whole into a pipe.
///
/// # Errors
/// When standard output is closed.
pub(crate) fn print_table(
    sources: &[&Source],
    now: Timestamp,
    is_coloured: bool,
) -> io::Result<()> {
    let size = io::stdout()
        .is_terminal()
        .then(crossterm::terminal::size)
        .and_then(Result::ok);
    let columns = size.map(|(columns, _)| usize::from(columns));
    let mut out = io::BufWriter::new(output::stdout());
    for line in table(sources, now, columns, is_coloured) {
        writeln!(out, "{line}")?;
    }
    out.flush()
}

/// One column: its heading and its cell for each source.
struct Column {
    heading: &'static str,
    cells: Vec<String>,
    /// Numbers stand at the right edge.
    is_number: bool,
}

impl Column {
    fn new(heading: &'static str, is_number: bool, cells: Vec<String>) -> Self {
        Self {
            heading,
            cells,
            is_number,
        }
    }

    fn width(&self) -> usize {
        let cells = self.cells.iter().map(|cell| width::of(cell));
        cells.max().unwrap_or(0).max(width::of(self.heading))
    }
}

/// The lines of the table. Narrow terminals lose the numbers first, then the times; the words
/// at the end are cut where a line would wrap.
fn table(
    sources: &[&Source],
    now: Timestamp,
    columns: Option<usize>,
    is_coloured: bool,
) -> Vec<String> {
    let mut parts = parts(sources, now);
    let optional = [5, 6, 7, 3, 4];
    let fixed =
        |parts: &[Column]| -> usize { parts.iter().map(|part| part.width() + GAP.len()).sum() };
    if let Some(columns) = columns {
        for index in optional {
            if fixed(&parts) + WORDS > columns {
                parts[index].cells.clear();
                parts[index].heading = "";
            }
        }
        parts.retain(|part| !part.heading.is_empty());
    }
    let words = sources
        .iter()
        .map(|source| clean::line(&verdict::words(source, now)));
    let address = |source: &Source| match columns {
        Some(_) => String::new(),
        None => format!("{GAP}{}", clean::line(&shown_address(&source.url))),
    };
    let mut lines = vec![line(&parts, None, "WHY")];
    for (row, words) in words.enumerate() {
        let end = format!("{words}{}", address(sources[row]));
        lines.push(line(&parts, Some(row), &end));
    }
    lines
        .into_iter()
        .enumerate()
        .map(|(number, line)| {
            let line = match columns {
                Some(columns) => width::truncate(&line, columns).trim_end().to_owned(),
                None => line.trim_end().to_owned(),
            };
            match number.checked_sub(1) {
                Some(row) if is_coloured => coloured(&line, Verdict::of(sources[row], now)),
                _ => line,
            }
        })
        .collect()
}

fn parts(sources: &[&Source], now: Timestamp) -> Vec<Column> {
    let cells = |cell: &dyn Fn(&Source) -> String| -> Vec<String> {
        sources.iter().map(|source| cell(source)).collect()
    };
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    vec![
        Column::new(
            "STATE",
            false,
            cells(&|source| Verdict::of(source, now).word().to_owned()),
        ),
        Column::new(
            "SOURCE",
            false,
            cells(&|source| width::truncate(&clean::line(&source.name), NAME).into_owned()),
        ),
        Column::new(
            "LAST SUCCESS",
            false,
            cells(&|source| {
                let success = source.health.last_success;
                success.map_or_else(|| "never".to_owned(), |at| verdict::ago(at, now))
            }),
        ),
        Column::new("NEXT", false, cells(&|source| verdict::next(source, now))),
        Column::new(
            "STATUS",
            true,
            cells(&|source| or_dash(source.health.status.map(|status| status.to_string()))),
        ),
        Column::new(
            "TOOK",
            true,
            cells(&|source| or_dash(source.health.latency_ms.map(verdict::latency))),
        ),
        Column::new(
            "SIZE",
            true,
            cells(&|source| or_dash(source.health.bytes.map(verdict::size))),
        ),
        Column::new(
            "EVERY",
            true,
            cells(&|source| or_dash(source.health.usual_gap.map(verdict::span))),
        ),
    ]
}

/// A line of the table; the headings for no row.
fn line(parts: &[Column], row: Option<usize>, end: &str) -> String {
    let mut line = String::new();
    for part in parts {
        let cell = row.map_or(part.heading, |row| &part.cells[row]);
        let cell = if part.is_number {
            width::pad_start(cell, part.width())
        } else {
            width::pad_end(cell, part.width())
        };
        line.push_str(&cell);
        line.push_str(GAP);
    }
    line + end
}

/// The verdict's word in its colour; the word itself says it too.
fn coloured(line: &str, verdict: Verdict) -> String {
    let colour = match verdict {
        Verdict::Gone | Verdict::Failing => "31",
        Verdict::Offline | Verdict::Moved | Verdict::Quiet => "33",
        Verdict::NeverAsked | Verdict::Paused | Verdict::Fine => return line.to_owned(),
    };
    let word = verdict.word();
    match line.strip_prefix(word) {
        Some(rest) => format!("\u{1b}[{colour}m{word}\u{1b}[0m{rest}"),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Health, SourceId};

    fn now() -> Timestamp {
        "2026-11-23T12:00:00Z".parse().expect("a time")
    }

    fn sources() -> Vec<Source> {
        let source = |number: i64, name: &str, health| Source {
            id: SourceId(number),
            url: format!("https://me:secret@{number}.example/feed"),
            name: name.to_owned(),
            groups: vec![],
            unread: 1,
            total: 2,
            health,
        };
        let failing = Health {
            error: Some(crate::model::Failure::Other(
                "the server answered 500\u{1b}[2J; try later".to_owned(),
            )),
            failures: 4,
            status: Some(500),
            last_attempt: "2026-11-23T11:00:00Z".parse().ok(),
            ..Health::default()
        };
        let fine = Health {
            last_attempt: "2026-11-23T11:00:00Z".parse().ok(),
            last_success: "2026-11-23T11:00:00Z".parse().ok(),
            next_due: "2026-11-23T15:00:00Z".parse().ok(),
            newest: "2026-11-23T10:00:00Z".parse().ok(),
            usual_gap: Some(21_600),
            latency_ms: Some(120),
            bytes: Some(45_000),
            status: Some(200),
            ..Health::default()
        };
        vec![source(1, "港町通信", failing), source(2, "Harbour", fine)]
    }

    fn lines(columns: Option<usize>, is_coloured: bool) -> Vec<String> {
        let sources = sources();
        let sources: Vec<&Source> = sources.iter().collect();
        table(&sources, now(), columns, is_coloured)
    }

    #[test]
    fn a_pipe_gets_everything_and_no_colour() {
        let lines = lines(None, true);
        assert!(lines[1].starts_with("\u{1b}[31mfailing"));
        let plain = self::lines(None, false);
        assert!(!plain.iter().any(|line| line.contains('\u{1b}')));
        assert!(
            plain[1].ends_with("it never worked  https://1.example/feed"),
            "{plain:?}"
        );
        assert_eq!(
            plain[2],
            "fine     Harbour   1 h ago       in 3 h      200  120 ms  45 kB    6 h  usually every 6 h, newest 2 h ago  https://2.example/feed"
        );
    }

    #[test]
    fn every_terminal_gets_lines_that_fit_and_columns_that_align() {
        for columns in 10..200 {
            let lines = lines(Some(columns), false);
            assert!(lines.iter().all(|line| width::of(line) <= columns));
            assert!(
                columns < 50 || lines[1].contains("the"),
                "{columns}: {lines:?}"
            );
            let place = |line: &str, word: &str| line.find(word).map(|at| width::of(&line[..at]));
            if let Some(at) = place(&lines[0], "LAST SUCCESS").filter(|_| columns > 40) {
                assert_eq!(place(&lines[1], "never"), Some(at));
                assert_eq!(place(&lines[2], "1 h ago"), Some(at));
            }
        }
    }
}
