//! `newswire extract`: the article of a page, or of a folder of them, as JSON; or what was
//! decided about each block of a page.

use std::collections::HashMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread::{Builder, ScopedJoinHandle};

use anyhow::Context;
use serde_json::Value;

use super::arguments::Extract;
use super::outcome::{Outcome, complain};
use super::session::{Session, event_loop, read_file};
use crate::extract::body::rules::Rules;
use crate::extract::{self, Options};
use crate::ingest::charset;
use crate::model::SiteRule;
use crate::net::NamedBy;
use crate::plain::{explanation, json};
use crate::runtime::extract_options::of_site;
use crate::runtime::page;

/// As much as the main thread has: a page is a tree, and trees are walked recursively.
const STACK: usize = 8 << 20;

/// Runs it.
pub(super) fn run(session: &Session, options: &Extract) -> anyhow::Result<Outcome> {
    if let Some(folder) = &options.batch {
        return batch(folder);
    }
    let place = options.page.as_deref().unwrap_or(Path::new("-"));
    let found = match place.to_str().filter(|place| is_address(place)) {
        Some(url) => downloaded(session, url)?,
        None => saved(place, options.url.as_deref())?,
    };
    let rules = Rules::of(&rules(session, found.url.as_deref()));
    let selector = found.url.as_deref().and_then(|url| selector(session, url));
    let extraction = Options {
        url: found.url.as_deref(),
        selector: selector.as_deref(),
        rules: Some(&rules),
        ..Options::default()
    };
    if !options.explain {
        let article = extract::article(&found.html, &extraction);
        json::print(&extract::output::json::record(&found.name, &article))?;
        return Ok(Outcome::Done);
    }
    let explanation = extract::explain::explain(&found.html, &extraction);
    if options.json {
        json::print(&explanation)?;
    } else {
        explanation::print(&explanation)?;
    }
    Ok(if explanation.blocks.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

/// The user's rules for the page's site; mistakes in the file are printed and the rest holds.
fn rules(session: &Session, url: Option<&str>) -> Vec<SiteRule> {
    let Some(url) = url else {
        return Vec::new();
    };
    let loaded = session.site_rules();
    for problem in &loaded.problems {
        complain(&format!(
            "{}:{}: {}; `newswire check` shows it",
            problem.file, problem.line, problem.message
        ));
    }
    of_site(loaded.rules, url)
}

/// The user's selector of the text, if the page is that of a stored headline whose source has one.
fn selector(session: &Session, url: &str) -> Option<String> {
    let config = session.loaded().config;
    let mut sources = config.sources.iter();
    if !sources.any(|spec| spec.selectors.article.is_some()) || !session.paths.database().exists() {
        return None;
    }
    // A page can be judged without a store.
    let store = session.store_to_read(&config).ok()?;
    let headline = store.headline(store.find_link(url).ok()??).ok()??;
    store.spec(headline.source).ok()??.selectors.article
}

/// A page to judge.
struct Page {
    /// What the record calls it.
    name: String,
    url: Option<String>,
    html: String,
}

fn is_address(place: &str) -> bool {
    let scheme = place.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
    })
}

fn downloaded(session: &Session, url: &str) -> anyhow::Result<Page> {
    let client = Session::client(&session.loaded().config)?;
    let page = event_loop()?.block_on(page::download(&client, url, NamedBy::User))?;
    Ok(Page {
        name: page.url.clone(),
        html: page.text,
        url: Some(page.url),
    })
}

fn saved(file: &Path, url: Option<&str>) -> anyhow::Result<Page> {
    let bytes = read_file(file)?;
    let name = file.file_name().unwrap_or_default();
    Ok(Page {
        name: name.to_string_lossy().into_owned(),
        url: url.map(str::to_owned),
        html: charset::decode_page(&bytes, None),
    })
}

fn record(file: &Path, url: Option<&str>) -> anyhow::Result<Value> {
    let page = saved(file, url)?;
    let options = Options {
        url,
        ..Options::default()
    };
    let article = extract::article(&page.html, &options);
    Ok(extract::output::json::record(&page.name, &article))
}

/// One line a page, in the order of names. The pages are shared out over the processors in
/// small runs, so that order costs no memory.
fn batch(folder: &Path) -> anyhow::Result<Outcome> {
    let urls = urls(folder)?;
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "html")
        })
        .collect();
    files.sort();
    let workers = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(8);
    let mut stdout = BufWriter::new(io::stdout().lock());
    for run in files.chunks(workers) {
        let records: Vec<anyhow::Result<Value>> = std::thread::scope(|scope| {
            let threads: Vec<_> = run
                .iter()
                .map(|file| {
                    let work = || record(file, url_of(file, &urls));
                    Builder::new().stack_size(STACK).spawn_scoped(scope, work)
                })
                .collect();
            threads.into_iter().map(joined).collect()
        });
        for (file, record) in run.iter().zip(records) {
            let record = record.with_context(|| file.display().to_string())?;
            json::write(&mut stdout, &record)?;
            writeln!(stdout)?;
        }
    }
    stdout.flush()?;
    Ok(if files.is_empty() {
        Outcome::Nothing
    } else {
        Outcome::Done
    })
}

fn joined(
    thread: io::Result<ScopedJoinHandle<'_, anyhow::Result<Value>>>,
) -> anyhow::Result<Value> {
    let record = thread?.join();
    record.unwrap_or_else(|_| Err(anyhow::anyhow!("the extractor failed")))
}

fn url_of<'a>(file: &Path, urls: &'a HashMap<String, Option<String>>) -> Option<&'a str> {
    let name = file.file_name()?.to_str()?;
    urls.get(name)?.as_deref()
}

/// `urls.json` beside the pages: file name to address. It may be missing.
fn urls(folder: &Path) -> anyhow::Result<HashMap<String, Option<String>>> {
    let file = folder.join("urls.json");
    match std::fs::read(&file) {
        Ok(bytes) => serde_json::from_slice(&bytes).with_context(|| file.display().to_string()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(HashMap::new()),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", file.display())),
    }
}
