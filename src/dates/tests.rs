//! One table of dates for both ways of asking, and what must hold of any text.

use super::*;
use crate::list;
use proptest::prelude::*;

#[test]
fn both_ways_of_asking() {
    let mut wrong = Vec::new();
    for row in list::entries(include_str!("../../tests/fixtures/dates.txt")) {
        let columns: Vec<&str> = row.splitn(3, " | ").collect();
        let [field, found, text] = columns[..] else {
            panic!("{row}");
        };
        let when = find(text);
        let expected = match field {
            "-" => None,
            "=" => when.map(|when| when.at),
            instant => Some(instant.parse().unwrap()),
        };
        let read = when.map_or("-".to_owned(), When::to_text);
        if (read.as_str(), strict(text)) != (found, expected) {
            wrong.push(format!("{text}: {read}, {:?}", strict(text)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_long_text_is_no_field() {
    let text = format!("2022-01-18 {}", "word ".repeat(40));
    assert_eq!(strict(&text), None);
    assert_eq!(
        find(&text).map(When::to_text).as_deref(),
        Some("2022-01-18")
    );
    assert_eq!(find(&format!("{}2022-01-18", "é".repeat(200))), None);
}

#[test]
fn clocks_alone() {
    for text in [
        "10:30",
        "10:30 Uhr",
        "10:30 p.m. EDT",
        "10:00–14:00",
        "14h09",
        "下午2:09",
    ] {
        assert!(is_clock(text), "{text}");
    }
    for text in [
        "",
        "10",
        "5 h",
        "25:61",
        "Video 10:30",
        "10:30 12",
        "12.05.2024",
    ] {
        assert!(!is_clock(text), "{text}");
    }
}

#[test]
fn dates_without_a_year_are_dates() {
    assert!(is_date("Mar 24") && is_date("24. März") && is_date("2024-03-05"));
    assert!(is_date("5月12日") && is_date("五月十二日") && !is_date("5月12日に会う"));
    assert!(is_date("۲۸ دی") && is_only_date("١٨ يناير"));
    assert!(!is_date("March") && !is_date("Five days in March 24 of us marched") && !is_date("24"));
}

#[test]
fn a_format_of_the_user() {
    let day: Timestamp = "2024-03-05T00:00:00Z".parse().unwrap();
    assert_eq!(parse_format("05.03.2024", "%d.%m.%Y"), Some(day));
    assert_eq!(parse_format("nothing", "%d.%m.%Y"), None);
}

#[test]
fn dates_in_addresses() {
    for (url, date) in [
        ("https://a.example/2022/01/18/x", Some("2022-01-18")),
        ("https://a.example/x-20220118.html", Some("2022-01-18")),
        ("https://a.example/2022-01-18-x", Some("2022-01-18")),
        ("https://a.example/1234567", None),
        ("https://a.example/1985/01/18", None),
    ] {
        assert_eq!(in_url(url).map(When::to_text).as_deref(), date, "{url}");
    }
}

/// What dates are made of, and what stands beside them.
const PIECES: &[&str] = &[
    "12",
    "26",
    "2026",
    "1985",
    "031",
    "20260112",
    "Jan",
    "mar.",
    "de",
    "word",
    "10:20",
    "24:00",
    "25:61",
    "14.30",
    "12h",
    "Uhr",
    "pm",
    "p.m.",
    "Z",
    "GMT",
    "EST",
    "ET",
    "+0100",
    "-05:00",
    "-14:00",
    "+1",
    "年",
    "月",
    "日",
    "時",
    "午後",
    "令和",
    "二〇二四",
    "พ.ค.",
    "2567",
    "tháng",
    "十二",
    "五",
    "دی",
    "۱۴۰۰",
    "۱۲",
    "W03",
    "T",
    "/",
    "-",
    ".",
    ",",
    " ",
    " ",
    " ",
    ":",
    "(",
    ")",
];

proptest! {
    #[test]
    fn both_ways_agree(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..14)) {
        let text = pieces.concat();
        if let (Some(field), Some(found)) = (strict(&text), find(&text)) {
            prop_assert_eq!(field, found.at, "{}", text);
        }
    }

    #[test]
    fn no_text_panics(text in "[0-9:+./TWZa-j, ()年月日二十百〇مพค–-]{0,40}") {
        let _ = (strict(&text), find(&text), in_url(&text));
        let _ = (is_date(&text), is_only_date(&text), is_clock(&text));
    }

    #[test]
    fn rfc3339_survives(second in 631_152_000_i64..4_000_000_000) {
        let instant = Timestamp::from_second(second).unwrap();
        prop_assert_eq!(strict(&instant.to_string()), Some(instant));
        prop_assert_eq!(find(&instant.to_string()), Some(When::utc(instant)));
    }
}
