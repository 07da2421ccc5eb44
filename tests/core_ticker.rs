//! The ticker by its keys: Enter on an instrument shows the headlines that name it.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

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
    script.model.ticker.is_shown = true;
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
    assert_eq!(script.model.focus, newswire::app::panes::Focus::Ticker);
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
