//! How much of an article is right: the runs of four words of its text, or the snippets that must
//! and must not stand in it, as extraction benchmarks count them
//! (scrapinghub/article-extraction-benchmark, adbar/trafilatura); and four facts, right or wrong.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use newswire::model::{Article, When};
use serde_json::Value;

/// The facts that are compared.
pub const FACTS: [&str; 4] = ["title", "byline", "published", "image"];

/// Words of a run.
const RUN: usize = 4;

/// Runs of words, hashed, with how often each occurs.
type Runs = HashMap<u64, u32>;

/// What is right about a page.
pub struct Truth {
    runs: Option<Runs>,
    with: Vec<String>,
    without: Vec<String>,
    facts: [Vec<String>; 4],
    /// The text of its set begins with the standfirst.
    has_dek: bool,
}

/// How a page was read.
#[derive(Clone, Default)]
pub struct PageScore {
    /// Precision and recall of the text; without a text no precision.
    text: Option<(Option<f64>, f64)>,
    /// Snippets that are there, that are there and should not be, that are missing.
    snippets: [u32; 3],
    facts: [i64; 4],
    /// It was read otherwise than with all stages.
    pub is_changed: bool,
}

/// How the pages of a set were read.
#[derive(Default)]
pub struct SetScore {
    precisions: Vec<f64>,
    recalls: Vec<f64>,
    snippets: [u32; 3],
    /// How many of each fact are right.
    pub facts: [i64; 4],
    /// Pages that were read otherwise than with all stages.
    pub changed: usize,
}

impl Truth {
    /// Reads a row of `truth.jsonl`.
    pub fn read(set: &str, row: &Value) -> Self {
        let list = |name: &str| -> Vec<String> {
            match &row[name] {
                Value::String(text) => vec![text.clone()],
                Value::Array(items) => {
                    let texts = items.iter().filter_map(Value::as_str);
                    texts.map(str::to_owned).collect()
                }
                _ => Vec::new(),
            }
        };
        let spaced = |name: &str| list(name).iter().map(|text| fold_space(text)).collect();
        let text = row["text"].as_str().filter(|text| !text.is_empty());
        Self {
            runs: text.map(runs),
            with: spaced("with"),
            without: spaced("without"),
            facts: FACTS.map(list),
            has_dek: set == "fundus",
        }
    }

    /// Compares an article.
    pub fn score(&self, article: &Article) -> PageScore {
        let mut text = article.text();
        if let Some(dek) = article.dek.as_ref().filter(|_| self.has_dek)
            && !words(&text).join(" ").contains(&words(dek).join(" "))
        {
            text = format!("{dek}\n\n{text}");
        }
        let spaced = fold_space(&text);
        let count = |snippets: &[String], is_there: bool| {
            let there = snippets
                .iter()
                .filter(|snippet| spaced.contains(snippet.as_str()) == is_there);
            u32::try_from(there.count()).unwrap_or(u32::MAX)
        };
        PageScore {
            text: self
                .runs
                .as_ref()
                .map(|truth| compared(truth, &runs(&text))),
            snippets: [
                count(&self.with, true),
                count(&self.without, true),
                count(&self.with, false),
            ],
            facts: self.facts(article),
            is_changed: false,
        }
    }

    fn facts(&self, article: &Article) -> [i64; 4] {
        let [title, byline, published, image] = &self.facts;
        let folded = |text: &str| words(text).join(" ").to_lowercase();
        let is_title = title
            .iter()
            .any(|title| folded(title) == folded(&article.title));
        let names = |names: &[String]| {
            let mut names: Vec<String> = names.iter().map(|name| folded(name)).collect();
            names.sort_unstable();
            names
        };
        let is_byline = !byline.is_empty() && names(byline) == names(&article.byline);
        let day = article.published.map(When::to_text).unwrap_or_default();
        let is_day = published
            .iter()
            .any(|truth| day.get(..10).is_some_and(|day| truth.starts_with(day)));
        let file = |address: &str| {
            address
                .rsplit('/')
                .next()
                .map(|file| file.split('?').next().map(str::to_lowercase))
        };
        let image_file = article.image.as_deref().map(file);
        let is_image = image.iter().any(|truth| Some(file(truth)) == image_file);
        [is_title, is_byline, is_day, is_image].map(i64::from)
    }
}

impl SetScore {
    /// Adds a page.
    pub fn add(&mut self, page: &PageScore) {
        if let Some((precision, recall)) = page.text {
            self.precisions.extend(precision);
            self.recalls.push(recall);
        }
        for (sum, count) in self.snippets.iter_mut().zip(page.snippets) {
            *sum += count;
        }
        for (sum, right) in self.facts.iter_mut().zip(page.facts) {
            *sum += right;
        }
        self.changed += usize::from(page.is_changed);
    }

    /// F1 of the text where it is known, 0 to 1.
    pub fn text(&self) -> Option<f64> {
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
        (!self.recalls.is_empty()).then(|| f1(mean(&self.precisions), mean(&self.recalls)))
    }

    /// F1 of the snippets where some are known, 0 to 1.
    pub fn snippets(&self) -> Option<f64> {
        let [there, extra, missing] = self.snippets.map(f64::from);
        let share = |other: f64| there / (there + other).max(1.0);
        (there + missing > 0.0).then(|| f1(share(extra), share(missing)))
    }
}

fn f1(precision: f64, recall: f64) -> f64 {
    2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
}

/// Precision and recall of the runs of a text.
fn compared(truth: &Runs, read: &Runs) -> (Option<f64>, f64) {
    let total = |runs: &Runs| f64::from(runs.values().sum::<u32>());
    let common = truth
        .iter()
        .map(|(run, count)| read.get(run).map_or(0, |other| *other.min(count)));
    let common = f64::from(common.sum::<u32>());
    let precision = (!read.is_empty()).then(|| common / total(read));
    (precision, common / total(truth).max(1.0))
}

fn runs(text: &str) -> Runs {
    let words = words(text);
    let mut runs = Runs::new();
    let length = RUN.min(words.len()).max(1);
    for run in words.windows(length) {
        let mut hasher = DefaultHasher::new();
        run.hash(&mut hasher);
        *runs.entry(hasher.finish()).or_default() += 1;
    }
    runs
}

/// The words of a text; in scripts that part no words each character is one.
fn words(text: &str) -> Vec<&str> {
    let is_wide = |c: char| {
        matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
    };
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let is_word = (c.is_alphanumeric() || c == '_') && !is_wide(c);
        match start {
            Some(from) if !is_word => {
                words.push(&text[from..at]);
                start = None;
            }
            None if is_word => start = Some(at),
            _ => {}
        }
        if is_wide(c) && c.is_alphanumeric() {
            words.push(&text[at..at + c.len_utf8()]);
        }
    }
    words.extend(start.map(|from| &text[from..]));
    words
}

fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
