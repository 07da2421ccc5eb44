//! The plan: pace, budget, what is judged.

mod day;
mod failures;

use super::*;
use crate::market::QuoteError;
use crate::model::{Hours, InstrumentKind, Period};

const START: i64 = 1_800_000_000;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(START + seconds).unwrap()
}

fn key(symbol: &str) -> InstrumentKey {
    InstrumentKey::new(InstrumentKind::Equity, symbol)
}

fn capabilities(hosts: usize, batch: usize, per_minute: u32) -> Capabilities {
    Capabilities {
        kinds: InstrumentKind::ALL.to_vec(),
        batch,
        hosts: (0..hosts)
            .map(|host| format!("http://{host}.test"))
            .collect(),
        per_minute,
        shortest_interval: 0,
        has_series_request: false,
    }
}

fn schedule(providers: &[Capabilities]) -> Schedule {
    let names = ["one", "two", "three"];
    Schedule::new(names.into_iter().zip(providers), 7)
}

fn wanted(symbols: &[&str], providers: usize) -> Vec<(InstrumentKey, Vec<Route>)> {
    let routes = |symbol: &str| {
        let route = |provider| Route {
            provider,
            symbol: symbol.to_owned(),
        };
        (0..providers).map(route).collect()
    };
    symbols
        .iter()
        .map(|symbol| (key(symbol), routes(symbol)))
        .collect()
}

fn watching(symbols: &[&str]) -> Schedule {
    let mut schedule = schedule(&[capabilities(1, 1, 600)]);
    schedule.watch(&wanted(symbols, 1), at(0));
    schedule
}

fn quote(symbol: &str, hours: Hours, now: Timestamp) -> Quote {
    Quote {
        key: key(symbol),
        last: 5.0,
        as_of: Some(now),
        fetched_at: now,
        delay_minutes: Some(0),
        hours,
        provider: "one".to_owned(),
        ..Quote::default()
    }
}

fn day(start: i64, end: i64) -> Hours {
    Hours::Day {
        pre: None,
        regular: Period {
            start: START + start,
            end: START + end,
        },
        post: None,
    }
}

fn limited(retry_after_seconds: Option<i64>) -> QuoteError {
    QuoteError::RateLimited {
        provider: "one".to_owned(),
        status: 429,
        retry_after_seconds,
    }
}

fn timed_out() -> QuoteError {
    QuoteError::TimedOut {
        provider: "one".to_owned(),
    }
}

fn failed(status: u16) -> QuoteError {
    QuoteError::Failed {
        provider: "one".to_owned(),
        status,
    }
}

fn unknown() -> QuoteError {
    QuoteError::UnknownSymbol {
        provider: "one".to_owned(),
    }
}

fn symbols(questions: &[Question]) -> Vec<&str> {
    questions
        .iter()
        .flat_map(|question| &question.asked)
        .map(|asked| asked.symbol.as_str())
        .collect()
}

/// Answers one question with what each of its instruments is to get.
fn answer(
    schedule: &mut Schedule,
    question: &Question,
    answer: impl Fn(&InstrumentKey) -> Result<Quote, QuoteError>,
    now: Timestamp,
) -> Vec<Told> {
    let answers = question
        .asked
        .iter()
        .map(|asked| (asked.key.clone(), answer(&asked.key)));
    schedule.answered(question, Ok(answers.collect()), now)
}

fn fine(schedule: &mut Schedule, now: Timestamp) -> usize {
    let questions = schedule.next(now);
    for question in &questions {
        answer(
            schedule,
            question,
            |key| Ok(quote(&key.symbol, Hours::Always, now)),
            now,
        );
    }
    questions.len()
}

#[test]
fn the_session_sets_the_pace() {
    let period = Period {
        start: START + 10_000,
        end: START + 20_000,
    };
    let pre = Hours::Day {
        pre: Some(Period {
            start: START - 100,
            end: START + 9_000,
        }),
        regular: period,
        post: None,
    };
    for (hours, seconds) in [
        (Hours::Always, OPEN_SECONDS),
        (Hours::Unknown, OPEN_SECONDS),
        (Hours::Daily, DAILY_SECONDS),
        (day(-100, 20_000), OPEN_SECONDS),
        (day(10_000, 20_000), CLOSED_SECONDS),
        (pre, EXTENDED_SECONDS),
    ] {
        let mut schedule = watching(&["A"]);
        let questions = schedule.next(at(0));
        assert_eq!(symbols(&questions), ["A"]);
        assert!(schedule.next(at(0)).is_empty(), "it is under way");
        answer(
            &mut schedule,
            &questions[0],
            |_| Ok(quote("A", hours, at(0))),
            at(0),
        );
        let next = schedule.next_deadline(at(0)).unwrap();
        let wait = next.as_second() - START;
        assert!(
            (seconds..=seconds + seconds / 5).contains(&wait),
            "{hours:?}: {wait}"
        );
        assert!(schedule.next(at(seconds - 1)).is_empty());
        assert_eq!(schedule.next(at(wait + 1)).len(), 1);
    }
}

#[test]
fn a_session_that_changes_is_asked_then() {
    for (hours, change) in [(day(100, 900), 100), (day(-100, 7), 7)] {
        let mut schedule = watching(&["A"]);
        let questions = schedule.next(at(0));
        answer(
            &mut schedule,
            &questions[0],
            |_| Ok(quote("A", hours, at(0))),
            at(0),
        );
        assert_eq!(schedule.next_deadline(at(0)), Some(at(change)));
    }
}

#[test]
fn nothing_is_asked_while_hidden_and_nothing_early_after() {
    let mut schedule = watching(&["A"]);
    fine(&mut schedule, at(0));
    schedule.watch(&[], at(1));
    assert!(schedule.next(at(500)).is_empty());
    assert_eq!(schedule.next_deadline(at(1)), None);
    schedule.watch(&wanted(&["A"], 1), at(5));
    assert!(schedule.next(at(5)).is_empty());
    assert_eq!(schedule.next(at(20)).len(), 1);
}

#[test]
fn what_nobody_serves_is_told_at_once() {
    let mut schedule = schedule(&[capabilities(1, 1, 60)]);
    let told = schedule.watch(&wanted(&["A"], 0), at(0));
    assert_eq!(told, [(key("A"), Err(QuoteProblem::NotQuoted))]);
    assert!(schedule.next(at(0)).is_empty());
    assert_eq!(schedule.next_deadline(at(0)), None);
}

#[test]
fn a_jump_is_asked_again_before_it_is_told() {
    let mut schedule = watching(&["A"]);
    let priced = |last: f64| {
        move |_: &InstrumentKey| {
            Ok(Quote {
                last,
                ..quote("A", Hours::Always, at(0))
            })
        }
    };
    let questions = schedule.next(at(0));
    answer(&mut schedule, &questions[0], priced(100.5), at(0));
    let questions = schedule.next(at(20));
    assert!(answer(&mut schedule, &questions[0], priced(1.005), at(20)).is_empty());
    assert_eq!(
        schedule.next_deadline(at(20)),
        Some(at(20 + RECHECK_SECONDS))
    );
    let questions = schedule.next(at(25));
    let told = answer(&mut schedule, &questions[0], priced(1.005), at(25));
    assert!(told[0].1.as_ref().is_ok_and(|quote| !quote.is_doubted));
}

#[test]
fn a_doubted_price_is_told_without_its_change_and_asked_once_more() {
    let mut schedule = watching(&["A"]);
    let split = |_: &InstrumentKey| {
        Ok(Quote {
            last: 25.1,
            previous_close: Some(100.4),
            change_pct: Some(-75.0),
            ..quote("A", Hours::Always, at(0))
        })
    };
    let questions = schedule.next(at(0));
    let told = answer(&mut schedule, &questions[0], split, at(0));
    let doubted = told[0].1.as_ref().unwrap();
    assert!(doubted.is_doubted && doubted.change_pct.is_none());
    let again = schedule.next_deadline(at(0)).unwrap().as_second() - START;
    assert!((RECHECK_SECONDS..=RECHECK_SECONDS + 1).contains(&again));
    let questions = schedule.next(at(again + 1));
    let told = answer(&mut schedule, &questions[0], split, at(again + 1));
    assert!(told[0].1.as_ref().unwrap().is_doubted);
    let next = schedule.next_deadline(at(again + 1)).unwrap();
    assert!(
        next >= at(again + 1 + OPEN_SECONDS),
        "then in the usual rhythm"
    );
}

#[test]
fn a_repeated_key_does_not_flood() {
    let mut schedule = watching(&["A"]);
    let questions = schedule.next(at(0));
    let closed = |_: &InstrumentKey| Ok(quote("A", day(5_000, 6_000), at(0)));
    answer(&mut schedule, &questions[0], closed, at(0));
    schedule.ask_now(at(1));
    assert!(schedule.next(at(1)).is_empty());
    assert_eq!(schedule.next(at(2)).len(), 1);
}

#[test]
fn the_budget_holds_and_nobody_starves() {
    let names: Vec<String> = (0..40).map(|number| format!("S{number}")).collect();
    let symbols: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut schedule = schedule(&[capabilities(1, 1, 60)]);
    schedule.watch(&wanted(&symbols, 1), at(0));
    let mut asked: HashMap<InstrumentKey, Vec<i64>> = HashMap::new();
    let mut sent: Vec<i64> = Vec::new();
    for second in 0..1_800 {
        for question in schedule.next(at(second)) {
            sent.push(second);
            let key = question.asked[0].key.clone();
            asked.entry(key.clone()).or_default().push(second);
            let fine = |_: &InstrumentKey| Ok(quote(&key.symbol, Hours::Always, at(second)));
            answer(&mut schedule, &question, fine, at(second));
        }
    }
    for minute in 1..30 {
        let within = (minute * 60..(minute + 1) * 60).collect::<Vec<i64>>();
        let count = sent.iter().filter(|second| within.contains(second)).count();
        assert!(count <= 60, "{count} in minute {minute}");
    }
    let most = (0..1_800).map(|second| sent.iter().filter(|sent| **sent == second).count());
    assert!(most.max().unwrap_or(0) <= 10, "no burst");
    // Behind the start, at which each is asked once before any is asked again.
    let longest = |times: &Vec<i64>| {
        let pairs = times.windows(2).filter(|two| two[0] > 60);
        pairs.map(|two| two[1] - two[0]).max()
    };
    for (place, name) in symbols.iter().enumerate() {
        let longest = longest(&asked[&key(name)]).unwrap();
        let most = if place < FIRST { 30 } else { 120 };
        assert!(longest <= most, "{name} waited {longest} s");
    }
}

#[test]
fn a_market_that_has_just_opened_is_asked_soon_again() {
    for (opened, pace) in [(10, OPEN_SECONDS), (7_200, UNTRADED_SECONDS)] {
        let mut schedule = watching(&["A"]);
        let questions = schedule.next(at(0));
        let before = Quote {
            as_of: Some(at(-80_000)),
            ..quote("A", day(-opened, 20_000), at(0))
        };
        answer(&mut schedule, &questions[0], |_| Ok(before.clone()), at(0));
        let next = schedule.next_deadline(at(0)).unwrap().as_second() - START;
        assert!((pace..=pace + pace / 5).contains(&next), "{next}");
    }
}
