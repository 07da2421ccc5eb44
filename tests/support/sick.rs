//! Sources in every state of health, for scripts and pictures.

use newswire::app::Event;
use newswire::app::event::RefreshProgress;
use newswire::model::{Attempt, Failure, FetchState, SourceSpec};
use newswire::store::Arrival;

use crate::script::{NOON, Script, at, spec};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

fn ago(seconds: i64) -> Option<jiff::Timestamp> {
    Some(at(NOON - seconds))
}

/// One that answered an hour ago.
fn well() -> FetchState {
    FetchState {
        last_success: ago(HOUR),
        last_attempt: ago(HOUR),
        next_due: ago(-HOUR),
        status: Some(200),
        latency_ms: Some(123),
        bytes: Some(45_678),
        usual_gap: Some(6 * HOUR),
        newest: ago(2 * HOUR),
        ..FetchState::default()
    }
    .after(Attempt::Answered)
    .after(Attempt::Unchanged)
    .after(Attempt::Offline)
    .after(Attempt::Answered)
}

fn failing(status: Option<u16>, error: &str, failures: u32) -> FetchState {
    FetchState {
        error: Some(Failure::Other(error.to_owned())),
        status,
        failures,
        last_success: ago(12 * DAY),
        ..well()
    }
    .after(Attempt::Failed)
    .after(Attempt::Failed)
}

/// One source a state, in no order.
pub fn sources() -> Vec<(SourceSpec, FetchState)> {
    let moved = FetchState {
        moved_to: Some("https://new.example.org/feed".to_owned()),
        ..well()
    };
    let quiet = FetchState {
        newest: ago(9 * DAY + HOUR),
        ..well()
    };
    let gone = FetchState {
        gone: true,
        next_due: None,
        ..failing(Some(410), "HTTP 410 gone", 1)
    };
    let offline = FetchState {
        error: Some(Failure::Other(
            "cannot reach example.org: no route".to_owned(),
        )),
        ..well()
    };
    let long =
        "no list of headlines was found on the page; state `items` for it in the configuration";
    let each = [
        ("The Harbour Post", well()),
        ("Le Courrier du port, édition du soir et du matin", moved),
        ("Quiet Letters", quiet),
        (
            "港町通信",
            failing(Some(500), "HTTP 500 internal server error", 4),
        ),
        ("Old Times", gone),
        ("أخبار الميناء", failing(None, long, 7)),
        (
            "Missing Weekly",
            failing(Some(404), "HTTP 404 not found", 6),
        ),
        ("Offline Observer", offline),
        ("Paused Monthly", well()),
        ("Brand New", FetchState::default()),
    ];
    let named = |number, name: &str| SourceSpec {
        name: Some(name.to_owned()),
        paused: name.starts_with("Paused"),
        ..spec(number)
    };
    (1..)
        .zip(each)
        .map(|(number, (name, state))| (named(number, name), state))
        .collect()
}

/// Gives a script these sources, after a refresh that is over.
pub fn with_sources(script: &mut Script) {
    let (specs, states): (Vec<SourceSpec>, Vec<FetchState>) = sources().into_iter().unzip();
    script.configure(specs);
    let stored = script.sources().into_iter().zip(states);
    for (source, state) in stored {
        let arrival = Arrival {
            source: source.id,
            feed: None,
            state,
        };
        script.store.apply(&arrival, script.now).unwrap();
    }
    let at = script.now;
    script.event(Event::Refresh(RefreshProgress::Finished { at }));
}
