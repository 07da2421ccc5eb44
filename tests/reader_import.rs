//! Moving in from inside the reader: the same way as on the command line.

#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;
#[path = "support/server.rs"]
mod server;

use std::sync::Mutex;
use std::sync::mpsc::channel;

use pty::Terminal;
use server::{Response, Server};

#[test]
fn a_typed_path_is_imported_with_sources_and_favourites() {
    let home = tempfile::tempdir().unwrap();
    // The download that follows an import lasts as long as the test: it has no say here.
    let (release, wait) = channel::<()>();
    let wait = Mutex::new(wait);
    let server = Server::start(move |_| {
        let _ = wait.lock().expect("unpoisoned").recv();
        Response::text(503, "too late")
    })
    .unwrap();
    // Dropped before the server, which waits for its threads.
    let release = release;
    let list = format!(
        "<opml><body><outline text='Quays'><outline text='Harbour' xmlUrl='{}/feed.xml'/>\
         <outline text='Run' xmlUrl='exec:touch PWNED'/></outline></body></opml>",
        server.url()
    );
    std::fs::write(home.path().join("my list.xml"), list).unwrap();
    let starred = r#"{"items":[{"title":"A star over the harbour","canonical":[{"href":"http://127.0.0.1:9/star"}],
        "content":{"content":"<p>It shone all night.</p>"}}]}"#;
    std::fs::write(home.path().join("starred.json"), starred).unwrap();

    let mut terminal = Terminal::start(&[], home.path(), 120, 40);
    terminal.wait_for("Bring your sources");
    terminal.keys("j\r");
    terminal.wait_for("Import a file:");
    terminal.keys("'~/my list.xml'\r");
    terminal.wait_for("added 1 source; 1 left out");
    terminal.keys(":import ~/starred.json\r");
    terminal.wait_for("1 article added, 0 there already, 1 new favourite");
    terminal.keys("F");
    terminal.wait_for("A star over the harbour");
    terminal.keys("\r");
    terminal.wait_for("It shone all night.");
    terminal.keys(":import ~/nowhere.opml\r");
    terminal.wait_for("cannot read");
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
    drop(release);
    assert!(!home.path().join("PWNED").exists());
}

#[test]
fn of_several_pasted_addresses_those_that_fail_are_named() {
    let server = Server::start(|request| match request.path.as_str() {
        "/one.xml" | "/two.xml" => {
            let title = request.path.trim_matches('/');
            let item = "<item><title>T</title><guid>1</guid></item>";
            let feed = format!(
                "<rss version=\"2.0\"><channel><title>{title}</title>{item}</channel></rss>"
            );
            Response::new(200, "application/rss+xml", feed)
        }
        _ => Response::text(404, "none"),
    })
    .unwrap();
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(&[], home.path(), 120, 40);
    terminal.wait_for("Bring your sources");
    let url = server.url();
    let pasted = format!("{url}/one.xml {url}/nope.xml {url}/two.xml");
    terminal.keys(&format!(":add-source\r{pasted}\r"));
    terminal.wait_for("2 added; nope.xml: HTTP 404");
    terminal.wait_for("2 new headlines");
    terminal.keys(&format!(":add-source\r{pasted}\r"));
    terminal.wait_for("2 there already; nope.xml: HTTP 404");
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
}

#[test]
fn the_first_source_is_undone_and_can_be_added_again() {
    let server = Server::start(|request| match request.path.as_str() {
        "/feed" => {
            let item = "<item><title>The only story</title><guid>1</guid></item>";
            let feed =
                format!("<rss version=\"2.0\"><channel><title>Quays</title>{item}</channel></rss>");
            Response::new(200, "application/rss+xml", feed)
        }
        _ => Response::text(404, "none"),
    })
    .unwrap();
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(&[], home.path(), 120, 40);
    terminal.wait_for("Bring your sources");
    let address = format!("{}/feed", server.url());
    for _ in 0..2 {
        terminal.keys(&format!(":add-source {address}\r"));
        terminal.wait_for("The only story");
        terminal.keys("u");
        terminal.wait_for(&format!("undone: removed {address}"));
        terminal.wait("the headline to go", |screen| {
            !screen.contains("The only story")
        });
    }
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
}
