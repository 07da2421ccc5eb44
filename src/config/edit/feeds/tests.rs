//! Comments, order and line ends survive every change.

use proptest::prelude::*;

use super::*;
use crate::model::FileChange;

const TEXT: &str = "# Newswire's sources.\n\nevery = \"2h\" # slow\n\n# The first,\n# with two lines.\n[[feed]] # a\nurl = \"https://a.example/\" # home\nname = \"A\"\n# items = \"li\"\n\n# --- the rest ---\n\n[[feed]]\nurl = 'https://b.example/x'\n# about c\n[[feed]]\nname = \"\"\"\n[[feed]]\n\"\"\"\nurl = \"https://c.example/\"\n\n[reader]\nmouse = false\n# the end\n";

fn sources(text: &str) -> Vec<SourceSpec> {
    let (config, problems) = crate::config::parse("c", text, &[]);
    assert!(problems.is_empty(), "{problems:?} in {text}");
    config.sources
}

fn urls(text: &str) -> Vec<String> {
    sources(text).into_iter().map(|spec| spec.url).collect()
}

#[test]
fn a_source_goes_with_its_own_comments() {
    let rest = |url| without(TEXT, url).expect("it is TOML");
    assert_eq!(
        rest("https://a.example"),
        TEXT.replace("\n# The first,\n# with two lines.\n[[feed]] # a\nurl = \"https://a.example/\" # home\nname = \"A\"\n# items = \"li\"\n", "")
    );
    assert_eq!(
        rest("https://b.example/x"),
        TEXT.replace("\n[[feed]]\nurl = 'https://b.example/x'\n", "")
    );
    assert!(
        rest("https://c.example/")
            .ends_with("b.example/x'\n\n[reader]\nmouse = false\n# the end\n")
    );
    assert_eq!(rest("https://d.example/"), TEXT);
}

#[test]
fn tables_inside_a_source_go_with_it_and_those_between_stay() {
    let text = "[[feed]]\nurl = \"https://a.example/\"\n\n# of a\n[feed.more]\nx = 1\n\n# the reader\n[reader]\nmouse = false\n\n[[feed]]\nurl = \"https://b.example/\"\n# below\n";
    assert_eq!(
        without(text, "https://a.example/").as_deref(),
        Ok(
            "\n# the reader\n[reader]\nmouse = false\n\n[[feed]]\nurl = \"https://b.example/\"\n# below\n"
        )
    );
    assert!(
        without(text, "https://b.example/")
            .expect("TOML")
            .ends_with("mouse = false\n")
    );
}

#[test]
fn a_comment_below_the_last_source_stays_with_it() {
    let text = "[[feed]]\nurl = \"https://a.example/\"\n# items = \"li\"\n";
    for rest in ["", "\n# the reader\n[reader]\nmouse = false\n"] {
        let text = format!("{text}{rest}");
        let spec = SourceSpec {
            url: "https://b.example/".to_owned(),
            ..SourceSpec::default()
        };
        let (both, _) = with(&text, &[spec]).expect("TOML");
        let feed = "\n[[feed]]\nurl = \"https://b.example/\"\n";
        assert_eq!(both, text.replace("\"li\"\n", &format!("\"li\"\n{feed}")));
        assert_eq!(without(&both, "https://b.example/"), Ok(text));
    }
}

#[test]
fn line_ends_and_a_byte_order_mark_stay() {
    let text = format!("\u{feff}{}", TEXT.replace('\n', "\r\n"));
    let changes = [
        without(&text, "https://b.example/x"),
        with_pause(&text, "https://b.example/x", true),
        with_address(&text, "https://b.example/x", "https://d.example/"),
        with(&text, &[SourceSpec::default()]).map(|(text, _)| text),
    ];
    for changed in changes {
        let changed = changed.expect("TOML");
        assert!(
            changed.starts_with("\u{feff}# Newswire's sources.\r\n"),
            "{changed:?}"
        );
        assert!(!changed.replace("\r\n", "").contains('\n'), "{changed:?}");
    }
}

#[test]
fn a_pause_is_one_line_and_goes_without_a_trace() {
    for url in [
        "https://a.example/",
        "https://b.example/x",
        "https://c.example/",
    ] {
        let paused = with_pause(TEXT, url, true).expect("there");
        let count = sources(&paused).iter().filter(|spec| spec.paused).count();
        assert_eq!(count, 1, "{paused}");
        assert_eq!(with_pause(&paused, url, false).as_deref(), Ok(TEXT));
    }
    let noted = "[[feed]]\nurl = \"https://a.example/\"\npaused = true # until spring\n";
    assert_eq!(
        with_pause(noted, "https://a.example/", false),
        Ok(noted.replace("true", "false"))
    );
    let explained = "[[feed]]\nurl = \"https://a.example/\"\n# until spring\npaused = true\n";
    assert_eq!(
        with_pause(explained, "https://a.example/", false),
        Ok(explained.replace("true", "false"))
    );
    let unfinished = "[[feed]]\r\nurl = \"https://a.example/\"";
    let paused = with_pause(unfinished, "https://a.example/", true).expect("there");
    assert_eq!(
        paused,
        "[[feed]]\r\nurl = \"https://a.example/\"\npaused = true\n"
    );
    assert_eq!(
        with_pause(TEXT, "https://other.example/", true),
        Err(Refusal::Missing)
    );
}

#[test]
fn an_address_is_replaced_where_it_stands() {
    let moved =
        with_address(TEXT, "https://b.example/x", "https://d.example/\"y\"").expect("moves");
    assert_eq!(urls(&moved)[1], "https://d.example/\"y\"");
    assert_eq!(
        with_address(&moved, "https://d.example/\"y\"", "https://b.example/x")
            .map(|text| text.replace('\'', "\"")),
        Ok(TEXT.replace('\'', "\""))
    );
    assert_eq!(
        with_address(TEXT, "https://b.example/x", "https://www.a.example"),
        Err(Refusal::Taken("https://www.a.example".to_owned()))
    );
    assert_eq!(
        with_address(TEXT, "https://e.example/", "https://f.example/"),
        Err(Refusal::Missing)
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
    for refused in ["feed = [{ url = \"https://a.example/\" }]", "every = = 1"] {
        let removed = without(refused, "https://a.example/");
        assert_eq!(removed, Err(Refusal::NotToml));
    }
    let none = "every = \"1h\"";
    assert_eq!(without(none, "https://a.example/").as_deref(), Ok(none));
}

#[test]
fn a_source_that_stands_twice_goes_twice() {
    let text = "[[feed]]\nurl = \"https://a.example/\"\n\n[[feed]]\nurl = \"https://b.example/\"\n\n[[feed]]\nurl = \"http://a.example\"";
    let rest = without(text, "https://a.example/").expect("TOML");
    assert_eq!(rest, "\n[[feed]]\nurl = \"https://b.example/\"\n");
    assert_eq!(undone(text, &rest, &rest).as_deref(), Some(text));
}

#[test]
fn several_removals_come_back_one_after_the_other() {
    let one = without(TEXT, "https://a.example/").expect("TOML");
    let two = without(&one, "https://b.example/x").expect("TOML");
    let back = undone(&one, &two, &two).expect("nobody was there meanwhile");
    assert_eq!(back, one);
    assert_eq!(undone(TEXT, &one, &back).as_deref(), Some(TEXT));
    // In the other order what stands elsewhere stays.
    let other = TEXT.replace("mouse = false", "mouse = true");
    let back = undone(
        TEXT,
        &one,
        &without(&other, "https://a.example/").expect("TOML"),
    );
    assert_eq!(back, Some(other));
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

/// The text after a change was taken back in a file that may have been changed since.
fn undone(old: &str, new: &str, meanwhile: &str) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("config.toml");
    std::fs::write(&file, meanwhile).expect("written");
    let change = FileChange {
        old: Some(old.to_owned()),
        new: new.to_owned(),
    };
    let done = crate::config::edit::undo(&file, &change).is_ok();
    done.then(|| std::fs::read_to_string(&file).expect("read"))
}

proptest! {
    #[test]
    fn every_change_touches_its_own_table_only(text in file(), number in 0_usize..6) {
        let url = format!("https://{number}.example/");
        let rest = without(&text, &url).unwrap();
        let mut others = urls(&text);
        others.retain(|other| *other != url);
        prop_assert_eq!(urls(&rest), others);
        let mut lines = text.lines();
        prop_assert!(rest.lines().all(|line| lines.any(|other| other == line)), "{}", rest);
        if let Ok(paused) = with_pause(&text, &url, true) {
            prop_assert_eq!(with_pause(&paused, &url, false).unwrap(), text.clone());
            prop_assert!(sources(&paused)[number].paused);
            let moved = with_address(&text, &url, "https://moved.example/").unwrap();
            prop_assert_eq!(moved, text.replace(&url, "https://moved.example/"));
        }
    }

    #[test]
    fn a_removal_is_taken_back_in_its_order_or_refused(text in file(), number in 0_usize..6, more in 0_usize..6) {
        let rest = without(&text, &format!("https://{number}.example/")).unwrap();
        prop_assert_eq!(undone(&text, &rest, &rest).unwrap(), text.clone());
        let changed = with_pause(&rest, &format!("https://{more}.example/"), true);
        let is_paused = changed.is_ok();
        if let Some(back) = undone(&text, &rest, &changed.unwrap_or(rest.clone())) {
            prop_assert_eq!(urls(&back), urls(&text));
            let paused: Vec<bool> = sources(&back).iter().map(|spec| spec.paused).collect();
            let wanted: Vec<bool> = (0..paused.len()).map(|at| is_paused && at == more).collect();
            prop_assert_eq!(paused, wanted);
        }
        // What is written above a header meanwhile stays above it.
        let noted = |text: &str| {
            let number = |url: &str| url.strip_prefix("https://").map(str::to_owned).unwrap();
            urls(text).iter().fold(text.to_owned(), |text, url| {
                let header = format!("[[feed]]\nurl = \"{url}\"");
                text.replace(&header, &format!("# about {}\n{header}", number(url)))
            })
        };
        if let Some(back) = undone(&text, &rest, &noted(&rest)) {
            for url in urls(&rest) {
                let header = format!("# about {}\n[[feed]]\nurl = \"{url}\"", &url[8..]);
                prop_assert!(back.contains(&header), "{} of {}", back, text);
            }
            prop_assert_eq!(urls(&back), urls(&text));
        }
    }

    #[test]
    fn a_pause_and_a_move_are_taken_back_byte_for_byte(text in file(), number in 0_usize..6) {
        let url = format!("https://{number}.example/");
        for changed in [with_pause(&text, &url, true), with_address(&text, &url, "https://moved.example/")] {
            let Ok(changed) = changed else { continue };
            prop_assert_eq!(undone(&text, &changed, &changed).unwrap(), text.clone());
        }
    }

    #[test]
    fn no_text_is_too_odd(text in "[\\[\\]a-z=\"'#\n\r\t .:/é]{0,80}") {
        let _ = without(&text, "https://a.example/");
        let _ = line_of(&text, "https://a.example/");
    }
}
