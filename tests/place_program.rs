//! The whole program: an article is taken up again where it was left, after a restart and in
//! another width.

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

/// A story of paragraphs that can be told apart.
fn story() -> String {
    let paragraph = |number: usize| {
        format!(
            "<p>Paragraph number {number} begins here. The keeper left the island in that year, and \
             the lamp has been lit by a clock ever since; boats still steer by it when the fog is \
             thick, and when the sets that were to take its place fail once more.</p>"
        )
    };
    let text: String = (1..=40).map(paragraph).collect();
    format!("<title>The lamp</title><article><h1>The lamp</h1>{text}</article>")
}

fn start() -> (Server, Home) {
    let server = Server::start(|request| match request.path.as_str() {
        "/feed" => {
            let item = "<item><title>The lamp</title><guid>1</guid><link>/lamp</link></item>";
            let feed =
                format!("<rss version='2.0'><channel><title>Post</title>{item}</channel></rss>");
            Response::new(200, "application/rss+xml", feed)
        }
        "/lamp" => Response::new(200, "text/html", story()),
        _ => Response::text(404, "none"),
    });
    let server = server.expect("starts");
    let home = Home::new();
    let config = format!("[[feed]]\nurl = \"{}/feed\"\n", server.url());
    home.write("config/newswire/config.toml", config);
    (server, home)
}

/// The first paragraph that begins on the screen.
fn first_paragraph(screen: &str) -> Option<usize> {
    let (_, rest) = screen.split_once("Paragraph number ")?;
    let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
    number.parse().ok()
}

#[test]
fn a_story_goes_on_where_it_was_left_after_a_restart_and_in_another_width() {
    let (_server, home) = start();
    let mut terminal = Terminal::start(&[], &home.path(""), 80, 24);
    terminal.wait_for("The lamp");
    terminal.keys("\r");
    terminal.wait("the beginning", |screen| first_paragraph(screen) == Some(1));
    let mut left = 1;
    for _ in 0..3 {
        terminal.keys(" ");
        terminal.wait("the next page", |screen| {
            first_paragraph(screen) > Some(left)
        });
        left = first_paragraph(&terminal.text()).expect("one begins");
    }
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
    for (columns, rows) in [(80, 24), (44, 20), (120, 40)] {
        let mut terminal = Terminal::start(&[], &home.path(""), columns, rows);
        // What was being read is open again. What was half a paragraph on top may be all of it, or
        // none.
        let is_there =
            |screen: &str| first_paragraph(screen).is_some_and(|found| found.abs_diff(left) <= 1);
        terminal.wait("the place", is_there);
        terminal.keys("Q");
        assert!(terminal.wait_for_exit().success());
    }
}
