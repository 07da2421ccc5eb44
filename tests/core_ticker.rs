//! The ticker by its keys: Enter on an instrument shows the headlines that name it.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use newswire::app::event::MouseAction;
use newswire::app::panes::Focus;
use newswire::app::views::headlines;
use newswire::app::views::ticker::state::Ticker;
use newswire::model::{Group, Search};
use script::Script;

fn script() -> Script {
    let mut script = Script::new(4, (140, 30));
    let group = Group {
        name: "Mine".to_owned(),
        symbols: vec!["NET".to_owned(), "IBM".to_owned()],
    };
    script.model.ticker = Ticker::new(vec![group], false);
    script.model.wishes.ticker = true;
    for (id, title) in (1..).zip([
        "IBM buys a company",
        "Net income falls",
        "Cloudflare grows",
        "Nothing happens",
    ]) {
        script.correct(id, |entry| entry.title = title.to_owned());
    }
    script
}

#[test]
fn enter_shows_the_headlines_that_name_the_instrument() {
    let mut script = script();
    script.keys("tab tab");
    assert_eq!(script.model.focus, Focus::Ticker);
    script.keys("enter");
    assert_eq!(script.titles(), ["Cloudflare grows"]);
    assert_eq!(
        headlines::title::name(&script.model),
        "\u{201c}Cloudflare\u{201d}"
    );
    script.keys("esc");
    assert_eq!(script.titles().len(), 4);
    script.keys("tab tab j enter");
    assert_eq!(script.titles(), ["IBM buys a company"]);
    assert!(matches!(
        &script.model.list.query.search,
        Some(Search::Mentions(_))
    ));
}

#[test]
fn words_that_are_typed_afterwards_are_searched_for_instead() {
    let mut script = script();
    script.keys("tab tab enter /");
    script.text("happens").keys("enter");
    assert_eq!(script.titles(), ["Nothing happens"]);
}

/// A ticker of so many instruments on a screen of so many columns.
fn many(count: usize, width: u16) -> Script {
    let mut script = script();
    let group = Group {
        name: "Many".to_owned(),
        symbols: (0..count).map(|number| format!("S{number}.PA")).collect(),
    };
    script.model.ticker = Ticker::new(vec![group], false);
    script.model.wishes.ticker = true;
    let size = newswire::app::event::Event::Resize { width, height: 30 };
    script.event(size);
    script
}

/// The symbols that are seen and so asked for, in the order in which they stand.
fn watched(script: &Script) -> Vec<String> {
    let keys = script.model.ticker.watched.iter();
    keys.map(|key| key.symbol.clone()).collect()
}

#[test]
fn a_click_on_a_row_selects_it_and_takes_the_keys() {
    let mut script = many(5, 140);
    let pane = script.model.panes().ticker.unwrap();
    // The heading is the first row.
    script.click(pane.x + 6, pane.y + 3);
    assert_eq!(script.model.focus, Focus::Ticker);
    assert_eq!(script.model.ticker.selected(), 2);
    script.click(pane.x + 6, pane.y + 20);
    assert_eq!(script.model.ticker.selected(), 2, "there is no row");
}

#[test]
fn a_click_on_an_item_of_the_line_selects_it() {
    let mut script = many(5, 80);
    let line = script.model.panes().ticker_line.unwrap();
    // "  S0.PA ·   S1.PA ·   S2.PA ·"
    script.click(line.x + 10, line.y);
    assert_eq!(script.model.focus, Focus::Ticker);
    assert_eq!(script.model.ticker.selected(), 0, "a gap");
    script.click(line.x + 12, line.y);
    assert_eq!(script.model.ticker.selected(), 1);
}

#[test]
fn the_wheel_scrolls_the_rows_to_the_last_and_back() {
    let mut script = many(60, 140);
    let pane = script.model.panes().ticker.unwrap();
    let first = watched(&script);
    script.wheel(MouseAction::WheelDown, pane.x + 3, pane.y + 3);
    // The heading and two instruments have left; their place is taken by as many.
    assert_eq!(watched(&script)[..2], first[2..4]);
    for _ in 0..40 {
        script.wheel(MouseAction::WheelDown, pane.x + 3, pane.y + 3);
    }
    let shown = watched(&script);
    assert_eq!(shown.len(), usize::from(pane.height));
    assert_eq!(shown.last().map(String::as_str), Some("S59@XPAR"));
    assert_eq!(script.model.ticker.selected(), 0);
    for _ in 0..40 {
        script.wheel(MouseAction::WheelUp, pane.x + 3, pane.y + 3);
    }
    assert_eq!(watched(&script), first);
}

#[test]
fn a_pane_with_the_keys_keeps_its_selection_in_view() {
    let mut script = many(60, 140);
    let pane = script.model.panes().ticker.unwrap();
    script.keys("tab tab");
    for _ in 0..3 {
        script.wheel(MouseAction::WheelDown, pane.x + 3, pane.y + 3);
        let selected = script.model.ticker.selected();
        assert!(selected > 0, "{selected}");
    }
    script.keys("G");
    assert_eq!(script.model.ticker.selected(), 59);
    script.keys("k k");
    let shown = watched(&script);
    assert!(
        shown.contains(&"S59@XPAR".to_owned()),
        "the view stays: {shown:?}"
    );
    assert!(shown.contains(&"S57@XPAR".to_owned()), "{shown:?}");
}
