//! Our own examples, and the shared table when it is there.

use super::*;
use crate::testing::shared_text;
use proptest::prelude::*;

fn value(text: &str, lang: &str) -> Option<f64> {
    parse(text, Hint::lang((!lang.is_empty()).then_some(lang))).map(|number| number.value)
}

#[test]
fn the_language_decides_three_digits() {
    assert_eq!(value("12,345", "fr"), Some(12.345));
    assert_eq!(value("12,345", "en-GB"), Some(12_345.0));
    assert_eq!(value("12.345", "de"), Some(12_345.0));
    assert_eq!(value("12.345", "de-CH"), Some(12.345));
}

#[test]
fn a_neighbour_outweighs_the_language() {
    let hint = Hint {
        lang: Some("en"),
        beside: "-1,07 %",
    };
    let number = parse("12,345", hint).unwrap();
    assert!((number.value - 12.345).abs() < 1e-9 && !number.ambiguous);
    assert_eq!(number.decimals, 3);
}

#[test]
fn a_guess_is_marked() {
    assert!(parse("12,345", Hint::default()).unwrap().ambiguous);
    assert!(!parse("12,34", Hint::default()).unwrap().ambiguous);
}

#[test]
fn decimals_are_those_printed() {
    for (text, lang, decimals) in [("5,1200", "fr", 4), ("5", "fr", 0), ("1.5e-06", "en", 7)] {
        assert_eq!(
            parse(text, Hint::lang(Some(lang))).unwrap().decimals,
            decimals,
            "{text}"
        );
    }
}

#[test]
fn no_digit_is_no_number() {
    for text in ["", "n/d", "—", "-- %", "ND", "…"] {
        assert_eq!(parse(text, Hint::default()), None, "{text:?}");
    }
}

#[test]
fn signs_come_in_many_shapes() {
    for text in ["−3,5 %", "▼ 3,5 %", "- 3,5 %", "▼ −3,5 %", "(−3,5 %)"] {
        assert_eq!(value(text, "fr"), Some(-3.5), "{text}");
    }
    assert_eq!(value("-$3.50", "en"), Some(-3.5));
    assert_eq!(value("($3.50)", "en"), Some(-3.5));
}

#[test]
fn rows_are_read_with_and_without_a_name() {
    let hint = Hint::lang(Some("fr"));
    let bare = row("9,204 EUR Tradegate -1,20%", hint).unwrap();
    assert_eq!((bare.name.as_str(), bare.venue.as_str()), ("", "Tradegate"));
    assert_eq!((bare.price, bare.decimals), (9.204, 3));
    let index = row("SBF 120 6 103,20 Pts Euronext Paris +0,35 %", hint).unwrap();
    assert_eq!(index.name, "SBF 120");
    assert_eq!(index.currency.as_deref(), Some("Pts"));
    assert_eq!(index.price, 6_103.2);
    assert_eq!(index.venue, "Euronext Paris");
    let english = row(
        "Acme Corp $1,336.13 NYSE +1.20 (+0.09%)",
        Hint::lang(Some("en")),
    )
    .unwrap();
    assert_eq!((english.price, english.change_pct), (1_336.13, Some(0.09)));
    assert_eq!(
        (english.name.as_str(), english.venue.as_str()),
        ("Acme Corp", "NYSE")
    );
    let german = row("87,62 EUR -1,08 -0,57 %", Hint::lang(Some("de"))).unwrap();
    assert_eq!((german.price, german.change_pct), (87.62, Some(-0.57)));
}

#[test]
fn prose_is_not_a_row() {
    for text in [
        "Les ventes ont crû de 3 %",
        "-2,74%",
        "20 USD",
        "A 5 % drop to 20 USD",
    ] {
        assert_eq!(row(text, Hint::lang(Some("fr"))), None, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "\\PC{0,60}", beside in "[0-9., '%€-]{0,20}") {
        let hint = Hint { lang: None, beside: &beside };
        let _ = (parse(&text, hint), row(&text, hint));
        let _ = (parse(&beside, hint), row(&beside, hint));
    }

    #[test]
    fn a_printed_price_is_read_back(cents in 0_u32..200_000_000) {
        let value = f64::from(cents) / 100.0;
        let plain = format!("{value:.2}");
        let comma = plain.replace('.', ",");
        prop_assert_eq!(self::value(&plain, "en"), Some(value));
        prop_assert_eq!(self::value(&comma, "fr"), Some(value));
        prop_assert_eq!(self::value(&comma, "en"), Some(value));
    }
}

/// The shared table of examples, when the checkout has it beside itself.
#[test]
fn the_shared_table_is_read() {
    let Some(text) = shared_text("market/numbers.json") else {
        return;
    };
    let table: serde_json::Value = serde_json::from_str(&text).unwrap();
    let examples = table["examples"].as_array().unwrap();
    let failures: Vec<String> = examples.iter().filter_map(failure).collect();
    println!(
        "{} of {} examples",
        examples.len() - failures.len(),
        examples.len()
    );
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn failure(example: &serde_json::Value) -> Option<String> {
    let text = example["text"].as_str().unwrap();
    let hint = Hint::lang(example["lang"].as_str());
    let close = |got: f64, key: &str| {
        let wanted = example[key].as_f64().unwrap();
        (got - wanted).abs() <= wanted.abs() * 1e-12
    };
    let wrong = |got: String| Some(format!("{} {text:?}: {got}", example["id"]));
    match example["kind"].as_str().unwrap() {
        "missing" => parse(text, hint).and_then(|number| wrong(format!("{number:?}"))),
        // Nothing here shows a range.
        "range" => None,
        "row" => {
            let got = row(text, hint);
            let same = got.as_ref().is_some_and(|row| {
                close(row.price, "value")
                    && row.currency.as_deref() == example["currency"].as_str()
                    && Some(row.venue.as_str()) == example["venue"].as_str()
                    && row.change_pct == example["change_pct"].as_f64()
            });
            (!same).then(|| format!("{text:?}: {got:?}"))
        }
        _ => number_failure(example, parse(text, hint)),
    }
}

fn number_failure(example: &serde_json::Value, got: Option<Number>) -> Option<String> {
    let describe = |got: &str| Some(format!("{} {}: {got}", example["id"], example["text"]));
    let Some(number) = got else {
        return describe("nothing");
    };
    let wanted = example["value"].as_f64().unwrap();
    let mut same = (number.value - wanted).abs() <= wanted.abs() * 1e-12;
    same &= number.currency.as_deref() == example["currency"].as_str();
    same &= number.change_pct == example["change_pct"].as_f64();
    if same {
        None
    } else {
        describe(&format!("{number:?}"))
    }
}
