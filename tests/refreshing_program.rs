//! An open reader in a terminal: it downloads what is due without being asked, what is new waits
//! above the list, what is old goes, and another process may do all of that beside it.

#[path = "support/program.rs"]
mod program;
#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;
#[path = "support/server.rs"]
mod server;

use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use newswire::config::Paths;
use newswire::model::{Change, Entry, FetchState, ParsedFeed, SourceId};
use newswire::store::{Arrival, Store};
use program::{Home, succeeds};
use pty::Terminal;
use server::{Response, Server};

fn arrival(source: SourceId, feed: Option<ParsedFeed>, state: FetchState) -> Arrival {
    Arrival {
        source,
        feed: feed.map(ParsedFeed::into),
        state,
    }
}

/// A paper with so many stories, the last one the newest.
struct Paper {
    server: Server,
    stories: Arc<AtomicUsize>,
}

impl Paper {
    fn start(stories: usize) -> Self {
        let stories = Arc::new(AtomicUsize::new(stories));
        let counted = stories.clone();
        let server = Server::start(move |_| {
            let mut items = String::new();
            for number in (1..=counted.load(Ordering::SeqCst)).rev() {
                let title = format!("Story number {number}");
                let _ = write!(
                    items,
                    "<item><title>{title}</title><guid>{number}</guid></item>"
                );
            }
            let text = format!(
                "<rss version=\"2.0\"><channel><title>Paper</title>{items}</channel></rss>"
            );
            Response::new(200, "application/rss+xml", text)
        });
        let server = server.unwrap();
        Self { server, stories }
    }
}

/// A home with this configuration of the paper.
struct Reader {
    home: Home,
    config: String,
}

impl Reader {
    fn new(paper: &Paper, settings: &str) -> Self {
        let home = Home::new();
        let url = paper.server.url();
        let text = format!("{settings}\n[[feed]]\nurl = \"{url}/feed.xml\"\nname = \"Paper\"\n");
        let config = home.write("config.toml", text);
        let config = config.to_str().unwrap().to_owned();
        Self { home, config }
    }

    fn run(&self, command: &str) {
        succeeds(&self.home.run(&[command, "--config", &self.config]));
    }

    fn open(&self, columns: u16, rows: u16) -> Terminal {
        let home = self.home.path("");
        Terminal::start(&["--config", &self.config], &home, columns, rows)
    }

    /// Changes the store as another process does.
    fn store(&self, change: impl FnOnce(&mut Store, SourceId, FetchState)) {
        let data = self.home.path("data/newswire");
        let paths = Paths::new(Some(self.config.as_ref()), Some(&data));
        let mut store = Store::open(&paths.database()).unwrap();
        let source = store.sources().unwrap()[0].id;
        let state = store.fetch_states().unwrap().remove(0).2;
        change(&mut store, source, state);
    }

    /// The program's clock may be another than ours: when it stored what it has downloaded.
    fn last_attempt(&self) -> Timestamp {
        let mut at = None;
        self.store(|_, _, state| at = state.last_attempt);
        at.unwrap()
    }
}

fn first_row(screen: &str) -> &str {
    screen.lines().nth(1).unwrap_or_default()
}

#[test]
fn an_open_reader_downloads_what_is_due_and_shows_it_when_asked() {
    let paper = Paper::start(2);
    let reader = Reader::new(&paper, "[reader]\nrefresh_on_start = false");
    reader.run("refresh");
    let (downloaded, begun) = (reader.last_attempt(), Instant::now());
    let mut terminal = reader.open(80, 24);
    terminal.wait_for("Story number 1");
    terminal.keys("j");
    paper.stories.store(3, Ordering::SeqCst);
    reader.store(|store, source, state| {
        let since = SignedDuration::try_from(begun.elapsed()).unwrap();
        let due = downloaded + since + SignedDuration::from_millis(300);
        let next_due = Some(due);
        let state = FetchState { next_due, ..state };
        store.apply(&arrival(source, None, state), due).unwrap();
    });
    // Marking reads the list again, and with it when the source is due.
    terminal.keys("A");
    terminal.wait_for("1 new ↑ N");
    let screen = terminal.text();
    assert!(first_row(&screen).contains("Story number 2"), "{screen}");
    assert!(!screen.contains("Story number 3"), "{screen}");
    terminal.keys("A");
    terminal.wait_for("everything here was read already");
    terminal.keys("N");
    terminal.wait("what is new on top, and unread", |screen| {
        first_row(screen).contains("Story number 3") && screen.contains("1 unread")
    });
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
}

#[test]
fn what_another_process_downloads_waits_too() {
    let paper = Paper::start(2);
    let reader = Reader::new(&paper, "");
    let mut terminal = reader.open(120, 40);
    terminal.wait("the first refresh to be over", |screen| {
        screen.contains("Story number 1") && screen.contains("refreshed")
    });
    terminal.keys("j");
    paper.stories.store(4, Ordering::SeqCst);
    let forced = ["refresh", "--force", "--config", &reader.config];
    succeeds(&reader.home.run(&forced));
    // Nothing is due here any more, but what the other has stored is seen.
    terminal.keys("r");
    terminal.wait_for("2 new ↑ N");
    assert!(first_row(&terminal.text()).contains("Story number 2"));
    terminal.keys("gg");
    terminal.wait("what is new", |screen| {
        first_row(screen).contains("Story number 4") && !screen.contains("new ↑")
    });
}

#[test]
fn the_first_screen_starts_at_the_newest_headline_and_stays_there() {
    let paper = Paper::start(2);
    let reader = Reader::new(&paper, "");
    reader.run("refresh");
    let downloaded = reader.last_attempt();
    reader.store(|store, source, state| {
        let next_due = Some(downloaded);
        let state = FetchState { next_due, ..state };
        store
            .apply(&arrival(source, None, state), downloaded)
            .unwrap();
    });
    paper.stories.store(30, Ordering::SeqCst);
    let mut terminal = reader.open(120, 40);
    terminal.wait("the newest one selected and previewed", |screen| {
        let is_selected = first_row(screen).contains("›");
        is_selected && screen.matches("Story number 30").count() == 2
    });
}

#[test]
fn an_open_reader_drops_what_is_older_than_it_is_kept() {
    let paper = Paper::start(2);
    let reader = Reader::new(&paper, "keep = \"30d\"");
    reader.run("refresh");
    let long_ago = reader.last_attempt() - SignedDuration::from_hours(24 * 31);
    reader.store(|store, source, state| {
        let old = |title: &str| Entry {
            id: title.to_owned(),
            title: title.to_owned(),
            ..Entry::default()
        };
        let feed = ParsedFeed {
            entries: vec![old("Old and kept"), old("Old and gone")],
            ..ParsedFeed::default()
        };
        let new = store
            .apply(&arrival(source, Some(feed), state), long_ago)
            .unwrap()
            .new;
        store
            .change(
                &Change::Favourite {
                    id: new[0],
                    on: true,
                },
                long_ago,
            )
            .unwrap();
    });
    let mut terminal = reader.open(80, 24);
    terminal.wait("only what is kept", |screen| {
        screen.contains("3 headlines") && !screen.contains("Old and gone")
    });
    assert!(terminal.text().contains("Old and kept"));
}
