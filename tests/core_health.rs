//! The health view without a terminal: keys in, state and effects out.

#[path = "support/plane.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod plane;
#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;
#[path = "support/sick.rs"]
mod sick;

use newswire::app::config_change::SourceChange;
use newswire::app::views::health;
use newswire::app::views::stack::View;
use newswire::app::{
    Answer, ConfigEffect, Effect, Event, NetEffect, RequestId, ScreenEffect, Settings,
};
use newswire::model::{Scope, SourceId};
use newswire::ui::Theme;
use newswire::ui::theme::{Scheme, ThemeName};
use script::Script;

const SIZES: [(u16, u16); 2] = [(120, 40), (40, 12)];

fn script(size: (u16, u16)) -> Script {
    let mut script = Script::new(10, size);
    sick::with_sources(&mut script);
    script.effects.clear();
    script
}

/// The selected source's name.
fn selected(script: &Script) -> &str {
    let Some(View::Health(view)) = script.model.views.top() else {
        panic!("the view is not open: {:?}", script.model.views);
    };
    let source = script.model.source(view.selected.unwrap());
    &source.unwrap().name
}

/// Moves to the source of a name.
fn select(script: &mut Script, name: &str) {
    script.keys("g g");
    for _ in 0..20 {
        if selected(script) == name {
            return;
        }
        script.keys("j");
    }
    panic!("{name} is not in the view");
}

fn toast(script: &Script) -> &str {
    script.model.toasts.newest().map_or("", |toast| &toast.text)
}

#[test]
fn the_worst_is_on_top_and_the_list_has_an_end() {
    for size in SIZES {
        let mut script = script(size);
        script.keys("H");
        // A page that has not been found for twelve days is as gone as one that says so.
        assert_eq!(selected(&script), "Missing Weekly");
        script.keys("j");
        assert_eq!(selected(&script), "Old Times");
        script.keys("j");
        assert_eq!(selected(&script), "أخبار الميناء");
        script.keys("G j j");
        assert_eq!(selected(&script), "The Harbour Post");
        script.keys("H");
        assert!(script.model.views.is_empty());
    }
}

#[test]
fn retry_asks_the_selected_source_alone_and_at_once() {
    let mut script = script(SIZES[0]);
    script.keys("H j j j r");
    let only = Some(SourceId(4));
    assert_eq!(
        script.effects.last(),
        Some(&Effect::Net(NetEffect::Refresh { force: true, only }))
    );
    assert_eq!(selected(&script), "港町通信");
}

#[test]
fn pause_is_one_key_and_its_undo_another() {
    let mut script = script(SIZES[1]);
    script.keys("H");
    select(&mut script, "Quiet Letters");
    script.keys("p");
    assert_eq!(toast(&script), "changed");
    assert!(script.sources()[2].health.paused);
    // It sinks in the order, and the cursor goes with it.
    assert_eq!(selected(&script), "Quiet Letters");
    script.keys("p");
    assert!(!script.sources()[2].health.paused);
    script.keys("u u");
    assert!(!script.sources()[2].health.paused, "both are undone");
    script.keys("u");
    assert_eq!(toast(&script), "nothing to undo");
}

#[test]
fn only_a_source_that_has_moved_has_an_address_to_accept() {
    let mut script = script(SIZES[0]);
    script.keys("H a");
    assert_eq!(toast(&script), "this source has no new address to accept");
    assert!(script.effects.is_empty());
    select(
        &mut script,
        "Le Courrier du port, édition du soir et du matin",
    );
    script.keys("a");
    let change = SourceChange::Move {
        from: "https://example.org/feed2".to_owned(),
        to: "https://new.example.org/feed".to_owned(),
    };
    let moves = |effect: &Effect| matches!(effect, Effect::Config(ConfigEffect::ChangeSource { change: made, .. }) if *made == change);
    assert_eq!(script.count(moves), 1);
    assert_eq!(script.sources()[1].url, "https://new.example.org/feed");
    // It is no longer among those that have moved.
    script.keys("a");
    assert_eq!(toast(&script), "this source has no new address to accept");
    script.keys("u");
    assert_eq!(script.sources()[1].url, "https://example.org/feed2");
}

#[test]
fn a_removed_source_comes_back_to_its_place() {
    let mut script = script(SIZES[1]);
    let before = script.sources();
    script.keys("H j x");
    assert_eq!(script.sources().len(), 9);
    // The next one takes its place under the cursor.
    assert_eq!(selected(&script), "أخبار الميناء");
    script.keys("x u u");
    assert_eq!(script.sources(), before);
    assert_eq!(toast(&script), "undone: the source is back");
}

#[test]
fn removing_the_last_source_closes_the_view() {
    let mut script = script(SIZES[0]);
    script.keys("H");
    for _ in 0..10 {
        script.keys("x");
    }
    assert!(script.sources().is_empty());
    assert!(script.model.views.is_empty());
    script.keys("H");
    assert_eq!(toast(&script), "there are no sources yet: + adds one");
    script.keys("u H");
    assert_eq!(selected(&script), "The Harbour Post");
}

#[test]
fn a_change_that_fails_says_why_and_cannot_be_undone() {
    let mut script = script(SIZES[0]);
    script.keys("H");
    let reason = "c.toml has mistakes".to_owned();
    let answer = Answer::SourceChanged(Err(reason));
    script.event(Event::Answer(RequestId::default(), answer));
    assert_eq!(toast(&script), "c.toml has mistakes");
    script.keys("u");
    assert_eq!(toast(&script), "nothing to undo");
}

#[test]
fn enter_shows_the_headlines_and_edit_opens_the_editor_at_the_source() {
    let mut script = script(SIZES[1]);
    script.keys("H");
    select(&mut script, "Brand New");
    script.keys("e");
    let url = "https://example.org/feed10".to_owned();
    assert_eq!(
        script.effects.last(),
        Some(&Effect::Screen(ScreenEffect::EditConfig { url }))
    );
    script.keys("enter");
    assert!(script.model.views.is_empty());
    assert_eq!(script.model.list.query.scope, Scope::Source(SourceId(10)));
}

#[test]
fn the_commands_work_on_the_source_of_a_headline_too() {
    let mut script = script(SIZES[0]);
    script.keys(":").text("pause-source").keys("enter");
    // The first headline is of the second source.
    assert!(script.sources()[1].health.paused);
}

#[test]
fn a_click_selects_and_never_closes() {
    let mut script = script(SIZES[0]);
    script.keys("H").click(5, 4);
    assert_eq!(selected(&script), "أخبار الميناء");
    script.click(5, 30);
    assert_eq!(selected(&script), "أخبار الميناء");
}

#[test]
fn the_demo_can_be_looked_at_and_not_changed() {
    let settings = Settings {
        demo: true,
        ..Settings::default()
    };
    let mut script = Script::with_settings(10, SIZES[0], settings);
    sick::with_sources(&mut script);
    script.effects.clear();
    for key in ["p", "x", "e", "a"] {
        script.keys("H").keys(key);
        assert!(toast(&script).contains("demo"), "{key}: {}", toast(&script));
        script.keys("H");
    }
    assert!(script.effects.is_empty(), "{:?}", script.effects);
}

#[test]
fn the_open_view_wakes_when_its_words_change_and_a_closed_one_never() {
    let mut script = script(SIZES[1]);
    script.model.toasts.clear();
    let idle = newswire::app::update::next_deadline(&script.model);
    script.keys("H");
    let open = newswire::app::update::next_deadline(&script.model).unwrap();
    // "in 1 h" becomes "in 59 min".
    assert_eq!(open.as_second(), script::NOON + 31);
    script.keys("H");
    assert_eq!(newswire::app::update::next_deadline(&script.model), idle);
}

#[test]
fn new_settings_change_the_keys_at_once() {
    let mut script = script(SIZES[0]);
    let keys = [("W".to_owned(), "health".to_owned())].into();
    let settings = Settings {
        keys,
        ..Settings::default()
    };
    script.event(Event::Configured(Box::new(settings)));
    script.keys("W");
    assert_eq!(selected(&script), "Missing Weekly");
}

/// What is said of the selected source beneath the list.
fn details(script: &Script) -> String {
    let theme = Theme::new(ThemeName::Mono, Scheme::Western);
    let buffer = plane::render(&script.model, &theme);
    let area = health::parts(&script.model).details;
    let row = |y| (0..area.width).map(move |x| (x, y));
    let cells = (area.y..area.y + area.height).flat_map(row);
    cells.map(|cell| buffer[cell].symbol()).collect()
}

#[test]
fn the_rhythm_of_a_source_is_told_once() {
    let mut script = script((120, 40));
    script.keys("H");
    for (name, words) in [
        ("The Harbour Post", "usually every 6 h, newest 2 h ago"),
        ("Quiet Letters", "usually every 6 h, silent 9 days"),
        ("Paused Monthly", "usually every 6 h, newest 2 h ago"),
        ("Missing Weekly", "usually every 6 h, newest 2 h ago"),
    ] {
        select(&mut script, name);
        let details = details(&script);
        assert_eq!(details.matches(words).count(), 1, "{name}: {details}");
    }
}
