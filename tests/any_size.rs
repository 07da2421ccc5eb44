//! Every view at any size of the model and in a frame of any other: a window changes its size
//! whenever it likes, also between what the model was told and what is drawn.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;
#[path = "support/sick.rs"]
mod sick;

use newswire::app::Event;
use newswire::app::views::ticker::state::Ticker;
use newswire::model::Group;
use newswire::ui::theme::{Scheme, ThemeName};
use newswire::ui::{self, Theme};
use proptest::prelude::*;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use script::Script;

/// Keys that lead to each view.
const VIEWS: &[&str] = &[
    "",
    "j j f",
    "enter",
    "enter pagedown c",
    "s j",
    "H",
    "H j j",
    "x",
    "x n",
    "L",
    "?",
    "? j j",
    ":",
    ": r e f",
    ": t h e m e enter j",
    "/ a b c",
    "ctrl-p",
    "ctrl-p m a r k",
    "+",
    "enter x",
    "tab",
    "tab tab",
    "tab tab tab",
    "enter z pagedown",
    "z z w",
    "w w enter",
    "d ] ] ] enter [",
    "b s G h /",
    "F b s",
    "g",
];

fn draw(script: &Script, theme: &Theme, (columns, rows): (u16, u16)) {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal
        .draw(|frame| ui::view(&script.model, theme, frame))
        .unwrap();
}

fn script(count: i64, size: (u16, u16)) -> Script {
    let mut script = Script::new(count, size);
    let symbols = ["EURUSD=X", "^FCHI", "BTC-USD"].map(str::to_owned).to_vec();
    let group = Group {
        name: "Watch".to_owned(),
        symbols,
    };
    script.model.ticker = Ticker::new(vec![group], true);
    script.model.wishes.ticker = true;
    if count > 0 {
        script.many_scripts();
        sick::with_sources(&mut script);
    }
    script
}

fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![(0_u16..130, 0_u16..50), (0_u16..=400, 0_u16..=120)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_model_is_drawn_in_any_frame(
        count in prop_oneof![Just(0_i64), Just(1), Just(30)],
        keys in proptest::sample::select(VIEWS),
        first in size(),
        second in size(),
        frame in size(),
        name in proptest::sample::select(vec![ThemeName::Mono, ThemeName::Ansi, ThemeName::Dark]),
    ) {
        let theme = Theme::new(name, Scheme::Western);
        let mut script = script(count, first);
        if !keys.is_empty() {
            script.keys(keys);
        }
        draw(&script, &theme, first);
        let (width, height) = second;
        script.event(Event::Resize { width, height });
        draw(&script, &theme, second);
        draw(&script, &theme, frame);
        script.keys("j down esc");
        draw(&script, &theme, frame);
    }
}
