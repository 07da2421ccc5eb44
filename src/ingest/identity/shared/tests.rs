//! Entries with one id against what is stored, as a store would keep it.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;

fn entry(id: &str, link: &str, title: &str, date: i64) -> Entry {
    Entry {
        id: id.to_owned(),
        link: Some(link.to_owned()).filter(|link| !link.is_empty()),
        title: title.to_owned(),
        published: (date > 0).then(|| Timestamp::from_second(date).expect("in range")),
        ..Entry::default()
    }
}

/// What a store keeps of a source: keys and what is known of the headlines.
#[derive(Default)]
struct Rows(Vec<Kept>);

impl Rows {
    /// Takes a download in; the number of each entry's row, and how many are new.
    fn take(&mut self, entries: &[Entry]) -> (Vec<usize>, usize) {
        let before = self.0.len();
        let mut rows = Vec::new();
        for family in families(entries.to_vec()) {
            let within: Vec<usize> = (0..self.0.len())
                .filter(|&at| {
                    let key = self.0[at].key.as_str();
                    let mut ranges = family.ranges();
                    family.knew(&self.0[at]) || ranges.any(|(from, to)| *from <= *key && *key < *to)
                })
                .collect();
            let offered: Vec<Kept> = within.iter().map(|&at| self.0[at].clone()).collect();
            for (member, place) in family.members.iter().zip(family.find(&offered)) {
                let kept = Kept {
                    key: place.key,
                    marks: Some(member.marks),
                };
                let row = place.row.map_or(self.0.len(), |row| within[row]);
                match self.0.get_mut(row) {
                    Some(known) => *known = kept,
                    None => self.0.push(kept),
                }
                rows.push(row);
            }
        }
        let keys: HashSet<&str> = self.0.iter().map(|row| row.key.as_str()).collect();
        assert_eq!(keys.len(), self.0.len(), "each key once");
        (rows, self.0.len() - before)
    }
}

fn new(rows: &mut Rows, entries: &[Entry]) -> usize {
    rows.take(entries).1
}

/// Entries of one download that share an id, and how many headlines they are.
fn sharing() -> Vec<(&'static str, Vec<Entry>, usize)> {
    vec![
        (
            "titles",
            vec![
                entry("N/A", "", "A", 0),
                entry("N/A", "", "B", 0),
                entry("N/A", "", "C", 0),
            ],
            3,
        ),
        (
            "links",
            vec![
                entry("0", "http://a/1", "A", 0),
                entry("0", "http://a/2", "A", 0),
            ],
            2,
        ),
        (
            "dates",
            vec![
                entry("-", "http://a/", "A", 10),
                entry("-", "http://a/", "A", 20),
            ],
            2,
        ),
        (
            "a repeat",
            vec![
                entry("x", "http://a/", "A", 10),
                entry("x", "http://a/?utm_source=b", "A", 10),
            ],
            1,
        ),
        (
            "undated",
            vec![
                entry("x", "http://a/", "A", 10),
                entry("x", "http://a/", "A", 0),
            ],
            1,
        ),
        (
            "comments",
            vec![
                entry("http://a/t#3", "http://a/t", "A", 0),
                entry("http://a/t#4", "http://a/t", "B", 0),
            ],
            2,
        ),
    ]
}

#[test]
fn what_only_shares_an_id_is_told_apart() {
    for (name, entries, expected) in sharing() {
        let mut rows = Rows::default();
        assert_eq!(new(&mut rows, &entries), expected, "{name}");
        assert_eq!(new(&mut rows, &entries), 0, "{name} again");
        let reversed: Vec<_> = entries.iter().rev().cloned().collect();
        assert_eq!(new(&mut rows, &reversed), 0, "{name} in another order");
        assert_eq!(new(&mut rows, &entries[..1]), 0, "{name}, the first alone");
        assert_eq!(
            new(&mut rows, &entries[entries.len() - 1..]),
            0,
            "{name}, the last alone"
        );
    }
}

#[test]
fn an_id_of_its_own_keeps_its_key() {
    let entries = [
        entry("tag:a,1", "http://a/1", "A", 10),
        entry("http://a/2?utm_source=x", "", "B", 0),
    ];
    let mut rows = Rows::default();
    rows.take(&entries);
    let keys: Vec<&str> = rows.0.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["tag:a,1", "//a/2"]);
    let changed = entry("tag:a,1", "http://b/9", "Another title", 20);
    assert_eq!(new(&mut rows, &[changed]), 0);
}

#[test]
fn a_headline_from_before_its_id_was_shared_keeps_its_row() {
    let first = entry("N/A", "", "A", 0);
    let mut rows = Rows::default();
    rows.take(std::slice::from_ref(&first));
    let (found, added) = rows.take(&[entry("N/A", "", "B", 0), first, entry("N/A", "", "C", 0)]);
    assert_eq!((found[1], added), (0, 2));
}

#[test]
fn a_title_or_a_date_may_be_corrected_where_the_link_tells() {
    let mut rows = Rows::default();
    rows.take(&[
        entry("0", "http://a/1", "A", 10),
        entry("0", "http://a/2", "B", 20),
    ]);
    let edited = [
        entry("0", "http://a/1", "A, corrected", 11),
        entry("0", "http://a/2", "B", 20),
    ];
    assert_eq!(rows.take(&edited), (vec![0, 1], 0));
    assert_eq!(rows.take(&edited[..1]), (vec![0], 0));
    // Titles alone tell these apart: another title is another headline.
    let mut rows = Rows::default();
    rows.take(&[entry("0", "", "A", 0), entry("0", "", "B", 0)]);
    assert_eq!(
        new(&mut rows, &[entry("0", "", "C", 0), entry("0", "", "B", 0)]),
        1
    );
}

#[test]
fn the_same_words_every_day_are_a_headline_a_day() {
    let mut rows = Rows::default();
    let day = |day: i64| entry("status", "http://a/now", "All well", day * 86_400);
    assert_eq!(new(&mut rows, &[day(2), day(1)]), 2);
    for next in 3..9 {
        assert_eq!(new(&mut rows, &[day(next), day(next - 1)]), 1, "day {next}");
    }
}

#[test]
fn a_fragment_that_counts_is_a_revision() {
    let at = |count: u32, title: &str| {
        entry(
            &format!("https://n/c1#{count}"),
            "https://n/c1?at_medium=RSS",
            title,
            10,
        )
    };
    let mut rows = Rows::default();
    rows.take(&[
        at(0, "Talks open"),
        entry("https://n/c2#0", "https://n/c2", "Crane", 5),
    ]);
    for (count, title) in [(2, "Talks end"), (3, "Talks ended"), (2, "Talks end")] {
        assert_eq!(rows.take(&[at(count, title)]), (vec![0], 0), "{title}");
    }
    let other = entry("urn:story:7#1", "https://n/7", "Seven", 5);
    rows.take(&[other]);
    assert_eq!(
        new(
            &mut rows,
            &[entry("urn:story:7#2", "https://n/7", "Seven!", 5)]
        ),
        0
    );
    // Numbers of an opaque id, and of an id whose link has moved, are something else.
    rows.take(&[entry("Issue #11", "https://n/i/11", "Eleven", 5)]);
    assert_eq!(
        new(
            &mut rows,
            &[entry("Issue #12", "https://n/i/12", "Twelve", 6)]
        ),
        1
    );
    assert_eq!(
        new(
            &mut rows,
            &[entry("urn:story:7#3", "https://n/8", "Eight", 5)]
        ),
        1
    );
}

#[test]
fn comments_stay_apart_when_the_window_moves() {
    let linked = |number: u32| {
        entry(
            &format!("https://n/t#{number}"),
            &format!("https://n/t#{number}"),
            "Re: t",
            0,
        )
    };
    let mut rows = Rows::default();
    for number in 1..5 {
        assert_eq!(
            new(&mut rows, &[linked(number)]),
            1,
            "the link names the comment"
        );
    }
    let bare = |number: u32| entry(&format!("https://n/u#{number}"), "https://n/u", "Re: u", 0);
    assert_eq!(new(&mut rows, &[bare(4), bare(3)]), 2);
    assert_eq!(
        new(&mut rows, &[bare(5)]),
        1,
        "two of one download were comments"
    );
    assert_eq!(new(&mut rows, &[bare(3)]), 0);
}

#[test]
fn of_the_versions_of_an_entry_the_last_counts() {
    let version = |title: &str, published: i64, updated: i64| Entry {
        updated: Some(Timestamp::from_second(updated).expect("in range")),
        ..entry("urn:1", "http://a/1", title, published)
    };
    let titles = |entries: &[Entry]| -> Vec<String> {
        let families = families(entries.to_vec());
        let members = families.iter().flat_map(|family| &family.members);
        members.map(|member| member.entry.title.clone()).collect()
    };
    assert_eq!(
        titles(&[
            version("A", 10, 20),
            version("A, again", 10, 30),
            version("A!", 10, 25)
        ]),
        ["A, again"]
    );
    assert_eq!(titles(&[version("A", 20, 20), version("A", 30, 30)]), ["A"]);
    assert_eq!(
        titles(&[version("v2", 30, 30), version("v1", 20, 20)]),
        ["v2", "v1"]
    );
}

/// An entry of a feed without ids.
fn linked(link: &str, title: &str, date: i64) -> Entry {
    let id = crate::ingest::identity::digest(&[link, title]);
    Entry {
        by_link: true,
        ..entry(&id, link, title, date)
    }
}

/// As an earlier version took it.
fn formerly(entry: &Entry) -> Entry {
    Entry {
        by_link: false,
        ..entry.clone()
    }
}

#[test]
fn a_link_of_its_own_is_an_id() {
    let mut rows = Rows::default();
    let other = linked("http://a/2", "Two", 20);
    rows.take(&[linked("http://a/1", "Wone", 10), other.clone()]);
    let corrected = [linked("http://a/1?utm_source=x", "One", 11), other];
    assert_eq!(rows.take(&corrected), (vec![0, 1], 0));
    assert_eq!(rows.take(&corrected[..1]), (vec![0], 0));
}

#[test]
fn a_shared_link_is_none() {
    for date in [0, 10] {
        let at = |number: i64| linked("http://a/now", &format!("Note {number}"), number * date);
        let mut rows = Rows::default();
        assert_eq!(new(&mut rows, &[at(2), at(1)]), 2);
        for number in 3..6 {
            assert_eq!(new(&mut rows, &[at(number)]), 1, "one alone is another one");
        }
        assert_eq!(new(&mut rows, &[at(5), at(4), at(2)]), 0);
    }
}

#[test]
fn what_was_stored_by_link_and_title_is_found_by_its_link() {
    let one = linked("http://a/1", "Wone", 10);
    let notes: Vec<Entry> = (1..4)
        .map(|number| linked("http://a/now", &format!("Note {number}"), 0))
        .collect();
    let old: Vec<Entry> = [&one].into_iter().chain(&notes).map(formerly).collect();
    let before = || {
        let mut rows = Rows::default();
        assert_eq!(new(&mut rows, &old), 4);
        rows
    };
    let mut rows = before();
    let same = [std::slice::from_ref(&one), &notes[..]].concat();
    assert_eq!(rows.take(&same), (vec![0, 1, 2, 3], 0));
    assert_eq!(rows.take(&same), (vec![0, 1, 2, 3], 0));
    let mut rows = before();
    let corrected = linked("http://a/1", "One", 10);
    assert_eq!(rows.take(&[corrected]), (vec![0], 0));
    assert_eq!(rows.take(&[one]), (vec![0], 0));
    assert_eq!(new(&mut rows, &[linked("http://a/now", "Note 4", 0)]), 1);
    assert_eq!(new(&mut rows, &notes[2..]), 0);
    assert_eq!(new(&mut rows, &[linked("http://a/now", "Note 5", 0)]), 1);
}

proptest! {
    /// Whatever shares an id: what a download brings for the second time is nothing new, and
    /// nothing of one download falls together that link, title or date tell apart.
    #[test]
    fn nothing_comes_twice(downloads in proptest::collection::vec(
        proptest::collection::vec((0..2_u8, 0..3_u8, 0..3_u8, 0..3_i64), 1..7), 1..6)) {
        let mut rows = Rows::default();
        for download in downloads {
            let entries: Vec<Entry> = download.iter().map(|(id, link, title, date)| {
                let link = if *link == 0 { String::new() } else { format!("http://a/{link}") };
                entry(&format!("id{id}"), &link, &title.to_string(), *date)
            }).collect();
            let (found, _) = rows.take(&entries);
            let distinct: HashSet<usize> = found.iter().copied().collect();
            prop_assert_eq!(distinct.len(), found.len(), "each member has a row of its own");
            let (again, added) = rows.take(&entries);
            prop_assert_eq!((again, added), (found, 0));
        }
    }
}
