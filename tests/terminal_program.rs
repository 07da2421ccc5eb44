//! The program in a terminal that misbehaves: a window that is dragged about, keys that come in
//! pieces, output that nobody reads, stops and ends by others.

#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::time::{Duration, Instant};

use pty::Terminal;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

/// Longest wait for anything; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(60);

const ENTER: &[u8] = b"\x1b[?1049h";
const LEAVE: &[u8] = b"\x1b[?1049l";
const CTRL_L: &str = "\x0c";

/// The demo with its list on the screen.
fn demo(home: &tempfile::TempDir, columns: u16, rows: u16) -> Terminal {
    let mut terminal = Terminal::start(&["demo"], home.path(), columns, rows);
    terminal.wait_for("Sorting is not free");
    terminal
}

/// The device of a terminal, opened beside the program.
fn device(terminal: &Terminal) -> File {
    let flags = rustix::fs::OFlags::NOCTTY | rustix::fs::OFlags::NONBLOCK;
    OpenOptions::new()
        .read(true)
        .write(true)
        .custom_flags(i32::try_from(flags.bits()).unwrap())
        .open(terminal.device())
        .unwrap()
}

fn is_raw(device: &File) -> bool {
    let modes = tcgetattr(device).unwrap().local_modes;
    !modes.intersects(LocalModes::ICANON | LocalModes::ECHO)
}

fn is_writable(device: &File) -> bool {
    let mut device = [PollFd::new(device, PollFlags::OUT)];
    poll(&mut device, Some(&Timespec::default())).unwrap() > 0
}

/// Looks again and again, without a rest: what is looked at says nothing by itself.
fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !condition() {
        assert!(Instant::now() < end, "waited for {what}");
        std::thread::yield_now();
    }
}

fn place(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .rposition(|window| window == wanted)
}

/// Everything that was set has been ended since.
#[track_caller]
fn assert_all_modes_ended(raw: &[u8]) {
    for mode in ["1049", "2004", "1000", "1002", "1006", "2031", "2026"] {
        let last = |end: char| place(raw, format!("\x1b[?{mode}{end}").as_bytes());
        let (set, ended) = (last('h'), last('l'));
        assert!(
            set.is_some() && set < ended,
            "mode {mode}: {set:?}, {ended:?}"
        );
    }
    assert!(
        place(raw, b"\x1b[?25l") < place(raw, b"\x1b[?25h"),
        "cursor"
    );
    assert_eq!(place(raw, b"\x1b[?1003h"), None);
}

#[test]
fn a_window_is_dragged_about_while_keys_arrive() {
    const STEPS: usize = 1_500;
    let home = tempfile::tempdir().unwrap();
    let mut terminal = demo(&home, 120, 40);
    let keys = [
        "j", "\r", "k", "n", "h", "\x1b[B", "?", "j", "\x1b", "t", "s", "h", "/x", "\x07",
    ];
    let mut random: u32 = 1;
    let mut next = |below: u32| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 16) % below
    };
    for step in 0..STEPS {
        let cells = |number: u32| u16::try_from(number).unwrap();
        terminal.resize(cells(1 + next(220)), cells(1 + next(70)));
        if step % 2 == 0 {
            let key = keys[usize::try_from(next(14)).unwrap()];
            terminal.keys(key);
        }
        if step % 5 == 4 {
            // A burst ends with a frame, so that the next one meets the program at work.
            let seen = terminal.raw.len();
            terminal.wait_for_bytes(seen, b"\x1b[?2026l");
        }
        if let Some(status) = terminal.has_ended() {
            let end = &terminal.raw[terminal.raw.len().saturating_sub(2_000)..];
            panic!(
                "ended in step {step}: {status:?}\n{:?}",
                String::from_utf8_lossy(end)
            );
        }
    }
    terminal.resize(80, 24);
    // One may belong to an Esc before, and one may leave a field of text.
    terminal.keys("\x03\x03\x03\x03");
    let status = terminal.wait_for_exit();
    assert!(status.success(), "{status:?}");
    assert_all_modes_ended(&terminal.raw);
}

#[test]
fn after_a_burst_of_sizes_the_screen_is_whole() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = demo(&home, 120, 40);
    for (columns, rows) in [(20, 5), (200, 60), (1, 1), (80, 24), (40, 3), (80, 24)] {
        terminal.resize(columns, rows);
    }
    terminal.wait("the list at its size", |screen| {
        let lines: Vec<&str> = screen.lines().collect();
        lines.len() == 24
            && lines[0].contains("All headlines")
            && screen.contains("Sorting is not free")
            && lines[23].contains("read")
    });
}

#[test]
fn the_rest_of_a_sequence_is_never_a_command() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = demo(&home, 80, 24);
    // The Esc has its effect before the rest comes: it waited and was alone.
    terminal.keys("s");
    terminal.wait_for("Favourites");
    terminal.keys("\x1b");
    terminal.wait("the list", |screen| !screen.contains("Favourites"));
    terminal.keys("[");
    terminal.keys("A");
    // In pieces, however the connection cuts them: arrows, the mouse, a paste.
    for bytes in [
        "\x1b[B",
        "\x1b[1;5A",
        "\x1b[<0;3;3m",
        "\x1b[<35;3;65m",
        "\x1b[200~mAf\x1b[201~",
    ] {
        for byte in bytes.bytes() {
            terminal.bytes(&[byte]);
        }
    }
    terminal.keys("?");
    terminal.wait_for("type to filter");
    let text = terminal.text();
    let title = text.lines().next().unwrap();
    assert!(title.contains("23 unread"), "{title}");
    assert!(!text.contains('◆'), "{text}");
}

#[test]
fn keys_of_a_shell_edit_a_text_field() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = demo(&home, 80, 24);
    let field = |terminal: &mut Terminal, keys: &str, wanted: &str| {
        terminal.keys(keys);
        let wanted = format!("Search: {wanted}");
        terminal.wait(&wanted, |screen| {
            let line = screen.lines().last();
            line.is_some_and(|line| line.trim() == wanted.trim_end())
        });
    };
    field(&mut terminal, "/one two", "one two");
    field(&mut terminal, "\x08\x7f", "one t");
    field(&mut terminal, "\x01\x1bd", "t");
    field(&mut terminal, "\x05\x19", "tone");
    field(&mut terminal, "\x02\x02\x0b", "ton");
    field(&mut terminal, "\x15", "");
    // Leaving for the shell and coming back leaves the field as it was; nothing stops the
    // leader of a session.
    field(&mut terminal, "kept", "kept");
    let seen = terminal.raw.len();
    terminal.keys("\x1a");
    terminal.wait_for_bytes(seen, LEAVE);
    terminal.wait_for_bytes(seen, ENTER);
    field(&mut terminal, "!", "kept!");
}

#[test]
fn a_signal_ends_the_program_by_itself_after_cleaning_up() {
    for (name, word) in [
        ("TERM", "Terminated"),
        ("HUP", "Hangup"),
        ("INT", "Interrupt"),
    ] {
        let home = tempfile::tempdir().unwrap();
        let mut terminal = demo(&home, 80, 24);
        let device = device(&terminal);
        assert!(is_raw(&device));
        terminal.signal(name);
        until("the end", || terminal.has_ended().is_some());
        assert!(!is_raw(&device), "{name}");
        drop(device);
        let status = terminal.wait_for_exit();
        assert_eq!(status.signal(), Some(word), "{status:?}");
        assert_all_modes_ended(&terminal.raw);
        let left: Vec<_> = std::fs::read_dir(home.path()).unwrap().flatten().collect();
        assert!(left.is_empty(), "the demo left {left:?}");
    }
}

#[test]
fn a_program_stopped_by_others_takes_the_terminal_again() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = demo(&home, 80, 24);
    let device = device(&terminal);
    let shells = {
        terminal.signal("STOP");
        // What a shell does when its job stops.
        let mut cooked = tcgetattr(&device).unwrap();
        cooked.local_modes |= LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG;
        tcsetattr(&device, OptionalActions::Now, &cooked).unwrap();
        cooked
    };
    let seen = terminal.raw.len();
    terminal.signal("CONT");
    until("raw mode", || is_raw(&device));
    terminal.wait_for_bytes(seen, b"\x1b[?2004h");
    terminal.wait_for_bytes(seen, b"\x1b[?1006h");
    terminal.keys("?");
    terminal.wait_for("type to filter");
    // Once more, and no shell in between: what is given back at the end is still the shell's.
    terminal.signal("STOP");
    terminal.signal("CONT");
    // The first leaves the help.
    terminal.keys("\x03");
    terminal.keys("\x03");
    until("the end", || terminal.has_ended().is_some());
    assert_eq!(tcgetattr(&device).unwrap().local_modes, shells.local_modes);
    drop(device);
    assert!(terminal.wait_for_exit().success());
    assert_all_modes_ended(&terminal.raw);
}

/// Draws all of the screen until nobody takes it. The kernel may make a little room once more
/// without telling the program, so what is left is filled with bytes that terminals ignore.
fn stall(terminal: &mut Terminal, mut device: &File) {
    terminal.stall(true);
    until("a terminal that takes nothing", || {
        terminal.keys(CTRL_L);
        while device.write(&[0; 64]).is_ok() {}
        !is_writable(device)
    });
}

#[test]
fn a_terminal_that_takes_nothing_holds_nobody_up() {
    for (key, name) in [("Q", None), ("", Some("TERM")), ("", Some("HUP"))] {
        let home = tempfile::tempdir().unwrap();
        let mut terminal = demo(&home, 200, 60);
        let device = device(&terminal);
        stall(&mut terminal, &device);
        if let Some(name) = name {
            terminal.signal(name);
        }
        terminal.keys(key);
        until("the end", || terminal.has_ended().is_some());
        assert!(!is_raw(&device), "{name:?}");
        drop(device);
        // Should the terminal go on, it finds the end of all modes.
        terminal.stall(false);
        let status = terminal.wait_for_exit();
        assert_eq!(status.signal().is_some(), name.is_some(), "{status:?}");
        assert_all_modes_ended(&terminal.raw);
    }
}

#[test]
fn frames_go_on_where_they_were_when_a_terminal_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = demo(&home, 120, 40);
    let device = device(&terminal);
    stall(&mut terminal, &device);
    terminal.keys("?");
    terminal.stall(false);
    terminal.wait_for("type to filter");
    terminal.keys("\x07");
    terminal.wait_for("Sorting is not free");
    assert!(is_raw(&device));
}

#[test]
fn a_terminal_of_lines_is_refused_with_the_way_to_the_list() {
    for term in ["dumb", ""] {
        for arguments in [&[][..], &["demo"][..]] {
            let home = tempfile::tempdir().unwrap();
            let environment = [("TERM", term)];
            let mut terminal = Terminal::start_with(arguments, home.path(), (80, 24), &environment);
            let status = terminal.wait_for_exit();
            assert_eq!(status.exit_code(), 2, "{}", terminal.text());
            assert!(
                terminal.text().contains("`newswire list`"),
                "{}",
                terminal.text()
            );
            assert_eq!(place(&terminal.raw, b"\x1b["), None);
        }
    }
}
