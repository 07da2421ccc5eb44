//! The rules of pacing, one by one and as properties.

use proptest::prelude::*;

use super::*;

const EVERY: i64 = HOUR;

fn other(words: &str) -> Failure {
    Failure::Other(words.to_owned())
}

/// Thursday, 2026-01-01 10:00 UTC.
fn start() -> Timestamp {
    Timestamp::from_second(1_767_261_600).expect("in range")
}

fn later(hours: i64, minutes: i64) -> Timestamp {
    after(start(), hours * HOUR + minutes * MINUTE)
}

fn ok(max_age: Option<u64>) -> Fetched {
    Fetched {
        status: 200,
        max_age: max_age.map(Duration::from_secs),
        ..Fetched::default()
    }
}

fn success(answer: &Fetched, pacing: Pacing) -> FetchState {
    after_success(&FetchState::default(), answer, pacing, EVERY, start())
}

fn failed(status: u16, retry_after: Option<u64>) -> Cause {
    Cause::Status {
        status,
        retry_after: retry_after.map(Duration::from_secs),
    }
}

/// Asks at each of the given hours if due, always getting the same failure.
fn asked(hours: impl Iterator<Item = i64>, cause: Cause) -> usize {
    let mut state = FetchState::default();
    let mut count = 0;
    for hour in hours {
        let now = later(hour, 0);
        if is_due(&state, now, false) {
            count += 1;
            state = after_failure(&state, cause, other("failed"), EVERY, now);
        }
    }
    count
}

#[test]
fn a_new_source_is_due_and_an_asked_one_waits_its_hour() {
    assert!(is_due(&FetchState::default(), start(), false));
    let state = success(&ok(None), Pacing::default());
    assert!(!is_due(&state, after(start(), 20), false));
    assert!(is_due(&state, later(1, 0), false));
    assert!(is_due(&state, after(start(), 20), true), "forced");
}

#[test]
fn a_timer_that_drifts_by_seconds_is_on_time() {
    let state = success(&ok(None), Pacing::default());
    assert!(is_due(&state, after(start(), HOUR - 3), false));
    let fresh = success(&ok(Some(3600)), Pacing::default());
    assert!(
        !is_due(&fresh, after(start(), HOUR - 3), false),
        "the server's wish is strict"
    );
}

#[test]
fn the_longest_wish_counts_up_to_a_week() {
    let state = success(&ok(Some(7200)), Pacing::default());
    assert!(!is_due(&state, later(1, 59), false));
    assert!(is_due(&state, later(2, 0), false));
    let feed = Pacing {
        gap_seconds: Some(3 * HOUR),
        ..Pacing::default()
    };
    let state = success(&ok(Some(7200)), feed);
    assert!(!is_due(&state, later(2, 30), false));
    assert!(is_due(&state, later(3, 0), false));
    let state = success(&ok(Some(315_360_000)), Pacing::default());
    assert!(!is_due(&state, later(6 * 24, 0), false));
    assert!(is_due(&state, later(7 * 24, 0), false));
}

#[test]
fn the_feeds_wishes_outlive_not_modified() {
    let feed = Pacing {
        gap_seconds: Some(DAY),
        ..Pacing::default()
    };
    let first = success(&ok(None), feed);
    let second = after_not_modified(&first, &ok(None), EVERY, later(24, 0));
    assert!(!is_due(&second, later(36, 0), false));
    assert!(is_due(&second, later(48, 0), false));
}

#[test]
fn skipped_hours_and_days_are_left_out() {
    let hours = Pacing {
        skip_hours: vec![14, 15, 16, 17],
        ..Pacing::default()
    };
    let state = success(&ok(None), hours.clone());
    assert!(!is_due(&state, later(5, 0), false), "15:00");
    assert!(is_due(&state, later(9, 0), false), "19:00");
    let late = after_success(&state, &ok(None), hours, EVERY, later(3, 30));
    assert_eq!(late.next_due, Some(later(8, 0)), "from 13:30 to 18:00");
    let weekend = Pacing {
        skip_days: vec![6, 7],
        ..Pacing::default()
    };
    let state = success(&ok(None), weekend);
    assert!(!is_due(&state, later(48, 0), false), "Saturday");
    assert!(is_due(&state, later(96, 0), false), "Monday");
}

#[test]
fn a_feed_that_leaves_no_hour_is_asked_all_the_same() {
    let never = Pacing {
        gap_seconds: None,
        skip_hours: (0..24).collect(),
        skip_days: (1..=7).collect(),
    };
    assert!(is_due(&success(&ok(None), never), later(1, 0), false));
}

#[test]
fn retry_after_is_honoured() {
    for status in [429, 503] {
        let cause = failed(status, Some(10_800));
        let state = after_failure(&FetchState::default(), cause, other("busy"), EVERY, start());
        assert!(!is_due(&state, later(2, 59), false));
        assert!(is_due(&state, later(3, 0), false));
    }
}

#[test]
fn failures_back_off_but_are_not_forgotten() {
    let hourly = asked(0..48, failed(500, None));
    assert!((2..=12).contains(&hourly), "{hourly}");
    let daily = asked((0..14).map(|day| day * 24), failed(404, None));
    assert!((2..=9).contains(&daily), "{daily}");
    assert_eq!(asked((0..5).map(|day| day * 24), failed(410, None)), 1);
    let unreachable = asked((0..14).map(|day| day * 24), Cause::Unreachable);
    assert_eq!(unreachable, 14, "no server has to be spared once a day");
}

#[test]
fn a_success_restores_the_pace() {
    let mut state = FetchState::default();
    for day in 0..5 {
        state = after_failure(
            &state,
            failed(500, None),
            other("x"),
            EVERY,
            later(day * 24, 0),
        );
    }
    let state = after_success(&state, &ok(None), Pacing::default(), EVERY, later(200, 0));
    assert_eq!((state.failures, state.error.as_ref()), (0, None));
    assert!(is_due(&state, later(201, 0), false));
}

#[test]
fn validators_are_replaced_by_an_answer_and_kept_by_a_failure() {
    let tagged = Fetched {
        etag: Some("\"1\"".into()),
        ..ok(None)
    };
    let first = success(&tagged, Pacing::default());
    let broken = after_failure(&first, Cause::Unusable, other("broken"), EVERY, later(2, 0));
    assert_eq!(broken.etag, first.etag);
    let bare = after_success(&broken, &ok(None), Pacing::default(), EVERY, later(4, 0));
    assert_eq!(bare.etag, None);
}

#[test]
fn a_learnt_address_is_remembered_until_it_fails() {
    let moved = Fetched {
        permanent_url: Some("http://new.example/".into()),
        ..ok(None)
    };
    let state = success(&moved, Pacing::default());
    assert_eq!(
        address("http://old.example/", &state),
        "http://new.example/"
    );
    let lost = after_failure(&state, failed(410, None), other("gone"), EVERY, later(2, 0));
    assert_eq!(address("http://old.example/", &lost), "http://old.example/");
    assert!(!lost.gone, "only the new address is gone");
    let mut broken = state;
    for hour in 0..3 {
        broken = after_failure(
            &broken,
            Cause::Unreachable,
            other("x"),
            EVERY,
            later(hour, 0),
        );
    }
    assert_eq!(broken.moved_to, None);
}

#[test]
fn being_offline_blames_no_source() {
    let mut state = success(&ok(None), Pacing::default());
    for hour in 1..50 {
        state = after_offline(&state, other("no network"), later(hour, 0));
    }
    assert_eq!(state.failures, 0);
    assert!(is_due(&state, later(49, 1), false));
}

#[test]
fn a_clock_that_was_wrong_silences_nobody() {
    let state = after_success(
        &FetchState::default(),
        &ok(None),
        Pacing::default(),
        EVERY,
        later(24 * 365 * 10, 0),
    );
    assert!(is_due(&state, start(), false));
}

fn any_pacing() -> impl Strategy<Value = Pacing> {
    (
        proptest::option::of(any::<i64>()),
        proptest::collection::vec(0_u8..30, 0..30),
        proptest::collection::vec(0_u8..9, 0..8),
    )
        .prop_map(|(gap_seconds, skip_hours, skip_days)| Pacing {
            gap_seconds,
            skip_hours,
            skip_days,
        })
}

proptest! {
    #[test]
    fn no_wish_silences_a_source_for_more_than_three_weeks(
        max_age in proptest::option::of(any::<u64>()),
        pacing in any_pacing(),
        every in any::<i64>(),
        at in 0_i64..4_000_000_000,
    ) {
        let now = Timestamp::from_second(at).expect("in range");
        let every = every.clamp(0, MAX_WISH);
        let state = after_success(&FetchState::default(), &ok(max_age), pacing, every, now);
        let due = state.next_due.expect("set");
        prop_assert!(due > now);
        prop_assert!(due <= after(now, 21 * DAY));
        prop_assert!(is_due(&state, due, false), "due when it says so");
        prop_assert!(!is_due(&state, now, false), "no second request at once");
    }

    #[test]
    fn failures_never_come_sooner_than_the_server_asks(
        status in 400_u16..600,
        wish in 0_u64..10_000_000,
        before in 0_u32..100,
        pacing in any_pacing(),
    ) {
        let state = FetchState { failures: before, pacing, ..FetchState::default() };
        let state = after_failure(&state, failed(status, Some(wish)), other("x"), EVERY, start());
        let wait = seconds_between(start(), state.next_due);
        prop_assert!(wait >= i64::try_from(wish).unwrap_or(i64::MAX).min(MAX_WISH));
        prop_assert!(wait >= EVERY.min(10 * MINUTE));
        prop_assert!(wait <= 21 * DAY);
        prop_assert_eq!(state.failures, before + 1);
    }

    #[test]
    fn waiting_longer_never_hurts(hours in 0_i64..400, failures in 0_u32..40) {
        let state = FetchState { failures, ..FetchState::default() };
        let state = after_failure(&state, Cause::Unusable, other("x"), EVERY, start());
        if is_due(&state, later(hours, 0), false) {
            prop_assert!(is_due(&state, later(hours + 1, 0), false));
        }
    }
}

#[test]
fn a_name_that_turns_inside_later_is_not_at_home_there() {
    let address = |text: &str| Some(text.parse().expect("an address"));
    let after = |before, from: &str| {
        let answer = Fetched {
            answered_from: address(from),
            ..Fetched::default()
        };
        let before = FetchState {
            location: before,
            ..FetchState::default()
        };
        after_success(&before, &answer, Pacing::default(), 3600, start()).location
    };
    let nas = Location::Inside("192.168.1.5".parse().expect("an address"));
    let here = Location::Inside("127.0.0.1".parse().expect("an address"));
    assert_eq!(after(Location::Unknown, "192.168.1.5"), nas);
    assert_eq!(after(nas, "192.168.1.5"), nas);
    assert_eq!(after(here, "::1"), here, "loopback is one host");
    assert_eq!(after(nas, "192.168.1.6"), Location::Outside);
    assert_eq!(after(Location::Unknown, "8.8.8.8"), Location::Outside);
    assert_eq!(after(Location::Outside, "127.0.0.1"), Location::Outside);
    let unmodified = Fetched {
        answered_from: address("127.0.0.1"),
        not_modified: true,
        ..Fetched::default()
    };
    let state = after_not_modified(&FetchState::default(), &unmodified, 3600, start());
    assert_eq!(state.location, Location::Unknown, "anybody can say 304");
}

#[test]
fn a_learnt_address_that_leads_inside_is_forgotten_at_once() {
    let before = FetchState {
        moved_to: Some("http://router.example/".to_owned()),
        ..FetchState::default()
    };
    let state = after_failure(&before, Cause::Inside, other("refused"), 3600, start());
    assert_eq!(state.moved_to, None);
}
