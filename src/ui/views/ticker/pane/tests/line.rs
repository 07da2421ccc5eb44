//! Pictures of the line at the bottom, and what is whole everywhere.

use super::*;

#[test]
fn one_line_at_the_bottom() {
    let area = Rect::new(0, 0, 80, 1);
    let mut buffer = Buffer::empty(area);
    bottom_line(&ticker(), at(0), &theme(), false, area, &mut buffer);
    assert_eq!(
        text(&buffer)[0],
        "  ALIBABA 17,806 ¶−2,74   CAC 40 8 092,3 +0,46   AI.PA 167,12 +0,43         1/8 "
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
        (33, "  CAC 40 8 092,3 +0,46   429 2/8 "),
        (32, "  CAC 40 8 092,3        429 2/8 "),
        (27, "  CAC 40 8 092,3   429 2/8 "),
        (26, "  CAC 40 8 092,3      2/8 "),
        (19, "  CAC 40 8 092,3   "),
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
        let labels = ["ALIBABA", "CAC 40", "AI.PA", "EURUSD", "BTC-USD", "OLD.PA", "STX.PA", "MC.PA"];
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

#[test]
fn the_line_writes_a_quote_as_the_pane_does() {
    let symbols = ["TERAL.PA", "NRVA", "EURUSD=X", "HBR.PA", "LONG.L"];
    let group = Group {
        name: String::new(),
        symbols: symbols.map(str::to_owned).to_vec(),
    };
    let mut ticker = Ticker::new(vec![group], true);
    let lasts = [47.846, 201.850_6, 1.105_52, 6_388.71, 12_345_678.9];
    for (symbol, last) in symbols.iter().zip(lasts) {
        let priced = Quote {
            decimals: 5,
            ..quote(symbol, last, last, Session::Open, at(0))
        };
        ticker.apply(&notation::key(symbol), Ok(priced), at(0));
    }
    let area = Rect::new(0, 0, 32, 6);
    let mut buffer = Buffer::empty(area);
    pane(&ticker, at(0), &theme(), false, area, &mut buffer);
    let line = line_of(&ticker, 400);
    let mut items = line.split("   ").map(str::trim);
    for (row, written) in text(&buffer)[1..].iter().zip([
        "TERAL 47,846",
        "NRVA 201,85",
        "EURUSD 1,1055",
        "HBR.PA 6 388,7",
        "LONG.L 12345679",
    ]) {
        let (label, price) = written.split_once(' ').unwrap();
        assert!(row.contains(label) && row.contains(price), "{row}");
        let item = items.next().unwrap();
        assert!(item.starts_with(&format!("{written} ")), "{item}");
    }
}

#[test]
fn the_line_lights_only_the_digits_that_changed() {
    let mut ticker = ticker();
    let newer = quote("AI.PA", 167.18, 166.40, Session::Open, at(15_000));
    ticker.apply(&notation::key("AI.PA"), Ok(newer), at(15_000));
    let area = Rect::new(0, 0, 80, 1);
    let mut buffer = Buffer::empty(area);
    bottom_line(&ticker, at(15_100), &theme(), false, area, &mut buffer);
    let lit: String = (0..80)
        .filter(|x| buffer[(*x, 0)].modifier.contains(Modifier::UNDERLINED))
        .map(|x| buffer[(x, 0)].symbol())
        .collect();
    assert_eq!(lit, "8");
}
