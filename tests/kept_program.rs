//! The whole program: the next start shows what the last one showed.

#[path = "support/program.rs"]
mod program;
#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;
#[path = "support/server.rs"]
mod server;

use program::Home;
use pty::Terminal;
use server::{Response, Server};

/// Stories of a source, the newest first.
fn feed(name: &str) -> String {
    let item = |number: u32| {
        format!(
            "<item><title>{name} story {number}</title><guid>{number}</guid>\
             <link>/{name}/{number}</link>\
             <pubDate>Sat, 18 Jan 2020 0{}:00:00 +0000</pubDate></item>",
            9 - number
        )
    };
    let items: String = (1..=6).map(item).collect();
    format!("<rss version='2.0'><channel><title>{name}</title>{items}</channel></rss>")
}

fn start() -> (Server, Home) {
    let server = Server::start(|request| match request.path.as_str() {
        "/lamp.xml" => Response::new(200, "application/rss+xml", feed("Lamp")),
        "/mole.xml" => Response::new(200, "application/rss+xml", feed("Mole")),
        path => {
            let paragraph = format!(
                "<p>The text of {path} begins here, and goes on for as long as the fog does: the \
                 keeper left the island in that year, and the lamp is lit by a clock since.</p>"
            );
            let page = format!(
                "<title>Story</title><article>{}</article>",
                paragraph.repeat(3)
            );
            Response::new(200, "text/html", page)
        }
    });
    let server = server.expect("starts");
    let home = Home::new();
    let source = |name: &str, group: &str| {
        let (url, file) = (server.url(), name.to_lowercase());
        format!("[[feed]]\nurl = \"{url}/{file}.xml\"\nname = \"{name}\"\ngroup = \"{group}\"\n")
    };
    let config = source("Lamp", "islands") + &source("Mole", "harbours");
    home.write("config/newswire/config.toml", config);
    (server, home)
}

fn run(home: &Home, columns: u16, rows: u16) -> Terminal {
    Terminal::start(&[], &home.path(""), columns, rows)
}

fn leave(mut terminal: Terminal) {
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
}

/// The line that holds the lit wire of the list.
fn selected(screen: &str) -> Option<&str> {
    let mut lines = screen.lines();
    lines.find(|line| (line.contains('┃') || line.contains('▌')) && line.contains("story"))
}

#[test]
fn the_next_start_shows_what_the_last_one_showed() {
    let (_server, home) = start();
    let mut terminal = run(&home, 160, 40);
    terminal.wait("both sources", |screen| {
        screen.contains("Lamp story 6") && screen.contains("Mole story 6")
    });
    // The sidebar beside the list, one group folded, one source shown, the third story read.
    terminal.keys("b");
    terminal.wait_for("ISLANDS");
    terminal.keys("s");
    terminal.keys("jjjh");
    terminal.wait_for("ISLANDS ›");
    terminal.keys("G\r");
    terminal.wait("the source alone", |screen| !screen.contains("Lamp story"));
    terminal.keys("jj\r");
    terminal.wait_for("The text of /Mole/3 begins here");
    leave(terminal);

    let is_reading = |screen: &str| {
        screen.contains("ISLANDS ›")
            && !screen.contains("Lamp story")
            && screen.contains("The text of /Mole/3 begins here")
            && selected(screen).is_some_and(|line| line.contains("Mole story 3"))
    };
    let mut terminal = run(&home, 160, 40);
    terminal.wait("what was left", is_reading);
    // In another size the same is shown as far as there is room.
    leave(terminal);
    let mut terminal = run(&home, 80, 24);
    terminal.wait_for("The text of /Mole/3 begins here");
    terminal.keys("h");
    terminal.wait("the list", |screen| {
        selected(screen).is_some_and(|line| line.contains("Mole story 3"))
            && !screen.contains("Lamp story")
    });
    leave(terminal);
    // Back in the list, that is what the next start shows; and the sidebar is still there.
    let mut terminal = run(&home, 160, 40);
    terminal.wait("the list with its sidebar", |screen| {
        screen.contains("ISLANDS ›")
            && selected(screen).is_some_and(|line| line.contains("Mole story 3"))
    });
    leave(terminal);
}

#[test]
fn a_source_that_is_gone_leaves_the_view_of_all() {
    let (_server, home) = start();
    let mut terminal = run(&home, 160, 40);
    terminal.wait("both sources", |screen| {
        screen.contains("Lamp story 6") && screen.contains("Mole story 6")
    });
    terminal.keys("s");
    terminal.wait_for("HARBOURS");
    terminal.keys("G\r");
    terminal.wait("the source alone", |screen| !screen.contains("Lamp story"));
    terminal.keys("jj");
    leave(terminal);
    let config = std::fs::read_to_string(home.path("config/newswire/config.toml")).unwrap();
    let (left, _) = config
        .split_once("[[feed]]\nurl")
        .and_then(|(_, rest)| rest.split_once("[[feed]]"))
        .expect("two sources");
    home.write(
        "config/newswire/config.toml",
        format!("[[feed]]\nurl{left}"),
    );
    let mut terminal = run(&home, 160, 40);
    terminal.wait("all that is left", |screen| {
        screen.contains("All headlines") && screen.contains("Lamp story 1")
    });
    leave(terminal);
}
