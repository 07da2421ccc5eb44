//! What the program sends to the terminal: modes that are ended again, and characters that the
//! locale can show.

#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;

use pty::Terminal;

fn places(bytes: &[u8], wanted: &str) -> Vec<usize> {
    let windows = bytes.windows(wanted.len()).enumerate();
    let found = windows.filter(|(_, window)| *window == wanted.as_bytes());
    found.map(|(at, _)| at).collect()
}

#[test]
fn order_and_wrapping_are_ours_until_we_leave() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(&["demo"], home.path(), 120, 40);
    terminal.wait_for("WATCHLIST");
    let (explicit, implicit) = ("\x1b[8l", "\x1b[8h");
    let (still, wrapping) = ("\x1b[?7l", "\x1b[?7h");
    for mode in [explicit, still] {
        assert_eq!(places(&terminal.raw, mode).len(), 1, "{mode:?}");
    }
    for mode in [implicit, wrapping] {
        assert!(places(&terminal.raw, mode).is_empty(), "{mode:?}");
    }
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
    for (on, off) in [(explicit, implicit), (still, wrapping)] {
        let (on, off) = (places(&terminal.raw, on), places(&terminal.raw, off));
        assert!(on.last() < off.last(), "{on:?} {off:?}");
    }
}

#[test]
fn a_locale_without_unicode_gets_ascii() {
    for environment in [
        &[("LC_ALL", "C")][..],
        &[("LC_ALL", "POSIX"), ("LANG", "en_US.UTF-8")],
        &[("LC_CTYPE", "de_DE.ISO-8859-1"), ("LANG", "en_US.UTF-8")],
        &[("LC_ALL", ""), ("LC_CTYPE", ""), ("LANG", "C")],
    ] {
        let home = tempfile::tempdir().unwrap();
        let mut terminal = Terminal::start_with(&["demo"], home.path(), (120, 40), environment);
        terminal.wait_for("WATCHLIST");
        terminal.keys("/bruxelles\r");
        terminal.wait_for("Enquete de Bruxelles");
        terminal.keys("\r");
        terminal.wait_for("STORY");
        terminal.keys("?");
        terminal.wait_for("type to filter");
        terminal.keys("\x07");
        terminal.keys("Q");
        assert!(terminal.wait_for_exit().success());
        assert!(
            terminal.raw.is_ascii(),
            "{environment:?}: {}",
            terminal.text()
        );
    }
}

#[test]
fn a_locale_with_unicode_gets_it() {
    for environment in [
        &[][..],
        &[("LC_ALL", "de_DE.utf8"), ("LANG", "C")],
        &[("LC_CTYPE", "UTF-8")],
    ] {
        let home = tempfile::tempdir().unwrap();
        let mut terminal = Terminal::start_with(&["demo"], home.path(), (120, 40), environment);
        terminal.wait_for("WATCHLIST");
        terminal.wait("our signs", |screen| {
            screen.contains('●') && screen.contains('│')
        });
    }
}

#[test]
fn without_utf8_commands_print_ascii_to_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let feed = home.path().join("p.xml");
    let item = "<item><title>\u{c9}t\u{e9} \u{2013} Stra\u{df}e \u{65e5}</title><guid>1</guid><description>Words</description></item>";
    let text = format!("<rss version='2.0'><channel><title>P</title>{item}</channel></rss>");
    std::fs::write(&feed, text).unwrap();
    let config = home.path().join("newswire.toml");
    std::fs::write(
        &config,
        format!("[[feed]]\nurl = \"file:{}\"\n", feed.display()),
    )
    .unwrap();
    let config = config.to_str().unwrap();
    for (locale, shown) in [
        ("C", "Ete - Strasse ??"),
        ("C.UTF-8", "\u{c9}t\u{e9} \u{2013} Stra\u{df}e \u{65e5}"),
    ] {
        for arguments in [&["refresh"][..], &["list"], &["read", "1"]] {
            let arguments = [&["--config", config], arguments].concat();
            let environment = [("LC_ALL", locale)];
            let mut terminal =
                Terminal::start_with(&arguments, home.path(), (100, 24), &environment);
            if !arguments.contains(&"refresh") {
                terminal.wait_for(shown);
            }
            terminal.wait_for_exit();
            assert!(locale != "C" || terminal.raw.is_ascii(), "{arguments:?}");
        }
    }
}
