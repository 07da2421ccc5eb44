//! Whom a failure pauses, and who is asked instead.

use super::*;

#[test]
fn a_hanging_instrument_delays_no_other() {
    let mut schedule = watching(&["HANG", "A", "B", "C", "D", "E"]);
    let questions = schedule.next(at(0));
    assert_eq!(symbols(&questions), ["HANG", "A", "B", "C"]);
    for question in &questions[1..] {
        let fine = |key: &InstrumentKey| Ok(quote(&key.symbol, Hours::Always, at(0)));
        assert_eq!(answer(&mut schedule, question, fine, at(0)).len(), 1);
    }
    assert_eq!(symbols(&schedule.next(at(0))), ["D", "E"]);
    let told = schedule.answered(&questions[0], Err(timed_out()), at(5));
    let [(_, Err(QuoteProblem::Instrument { reason, .. }))] = told.as_slice() else {
        panic!("its own failure: {told:?}");
    };
    assert_eq!(reason, "no answer");
    assert!(schedule.troubles(at(5)).is_empty());
}

#[test]
fn what_concerns_the_provider_stops_the_round_and_the_pauses_grow() {
    for error in [
        limited(None),
        QuoteError::Refused {
            provider: "one".to_owned(),
            status: 401,
        },
        QuoteError::Unreachable {
            provider: "one".to_owned(),
            reason: "refused".to_owned(),
        },
    ] {
        let mut schedule = watching(&["A", "B", "C", "D", "E", "F", "G"]);
        let mut now = 0;
        for pause in [15, 30, 60, 120, 240, 300, 300] {
            let questions = schedule.next(at(now));
            // Two of them had been asked together; that is one failure.
            let told = schedule.answered(&questions[0], Err(error.clone()), at(now));
            assert_eq!(told.len(), 7, "all rows know why");
            assert_eq!(
                questions.len(),
                if now == 0 { 4 } else { 1 },
                "one finds out"
            );
            for question in &questions[1..] {
                schedule.answered(question, Err(error.clone()), at(now));
            }
            assert!(schedule.next(at(now + pause - 1)).is_empty());
            let troubles = schedule.troubles(at(now));
            assert_eq!(troubles.len(), 1);
            assert_eq!(troubles[0].next_try, at(now + pause), "{error:?}");
            assert_eq!(schedule.next_deadline(at(now)), Some(at(now + pause)));
            now += pause;
        }
        assert!(fine(&mut schedule, at(now)) > 0);
        assert!(schedule.troubles(at(now)).is_empty());
    }
}

#[test]
fn retry_after_is_obeyed_and_grows_with_repeats() {
    let mut schedule = watching(&["A", "B"]);
    let mut now = 0;
    for (wish, pause) in [(5, 5), (5, 15), (5, 30), (400, 400), (5, 120)] {
        let questions = schedule.next(at(now));
        schedule.answered(&questions[0], Err(limited(Some(wish))), at(now));
        for question in &questions[1..] {
            // An answer that was under way does not lift it.
            answer(
                &mut schedule,
                question,
                |key| Ok(quote(&key.symbol, Hours::Always, at(now))),
                at(now),
            );
        }
        schedule.ask_now(at(now + 1));
        assert!(schedule.next(at(now + pause - 1)).is_empty(), "{wish}");
        now += pause;
        schedule.ask_now(at(now));
    }
}

#[test]
fn an_unknown_symbol_pauses_only_itself() {
    let mut schedule = watching(&["A", "B"]);
    let questions = schedule.next(at(0));
    let told = answer(&mut schedule, &questions[0], |_| Err(unknown()), at(0));
    assert_eq!(told, [(key("A"), Err(QuoteProblem::UnknownSymbol))]);
    answer(
        &mut schedule,
        &questions[1],
        |_| Ok(quote("B", Hours::Always, at(0))),
        at(0),
    );
    assert_eq!(symbols(&schedule.next(at(3_600))), ["B"]);
    assert!(symbols(&schedule.next(at(UNKNOWN_SECONDS))).contains(&"A"));
}

#[test]
fn a_symbol_that_has_answered_is_asked_again_after_a_minute() {
    let mut schedule = watching(&["A"]);
    fine(&mut schedule, at(0));
    let questions = schedule.next(at(30));
    let told = answer(&mut schedule, &questions[0], |_| Err(unknown()), at(30));
    assert!(matches!(&told[0].1, Err(QuoteProblem::Instrument { .. })));
    assert!(schedule.next(at(30 + LOST_SECONDS - 1)).is_empty());
    assert_eq!(schedule.next(at(30 + LOST_SECONDS)).len(), 1);
}

#[test]
fn failures_count_for_the_provider_when_they_come_twice() {
    // One time-out is the instrument's own, the second in a row the provider's.
    let mut schedule = watching(&["A", "B", "C"]);
    let questions = schedule.next(at(0));
    schedule.answered(&questions[0], Err(timed_out()), at(5));
    assert!(schedule.troubles(at(5)).is_empty());
    schedule.answered(&questions[1], Err(timed_out()), at(5));
    assert_eq!(schedule.troubles(at(5)).len(), 1);
    // Errors of the server: not the same instrument twice, but two instruments.
    let mut schedule = watching(&["A", "B"]);
    let questions = schedule.next(at(0));
    answer(
        &mut schedule,
        &questions[1],
        |_| Ok(quote("B", Hours::Daily, at(0))),
        at(0),
    );
    let mut now = 0;
    schedule.answered(&questions[0], Err(failed(500)), at(now));
    for _ in 0..3 {
        now = schedule.next_deadline(at(now)).unwrap().as_second() - START;
        let questions = schedule.next(at(now));
        assert_eq!(symbols(&questions), ["A"]);
        schedule.answered(&questions[0], Err(failed(500)), at(now));
        assert!(schedule.troubles(at(now)).is_empty());
    }
    schedule.ask_now(at(now + 2));
    for question in schedule.next(at(now + 2)) {
        schedule.answered(&question, Err(failed(500)), at(now + 2));
    }
    assert_eq!(schedule.troubles(at(now + 2)).len(), 1);
}

#[test]
fn another_host_is_tried_for_what_is_not_a_refusal() {
    for (error, is_tried) in [
        (failed(503), true),
        (
            QuoteError::Unreachable {
                provider: "one".to_owned(),
                reason: "refused".to_owned(),
            },
            true,
        ),
        (timed_out(), false),
        (limited(None), false),
        (
            QuoteError::Refused {
                provider: "one".to_owned(),
                status: 403,
            },
            false,
        ),
    ] {
        let mut schedule = schedule(&[capabilities(2, 1, 600)]);
        schedule.watch(&wanted(&["A"], 1), at(0));
        let questions = schedule.next(at(0));
        assert_eq!(questions[0].host, 0);
        schedule.answered(&questions[0], Err(error.clone()), at(0));
        let questions = schedule.next(at(0));
        let hosts: Vec<usize> = questions.iter().map(|question| question.host).collect();
        assert_eq!(
            hosts,
            if is_tried { vec![1] } else { Vec::new() },
            "{error:?}"
        );
        for question in questions {
            // The second host fails as well.
            schedule.answered(&question, Err(error.clone()), at(0));
            assert!(schedule.next(at(0)).is_empty());
        }
    }
}

#[test]
fn the_next_provider_of_the_chain_takes_over() {
    let providers = [capabilities(1, 1, 600), capabilities(1, 1, 600)];
    let mut plan = schedule(&providers);
    plan.watch(&wanted(&["A"], 2), at(0));
    let questions = plan.next(at(0));
    assert!(
        plan.answered(&questions[0], Err(limited(Some(100))), at(0))
            .is_empty()
    );
    let questions = plan.next(at(0));
    assert_eq!(questions[0].provider, 1);
    answer(
        &mut plan,
        &questions[0],
        |_| Ok(quote("A", Hours::Always, at(0))),
        at(0),
    );
    let questions = plan.next(at(50));
    assert_eq!(questions[0].provider, 1);
    answer(
        &mut plan,
        &questions[0],
        |_| Ok(quote("A", Hours::Always, at(50))),
        at(50),
    );
    assert_eq!(
        plan.next(at(101))[0].provider,
        0,
        "the first choice is back"
    );

    let mut plan = schedule(&providers);
    plan.watch(&wanted(&["A"], 2), at(0));
    let questions = plan.next(at(0));
    answer(&mut plan, &questions[0], |_| Err(unknown()), at(0));
    let questions = plan.next(at(0));
    assert_eq!(questions[0].provider, 1, "another one may know it");
    let told = answer(&mut plan, &questions[0], |_| Err(unknown()), at(0));
    assert_eq!(told, [(key("A"), Err(QuoteProblem::UnknownSymbol))]);
    assert!(plan.next(at(100)).is_empty());
}

#[test]
fn a_batch_that_is_rejected_is_asked_one_by_one() {
    let mut schedule = schedule(&[capabilities(1, 10, 600)]);
    schedule.watch(&wanted(&["A", "B", "BAD"], 1), at(0));
    let questions = schedule.next(at(0));
    assert_eq!(symbols(&questions), ["A", "B", "BAD"]);
    assert_eq!(questions.len(), 1);
    let rejected = QuoteError::Rejected {
        provider: "one".to_owned(),
        status: 400,
    };
    assert!(
        schedule
            .answered(&questions[0], Err(rejected.clone()), at(0))
            .is_empty()
    );
    let questions = schedule.next(at(0));
    assert_eq!(questions.len(), 3);
    for question in &questions {
        let is_bad = question.asked[0].symbol == "BAD";
        let told = answer(
            &mut schedule,
            question,
            |key| match is_bad {
                true => Err(rejected.clone()),
                false => Ok(quote(&key.symbol, Hours::Always, at(0))),
            },
            at(0),
        );
        assert_eq!(told[0].1.is_err(), is_bad);
    }
    assert!(schedule.troubles(at(0)).is_empty());
}

#[test]
fn one_that_fails_alone_is_asked_for_elsewhere() {
    let providers = [capabilities(1, 1, 600), capabilities(1, 1, 600)];
    for error in [failed(503), unknown(), timed_out()] {
        let mut plan = schedule(&providers);
        plan.watch(&wanted(&["A"], 2), at(0));
        let questions = plan.next(at(0));
        let told = plan.answered(&questions[0], Err(error.clone()), at(0));
        assert!(told.is_empty(), "nothing is lost yet: {told:?}");
        let questions = plan.next(at(0));
        assert_eq!(questions[0].provider, 1, "{error:?}");
    }
}

#[test]
fn the_first_choice_is_asked_as_soon_as_it_is_back() {
    let providers = [capabilities(1, 1, 600), capabilities(1, 1, 600)];
    let mut plan = schedule(&providers);
    plan.watch(&wanted(&["A"], 2), at(0));
    let questions = plan.next(at(0));
    plan.answered(&questions[0], Err(limited(Some(20))), at(0));
    let questions = plan.next(at(0));
    let daily = |_: &InstrumentKey| Ok(quote("A", Hours::Daily, at(0)));
    answer(&mut plan, &questions[0], daily, at(0));
    assert_eq!(plan.next_deadline(at(0)), Some(at(20)));
    assert_eq!(plan.next(at(20))[0].provider, 0);
}

#[test]
fn a_time_out_of_several_together_is_one() {
    let mut schedule = schedule(&[capabilities(1, 10, 600)]);
    schedule.watch(&wanted(&["A", "B", "C"], 1), at(0));
    let questions = schedule.next(at(0));
    schedule.answered(&questions[0], Err(timed_out()), at(5));
    assert!(schedule.troubles(at(5)).is_empty());
}

#[test]
fn who_is_left_out_of_an_answer_is_unknown() {
    let mut schedule = schedule(&[capabilities(1, 10, 600)]);
    schedule.watch(&wanted(&["A", "B"], 1), at(0));
    let questions = schedule.next(at(0));
    let answers = vec![(key("A"), Ok(quote("A", Hours::Always, at(0))))];
    let told = schedule.answered(&questions[0], Ok(answers), at(0));
    assert_eq!(told[1], (key("B"), Err(QuoteProblem::UnknownSymbol)));
    assert!(schedule.next(at(1)).is_empty());
}

#[test]
fn a_quote_of_an_earlier_run_counts_as_an_answer() {
    let mut schedule = watching(&["A"]);
    schedule.remember(&[quote("A", Hours::Always, at(-100))]);
    let questions = schedule.next(at(0));
    schedule.answered(&questions[0], Err(unknown()), at(0));
    assert_eq!(schedule.next_deadline(at(0)), Some(at(LOST_SECONDS)));
}

#[test]
fn a_reason_of_its_own_is_not_lost_when_the_provider_is_left_alone() {
    let mut schedule = watching(&["BAD", "A", "B"]);
    let questions = schedule.next(at(0));
    let rejected = QuoteError::Rejected {
        provider: "one".to_owned(),
        status: 422,
    };
    schedule.answered(&questions[0], Err(rejected), at(0));
    let told = schedule.answered(&questions[1], Err(limited(None)), at(0));
    let keys: Vec<&str> = told.iter().map(|(key, _)| key.symbol.as_str()).collect();
    assert_eq!(keys, ["A", "B"]);
}
