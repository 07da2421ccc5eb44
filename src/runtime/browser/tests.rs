//! Which browser is started, with programs of the test's own.

use std::collections::HashMap;

use super::*;

const URL: &str = "https://example.org/a?b=c&d=%41";

/// A folder with programs of these names.
fn programs(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in names {
        let file = folder.path().join(name);
        std::fs::write(&file, "#!/bin/sh\n").expect("written");
        std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o755))
            .expect("set");
    }
    folder
}

/// The way with these programs and variables.
fn chosen(there: &[&str], variables: &[(&str, &str)]) -> Way {
    let folder = programs(there);
    let path = folder.path().display().to_string();
    let variables: HashMap<&str, &str> = variables.iter().copied().collect();
    let variable = |name: &str| match name {
        "PATH" => Some(path.clone()),
        name => variables.get(name).map(ToString::to_string),
    };
    way(URL, variable).expect("an address for a browser")
}

fn beside(programs: &[&[&str]]) -> Way {
    let words = |words: &&[&str]| words.iter().map(ToString::to_string).collect();
    Way::Beside(programs.iter().map(words).collect())
}

const DESKTOP: (&str, &str) = ("DISPLAY", ":0");

#[test]
fn the_variable_is_a_list_with_places_for_the_address() {
    let browser = |value| chosen(&["one", "two", "xdg-open"], &[DESKTOP, ("BROWSER", value)]);
    let system: &[&str] = &["xdg-open", URL];
    assert_eq!(browser("one"), beside(&[&["one", URL], system]));
    assert_eq!(
        browser("gone:one --new %s 100%%:'two' \"a b\" --u=%s"),
        beside(&[
            &["one", "--new", URL, "100%"],
            &["two", "a b", &format!("--u={URL}")],
            system
        ])
    );
    for nothing in ["", ":", " ", "gone", "''"] {
        assert_eq!(browser(nothing), beside(&[system]), "{nothing:?}");
    }
}

#[test]
fn a_browser_for_text_gets_the_terminal() {
    let words = |name: &str| Way::InTerminal(vec![name.to_owned(), URL.to_owned()]);
    let there = ["w3m", "lynx", "firefox", "xdg-open"];
    assert_eq!(
        chosen(&there, &[DESKTOP, ("BROWSER", "lynx")]),
        words("lynx")
    );
    // Without a desktop the system's opener would start one without a terminal.
    assert_eq!(chosen(&there, &[]), words("w3m"));
    assert_eq!(chosen(&there, &[DESKTOP]), beside(&[&["xdg-open", URL]]));
    let both = chosen(&there, &[DESKTOP, ("BROWSER", "firefox:w3m")]);
    assert_eq!(both, beside(&[&["firefox", URL], &["xdg-open", URL]]));
}

#[test]
fn only_addresses_for_a_browser_are_opened() {
    let nothing = |_: &str| None;
    for url in [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "-flag",
        "ftp://example.org/",
    ] {
        assert_eq!(way(url, nothing), None, "{url}");
    }
    assert!(way("mailto:ann@example.org", nothing).is_some());
}

#[tokio::test]
async fn what_fails_is_followed_by_the_next_and_told() {
    let folder = programs(&["works"]);
    let fails = folder.path().join("fails");
    std::fs::write(&fails, "#!/bin/sh\nexit 3\n").expect("written");
    std::fs::set_permissions(&fails, std::os::unix::fs::PermissionsExt::from_mode(0o755))
        .expect("set");
    let words = |name: &str| {
        vec![
            folder.path().join(name).display().to_string(),
            URL.to_owned(),
        ]
    };
    let opened = open(vec![words("gone"), words("fails"), words("works")]).await;
    assert_eq!(opened, Ok("works".to_owned()));
    let failed = open(vec![words("fails")]).await.expect_err("fails");
    assert_eq!(failed, "fails ended with exit status: 3");
    let none = open(Vec::new()).await.expect_err("nothing there");
    assert_eq!(none, "no browser was found");
}
