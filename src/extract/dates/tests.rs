//! Dates as pages print them, in many languages.

use super::*;

fn text(input: &str) -> String {
    parse(input).map_or_else(|| "none".to_owned(), When::to_text)
}

#[test]
fn machine_forms() {
    assert_eq!(
        text("2022-01-18T14:09:00+01:00"),
        "2022-01-18T14:09:00+01:00"
    );
    assert_eq!(text("2022-01-18T14:09:00.123Z"), "2022-01-18T14:09:00Z");
    assert_eq!(text("2022-01-18 14:09:00"), "2022-01-18T14:09:00");
    assert_eq!(
        text("2022-01-18T14:09:00+0100"),
        "2022-01-18T14:09:00+01:00"
    );
    assert_eq!(text("2022-01-18"), "2022-01-18");
    assert_eq!(
        text("Tue, 18 Jan 2022 14:09:00 GMT"),
        "2022-01-18T14:09:00Z"
    );
    assert_eq!(text("Tue Jan 18 14:09:00 UTC 2022"), "2022-01-18T14:09:00Z");
    assert_eq!(text("1642511340"), "2022-01-18T13:09:00Z");
    assert_eq!(text("20220118"), "2022-01-18");
    assert_eq!(text("3424486444"), "none");
}

#[test]
fn printed_forms() {
    for (input, expected) in [
        ("18/01/2022 à 14:09", "2022-01-18T14:09:00"),
        ("09.11.2025 05:21", "2025-11-09T05:21:00"),
        ("18 janvier 2022 à 14h09", "2022-01-18T14:09:00"),
        ("18. Januar 2022, 14:09 Uhr", "2022-01-18T14:09:00"),
        ("January 18, 2022 2:09 PM EST", "2022-01-18T14:09:00-05:00"),
        ("Jan. 18, 2022 at 2:09 p.m.", "2022-01-18T14:09:00"),
        ("18 de enero de 2022", "2022-01-18"),
        ("18 gennaio 2022", "2022-01-18"),
        ("১৮ জানুয়ারি ২০২২, ১৪:০৯", "2022-01-18T14:09:00"),
        ("١٨ يناير ٢٠٢٢", "2022-01-18"),
        ("۱۸ جنوری ۲۰۲۲", "2022-01-18"),
        ("१८ जनवरी २०२२", "2022-01-18"),
        ("18 stycznia 2022", "2022-01-18"),
        ("18 января 2022, 14:09", "2022-01-18T14:09:00"),
        ("18 Ocak 2022", "2022-01-18"),
        ("2022年1月18日 14時09分", "2022-01-18T14:09:00"),
        ("2022년 1월 18일", "2022-01-18"),
        ("2022. 01. 18. 14:09", "2022-01-18T14:09:00"),
        ("01/18/2022", "2022-01-18"),
        (
            "Published 12:30am, Tuesday 18th January 2022",
            "2022-01-18T00:30:00",
        ),
        ("2022. január 18.", "2022-01-18"),
    ] {
        assert_eq!(text(input), expected, "{input}");
    }
}

#[test]
fn what_is_no_date() {
    for input in [
        "",
        "5 minutes ago",
        "45/45/2022",
        "1.234.567",
        "page 3 of 12",
        "12:30",
    ] {
        assert_eq!(parse(input), None, "{input}");
    }
}

#[test]
fn dates_in_addresses() {
    let day = |url| in_url(url).map(When::to_text);
    assert_eq!(
        day("https://a.example/2022/01/18/x").as_deref(),
        Some("2022-01-18")
    );
    assert_eq!(
        day("https://a.example/x-20220118.html").as_deref(),
        Some("2022-01-18")
    );
    assert_eq!(day("https://a.example/1234567"), None);
}
