//! What learning from a site's pages is worth: precision and recall on invented sites, judged
//! page by page without it, with what five other pages taught, and in the order of a feed.
//!
//! `cargo test --test site_learning -- --nocapture` prints the table.

mod site_set;

use std::collections::HashMap;

use newswire::extract::site::{MAX_BYTES, Template};
use newswire::extract::{self, Options};
use site_set::{PAGES, Page, Site, sites};

/// Pages that are learned from before the others are measured.
const LEARNED: usize = 5;

/// Mean precision and recall of pages, by shingles of four words (in scripts without spaces,
/// characters); F1 is of the means.
#[derive(Debug, Clone, Copy, Default)]
struct Score {
    precision: f64,
    recall: f64,
    pages: f64,
}

impl Score {
    fn add(&mut self, (precision, recall): (f64, f64)) {
        self.precision += precision;
        self.recall += recall;
        self.pages += 1.0;
    }

    fn join(&mut self, other: Self) {
        self.precision += other.precision;
        self.recall += other.recall;
        self.pages += other.pages;
    }

    fn precision(&self) -> f64 {
        self.precision / self.pages
    }

    fn recall(&self) -> f64 {
        self.recall / self.pages
    }

    fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        2.0 * precision * recall / (precision + recall)
    }
}

fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff)
}

fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        let ends = !c.is_alphanumeric() || is_wide(c);
        if ends && !word.is_empty() {
            tokens.push(std::mem::take(&mut word));
        }
        if is_wide(c) {
            tokens.push(c.to_string());
        } else if !ends {
            word.push(c);
        }
    }
    tokens.extend((!word.is_empty()).then_some(word));
    tokens
}

fn shingles(tokens: &[String]) -> HashMap<&[String], i32> {
    let mut counts = HashMap::new();
    for shingle in tokens.windows(4.min(tokens.len().max(1))) {
        *counts.entry(shingle).or_default() += 1;
    }
    counts
}

fn score(truth: &str, got: &str) -> (f64, f64) {
    let (truth, got) = (tokens(truth), tokens(got));
    let (truth, got) = (shingles(&truth), shingles(&got));
    let common: i32 = got
        .iter()
        .map(|(shingle, count)| (*count).min(truth.get(shingle).copied().unwrap_or(0)))
        .sum();
    let total = |counts: &HashMap<&[String], i32>| f64::from(counts.values().sum::<i32>().max(1));
    let common = f64::from(common);
    (common / total(&got), common / total(&truth))
}

fn options(page: &Page) -> Options<'_> {
    Options {
        url: Some(&page.url),
        ..Options::default()
    }
}

fn alone(pages: &[Page]) -> Score {
    let mut sum = Score::default();
    for page in pages {
        let article = extract::article(&page.html, &options(page));
        sum.add(score(&page.truth, &article.text()));
    }
    sum
}

/// In order, each page with what those before it taught; `template` goes on learning.
fn in_order(pages: &[Page], template: &mut Template) -> Score {
    let mut sum = Score::default();
    for page in pages {
        let article = extract::article_of_site(&page.html, &options(page), template);
        if std::env::var_os("SHOW").is_some_and(|name| page.url.contains(name.to_str().unwrap())) {
            println!(
                "{}\n{}\n--- truth\n{}\n",
                page.url,
                article.text(),
                page.truth
            );
        }
        sum.add(score(&page.truth, &article.text()));
    }
    sum
}

/// The scores of a site: without, with five pages learned, and both over the whole feed.
struct Row {
    name: &'static str,
    before: Score,
    after: Score,
    feed_before: Score,
    feed_after: Score,
    bytes: usize,
}

fn row(site: &Site) -> Row {
    assert_eq!(site.pages.len(), PAGES);
    let mut learned = Template::default();
    in_order(&site.pages[..LEARNED], &mut learned);
    let mut after = Score::default();
    for page in &site.pages[LEARNED..] {
        // Each by itself: none learns from the others that are measured.
        let site = Some(&learned);
        let options = Options {
            site,
            ..options(page)
        };
        let article = extract::article(&page.html, &options);
        after.add(score(&page.truth, &article.text()));
    }
    let mut template = Template::default();
    Row {
        name: site.name,
        before: alone(&site.pages[LEARNED..]),
        after,
        feed_before: alone(&site.pages),
        feed_after: in_order(&site.pages, &mut template),
        bytes: template.to_bytes().len(),
    }
}

fn print(name: &str, before: Score, after: Score, note: &str) {
    println!(
        "{name:12} P {:.4} -> {:.4}   R {:.4} -> {:.4}   F1 {:.4} -> {:.4}   {note}",
        before.precision(),
        after.precision(),
        before.recall(),
        after.recall(),
        before.f1(),
        after.f1()
    );
}

#[test]
fn learning_raises_precision_and_costs_no_text() {
    let rows: Vec<Row> = sites().iter().map(row).collect();
    let mut totals = [Score::default(); 4];
    for row in &rows {
        print(
            row.name,
            row.before,
            row.after,
            &format!("{} bytes", row.bytes),
        );
        print("", row.feed_before, row.feed_after, "in the feed's order");
        let parts = [row.before, row.after, row.feed_before, row.feed_after];
        for (total, part) in totals.iter_mut().zip(parts) {
            total.join(part);
        }
    }
    let [before, after, feed_before, feed_after] = totals;
    print("all", before, after, "after five pages");
    print("", feed_before, feed_after, "in the feed's order");
    for (before, after) in [(before, after), (feed_before, feed_after)] {
        assert!(after.precision() > before.precision(), "precision");
        assert!(after.recall() > before.recall() - 0.002, "recall");
        assert!(after.f1() > before.f1(), "F1");
    }
    for row in &rows {
        assert!(row.after.f1() > row.before.f1() - 0.005, "{}", row.name);
        assert!(
            row.feed_after.f1() > row.feed_before.f1() - 0.005,
            "{}",
            row.name
        );
        assert!(row.bytes <= MAX_BYTES, "{}", row.name);
    }
}
