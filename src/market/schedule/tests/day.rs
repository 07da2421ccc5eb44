//! Twelve hours over an opening and a close, without waiting for them.

use super::*;

const HOUR: i64 = 3_600;
/// Eight of each of five kinds.
const EACH: usize = 8;

/// Paris opens two hours in and closes before the end, New York's shares trade before the
/// opening, funds have a price a day, currencies and coins trade all the time.
fn hours_of(kind: usize) -> Hours {
    let period = |start: i64, end: i64| Period {
        start: START + start,
        end: START + end,
    };
    match kind {
        0 => day(2 * HOUR, 10 * HOUR + HOUR / 2),
        1 => Hours::Day {
            pre: Some(period(0, 8 * HOUR)),
            regular: period(8 * HOUR, 14 * HOUR),
            post: None,
        },
        2 => Hours::Daily,
        _ => Hours::Always,
    }
}

/// The providers of the five kinds: one for three of them, a batch for coins, a daily list.
fn providers() -> [Capabilities; 3] {
    let slow = Capabilities {
        shortest_interval: HOUR,
        ..capabilities(1, 50, 10)
    };
    [capabilities(2, 1, 60), capabilities(1, 50, 60), slow]
}

fn provider_of(kind: usize) -> usize {
    match kind {
        2 => 2,
        4 => 1,
        _ => 0,
    }
}

/// Answers all that is due; returns the providers that were asked, once for each request.
fn ask_and_answer(schedule: &mut Schedule, now: Timestamp) -> Vec<usize> {
    let mut asked = Vec::new();
    // Four at once: the next ones follow when these are answered.
    loop {
        let questions = schedule.next(now);
        if questions.is_empty() {
            return asked;
        }
        for question in questions {
            asked.push(question.provider);
            let priced = |key: &InstrumentKey| {
                let kind = usize::from(key.symbol.as_bytes()[1] - b'0');
                Ok(quote(&key.symbol, hours_of(kind), now))
            };
            answer(schedule, &question, priced, now);
        }
    }
}

#[test]
fn a_day_of_forty_instruments_keeps_to_the_budget() {
    let mut schedule = schedule(&providers());
    let names: Vec<(usize, String)> = (0..5 * EACH)
        .map(|number| (number % 5, format!("K{}N{number}", number % 5)))
        .collect();
    let wanted: Vec<(InstrumentKey, Vec<Route>)> = names
        .iter()
        .map(|(kind, name)| {
            let route = |provider| Route {
                provider,
                symbol: name.clone(),
            };
            // Each kind has somebody else, who is idle and must not be counted on.
            let first = provider_of(*kind);
            (key(name), vec![route(first), route((first + 1) % 3)])
        })
        .collect();
    schedule.watch(&wanted, at(0));
    let mut sent: Vec<Vec<i64>> = vec![Vec::new(); 3];
    let mut now = at(0);
    let mut wakes = 0;
    while now < at(12 * HOUR) {
        wakes += 1;
        for provider in ask_and_answer(&mut schedule, now) {
            sent[provider].push(now.as_second() - START);
        }
        let next = schedule
            .next_deadline(now)
            .expect("something is always due");
        assert!(next > now, "no busy loop at {now}");
        now = next;
    }
    for (times, per_minute) in sent.iter().zip([60, 60, 10]) {
        for start in (0..12 * HOUR).step_by(30) {
            let within = start..start + 60;
            let count = times.iter().filter(|time| within.contains(time)).count();
            // What may follow at once, and the rhythm of a minute.
            assert!(
                count <= per_minute + 10,
                "{count} in the minute from {start}"
            );
        }
        assert!(times.len() <= 12 * 60 * per_minute, "{}", times.len());
    }
    // Currencies in their rhythm all day; shares while they trade.
    let all_day = 12 * HOUR / (OPEN_SECONDS + OPEN_SECONDS / 5) * i64::try_from(EACH).unwrap();
    assert!(i64::try_from(sent[0].len()).unwrap() > all_day / 2);
    // Coins come in one request, not in eight.
    let most = usize::try_from(12 * HOUR / OPEN_SECONDS).unwrap();
    assert!(sent[1].len() <= most * 2, "{}", sent[1].len());
    assert!(sent[2].len() <= 8 * 13, "{}", sent[2].len());
    // Each wake-up asks for something or waits for the budget.
    let asked: usize = sent.iter().map(Vec::len).sum();
    assert!(
        wakes <= 2 * asked + 10,
        "{wakes} wake-ups for {asked} questions"
    );
    assert_eq!(schedule.instruments.len(), 5 * EACH, "nothing grows");
}

#[test]
fn an_opening_and_a_close_are_seen_when_they_come() {
    let mut schedule = watching(&["A"]);
    let hours = day(2 * HOUR, 10 * HOUR);
    let mut asked = Vec::new();
    let mut now = at(0);
    while now < at(12 * HOUR) {
        for question in schedule.next(now) {
            asked.push(now.as_second() - START);
            answer(
                &mut schedule,
                &question,
                |_| Ok(quote("A", hours, now)),
                now,
            );
        }
        now = schedule.next_deadline(now).expect("it is due again");
    }
    let first_after = |second: i64| asked.iter().find(|time| **time >= second).copied();
    assert_eq!(first_after(2 * HOUR), Some(2 * HOUR));
    assert_eq!(first_after(10 * HOUR), Some(10 * HOUR));
    let closed = asked.iter().filter(|time| **time < 2 * HOUR).count();
    assert!(
        (7..=9).contains(&closed),
        "{closed} questions before the opening"
    );
}
