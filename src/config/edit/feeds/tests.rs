//! Comments, order and line ends survive every change.

use proptest::prelude::*;

use super::*;

const TEXT: &str = "# Newswire's sources.\n\nevery = \"2h\" # slow\n\n# The first,\n# with two lines.\n[[feed]] # a\nurl = \"https://a.example/\" # home\nname = \"A\"\n# items = \"li\"\n\n# --- the rest ---\n\n[[feed]]\nurl = 'https://b.example/x'\n# about c\n[[feed]]\nname = \"\"\"\n[[feed]]\n\"\"\"\nurl = \"https://c.example/\"\n\n[reader]\nmouse = false\n# the end\n";

fn removed(url: &str) -> (String, Removed) {
    without(TEXT, url).expect("it is TOML")
}

#[test]
fn a_source_goes_with_its_own_comments_and_comes_back_as_it_was() {
    let (rest, a) = removed("https://a.example");
    assert!(
        rest.starts_with("# Newswire's sources.\n\nevery = \"2h\" # slow\n\n# --- the rest ---")
    );
    assert_eq!(with_again(&rest, &a).as_deref(), Some(TEXT));
    let (rest, b) = removed("https://b.example/x");
    assert!(
        rest.contains("# --- the rest ---\n# about c\n[[feed]]\nname"),
        "{rest}"
    );
    assert_eq!(with_again(&rest, &b).as_deref(), Some(TEXT));
    let (rest, c) = removed("https://c.example/");
    assert!(
        rest.ends_with("b.example/x'\n\n[reader]\nmouse = false\n# the end\n"),
        "{rest}"
    );
    assert_eq!(with_again(&rest, &c).as_deref(), Some(TEXT));
}

#[test]
fn several_removals_come_back_in_any_order() {
    let (one, a) = removed("https://a.example/");
    let (two, b) = without(&one, "https://b.example/x").expect("TOML");
    let with_a = with_again(&two, &a).expect("TOML");
    let both = with_again(&with_a, &b).expect("TOML");
    for text in [&with_a, &both] {
        assert!(crate::config::parse("c", text, &[]).1.is_empty(), "{text}");
    }
    let urls: Vec<String> = crate::config::parse("c", &both, &[])
        .0
        .sources
        .into_iter()
        .map(|spec| spec.url)
        .collect();
    assert_eq!(
        urls,
        [
            "https://a.example/",
            "https://b.example/x",
            "https://c.example/"
        ]
    );
    for comment in [
        "# The first,\n# with two lines.\n[[feed]] # a",
        "# items = \"li\"",
        "# home",
        "# about c",
    ] {
        assert!(both.contains(comment), "{both}");
    }
    // It is there again: nothing is added twice.
    assert_eq!(with_again(&both, &a).as_deref(), Some(both.as_str()));
}

#[test]
fn a_pause_is_one_line_and_goes_without_a_trace() {
    for url in [
        "https://a.example/",
        "https://b.example/x",
        "https://c.example/",
    ] {
        let paused = with_pause(TEXT, url, true).expect("there");
        let sources = crate::config::parse("c", &paused, &[]).0.sources;
        assert_eq!(
            sources.iter().filter(|spec| spec.paused).count(),
            1,
            "{paused}"
        );
        assert_eq!(with_pause(&paused, url, false).as_deref(), Some(TEXT));
    }
    let noted = "[[feed]]\nurl = \"https://a.example/\"\npaused = true # until spring";
    assert_eq!(
        with_pause(noted, "https://a.example/", false).as_deref(),
        Some("[[feed]]\nurl = \"https://a.example/\"\npaused = false # until spring")
    );
    let windows = "[[feed]]\r\nurl = \"https://a.example/\"";
    let paused = with_pause(windows, "https://a.example/", true).expect("there");
    assert_eq!(
        paused,
        "[[feed]]\r\nurl = \"https://a.example/\"\r\npaused = true"
    );
    assert_eq!(with_pause(TEXT, "https://other.example/", true), None);
}

#[test]
fn an_address_is_replaced_where_it_stands() {
    let moved =
        with_address(TEXT, "https://b.example/x", "https://d.example/\"y\"").expect("moves");
    assert_eq!(
        crate::config::parse("c", &moved, &[]).0.sources[1].url,
        "https://d.example/\"y\""
    );
    assert_eq!(
        with_address(&moved, "https://d.example/\"y\"", "https://b.example/x")
            .map(|text| text.replace('\'', "\"")),
        Ok(TEXT.replace('\'', "\""))
    );
    assert_eq!(
        with_address(TEXT, "https://b.example/x", "https://www.a.example"),
        Err(NoMove::Taken)
    );
    assert_eq!(
        with_address(TEXT, "https://e.example/", "https://f.example/"),
        Err(NoMove::Missing)
    );
    // The same source under its other scheme is no other source.
    assert!(
        with_address(
            "[[feed]]\nurl = \"http://a.example/\"",
            "http://a.example/",
            "https://a.example/"
        )
        .is_ok()
    );
}

#[test]
fn a_source_is_found_by_its_line_and_other_forms_are_refused() {
    assert_eq!(line_of(TEXT, "https://a.example/"), Some(8));
    assert_eq!(line_of(TEXT, "https://c.example/"), Some(21));
    assert_eq!(line_of(TEXT, "https://e.example/"), None);
    assert_eq!(feeds("feed = [{ url = \"https://a.example/\" }]"), None);
    assert_eq!(feeds("every = = 1"), None);
    assert_eq!(feeds("every = \"1h\""), Some(Vec::new()));
}

#[test]
fn a_source_that_stands_twice_goes_and_comes_twice() {
    let text = "[[feed]]\nurl = \"https://a.example/\"\n\n[[feed]]\nurl = \"https://b.example/\"\n\n[[feed]]\nurl = \"http://a.example\"";
    let (rest, twice) = without(text, "https://a.example/").expect("TOML");
    assert_eq!(rest, "\n[[feed]]\nurl = \"https://b.example/\"\n");
    assert_eq!(with_again(&rest, &twice).as_deref(), Some(text));
}

/// Files as people write them: blank lines, comments above, beside and below.
fn file() -> impl Strategy<Value = String> {
    let filler = prop_oneof![
        Just(""),
        Just("\n"),
        Just("# note\n"),
        Just("\n# note\n\n"),
        Just("\n\n# x\n")
    ];
    let feed = (filler.clone(), proptest::bool::ANY, filler.clone());
    (filler, proptest::collection::vec(feed, 1..6)).prop_map(|(head, feeds)| {
        let mut text = head.to_owned();
        for (number, (before, is_named, after)) in feeds.into_iter().enumerate() {
            let name = if is_named { "name = \"x\" # n\n" } else { "" };
            text.push_str(&format!(
                "{before}[[feed]]\nurl = \"https://{number}.example/\"\n{name}{after}"
            ));
        }
        text
    })
}

proptest! {
    #[test]
    fn every_change_is_taken_back_byte_for_byte(text in file(), number in 0_usize..6) {
        let url = format!("https://{number}.example/");
        let (rest, removed) = without(&text, &url).unwrap();
        prop_assert_eq!(with_again(&rest, &removed).unwrap(), text.clone());
        let count = |text: &str| crate::config::parse("c", text, &[]).0.sources.len();
        prop_assert_eq!(count(&rest), count(&text) - removed.pieces.len());
        if let Some(paused) = with_pause(&text, &url, true) {
            prop_assert_eq!(with_pause(&paused, &url, false).unwrap(), text.clone());
            let sources = crate::config::parse("c", &paused, &[]).0.sources;
            prop_assert!(sources[number].paused);
        }
    }

    #[test]
    fn a_changed_file_takes_a_source_back_in_its_order(text in file(), number in 0_usize..6, more in 0_usize..6) {
        let (rest, removed) = without(&text, &format!("https://{number}.example/")).unwrap();
        let changed = with_pause(&rest, &format!("https://{more}.example/"), true).unwrap_or(rest);
        let back = with_again(&changed, &removed).unwrap();
        let urls = |text: &str| {
            let sources = crate::config::parse("c", text, &[]).0.sources;
            sources.into_iter().map(|spec| spec.url).collect::<Vec<_>>()
        };
        prop_assert_eq!(urls(&back), urls(&text));
        prop_assert!(crate::config::parse("c", &back, &[]).1.is_empty());
    }

    #[test]
    fn no_text_is_too_odd(text in "[\\[\\]a-z=\"'#\n\r\t .:/é]{0,80}") {
        let _ = feeds(&text);
        let _ = line_of(&text, "https://a.example/");
    }
}
