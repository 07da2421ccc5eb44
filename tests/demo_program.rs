//! The demo as a user meets it: the ordinary program against the site inside it.

#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;
#[path = "support/server.rs"]
mod server;

use pty::Terminal;
use server::{Response, Server};

/// What leaves the alternate screen: a program that ends without it leaves a broken terminal.
const LEAVE: &[u8] = b"\x1b[?1049l";

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn the_demo_is_browsed_read_searched_and_kept_at_every_size() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(&["demo"], home.path(), 120, 40);
    terminal.wait_for("WATCHLIST");
    terminal.wait_for("Sorting is not free");

    terminal.keys("/bruxelles\r");
    terminal.wait("what was found", |screen| {
        screen
            .lines()
            .next()
            .is_some_and(|title| title.contains("bruxelles"))
            && screen.contains("Enquête de Bruxelles")
    });
    terminal.keys("\r");
    terminal.wait_for("STORY");
    terminal.wait("a live quote of a story's instrument", |screen| {
        screen
            .lines()
            .any(|line| line.contains("TERAL") && (line.contains('▼') || line.contains('▲')))
    });
    for boilerplate in ["Fermer", "Chargement", "Signaler", "Cette liste"] {
        assert!(
            !terminal.text().contains(boilerplate),
            "{}",
            terminal.text()
        );
    }
    terminal.keys("f");
    terminal.wait_for("kept as a favourite");
    for (columns, rows) in [(200, 60), (80, 24), (40, 12)] {
        terminal.resize(columns, rows);
        terminal.wait("the article at the new size", |screen| {
            screen.contains("Bruxelles")
        });
    }
    terminal.resize(120, 40);
    // Drawing anew must not ask the terminal anything: nobody here would answer.
    terminal.keys("\x0cF");
    terminal.wait("the favourites", |screen| {
        screen
            .lines()
            .next()
            .is_some_and(|title| title.contains("Favourites"))
            && screen.contains('◆')
    });
    terminal.keys("?");
    terminal.wait_for("type to filter");
    terminal.keys("\x07");
    terminal.keys("qq");
    assert!(terminal.wait_for_exit().success());
    assert!(contains(&terminal.raw, LEAVE));
    let left: Vec<_> = std::fs::read_dir(home.path()).unwrap().flatten().collect();
    assert!(left.is_empty(), "the demo wrote {left:?}");
}

#[test]
fn a_configuration_that_is_named_lends_the_demo_its_looks() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("mine.toml");
    let text = "[reader]\ntheme = \"sea\"\n[keys]\n\"ctrl-x\" = \"quit\"\n\
        [[feed]]\nurl = \"http://127.0.0.1:1/\"\nname = \"Never asked\"\n";
    std::fs::write(&file, text).unwrap();
    std::fs::create_dir(home.path().join("themes")).unwrap();
    let theme = "inherits = \"light\"\n[surfaces]\npanel = \"#ff0000\"\n";
    std::fs::write(home.path().join("themes/sea.toml"), theme).unwrap();
    let named = file.to_str().unwrap();
    let mut terminal = Terminal::start(&["demo", "--config", named], home.path(), 120, 40);
    terminal.wait_for("WATCHLIST");
    let cell = terminal.screen().cell(39, 60).expect("on the screen");
    assert_eq!(cell.bgcolor(), vt100::Color::Idx(196));
    assert!(!terminal.text().contains("Never asked"));
    terminal.keys("\x18");
    assert!(terminal.wait_for_exit().success());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);

    let mut terminal = Terminal::start(&["demo", "--config", "missing.toml"], home.path(), 120, 40);
    terminal.wait_for("missing.toml");
    assert!(!terminal.wait_for_exit().success());
}

#[test]
fn without_configuration_there_is_a_welcome_with_starter_sources() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(&[], home.path(), 80, 24);
    terminal.wait_for("Paste the address");
    terminal.wait_for("[ ]");
    terminal.keys("jj\r");
    terminal.wait_for("Sorting is not free");
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
}

/// A title that tries to drive the terminal: OSC 0, C1 controls, a bidi override.
const HOSTILE: &str = "safe &#27;]0;pwned&#7; \u{9b}2J\u{9d}0;pwned\u{9c} \u{202e}evil\u{2066} end";

#[test]
fn a_hostile_title_changes_nothing_outside_its_cell() {
    let server = Server::start(|_| {
        let item = format!("<item><title>{HOSTILE}</title><guid>1</guid><description>{HOSTILE}</description></item>");
        let feed = format!("<rss version=\"2.0\"><channel><title>{HOSTILE}</title>{item}</channel></rss>");
        Response::new(200, "application/rss+xml", feed.into_bytes())
    })
    .unwrap();
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config.toml");
    let wrong = "http://127.0.0.1:9/\\u001b]0;pwned";
    std::fs::write(
        &config,
        format!(
            "[[feed]]\nurl = \"{}/feed\"\n[[feed]]\nurl = \"{wrong}\"\n",
            server.url()
        ),
    )
    .unwrap();
    let config = config.to_str().unwrap();
    let mut terminal = Terminal::start(&["--config", config], home.path(), 120, 40);
    terminal.wait_for("safe");
    terminal.keys("\r");
    terminal.wait_for("end");
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
    let listed = std::process::Command::new(env!("CARGO_BIN_EXE_newswire"))
        .args(["list", "--config", config])
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .output()
        .unwrap();
    let log = std::fs::read(home.path().join("state/newswire/newswire.log")).unwrap_or_default();
    for (place, bytes) in [
        ("screen", &terminal.raw),
        ("list", &listed.stdout),
        ("log", &log),
    ] {
        for sequence in [
            "\x1b]0;", "\u{9b}", "\u{9d}", "\u{202e}", "\u{2066}", "\x07",
        ] {
            assert!(
                !contains(bytes, sequence.as_bytes()),
                "{sequence:?} reached the {place}"
            );
        }
    }
    assert!(contains(&listed.stdout, b"safe"));
}
