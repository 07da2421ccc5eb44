//! How long a frame, a key and an article's lines take.

#[path = "../tests/support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use std::sync::Arc;

use divan::Bencher;
use jiff::{SignedDuration, Timestamp};
use newswire::app::event::Event;
use newswire::app::update;
use newswire::app::views::ticker::state::Ticker;
use newswire::market::notation;
use newswire::model::Group;
use newswire::model::key::chord;
use newswire::model::{Article, Block, HeadlineId, Hours, InstrumentKey, Quote, Series};
use newswire::text::article::{Form, LayoutOptions, Screen, layout};
use newswire::ui::theme::{Scheme, ThemeName};
use newswire::ui::{self, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use script::Script;

fn main() {
    divan::main();
}

#[divan::bench(args = [(80, 24), (120, 40), (250, 70)])]
fn frame(bencher: Bencher<'_, '_>, (width, height): (u16, u16)) {
    let script = Script::new(1_000, (width, height));
    let theme = Theme::new(ThemeName::Ansi, Scheme::Western);
    let mut terminal =
        Terminal::new(TestBackend::new(width, height)).expect("a test backend cannot fail");
    bencher.bench_local(|| {
        terminal
            .draw(|frame| ui::view(&script.model, &theme, frame))
            .expect("a test backend cannot fail");
    });
}

/// All that a large terminal shows at once: sidebar, list, a long article that is being read, and a
/// full ticker. The time to stay below is two milliseconds.
#[divan::bench(args = [(160, 45), (200, 60), (250, 70)])]
fn full_frame(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    let mut script = Script::new(1_000, size);
    let paragraph =
        |number| Block::paragraph(format!("{number} The ferry left at dawn. ").repeat(20));
    let article = Article {
        title: "The ferry".to_owned(),
        blocks: (0..200).map(paragraph).collect(),
        ..Article::default()
    };
    script.articles.insert(HeadlineId(1), Arc::new(article));
    let keys = give_ticker(&mut script);
    let now = script.model.now;
    let answers = keys.iter().zip(0..);
    let answers = answers.map(|(key, number)| (key.clone(), Ok(priced(key, number, now))));
    script.event(Event::Quotes {
        answers: answers.collect(),
        troubles: Vec::new(),
    });
    script.keys("enter pagedown");
    let panes = script.model.panes();
    let shown = [panes.sidebar, panes.list, panes.article, panes.ticker];
    assert!(shown.iter().all(Option::is_some), "{panes:?}");
    let theme = Theme::new(ThemeName::Dark, Scheme::Western);
    let backend = TestBackend::new(size.0, size.1);
    let mut terminal = Terminal::new(backend).expect("a test backend cannot fail");
    bencher.bench_local(|| {
        terminal
            .draw(|frame| ui::view(&script.model, &theme, frame))
            .expect("a test backend cannot fail");
    });
}

/// A watchlist of forty instruments.
fn give_ticker(script: &mut Script) -> Vec<InstrumentKey> {
    let symbols: Vec<String> = (0..40).map(|number| format!("S{number}.PA")).collect();
    let keys = symbols.iter().map(|symbol| notation::key(symbol)).collect();
    let group = Group {
        name: String::new(),
        symbols,
    };
    script.model.ticker = Ticker::new(vec![group], true);
    script.model.wishes.ticker = true;
    keys
}

/// One new price among forty rows: taken in, drawn with lit digits, and drawn again without.
/// Ten of these a second are what the busiest ticker costs.
#[divan::bench]
fn tick(bencher: Bencher<'_, '_>) {
    const SIZE: (u16, u16) = (200, 60);
    let mut script = Script::new(100, SIZE);
    let keys = give_ticker(&mut script);
    let theme = Theme::new(ThemeName::Ansi, Scheme::Western);
    let backend = TestBackend::new(SIZE.0, SIZE.1);
    let mut terminal = Terminal::new(backend).expect("a test backend cannot fail");
    let start = script.model.now;
    let (mut number, mut milliseconds) = (0_usize, 0_i64);
    bencher.bench_local(|| {
        number += 1;
        milliseconds += 50;
        for frame in 0..2 {
            milliseconds += 450 * frame;
            let now = start + SignedDuration::from_millis(milliseconds);
            if frame == 0 {
                let quote = priced(&keys[number % 40], number, now);
                let event = Event::Quotes {
                    answers: vec![(quote.key.clone(), Ok(quote))],
                    troubles: Vec::new(),
                };
                update::update(&mut script.model, now, event);
            } else {
                update::update(&mut script.model, now, Event::Deadline);
            }
            terminal
                .draw(|frame| ui::view(&script.model, &theme, frame))
                .expect("a test backend cannot fail");
        }
    });
}

fn priced(key: &InstrumentKey, number: usize, now: Timestamp) -> Quote {
    let cents = u32::try_from(number % 1_000).unwrap_or(0);
    let points = (0..100).map(|bar| (bar, Some(100.0 + f64::from(cents) / 100.0)));
    Quote {
        key: key.clone(),
        last: 100.0 + f64::from(cents) / 100.0,
        previous_close: Some(101.0),
        change_pct: Some(0.5),
        decimals: 2,
        as_of: Some(now),
        fetched_at: now,
        hours: Hours::Always,
        series: Series::new(points),
        provider: "bench".to_owned(),
        ..Quote::default()
    }
}

#[divan::bench(args = [1_000, 100_000, 1_000_000])]
fn key(bencher: Bencher<'_, '_>, headlines: i64) {
    let mut script = Script::new(100, (120, 40));
    let ids: Vec<_> = (1..=headlines).map(newswire::model::HeadlineId).collect();
    script.model.list.replace(ids);
    let key = chord("j").expect("a key")[0];
    let now = script.model.now;
    // The core alone: what it asks of the store is dropped.
    bencher.bench_local(|| update::update(&mut script.model, now, Event::Key(key)));
}

#[divan::bench(args = [10_000, 50_000])]
fn lines(bencher: Bencher<'_, '_>, words: usize) {
    let paragraph =
        "The ferry left at dawn and nobody on the quay said a word about it. ".repeat(4);
    let per_paragraph = paragraph.split_whitespace().count();
    let article = Article {
        blocks: vec![Block::paragraph(paragraph); words / per_paragraph],
        ..Article::default()
    };
    let screen = Screen {
        kicker: true,
        standfirst: true,
        band: true,
        ..Screen::default()
    };
    let options = LayoutOptions {
        width: 72,
        form: Form::Screen(screen),
        ..LayoutOptions::default()
    };
    bencher.bench_local(|| layout(&article, &options));
}
