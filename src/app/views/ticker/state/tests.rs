//! Rows, flashes and wake-ups.

use super::super::row::{Change, RowState, TickerRow};
use super::*;
use crate::app::panes::TickerPlace;
use crate::model::{Hours, Period, Series, Session};

const START: i64 = 1_800_000_000;

fn at(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(START * 1_000 + milliseconds).unwrap()
}

fn key(symbol: &str) -> InstrumentKey {
    notation::key(symbol)
}

/// Hours in which a session holds at the start of these tests.
fn hours(session: Session) -> Hours {
    let period = |start: i64, end: i64| Period {
        start: START + start,
        end: START + end,
    };
    let day = |pre, regular, post| Hours::Day {
        pre: Some(pre),
        regular,
        post: Some(post),
    };
    match session {
        Session::Open => Hours::Always,
        Session::Unknown => Hours::Unknown,
        Session::Pre => day(
            period(-10, 90_000),
            period(90_000, 91_000),
            period(91_000, 92_000),
        ),
        Session::Post => day(period(-30, -20), period(-20, -10), period(-10, 90_000)),
        Session::Closed => day(period(-40, -30), period(-30, -20), period(-20, -10)),
    }
}

fn quote(symbol: &str, last: f64, session: Session, now: Timestamp) -> Quote {
    Quote {
        key: key(symbol),
        name: Some("Acme Group Limited".to_owned()),
        last,
        previous_close: Some(100.0),
        change_pct: Some(last - 100.0),
        high: Some(110.0),
        low: Some(90.0),
        currency: Some("EUR".to_owned()),
        venue: Some("Paris".to_owned()),
        decimals: 2,
        as_of: Some(now),
        fetched_at: now,
        delay_minutes: Some(0),
        hours: hours(session),
        series: Series::new([(1, Some(100.0)), (2, None), (3, Some(last))]),
        provider: "yahoo".to_owned(),
        ..Quote::default()
    }
}

fn ticker(symbols: &[&str]) -> Ticker {
    let keys: Vec<InstrumentKey> = symbols.iter().map(|symbol| key(symbol)).collect();
    let symbols = symbols.iter().map(|&symbol| symbol.to_owned()).collect();
    let mut ticker = Ticker::new(
        vec![Group {
            name: String::new(),
            symbols,
        }],
        true,
    );
    ticker.show(&keys, at(0));
    ticker
}

fn row(ticker: &Ticker, now: Timestamp) -> TickerRow {
    ticker.sections(now)[0].rows[0].clone()
}

#[test]
fn a_still_ticker_does_not_wake_the_program() {
    let mut ticker = ticker(&["A"]);
    ticker.show(&[], at(0));
    assert_eq!(ticker.next_deadline(at(0)), None);
    ticker.show(&[key("A")], at(0));
    ticker.apply(
        &key("A"),
        Ok(quote("A", 101.0, Session::Closed, at(0))),
        at(0),
    );
    // Only when nobody has confirmed it for an hour.
    assert_eq!(ticker.next_deadline(at(0)), Some(at(3_600_000)));
    assert_eq!(row(&ticker, at(3_599_000)).state, RowState::Closed);
}

#[test]
fn a_live_price_becomes_stale_after_five_minutes_and_ages_by_the_minute() {
    let mut ticker = ticker(&["A"]);
    ticker.apply(
        &key("A"),
        Ok(quote("A", 101.0, Session::Open, at(0))),
        at(0),
    );
    assert_eq!(ticker.next_deadline(at(0)), Some(at(300_000)));
    assert_eq!(row(&ticker, at(299_000)).state, RowState::Live);
    assert_eq!(
        row(&ticker, at(300_000)).state,
        RowState::Stale("5m".to_owned())
    );
    assert_eq!(ticker.next_deadline(at(300_000)), Some(at(360_000)));
}

#[test]
fn a_changed_price_flashes_once_and_goes_out() {
    let mut ticker = ticker(&["A"]);
    ticker.apply(
        &key("A"),
        Ok(quote("A", 101.0, Session::Open, at(0))),
        at(0),
    );
    assert_eq!(
        row(&ticker, at(0)).flash_from,
        None,
        "not on the first value"
    );
    ticker.apply(
        &key("A"),
        Ok(quote("A", 101.5, Session::Open, at(15_000))),
        at(15_000),
    );
    assert_eq!(row(&ticker, at(15_449)).flash_from, Some(101.0));
    assert_eq!(ticker.next_deadline(at(15_000)), Some(at(15_450)));
    assert_eq!(row(&ticker, at(15_450)).flash_from, None);
    ticker.apply(
        &key("A"),
        Ok(quote("A", 101.6, Session::Open, at(15_480))),
        at(15_480),
    );
    assert_eq!(
        row(&ticker, at(15_480)).flash_from,
        None,
        "not twice in half a second"
    );
    ticker.apply(
        &key("A"),
        Ok(quote("A", 99.0, Session::Open, at(900_000))),
        at(900_000),
    );
    assert_eq!(
        row(&ticker, at(900_000)).flash_from,
        None,
        "not after a gap"
    );
}

#[test]
fn a_flash_ends_when_the_clock_is_set_back() {
    let mut ticker = ticker(&["A"]);
    ticker.apply(
        &key("A"),
        Ok(quote("A", 101.0, Session::Open, at(0))),
        at(0),
    );
    ticker.apply(
        &key("A"),
        Ok(quote("A", 102.0, Session::Open, at(10))),
        at(10),
    );
    let earlier = at(-3_600_000);
    assert_eq!(row(&ticker, earlier).flash_from, None);
    assert!(ticker.next_deadline(earlier).is_some_and(|at| at > earlier));
    let next = Quote {
        as_of: Some(at(20)),
        ..quote("A", 103.0, Session::Open, earlier)
    };
    ticker.apply(&key("A"), Ok(next), earlier);
    assert_eq!(
        row(&ticker, earlier).flash_from,
        Some(102.0),
        "the next one is shown"
    );
}

#[test]
fn a_failure_keeps_the_last_price_and_says_when_it_is_asked_again() {
    let mut ticker = ticker(&["A"]);
    ticker.apply(
        &key("A"),
        Ok(quote("A", 101.0, Session::Open, at(0))),
        at(0),
    );
    let next_try = at(90_000);
    let problem = QuoteProblem::Instrument {
        reason: "429".to_owned(),
        next_try,
    };
    ticker.apply(&key("A"), Err(problem), at(0));
    let shown = row(&ticker, at(0));
    assert_eq!(shown.price, Some(101.0));
    assert!(
        matches!(&shown.state, RowState::Failing { next_try: Some(next_try), .. } if next_try == "in 2m")
    );
    assert_eq!(ticker.next_deadline(at(0)), Some(at(30_000)));
    assert_eq!(ticker.next_deadline(at(30_000)), Some(at(90_000)));
    ticker.apply(&key("A"), Err(QuoteProblem::UnknownSymbol), at(0));
    assert_eq!(row(&ticker, at(0)).state, RowState::Unknown);
}

#[test]
fn an_answer_from_the_past_does_not_move_the_price_back() {
    let mut ticker = ticker(&["A"]);
    ticker.apply(
        &key("A"),
        Ok(quote("A", 102.0, Session::Open, at(60_000))),
        at(60_000),
    );
    ticker.apply(
        &key("A"),
        Ok(quote("A", 101.0, Session::Open, at(0))),
        at(61_000),
    );
    assert_eq!(row(&ticker, at(61_000)).price, Some(102.0));
}

#[test]
fn the_story_comes_first_and_shows_the_prices_of_its_page() {
    let mut ticker = ticker(&["MSFT"]);
    let story = |symbol: Option<&str>, price| Instrument {
        name: "Acme".to_owned(),
        symbol: symbol.map(str::to_owned),
        price: Some(price),
        decimals: Some(3),
        currency: Some("USD".to_owned()),
        venue: Some("NASDAQ".to_owned()),
        change_pct: Some(-2.74),
        ..Instrument::default()
    };
    let stories = [story(Some("MSFT"), 17.806), story(None, 5.0)];
    ticker.set_story(&stories, None);
    let place = TickerPlace::Pane {
        width: 32,
        height: 20,
    };
    assert_eq!(ticker.visible(place, false, at(0)), [key("MSFT")]);
    let sections = ticker.sections(at(0));
    assert_eq!(sections[0].title, "STORY");
    assert_eq!(sections[0].rows[0].state, RowState::OnPage { age: None });
    assert_eq!(
        (sections[0].rows[0].decimals, sections[0].rows[0].change),
        (3, Change::Down)
    );
    assert_eq!(sections[1].rows[0].state, RowState::Waiting);
    let priced = Quote {
        currency: Some("USD".to_owned()),
        ..quote("MSFT", 101.0, Session::Open, at(0))
    };
    ticker.apply(&key("MSFT"), Ok(priced), at(0));
    assert_eq!(ticker.sections(at(0))[0].rows[0].price, Some(101.0));
    ticker.move_selection(99);
    assert_eq!(ticker.selected(), 2);
    let mentions = ticker.selected_mentions().unwrap();
    assert!(mentions.names.iter().any(|name| name.text == "Acme"));
    ticker.set_story(&[], None);
    assert_eq!((ticker.selected(), ticker.rows()), (0, 1));
}

#[test]
fn the_price_of_the_page_stands_where_the_quote_is_of_something_else() {
    let shown = |currency: &str, last: f64, page_read: Option<Timestamp>, priced_at| {
        let mut ticker = ticker(&[]);
        let instrument = Instrument {
            name: "Acme".to_owned(),
            symbol: Some("MSFT".to_owned()),
            price: Some(100.0),
            currency: Some("USD".to_owned()),
            venue: Some("NASDAQ".to_owned()),
            priced_at,
            ..Instrument::default()
        };
        ticker.set_story(&[instrument], page_read);
        let priced = Quote {
            currency: Some(currency.to_owned()),
            ..quote("MSFT", last, Session::Open, at(0))
        };
        ticker.apply(&key("MSFT"), Ok(priced), at(0));
        row(&ticker, at(0)).state
    };
    let page = RowState::OnPage { age: None };
    let fresh = Some(at(-3_600_000));
    assert_eq!(shown("USD", 101.0, fresh, None), RowState::Live);
    assert_eq!(shown("EUR", 101.0, fresh, None), page, "another currency");
    assert_eq!(shown("USD", 131.0, fresh, None), page, "too far off");
    assert_eq!(shown("USD", 69.0, fresh, None), page, "too far off");
    assert_eq!(
        shown("USD", 69.0, None, None),
        RowState::Live,
        "an old page"
    );
    let old = Some(at(-90_000_000));
    assert_eq!(shown("USD", 69.0, old, None), RowState::Live, "an old page");
    let traded = Some(START - 1_800);
    let dated = RowState::OnPage {
        age: Some("30m".to_owned()),
    };
    assert_eq!(shown("USD", 69.0, None, traded), dated);
}

#[test]
fn dots_become_a_word() {
    let mut ticker = ticker(&["A", "B"]);
    assert_eq!(row(&ticker, at(5_000)).state, RowState::Waiting);
    assert_eq!(ticker.next_deadline(at(0)), Some(at(5_500)));
    assert_eq!(row(&ticker, at(5_500)).state, RowState::Queued);
    ticker.apply(&key("A"), Err(QuoteProblem::NotQuoted), at(0));
    assert_eq!(row(&ticker, at(5_500)).state, RowState::NotQuoted);
    assert_eq!(row(&ticker, at(5_500)).state.why(), Some("not quoted"));
}

#[test]
fn a_quote_of_an_earlier_run_is_old_until_it_is_confirmed() {
    let mut ticker = ticker(&["A"]);
    ticker.remember(vec![quote("A", 101.0, Session::Closed, at(-60_000))]);
    assert_eq!(row(&ticker, at(0)).state, RowState::Stale("1m".to_owned()));
    ticker.apply(
        &key("A"),
        Ok(quote("A", 102.0, Session::Closed, at(0))),
        at(0),
    );
    assert_eq!(row(&ticker, at(0)).state, RowState::Closed);
    assert_eq!(row(&ticker, at(0)).flash_from, None);
    ticker.remember(vec![quote("A", 1.0, Session::Closed, at(-60_000))]);
    assert_eq!(row(&ticker, at(0)).price, Some(102.0));
}

#[test]
fn a_story_that_is_opened_again_shows_its_last_prices() {
    let mut ticker = ticker(&[]);
    let story = || Instrument {
        symbol: Some("MSFT".to_owned()),
        venue: Some("NASDAQ".to_owned()),
        ..Instrument::default()
    };
    ticker.set_story(&[story()], None);
    ticker.apply(
        &key("MSFT"),
        Ok(quote("MSFT", 5.0, Session::Open, at(0))),
        at(0),
    );
    ticker.set_story(&[], None);
    ticker.show(&[], at(0));
    ticker.set_story(&[story()], None);
    assert_eq!(row(&ticker, at(1_000)).price, Some(5.0));
}

#[test]
fn what_is_not_seen_is_not_asked() {
    let names: Vec<String> = (0..40).map(|number| format!("S{number}.PA")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut ticker = ticker(&names);
    let pane = TickerPlace::Pane {
        width: 24,
        height: 12,
    };
    let line = TickerPlace::Line { width: 80 };
    assert_eq!(ticker.visible(TickerPlace::Hidden, false, at(0)), []);
    assert_eq!(ticker.visible(pane, false, at(0)).len(), 10);
    let before = ticker.visible(line, false, at(0));
    assert!((3..=9).contains(&before.len()), "{}", before.len());
    ticker.turn(line, false, at(0));
    assert_eq!(ticker.selected(), before.len());
    let after = ticker.visible(line, false, at(0));
    assert!(after.iter().all(|key| !before.contains(key)));
    for _ in 0..40 {
        ticker.turn(line, false, at(0));
        if ticker.selected() == 0 {
            return;
        }
    }
    panic!("the pages come around");
}

#[test]
fn a_doubted_price_is_marked_and_a_digit_less_does_not_move_the_column() {
    let mut ticker = ticker(&["A"]);
    let fine = Quote {
        decimals: 3,
        ..quote("A", 17.806, Session::Open, at(0))
    };
    ticker.apply(&key("A"), Ok(fine), at(0));
    let doubted = Quote {
        is_doubted: true,
        ..quote("A", 17.81, Session::Open, at(1_000))
    };
    ticker.apply(&key("A"), Ok(doubted), at(1_000));
    let shown = row(&ticker, at(1_000));
    assert_eq!((shown.state, shown.decimals), (RowState::Doubted, 3));
}
