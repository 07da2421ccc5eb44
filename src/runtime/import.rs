//! Moving in from another reader: one way for the command line and the reader.
//!
//! First the file is recognised by its content, then the sources go into the configuration, then
//! the articles into the store. A trial goes the same way with hands behind the back.

mod report;
mod typed;

use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::clock;
use crate::app::command;
use crate::config::{self, edit};
use crate::extract;
use crate::ingest::import_formats::address;
use crate::ingest::import_formats::starred::{Kept, Starred};
use crate::ingest::import_formats::{self, DATABASE_MAGIC, Moving, Reason, Remark, Subscriptions};
use crate::markup::address::normalise;
use crate::model::{Article, Entry, SourceId, SourceSpec, When};
use crate::store::Store;
use crate::store::import::{Incoming, IncomingPage, Tally, Trial};
use crate::store::newsboat::{Cache, CachedArticle, CachedFeed};
pub(crate) use report::Report;
pub(crate) use typed::path as typed_path;

/// Largest list that is read; a cache may be of any size.
const MAX_BYTES: u64 = 128 << 20;

/// Kept pages of one transaction.
const PAGES: usize = 200;

/// Where things go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Places<'a> {
    /// Sources.
    pub config_file: &'a Path,
    /// Articles.
    pub database: &'a Path,
}

/// What the user may choose.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// Only say what would be done.
    pub dry_run: bool,
    /// newsboat's flags that make a favourite; any, if it is empty.
    pub flags: String,
}

/// What is read.
#[derive(Debug)]
pub(crate) enum Input {
    /// A file, or newsboat's folder.
    Path(PathBuf),
    /// A list that was piped in.
    Bytes(Vec<u8>),
}

/// Everything that was found in the input.
#[derive(Default)]
struct Found {
    /// `None` when the input says nothing of sources.
    list: Option<Subscriptions>,
    cache: Option<Cache>,
    starred: Option<Starred>,
    hint: Option<String>,
}

/// Imports, or tries to.
///
/// # Errors
/// When the input cannot be read or is nothing that can be imported, or when configuration or
/// store cannot be written.
pub(crate) fn run(input: Input, places: Places<'_>, options: &Options) -> anyhow::Result<Report> {
    let mut found = match input {
        Input::Bytes(bytes) if bytes.starts_with(DATABASE_MAGIC) => {
            bail!("a database cannot be piped in; name the file: newswire import cache.db")
        }
        Input::Bytes(bytes) => of_bytes(&bytes)?,
        Input::Path(path) => of_path(&path)?,
    };
    let mut report = Report::new(places.config_file, options.dry_run);
    report.hint = found.hint.take();
    let mut specs = Vec::new();
    if let Some(list) = found.list.take() {
        specs = report.take(list);
        if options.dry_run {
            report.added = edit::missing_sources(places.config_file, &specs)?;
        } else {
            (report.added, report.change) = edit::add_sources_to(places.config_file, &specs)?;
        }
    }
    if found.cache.is_some() || found.starred.is_some() {
        let mut target = Target::open(places, &specs, options.dry_run)?;
        if let Some(cache) = &found.cache {
            from_cache(cache, &mut target, &options.flags, &mut report)?;
        }
        if let Some(starred) = found.starred {
            from_starred(starred, &mut target, &mut report)?;
        }
    }
    Ok(report)
}

fn of_path(path: &Path) -> anyhow::Result<Found> {
    if path.is_dir() {
        return of_folder(path);
    }
    let named = || format!("cannot read {}", path.display());
    let mut file = std::fs::File::open(path).with_context(named)?;
    let mut bytes = Vec::new();
    let magic = DATABASE_MAGIC.len() as u64;
    file.by_ref()
        .take(magic)
        .read_to_end(&mut bytes)
        .with_context(named)?;
    if bytes == DATABASE_MAGIC {
        let cache = Cache::open(path)?;
        return Ok(Found {
            list: Some(cached_sources(&cache)?),
            cache: Some(cache),
            starred: None,
            hint: beside(path),
        });
    }
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .with_context(named)?;
    if bytes.len() as u64 > MAX_BYTES {
        bail!("{} is larger than {} MiB", path.display(), MAX_BYTES >> 20);
    }
    of_bytes(&bytes).with_context(|| path.display().to_string())
}

/// A cache knows neither the names nor the tags that the user gave.
fn beside(cache: &Path) -> Option<String> {
    let folder = cache
        .parent()
        .filter(|folder| folder.join("urls").is_file())?;
    Some(format!(
        "names and tags stand in the urls file beside it: import the folder {}",
        folder.display()
    ))
}

/// newsboat's folder: its `urls` file is the truth about sources, its cache holds the articles.
fn of_folder(folder: &Path) -> anyhow::Result<Found> {
    let (urls, cache) = (folder.join("urls"), folder.join("cache.db"));
    let mut found = Found::default();
    if urls.is_file() {
        found = of_path(&urls)?;
    }
    if cache.is_file() {
        let cache = Cache::open(&cache)?;
        if found.list.is_none() {
            found.list = Some(cached_sources(&cache)?);
        }
        found.cache = Some(cache);
    }
    if found.list.is_none() && found.starred.is_none() {
        bail!(
            "{} holds neither newsboat's urls file nor its cache.db; name the file to import",
            folder.display()
        );
    }
    Ok(found)
}

fn of_bytes(bytes: &[u8]) -> Result<Found, import_formats::MovingError> {
    let mut found = Found::default();
    match import_formats::read(bytes)? {
        Moving::List(list) => found.list = Some(list),
        Moving::Starred(starred) => found.starred = Some(starred),
    }
    Ok(found)
}

/// A cache alone says which feeds there were: those that hold articles come in.
fn cached_sources(cache: &Cache) -> anyhow::Result<Subscriptions> {
    let mut list = import_formats::Collection::new("newsboat's cache");
    for feed in cache.feeds()? {
        list.add(&feed.url, None, None, []);
    }
    Ok(list.finish())
}

/// Where articles go.
struct Target {
    /// In a trial it is only looked at.
    store: Store,
    trial: Option<Trial>,
    /// Sources by normalised address; `None` is one that a trial would add.
    sources: HashMap<String, Option<SourceId>>,
}

/// A source that articles go under.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    /// Its normalised address.
    identity: String,
    /// `None` is one that a trial would add.
    id: Option<SourceId>,
}

impl Target {
    fn open(places: Places<'_>, specs: &[SourceSpec], dry_run: bool) -> anyhow::Result<Self> {
        let configured = config::load(Some(places.config_file), &command::table::names())
            .config
            .sources;
        let mut sources: HashMap<String, Option<SourceId>> = HashMap::new();
        let store = if dry_run {
            let all = specs.iter().chain(&configured);
            sources.extend(all.map(|spec| (normalise(&spec.url), None)));
            match Store::look(places.database)? {
                Some(store) => store,
                None => Store::open_in_memory()?,
            }
        } else {
            let mut store = Store::open(places.database)?;
            store.set_sources(&configured)?;
            store
        };
        for source in store.sources()? {
            let key = normalise(&source.url);
            if !dry_run || sources.contains_key(&key) {
                sources.insert(key, Some(source.id));
            }
        }
        Ok(Self {
            store,
            trial: dry_run.then(Trial::default),
            sources,
        })
    }

    /// The source at an address.
    fn source(&self, url: &str) -> Option<Place> {
        let identity = normalise(url);
        let id = *self.sources.get(&identity)?;
        Some(Place { identity, id })
    }

    /// Until its first download a source has the title that the other reader knows.
    fn name(&mut self, place: &Place, title: &str) -> anyhow::Result<()> {
        if let (None, Some(source)) = (&self.trial, place.id) {
            let title = import_formats::name(title);
            self.store.suggest_title(source, &title)?;
        }
        Ok(())
    }

    fn import(&mut self, place: &Place, incoming: &[Incoming]) -> anyhow::Result<Tally> {
        let now = clock::now();
        Ok(match (&mut self.trial, place.id) {
            (Some(trial), source) => {
                let place = (place.identity.as_str(), source);
                self.store.try_import(place, incoming, trial)?
            }
            (None, Some(source)) => self.store.import(source, incoming, now)?,
            // Only a trial knows sources without a number.
            (None, None) => Tally::default(),
        })
    }

    fn import_pages(&mut self, pages: &[IncomingPage]) -> anyhow::Result<Tally> {
        Ok(match &mut self.trial {
            Some(trial) => self.store.try_import_pages(pages, trial)?,
            None => self.store.import_pages(pages, clock::now())?,
        })
    }
}

/// Articles of feeds that are sources go under them; of the others only what was kept comes in.
fn from_cache(
    cache: &Cache,
    target: &mut Target,
    flags: &str,
    report: &mut Report,
) -> anyhow::Result<()> {
    report.brings_articles = true;
    for feed in cache.feeds()? {
        let url = address::read(&feed.url, None).ok().map(|found| found.url);
        let place = url.and_then(|url| target.source(&url));
        if let Some(place) = &place {
            target.name(place, &feed.title)?;
        }
        let mut kept = 0;
        let mut after = Some(0);
        while let Some(start) = after {
            let batch = cache.articles(&feed, start)?;
            after = batch.next;
            let articles = batch.articles.into_iter().map(|one| incoming(one, flags));
            if let Some(place) = &place {
                let articles: Vec<Incoming> = articles.collect();
                report.articles += target.import(place, &articles)?;
                continue;
            }
            let pages: Vec<IncomingPage> = articles
                .filter(|one| one.favourite)
                .filter_map(|one| page(one.entry, one.read, site_of(&feed)))
                .collect();
            kept += pages.len() as u64;
            report.pages += target.import_pages(&pages)?;
        }
        if place.is_none() {
            report.homeless(&feed.url, feed.articles.saturating_sub(kept));
        }
    }
    Ok(())
}

fn incoming(cached: CachedArticle, flags: &str) -> Incoming {
    let counts =
        |flag: char| flag.is_ascii_alphabetic() && (flags.is_empty() || flags.contains(flag));
    Incoming {
        entry: cached.article.entry(),
        read: cached.read,
        favourite: cached.flags.chars().any(counts),
    }
}

fn site_of(feed: &CachedFeed) -> Option<String> {
    Some(import_formats::name(&feed.title)).filter(|title| !title.is_empty())
}

/// Kept articles go under their source when it is configured, else outside of all.
fn from_starred(starred: Starred, target: &mut Target, report: &mut Report) -> anyhow::Result<()> {
    report.brings_articles = true;
    report.damage = report.damage.or(starred.damage);
    let mut under: Vec<(Place, Vec<Incoming>)> = Vec::new();
    let mut pages: Vec<IncomingPage> = Vec::new();
    report.remark(starred.remarks);
    for kept in starred.articles {
        let addresses = [kept.feed.as_deref(), kept.site.as_deref()];
        let place = addresses
            .into_iter()
            .flatten()
            .find_map(|url| target.source(url));
        let Kept {
            entry,
            read,
            source_name,
            ..
        } = kept;
        if let Some(place) = place {
            let at = under.iter().position(|(known, _)| *known == place);
            let at = at.unwrap_or_else(|| {
                under.push((place, Vec::new()));
                under.len() - 1
            });
            under[at].1.push(Incoming {
                entry,
                read,
                favourite: true,
            });
            continue;
        }
        let title = entry.title.clone();
        match page(entry, read, source_name) {
            Some(page) => pages.push(page),
            None => report.remark(vec![Remark {
                what: title,
                reason: Reason::NoPlace,
            }]),
        }
    }
    for (place, articles) in under {
        for articles in articles.chunks(PAGES) {
            report.articles += target.import(&place, articles)?;
        }
    }
    for pages in pages.chunks(PAGES) {
        report.pages += target.import_pages(pages)?;
    }
    Ok(())
}

/// A kept article outside of all sources; its text is the article.
fn page(entry: Entry, read: bool, site: Option<String>) -> Option<IncomingPage> {
    let url = entry.link?;
    let base = url::Url::parse(&url).ok();
    let html = entry.content_html.unwrap_or_default();
    let article = Article {
        url: Some(url.clone()),
        title: entry.title,
        byline: entry.author.into_iter().collect(),
        published: entry.published.map(When::utc),
        site,
        blocks: extract::fragment(&html, base.as_ref()),
        ..Article::default()
    };
    Some(IncomingPage { url, article, read })
}
