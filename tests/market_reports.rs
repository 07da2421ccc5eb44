//! Faults that users of other tickers reported: from the bytes of an answer through the plan to
//! the row that is seen. What concerns one room alone is tested there; a fault in a terminal is
//! tried by `ticker_program`.

use jiff::Timestamp;
use newswire::app::views::ticker::row::{RowState, TickerRow};
use newswire::app::views::ticker::state::Ticker;
use newswire::market::notation;
use newswire::market::provider::{Answers, Provider, QuoteError, Reply};
use newswire::market::providers::yahoo::Yahoo;
use newswire::market::schedule::{Question, Schedule};
use newswire::model::Group;

const START: i64 = 1_800_000_000;
const HOUR: i64 = 3_600;

/// One symbol in a watchlist, its provider, and the clock of the test.
struct Desk {
    symbol: &'static str,
    yahoo: Yahoo,
    schedule: Schedule,
    ticker: Ticker,
    now: i64,
    asked: usize,
}

impl Desk {
    fn of(symbol: &'static str) -> Self {
        let yahoo = Yahoo::new("http://prices.test");
        let mut schedule = Schedule::new([(yahoo.id(), yahoo.capabilities())], 7);
        let key = notation::key(symbol);
        let routes = yahoo
            .symbol(&key)
            .map(|symbol| newswire::market::schedule::Route {
                provider: 0,
                symbol,
            });
        let group = Group {
            name: String::new(),
            symbols: vec![symbol.to_owned()],
        };
        let mut ticker = Ticker::new(vec![group], false);
        ticker.show(std::slice::from_ref(&key), at(0));
        for (key, answer) in schedule.watch(&[(key, routes.into_iter().collect())], at(0)) {
            ticker.apply(&key, answer, at(0));
        }
        Self {
            symbol,
            yahoo,
            schedule,
            ticker,
            now: 0,
            asked: 0,
        }
    }

    /// The next question, at the moment at which it is due.
    fn next(&mut self) -> Question {
        loop {
            if let Some(question) = self.schedule.next(at(self.now)).pop() {
                self.asked += 1;
                return question;
            }
            let next = self
                .schedule
                .next_deadline(at(self.now))
                .expect("a next question");
            self.now = next.as_second() - START + 1;
        }
    }

    /// Answers the next question; returns the row.
    fn answer(&mut self, status: u16, retry_after_seconds: Option<i64>, body: &str) -> TickerRow {
        let question = self.next();
        let reply = Reply {
            status,
            content_type: None,
            retry_after_seconds,
            body: body.as_bytes(),
        };
        let answer = self.yahoo.read(&question.asked, &reply, at(self.now));
        self.record(&question, answer)
    }

    fn record(&mut self, question: &Question, answer: Result<Answers, QuoteError>) -> TickerRow {
        let now = at(self.now);
        for (key, answer) in self.schedule.answered(question, answer, now) {
            self.ticker.apply(&key, answer, now);
        }
        self.ticker.set_troubles(self.schedule.troubles(now));
        self.row()
    }

    fn quote(&mut self, meta: &str) -> TickerRow {
        let body = chart(self.symbol, meta);
        self.answer(200, None, &body)
    }

    fn row(&self) -> TickerRow {
        self.ticker.sections(at(self.now))[0].rows[0].clone()
    }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(START + second).unwrap()
}

fn chart(symbol: &str, meta: &str) -> String {
    let (start, end) = (START - 4 * HOUR, START + 4 * HOUR);
    format!(
        r#"{{"chart":{{"error":null,"result":[{{"meta":{{"symbol":"{symbol}","currency":"USD",
        "exchangeName":"NYQ","currentTradingPeriod":{{"regular":{{"start":{start},"end":{end}}}}},
        {meta}}},"timestamp":[],"indicators":{{"quote":[{{"close":[]}}]}}}}]}}}}"#
    )
}

/// A price and its close before, traded so many seconds before the start.
fn priced(last: &str, close: &str, ago: i64) -> String {
    let traded = START - ago;
    format!(r#""regularMarketPrice":{last},"previousClose":{close},"regularMarketTime":{traded}"#)
}

const UNKNOWN: &str =
    r#"{"chart":{"result":null,"error":{"code":"Not Found","description":"No data found"}}}"#;

#[test]
fn changes_that_cannot_be_are_not_shown() {
    // Rows 1, 2, 3: the close before is absurd, missing, or nothing.
    for (meta, change) in [
        (priced("17.4", "1.2e-9", 0), None),
        (
            priced("100.5", "null", 0) + r#","chartPreviousClose":100"#,
            Some(0.5),
        ),
        (
            priced("100.5", "0", 0) + r#","chartPreviousClose":100"#,
            Some(0.5),
        ),
    ] {
        let row = Desk::of("ACME").quote(&meta);
        let shown = row
            .change_pct
            .map(|change| (change * 100.0).round() / 100.0);
        assert_eq!((shown, row.state), (change, RowState::Live), "{meta}");
        assert!(row.price.is_some());
    }
    // Row 13: a split of which nobody tells. Asked once more, and doubted still.
    let mut desk = Desk::of("ACME");
    for _ in 0..3 {
        let row = desk.quote(&priced("25.1", "100.4", 0));
        assert_eq!((row.state, row.change_pct), (RowState::Doubted, None));
    }
    // Row 14: pence for pounds. Asked once more before it is shown at all.
    let mut desk = Desk::of("ACME");
    desk.quote(&priced("100.5", "100", 0));
    let row = desk.quote(&priced("1.005", "100", -20));
    assert_eq!(row.price, Some(100.5), "not at once");
    let row = desk.quote(&priced("1.005", "100", -20));
    assert_eq!((row.price, row.state), (Some(1.005), RowState::Doubted));
}

#[test]
fn an_old_price_is_never_live() {
    // Row 6: traded three hours ago while the market is open.
    let row = Desk::of("ACME").quote(&priced("100.5", "100", 3 * HOUR));
    assert_eq!(row.state, RowState::Stale("3h".to_owned()));
    // Row 7: the market says that it is open, and it is a holiday.
    let row = Desk::of("ACME").quote(&priced("100.5", "100", 26 * HOUR));
    assert_eq!(row.state, RowState::Untraded("1d".to_owned()));
}

#[test]
fn a_symbol_that_is_lost_for_a_moment_comes_back_within_a_minute() {
    // Row 8.
    let mut desk = Desk::of("ACME");
    desk.quote(&priced("100.5", "100", 0));
    let row = desk.answer(404, None, UNKNOWN);
    assert!(matches!(row.state, RowState::Failing { .. }), "{row:?}");
    assert_eq!(row.price, Some(100.5), "the last price stays");
    let lost = desk.now;
    let row = desk.quote(&priced("100.6", "100", -60));
    assert!(
        (60..=75).contains(&(desk.now - lost)),
        "{}",
        desk.now - lost
    );
    assert_eq!(row.price, Some(100.6));
}

#[test]
fn what_nobody_serves_says_so_at_once() {
    // Row 12: an ISIN, before and without a search.
    let desk = Desk::of("LU1681047236");
    assert_eq!(desk.row().state, RowState::NotQuoted);
}

#[test]
fn each_refusal_has_its_word() {
    // Rows 16 and 17.
    for (status, body, word) in [
        (401, "{}", "refused"),
        (200, "<!doctype html>", "web page"),
        (422, "{}", "error 422"),
        (400, "{}", "error 400"),
        (429, "", "429"),
    ] {
        let row = Desk::of("ACME").answer(status, None, body);
        assert_eq!(row.state.why(), Some(word));
    }
    let mut desk = Desk::of("ACME");
    let question = desk.next();
    let hung = QuoteError::TimedOut {
        provider: "yahoo".to_owned(),
    };
    let row = desk.record(&question, Err(hung));
    assert_eq!(row.state.why(), Some("no answer"));
}

#[test]
fn who_asks_for_a_pause_gets_it_and_more_when_he_asks_again() {
    // Row 18.
    let mut desk = Desk::of("ACME");
    let mut pauses = Vec::new();
    for _ in 0..4 {
        desk.answer(429, Some(5), "");
        let asked = desk.now;
        let next = desk.schedule.next_deadline(at(asked)).unwrap();
        pauses.push(next.as_second() - START - asked);
    }
    assert_eq!(pauses, [5, 15, 30, 60]);
}
