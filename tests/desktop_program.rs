//! The clipboard and the browser of the user's desktop, played by programs of the test's own.

#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;
#[path = "support/server.rs"]
mod server;

use std::os::unix::fs::PermissionsExt;

use pty::Terminal;
use server::{Request, Response, Server};

const LINK: &str = "https://example.org/boat?a=1&b=%20c";

/// A home with one headline, and a folder for programs.
struct Desk {
    home: tempfile::TempDir,
    server: Server,
}

impl Desk {
    fn new() -> Self {
        let item = format!(
            "<item><title>A boat</title><guid>1</guid><link>{}</link></item>",
            LINK.replace('&', "&amp;")
        );
        let feed = format!("<rss version='2.0'><channel><title>Quay</title>{item}</channel></rss>");
        let answer =
            move |_: &Request| Response::new(200, "application/rss+xml", feed.clone().into_bytes());
        let server = Server::start(answer).expect("a server");
        let home = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(home.path().join("bin")).expect("made");
        let config = format!("[[feed]]\nurl = \"{}/feed.xml\"\n", server.url());
        std::fs::write(home.path().join("config.toml"), config).expect("written");
        Self { home, server }
    }

    /// A program that keeps its arguments and its standard input, and does more.
    fn program(&self, name: &str, more: &str) -> &Self {
        let file = self.home.path().join("bin").join(name);
        let folder = self.home.path().display();
        let script = format!(
            "#!/bin/sh\nprintf '%s\\n' \"$@\" > '{folder}/{name}.words'\n\
             /bin/cat > '{folder}/{name}.part'\n/bin/mv '{folder}/{name}.part' '{folder}/{name}.text'\n{more}\n"
        );
        std::fs::write(&file, script).expect("written");
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).expect("set");
        self
    }

    /// The reader with nothing but these programs and variables.
    fn reader(&self, variables: &[(&str, &str)]) -> Terminal {
        let path = self.home.path().join("bin").display().to_string();
        let variables = [&[("PATH", path.as_str())], variables].concat();
        let arguments = ["--config", "config.toml"];
        let home = self.home.path();
        let mut terminal = Terminal::start_with(&arguments, home, (120, 24), &variables);
        terminal.wait_for("A boat");
        terminal.wait("the refresh to end", |screen| {
            !screen.contains("downloading")
        });
        terminal
    }

    fn given(&self, name: &str) -> String {
        let file = self.home.path().join(name);
        std::fs::read_to_string(file).unwrap_or_default()
    }
}

#[test]
fn a_link_is_copied_with_the_program_that_takes_it() {
    type Environment<'a> = &'a [(&'a str, &'a str)];
    let cases: [(Environment<'_>, &str, &str); 6] = [
        (
            &[("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", ":0")],
            "wl-copy",
            "",
        ),
        (&[("DISPLAY", ":0")], "xclip", "-selection clipboard -in"),
        (
            &[("TMUX", "/tmp/tmux-0/default,1,0")],
            "tmux",
            "load-buffer -w -",
        ),
        (
            &[("DISPLAY", ":0"), ("TMUX", "x")],
            "xclip",
            "-selection clipboard -in",
        ),
        (
            &[
                ("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22"),
                ("DISPLAY", ":10"),
                ("TMUX", "x"),
            ],
            "tmux",
            "load-buffer -w -",
        ),
        (&[], "pbcopy", ""),
    ];
    for (variables, name, words) in cases {
        let desk = Desk::new();
        // xclip leaves a copy of itself behind that holds the selection.
        desk.program("wl-copy", "")
            .program("xclip", "/bin/sleep 600 &")
            .program("tmux", "");
        if name == "pbcopy" {
            desk.program("pbcopy", "");
        }
        let mut terminal = desk.reader(variables);
        terminal.keys("y");
        terminal.wait_for(&format!("copied with {name}: {LINK}"));
        assert_eq!(desk.given(&format!("{name}.text")), LINK);
        assert_eq!(
            desk.given(&format!("{name}.words"))
                .trim()
                .replace('\n', " "),
            words
        );
        // The terminal's own way beside it.
        let osc = String::from_utf8_lossy(&terminal.raw).contains("\x1b]52;c;aHR0cHM6Ly9leGFtcGxl");
        assert!(osc, "{name}");
        terminal.keys("Q");
        terminal.wait_for_exit();
        drop(desk.server);
    }
}

#[test]
fn unsure_is_not_copied() {
    let desk = Desk::new();
    desk.program("xclip", "exit 1").program("xsel", "exit 1");
    for variables in [&[("DISPLAY", ":0")][..], &[], &[("SSH_TTY", "/dev/pts/9")]] {
        let mut terminal = desk.reader(variables);
        terminal.keys("y");
        terminal.wait_for(&format!("sent to the terminal: {LINK}"));
        assert!(!terminal.text().contains("copied"));
        terminal.keys("Q");
        terminal.wait_for_exit();
    }
}

#[test]
fn a_clipboard_that_hangs_holds_nothing_up() {
    let desk = Desk::new();
    desk.program("xclip", "exec /bin/sleep 600")
        .program("xsel", "");
    let mut terminal = desk.reader(&[("DISPLAY", ":0")]);
    terminal.keys("y?");
    terminal.wait_for("type to filter");
    terminal.keys("\x07");
    terminal.wait_for(&format!("copied with xsel: {LINK}"));
    terminal.keys("Q");
    terminal.wait_for_exit();
}

#[test]
fn the_variable_names_the_browser_and_the_system_s_comes_after_it() {
    for (variable, name, words) in [
        (
            "gone:firefox --new-tab '%s'",
            "firefox",
            format!("--new-tab {LINK}"),
        ),
        ("firefox", "firefox", LINK.to_owned()),
        ("fails:gone", "xdg-open", LINK.to_owned()),
        ("", "xdg-open", LINK.to_owned()),
    ] {
        let desk = Desk::new();
        desk.program("firefox", "")
            .program("fails", "exit 3")
            .program("xdg-open", "");
        let mut terminal = desk.reader(&[("BROWSER", variable), ("DISPLAY", ":0")]);
        terminal.keys("o");
        terminal.wait_for(&format!("opened with {name}"));
        let given = desk.given(&format!("{name}.words"));
        assert_eq!(given.trim().replace('\n', " "), words, "{variable}");
        terminal.keys("Q");
        terminal.wait_for_exit();
    }
}

#[test]
fn a_browser_that_stays_open_holds_nothing_up() {
    let desk = Desk::new();
    desk.program("firefox", "exec /bin/sleep 600");
    let mut terminal = desk.reader(&[("BROWSER", "firefox"), ("DISPLAY", ":0")]);
    terminal.keys("o?");
    terminal.wait_for("type to filter");
    terminal.keys("\x07");
    terminal.wait_for("opened with firefox");
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
}

#[test]
fn without_a_browser_the_hint_comes_first() {
    for (variables, reason) in [
        (&[][..], "no browser was found"),
        (&[("BROWSER", "nowhere/firefox")], "no browser was found"),
        (
            &[("BROWSER", "fails"), ("DISPLAY", ":0")],
            "fails ended with exit status: 3",
        ),
    ] {
        let desk = Desk::new();
        desk.program("fails", "exit 3");
        let mut terminal = desk.reader(variables);
        terminal.keys("o");
        terminal.wait_for(&format!("set BROWSER, or copy the link with y: {reason}"));
        assert!(!terminal.text().contains("Launcher"));
        terminal.keys("Q");
        terminal.wait_for_exit();
    }
}

#[test]
fn a_browser_for_text_gets_the_terminal_and_gives_it_back() {
    let desk = Desk::new();
    let file = desk.home.path().join("bin/w3m");
    // It draws, waits for a line of the user, and ends.
    let script = "#!/bin/sh\nprintf 'PAGE %s\\r\\n' \"$1\"\nread -r line\n";
    std::fs::write(&file, script).expect("written");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).expect("set");
    for variables in [&[("BROWSER", "w3m"), ("DISPLAY", ":0")][..], &[]] {
        let mut terminal = desk.reader(variables);
        terminal.keys("o");
        terminal.wait_for(&format!("PAGE {LINK}"));
        assert!(!terminal.screen().alternate_screen());
        terminal.keys("q\r");
        terminal.wait_for("back from w3m");
        assert!(terminal.text().contains("A boat"));
        terminal.keys("Q");
        assert!(terminal.wait_for_exit().success());
    }
}
