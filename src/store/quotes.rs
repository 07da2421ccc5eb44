//! The last prices, so that the next start shows something at once. They are no user state: a
//! provider says them again.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::columns::to_stored;
use super::connection::Store;
use super::error::Result;
use crate::model::{InstrumentKey, Quote};

/// Instruments whose last price is kept, at some 5 KB each: those answered last.
const INSTRUMENTS: i64 = 500;

impl Store {
    /// The kept quotes of these instruments; what is not known, or cannot be read any more, is
    /// left out.
    ///
    /// # Errors
    /// The database cannot be read.
    pub fn quotes(&self, keys: &[InstrumentKey]) -> Result<Vec<Quote>> {
        self.read(|sql| {
            let mut statement = sql.prepare_cached("SELECT quote FROM quote WHERE key = ?1")?;
            let mut quotes = Vec::new();
            for key in keys {
                let text: Option<String> = statement
                    .query_row([key.to_string()], |row| row.get(0))
                    .optional()?;
                let quote: Option<Quote> = text.and_then(|text| serde_json::from_str(&text).ok());
                quotes.extend(quote.filter(|quote| quote.key == *key));
            }
            Ok(quotes)
        })
    }

    /// Keeps quotes in the place of those before.
    ///
    /// # Errors
    /// The database cannot be written.
    pub fn keep_quotes(&mut self, quotes: &[Quote], now: Timestamp) -> Result<()> {
        self.write(|sql| {
            let mut statement = sql.prepare_cached(
                "INSERT INTO quote (key, kept_at, quote) VALUES (?1, ?2, ?3) \
                 ON CONFLICT (key) DO UPDATE SET kept_at = ?2, quote = ?3",
            )?;
            for quote in quotes {
                // A number that JSON cannot hold is no price.
                let Ok(text) = serde_json::to_string(quote) else {
                    continue;
                };
                statement.execute(params![quote.key.to_string(), to_stored(now), text])?;
            }
            sql.prepare_cached(
                "DELETE FROM quote WHERE key IN \
                 (SELECT key FROM quote ORDER BY kept_at DESC LIMIT -1 OFFSET ?1)",
            )?
            .execute([INSTRUMENTS])?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::at;
    use super::*;
    use crate::model::{Hours, InstrumentKind, Series};

    fn quote(symbol: &str, last: f64) -> Quote {
        Quote {
            key: InstrumentKey::new(InstrumentKind::Equity, symbol),
            last,
            as_of: Some(at(5)),
            hours: Hours::Always,
            series: Series::new([(1, Some(1.5)), (2, None)]),
            provider: "yahoo".to_owned(),
            ..Quote::default()
        }
    }

    #[test]
    fn the_last_price_is_kept() {
        let mut store = Store::open_in_memory().expect("memory");
        let (one, other) = (quote("A", 1.0), quote("B@XPAR", 2.0));
        store
            .keep_quotes(&[one.clone(), other.clone()], at(0))
            .expect("kept");
        let newer = Quote { last: 3.0, ..one };
        store
            .keep_quotes(std::slice::from_ref(&newer), at(1))
            .expect("kept");
        let keys = [other.key.clone(), quote("C", 0.0).key, newer.key.clone()];
        assert_eq!(store.quotes(&keys).expect("read"), [other, newer]);
    }

    #[test]
    fn what_cannot_be_read_is_left_out_and_the_oldest_go() {
        let mut store = Store::open_in_memory().expect("memory");
        store.keep_quotes(&[quote("A", 1.0)], at(0)).expect("kept");
        store
            .write(|sql| sql.execute("UPDATE quote SET quote = '{}'", []))
            .expect("damaged");
        assert_eq!(store.quotes(&[quote("A", 1.0).key]).expect("read"), []);
        for number in 0..INSTRUMENTS {
            let quote = quote(&format!("N{number}"), 1.0);
            store.keep_quotes(&[quote], at(1 + number)).expect("kept");
        }
        let count = "SELECT count(*) FROM quote";
        let count: i64 = store
            .read(|sql| sql.query_row(count, [], |row| row.get(0)))
            .expect("counted");
        assert_eq!(count, INSTRUMENTS);
    }
}
