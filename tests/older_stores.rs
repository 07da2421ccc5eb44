//! A store that an older program wrote: the same bytes are no news, nothing that was read is
//! unread again, and what only this program tells apart appears once.

#[path = "support/program.rs"]
mod program;

use std::io::Read;

use flate2::read::GzDecoder;
use program::{Home, list, succeeds};
use serde_json::Value;

const SOURCES: [&str; 10] = [
    "same-id",
    "versions",
    "daily",
    "revisions",
    "comments",
    "titles",
    "podcast",
    "old",
    "atom",
    "dates",
];

fn fixture(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/store/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).expect(&path)
}

/// A home with the old store, and the bytes that it was made of.
fn old_home() -> Home {
    let home = Home::new();
    let mut store = Vec::new();
    GzDecoder::new(fixture("first.db.gz").as_slice())
        .read_to_end(&mut store)
        .expect("unpacks");
    home.write("data/newswire/newswire.db", store);
    let mut config = "keep = \"36500d\"\n".to_owned();
    for name in SOURCES {
        config.push_str(&format!("[[feed]]\nurl = \"exec:cat {name}.xml\"\n"));
        let file = match name {
            "revisions" => "revisions-2",
            name => name,
        };
        home.write(
            &format!("{name}.xml"),
            fixture(&format!("feeds/{file}.xml")),
        );
    }
    home.write("config/newswire/config.toml", config);
    home
}

fn refresh(home: &Home) -> String {
    let said = home.run(&["refresh", "--force"]);
    succeeds(&said);
    assert!(said.out.contains(" 0 failed"), "{said:?}");
    said.out
}

fn titles(headlines: &[Value]) -> Vec<String> {
    let mut titles: Vec<String> = headlines
        .iter()
        .map(|one| one["title"].as_str().expect("a title").to_owned())
        .collect();
    titles.sort();
    titles
}

fn sorted<const N: usize>(mut titles: [&str; N]) -> Vec<String> {
    titles.sort_unstable();
    titles.map(str::to_owned).to_vec()
}

/// What was unread in the old store.
const UNREAD: [&str; 3] = ["Pilots meet until night", "Ada answers", "Plain words"];
/// What the old program could not tell apart.
const TOLD_APART: [&str; 9] = [
    "Sketch 1.0",
    "Postbox 7",
    "v1",
    "All berths open",
    "All berths open",
    "Every <template> twice",
    "Slip two",
    "Watch changed",
    "Low water",
];

#[test]
fn the_same_bytes_bring_only_what_could_not_be_told_apart() {
    let home = old_home();
    let before = list(&home, &["--limit", "500"]);
    assert_eq!(titles(&list(&home, &["--unread"])), sorted(UNREAD));
    let said = refresh(&home);
    assert!(
        said.contains(&format!("{} new headlines", TOLD_APART.len())),
        "{said}"
    );
    let unread = titles(&list(&home, &["--unread", "--limit", "500"]));
    let mut expected = [sorted(UNREAD), sorted(TOLD_APART)].concat();
    expected.sort();
    assert_eq!(unread, expected);
    let after = list(&home, &["--limit", "500"]);
    assert_eq!(after.len(), before.len() + TOLD_APART.len());
    for old in &before {
        let now = after
            .iter()
            .find(|one| one["id"] == old["id"])
            .expect("kept");
        for mark in ["read", "favourite", "published", "source"] {
            assert_eq!(now[mark], old[mark], "{mark} of {now}");
        }
    }
    for again in 0..2 {
        let said = refresh(&home);
        assert!(said.contains("0 new headlines"), "{again}: {said}");
    }
}

#[test]
fn favourites_have_the_words_that_were_lost() {
    let home = old_home();
    refresh(&home);
    let said = home.run(&["fav", "--json"]);
    let kept: Vec<Value> = serde_json::from_str(&said.out).unwrap_or_default();
    assert_eq!(
        titles(&kept),
        sorted([
            "Ledger 4.2",
            "v2",
            "Every <template> counts",
            "Loading a <script> late",
            "Ada answers",
        ])
    );
}

#[test]
fn a_further_revision_is_the_same_headline() {
    let home = old_home();
    home.write("revisions.xml", fixture("feeds/revisions-3.xml"));
    home.write("old.xml", {
        let text = String::from_utf8(fixture("feeds/old.xml")).expect("text");
        text.replace("tides.example/4#0", "tides.example/4#1")
    });
    refresh(&home);
    let all = titles(&list(&home, &["--limit", "500"]));
    let about = |word: &str| all.iter().filter(|title| title.contains(word)).count();
    assert_eq!(
        about("Pilots"),
        2,
        "the one that was doubled before, and no third: {all:?}"
    );
    assert!(all.contains(&"Pilots agree".to_owned()), "{all:?}");
    assert_eq!(
        about("Spring tide"),
        0,
        "what was pruned stays away: {all:?}"
    );
}

#[test]
fn what_is_new_in_the_window_is_new_once() {
    let home = old_home();
    refresh(&home);
    let item = "<item><title>Abacus 3</title><link>N/A</link><guid isPermaLink=\"false\">N/A</guid></item>";
    let text = String::from_utf8(fixture("feeds/same-id.xml")).expect("text");
    home.write(
        "same-id.xml",
        text.replacen("<item>", &format!("{item}\n<item>"), 1),
    );
    assert!(refresh(&home).contains("; 1 new headline\n"));
    // The window moves: one entry is left, whose id no other has now.
    let head = text.split("<item>").next().expect("a channel");
    home.write("same-id.xml", format!("{head}{item}</channel></rss>"));
    assert!(refresh(&home).contains("0 new headlines"));
    home.write("same-id.xml", text);
    assert!(refresh(&home).contains("0 new headlines"));
}

#[test]
fn the_file_of_a_podcast_is_its_link() {
    let home = old_home();
    refresh(&home);
    let all = list(&home, &["--limit", "500"]);
    let two = all
        .iter()
        .find(|one| one["title"] == "Episode two")
        .expect("kept");
    assert_eq!(two["link"], "https://radio.example/2.mp3");
    let number = two["id"].to_string();
    let said = home.run(&["read", &number]);
    succeeds(&said);
    for fact in ["2.mp3", "audio/mpeg", "1.3 MB"] {
        assert!(said.out.contains(fact), "{said:?}");
    }
}
