//! Pictures of the pane.

mod columns;
mod line;

use proptest::prelude::*;
use ratatui::style::{Color, Modifier};

use super::super::line::draw as bottom_line;
use super::*;
use crate::market::format::Signs;
use crate::market::notation;
use crate::model::Group;
use crate::model::{
    ExtendedPrice, Hours, Instrument, Period, ProviderTrouble, Quote, QuoteProblem, Series, Session,
};
use crate::text::charset::Charset;
use crate::ui::gate;
use crate::ui::theme::{Scheme, ThemeName};

const START: i64 = 1_800_000_000;

fn at(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(START * 1_000 + milliseconds).unwrap()
}

fn theme() -> Theme {
    let mut theme = Theme::new(ThemeName::Ansi, Scheme::Western);
    theme.signs = Signs::COMMA;
    theme
}

/// Hours in which a session holds at the start of these tests.
fn hours(session: Session) -> Hours {
    let period = |start: i64, end: i64| Period {
        start: START + start,
        end: START + end,
    };
    match session {
        Session::Pre => Hours::Day {
            pre: Some(period(-9_000, 9_000)),
            regular: period(9_000, 10_000),
            post: None,
        },
        Session::Closed => Hours::Day {
            pre: None,
            regular: period(-9_000, -8_000),
            post: None,
        },
        _ => Hours::Always,
    }
}

fn quote(symbol: &str, last: f64, previous: f64, session: Session, now: Timestamp) -> Quote {
    Quote {
        key: notation::key(symbol),
        name: Some(
            if symbol == "^FCHI" {
                "CAC 40"
            } else {
                "Acme Works"
            }
            .to_owned(),
        ),
        last,
        previous_close: Some(previous),
        change_pct: Some((last - previous) / previous * 100.0),
        high: Some(last * 1.01),
        low: Some(last * 0.98),
        currency: Some("EUR".to_owned()),
        venue: Some("Paris".to_owned()),
        extended: (session == Session::Pre).then_some(ExtendedPrice {
            price: last,
            change_pct: Some((last - previous) / previous * 100.0),
            as_of: now,
        }),
        decimals: if symbol.ends_with("=X") { 4 } else { 2 },
        as_of: Some(now),
        fetched_at: now,
        delay_minutes: None,
        hours: hours(session),
        series: Series::new((0..14).map(|step| {
            let price = previous + f64::from(step) * (last - previous) / 13.0;
            (i64::from(step), (step != 5).then_some(price))
        })),
        provider: "yahoo".to_owned(),
        ..Quote::default()
    }
}

fn ticker() -> Ticker {
    let symbols = [
        "^FCHI", "AI.PA", "EURUSD=X", "BTC-USD", "STX.PA", "MC.PA", "OLD.PA",
    ];
    let group = Group {
        name: String::new(),
        symbols: symbols.map(str::to_owned).to_vec(),
    };
    let mut ticker = Ticker::new(vec![group], true);
    ticker.set_story(
        &[Instrument {
            name: "ALIBABA".to_owned(),
            price: Some(17.806),
            decimals: Some(3),
            currency: Some("EUR".to_owned()),
            venue: Some("Tradegate".to_owned()),
            change_pct: Some(-2.74),
            ..Instrument::default()
        }],
        None,
    );
    let good = [
        ("^FCHI", 8_092.28, 8_055.51, Session::Open),
        ("AI.PA", 167.12, 166.40, Session::Open),
        ("EURUSD=X", 1.118_6, 1.118_6, Session::Closed),
        ("BTC-USD", 63_317.6, 62_830.0, Session::Pre),
    ];
    for (symbol, last, previous, session) in good {
        ticker.apply(
            &notation::key(symbol),
            Ok(quote(symbol, last, previous, session, at(0))),
            at(0),
        );
    }
    ticker.apply(
        &notation::key("OLD.PA"),
        Ok(quote("OLD.PA", 9.5, 10.0, Session::Open, at(-840_000))),
        at(-840_000),
    );
    ticker.apply(
        &notation::key("STX.PA"),
        Err(QuoteProblem::UnknownSymbol),
        at(0),
    );
    let next_try = at(40_000);
    ticker.apply(
        &notation::key("MC.PA"),
        Err(QuoteProblem::Instrument {
            reason: "429".to_owned(),
            next_try,
        }),
        at(0),
    );
    ticker
}

fn picture(width: u16, height: u16, theme: &Theme) -> Vec<String> {
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    pane(&ticker(), at(0), theme, false, area, &mut buffer);
    if theme.charset == Charset::Ascii {
        gate::pass(Charset::Ascii, &mut buffer);
    }
    text(&buffer)
}

fn text(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (0..area.height)
        .map(|y| (0..area.width).map(|x| buffer[(x, y)].symbol()).collect())
        .collect()
}

#[test]
fn twenty_four_columns() {
    assert_eq!(
        picture(24, 13, &theme()),
        [
            "  STORY           day % ",
            "  ¶ ALIBA… 17,806 −2,74 ",
            "                        ",
            "  WATCHLIST       day % ",
            "  ▲ CAC 40 8092,3 +0,46 ",
            "  ▲ AI.PA  167,12 +0,43 ",
            "  ○ EURUSD 1,1186  0,00 ",
            "  ◐ BTC-U… 63 318 +0,78 ",
            "  ? STX.PA unknown code ",
            "  × MC.PA  429, in 1m   ",
            "  ~ OLD.PA   9,50   14m ",
            "                        ",
            "  2 live · 1 failing    ",
        ]
    );
}

#[test]
fn thirty_two_columns() {
    assert_eq!(
        picture(32, 12, &theme()),
        [
            "  STORY                   day % ",
            "  ¶ ALIBABA        17,806 −2,74 ",
            "                                ",
            "  WATCHLIST               day % ",
            "  ▲ CAC 40  ▁▃▄▅▆ 8 092,3 +0,46 ",
            "  ▲ AI.PA   ▁▃▄▅▆  167,12 +0,43 ",
            "  ○ EURUSD  ▄▄▄▄▄  1,1186  0,00 ",
            "  ◐ BTC-USD ▁▃▄▅▆  63 318 +0,78 ",
            "  ? STX.PA  unknown code        ",
            "  × MC.PA   429, next in 1m     ",
            "  ~ OLD.PA  ▆▄▃▂▁    9,50   14m ",
            "  2 live · 1 failing · 1 old    ",
        ]
    );
}

#[test]
fn forty_columns() {
    assert_eq!(
        picture(40, 13, &theme()),
        [
            "  STORY                             day ",
            "  ¶ ALIBABA               17,806 −2,74% ",
            "                                        ",
            "  WATCHLIST                         day ",
            "  ▲ CAC 40   ▁▂▂▃▃▄▄▅▆  8 092,28 +0,46% ",
            "  ▲ AI.PA    ▁▂▂▃▃▄▄▅▆    167,12 +0,43% ",
            "  ○ EURUSD   ▄▄▄▄▄▄▄▄▄    1,1186  0,00% ",
            "  ◐ BTC-USD  ▁▂▂▃▃▄▄▅▆    63 318 +0,78% ",
            "  ? STX.PA   unknown code               ",
            "  × MC.PA    429, next in 1m            ",
            "  ~ OLD.PA   ▆▅▅▄▄▃▃▂▁      9,50    14m ",
            "                                        ",
            "  2 live · 1 failing · 1 old      yahoo ",
        ]
    );
}

#[test]
fn ascii_says_the_same() {
    let mut ascii = theme();
    ascii.charset = Charset::Ascii;
    let shown = picture(24, 13, &ascii);
    assert!(shown.concat().is_ascii(), "{shown:#?}");
    assert_eq!(shown[1], "  # ALIBA~ 17,806 -2,74 ");
    assert_eq!(shown[4], "  ^ CAC 40 8092,3 +0,46 ");
    assert_eq!(shown[6], "  . EURUSD 1,1186  0,00 ");
    assert_eq!(shown[7], "  : BTC-U~ 63 318 +0,78 ");
    assert_eq!(shown[9], "  x MC.PA  429, in 1m   ");
    assert_eq!(
        picture(40, 13, &ascii)[4],
        "  ^ CAC 40   ___----==  8 092,28 +0,46% "
    );
}

#[test]
fn what_the_row_has_no_room_for_is_said_at_the_foot() {
    let foot = |selected: isize, width: u16, height: u16| {
        let mut ticker = ticker();
        ticker.move_selection(selected);
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        pane(&ticker, at(0), &theme(), true, area, &mut buffer);
        text(&buffer)
    };
    assert_eq!(
        foot(2, 40, 20)[15..],
        [
            "  ───────────────────────────────────── ",
            "  Acme Works · Paris                    ",
            "  163,78–168,79 EUR                     ",
            "                                        ",
            "  2 live · 1 failing · 1 old      yahoo ",
        ]
    );
    let narrow = foot(6, 24, 20);
    assert_eq!(narrow[14], "  ───────────────────── ");
    assert_eq!(narrow[15], "  429, next in 1m       ");
    assert!(!foot(2, 40, 15).concat().contains("Paris"));
    assert!(!picture(40, 20, &theme()).concat().contains("Paris"));
}

#[test]
fn the_selected_row_lights_the_wire() {
    let mut ticker = ticker();
    ticker.move_selection(2);
    let area = Rect::new(0, 0, 32, 12);
    let mut buffer = Buffer::empty(area);
    let theme = Theme::new(ThemeName::Dark, Scheme::Western);
    pane(&ticker, at(0), &theme, true, area, &mut buffer);
    let lit: Vec<u16> = (0..12)
        .filter(|y| buffer[(0, *y)].symbol() == "▌")
        .collect();
    let [y] = lit[..] else {
        panic!("{lit:?}");
    };
    assert!(text(&buffer)[usize::from(y)].contains("AI.PA"));
    let select = theme.surface(Surface::Select).bg.unwrap();
    assert!((0..32).all(|x| buffer[(x, y)].bg == select));
    assert!(buffer[(4, y)].modifier.contains(Modifier::BOLD));
}

#[test]
fn the_tail_goes_first_and_the_selected_row_stays() {
    let shown = picture(40, 6, &theme());
    assert_eq!(shown[5].trim_end(), "    … 6 more");
    let mut ticker = ticker();
    ticker.move_selection(100);
    let area = Rect::new(0, 0, 24, 5);
    let mut buffer = Buffer::empty(area);
    pane(&ticker, at(0), &theme(), true, area, &mut buffer);
    assert!(text(&buffer).iter().any(|line| line.contains("OLD.PA")));
}

#[test]
fn only_the_digits_that_changed_are_lit() {
    let mut ticker = ticker();
    let newer = quote("AI.PA", 167.18, 166.40, Session::Open, at(15_000));
    ticker.apply(&notation::key("AI.PA"), Ok(newer), at(15_000));
    let area = Rect::new(0, 0, 24, 12);
    let mut buffer = Buffer::empty(area);
    pane(&ticker, at(15_100), &theme(), false, area, &mut buffer);
    let lit: String = (0..24)
        .filter(|x| buffer[(*x, 5)].modifier.contains(Modifier::UNDERLINED))
        .map(|x| buffer[(x, 5)].symbol())
        .collect();
    assert_eq!(lit, "8");
    let mut later = Buffer::empty(area);
    pane(&ticker, at(15_450), &theme(), false, area, &mut later);
    let is_lit = |x| later[(x, 5)].modifier.contains(Modifier::UNDERLINED);
    assert!(!(0..24).any(is_lit));
    assert_eq!(later[(2, 5)].fg, Color::Green);
}

/// The ticker above while its provider is left alone.
fn troubled(reason: &str) -> Ticker {
    let mut ticker = ticker();
    ticker.set_troubles(vec![ProviderTrouble {
        provider: "yahoo".to_owned(),
        reason: reason.to_owned(),
        next_try: at(90_000),
    }]);
    ticker
}

#[test]
fn the_reason_of_a_failure_comes_before_the_time_of_the_next_try() {
    let failing = |reason: &str, width: u16| {
        let mut ticker = ticker();
        let problem = QuoteProblem::Instrument {
            reason: reason.to_owned(),
            next_try: at(90_000),
        };
        ticker.apply(&notation::key("MC.PA"), Err(problem), at(0));
        let area = Rect::new(0, 0, width, 12);
        let mut buffer = Buffer::empty(area);
        pane(&ticker, at(0), &theme(), false, area, &mut buffer);
        let mut lines = text(&buffer).into_iter();
        lines.find(|line| line.contains("MC.PA")).unwrap()
    };
    assert_eq!(failing("refused", 32), "  × MC.PA   refused, next in 2m ");
    assert_eq!(failing("429", 24), "  × MC.PA  429, in 2m   ");
    assert_eq!(failing("no answer", 24), "  × MC.PA  no answer    ");
}

#[test]
fn what_is_wrong_with_a_provider_stands_once_in_the_last_line() {
    let mut ticker = troubled("429");
    let last = |ticker: &Ticker, width, height| {
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        pane(ticker, at(0), &theme(), false, area, &mut buffer);
        text(&buffer).concat()
    };
    for (width, height) in [(24, 12), (24, 5), (32, 20), (40, 20)] {
        let shown = last(&ticker, width, height);
        assert_eq!(shown.matches("yahoo 429 · in 2m").count(), 1, "{shown}");
    }
    ticker.set_troubles(Vec::new());
    assert!(!last(&ticker, 24, 12).contains("yahoo 429"));
}

#[test]
fn every_size_is_survived() {
    for width in 0..60 {
        for height in 0..14 {
            let area = Rect::new(0, 0, width, height);
            let mut buffer = Buffer::empty(area);
            pane(&ticker(), at(0), &theme(), true, area, &mut buffer);
            bottom_line(&ticker(), at(0), &theme(), false, area, &mut buffer);
        }
    }
}
