//! How long a frame, a key and an article's lines take.

#[path = "../tests/support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use divan::Bencher;
use newswire::model::{Article, Block};
use newswire::text::article::{LayoutOptions, layout};
use newswire::ui::theme::{Name, Scheme};
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
    let theme = Theme::new(Name::Ansi, Scheme::Western);
    let mut terminal =
        Terminal::new(TestBackend::new(width, height)).expect("a test backend cannot fail");
    bencher.bench_local(|| {
        terminal
            .draw(|frame| ui::view(&script.model, &theme, frame))
            .expect("a test backend cannot fail");
    });
}

#[divan::bench(args = [1_000, 100_000, 1_000_000])]
fn key(bencher: Bencher<'_, '_>, headlines: i64) {
    let mut script = Script::new(100, (120, 40));
    script.hold = true;
    let ids = (1..=headlines).map(newswire::model::HeadlineId).collect();
    script.model.list.replace(ids);
    bencher.bench_local(|| {
        script.keys("j");
        script.effects.clear();
    });
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
    let options = LayoutOptions {
        width: 76,
        ..LayoutOptions::default()
    };
    bencher.bench_local(|| layout(&article, &options));
}
