//! The sidebar: what its rows show, how they are folded and filtered, and who has the keys.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use newswire::app::event::{MouseAction, RefreshProgress};
use newswire::app::panes::Focus;
use newswire::app::views::sidebar::outline::Entry;
use newswire::app::views::sidebar::parts;
use newswire::app::{Effect, Event, StoreEffect};
use newswire::model::{Scope, SourceSpec};
use script::{NOON, Script, at, entry, spec};

const WIDE: (u16, u16) = (200, 60);
const NARROW: (u16, u16) = (80, 24);
const DAY: i64 = 86_400;

/// Two groups of two sources, and one source without a group; each with two headlines, of which
/// one is of the day before.
fn script(size: (u16, u16)) -> Script {
    let mut script = Script::closed(size, newswire::app::Settings::default());
    let groups = ["finance", "finance", "world", "world", ""];
    let specs = (1..).zip(groups).map(|(number, group)| SourceSpec {
        groups: [group]
            .into_iter()
            .filter(|group| !group.is_empty())
            .map(str::to_owned)
            .collect(),
        ..spec(number)
    });
    script.configure(specs.collect());
    let entries = (0..10).map(|number| {
        let mut entry = entry(number + 1);
        entry.published = Some(at(NOON - (number % 2) * DAY - number));
        (usize::try_from(number / 2).unwrap(), entry)
    });
    script.download(entries.collect());
    script.model.wishes.sidebar = false;
    script.open();
    script
}

fn selected(script: &Script) -> Entry {
    script.model.sidebar.selected().cloned().expect("a row")
}

fn scope(script: &Script) -> &Scope {
    &script.model.list.query.scope
}

fn group(name: &str) -> Option<String> {
    Some(name.to_owned())
}

/// The cell of a row that stands in the sidebar.
fn cell(script: &Script, row: usize) -> (u16, u16) {
    let area = parts(&script.model).rows;
    let row = u16::try_from(row - script.model.sidebar.offset()).unwrap();
    (area.x + 5, area.y + row)
}

/// A round of downloads is over: the sources are read again.
fn finish(script: &mut Script) {
    let at = script.now;
    script.event(Event::Refresh(RefreshProgress::Finished { at }));
}

#[test]
fn beside_the_list_it_is_shown_and_hidden_and_the_keys_stay() {
    let mut script = script(WIDE);
    assert!(script.model.panes().sidebar.is_none());
    script.keys("b");
    assert!(script.model.panes().sidebar.is_some());
    assert_eq!(script.model.focus, Focus::List);
    script.keys("s");
    assert_eq!(script.model.focus, Focus::Sidebar);
    script.keys("s");
    assert_eq!(script.model.focus, Focus::List);
    assert!(script.model.panes().sidebar.is_some());
    script.keys("s b");
    assert!(script.model.panes().sidebar.is_none());
    assert_eq!(script.model.focus, Focus::List);
    script.keys("s");
    assert_eq!(script.model.focus, Focus::Sidebar);
    assert!(script.model.wishes.sidebar);
}

#[test]
fn a_drawer_is_there_as_long_as_it_has_the_keys() {
    for (open, close) in [
        ("b", "b"),
        ("s", "s"),
        ("s", "esc"),
        ("b", "q"),
        ("b", "enter"),
        ("b", "F"),
    ] {
        let mut script = script(NARROW);
        script.keys(open);
        assert!(script.model.panes().sidebar_is_drawer, "{open}");
        assert_eq!(script.model.focus, Focus::Sidebar);
        script.keys(close);
        assert!(script.model.panes().sidebar.is_none(), "{close}");
        assert_eq!(script.model.focus, Focus::List);
        assert!(!script.model.quitting);
    }
    let mut script = script(NARROW);
    script.model.wishes.sidebar = true;
    script.keys("b b s s");
    assert!(script.model.wishes.sidebar, "it says nothing of wider ones");
    script.keys("s").click(60, 10);
    assert!(script.model.panes().sidebar.is_none(), "a click beside it");
    assert!(script.model.reader.open().is_none(), "and nothing else");
}

#[test]
fn the_rows_are_views_of_the_list() {
    let mut script = script(WIDE);
    script.keys("s j enter");
    assert!(matches!(scope(&script), Scope::Today(_)));
    assert_eq!(script.model.list.ids().len(), 5);
    assert_eq!(script.model.focus, Focus::List);
    assert_eq!(selected(&script), Entry::Today);
    script.keys("s j enter");
    assert_eq!(*scope(&script), Scope::Favourites);
    script.keys("s j enter");
    assert_eq!(*scope(&script), Scope::Group("finance".to_owned()));
    script.keys("s j right");
    assert!(matches!(scope(&script), Scope::Source(_)));
    assert_eq!(script.model.list.ids().len(), 2);
    script.keys("s G enter");
    assert_eq!(script.model.list.ids().len(), 2);
    script.keys("s k enter");
    assert_eq!(*scope(&script), Scope::Ungrouped);
    assert_eq!(script.model.list.ids().len(), 2);
    script.keys("U s g g enter");
    assert!(script.model.list.query.unread, "the narrowing stays");
    script.keys("s F");
    assert!(!script.model.list.query.unread, "but not for favourites");
}

#[test]
fn a_group_is_folded_by_keys_and_by_the_mouse() {
    let mut script = script(WIDE);
    script.keys("s j j j j h");
    assert_eq!(selected(&script), Entry::Group(group("finance")));
    let rows = script.model.sidebar.outline().rows.len();
    script.keys("l");
    assert_eq!(script.model.sidebar.outline().rows.len(), rows + 2);
    assert_eq!(script.model.focus, Focus::Sidebar);
    script.keys("left");
    let folded = script.model.sidebar.folded();
    assert_eq!(folded.iter().collect::<Vec<_>>(), [&group("finance")]);
    let (column, row) = cell(&script, script.model.sidebar.cursor());
    script.click(column, row);
    assert!(script.model.sidebar.folded().is_empty());
    assert_eq!(*scope(&script), Scope::All);
    let (column, row) = cell(&script, script.model.sidebar.cursor() + 1);
    script.click(column, row);
    assert!(matches!(scope(&script), Scope::Source(_)));
    assert_eq!(script.model.focus, Focus::List);
    script.keys("s g g left");
    assert!(script.model.sidebar.folded().is_empty());
    assert_eq!(script.model.focus, Focus::List, "nothing to fold");
    script.keys("s j j j h");
    assert_eq!(script.model.focus, Focus::Sidebar);
    script.keys("h");
    assert_eq!(script.model.focus, Focus::List);
    assert_eq!(script.model.sidebar.folded().len(), 1);
}

#[test]
fn what_is_shown_in_a_folded_group_is_its_heading() {
    let mut script = script(WIDE);
    script.keys("s j j j j enter s h esc");
    assert!(matches!(scope(&script), Scope::Source(_)));
    assert_eq!(selected(&script), Entry::Group(group("finance")));
}

#[test]
fn a_filter_leaves_what_has_the_words() {
    let mut script = script(WIDE);
    script.keys("s /").text("source 4");
    assert_eq!(script.model.sidebar.outline().selectable().len(), 1);
    script.keys("esc");
    assert_eq!(script.model.focus, Focus::Sidebar);
    assert!(matches!(selected(&script), Entry::Source(..)), "it stays");
    assert!(!script.model.sidebar.outline().is_filtered());
    script.keys("/").text("source");
    script.keys("down down enter");
    assert_eq!(script.titles().len(), 2);
    assert_eq!(script.model.focus, Focus::List);
    let third = script.model.sources[2].id;
    assert_eq!(*scope(&script), Scope::Source(third));
    // A folded group is opened for what it has, and folded again after.
    script.keys("s left /").text("3");
    script.keys("enter s");
    assert_eq!(selected(&script), Entry::Group(group("world")));
    // Nothing to show is not shown.
    script.keys("/").text("nothing");
    script.keys("enter");
    assert_eq!(*scope(&script), Scope::Source(third));
    assert_eq!(script.model.focus, Focus::Sidebar);
}

#[test]
fn the_count_of_today_is_asked_for_when_it_is_seen_and_may_be_another() {
    let mut script = script(WIDE);
    let counts = |effect: &Effect| matches!(effect, Effect::Store(StoreEffect::CountDay { .. }));
    assert_eq!(script.count(counts), 0, "it is not shown");
    script.keys("b");
    assert_eq!(script.model.sidebar.unread_today, 5);
    assert_eq!(script.count(counts), 1);
    script.keys("j k");
    assert_eq!(script.count(counts), 1, "moving changes nothing");
    script.keys("m");
    assert_eq!(script.model.sidebar.unread_today, 4);
    assert_eq!(script.count(counts), 2);
}

#[test]
fn at_midnight_another_day_is_today() {
    let mut script = script(WIDE);
    script.keys("b s j enter j");
    assert_eq!(script.model.list.ids().len(), 5);
    let midnight = at(NOON + DAY / 2);
    let deadline = newswire::app::update::next_deadline(&script.model);
    assert!(deadline.is_some_and(|deadline| deadline <= midnight));
    script.now = midnight;
    script.event(Event::Deadline);
    assert_eq!(script.model.sidebar.unread_today, 0);
    assert_eq!(script.model.list.ids().len(), 5, "nothing vanishes");
    assert_eq!(*scope(&script), Scope::Today(script.model.today));
    script.keys("s enter");
    assert!(script.model.list.ids().is_empty());
}

#[test]
fn it_scrolls_under_the_wheel_and_follows_the_cursor() {
    let mut script = Script::closed((160, 20), newswire::app::Settings::default());
    script.configure((1..=1_000).map(spec).collect());
    script.open();
    let (column, row) = cell(&script, 0);
    script.wheel(MouseAction::WheelDown, column, row);
    assert_eq!(script.model.sidebar.offset(), 3);
    assert_eq!(selected(&script), Entry::All, "the cursor stays");
    script.keys("s G");
    let height = usize::from(parts(&script.model).rows.height);
    let rows = script.model.sidebar.outline().rows.len();
    assert_eq!(script.model.sidebar.offset(), rows - height);
    script.keys("pageup");
    assert_eq!(script.model.sidebar.cursor(), rows - height);
    script.keys("g g");
    assert_eq!(script.model.sidebar.offset(), 0);
}

#[test]
fn the_cursor_stays_with_its_source_when_others_come_and_go() {
    let mut script = script(WIDE);
    script.keys("s G k k");
    let before = selected(&script);
    assert!(matches!(before, Entry::Source(..)));
    let mut specs: Vec<SourceSpec> = script.specs.clone();
    specs.insert(0, spec(99));
    script.configure(specs);
    finish(&mut script);
    assert_eq!(selected(&script), before);
    let left: Vec<SourceSpec> = script.specs.iter().take(3).cloned().collect();
    script.configure(left);
    finish(&mut script);
    // What has come to its place: the last source that is left.
    let last = script.model.sources[2].id;
    assert_eq!(selected(&script), Entry::Source(group("finance"), last));
}

#[test]
fn a_filtered_row_is_clicked() {
    let mut script = script(WIDE);
    script.keys("b s /").text("3");
    let rows = script.model.sidebar.outline().selectable().to_vec();
    let (column, row) = cell(&script, rows[0]);
    script.click(column, row);
    assert!(matches!(scope(&script), Scope::Source(_)));
    assert!(script.model.views.is_empty());
    assert_eq!(script.model.focus, Focus::List);
}
