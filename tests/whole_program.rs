//! The whole program on real input: 200 feeds of 50 items and 300 real pages on loopback,
//! read in a terminal, with the servers gone in the middle and offline at the end.

#[path = "support/pages.rs"]
mod pages;
#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;
#[path = "../src/testing.rs"]
#[allow(dead_code)]
mod testing;

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use pages::server::{Response, Server};
use pty::Terminal;

/// The feed server of the measuring sticks, ended on drop.
struct FeedServer {
    child: Child,
    port: u16,
}

impl FeedServer {
    fn start(script: &Path, feeds: usize, items: usize) -> Option<Self> {
        // The port is free at this moment; the script wants a number.
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let arguments = [port.to_string(), feeds.to_string(), items.to_string()];
        let mut child = testing::python()?
            .arg(script)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("python3 was there a moment ago");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("stdout is piped"))
            .read_line(&mut line)
            .unwrap();
        // It says "ready" just before it listens.
        let end = Instant::now() + Duration::from_secs(20);
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < end, "the feed server does not listen");
            std::thread::yield_now();
        }
        Some(Self { child, port })
    }
}

impl Drop for FeedServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn newswire(home: &Path, arguments: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_newswire"))
        .args(arguments)
        .env_clear()
        .envs(pty::clock::variables())
        .env("HOME", home)
        .env("TZ", "UTC")
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_STATE_HOME", home.join("state"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// The first words under the title of the screen: those of a headline.
fn headline(screen: &str) -> &str {
    let below = screen.lines().skip(1);
    let mut words = below.map(|line| line.trim_matches(|c: char| !c.is_alphanumeric()));
    words.find(|words| !words.is_empty()).unwrap_or_default()
}

#[test]
fn two_hundred_feeds_and_three_hundred_pages_online_and_offline() {
    let (Some(script), Some(files)) = (testing::shared("peers/feedserver.py"), pages::pages(300))
    else {
        return;
    };
    let Some(feeds) = FeedServer::start(&script, 200, 50) else {
        return;
    };
    let site = pages::serve(files);
    let home = tempfile::tempdir().unwrap();
    let config = write_config(home.path(), &site.url(), feeds.port);
    let config = config.to_str().unwrap();

    let refreshed = newswire(home.path(), &["refresh", "--config", config]);
    assert!(
        refreshed.status.success(),
        "{}",
        String::from_utf8_lossy(&refreshed.stderr)
    );
    let listed = newswire(home.path(), &["list", "--config", config]);
    assert_eq!(
        String::from_utf8(listed.stdout).unwrap().lines().count(),
        200 * 50 + 300
    );

    let seen = read_online(home.path(), config, site, feeds);
    read_offline(home.path(), config, &seen);
}

fn write_config(home: &Path, site: &str, port: u16) -> std::path::PathBuf {
    let mut text = format!("[[feed]]\nurl = \"{site}/feed.xml\"\nname = \"Real pages\"\n");
    for number in 0..200 {
        text.push_str(&format!(
            "[[feed]]\nurl = \"http://127.0.0.1:{port}/feed/{number}.xml\"\n"
        ));
    }
    let path = home.join("config.toml");
    std::fs::write(&path, text).unwrap();
    path
}

/// Opens the source of real pages; its newest headline is selected.
fn open_source(terminal: &mut Terminal) {
    // A later start shows the article that was left, and the list where it was left.
    terminal.keys("a");
    terminal.wait("the list", |screen| {
        screen.contains("All headlines") && screen.contains("Real page 0")
    });
    terminal.keys("gg");
    terminal.wait_for("Real page 000");
    terminal.keys("s");
    terminal.wait_for("SOURCES");
    terminal.keys("ggjjjj\r");
    terminal.wait("the source's headlines", |screen| {
        screen
            .lines()
            .next()
            .is_some_and(|title| title.contains("Real pages"))
            && screen.contains("Real page 000")
    });
}

/// Reads twenty pages clean, keeps three, then loses the servers while reading.
fn read_online(home: &Path, config: &str, site: Server, feeds: FeedServer) -> Vec<String> {
    let mut terminal = Terminal::start(&["--config", config], home, 80, 24);
    open_source(&mut terminal);
    let mut seen = Vec::new();
    for number in 0..20 {
        terminal.keys(if number == 0 { "\r" } else { "n" });
        let before = seen.last().cloned().unwrap_or_default();
        terminal.wait("a clean article", |screen| {
            let first = screen.lines().next().unwrap_or_default();
            let title = headline(screen);
            (first.contains(" clean ·") || first.trim_end().ends_with(" clean"))
                && title != before
                && !title.contains("Real page")
        });
        seen.push(headline(&terminal.text()).to_owned());
        if number < 3 {
            terminal.keys("f");
            terminal.wait_for("kept as a favourite");
        }
    }
    drop(site);
    drop(feeds);
    terminal.keys("n");
    terminal.wait("the reason why there is no article", |screen| {
        screen.contains("feed text only") || screen.contains("127.0.0.1")
    });
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
    seen
}

fn read_offline(home: &Path, config: &str, seen: &[String]) {
    let mut terminal = Terminal::start(&["--config", config], home, 80, 24);
    open_source(&mut terminal);
    for (number, title) in seen.iter().enumerate() {
        terminal.keys(if number == 0 { "\r" } else { "hj\r" });
        terminal.wait("the stored article", |screen| headline(screen) == title);
    }
    terminal.keys("hF");
    terminal.wait("three favourites", |screen| {
        screen
            .lines()
            .next()
            .is_some_and(|title| title.contains("Favourites"))
            && screen.matches('◆').count() >= 3
    });
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
    let kept = newswire(home, &["fav", "--config", config]);
    assert_eq!(String::from_utf8(kept.stdout).unwrap().lines().count(), 3);
}

#[test]
fn a_favourite_survives_kill_9() {
    let server = Server::start(|_| {
        let items = "<item><title>Only one</title><guid>1</guid></item>";
        let feed =
            format!("<rss version=\"2.0\"><channel><title>Small</title>{items}</channel></rss>");
        Response::new(200, "application/rss+xml", feed.into_bytes())
    })
    .unwrap();
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("config.toml");
    std::fs::write(
        &path,
        format!("[[feed]]\nurl = \"{}/feed.xml\"\n", server.url()),
    )
    .unwrap();
    let config = path.to_str().unwrap();
    let mut terminal = Terminal::start(&["--config", config], home.path(), 80, 24);
    terminal.wait_for("Only one");
    terminal.keys("f");
    terminal.wait_for("kept as a favourite");
    terminal.kill();
    let kept = newswire(home.path(), &["fav", "--config", config]);
    assert!(String::from_utf8(kept.stdout).unwrap().contains("Only one"));
}
