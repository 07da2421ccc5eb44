//! What arrives while somebody reads: without a terminal, a clock or a network. The list, the
//! cursor and the article hold still, and what is new is counted.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use newswire::app::event::{MouseAction, PrefetchProgress, RefreshProgress};
use newswire::app::panes::Focus;
use newswire::app::update::next_deadline;
use newswire::app::{Answer, Effect, Event, Settings, StoreEffect};
use newswire::model::{Article, Block, Entry, HeadlineId};
use script::{NOON, Script, at};

const WIDE: (u16, u16) = (120, 40);
const NARROW: (u16, u16) = (80, 24);

/// The id on top of the list, the selected one, the one in the article pane.
fn places(script: &Script) -> (i64, i64, Option<i64>) {
    let list = &script.model.list;
    let top = list.visible(1).first().copied();
    let open = script.model.reader.headline_id();
    let number = |id: Option<HeadlineId>| id.map(|id| id.0);
    let (top, selected) = (number(top), number(list.selected()));
    (top.unwrap_or(0), selected.unwrap_or(0), number(open))
}

fn finish(script: &mut Script) {
    let at = script.now;
    script.event(Event::Refresh(RefreshProgress::Finished { at }));
}

#[test]
fn an_untouched_cursor_stays_on_the_newest_in_every_view_while_headlines_come_in() {
    for view in ["", "F", "s j j j enter", "U", "/ H e a d l i n e enter"] {
        let mut script = Script::new(20, WIDE);
        for id in 1..=20 {
            script.keep(id);
        }
        if !view.is_empty() {
            script.keys(view);
        }
        // Source 2 has the odd numbers; favourites come from another program.
        for kept in [22, 24, 26] {
            script.arrive(2);
            script.keep(kept);
            script.tell_new(0).tell_new(1);
            finish(&mut script);
            let newest = script.model.list.ids()[0];
            assert_eq!(script.model.list.selected(), Some(newest), "{view}");
            assert_eq!(script.model.list.waiting(), 0, "{view}");
            assert_eq!(script.model.reader.headline_id(), Some(newest), "{view}");
            assert!(newest.0 > 20, "{view}");
        }
    }
}

#[test]
fn the_first_refresh_of_an_empty_store_ends_on_the_newest() {
    let mut script = Script::closed(WIDE, Settings::default());
    script.configure(vec![script::spec(1), script::spec(2)]);
    script.open();
    script.event(Event::Refresh(RefreshProgress::Finished { at: at(NOON) }));
    script.keys("j");
    for (count, newest) in [(3, 3), (1, 4), (5, 9)] {
        script.arrive(count);
        finish(&mut script);
        assert_eq!(places(&script), (newest, newest, Some(newest)));
    }
}

#[test]
fn an_empty_list_is_filled_after_a_moment_and_then_stands_still_until_the_round_is_over() {
    let mut script = Script::closed(WIDE, Settings::default());
    script.configure(vec![script::spec(1), script::spec(2)]);
    script.open();
    script.event(Event::Refresh(RefreshProgress::Started(3)));
    script.arrive(2);
    assert_eq!(script.model.list.ids().len(), 0);
    let moment = next_deadline(&script.model).expect("the moment");
    script.arrive(1);
    script.now = moment;
    script.event(Event::Deadline);
    assert_eq!(places(&script), (3, 3, Some(3)));
    script.arrive(4);
    assert_eq!(places(&script), (3, 3, Some(3)));
    finish(&mut script);
    assert_eq!(places(&script), (7, 7, Some(7)));
}

#[test]
fn reading_anything_else_first_is_no_touch_of_the_list() {
    let mut script = Script::new(20, WIDE);
    script.keys("? j j q H j q s j q");
    script.arrive(1);
    finish(&mut script);
    assert_eq!(places(&script), (21, 21, Some(21)));
}

#[test]
fn once_the_user_does_something_new_headlines_wait_and_nothing_moves() {
    for touch in [
        "j", "j k", "g g", "G", "enter", "m u", "f", "tab", "n", "U j", "j j A",
    ] {
        for size in [WIDE, NARROW] {
            let mut script = Script::new(60, size);
            script.keys(touch);
            let before = (places(&script), script.model.list.offset());
            script.arrive(3).arrive(1);
            finish(&mut script);
            assert_eq!(
                (places(&script), script.model.list.offset()),
                before,
                "{touch}"
            );
            assert_eq!(script.model.list.waiting(), 4, "{touch}");
        }
    }
}

#[test]
fn what_waits_is_shown_by_its_key_by_going_to_the_top_and_by_going_up_from_there() {
    for (keys, selected) in [
        ("N", 63),
        ("g g", 63),
        ("home", 63),
        ("k", 61),
        ("pageup", 63),
    ] {
        let mut script = Script::new(60, NARROW);
        script.keys("j k").arrive(3).keys(keys);
        assert_eq!(script.model.list.waiting(), 0, "{keys}");
        assert_eq!(script.model.list.ids().len(), 63, "{keys}");
        assert_eq!(places(&script).1, selected, "{keys}");
    }
    let mut script = Script::new(60, NARROW);
    script.keys("j j j").arrive(3).keys("k");
    assert_eq!(
        script.model.list.waiting(),
        3,
        "going up below the top shows nothing yet"
    );
    script.keys("N");
    assert_eq!(places(&script), (63, 63, None));
    script.keys("N");
    let toast = script.model.toasts.newest().unwrap();
    assert_eq!(toast.text, "no new headlines are waiting");
}

#[test]
fn the_key_finds_what_is_new_further_down_too() {
    let mut script = Script::new(60, NARROW);
    script.keys("j");
    let older = Entry {
        published: Some(at(NOON - 40 * 600 - 1)),
        ..script::entry(61)
    };
    let new = script.download(vec![(1, older)]);
    script
        .tell_new(new)
        .event(Event::Refresh(RefreshProgress::Finished { at: at(NOON) }));
    assert_eq!(script.model.list.waiting(), 1);
    script.keys("N");
    assert_eq!(places(&script).1, 61);
    assert_eq!(script.model.list.cursor(), 40);
}

#[test]
fn the_key_shows_what_waits_from_an_article_too() {
    let mut script = Script::new(60, NARROW);
    script.keys("j enter").arrive(2);
    assert_eq!(script.model.focus, Focus::Article);
    script.keys("N");
    assert_eq!(script.model.focus, Focus::List);
    assert_eq!(places(&script).1, 62);
}

#[test]
fn marking_everything_read_spares_what_nobody_could_see() {
    let mut script = Script::new(30, WIDE);
    script.keys("j").arrive(2);
    // Another process has stored one more, of which this one knows nothing yet.
    let unknown = Entry {
        published: Some(at(NOON + 32)),
        ..script::entry(33)
    };
    script.download(vec![(1, unknown)]);
    script.keys("A");
    let mut unread = script.rows();
    unread.retain(|row| !row.read);
    let unread: Vec<i64> = unread.iter().map(|row| row.id.0).collect();
    assert_eq!(unread, [33, 32, 31]);
    script.keys("N A");
    assert!(script.rows().iter().all(|row| row.read));
    script.keys("u u");
    assert!(script.rows().iter().all(|row| !row.read));
}

#[test]
fn at_the_end_of_the_unread_the_user_hears_of_those_that_wait() {
    let mut script = Script::new(2, NARROW);
    script.keys("n n n n").arrive(2).keys("n");
    let toast = script.model.toasts.newest().unwrap();
    assert_eq!(toast.text, "nothing unread further down; N shows 2 new");
}

#[test]
fn what_the_user_read_or_stopped_keeping_stays_until_the_view_is_opened_anew() {
    let mut script = Script::new(30, WIDE);
    script.keys("j f j f j f F");
    assert_eq!(script.titles().len(), 3);
    script.keys("j f");
    script.arrive(2);
    assert_eq!(script.titles().len(), 3, "a download takes nothing away");
    assert_eq!(script.model.list.waiting(), 0);
    script.keys("F");
    assert_eq!(script.titles().len(), 2);
}

#[test]
fn a_removed_source_is_gone_at_once_and_back_at_once() {
    let mut script = Script::new(30, WIDE);
    script.keys("j").arrive(1);
    let of_both = script.titles();
    script.keys("H x q");
    assert_eq!(script.sources().len(), 1);
    assert_eq!(script.titles().len(), 16, "its headlines go with it");
    let next = places(&script).1;
    assert_eq!(next, 3, "the cursor stays in its place");
    script.keys("u");
    assert_eq!(
        script.model.list.waiting(),
        0,
        "what the user changed does not wait"
    );
    assert!(script.titles().ends_with(&of_both));
    assert_eq!(places(&script).1, next);
}

#[test]
fn the_preview_follows_when_its_article_was_fetched_ahead() {
    let mut script = Script::new(30, WIDE);
    let id = HeadlineId(1);
    let open = script.model.reader.open().unwrap();
    assert!(open.clean.is_none() && !open.headline.as_ref().unwrap().has_article);
    script.save_article(1, &article(40));
    script.event(Event::Prefetch(PrefetchProgress::Page(Some(id))));
    assert!(script.model.reader.open().unwrap().shows_clean());
    assert!(!script.row(1).read, "nobody opened it");
    // Told twice, it is not read twice.
    let reads = |script: &Script| {
        script.count(|effect| matches!(effect, Effect::Store(StoreEffect::LoadStored { .. })))
    };
    let before = reads(&script);
    script.event(Event::Prefetch(PrefetchProgress::Page(Some(id))));
    script.arrive(0);
    assert_eq!(reads(&script), before);
}

#[test]
fn the_preview_follows_when_another_process_stored_its_article() {
    let mut script = Script::new(30, WIDE);
    script.save_article(1, &article(40));
    finish(&mut script);
    assert!(script.model.reader.open().unwrap().shows_clean());
}

#[test]
fn an_article_that_comes_while_its_headline_is_read_from_the_store_is_not_missed() {
    let mut script = Script::new(30, WIDE);
    script.hold = true;
    script.keys("j");
    script.save_article(2, &article(40));
    script.event(Event::Prefetch(PrefetchProgress::Page(Some(HeadlineId(2)))));
    script.hold = false;
    script.answer_all();
    assert!(script.model.reader.open().unwrap().shows_clean());
}

#[test]
fn a_reader_of_the_feeds_text_keeps_his_place_when_the_article_comes() {
    let mut script = Script::new(30, WIDE);
    script.keys("tab");
    // The page cannot be had; what the feed has is read.
    let model = &mut script.model;
    let open = model.reader.open_mut().unwrap();
    let request = open.request.ask(&mut model.requests);
    script.hold = true;
    let mut feed = article(60);
    feed.blocks.remove(0);
    let open = script.model.reader.open_mut().unwrap();
    (open.clean, open.loading) = (None, false);
    open.headline.as_mut().unwrap().has_article = false;
    open.feed_text = Some(std::sync::Arc::new(feed));
    script.event(Event::Answer(
        request,
        Answer::Clean(Err("no answer".to_owned())),
    ));
    script.keys("ctrl-d");
    let top = |script: &Script| {
        let open = script.model.reader.open().unwrap();
        let layout = open.layout().unwrap();
        layout.lines[open.scroll..]
            .iter()
            .map(newswire::text::Line::text)
            .find(|line| !line.trim().is_empty())
    };
    let before = top(&script);
    assert!(script.model.reader.open().unwrap().scroll > 0);
    script.hold = false;
    script.save_article(1, &article(60));
    script.event(Event::Prefetch(PrefetchProgress::Page(Some(HeadlineId(1)))));
    assert!(script.model.reader.open().unwrap().shows_clean());
    assert_eq!(top(&script), before);
}

fn article(paragraphs: usize) -> Article {
    Article {
        title: "Stored".to_owned(),
        blocks: (0..paragraphs)
            .map(|number| Block::paragraph(format!("Stored sentence number {number}.")))
            .collect(),
        ..Article::default()
    }
}

#[test]
fn the_wheel_over_the_list_leaves_selection_and_article_together() {
    for keys in ["j", "j enter"] {
        let mut script = Script::new(100, WIDE);
        script.keys(keys);
        let focus = script.model.focus;
        for _ in 0..10 {
            script.wheel(MouseAction::WheelDown, 5, 5);
        }
        let (top, selected, open) = places(&script);
        assert_eq!((top, selected, open), (11, 2, Some(2)), "{keys}");
        assert_eq!(script.model.focus, focus);
        // A resize and an answer leave the view where the user has scrolled it.
        script.event(Event::Resize {
            width: 130,
            height: 40,
        });
        script.arrive(1);
        assert_eq!(places(&script), (11, 2, Some(2)), "{keys}");
        for _ in 0..10 {
            script.wheel(MouseAction::WheelUp, 5, 5);
        }
        assert_eq!(places(&script).1, 2, "{keys}");
    }
}

#[test]
fn a_key_moves_on_from_what_the_wheel_has_brought_into_view() {
    let mut script = Script::new(100, WIDE);
    for _ in 0..10 {
        script.wheel(MouseAction::WheelDown, 5, 5);
    }
    script.keys("j");
    assert_eq!(places(&script), (11, 14, Some(14)));
    // Where the list has the screen for itself, the cursor comes along at once.
    let mut script = Script::new(100, NARROW);
    for _ in 0..10 {
        script.wheel(MouseAction::WheelDown, 5, 5);
    }
    assert_eq!(places(&script), (11, 13, None));
}

#[test]
fn the_wheel_turned_beyond_the_top_shows_what_waits() {
    let mut script = Script::new(100, WIDE);
    script.wheel(MouseAction::WheelDown, 5, 5).arrive(3);
    script.wheel(MouseAction::WheelUp, 5, 5);
    assert_eq!((script.model.list.waiting(), places(&script).0), (3, 1));
    script.wheel(MouseAction::WheelUp, 5, 5);
    assert_eq!((script.model.list.waiting(), places(&script).0), (0, 101));
}

#[test]
fn coming_back_from_an_article_finds_the_list_where_it_was() {
    let mut script = Script::new(100, NARROW);
    script.keys("j j j j j enter esc");
    assert_eq!(script.model.list.offset(), 0);
    assert_eq!(places(&script).1, 6);
}
