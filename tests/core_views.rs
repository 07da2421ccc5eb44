//! From one view of the list to another: how one is left.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use newswire::app::status::{Left, status};
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
            ("/ h e a d enter", "h show all"),
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
