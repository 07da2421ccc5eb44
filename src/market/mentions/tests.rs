//! How names are cut, and what counts as one.

use proptest::prelude::*;

use super::*;
use crate::market::notation;

fn names(entry: &str, given: &[&str]) -> Vec<String> {
    let mentions = of(Some(&notation::key(entry)), given, entry).unwrap();
    mentions.names.into_iter().map(|name| name.text).collect()
}

#[test]
fn a_name_ends_before_its_legal_form() {
    for (name, core) in [
        ("Alibaba Group Holding Limited", "Alibaba"),
        (
            "LVMH Moët Hennessy - Louis Vuitton, Société Européenne",
            "LVMH Moët Hennessy",
        ),
        ("Société Générale Société anonyme", "Société Générale"),
        ("The Walt Disney Company", "Walt Disney"),
        ("The Gap, Inc.", "Gap"),
        ("JPMorgan Chase & Co.", "JPMorgan Chase"),
        ("Compagnie de Saint-Gobain S.A.", "Saint-Gobain"),
        ("Koninklijke Philips N.V.", "Philips"),
        ("AB Volvo (publ)", "Volvo"),
        ("Novo Nordisk A/S", "Novo Nordisk"),
        ("TOYOTA MOTOR CORP", "Toyota Motor"),
        ("SAP SE", "SAP"),
        ("Alphabet Inc. Class A", "Alphabet"),
        ("INTEL CORP", "Intel"),
        ("Group", "Group"),
        ("", ""),
    ] {
        assert_eq!(derive::core(name), core, "{name}");
    }
}

#[test]
fn shorter_names_stand_inside_of_longer_ones() {
    let shorter = |name: &str| derive::shorter(name, &derive::core(name));
    assert_eq!(shorter("Toyota Motor Corporation"), ["Toyota"]);
    assert_eq!(
        shorter("LVMH Moët Hennessy - Louis Vuitton"),
        ["Louis Vuitton", "LVMH"]
    );
    let semiconductor = shorter("Taiwan Semiconductor Manufacturing Company Limited");
    assert_eq!(semiconductor, ["Taiwan Semiconductor"]);
    assert_eq!(shorter("Pacific Biosciences of California, Inc."), [""; 0]);
    assert_eq!(shorter("Pacific Biosciences, Inc."), [""; 0]);
    assert_eq!(
        shorter("Petróleo Brasileiro S.A. - Petrobras"),
        ["Petrobras"]
    );
    assert_eq!(shorter("BP p.l.c. - American Depositary Shares"), [""; 0]);
    assert_eq!(shorter("Unity Software Inc."), ["Unity"]);
    assert_eq!(shorter("United Airlines Holdings, Inc."), [""; 0]);
    assert_eq!(shorter("BANCO SANTANDER SA"), [""; 0]);
}

#[test]
fn spellings_with_and_without_a_space() {
    assert_eq!(
        derive::spellings("JPMorgan Chase"),
        ["JPMorgan Chase", "JP Morgan Chase"]
    );
    assert_eq!(derive::spellings("JP Morgan"), ["JP Morgan", "JPMorgan"]);
    assert!(derive::spellings("J.P. Morgan").contains(&"JPMorgan".to_owned()));
    assert_eq!(derive::spellings("McDonald's"), ["McDonald's", "McDonalds"]);
    assert!(derive::spellings("Procter & Gamble").contains(&"Procter and Gamble".to_owned()));
}

#[test]
fn letters_stand_alone_where_headlines_use_them() {
    for (entry, given, code) in [
        ("NVDA", &[][..], Some("NVDA")),
        ("NET", &[], None),
        ("F", &[], None),
        ("BAS.DE", &[], None),
        (
            "IBM.DE",
            &["International Business Machines Corporation"],
            Some("IBM"),
        ),
    ] {
        let names = names(entry, given);
        let is_bare =
            code.is_some_and(|code| names.iter().filter(|name| *name == code).count() > 1);
        assert_eq!(is_bare, code.is_some(), "{entry}: {names:?}");
    }
}

#[test]
fn another_listing_and_a_page_without_a_code_lead_to_the_same_names() {
    assert!(
        names("IBM.F", &["International Business Machines Corporation"])
            .contains(&"Big Blue".to_owned())
    );
    let page = of(None, &["LVMH Moët Hennessy Louis Vuitton SE"], "").unwrap();
    assert!(
        page.names.iter().any(|name| name.text == "LVMH"),
        "{page:?}"
    );
    assert_eq!(of(None, &[], "X"), None);
}

#[test]
fn futures_and_pairs() {
    assert_eq!(root("GCZ25@XCEC"), "GC");
    assert_eq!(root("GC"), "GC");
    assert_eq!(root("ZC"), "ZC");
    assert!(names("ES=F", &[]).contains(&"S&P 500".to_owned()));
    assert_eq!(derive::delivered("Lumber Futures,Nov-2025"), "Lumber");
    assert!(names("kraken:BTC/EUR", &[]).contains(&"Bitcoin".to_owned()));
    assert!(names("USDJPY=X", &[]).contains(&"dollar yen".to_owned()));
}

proptest! {
    #[test]
    fn no_text_breaks_it(name in "\\PC{0,40}", title in "\\PC{0,60}", code in "[A-Z.=^-]{1,6}") {
        if let Some(mentions) = of(Some(&notation::key(&code)), &[&name], &code) {
            let reading = Reading::new(&mentions);
            let _ = reading.is_named(&title, &name);
            let _ = reading.is_named(&format!("${title}"), &code);
        }
    }
}
