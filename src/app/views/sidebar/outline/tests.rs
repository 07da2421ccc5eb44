//! Groups, filter, and rows that are found again.

use super::*;
use crate::model::Health;

fn source(id: i64, name: &str, groups: &[&str], unread: u64) -> Source {
    Source {
        id: SourceId(id),
        url: format!("https://news.example/{id}"),
        name: name.to_owned(),
        groups: groups.iter().map(|group| (*group).to_owned()).collect(),
        unread,
        total: unread,
        health: Health::default(),
    }
}

fn sources() -> Vec<Source> {
    vec![
        source(1, "La Cote littorale", &["finance"], 41),
        source(2, "Loose Leaves", &[], 3),
        source(
            3,
            "The Harbour Ledger",
            &["world", "finance", "finance"],
            29,
        ),
        source(4, "港町通信", &["world"], 6),
    ]
}

fn outline(filter: &str, folded: &[GroupName]) -> Outline {
    let folded = folded.iter().cloned().collect();
    let now = Timestamp::UNIX_EPOCH;
    let wanted = Wanted {
        folded: &folded,
        filter,
        now,
    };
    Outline::of(&sources(), wanted)
}

/// A line a row: a name, with `*` where it can be selected.
fn lines(outline: &Outline) -> Vec<String> {
    let sources = sources();
    let name = |row: &Row| match *row {
        Row::Blank => String::new(),
        Row::All => ALL.to_owned(),
        Row::Today => TODAY.to_owned(),
        Row::Favourites => FAVOURITES.to_owned(),
        Row::Group(at) => {
            let group = &outline.groups[at];
            let name = outline.name(at);
            let end = if group.is_folded { " ›" } else { "" };
            format!("{}{end} {}", name.to_uppercase(), group.unread)
        }
        Row::Source(_, at) => sources[at].name.clone(),
    };
    let rows = outline.rows.iter().enumerate();
    rows.map(|(at, row)| {
        let mark = if outline.selectable().contains(&at) {
            "* "
        } else {
            ""
        };
        format!("{mark}{}", name(row))
    })
    .collect()
}

#[test]
fn groups_stand_in_the_order_of_the_configuration_and_the_rest_last() {
    let expected = [
        "* All",
        "* Today",
        "* Favourites",
        "",
        "* FINANCE 70",
        "* La Cote littorale",
        "* The Harbour Ledger",
        "",
        "* WORLD 35",
        "* The Harbour Ledger",
        "* 港町通信",
        "",
        "* OTHER SOURCES 3",
        "* Loose Leaves",
    ];
    assert_eq!(lines(&outline("", &[])), expected);
}

#[test]
fn a_folded_group_is_one_line_and_stands_for_its_sources() {
    let folded = [Some("finance".to_owned()), None];
    let outline = outline("", &folded);
    let expected = [
        "* All",
        "* Today",
        "* Favourites",
        "",
        "* FINANCE › 70",
        "",
        "* WORLD 35",
        "* The Harbour Ledger",
        "* 港町通信",
        "",
        "* OTHER SOURCES › 3",
    ];
    assert_eq!(lines(&outline), expected);
    let find = |group: &GroupName, id| {
        let entry = Entry::Source(group.clone(), SourceId(id));
        outline.find(&entry, &sources())
    };
    assert_eq!(find(&folded[0], 1), Some(4), "its group");
    assert_eq!(find(&folded[0], 3), Some(7), "where it is seen");
    assert_eq!(find(&None, 2), Some(10));
    assert_eq!(find(&None, 99), None);
}

#[test]
fn a_filter_leaves_what_has_its_words_and_opens_groups_for_it() {
    let folded = [Some("finance".to_owned())];
    let harbour = outline("har LED", &folded);
    let expected = [
        "FINANCE › 70",
        "* The Harbour Ledger",
        "",
        "WORLD 35",
        "* The Harbour Ledger",
    ];
    assert_eq!(lines(&harbour), expected);
    assert!(harbour.is_filtered());
    // A group is found with all that is in it.
    let world = outline("world", &folded);
    let expected = ["* WORLD 35", "* The Harbour Ledger", "* 港町通信"];
    assert_eq!(lines(&world), expected);
    assert_eq!(lines(&outline("港", &[])), ["WORLD 35", "* 港町通信"]);
    assert_eq!(lines(&outline("today", &[])), ["* Today"]);
    assert_eq!(lines(&outline("nothing like it", &[])), [""; 0]);
    assert!(!outline(" . ", &[]).is_filtered());
}

#[test]
fn each_row_is_found_again() {
    let (outline, sources) = (outline("", &[]), sources());
    for row in outline.selectable() {
        let entry = outline.entry(*row, &sources).expect("it can be selected");
        assert_eq!(outline.find(&entry, &sources), Some(*row), "{entry:?}");
    }
    assert_eq!(outline.entry(3, &sources), None);
    assert_eq!(outline.heading(10), Some(8));
    assert_eq!(outline.heading(8), Some(8));
    assert_eq!(outline.heading(1), None);
}
