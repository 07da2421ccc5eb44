//! What the next start of the program brings back, and when it is stored.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use newswire::app::panes::{Focus, Wishes};
use newswire::app::{Effect, Event, Settings, StoreEffect, keeping};
use newswire::model::{HeadlineId, Kept, Query, Scope};
use script::{NOON, Script, at, spec};

const WIDE: (u16, u16) = (200, 60);
const NARROW: (u16, u16) = (80, 24);

fn keeps(effect: &Effect) -> bool {
    matches!(effect, Effect::Store(StoreEffect::Keep(_)))
}

/// Time goes by, and what has become due happens.
fn wait(script: &mut Script, seconds: i64) {
    script.now = at(script.now.as_second() + seconds);
    script.event(Event::Deadline);
}

#[test]
fn view_cursor_and_article_are_those_that_were_left() {
    for size in [NARROW, WIDE] {
        let mut script = Script::new(40, size);
        script.keys("s G enter U j j j j enter Q");
        let (query, cursor) = (
            script.model.list.query.clone(),
            script.model.list.selected(),
        );
        assert!(matches!(query.scope, Scope::Source(_)) && query.unread);
        let script = script.reopened(size);
        assert_eq!(script.model.list.query, query);
        // It is read, and the list of what is unread has it all the same.
        assert_eq!(script.model.list.selected(), cursor);
        assert_eq!(script.model.focus, Focus::Article);
        assert_eq!(script.model.reader.headline_id(), cursor);
        assert!(
            script
                .model
                .reader
                .open()
                .is_some_and(|open| open.clean.is_some())
        );
    }
}

#[test]
fn an_article_that_its_view_has_no_more_is_not_opened_again() {
    for size in [NARROW, WIDE] {
        let left = |keys: &str| {
            let mut script = Script::new(40, size);
            (1..=9).for_each(|id| script.keep(id));
            script.keys(keys).keys("Q");
            assert!(script.store.kept().unwrap().article.is_some());
            script
        };
        let no_favourite = left("F j j enter f").reopened(size);
        let mut removed = left("j j enter");
        let other = removed.row(3).source != removed.sources()[0].id;
        removed.configure(vec![spec(if other { 1 } else { 2 })]);
        let mut yesterday = left("s j enter j j enter");
        yesterday.now = at(NOON + 86_400);
        yesterday.arrive(3);
        let scripts = [
            no_favourite,
            removed.reopened(size),
            yesterday.reopened(size),
        ];
        for (which, script) in scripts.iter().enumerate() {
            let list = &script.model.list;
            assert!(!list.ids().contains(&HeadlineId(3)), "{which}");
            assert_eq!(script.model.focus, Focus::List, "{which}");
            // Beside the list stands what is selected, as ever.
            let shown = list.selected().filter(|_| script.model.panes().is_split());
            assert_eq!(script.model.reader.headline_id(), shown, "{which}");
        }
    }
}

#[test]
fn the_cursor_is_where_it_was_and_nothing_is_opened() {
    for size in [NARROW, WIDE] {
        let mut script = Script::new(40, size);
        script.keys("j j j j j j j Q");
        let mut script = script.reopened(size);
        assert_eq!(script.model.list.selected(), Some(HeadlineId(8)));
        assert_eq!(script.model.focus, Focus::List);
        // What comes after waits above, as after any key.
        script.arrive(3);
        assert_eq!(script.model.list.selected(), Some(HeadlineId(8)));
        assert_eq!(script.model.list.waiting(), 3);
    }
}

#[test]
fn a_list_that_nobody_touched_begins_at_the_newest() {
    let mut script = Script::new(40, WIDE);
    script.keys("Q");
    script.arrive(3);
    let script = script.reopened(WIDE);
    assert_eq!(
        script.model.list.selected(),
        script.model.list.ids().first().copied()
    );
    assert_eq!(script.model.list.cursor(), 0);
}

#[test]
fn sidebar_folds_and_ticker_come_back() {
    let mut script = Script::new(10, WIDE);
    script.keys("b s j j j left esc");
    script.model.wishes.ticker = false;
    script.keys("Q");
    let mut script = script.reopened(WIDE);
    assert!(script.model.panes().sidebar.is_some());
    assert!(!script.model.wishes.ticker);
    let folded: Vec<_> = script.model.sidebar.folded().iter().cloned().collect();
    assert_eq!(folded, [Some("news".to_owned())]);
    script.keys("b Q");
    let script = script.reopened(WIDE);
    assert!(script.model.panes().sidebar.is_none());
}

#[test]
fn today_is_the_new_day_and_what_is_gone_is_all() {
    let mut script = Script::new(10, WIDE);
    script.keys("s j enter Q");
    script.now = at(NOON + 86_400);
    let mut script = script.reopened(WIDE);
    let scope = script.model.list.query.scope.clone();
    assert_eq!(scope, Scope::Today(script.model.today));
    assert!(script.model.list.ids().is_empty());
    script.keys("s G enter Q");
    script.configure(vec![spec(1)]);
    let script = script.reopened(WIDE);
    assert_eq!(script.model.list.query, Query::default());
    assert_eq!(script.model.list.ids().len(), 5);
}

#[test]
fn a_change_is_stored_once_after_a_pause_and_at_the_end() {
    let mut script = Script::new(40, WIDE);
    wait(&mut script, 10);
    assert_eq!(script.count(keeps), 0, "nothing has changed");
    assert_eq!(keeping::next_deadline(&script.model), None);
    script.keys("j j j");
    assert_eq!(script.count(keeps), 0);
    let due = keeping::next_deadline(&script.model);
    assert_eq!(due, Some(at(NOON + 10 + 3)));
    wait(&mut script, 1);
    script.keys("j");
    wait(&mut script, 2);
    assert_eq!(script.count(keeps), 1, "three seconds after the first");
    assert_eq!(script.store.kept().unwrap().cursor, Some(HeadlineId(5)));
    wait(&mut script, 60);
    assert_eq!(script.count(keeps), 1);
    script.keys("j k");
    wait(&mut script, 60);
    assert_eq!(script.count(keeps), 1, "it is as it was");
    script.keys("j Q");
    assert_eq!(script.count(keeps), 2);
    assert_eq!(script.store.kept().unwrap().cursor, Some(HeadlineId(6)));
}

#[test]
fn leaving_before_the_list_is_there_forgets_nothing() {
    let mut script = Script::new(40, WIDE);
    script.keys("j j j enter Q");
    let kept = script.store.kept().unwrap();
    let mut script = script.closed_again(WIDE);
    script.hold = true;
    script.open();
    script.keys("Q");
    assert_eq!(script.store.kept().unwrap(), kept);
}

#[test]
fn the_demo_keeps_nothing_and_neither_does_a_disk_that_takes_nothing() {
    let settings = Settings {
        demo: true,
        ..Settings::default()
    };
    let mut script = Script::with_settings(10, WIDE, settings);
    script.keys("j j");
    wait(&mut script, 60);
    script.keys("b Q");
    assert_eq!(script.count(keeps), 0);
    let mut script = Script::new(10, WIDE);
    script.model.keeps_nothing = true;
    script.keys("j j");
    wait(&mut script, 60);
    script.keys("b Q");
    assert_eq!(script.count(keeps), 0);
    assert_eq!(script.store.kept().unwrap(), Kept::default());
}

#[test]
fn what_the_configuration_says_anew_counts_more_than_what_was_chosen_before() {
    let settings = |ticker_visible, ticker_width| Settings {
        ticker_visible,
        ticker_width,
        ..Settings::default()
    };
    let choose = |script: &mut Script| {
        script.model.wishes.ticker = false;
        script.model.wishes.widths.ticker = Some(28);
        script.event(Event::Deadline);
    };
    let chosen = |script: &Script| {
        let widths = script.model.wishes.widths;
        (script.model.wishes.ticker, widths.ticker)
    };
    let mut script = Script::with_settings(10, WIDE, settings(true, 40));
    choose(&mut script);
    // A change of something else takes nothing back.
    let other = Settings {
        article_width: 60,
        ..settings(true, 40)
    };
    script.event(Event::Configured(Box::new(other)));
    assert_eq!(chosen(&script), (false, Some(28)));
    script.event(Event::Configured(Box::new(settings(true, 36))));
    assert_eq!(chosen(&script), (false, None));
    script.event(Event::Configured(Box::new(settings(true, 40))));
    choose(&mut script);
    script.keys("Q");
    // The same between two runs.
    let mut script = script.reopened_with(WIDE, settings(true, 40));
    assert_eq!(chosen(&script), (false, Some(28)));
    script.keys("Q");
    let mut script = script.reopened_with(WIDE, settings(false, 32));
    assert_eq!(chosen(&script), (false, None));
    // What was chosen before is not chosen any more.
    script.keys("Q");
    let script = script.reopened_with(WIDE, settings(true, 40));
    assert_eq!(chosen(&script), (true, None));
}

#[test]
fn sizes_layout_and_counts_are_handed_on() {
    let mut script = Script::new(10, WIDE);
    script.keys("w d ] ]");
    let wishes = script.model.wishes;
    assert_ne!(wishes, Wishes::default());
    let uses = &mut script.model.kept.command_uses;
    uses.insert("refresh".to_owned(), 2);
    script.keys("Q");
    let before = script.model.kept.clone();
    let script = script.reopened(WIDE);
    assert_eq!(script.model.kept, before);
    assert_eq!(script.model.wishes, wishes);
}
