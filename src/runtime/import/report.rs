//! What an import did, or would do, in words.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use crate::ingest::import_formats::{Reason, Remark, Subscriptions};
use crate::markup::clean;
use crate::model::{FileChange, SourceSpec, counted};
use crate::store::import::Tally;

/// Things of a class that are named; the rest is counted.
const NAMED: usize = 3;

/// The outcome of an import.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// Where sources go.
    config_file: PathBuf,
    /// Nothing was written.
    dry_run: bool,
    /// The input was a list of sources.
    brings_sources: bool,
    /// The input holds articles.
    pub(super) brings_articles: bool,
    /// All sources of the list.
    sources: Vec<SourceSpec>,
    /// Addresses of those that were not there before.
    pub added: Vec<String>,
    /// What takes them out again.
    pub change: Option<FileChange>,
    /// How often a source stood in the list again.
    merged: usize,
    /// Articles that came under a source.
    pub(super) articles: Tally,
    /// Kept articles outside of all sources.
    pub(super) pages: Tally,
    remarks: Vec<Remark>,
    /// Feeds that are no sources, each with the number of its articles that stayed outside.
    homeless: Vec<(String, u64)>,
    /// What the user could have done better.
    pub(super) hint: Option<String>,
    /// What was wrong with the file.
    pub(super) damage: Option<&'static str>,
}

impl Report {
    pub(super) fn new(config_file: &Path, dry_run: bool) -> Self {
        Self {
            config_file: config_file.to_path_buf(),
            dry_run,
            ..Self::default()
        }
    }

    /// Notes what became of the list; returns its sources.
    pub(super) fn take(&mut self, list: Subscriptions) -> Vec<SourceSpec> {
        self.brings_sources = true;
        self.merged = list.merged;
        self.remarks.extend(list.remarks);
        self.damage = self.damage.or(list.damage);
        self.sources.clone_from(&list.sources);
        list.sources
    }

    pub(super) fn remark(&mut self, remarks: Vec<Remark>) {
        self.remarks.extend(remarks);
    }

    /// Articles of a feed that is no source stayed outside.
    pub(super) fn homeless(&mut self, feed: &str, articles: u64) {
        if articles > 0 {
            self.homeless.push((clean::line(feed), articles));
        }
    }

    /// Whether there was nothing that could come in.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        let articles = self.articles.new + self.articles.known + self.pages.new + self.pages.known;
        self.sources.is_empty() && articles == 0
    }

    /// One line that sums up.
    #[must_use]
    pub(crate) fn summary(&self) -> String {
        let mut parts = Vec::new();
        if self.brings_sources {
            let file = self.config_file.display();
            let known = self.sources.len() - self.added.len();
            let to = if self.dry_run {
                "to add to"
            } else {
                "added to"
            };
            let were = if self.dry_run { "" } else { "were " };
            let mut part = format!(
                "{} {to} {file}, {known} {were}there already",
                self.added.len()
            );
            if self.merged > 0 {
                part += &format!(", {} named more than once", self.merged);
            }
            parts.push(part);
        }
        parts.extend(self.of_articles());
        let head = if self.dry_run {
            "nothing written: "
        } else {
            ""
        };
        format!("{head}{}", parts.join("; "))
    }

    fn of_articles(&self) -> Option<String> {
        if !self.brings_articles {
            return None;
        }
        let mut all = self.articles;
        all += self.pages;
        let what = if self.dry_run { "to add" } else { "added" };
        let mut part = format!(
            "{} {what}, {} there already",
            counted(all.new, "article"),
            all.known
        );
        if all.read > 0 {
            part += &format!(", {} marked read", all.read);
        }
        if all.favourites > 0 {
            part += &format!(", {}", counted(all.favourites, "new favourite"));
        }
        if self.pages.new > 0 {
            part += &format!(" ({} outside of all sources)", self.pages.new);
        }
        Some(part)
    }

    /// One line for each class of things that did not come in, or not as they were.
    #[must_use]
    pub(crate) fn remarks(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(damage) = self.damage {
            lines.push(format!(
                "the file is damaged ({damage}): what stands before the damage came in, more may be missing"
            ));
        }
        for (reason, named) in self.classes() {
            let count = named.len();
            let how = if reason.is_left_out() {
                "left out:"
            } else {
                "taken,"
            };
            let examples = named
                .iter()
                .take(NAMED)
                .copied()
                .collect::<Vec<_>>()
                .join(", ");
            let more = match count.saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            lines.push(format!(
                "{count} {how} {}: {examples}{more}",
                reason.words()
            ));
        }
        if !self.homeless.is_empty() {
            let articles: u64 = self.homeless.iter().map(|(_, articles)| articles).sum();
            let feeds: HashSet<&str> = self
                .homeless
                .iter()
                .map(|(feed, _)| feed.as_str())
                .collect();
            let example = &self.homeless[0].0;
            lines.push(format!(
                "{} left out, of {} not among your sources: {example}{}",
                counted(articles, "article"),
                counted(feeds.len(), "feed"),
                if feeds.len() > 1 { ", …" } else { "" },
            ));
        }
        lines.extend(self.hint.clone());
        lines
    }

    fn classes(&self) -> BTreeMap<Reason, Vec<&str>> {
        let mut classes: BTreeMap<Reason, Vec<&str>> = BTreeMap::new();
        for remark in &self.remarks {
            classes.entry(remark.reason).or_default().push(&remark.what);
        }
        classes
    }

    /// What a trial found, a line for each source and each thing that would stay outside.
    #[must_use]
    pub(crate) fn details(&self) -> Vec<String> {
        let added: HashSet<&str> = self.added.iter().map(String::as_str).collect();
        let mut lines: Vec<String> = self
            .sources
            .iter()
            .map(|source| {
                let is_new = added.contains(source.url.as_str());
                let sign = if is_new { "add   " } else { "known " };
                let mut line = format!("{sign} {}", source.url);
                if let Some(name) = &source.name {
                    line += &format!("  {name}");
                }
                if !source.groups.is_empty() {
                    line += &format!("  [{}]", source.groups.join(", "));
                }
                line
            })
            .collect();
        let outside = self
            .remarks
            .iter()
            .filter(|remark| remark.reason.is_left_out());
        lines.extend(outside.map(|remark| format!("leave  {}", remark.what)));
        lines
    }

    /// All in one line, for a status line.
    #[must_use]
    pub(crate) fn message(&self) -> String {
        let mut parts = Vec::new();
        if self.brings_sources {
            let known = self.sources.len() - self.added.len();
            parts.push(match (self.added.len(), known) {
                (0, _) => "these sources are there already".to_owned(),
                (added, 0) => format!("added {}", counted(added, "source")),
                (added, known) => {
                    format!(
                        "added {}, {known} were there already",
                        counted(added, "source")
                    )
                }
            });
            if self.sources.is_empty() {
                parts.clear();
            }
        }
        parts.extend(self.of_articles());
        if self.damage.is_some() {
            parts.push("the file is damaged, more may be missing".to_owned());
        }
        let outside = self
            .remarks
            .iter()
            .filter(|remark| remark.reason.is_left_out())
            .count();
        if outside > 0 {
            parts.push(format!(
                "{outside} left out (`newswire import --dry-run` names them)"
            ));
        }
        parts.join("; ")
    }
}
