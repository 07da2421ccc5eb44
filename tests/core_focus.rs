//! Which pane has the keys: never one that is not shown, and from a pane beside it back to what
//! was read; and what the help finds of their keys.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use newswire::app::layout::Layout;
use newswire::app::panes::Focus;
use newswire::app::views::help;
use newswire::app::views::help::state::Help;
use newswire::app::views::ticker::state::Ticker;
use newswire::app::{Event, Settings};
use newswire::model::Group;
use script::Script;

/// A script with a ticker of one instrument.
fn script(size: (u16, u16)) -> Script {
    let mut script = Script::new(30, size);
    let group = Group {
        name: "Watch".to_owned(),
        symbols: vec!["^FCHI".to_owned()],
    };
    script.model.ticker = Ticker::new(vec![group], true);
    script.model.wishes.ticker = true;
    script
}

fn resize(script: &mut Script, width: u16, height: u16) {
    script.event(Event::Resize { width, height });
}

#[test]
fn a_pane_that_goes_gives_the_keys_back() {
    for (keys, size) in [("tab", (80, 13)), ("s", (160, 40))] {
        let mut script = script((80, 24));
        script.model.wishes.sidebar = false;
        script.keys(keys);
        assert_ne!(script.model.focus, Focus::List, "{keys}");
        resize(&mut script, size.0, size.1);
        assert_eq!(script.model.focus, Focus::List, "{keys}");
    }
}

#[test]
fn an_article_that_is_alone_is_come_back_to() {
    let mut script = script((80, 24));
    script.keys("enter tab");
    assert_eq!(script.model.focus, Focus::Ticker);
    assert!(script.model.panes().article.is_some(), "it stays in sight");
    script.keys("tab");
    assert_eq!(script.model.focus, Focus::Article);
    for keys in ["tab esc", "s esc", "b b"] {
        script.keys(keys);
        assert_eq!(script.model.focus, Focus::Article, "{keys}");
    }
    script.keys("esc tab esc");
    assert_eq!(script.model.focus, Focus::List);
}

#[test]
fn zen_is_left_with_the_article_and_needs_room() {
    let mut script = script((120, 40));
    script.keys("z");
    assert!(script.model.panes().is_zen);
    script.keys("esc");
    assert!(!script.model.wishes.zen && script.model.focus == Focus::List);
    script.keys("z z");
    assert!(!script.model.panes().is_zen && script.model.focus == Focus::List);
    script.keys("tab z z");
    assert!(!script.model.panes().is_zen && script.model.focus == Focus::Article);
    resize(&mut script, 80, 7);
    script.keys("z");
    resize(&mut script, 80, 24);
    assert!(
        !script.model.panes().is_zen,
        "it was said that there is no room"
    );
}

/// What is said when keys are pressed, if anything.
fn said(script: &mut Script, keys: &str) -> String {
    script.model.toasts.clear();
    script.keys(keys);
    let newest = script.model.toasts.newest();
    newest.map_or(String::new(), |toast| toast.text.clone())
}

#[test]
fn no_command_changes_a_layout_that_is_not_seen() {
    let mut script = script((160, 45));
    script.keys("enter z");
    let (wishes, has_ticker) = (script.model.wishes, script.model.wishes.ticker);
    for key in ["t", "d", "[", "]", "w", ">"] {
        let why = said(&mut script, key);
        assert_eq!(why, "the article is alone: leave zen first", "{key}");
        assert_eq!(script.model.wishes, wishes, "{key}");
        assert_eq!(script.model.wishes.ticker, has_ticker, "{key}");
    }
    script.keys("z d t");
    assert!(script.model.wishes.is_compact && !script.model.wishes.ticker);
}

#[test]
fn what_there_is_no_room_for_is_not_changed_in_secret() {
    let mut low = script((80, 13));
    assert_eq!(
        said(&mut low, "t"),
        "the terminal is too low for the ticker"
    );
    assert_eq!(
        said(&mut low, "d"),
        "the terminal has room for one line only"
    );
    assert!(low.model.wishes.ticker && !low.model.wishes.is_compact);
    let mut alone = script((80, 24));
    assert_eq!(said(&mut alone, "enter d"), "the list is not in sight");
    assert_eq!(said(&mut alone, "esc d"), "");
    assert!(alone.model.wishes.is_compact);
}

#[test]
fn what_stands_beside_the_list_is_not_opened_by_showing_it_alone() {
    let unread = |script: &Script| {
        script
            .model
            .list
            .selected_row()
            .is_some_and(|row| !row.read)
    };
    for (size, is_opened) in [((120, 40), false), ((80, 24), true)] {
        let mut script = script(size);
        assert!(unread(&script));
        script.keys("z z");
        assert_eq!(script.model.focus, Focus::List, "{size:?}");
        assert_eq!(unread(&script), !is_opened, "{size:?}");
        script.keys("enter");
        assert!(!unread(&script));
    }
}

#[test]
fn borders_are_moved_as_far_as_there_is_room() {
    let mut script = script((160, 45));
    let width = |script: &Script| script.model.panes().list.unwrap().width;
    let before = width(&script);
    script.keys("] ]");
    assert_eq!(width(&script), before + 4);
    script.keys(&"[ ".repeat(60));
    assert_eq!(width(&script), 24);
    script.keys("]");
    assert_eq!(width(&script), 26, "what had no effect is not made up for");
}

#[test]
fn a_layout_without_room_is_passed_over() {
    for (size, layouts) in [
        ((120, 40), [Layout::Single, Layout::Columns]),
        ((200, 60), [Layout::Rows, Layout::Single]),
        ((80, 24), [Layout::Single, Layout::Single]),
    ] {
        let mut script = script(size);
        for layout in layouts {
            script.keys("w");
            assert_eq!(script.model.wishes.layout, layout, "{size:?}");
        }
    }
}

#[test]
fn the_help_finds_a_key_of_another_page() {
    let mut script = script((80, 24));
    script.keys("?").text("quit");
    assert!(!help::rows(&script.model).is_empty());
    let fact = help::fact(&script.model);
    assert!(!fact.starts_with("0 of"), "{fact}");
}

#[test]
fn going_back_takes_messages_away_and_none_stays_for_minutes() {
    let mut script = script((80, 24));
    script.model.complain("a name of many letters ".repeat(500));
    let until = script.model.toasts.all()[0].until;
    assert!(until - script.model.running <= std::time::Duration::from_secs(24));
    script.keys("esc");
    assert!(script.model.toasts.all().is_empty());
}

#[test]
fn the_page_of_the_help_is_found_once_after_each_event() {
    let mut script = Script::new(3, (120, 40));
    script.keys("?");
    let all = help::rows(&script.model).to_vec();
    let typed = script.model.views.find_mut::<Help>().expect("the help");
    typed.input = "links".into();
    // Whoever draws asks as often as he likes.
    assert_eq!(help::rows(&script.model), all);
    script.event(Event::Deadline);
    assert!(help::rows(&script.model).len() < all.len());
    // Also of another width, with other keys, and on another page.
    script.keys("esc ?");
    let resized = Event::Resize {
        width: 30,
        height: 40,
    };
    script.event(resized);
    assert!(help::rows(&script.model).len() > all.len());
    let keys = [("W".to_owned(), "search".to_owned())].into();
    let settings = Settings {
        keys,
        ..Settings::default()
    };
    script.event(Event::Configured(Box::new(settings)));
    let has_key = |row: &help::state::HelpRow| matches!(row, help::state::HelpRow::Command { keys, .. } if keys.contains('W'));
    assert!(help::rows(&script.model).iter().any(has_key));
}
