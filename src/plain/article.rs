//! An article as text.

use std::io::{self, IsTerminal, Write};

use jiff::tz::TimeZone;

use super::output;
use crate::markup::clean;
use crate::model::{Article, Instrument};
use crate::text::article::{LayoutOptions, layout, plain};
use crate::text::bidi::Mode;
use crate::text::width;

/// Widest line; a terminal may be narrower.
const WIDEST: u16 = 80;
/// Narrowest line that is still laid out.
const NARROWEST: u16 = 20;

/// Prints an article: title, who and when, the text, its instruments, related headlines.
///
/// # Errors
/// When standard output is closed.
pub(crate) fn print(article: &Article, source: Option<String>) -> io::Result<()> {
    let stdout = io::stdout();
    let columns = if stdout.is_terminal() {
        crossterm::terminal::size().map_or(WIDEST, |(columns, _)| columns)
    } else {
        WIDEST
    };
    let text = text(article, source, columns.clamp(NARROWEST, WIDEST));
    let mut stdout = output::stdout();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

/// The lines in logical order: what reads a pipe puts right-to-left text in order itself.
fn text(article: &Article, source: Option<String>, columns: u16) -> String {
    let options = LayoutOptions {
        width: usize::from(columns),
        source,
        bidi: Mode::Off,
        zone: TimeZone::system(),
        ..LayoutOptions::default()
    };
    let mut text = plain(&layout(article, &options));
    if !article.instruments.is_empty() {
        text.push('\n');
        text.push_str(&instruments(&article.instruments));
    }
    clean::text(&text)
}

/// "Alibaba   17.806 EUR  -2.74 %  Tradegate", the columns under each other.
fn instruments(instruments: &[Instrument]) -> String {
    let rows: Vec<[String; 4]> = instruments.iter().map(cells).collect();
    let widest = |column: usize| rows.iter().map(|row| width::of(&row[column])).max();
    let widths: Vec<usize> = (0..3)
        .map(|column| widest(column).unwrap_or_default())
        .collect();
    let mut text = String::new();
    for [name, price, change, venue] in &rows {
        let line = format!(
            "{}  {}  {}  {venue}",
            width::pad_end(name, widths[0]),
            width::pad_start(price, widths[1]),
            width::pad_start(change, widths[2]),
        );
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn cells(instrument: &Instrument) -> [String; 4] {
    let decimals = usize::from(instrument.decimals.unwrap_or(2).min(12));
    let mut price: Vec<String> = Vec::new();
    price.extend(instrument.price.map(|price| format!("{price:.decimals$}")));
    price.extend(instrument.currency.clone());
    let change = instrument.change_pct;
    [
        clean::line(&instrument.name),
        clean::line(&price.join(" ")),
        change.map_or_else(String::new, |change| format!("{change:+.2} %")),
        clean::line(instrument.venue.as_deref().unwrap_or_default()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    #[test]
    fn an_article_ends_with_its_instruments() {
        let instrument = |name: &str, price, change| Instrument {
            name: name.to_owned(),
            price: Some(price),
            decimals: Some(3),
            currency: Some("EUR".to_owned()),
            venue: Some("Tradegate".to_owned()),
            change_pct: Some(change),
            ..Instrument::default()
        };
        let article = Article {
            title: "A title".to_owned(),
            blocks: vec![Block::paragraph("Some text.\u{1b}[2J")],
            instruments: vec![
                instrument("Acme", 1234.5, -2.74),
                instrument("B\u{202e}C", 17.806, 0.5),
            ],
            ..Article::default()
        };
        let text = text(&article, None, 80);
        assert!(text.starts_with("A title\n"));
        let end =
            "\nAcme  1234.500 EUR  -2.74 %  Tradegate\nBC      17.806 EUR  +0.50 %  Tradegate\n";
        assert!(text.ends_with(end), "{text}");
        assert!(!text.contains('\u{1b}'));
    }
}
