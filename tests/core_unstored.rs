//! What the user marks is shown once it is stored: a disk that takes nothing changes nothing,
//! and the counts are the store's.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use newswire::app::config_change::SourceOutcome;
use newswire::app::event::RefreshProgress;
use newswire::app::{Answer, Event};
use newswire::model::{HeadlineId, Scope};
use proptest::prelude::*;
use script::Script;

const WIDE: (u16, u16) = (120, 40);
const NARROW: (u16, u16) = (40, 12);
const FULL: &str = "the disk is full; free some space";

fn toast(script: &Script) -> String {
    let toast = script.model.toasts.newest();
    toast.map(|toast| toast.text.clone()).unwrap_or_default()
}

/// Whether a row is read and kept, as the list shows it.
fn row(script: &Script, id: i64) -> (bool, bool) {
    let row = script.model.list.row(HeadlineId(id)).expect("in view");
    (row.read, row.favourite)
}

#[test]
fn a_disk_that_takes_nothing_changes_nothing() {
    let mut script = Script::new(20, NARROW);
    script.keys("f");
    assert_eq!(toast(&script), "kept as a favourite");
    script.refusal = Some(FULL.to_owned());
    let before = script.model.totals;
    for keys in ["f", "m", "A", "enter", "j enter m f"] {
        script.keys(keys);
        assert_eq!(toast(&script), format!("not stored: {FULL}"), "{keys}");
        script.keys("esc");
    }
    assert_eq!(script.model.totals, before);
    for id in 1..8 {
        assert_eq!(row(&script, id), (false, id == 1));
    }
    // What was kept before can still be taken back, once the disk takes it.
    script.keys("u");
    assert_eq!(toast(&script), format!("not undone: {FULL}"));
    assert_eq!(row(&script, 1), (false, true));
    script.refusal = None;
    script.keys("u");
    assert_eq!(toast(&script), "undone: not a favourite any more");
    assert_eq!(row(&script, 1), (false, false));
    script.keys("u");
    assert_eq!(toast(&script), "nothing to undo");
}

#[test]
fn a_view_of_favourites_shows_what_is_kept() {
    let mut script = Script::new(20, WIDE);
    script.refusal = Some(FULL.to_owned());
    script.keys("f F");
    assert!(script.titles().is_empty());
    script.refusal = None;
    script.keys("a j f F");
    assert_eq!(script.titles(), ["Headline 2"]);
    // A favourite that had to wait for another program comes into the open view.
    script.keys("a j j");
    script.hold = true;
    script.keys("f");
    script.event(Event::Waiting("locked by another program".to_owned()));
    let waiting = "not stored yet: locked by another program; tried again until it is";
    assert_eq!(toast(&script), waiting);
    assert_eq!(
        script.model.unstored.obstacle(),
        Some("locked by another program")
    );
    assert_eq!(row(&script, 3), (false, false));
    assert_eq!(script.model.totals.favourites, 1);
    script.hold = false;
    script.answer_all();
    assert_eq!(toast(&script), "kept as a favourite");
    assert_eq!(script.model.totals.favourites, 2);
    assert_eq!(script.model.unstored.obstacle(), None);
}

#[test]
fn keys_typed_ahead_of_the_disk_mean_what_they_say() {
    let typed = |keys: &str| {
        let mut script = Script::new(20, NARROW);
        script.hold = true;
        script.keys(keys);
        assert_eq!(row(&script, 1), (false, false), "nothing is stored yet");
        script.hold = false;
        script.answer_all();
        script
    };
    assert!(!typed("f f").row(1).favourite, "on and off");
    assert!(typed("f f f").row(1).favourite);
    let undone = typed("f u");
    assert!(!undone.row(1).favourite);
    assert_eq!(toast(&undone), "undone: not a favourite any more");
    assert!(typed("A u").rows().iter().all(|row| !row.read));
    assert!(typed("m k m").rows().iter().all(|row| !row.read));
    let mut both = typed("f A u u u");
    assert!(both.rows().iter().all(|row| !row.read && !row.favourite));
    assert_eq!(toast(&both), "nothing to undo");
    both.keys("f");
    assert_eq!(row(&both, 1), (false, true));
}

#[test]
fn an_undo_typed_ahead_of_a_failure_takes_nothing_else_back() {
    let mut script = Script::new(20, NARROW);
    script.keys("f j");
    script.refusal = Some(FULL.to_owned());
    script.hold = true;
    script.keys("f u");
    script.hold = false;
    script.answer_all();
    script.refusal = None;
    assert!(script.row(1).favourite);
    assert_eq!(toast(&script), format!("not stored: {FULL}"));
}

#[test]
fn a_step_back_in_the_configuration_says_undone_when_it_is() {
    let mut script = Script::new(5, WIDE);
    script.event(Event::Paste("https://example.net/news".to_owned()));
    script.keys("enter");
    script.hold = true;
    script.keys("u");
    assert_eq!(toast(&script), "");
    let request = script.model.requests.number().0 - 1;
    let failed = Answer::SourceChanged(Err("cannot write the configuration".to_owned()));
    script.event(Event::Answer(newswire::app::RequestId(request), failed));
    assert_eq!(toast(&script), "not undone: cannot write the configuration");
    assert!(!script.model.journal.is_empty());
}

#[test]
fn a_step_that_can_never_be_taken_back_does_not_stand_before_the_others() {
    let mut script = Script::new(5, WIDE);
    script.keys("f");
    assert!(script.row(1).favourite);
    script.event(Event::Paste("https://example.net/news".to_owned()));
    script.keys("enter");
    script.hold = true;
    script.keys("u");
    let request = script.model.requests.number().0 - 1;
    let refused = Answer::SourceChanged(Ok(SourceOutcome {
        message: "not undone: it was changed meanwhile".to_owned(),
        is_failure: true,
        undo: None,
    }));
    script.event(Event::Answer(newswire::app::RequestId(request), refused));
    assert_eq!(toast(&script), "not undone: it was changed meanwhile");
    script.hold = false;
    script.keys("u");
    assert!(!script.row(1).favourite);
}

#[test]
fn all_read_and_undone_is_counted_at_once() {
    let mut script = Script::new(400, NARROW);
    script.keys("A");
    assert_eq!(script.model.totals.unread, 0);
    script.hold = true;
    script.keys("u");
    script.hold = false;
    script.answer_all();
    assert_eq!(script.model.totals.unread, 400);
    let unread: Vec<u64> = script
        .model
        .sources
        .iter()
        .map(|source| source.unread)
        .collect();
    assert_eq!(unread, [200, 200]);
}

#[derive(Debug, Clone)]
enum Step {
    Keys(&'static str),
    Arrives,
    Refuse(bool),
    Hold(bool),
}

fn step() -> impl Strategy<Value = Step> {
    let keys = [
        "m", "m", "A", "u", "u", "f", "f", "j", "k", "ctrl-d", "G", "g g", "enter", "esc", "n",
        "p", "F", "a", "U", "r",
    ];
    prop_oneof![
        8 => proptest::sample::select(keys.to_vec()).prop_map(Step::Keys),
        1 => Just(Step::Arrives),
        1 => any::<bool>().prop_map(Step::Refuse),
        1 => any::<bool>().prop_map(Step::Hold),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    /// After any script the header says what the store counts, and so does each source.
    #[test]
    fn the_counts_are_the_store_s(
        count in 1_i64..60,
        steps in proptest::collection::vec(step(), 1..40),
        is_wide in any::<bool>(),
    ) {
        let mut script = Script::new(count, if is_wide { WIDE } else { NARROW });
        for step in steps {
            match step {
                Step::Keys(keys) => { script.keys(keys); }
                Step::Arrives => {
                    script.arrive(1);
                    let at = script.now;
                    script.event(Event::Refresh(RefreshProgress::Finished { at }));
                }
                Step::Refuse(refuses) => {
                    script.refusal = refuses.then(|| FULL.to_owned());
                }
                Step::Hold(hold) => {
                    script.hold = hold;
                    if !hold { script.answer_all(); }
                }
            }
            if script.hold { continue; }
            let stored = script.rows();
            let unread = stored.iter().filter(|row| !row.read).count() as u64;
            let kept = stored.iter().filter(|row| row.favourite).count() as u64;
            prop_assert_eq!(script.model.totals.unread, unread);
            prop_assert_eq!(script.model.totals.favourites, kept);
            prop_assert_eq!(script.model.totals.total, stored.len() as u64);
            for source in &script.model.sources {
                let own = stored.iter().filter(|row| row.source == source.id && !row.read);
                prop_assert_eq!(source.unread, own.count() as u64);
            }
            for id in script.model.list.ids() {
                let Some(row) = script.model.list.row(*id) else { continue };
                let stored = stored.iter().find(|row| row.id == *id).unwrap();
                prop_assert_eq!((row.read, row.favourite), (stored.read, stored.favourite));
            }
            let query = &script.model.list.query;
            if query.scope == Scope::Favourites && !query.unread {
                prop_assert!(script.model.list.ids().len() as u64 >= kept);
            }
        }
    }
}
