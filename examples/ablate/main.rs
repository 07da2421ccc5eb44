//! What each stage of the extractor is worth: every page of the labelled sets is read with all
//! stages and once without each of them, judged by forests that have not seen its site.
//!
//!     train.py … --unseen FOLDS …                    once: forests and the names of their pages
//!     cargo run --release --example ablate -- FOLDS SET... [--without STAGE,STAGE]
//!
//! A row is a stage; a cell says what the set gains by it, in ten-thousandths of its F1; behind
//! them stand how many more titles, bylines, days and pictures are right. `--without` leaves out
//! all that it names at once, and prints that row alone. SET holds `truth.jsonl(.gz)` and `html/`.

mod score;
mod set;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context as _, bail};
use newswire::extract::body::forest::Forests;
use newswire::extract::stages::{Stage, Stages};
use newswire::extract::{self, Options};
use score::{FACTS, PageScore, SetScore};
use set::{Fold, Page, Set};

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folds = arguments.next().context("usage: ablate FOLDS SET...")?;
    let folds = set::folds(&PathBuf::from(folds))?;
    let mut sets = Vec::new();
    let mut variants: Vec<Vec<Stage>> = Stage::ALL.iter().map(|&stage| vec![stage]).collect();
    while let Some(argument) = arguments.next() {
        if argument == "--without" {
            let names = arguments
                .next()
                .context("--without wants names of stages")?;
            variants = vec![names.split(',').map(stage).collect::<Result<_, _>>()?];
        } else {
            sets.push(Set::read(&PathBuf::from(argument))?);
        }
    }
    variants.insert(0, Vec::new());
    let stages: Vec<Stages> = variants
        .iter()
        .map(|left_out| Stages::without(left_out))
        .collect();
    let scores: Vec<Vec<SetScore>> = sets
        .iter()
        .map(|set| measure(set, &folds, &stages))
        .collect();
    print(&sets, &variants, &scores);
    Ok(())
}

fn stage(name: &str) -> anyhow::Result<Stage> {
    let found = Stage::ALL.iter().find(|stage| format!("{stage:?}") == name);
    match found {
        Some(&stage) => Ok(stage),
        None => bail!("there is no stage {name}"),
    }
}

/// The score of a set with each choice of stages.
fn measure(set: &Set, folds: &[Fold], stages: &[Stages]) -> Vec<SetScore> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut read = Vec::new();
        while let Some(page) = set.pages.get(next.fetch_add(1, Ordering::Relaxed)) {
            let fold = folds.iter().find(|fold| fold.has(&set.name, &page.file));
            read.push(variants(page, fold.map(|fold| &fold.forests), stages));
        }
        read
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut scores: Vec<SetScore> = stages.iter().map(|_| SetScore::default()).collect();
    thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for page in running
            .into_iter()
            .filter_map(|thread| thread.join().ok())
            .flatten()
        {
            for (score, of_page) in scores.iter_mut().zip(page) {
                score.add(&of_page);
            }
        }
    });
    scores
}

/// A page read with each choice of stages.
fn variants(page: &Page, forests: Option<&Forests>, stages: &[Stages]) -> Vec<PageScore> {
    let mut whole = None;
    let read = |&stages: &Stages| {
        let options = Options {
            url: page.url.as_deref(),
            forests,
            stages,
            ..Options::default()
        };
        let article = extract::article(&page.html, &options);
        if let Some((known, score)) = &whole
            && article == *known
        {
            return PageScore::clone(score);
        }
        let mut score = page.truth.score(&article);
        score.is_changed = whole.is_some();
        whole.get_or_insert_with(|| (article, score.clone()));
        score
    };
    stages.iter().map(read).collect()
}

fn print(sets: &[Set], variants: &[Vec<Stage>], scores: &[Vec<SetScore>]) {
    let names = columns(sets, scores);
    println!(
        "| left out | pages | {} | {} |",
        names.join(" | "),
        FACTS.join(" | ")
    );
    println!("|{}", "---|".repeat(2 + names.len() + FACTS.len()));
    let whole = values(scores, 0);
    let shown: Vec<String> = whole.iter().map(|f1| format!("{f1:.4}")).collect();
    println!(
        "| nothing | | {} | {} |",
        shown.join(" | "),
        facts(scores, 0).map(|count| count.to_string()).join(" | ")
    );
    for (at, left_out) in variants.iter().enumerate().skip(1) {
        let changed: usize = scores.iter().map(|set| set[at].changed).sum();
        let without = values(scores, at);
        let gains = whole.iter().zip(without).map(|(f1, other)| f1 - other);
        let gains: Vec<String> = gains.map(|gain| format!("{:+.1}", gain * 1e4)).collect();
        let (all, fewer) = (facts(scores, 0), facts(scores, at));
        let more: Vec<String> = all
            .iter()
            .zip(fewer)
            .map(|(all, fewer)| format!("{:+}", all - fewer))
            .collect();
        let names: Vec<String> = left_out.iter().map(|stage| format!("{stage:?}")).collect();
        println!(
            "| {} | {changed} | {} | {} |",
            names.join(", "),
            gains.join(" | "),
            more.join(" | ")
        );
    }
}

/// The name of a measure, behind that of its set, and how a set is measured by it.
type Measure = (&'static str, fn(&SetScore) -> Option<f64>);

/// What a set has to compare: its texts, its snippets, or both.
const MEASURES: [Measure; 2] = [("", SetScore::text), (" snippets", SetScore::snippets)];

fn columns(sets: &[Set], scores: &[Vec<SetScore>]) -> Vec<String> {
    let mut names = Vec::new();
    for (set, scores) in sets.iter().zip(scores) {
        let known = MEASURES.iter().filter(|(_, f1)| f1(&scores[0]).is_some());
        names.extend(known.map(|(name, _)| format!("{}{name}", set.name)));
    }
    names
}

/// The F1 of each column.
fn values(scores: &[Vec<SetScore>], at: usize) -> Vec<f64> {
    let mut values = Vec::new();
    for set in scores {
        values.extend(MEASURES.iter().filter_map(|(_, f1)| f1(&set[at])));
    }
    values
}

/// How many of each fact are right, over all sets.
fn facts(scores: &[Vec<SetScore>], at: usize) -> [i64; FACTS.len()] {
    let mut sum = [0; FACTS.len()];
    for set in scores {
        for (sum, right) in sum.iter_mut().zip(set[at].facts) {
            *sum += right;
        }
    }
    sum
}
