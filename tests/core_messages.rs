//! What the program tells beside what it shows: where messages stand in their card, and whose keys
//! are in the line at the bottom.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use newswire::app::status::{Left, status};
use newswire::app::{Event, toast_card};
use script::Script;

#[test]
fn messages_begin_as_far_from_the_edge_as_they_end() {
    let mut script = Script::new(3, (120, 40));
    script.event(Event::Done("the link is copied".to_owned()));
    let card = toast_card::card(&script.model).expect("a card");
    let start = card.body.x + card.of_marks - card.area.x;
    let end = card.area.x + card.area.width - (card.body.x + card.body.width);
    assert_eq!((start, end), (2, 2));
    // Marks stand in columns of their own, and all texts behind them.
    script.event(Event::Failed("no route".to_owned()));
    let card = toast_card::card(&script.model).expect("a card");
    assert_eq!(card.of_marks, 2);
}

#[test]
fn the_line_is_that_of_the_themes_which_have_no_veil() {
    let hints = |script: &Script| match status(&script.model).left {
        Left::Hints(hints) => hints.iter().map(|hint| hint.command).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    for size in [(40, 12), (80, 24), (120, 40), (200, 60)] {
        let mut script = Script::new(5, size);
        script.keys(": t h e m e enter");
        assert_eq!(hints(&script), ["open", "down", "back"], "{size:?}");
        script.keys("esc");
        assert_ne!(hints(&script), ["open", "down", "back"], "{size:?}");
    }
}
