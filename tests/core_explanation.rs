//! The texts of an article that take turns, and the view of the explanation of a page, without a
//! terminal: keys in, state and effects out.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use newswire::app::views::article::open::Shown;
use newswire::app::views::explanation::state::ExplanationView;
use newswire::app::views::stack::View;
use newswire::app::{ConfigEffect, Effect, NetEffect};
use newswire::model::{HeadlineId, RuleAction};
use script::Script;

const SIZES: [(u16, u16); 2] = [(120, 40), (40, 12)];

fn reading(size: (u16, u16)) -> Script {
    let mut script = Script::new(10, size);
    script.keys("j enter");
    script.effects.clear();
    script
}

fn shown(script: &Script) -> Shown {
    script.model.reader.open().unwrap().shown
}

/// The text of the line at the top of the article pane.
fn top_line(script: &Script) -> String {
    let open = script.model.reader.open().unwrap();
    let line = &open.layout().unwrap().lines[open.scroll];
    line.runs.iter().map(|run| run.text.as_str()).collect()
}

fn view(script: &Script) -> &ExplanationView {
    match script.model.views.top() {
        Some(View::Explanation(view)) => view,
        _ => panic!("the view is not open: {:?}", script.model.views),
    }
}

fn toast(script: &Script) -> &str {
    script.model.toasts.newest().map_or("", |toast| &toast.text)
}

#[test]
fn the_texts_take_turns_and_the_reading_line_stays() {
    for size in SIZES {
        let mut script = reading(size);
        script.keys("ctrl-d ctrl-d j");
        let scroll = script.model.reader.open().unwrap().scroll;
        let line = top_line(&script);
        script.keys("c");
        assert_eq!(shown(&script), Shown::Whole);
        assert_eq!(top_line(&script), line, "{size:?}");
        assert_ne!(script.model.reader.open().unwrap().scroll, scroll);
        script.keys("c");
        assert_eq!(shown(&script), Shown::Feed);
        script.keys("c");
        assert_eq!(shown(&script), Shown::Best);
        assert_eq!(script.model.reader.open().unwrap().scroll, scroll);
        assert_eq!(
            script.count(|effect| matches!(effect, Effect::Net(NetEffect::LoadWhole { .. }))),
            1
        );
    }
}

#[test]
fn a_page_that_is_not_stored_loses_its_turn() {
    let mut script = reading((80, 24));
    script.has_pages = false;
    script.keys("c");
    assert_eq!(shown(&script), Shown::Feed);
    assert_eq!(toast(&script), "the page is not stored");
    script.keys("c");
    assert_eq!(shown(&script), Shown::Best);
    script.keys("c");
    assert_eq!(shown(&script), Shown::Feed);
    assert_eq!(
        script.count(|effect| matches!(effect, Effect::Net(NetEffect::LoadWhole { .. }))),
        1
    );
}

#[test]
fn a_whole_page_that_comes_late_changes_nothing() {
    let mut script = reading((80, 24));
    script.hold = true;
    script.keys("c");
    script.keys("h j enter");
    script.hold = false;
    script.answer_all();
    assert_eq!(shown(&script), Shown::Best);
    assert_eq!(script.model.reader.headline_id(), Some(HeadlineId(3)));
}

#[test]
fn the_view_begins_with_the_text_and_jumps_between_verdicts() {
    for size in SIZES {
        let mut script = reading(size);
        script.keys("x");
        assert_eq!(view(&script).cursor, 2);
        script.keys("n");
        assert_eq!(view(&script).cursor, 3);
        script.keys("p");
        assert_eq!(view(&script).cursor, 2);
        script.keys("G j");
        assert_eq!(view(&script).cursor, 8);
        script.keys("n");
        assert_eq!(toast(&script), "no other verdict further on");
        script.keys("x");
        assert!(script.model.views.is_empty());
    }
}

#[test]
fn a_rule_is_written_shown_at_once_and_taken_back() {
    let mut script = reading((120, 40));
    script.keys("x G k k k d");
    let Some(Effect::Config(ConfigEffect::AddRule { id, rule, .. })) =
        script.effects.last().cloned()
    else {
        panic!("{:?}", script.effects);
    };
    assert_eq!(id, HeadlineId(2));
    assert_eq!(
        (rule.site.as_str(), rule.action),
        ("harbour.example", RuleAction::Hide)
    );
    assert_eq!(rule.place, "main > div.letter-box");
    assert_eq!(rule.text, None);
    assert!(!view(&script).explanation.blocks[5].kept);
    assert_eq!(toast(&script), "tried");
    let article = |script: &Script| {
        script
            .model
            .reader
            .open()
            .unwrap()
            .article()
            .unwrap()
            .title
            .clone()
    };
    assert_eq!(article(&script), "ExplainedBlock anew");
    script.keys("u");
    assert!(matches!(
        script.effects.last(),
        Some(Effect::Config(ConfigEffect::Undo { .. }))
    ));
    assert!(view(&script).explanation.blocks[5].kept);
}

#[test]
fn hiding_one_paragraph_names_its_words() {
    let mut script = reading((80, 24));
    script.keys("x n n s");
    let Some(Effect::Config(ConfigEffect::AddRule { rule, .. })) = script.effects.last().cloned()
    else {
        panic!("{:?}", script.effects);
    };
    assert_eq!(rule.action, RuleAction::Show);
    assert!(rule.text.is_some(), "{rule:?}");
}

#[test]
fn an_explanation_that_comes_late_opens_nothing() {
    let mut script = reading((80, 24));
    script.hold = true;
    script.keys("x");
    script.keys("h j enter");
    script.hold = false;
    script.answer_all();
    assert!(script.model.views.is_empty());
    let asked = |effect: &Effect| matches!(effect, Effect::Net(NetEffect::Explain { .. }));
    assert_eq!(script.count(asked), 1);
}

#[test]
fn a_click_selects_a_block_and_never_closes() {
    let mut script = reading(SIZES[0]);
    script.keys("x").click(5, 3);
    assert_eq!(view(&script).cursor, 1);
    script.click(5, 35);
    assert_eq!(view(&script).cursor, 1);
}
