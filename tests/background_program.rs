//! The program asks its terminal for the background: once, behind the first frame, and nothing
//! of the answer is ever typed.

#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;

use pty::Terminal;

const QUESTION: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";
const END_OF_FRAME: &[u8] = b"\x1b[?2026l";
const REPORTS: &[u8] = b"\x1b[?2031h";
const NO_REPORTS: &[u8] = b"\x1b[?2031l";
/// Of a dark background, and behind it the attributes.
const ANSWER: &[u8] = b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b[?62;22c";

fn places(bytes: &[u8], wanted: &[u8]) -> Vec<usize> {
    let windows = bytes.windows(wanted.len()).enumerate();
    let found = windows.filter(|(_, window)| *window == wanted);
    found.map(|(at, _)| at).collect()
}

/// The demo, once it has asked.
fn asking(home: &tempfile::TempDir) -> Terminal {
    let mut terminal = Terminal::start(&["demo"], home.path(), 100, 30);
    terminal.wait_for_bytes(0, QUESTION);
    terminal.wait_for("Sorting is not free");
    terminal
}

/// Types into a field, and waits until it shows that and nothing else.
fn type_into_field(terminal: &mut Terminal, keys: &str, wanted: &str) {
    terminal.keys(keys);
    terminal.wait(wanted, |screen| {
        screen
            .lines()
            .last()
            .is_some_and(|line| line.trim() == wanted)
    });
}

#[test]
fn the_question_follows_the_first_frame_and_comes_once() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = asking(&home);
    terminal.bytes(ANSWER);
    terminal.keys("?");
    terminal.wait_for("type to filter");
    terminal.keys("\x07");
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
    let asked = places(&terminal.raw, QUESTION);
    let frames = places(&terminal.raw, END_OF_FRAME);
    assert_eq!(asked.len(), 1);
    assert!(frames[0] < asked[0], "{} {}", frames[0], asked[0]);
}

#[test]
fn who_does_not_answer_is_not_waited_for() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = asking(&home);
    terminal.keys("?");
    terminal.wait_for("type to filter");
    terminal.keys("\x07");
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
    assert_eq!(places(&terminal.raw, QUESTION).len(), 1);
}

#[test]
fn an_answer_changes_nothing_and_types_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = asking(&home);
    terminal.keys("?");
    terminal.wait_for("type to filter");
    terminal.bytes(ANSWER);
    // The help is still open: it takes this key, which would move in the list.
    terminal.keys("G");
    terminal.wait("what is typed into the help", |screen| {
        screen.contains("/ G ")
    });
    terminal.keys("\x07");
    terminal.wait("the list", |screen| !screen.contains("/ G"));
    type_into_field(&mut terminal, "/ab", "Search: ab");
    terminal.bytes(ANSWER);
    type_into_field(&mut terminal, "c", "Search: abc");
    // In pieces, with each end, with the attributes alone, and broken.
    for answer in [
        &b"\x1b]11;rgb:ffff/ffff/ffff\x07"[..],
        b"\x1b]11;rgba:ff/ff/ff/ff\x9c",
        b"\x1b]11;#ffffff\xc2\x9c",
        b"\x1b[?1;2c",
        b"\x1b]11;rgb:q/jj/Q\r\x07",
        b"\x1b]11;?\x1b\\",
    ] {
        terminal.bytes(answer);
    }
    for piece in ANSWER[2..].chunks(3) {
        if piece == &ANSWER[2..5] {
            terminal.bytes(&ANSWER[..2]);
        }
        terminal.bytes(piece);
    }
    type_into_field(&mut terminal, "d", "Search: abcd");
    terminal.keys("\x03Q");
    assert!(terminal.wait_for_exit().success());
}

#[test]
fn a_change_of_the_scheme_is_asked_for_and_types_nothing() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = asking(&home);
    type_into_field(&mut terminal, "/", "Search:");
    for scheme in ["\x1b[?997;2n", "\x1b[?997;1n"] {
        terminal.bytes(ANSWER);
        let seen = terminal.raw.len();
        terminal.keys(scheme);
        terminal.wait_for_bytes(seen, QUESTION);
    }
    terminal.bytes(ANSWER);
    type_into_field(&mut terminal, "x", "Search: x");
    assert_eq!(places(&terminal.raw, QUESTION).len(), 3);
}

#[test]
fn reports_end_when_the_terminal_is_left_and_a_late_answer_is_harmless() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = asking(&home);
    type_into_field(&mut terminal, "/kept", "Search: kept");
    let seen = terminal.raw.len();
    // Nothing stops the leader of a session: it leaves and comes back.
    terminal.keys("\x1a");
    terminal.wait_for_bytes(seen, NO_REPORTS);
    terminal.wait_for_bytes(seen, REPORTS);
    let after = &terminal.raw[seen..];
    let (ended, set) = (places(after, NO_REPORTS), places(after, REPORTS));
    assert!(ended[0] < set[0]);
    // What had the terminal may have changed it, so it is asked again, behind a frame.
    let back = seen + set[0];
    terminal.wait_for_bytes(back, QUESTION);
    terminal.bytes(ANSWER);
    terminal.bytes(ANSWER);
    type_into_field(&mut terminal, "!", "Search: kept!");
    terminal.signal("TERM");
    assert_eq!(terminal.wait_for_exit().signal(), Some("Terminated"));
    let (ended, set) = (
        places(&terminal.raw, NO_REPORTS),
        places(&terminal.raw, REPORTS),
    );
    assert!(set.last() < ended.last());
    let after = &terminal.raw[back..];
    assert!(places(after, END_OF_FRAME)[0] < places(after, QUESTION)[0]);
}

#[test]
fn the_linux_console_is_asked_nothing() {
    let home = tempfile::tempdir().unwrap();
    let environment = [("TERM", "linux")];
    let mut terminal = Terminal::start_with(&["demo"], home.path(), (100, 30), &environment);
    terminal.wait_for("Sorting is not free");
    terminal.keys("?");
    terminal.wait_for("type to filter");
    terminal.keys("\x07");
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
    for bytes in [QUESTION, REPORTS, NO_REPORTS, b"\x1b]"] {
        assert!(places(&terminal.raw, bytes).is_empty());
    }
}
