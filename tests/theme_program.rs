//! The whole program: a theme is looked at, left, chosen, and kept in the configuration.

#[path = "support/program.rs"]
mod program;
#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;

use program::Home;
use pty::Terminal;
use vt100::Color;

const CONFIG: &str = "# mine\n[reader]\ntheme = \"mono\" # for now\nrefresh_on_start = false\n\
    [[feed]]\nurl = \"http://127.0.0.1:1/\"\n";

/// What the bar stands on.
fn background(terminal: &Terminal) -> Color {
    let cell = terminal.screen().cell(29, 60).expect("on the screen");
    cell.bgcolor()
}

fn started(home: &Home, environment: &[(&str, &str)], arguments: &[&str]) -> Terminal {
    let folder = home.path("");
    let mut terminal = Terminal::start_with(arguments, &folder, (100, 30), environment);
    terminal.wait_for("help");
    terminal
}

#[test]
fn a_theme_is_looked_at_and_written_only_when_it_is_chosen() {
    let home = Home::new();
    home.write("config/newswire/config.toml", CONFIG);
    home.write(
        "config/newswire/themes/zebra.toml",
        "inherits = \"light\"\n[surfaces]\npanel = \"#ff0000\"\n",
    );
    let mut terminal = started(&home, &[], &[]);
    assert_eq!(background(&terminal), Color::Default);
    terminal.keys(":theme\r");
    terminal.wait_for("your own");
    terminal.keys("G");
    terminal.wait_for("┃  zebra");
    assert_eq!(background(&terminal), Color::Idx(196));
    terminal.keys("\u{1b}");
    terminal.wait("the menu closes", |screen| !screen.contains("zebra"));
    assert_eq!(background(&terminal), Color::Default);
    assert_eq!(home.read("config/newswire/config.toml"), CONFIG);

    terminal.keys(":theme\rG\r");
    terminal.wait_for("theme: zebra");
    assert_eq!(background(&terminal), Color::Idx(196));
    let chosen = CONFIG.replace("\"mono\"", "\"zebra\"");
    assert_eq!(home.read("config/newswire/config.toml"), chosen);
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
}

#[test]
fn a_mistake_in_a_theme_is_told_in_one_line_and_costs_nothing_else() {
    let home = Home::new();
    home.write("config/newswire/config.toml", CONFIG.replace("mono", "sea"));
    home.write(
        "config/newswire/themes/sea.toml",
        "inherits = \"light\"\n[roles]\nup = \"grene\"\n",
    );
    let mut terminal = started_with_message(&home);
    assert_eq!(background(&terminal), Color::Default);
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
}

fn started_with_message(home: &Home) -> Terminal {
    let folder = home.path("");
    let mut terminal = Terminal::start(&[], &folder, 160, 30);
    terminal.wait_for("\"grene\"");
    terminal
}

#[test]
fn the_option_says_more_than_the_configuration_and_that_more_than_the_environment() {
    let home = Home::new();
    home.write(
        "config/newswire/config.toml",
        CONFIG.replace("mono", "light"),
    );
    let quiet = [("NO_COLOR", "1")];
    let terminal = started(&home, &quiet, &[]);
    assert_ne!(background(&terminal), Color::Default);
    drop(terminal);
    let terminal = started(&home, &[], &["--color", "never"]);
    assert_eq!(background(&terminal), Color::Default);
}

/// Waits until that colour is behind the title.
fn wait_for_background(terminal: &mut Terminal, wanted: Color) {
    while background(terminal) != wanted {
        terminal.pump(&format!("{wanted:?}"));
    }
}

#[test]
fn without_a_theme_the_screen_follows_what_the_terminal_says_of_its_background() {
    let home = Home::new();
    let config = CONFIG.replace("theme = \"mono\" # for now\n", "");
    home.write("config/newswire/config.toml", &config);
    let mut terminal = started(&home, &[("COLORTERM", "truecolor")], &[]);
    assert_eq!(background(&terminal), Color::Default);
    terminal.wait_for_bytes(0, b"\x1b]11;?");
    terminal.bytes(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c");
    wait_for_background(&mut terminal, Color::Rgb(0xf0, 0xee, 0xe8));
    // The terminal turns dark, and says so.
    let seen = terminal.raw.len();
    terminal.bytes(b"\x1b[?997;1n");
    terminal.wait_for_bytes(seen, b"\x1b]11;?");
    terminal.bytes(b"\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62c");
    wait_for_background(&mut terminal, Color::Rgb(0x11, 0x12, 0x16));
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
}

#[test]
fn what_is_quiet_in_the_theme_ansi_follows_the_background_too() {
    let home = Home::new();
    home.write(
        "config/newswire/config.toml",
        CONFIG.replace("mono", "ansi"),
    );
    let mut terminal = started(&home, &[], &[]);
    terminal.wait_for_bytes(0, b"\x1b]11;?");
    terminal.bytes(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c");
    let is_bright_black = |terminal: &Terminal| {
        let screen = terminal.screen();
        let mut cells = (0..100).filter_map(|column| screen.cell(29, column));
        cells.any(|cell| cell.fgcolor() == Color::Idx(8))
    };
    while !is_bright_black(&terminal) {
        terminal.pump("the hints in bright black");
    }
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
}
