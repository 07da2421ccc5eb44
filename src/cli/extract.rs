//! `newswire extract`: the article of a saved page, or of a folder of them, as JSON.

use std::collections::HashMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread::{Builder, ScopedJoinHandle};

use anyhow::Context;
use serde_json::Value;

use super::Outcome;
use super::arguments::Extract;
use super::session::read_file;
use crate::extract::{self, Options};
use crate::ingest::charset::{self, Kind};
use crate::plain::json;

/// As much as the main thread has: a page is a tree, and trees are walked recursively.
const STACK: usize = 8 << 20;

/// Runs it.
pub fn run(options: &Extract) -> anyhow::Result<Outcome> {
    if let Some(folder) = &options.batch {
        return batch(folder);
    }
    let file = options.file.as_deref().unwrap_or(Path::new("-"));
    let record = page(file, options.url.as_deref())?;
    json::print(&record)?;
    Ok(Outcome::Done)
}

fn page(file: &Path, url: Option<&str>) -> anyhow::Result<Value> {
    let bytes = read_file(file)?;
    let html = charset::decode(&bytes, None, Kind::Html);
    let article = extract::article(
        &html,
        &Options {
            url,
            ..Options::default()
        },
    );
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Ok(extract::json::record(&name, &article))
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
                    let work = || page(file, url_of(file, &urls));
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
