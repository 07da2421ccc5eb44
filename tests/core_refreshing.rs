//! What becomes due while the program is open is downloaded, by deadlines and without a tick.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use newswire::app::config_change::{FileUndo, Follow, SourceOutcome};
use newswire::app::event::RefreshProgress;
use newswire::app::refresh::next_round;
use newswire::app::{Answer, Effect, Event, NetEffect, RequestId, Settings};
use newswire::model::FileChange;
use script::{NOON, Script, at};

const WIDE: (u16, u16) = (120, 40);
const HOUR: i64 = 3_600;

/// A script whose two sources are due in an hour and in two; the first refresh is over.
fn waiting(settings: Settings) -> Script {
    let mut script = Script::with_settings(30, WIDE, settings);
    for (place, hours) in [(0, 1), (1, 2)] {
        script.set_state(place, |state| {
            state.next_due = Some(at(NOON + hours * HOUR));
            state.last_attempt = Some(at(NOON));
        });
    }
    finish(&mut script);
    script
}

/// The source in this place is due then.
fn due(script: &mut Script, place: usize, second: i64) {
    script.set_state(place, |state| state.next_due = Some(at(second)));
}

fn finish(script: &mut Script) {
    let at = script.now;
    script.event(Event::Refresh(RefreshProgress::Finished { at }));
}

fn rounds(script: &Script) -> usize {
    script.count(|effect| matches!(effect, Effect::Net(NetEffect::Refresh { .. })))
}

fn later(script: &mut Script, seconds: i64) {
    script.now = at(NOON + seconds);
    script.event(Event::Deadline);
}

#[test]
fn the_next_due_time_is_a_deadline_and_what_is_due_is_downloaded() {
    let mut script = waiting(Settings::default());
    assert_eq!(rounds(&script), 1);
    assert_eq!(next_round(&script.model), Some(at(NOON + HOUR)));
    later(&mut script, HOUR - 1);
    assert_eq!(rounds(&script), 1);
    later(&mut script, HOUR);
    assert_eq!(rounds(&script), 2);
    let polled = Effect::Net(NetEffect::Refresh {
        force: false,
        only: None,
    });
    assert_eq!(
        script
            .effects
            .iter()
            .rfind(|effect| matches!(effect, Effect::Net(NetEffect::Refresh { .. }))),
        Some(&polled)
    );
    // Until it is over there is nothing to wait for, and then the next source.
    assert_eq!(next_round(&script.model), None);
    due(&mut script, 0, NOON + 3 * HOUR);
    finish(&mut script);
    assert_eq!(next_round(&script.model), Some(at(NOON + 2 * HOUR)));
    assert!(
        script.model.toasts.all().is_empty(),
        "nobody asked for it, nothing is said"
    );
}

#[test]
fn sources_that_are_paused_or_gone_or_failing_are_asked_when_they_want() {
    let mut script = waiting(Settings::default());
    script.specs[0].paused = true;
    script.configure(script.specs.clone());
    finish(&mut script);
    assert_eq!(next_round(&script.model), Some(at(NOON + 2 * HOUR)));
    script.set_state(1, |state| state.gone = true);
    finish(&mut script);
    assert_eq!(next_round(&script.model), None);
}

#[test]
fn a_setting_turns_it_off() {
    let settings = Settings {
        refresh_while_open: false,
        ..Settings::default()
    };
    let mut script = waiting(settings);
    assert_eq!(next_round(&script.model), None);
    later(&mut script, 5 * HOUR);
    assert_eq!(rounds(&script), 1);
    script.keys("r");
    assert_eq!(rounds(&script), 2);
}

#[test]
fn without_a_download_at_the_start_only_what_becomes_due_begins_one() {
    let settings = Settings {
        refresh_on_start: false,
        ..Settings::default()
    };
    let mut script = Script::with_settings(30, WIDE, settings);
    due(&mut script, 0, NOON - HOUR);
    due(&mut script, 1, NOON + HOUR);
    let configured = Settings {
        refresh_on_start: false,
        ..Settings::default()
    };
    script.event(Event::Configured(Box::new(configured)));
    assert_eq!(rounds(&script), 0);
    assert_eq!(next_round(&script.model), Some(at(NOON + HOUR)));
    later(&mut script, HOUR);
    assert_eq!(rounds(&script), 1);
}

#[test]
fn a_machine_that_slept_asks_soon_after_it_woke_up() {
    let mut script = waiting(Settings::default());
    later(&mut script, 9 * HOUR);
    assert_eq!(rounds(&script), 1, "the network is not there yet");
    assert_eq!(next_round(&script.model), Some(at(NOON + 9 * HOUR + 10)));
    later(&mut script, 9 * HOUR + 10);
    assert_eq!(rounds(&script), 2);
}

#[test]
fn rounds_are_a_minute_apart_and_longer_when_there_was_nothing_to_do() {
    let mut script = waiting(Settings::default());
    due(&mut script, 1, NOON + HOUR + 5);
    finish(&mut script);
    later(&mut script, HOUR);
    script.event(Event::Refresh(RefreshProgress::Started(1)));
    due(&mut script, 0, NOON + 2 * HOUR);
    finish(&mut script);
    assert_eq!(next_round(&script.model), Some(at(NOON + HOUR + 60)));
    later(&mut script, HOUR + 60);
    assert_eq!(rounds(&script), 3);
    // The store says that nothing is due, and goes on to say so.
    script.event(Event::Refresh(RefreshProgress::Started(0)));
    finish(&mut script);
    assert_eq!(next_round(&script.model), Some(at(NOON + HOUR + 660)));
}

#[test]
fn a_clock_that_was_set_back_makes_no_rest_of_days() {
    let mut script = waiting(Settings::default());
    script.now = at(NOON - 24 * HOUR);
    due(&mut script, 0, NOON - 24 * HOUR + 90);
    script.event(Event::Configured(Box::default()));
    assert_eq!(next_round(&script.model), Some(at(NOON - 24 * HOUR + 90)));
}

#[test]
fn of_a_round_that_nobody_asked_for_only_a_new_failure_is_said() {
    let failure = |name: &str| {
        Event::Refresh(RefreshProgress::Source {
            new_headlines: 0,
            failure: Some((name.to_owned(), "HTTP 500".to_owned())),
        })
    };
    let mut script = waiting(Settings::default());
    script.set_state(0, |state| state.failures = 2);
    finish(&mut script);
    later(&mut script, HOUR);
    script.event(Event::Refresh(RefreshProgress::Started(2)));
    script.event(failure("Source 1"));
    finish(&mut script);
    assert!(script.model.toasts.all().is_empty());
    later(&mut script, 2 * HOUR);
    later(&mut script, 2 * HOUR + 10);
    script.event(Event::Refresh(RefreshProgress::Started(2)));
    script.event(failure("Source 1")).event(failure("Source 2"));
    finish(&mut script);
    assert!(
        script
            .model
            .toasts
            .newest()
            .unwrap()
            .text
            .contains("Source 2: HTTP 500")
    );
}

#[test]
fn a_list_that_cannot_be_read_once_does_not_end_the_polling() {
    let mut script = waiting(Settings::default());
    script.unreadable = Some("the database is locked".to_owned());
    later(&mut script, HOUR);
    finish(&mut script);
    let toast = script.model.toasts.newest().expect("the reason is told");
    assert_eq!(toast.text, "the database is locked");
    assert_eq!(rounds(&script), 2);
    script.unreadable = None;
    script.now = next_round(&script.model).expect("it goes on polling");
    script.event(Event::Deadline);
    assert_eq!(rounds(&script), 3);
}

#[test]
fn the_answer_to_the_user_stays_beside_the_report_of_the_refresh() {
    let news = |script: &mut Script, failure: Option<(&str, &str)>| {
        script.event(Event::Refresh(RefreshProgress::Started(1)));
        let failure = failure.map(|(name, reason)| (name.to_owned(), reason.to_owned()));
        script.event(Event::Refresh(RefreshProgress::Source {
            new_headlines: 2,
            failure,
        }));
        finish(script);
    };
    let mut script = waiting(Settings::default());
    let added = |message: &str, is_failure| {
        Event::Answer(
            RequestId::default(),
            Answer::SourcesAdded(Ok(SourceOutcome {
                undo: Some(FileUndo {
                    change: FileChange {
                        old: None,
                        new: "https://a.example/".to_owned(),
                    },
                    follow: Follow::Sources,
                    message: String::new(),
                }),
                message: message.to_owned(),
                is_failure,
            })),
        )
    };
    script.event(added("2 added; nope.xml: HTTP 404", true));
    news(&mut script, None);
    let texts = |script: &Script| -> Vec<String> {
        let toasts = script.model.toasts.all().iter();
        toasts.map(|toast| toast.text.clone()).collect()
    };
    let both = ["2 added; nope.xml: HTTP 404", "2 new headlines"];
    assert_eq!(texts(&script), both);
    assert!(script.model.toasts.all()[0].is_error());
    // What is said again does not stand twice.
    script.event(added("2 added; nope.xml: HTTP 404", true));
    news(&mut script, None);
    assert_eq!(texts(&script), both);
    let refresh = Effect::Net(NetEffect::Refresh {
        force: false,
        only: None,
    });
    assert!(script.effects.contains(&refresh));
    script.event(added("added The Post: feed, 0 headlines", false));
    news(&mut script, Some(("Paper", "HTTP 500")));
    assert_eq!(
        texts(&script)[2..],
        [
            "added The Post: feed, 0 headlines",
            "2 new headlines; Paper: HTTP 500"
        ]
    );
    // Whoever goes on has read what only tells; a failure keeps its time.
    script.keys("j");
    let left = texts(&script);
    assert!(!left.contains(&"2 new headlines".to_owned()), "{left:?}");
    assert!(left.contains(&"2 new headlines; Paper: HTTP 500".to_owned()));
}
