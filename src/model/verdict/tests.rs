//! What is said of a source, case by case and in general.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::model::{Failure, SourceId};

const HOUR: i64 = 3_600;
pub(super) const NOW: i64 = 1_800_000_000;

pub(super) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

fn ago_s(seconds: i64) -> Option<Timestamp> {
    Some(at(NOW - seconds))
}

pub(super) fn source(health: Health) -> Source {
    Source {
        id: SourceId(1),
        url: "https://a.example/feed".to_owned(),
        name: "A".to_owned(),
        groups: Vec::new(),
        unread: 0,
        total: 0,
        health,
    }
}

/// One that answered an hour ago.
fn answered() -> Health {
    Health {
        last_attempt: ago_s(HOUR),
        last_success: ago_s(HOUR),
        status: Some(200),
        ..Health::default()
    }
}

fn said(health: Health) -> (Verdict, String) {
    let source = source(health);
    (Verdict::of(&source, at(NOW)), words(&source, at(NOW)))
}

#[test]
fn a_quiet_source_is_said_to_be_silent_and_not_dead() {
    let health = |gap, newest| Health {
        usual_gap: Some(gap),
        newest: ago_s(newest + HOUR),
        ..answered()
    };
    assert_eq!(
        said(health(6 * HOUR, 9 * DAY)),
        (
            Verdict::Quiet,
            "usually every 6 h, silent 9 days".to_owned()
        )
    );
    // Two days are nothing to worry about, whatever the gap.
    assert_eq!(said(health(60, 2 * DAY)).0, Verdict::Fine);
    assert_eq!(said(health(60, 2 * DAY + 1)).0, Verdict::Quiet);
    // Three times the usual gap is not long either.
    assert_eq!(said(health(7 * DAY, 21 * DAY)).0, Verdict::Fine);
    assert_eq!(said(health(7 * DAY, 21 * DAY + 1)).0, Verdict::Quiet);
}

#[test]
fn nobody_has_heard_the_silence_of_the_time_without_asking() {
    let month = 30 * DAY;
    let health = Health {
        last_success: ago_s(month),
        last_attempt: ago_s(month),
        newest: ago_s(month + 2 * HOUR),
        usual_gap: Some(HOUR),
        ..answered()
    };
    assert_eq!(
        said(health),
        (
            Verdict::Fine,
            "usually every 1 h, newest 30 days ago".to_owned()
        )
    );
}

#[test]
fn without_a_known_rhythm_nothing_is_called_quiet() {
    let health = Health {
        newest: ago_s(400 * DAY),
        ..answered()
    };
    assert_eq!(said(health).0, Verdict::Fine);
    assert_eq!(said(answered()).1, "how often it has news is not known yet");
}

#[test]
fn failures_say_why_how_often_and_since_when() {
    let health = Health {
        error: Some(Failure::Other("the server answered 500".to_owned())),
        failures: 3,
        status: Some(500),
        last_success: ago_s(4 * DAY),
        ..answered()
    };
    assert_eq!(
        said(health.clone()),
        (
            Verdict::Failing,
            "the server answered 500; 3 failures in a row; last success 4 days ago".to_owned()
        )
    );
    let never = Health {
        failures: 1,
        last_success: None,
        ..health
    };
    assert_eq!(said(never).1, "the server answered 500; it never worked");
}

#[test]
fn gone_is_410_or_a_long_404() {
    let missing = |failures, days| Health {
        error: Some(Failure::Other("not found".to_owned())),
        status: Some(404),
        failures,
        last_success: ago_s(days * DAY),
        ..answered()
    };
    assert_eq!(said(missing(3, 12)).0, Verdict::Gone);
    assert_eq!(
        said(missing(3, 12)).1,
        "not found (404); 3 failures in a row; last success 12 days ago"
    );
    assert_eq!(said(missing(3, 3)).0, Verdict::Failing);
    assert_eq!(said(missing(1, 12)).0, Verdict::Failing);
    let gone = Health {
        gone: true,
        status: Some(410),
        failures: 1,
        ..missing(1, 0)
    };
    assert_eq!(said(gone.clone()).0, Verdict::Gone);
    assert!(said(gone.clone()).1.contains("(410)"));
    assert_eq!(next(&source(gone), at(NOW)), "not by itself");
}

#[test]
fn no_network_is_nobodys_fault_and_a_new_address_is_offered() {
    let offline = Health {
        error: Some(Failure::Other("no route".to_owned())),
        ..answered()
    };
    assert_eq!(said(offline).0, Verdict::Offline);
    let moved = |to: &str| Health {
        moved_to: Some(to.to_owned()),
        ..answered()
    };
    assert_eq!(
        said(moved("https://b.example/")),
        (Verdict::Moved, "moved to https://b.example/".to_owned())
    );
    // The configuration has it already.
    assert_eq!(said(moved("https://a.example/feed")).0, Verdict::Fine);
}

#[test]
fn never_asked_paused_and_fine() {
    assert_eq!(said(Health::default()).0, Verdict::NeverAsked);
    let paused = Health {
        paused: true,
        ..answered()
    };
    assert_eq!(
        said(paused),
        (Verdict::Paused, "paused; last success 1 h ago".to_owned())
    );
    assert_eq!(said(answered()).0, Verdict::Fine);
}

#[test]
fn lengths_are_said_as_people_say_them() {
    let said: Vec<String> = [
        0,
        89,
        90,
        3_600,
        6 * HOUR,
        24 * HOUR,
        36 * HOUR,
        37 * HOUR,
        9 * DAY,
        800 * DAY,
    ]
    .map(span)
    .to_vec();
    assert_eq!(
        said,
        [
            "0 s", "89 s", "2 min", "1 h", "6 h", "24 h", "36 h", "2 days", "9 days", "2 years"
        ]
    );
    assert_eq!(
        [size(999), size(45_678), size(1_250_000)],
        ["999 B", "45 kB", "1.2 MB"]
    );
    assert_eq!([latency(12), latency(3_450)], ["12 ms", "3.4 s"]);
}

fn time() -> impl Strategy<Value = Option<Timestamp>> {
    proptest::option::of((-400 * DAY..400 * DAY).prop_map(|offset| at(NOW + offset)))
}

prop_compose! {
    fn any_health()(
        times in (time(), time(), time(), time()),
        error in proptest::option::of("[a-z ]{1,20}".prop_map(Failure::Other)),
        failures in 0_u32..12,
        status in proptest::option::of(prop_oneof![Just(200_u16), Just(304), Just(404), Just(410), Just(500)]),
        usual_gap in proptest::option::of(0_i64..100 * DAY),
        moved_to in proptest::option::of("https://[a-c]\\.example/feed"),
        flags in (any::<bool>(), any::<bool>()),
    ) -> Health {
        Health {
            last_success: times.0,
            last_attempt: times.1,
            next_due: times.2,
            newest: times.3,
            error, failures, status, usual_gap, moved_to,
            gone: flags.0,
            paused: flags.1,
            ..Health::default()
        }
    }
}

proptest! {
    #[test]
    fn a_dead_source_never_looks_like_a_quiet_or_a_fine_one(health in any_health()) {
        let verdict = Verdict::of(&source(health.clone()), at(NOW));
        if !health.paused {
            let fails = health.error.is_some() && health.failures > 0;
            prop_assert!(!(fails || health.gone) || verdict.is_dead());
            prop_assert!(health.error.is_none() || !matches!(verdict, Verdict::Quiet | Verdict::Fine));
        }
        prop_assert_eq!(health.paused, verdict == Verdict::Paused);
    }

    #[test]
    fn words_are_one_line_and_marks_tell_verdicts_apart(health in any_health()) {
        let source = source(health);
        let line = words(&source, at(NOW));
        prop_assert!(!line.is_empty() && !line.contains('\n'));
        prop_assert!(!next(&source, at(NOW)).is_empty());
    }

    #[test]
    fn more_silence_never_makes_a_quiet_source_fine(gap in 1_i64..60 * DAY, silent in 0_i64..300 * DAY, more in 0_i64..DAY) {
        let verdict = |silent: i64| {
            let health = Health {
                usual_gap: Some(gap),
                newest: ago_s(HOUR + silent),
                ..answered()
            };
            Verdict::of(&source(health), at(NOW))
        };
        prop_assert!(verdict(silent) != Verdict::Quiet || verdict(silent + more) == Verdict::Quiet);
        prop_assert_eq!(verdict(silent) == Verdict::Quiet, silent > (3 * gap).max(2 * DAY));
    }
}

#[test]
fn the_worst_comes_first_and_equals_keep_their_order() {
    let failing = |failures| Health {
        error: Some(Failure::Other("x".to_owned())),
        failures,
        ..answered()
    };
    let gone = Health {
        gone: true,
        ..failing(1)
    };
    let each = [
        answered(),
        failing(1),
        Health::default(),
        failing(5),
        answered(),
        gone,
    ];
    let sources: Vec<Source> = (0_i64..)
        .zip(each)
        .map(|(number, health)| Source {
            id: SourceId(number),
            ..source(health)
        })
        .collect();
    let ids: Vec<i64> = order(&sources, at(NOW))
        .iter()
        .map(|source| source.id.0)
        .collect();
    assert_eq!(ids, [5, 3, 1, 2, 0, 4]);
    assert_eq!(dead(&sources, at(NOW)), 3);
}

#[test]
fn every_verdict_has_a_word_and_a_mark_of_its_own() {
    let mut words: Vec<&str> = Verdict::ALL.map(Verdict::word).to_vec();
    let mut marks: Vec<&str> = Verdict::ALL.map(Verdict::mark).to_vec();
    assert!(words.iter().all(|word| word.len() <= Verdict::COLUMNS));
    words.sort_unstable();
    words.dedup();
    marks.sort_unstable();
    marks.dedup();
    assert_eq!((words.len(), marks.len()), (8, 8));
    assert!(Verdict::ALL.is_sorted());
}
