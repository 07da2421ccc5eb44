//! Pictures of the line at the bottom, and what is whole everywhere.

use super::*;

#[test]
fn one_line_at_the_bottom() {
    let area = Rect::new(0, 0, 80, 1);
    let mut buffer = Buffer::empty(area);
    bottom_line(&ticker(), at(0), &theme(), false, area, &mut buffer);
    assert_eq!(
        text(&buffer)[0],
        "  ALIBABA 17,806 ¶−2,74   CAC 40 8 092,28 +0,46   AI.PA 167,12 +0,43        1/8 "
    );
}

/// The line of the ticker above, turned to an instrument, in so many columns.
fn line_of(ticker: &Ticker, columns: u16) -> String {
    let area = Rect::new(0, 0, columns, 1);
    let mut buffer = Buffer::empty(area);
    bottom_line(ticker, at(0), &theme(), false, area, &mut buffer);
    text(&buffer).concat()
}

#[test]
fn what_does_not_fit_the_line_is_left_out_whole() {
    let mut ticker = troubled("429");
    ticker.move_selection(1);
    for (columns, shown) in [
        (34, "  CAC 40 8 092,28 +0,46   429 2/8 "),
        (33, "  CAC 40 8 092,28        429 2/8 "),
        (28, "  CAC 40 8 092,28   429 2/8 "),
        (27, "  CAC 40 8 092,28      2/8 "),
        (20, "  CAC 40 8 092,28   "),
        (12, "  CAC 40 …  "),
        (8, "  …     "),
    ] {
        assert_eq!(line_of(&ticker, columns), shown);
    }
}

proptest! {
    #[test]
    fn every_number_in_the_line_is_whole_and_stands_apart(
        cents in 1_u32..200_000_000, change in -50.0..50.0, selected in 0_isize..9,
        columns in 1_u16..60, reason in "(40[0-9]|no answer)",
    ) {
        let mut ticker = troubled(&reason);
        let last = f64::from(cents) / 100.0;
        let previous = last / (1.0 + change / 100.0);
        ticker.apply(&notation::key("AI.PA"), Ok(quote("AI.PA", last, previous, Session::Open, at(0))), at(0));
        ticker.move_selection(selected);
        // The pieces of a wide line are whole; they may be without what follows the price, or a
        // label alone.
        let pieces = |line: &str| -> Vec<String> {
            let parts = line.split("  ").map(|part| part.trim().trim_end_matches('…').trim());
            parts.map(str::to_owned).collect()
        };
        let wide = line_of(&ticker, 400);
        let mut whole = pieces(&wide);
        for piece in pieces(&wide) {
            let start = piece.rsplit_once(' ').map(|(start, _)| start.to_owned());
            whole.extend(start);
        }
        let counter = wide.trim_end().rsplit(' ').next().unwrap_or_default();
        whole.push(counter.to_owned());
        whole.push(format!("{reason} {counter}"));
        let labels = ["ALIBABA", "CAC 40", "AI.PA", "Acme Works", "BTC-USD", "OLD.PA", "STX.PA", "MC.PA"];
        whole.extend(labels.map(str::to_owned));
        let line = line_of(&ticker, columns);
        for shown in pieces(&line) {
            prop_assert!(whole.contains(&shown), "{line:?} of {wide:?}");
        }
    }
}

#[test]
fn every_reason_is_whole_in_every_place() {
    let next_try = at(90_000);
    let instrument = |reason: &str| QuoteProblem::Instrument {
        reason: reason.to_owned(),
        next_try,
    };
    let provider = |reason: &str| QuoteProblem::Provider {
        reason: reason.to_owned(),
        next_try,
    };
    for (problem, why) in [
        (provider("429"), "429"),
        (provider("refused"), "refused"),
        (provider("unreachable"), "unreachable"),
        (instrument("no answer"), "no answer"),
        (instrument("web page"), "web page"),
        (instrument("error 422"), "error 422"),
        (QuoteProblem::UnknownSymbol, "unknown code"),
        (QuoteProblem::NotQuoted, "not quoted"),
    ] {
        let group = Group {
            name: String::new(),
            symbols: vec!["LONGEST.PA".to_owned()],
        };
        let mut ticker = Ticker::new(vec![group], true);
        ticker.apply(&notation::key("LONGEST.PA"), Err(problem), at(0));
        for width in [24, 32, 40] {
            let area = Rect::new(0, 0, width, 4);
            let mut buffer = Buffer::empty(area);
            pane(&ticker, at(0), &theme(), false, area, &mut buffer);
            let shown = text(&buffer)[1].clone();
            assert!(shown.contains(why), "{width}: {shown}");
        }
        assert!(line_of(&ticker, 40).contains(why));
    }
}

#[test]
fn hundredths_have_their_sign_at_every_width() {
    for (currency, shown) in [("GBp", "151,8p"), ("ZAc", "151,8c"), ("ILA", "151,8a")] {
        let group = Group {
            name: String::new(),
            symbols: vec!["X.L".to_owned()],
        };
        let mut ticker = Ticker::new(vec![group], true);
        let priced = Quote {
            currency: Some(currency.to_owned()),
            decimals: 1,
            ..quote("X.L", 151.8, 150.0, Session::Open, at(0))
        };
        ticker.apply(&notation::key("X.L"), Ok(priced), at(0));
        for width in [24, 32, 40] {
            let area = Rect::new(0, 0, width, 4);
            let mut buffer = Buffer::empty(area);
            pane(&ticker, at(0), &theme(), false, area, &mut buffer);
            assert!(text(&buffer)[1].contains(shown), "{:?}", text(&buffer));
        }
        assert!(line_of(&ticker, 40).contains(shown));
    }
}

#[test]
fn the_line_says_what_the_pane_says_of_a_price_that_is_not_sure() {
    let mut ticker = ticker();
    let shown = |ticker: &Ticker, selected: isize| {
        let mut ticker = ticker.clone();
        ticker.move_selection(selected);
        line_of(&ticker, 34)
    };
    assert!(shown(&ticker, 7).contains("OLD.PA 9,50 ~14m "));
    let doubted = Quote {
        is_doubted: true,
        change_pct: None,
        ..quote("AI.PA", 25.1, 100.4, Session::Open, at(0))
    };
    ticker.apply(&notation::key("AI.PA"), Ok(doubted), at(0));
    assert!(
        shown(&ticker, 2).contains("AI.PA 25,10 ~ "),
        "{}",
        shown(&ticker, 2)
    );
    let failing = QuoteProblem::Instrument {
        reason: "error 500".to_owned(),
        next_try: at(60_000),
    };
    ticker.apply(&notation::key("AI.PA"), Err(failing), at(0));
    assert!(shown(&ticker, 2).contains("AI.PA 25,10 ×error 500"));
}
