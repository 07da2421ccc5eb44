//! What lasts a while, when the clock on the wall is set meanwhile; and that the screen wakes when
//! what it shows changes with time, and at no other moment.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;
#[path = "support/sick.rs"]
mod sick;

use std::time::Duration;

use newswire::app::views::ticker::state::Ticker;
use newswire::app::{Event, Model, Moment, Settings, update};
use newswire::market::notation;
use newswire::model::{Group, Query, Quote, Scope};
use newswire::ui::theme::{Scheme, ThemeName};
use newswire::ui::{self, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use script::{NOON, Script, at};

/// An event so many seconds after the first one, with the wall clock somewhere else.
fn pass(model: &mut Model, seconds: u64, wall: i64) {
    let moment = Moment {
        wall: at(wall),
        running: Duration::from_secs(seconds),
    };
    update(model, moment, Event::Deadline);
}

fn with_a_message() -> Model {
    let mut model = Script::new(3, (80, 24)).model;
    pass(&mut model, 0, NOON);
    model.say("done");
    model
}

#[test]
fn a_message_goes_after_its_time_whatever_the_clock_is_set_to() {
    for wall in [NOON, NOON - 3_600, NOON + 3_600, 0] {
        let mut model = with_a_message();
        pass(&mut model, 3, wall);
        assert!(!model.toasts.all().is_empty(), "{wall}");
        let left = newswire::app::update::next_deadline(&model)
            .unwrap()
            .duration_since(model.now);
        assert!(left.as_secs() <= 1, "{wall}: {left}");
        pass(&mut model, 4, wall);
        assert!(model.toasts.all().is_empty(), "{wall}");
    }
}

#[test]
fn ages_follow_the_clock_that_was_set() {
    let mut model = with_a_message();
    pass(&mut model, 1, NOON + 3_600);
    assert_eq!(model.now, at(NOON + 3_600));
}

/// Headlines of two sources, or what shows their health, without downloads by themselves.
fn quiet(count: i64, size: (u16, u16), is_sick: bool) -> Script {
    let settings = Settings {
        refresh_while_open: false,
        ..Settings::default()
    };
    let mut script = Script::with_settings(count, size, settings);
    if is_sick {
        sick::with_sources(&mut script);
    }
    script.model.toasts.clear();
    script
}

fn screen(model: &Model) -> String {
    let backend = TestBackend::new(model.size.0, model.size.1);
    let mut terminal = Terminal::new(backend).unwrap();
    let theme = Theme::new(ThemeName::Ansi, Scheme::Western);
    let drawn = terminal.draw(|frame| ui::view(model, &theme, frame));
    drawn.unwrap();
    terminal.backend().to_string()
}

/// From deadline to deadline nothing changes. At how many of them something does; at midnight
/// another day is today, which need not be seen.
fn follow(script: &mut Script, deadlines: usize) -> usize {
    let mut seen = 0;
    for number in 0..deadlines {
        let before = screen(&script.model);
        let Some(next) = update::next_deadline(&script.model) else {
            return seen;
        };
        assert!(next > script.now, "{number}: {next}");
        script.now = at(next.as_second() - 1);
        script.event(Event::Deadline);
        let shown = screen(&script.model);
        assert_eq!(shown, before, "{number}: sooner than {next}");
        script.now = next;
        script.event(Event::Deadline);
        let is_midnight = next == script.model.today.start;
        seen += usize::from(is_midnight || screen(&script.model) != shown);
    }
    seen
}

#[test]
fn the_screen_wakes_when_what_it_shows_changes_and_at_no_other_moment() {
    for size in [(200, 60), (120, 40), (80, 24), (40, 12)] {
        let mut list = quiet(5, size, false);
        list.model.refreshing.finished = Some(at(NOON - 7));
        assert_eq!(follow(&mut list, 120), 120, "{size:?}");
        let mut health = quiet(5, size, true);
        health.keys("H");
        // The ages of the list beneath are not seen.
        health.model.list.replace(Vec::new());
        let seen = follow(&mut health, 100);
        // A small screen cuts off some of what is said.
        assert!(seen == 100 || size.0 < 120, "{size:?}: {seen}");
    }
}

#[test]
fn the_end_of_a_refresh_ages_where_it_is_told() {
    let finished = Some(at(NOON - 7));
    for (size, told) in [((80, 24), true), ((40, 12), false)] {
        let mut script = quiet(0, size, false);
        script.model.views.clear();
        script.model.refreshing.finished = finished;
        let next = update::next_deadline(&script.model);
        assert_eq!(next, told.then(|| at(NOON + 53)), "{size:?}");
        assert_eq!(screen(&script.model).contains("refreshed now"), told);
        // Another thing stands in its place.
        script.model.reader.prefetching = Some((1, 2));
        assert_eq!(update::next_deadline(&script.model), None, "{size:?}");
    }
}

#[test]
fn prices_age_where_the_ticker_is_seen() {
    let sizes = [
        ((200, 60), true),
        ((120, 40), true),
        ((80, 24), true),
        ((80, 12), false),
    ];
    for (size, is_seen) in sizes {
        let mut script = quiet(0, size, false);
        script.model.views.clear();
        let group = Group {
            name: "Watch".to_owned(),
            symbols: vec!["AI.PA".to_owned()],
        };
        script.model.ticker = Ticker::new(vec![group], true);
        script.model.wishes.ticker = true;
        let quote = Quote {
            key: notation::key("AI.PA"),
            last: 180.0,
            decimals: 2,
            as_of: Some(at(NOON - 130)),
            fetched_at: at(NOON - 130),
            ..Quote::default()
        };
        script.event(Event::KeptQuotes(vec![quote]));
        let seen = follow(&mut script, 100);
        assert_eq!(seen, if is_seen { 100 } else { 0 }, "{size:?}");
    }
}

#[test]
fn why_a_source_shows_nothing_ages_too() {
    let mut script = quiet(5, (80, 24), true);
    let failing = script.sources().into_iter().find(|source| {
        let health = &source.health;
        health.failures > 0 && health.last_success.is_some() && !health.gone
    });
    let id = failing.unwrap().id;
    script.model.show(Query {
        scope: Scope::Source(id),
        ..Query::default()
    });
    script.event(Event::Deadline);
    script.model.list.replace(Vec::new());
    // The view is kept after a pause.
    script.now = at(NOON + 10);
    script.event(Event::Deadline);
    assert_eq!(follow(&mut script, 50), 50);
}
