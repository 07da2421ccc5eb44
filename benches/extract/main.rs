//! What an article costs, beside dom_smoothie and beside building the tree alone:
//! `cargo bench --bench extract`.
//!
//! All three read the same pages in the same run: the development pages of the measuring
//! sticks when they lie beside the checkout, else the demo's own. Pages are decoded
//! beforehand, and each figure is the best of some rounds, page by page.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use divan::black_box;
use flate2::read::GzDecoder;
use jiff::Timestamp;
use newswire::demo::articles::stories;
use newswire::demo::pages::{Context, article};
use newswire::demo::quotes::Market;
use newswire::extract::{self, Options};
use newswire::ingest::charset;

/// Rounds over all pages.
const ROUNDS: usize = 3;

fn main() {
    let (whose, pages) = development().map_or_else(
        || ("the demo's", demo()),
        |pages| ("the development", pages),
    );
    let bytes: usize = pages.iter().map(String::len).sum();
    println!("{} of {whose} pages, {bytes} bytes", pages.len());
    let mut best = vec![[f64::MAX; 3]; pages.len()];
    for _ in 0..ROUNDS {
        for (page, best) in pages.iter().zip(&mut best) {
            let times = [
                time(|| tree(page)),
                time(|| ours(page)),
                time(|| theirs(page)),
            ];
            for (best, time) in best.iter_mut().zip(times) {
                *best = best.min(time);
            }
        }
    }
    let mean =
        |which: usize| best.iter().map(|times| times[which]).sum::<f64>() / best.len() as f64;
    let worst = |which: usize| best.iter().map(|times| times[which]).fold(0.0, f64::max);
    let slowest = (0..pages.len()).max_by(|&a, &b| best[a][1].total_cmp(&best[b][1]));
    if let Some(slowest) = slowest {
        let times = best[slowest].map(|time| time * 1e3);
        let length = pages[slowest].len();
        println!(
            "the slowest for newswire has {length} bytes: tree {:.2} ms, newswire {:.2} ms, dom_smoothie {:.2} ms",
            times[0], times[1], times[2]
        );
    }
    for (which, name) in ["the tree alone", "newswire", "dom_smoothie"]
        .iter()
        .enumerate()
    {
        println!(
            "{name:16} mean {:6.3} ms   worst {:6.2} ms   {:.2} times the tree",
            mean(which) * 1e3,
            worst(which) * 1e3,
            mean(which) / mean(0)
        );
    }
}

fn time(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

/// The bare parse: nothing can be cheaper that needs a tree.
fn tree(page: &str) {
    black_box(scraper::Html::parse_document(page));
}

fn ours(page: &str) {
    let options = Options {
        url: Some("https://news.example/story"),
        ..Options::default()
    };
    black_box(extract::article(page, &options));
}

fn theirs(page: &str) {
    let url = Some("https://news.example/story");
    if let Ok(mut readability) = dom_smoothie::Readability::new(page, url, None) {
        drop(black_box(readability.parse()));
    }
}

fn demo() -> Vec<String> {
    let start: Timestamp = "2026-11-24T12:00:00Z".parse().expect("a time");
    let stories = stories();
    let context = Context {
        base: "https://demo.example",
        market: Market { seed: 7, start },
        stories: &stories,
    };
    stories
        .iter()
        .map(|story| article(story, &context))
        .collect()
}

/// The pages of all sets, if they are there.
fn development() -> Option<Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/extraction/dev");
    let mut files: Vec<PathBuf> = fs::read_dir(root)
        .ok()?
        .flatten()
        .filter_map(|set| fs::read_dir(set.path().join("html")).ok())
        .flat_map(|pages| pages.flatten().map(|page| page.path()))
        .collect();
    files.sort();
    let pages: Vec<String> = files.iter().filter_map(|file| read(file)).collect();
    (!pages.is_empty()).then_some(pages)
}

fn read(file: &Path) -> Option<String> {
    let raw = fs::read(file).ok()?;
    let mut bytes = Vec::new();
    if file.extension().is_some_and(|extension| extension == "gz") {
        GzDecoder::new(raw.as_slice())
            .read_to_end(&mut bytes)
            .ok()?;
    } else {
        bytes = raw;
    }
    Some(charset::decode_page(&bytes, None))
}
