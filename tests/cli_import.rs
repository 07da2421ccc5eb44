//! Moving in: whole-program runs over files as other readers write them.

#[path = "support/program.rs"]
mod program;

use std::path::PathBuf;

use program::{Home, argument, list, numbers, succeeds, written};
use rusqlite::{Connection, params};
use serde_json::Value;

const CONFIG: &str = "config/newswire/config.toml";

/// Tables as newsboat 2.21 makes them.
const TABLES: &str = "
CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,
    title VARCHAR(1024) NOT NULL, lastmodified INTEGER(11) NOT NULL DEFAULT 0,
    is_rtl INTEGER(1) NOT NULL DEFAULT 0, etag VARCHAR(128) NOT NULL DEFAULT '');
CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
    title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,
    feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,
    unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),
    enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52), deleted INTEGER(1) NOT NULL DEFAULT 0,
    base VARCHAR(128) NOT NULL DEFAULT '');
CREATE INDEX idx_feedurl ON rss_item(feedurl);
CREATE INDEX idx_deleted ON rss_item(deleted);";

/// Number, feed, unread, flags, deleted of an article.
type Row<'a> = (i64, &'a str, bool, Option<&'a str>, bool);

const A: &str = "https://a.example/feed";
const B: &str = "https://b.example/feed";

fn fill(cache: &Connection, rows: &[Row<'_>]) {
    for (url, title) in [(A, "Own title of A"), (B, "Own title of B")] {
        let page = url.replace("/feed", "/");
        cache
            .execute(
                "INSERT INTO rss_feed (rssurl, url, title) VALUES (?1, ?2, ?3)",
                [url, &page, title],
            )
            .unwrap();
    }
    for (number, feed, unread, flags, deleted) in rows {
        cache
            .execute(
                "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, flags, deleted) \
                 VALUES (?1, ?2, 'Ada', ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    format!("tag:{number}"),
                    format!("Story {number} \u{1b}[31mred\u{202e}"),
                    format!("https://story.example/{number}"),
                    feed,
                    1_600_000_000 + number,
                    format!("<p>Words of story{number}. <a href='/more'>More</a></p>"),
                    unread,
                    flags,
                    deleted
                ],
            )
            .unwrap();
    }
}

fn cache(home: &Home, rows: &[Row<'_>]) -> PathBuf {
    let path = home.write("boat/cache.db", "");
    let cache = Connection::open(&path).unwrap();
    cache.execute_batch(TABLES).unwrap();
    fill(&cache, rows);
    path
}

const ROWS: &[Row<'_>] = &[
    (1, A, true, None, false),
    (2, A, false, Some(""), false),
    (3, A, true, Some("s"), false),
    (4, A, true, Some("x"), true),
    (5, B, false, Some("xy"), false),
    (6, "exec:~/bin/fetch", true, None, false),
    (7, "exec:~/bin/fetch", true, Some("s"), false),
];

#[test]
fn newsboats_cache_brings_articles_marks_and_flags_once() {
    let home = Home::new();
    let file = cache(&home, ROWS);
    let bytes = std::fs::read(&file).unwrap();
    let before = written(&home);
    let tried = home.run(&["import", "--dry-run", argument(&file)]);
    succeeds(&tried);
    assert!(
        tried.out.contains("add    https://a.example/feed"),
        "{tried:?}"
    );
    assert!(
        tried.out.contains("nothing written: 2 to add to"),
        "{tried:?}"
    );
    assert!(
        tried.out.contains(
            "5 articles to add, 0 there already, 2 marked read, 3 new favourites (1 outside"
        ),
        "{tried:?}"
    );
    assert_eq!(written(&home), before);

    let done = home.run(&["import", argument(&file)]);
    succeeds(&done);
    assert!(done.out.starts_with("2 added to"), "{done:?}");
    assert!(
        done.out.contains(
            "5 articles added, 0 there already, 2 marked read, 3 new favourites (1 outside"
        ),
        "{done:?}"
    );
    assert!(done.err.contains("1 left out: commands"), "{done:?}");
    assert!(
        done.err
            .contains("1 article left out, of 1 feed not among your sources: exec:"),
        "{done:?}"
    );
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    assert_eq!(numbers(&list(&home, &[])), ["1", "2", "3", "5"]);
    assert_eq!(numbers(&list(&home, &["--unread"])), ["1", "3"]);
    assert_eq!(numbers(&list(&home, &["--favourites"])), ["3", "5", "7"]);
    assert_eq!(numbers(&list(&home, &["--search", "words story2"])), ["2"]);
    let kept = list(&home, &["--search", "story7", "--favourites"]);
    assert_eq!(kept[0]["title"], "Story 7 red");
    let one = &list(&home, &["--source", "Own title of A"])[0];
    assert_eq!(
        (&one["author"], &one["source_name"]),
        (&Value::from("Ada"), &Value::from("Own title of A"))
    );
    let said = home.run(&["read", "https://story.example/7"]);
    assert!(succeeds(&said).out.contains("Words of story7."), "{said:?}");

    let again = home.run(&["import", argument(&file)]);
    assert!(
        succeeds(&again).out.contains("0 added to") && again.out.contains("2 were there already")
    );
    assert!(
        again.out.contains("0 articles added, 5 there already\n"),
        "{again:?}"
    );
}

#[test]
fn importing_again_takes_no_mark_away() {
    let home = Home::new();
    let file = cache(&home, ROWS);
    succeeds(&home.run(&["import", "--flag", "s", argument(&file)]));
    assert_eq!(numbers(&list(&home, &["--favourites"])), ["3", "7"]);
    for number in [1, 2] {
        succeeds(&home.run(&["fav", "add", &format!("https://story.example/{number}")]));
    }
    let said = home.run(&["import", argument(&file)]);
    assert!(succeeds(&said).out.contains("1 new favourite"), "{said:?}");
    assert_eq!(
        numbers(&list(&home, &["--favourites"])),
        ["1", "2", "3", "5", "7"]
    );
    assert_eq!(
        home.run(&["import", "--flag", "12", argument(&file)]).code,
        2
    );
}

#[test]
fn newsboats_folder_takes_sources_from_urls_and_articles_from_the_cache() {
    let home = Home::new();
    cache(&home, ROWS);
    home.write(
        "boat/urls",
        format!("{A} news \"cool stuff\" \"~The A\"\n\"query:Unread:unread = \\\"yes\\\"\"\n"),
    );
    // newsboat is open and has just written something.
    let running = Connection::open(home.path("boat/cache.db")).unwrap();
    running
        .execute_batch("BEGIN IMMEDIATE; DELETE FROM rss_item WHERE id = 1")
        .unwrap();
    let said = home.run(&["import", "boat"]);
    assert!(succeeds(&said).out.starts_with("1 added to"), "{said:?}");
    drop(running);
    let config = home.read(CONFIG);
    assert!(
        config.contains("name = \"The A\"") && config.contains("[\"news\", \"cool stuff\"]"),
        "{config}"
    );
    assert!(
        said.err.contains("1 left out: searches over other feeds"),
        "{said:?}"
    );
    assert!(
        said.err.contains("1 article left out, of 1 feed not among"),
        "{said:?}"
    );
    assert_eq!(numbers(&list(&home, &[])), ["1", "2", "3"]);
    // Of a feed that is no source, what was flagged is kept.
    assert_eq!(numbers(&list(&home, &["--favourites"])), ["3", "5", "7"]);
}

#[test]
fn caches_of_other_versions_are_read_by_the_columns_they_have() {
    let home = Home::new();
    let old = home.write("old.db", "");
    let cache = Connection::open(&old).unwrap();
    cache
        .execute_batch(
            "CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid, title, author, url, feedurl, pubDate, content, unread);
             INSERT INTO rss_item VALUES (1, 'g1', 'Old', '', 'https://story.example/old', 'https://a.example/feed', '1600000000', 'plain', 0);",
        )
        .unwrap();
    drop(cache);
    let said = home.run(&["import", argument(&old)]);
    assert!(succeeds(&said).out.contains("1 article added"), "{said:?}");
    let new = self::cache(&home, &[]);
    let cache = Connection::open(&new).unwrap();
    cache
        .execute_batch(
            "ALTER TABLE rss_item ADD content_mime_type VARCHAR(255) NOT NULL DEFAULT '';
             ALTER TABLE rss_item ADD enclosure_description VARCHAR(1024) NOT NULL DEFAULT '';
             INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, content_mime_type, base)
             VALUES ('g2', 'New', '', '/new', 'https://b.example/feed', 99999999999, '1 < 2', 1, 'text/plain', 'https://story.example/');",
        )
        .unwrap();
    drop(cache);
    succeeds(&home.run(&["import", argument(&new)]));
    let found = list(&home, &["--source", B]);
    assert_eq!(found[0]["link"], "https://story.example/new");
    assert_eq!(found[0]["summary"], "1 < 2");
    // A date in the far future is a mistake.
    assert!(found[0]["published"].as_str().unwrap() < "2100");
    assert_eq!(found[0]["read"], false);

    let foreign = home.write("other.db", "");
    Connection::open(&foreign)
        .unwrap()
        .execute_batch("CREATE TABLE notes (a)")
        .unwrap();
    let said = home.run(&["import", argument(&foreign)]);
    assert_eq!(
        (said.code, said.err.contains("not newsboat's cache")),
        (1, true),
        "{said:?}"
    );
    let said = home.run_with(&["import", "-"], &std::fs::read(&foreign).unwrap());
    assert!(
        said.code == 1 && said.err.contains("name the file"),
        "{said:?}"
    );
    let broken = home.write("broken.db", b"SQLite format 3\0 and then nothing");
    let said = home.run(&["import", argument(&broken)]);
    assert_eq!((said.code, said.err.lines().count()), (1, 1), "{said:?}");
}

#[test]
fn a_large_cache_comes_in_whole() {
    let home = Home::new();
    let rows: Vec<Row<'_>> = (1..=1_001)
        .map(|number| (number, A, number % 2 == 0, None, false))
        .collect();
    let file = cache(&home, &[]);
    let boat = Connection::open(&file).unwrap();
    boat.execute_batch("BEGIN; DELETE FROM rss_feed").unwrap();
    fill(&boat, &rows);
    boat.execute_batch("COMMIT").unwrap();
    drop(boat);
    let said = home.run(&["import", argument(&file)]);
    assert!(
        succeeds(&said)
            .out
            .contains("1001 articles added, 0 there already, 501 marked read"),
        "{said:?}"
    );
    assert_eq!(list(&home, &["--unread"]).len(), 500);
}

#[test]
fn a_trial_beside_a_store_says_what_would_happen_and_changes_nothing() {
    let home = Home::new();
    let file = cache(&home, ROWS);
    home.write("list.txt", "# mine\nExample: https://a.example/feed\nhttp://www.a.example/feed/\nhttps://me:secret@c.example/\nnonsense\n");
    succeeds(&home.run(&["import", "--flag", "s", argument(&file)]));
    let before = written(&home);
    let tried = home.run(&["import", "--dry-run", argument(&file)]);
    assert!(
        succeeds(&tried)
            .out
            .contains("known  https://a.example/feed"),
        "{tried:?}"
    );
    assert!(
        tried.out.contains("5 there already, 1 new favourite"),
        "{tried:?}"
    );
    let tried = home.run(&["import", "--dry-run", "list.txt"]);
    assert!(
        succeeds(&tried).out.contains("add    https://c.example/"),
        "{tried:?}"
    );
    assert!(tried.out.contains("leave  nonsense"), "{tried:?}");
    assert!(
        tried
            .out
            .contains("1 there already, 1 named more than once"),
        "{tried:?}"
    );
    assert!(
        tried
            .err
            .contains("1 taken, without the user name and password"),
        "{tried:?}"
    );
    assert!(
        !tried.out.contains("secret") && !tried.err.contains("secret"),
        "{tried:?}"
    );
    assert_eq!(written(&home), before);
}

#[test]
fn an_export_is_stable_and_knows_names_from_the_store() {
    let home = Home::new();
    let file = cache(&home, ROWS);
    succeeds(&home.run(&["import", argument(&file)]));
    let first = home.run(&["export"]);
    assert!(
        succeeds(&first).out.contains(
            "text=\"Own title of A\" title=\"Own title of A\" xmlUrl=\"https://a.example/feed\""
        ),
        "{first:?}"
    );
    let other = Home::new();
    let list = other.write("list.opml", &first.out);
    succeeds(&other.run(&["import", argument(&list)]));
    assert_eq!(other.run(&["export"]).out, first.out);
}
