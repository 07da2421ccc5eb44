//! From one view of the list to another: how one is left, and the headline that stays selected.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use newswire::app::panes::Focus;
use newswire::app::status::{Left, status};
use newswire::model::HeadlineId;
use script::Script;

/// The hints of the line at the bottom: keys and words.
fn hints(script: &Script) -> Vec<String> {
    match status(&script.model).left {
        Left::Hints(hints) => {
            let texts = hints
                .iter()
                .map(|hint| format!("{} {}", hint.key, hint.word));
            texts.collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_way_out_of_a_view_is_shown_wherever_hints_are() {
    for width in [16, 20, 40, 60, 80, 100, 160, 200] {
        for (keys, way_out) in [
            ("F", "h show all"),
            ("U", "U show all"),
            ("/ h e a d enter", "h leave"),
            ("s j j enter", "h show all"),
        ] {
            let mut script = Script::new(12, (width, 24));
            assert!(!hints(&script).contains(&way_out.to_owned()), "{width}");
            script.keys(keys);
            let shown = hints(&script);
            assert!(
                shown.contains(&way_out.to_owned()),
                "{width} {keys}: {shown:?}"
            );
            let key = way_out.split(' ').next().unwrap();
            script.keys(key);
            assert!(
                !hints(&script).contains(&way_out.to_owned()),
                "{width} {keys}"
            );
        }
        let mut script = Script::new(12, (width, 24));
        script.keys("enter");
        let shown = hints(&script);
        assert!(shown.contains(&"h back".to_owned()), "{width}: {shown:?}");
    }
}

/// The title of the selected headline.
fn selected(script: &Script) -> String {
    let row = script.model.list.selected_row();
    row.expect("a headline").title.clone()
}

#[test]
fn all_headlines_are_come_back_to_where_they_were_left() {
    for size in [(80, 24), (160, 45)] {
        for leave in ["a", "esc"] {
            let mut script = Script::new(40, size);
            script.keys("j j j j j j j enter").keys(leave);
            assert_eq!(script.model.focus, Focus::List, "{leave}");
            assert_eq!(selected(&script), "Headline 8", "{leave}");
            // The article beside the list stays open.
            assert_eq!(script.model.reader.headline_id(), Some(HeadlineId(8)));
        }
    }
}

#[test]
fn a_headline_stays_selected_from_view_to_view() {
    let mut script = Script::new(40, (160, 45));
    script.keys("j j j j j f k k F");
    assert_eq!(selected(&script), "Headline 6", "the only one there");
    for leave in ["a", "esc", "s k k enter"] {
        // Nothing was done among the favourites: the place before still counts.
        script.keys(leave);
        assert_eq!(selected(&script), "Headline 4", "{leave}");
        script.keys("F");
    }
    script.keys("m a");
    assert_eq!(selected(&script), "Headline 6", "it was chosen there");
    script.keys("/").text("headline").keys("enter");
    assert_eq!(selected(&script), "Headline 6");
    script.keys("j j q");
    assert_eq!(
        selected(&script),
        "Headline 6",
        "the view that was searched is as it was"
    );
}

#[test]
fn a_list_that_nobody_has_touched_begins_at_its_top_in_every_view() {
    let mut script = Script::new(40, (160, 45));
    script.keys("/").text("headline").keys("enter");
    assert_eq!(selected(&script), "Headline 1");
    script.keys("esc");
    assert_eq!(script.model.list.resume, None);
    assert!(script.model.list.chosen().is_none());
}
