//! What stands above the ticker: where the market of most of its instruments stands.

use jiff::{Timestamp, tz::TimeZone};

use super::state::Ticker;
use crate::app::model::Model;
use crate::app::views::interface::PaneTitle;
use crate::model::{Hours, Session};

/// A narrower pane does not say until when.
const UNTIL_WIDTH: u16 = 32;

/// The title of the pane, if it stands beside the headlines.
pub(super) fn of(model: &Model) -> Option<PaneTitle> {
    let width = model.panes().ticker?.width;
    Some(PaneTitle {
        name: "Markets".to_owned(),
        fact: fact(&model.ticker, width, model.now, &model.settings.zone),
        is_news: false,
        ..PaneTitle::default()
    })
}

fn fact(ticker: &Ticker, width: u16, now: Timestamp, zone: &TimeZone) -> String {
    match session(ticker, now) {
        Session::Open => {
            let until = Some(width).filter(|width| *width >= UNTIL_WIDTH);
            let until = until.and_then(|_| until_when(ticker, now, zone));
            until.map_or("● open".to_owned(), |clock| format!("● until {clock}"))
        }
        Session::Pre => "◐ early".to_owned(),
        Session::Post => "◐ late".to_owned(),
        Session::Closed => "○ closed".to_owned(),
        Session::Unknown => String::new(),
    }
}

/// Where most markets stand; of as many, the one that trades.
fn session(ticker: &Ticker, now: Timestamp) -> Session {
    let sessions: Vec<Session> = ticker.quotes().map(|quote| quote.session(now)).collect();
    let votes = |session| sessions.iter().filter(|other| **other == session).count();
    let all = [Session::Closed, Session::Post, Session::Pre, Session::Open];
    let most = all.into_iter().max_by_key(|session| votes(*session));
    most.filter(|session| votes(*session) > 0)
        .unwrap_or_default()
}

/// When most of the markets that trade close, the first of as many; `None` if they never do or
/// do not say.
fn until_when(ticker: &Ticker, now: Timestamp, zone: &TimeZone) -> Option<String> {
    let open = ticker
        .quotes()
        .filter(|quote| quote.session(now) == Session::Open);
    let mut ends: Vec<Option<i64>> = open
        .map(|quote| match quote.hours {
            Hours::Day { regular, .. } => Some(regular.end),
            _ => None,
        })
        .collect();
    ends.sort_unstable_by(|a, b| b.cmp(a));
    let votes = |end: &Option<i64>| ends.iter().filter(|other| *other == end).count();
    let end = ends.iter().max_by_key(|end| votes(end)).copied()??;
    let end = Timestamp::from_second(end).ok()?;
    Some(zone.to_datetime(end).strftime("%H:%M").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::notation;
    use crate::model::{Group, Period, Quote};

    const START: i64 = 1_800_000_000;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(START + second).unwrap()
    }

    /// A market that trades for so long, with two hours before and after.
    fn day(seconds: i64) -> Hours {
        let period = |start: i64, end: i64| Period {
            start: START + start,
            end: START + end,
        };
        Hours::Day {
            pre: Some(period(-7_200, 0)),
            regular: period(0, seconds),
            post: Some(period(seconds, seconds + 7_200)),
        }
    }

    fn ticker(hours: &[Hours]) -> Ticker {
        let symbols: Vec<String> = (0..hours.len()).map(|one| format!("S{one}.PA")).collect();
        let group = Group {
            name: String::new(),
            symbols: symbols.clone(),
        };
        let mut ticker = Ticker::new(vec![group], true);
        for (symbol, hours) in symbols.iter().zip(hours) {
            let quote = Quote {
                key: notation::key(symbol),
                hours: *hours,
                fetched_at: at(0),
                ..Quote::default()
            };
            ticker.apply(&notation::key(symbol), Ok(quote), at(0));
        }
        ticker
    }

    fn shown(hours: &[Hours], width: u16, second: i64) -> String {
        fact(&ticker(hours), width, at(second), &TimeZone::UTC)
    }

    #[test]
    fn the_market_of_most_instruments_is_named() {
        // The start of these tests is at 08:00.
        let hours = [day(3_600), day(3_600), day(7_200)];
        assert_eq!(shown(&hours, 32, 60), "● until 09:00");
        assert_eq!(shown(&hours, 31, 60), "● open");
        assert_eq!(shown(&hours, 32, -60), "◐ early");
        assert_eq!(shown(&hours, 32, 3_660), "◐ late");
        assert_eq!(shown(&hours, 32, 99_999), "○ closed");
        assert_eq!(shown(&[], 32, 0), "");
        assert_eq!(shown(&[Hours::Unknown], 32, 0), "");
        assert_eq!(shown(&[Hours::Always], 40, 0), "● open");
    }

    #[test]
    fn of_as_many_the_one_that_trades_and_the_first_to_close() {
        assert_eq!(shown(&[day(3_600), Hours::Daily], 32, 60), "● until 09:00");
        assert_eq!(shown(&[day(7_200), day(3_600)], 32, 60), "● until 09:00");
    }

    #[test]
    fn it_changes_by_itself_when_the_market_does() {
        let mut ticker = ticker(&[day(60)]);
        ticker.show(&[notation::key("S0.PA")], at(0));
        assert_eq!(ticker.next_deadline(at(0)), Some(at(60)));
    }
}
