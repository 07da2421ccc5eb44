//! What lasts a while, when the clock on the wall is set meanwhile.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use std::time::Duration;

use newswire::app::{Event, Model, Moment, update};
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
