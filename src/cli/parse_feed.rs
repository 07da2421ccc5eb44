//! `newswire parse-feed`: the headlines of a saved feed as JSON.

use std::io::{self, BufRead, Read, Write};
use std::path::Path;

use anyhow::{Context, bail};
use serde_json::{Value, json};
use url::Url;

use super::arguments::ParseFeed;
use super::outcome::Outcome;
use super::session::read_file;
use crate::ingest::feed;
use crate::plain;

/// Longest line of a batch.
const MAX_LINE: u64 = 1 << 20;

/// Runs it.
pub(super) fn run(options: &ParseFeed) -> anyhow::Result<Outcome> {
    if options.batch {
        return batch();
    }
    let headers: Vec<(&str, &str)> = options
        .header
        .iter()
        .filter_map(|header| header.split_once(':'))
        .collect();
    let file = options.file.as_deref().unwrap_or(Path::new("-"));
    plain::json::print(&parse(file, options.url.as_deref(), &headers)?)?;
    Ok(Outcome::Done)
}

fn parse(file: &Path, url: Option<&str>, headers: &[(&str, &str)]) -> anyhow::Result<Value> {
    let bytes = read_file(file)?;
    let base = base(url, header(headers, "content-location"));
    let parsed = feed::parse(&bytes, header(headers, "content-type"), base.as_ref())
        .with_context(|| file.display().to_string())?;
    Ok(crate::ingest::json::feed(&parsed))
}

/// A question a line, an answer a line: a program that parses many feeds pays for one start.
/// A feed that cannot be read is answered with `{"error": …}`.
fn batch() -> anyhow::Result<Outcome> {
    let mut stdin = io::stdin().lock();
    let mut stdout = io::stdout().lock();
    loop {
        let mut line = Vec::new();
        let count = stdin.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)?;
        if count == 0 {
            return Ok(Outcome::Done);
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = answer(&line).unwrap_or_else(|error| json!({ "error": format!("{error:#}") }));
        plain::json::write(&mut stdout, &answer)?;
        writeln!(stdout)?;
        stdout.flush()?;
    }
}

/// `headers` is an object, or a list of pairs or of "Name: value" texts.
fn answer(line: &[u8]) -> anyhow::Result<Value> {
    let question: Value = serde_json::from_slice(line).context("not a line of JSON")?;
    let Some(file) = question["file"].as_str() else {
        bail!("`file` is missing");
    };
    let headers: Vec<(&str, &str)> = match &question["headers"] {
        Value::Object(headers) => headers
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
            .collect(),
        Value::Array(headers) => headers.iter().filter_map(pair).collect(),
        _ => Vec::new(),
    };
    parse(Path::new(file), question["url"].as_str(), &headers)
}

fn pair(header: &Value) -> Option<(&str, &str)> {
    match header {
        Value::String(header) => header.split_once(':'),
        pair => Some((pair[0].as_str()?, pair[1].as_str()?)),
    }
}

fn header<'a>(headers: &[(&str, &'a str)], name: &str) -> Option<&'a str> {
    headers
        .iter()
        .find(|(key, _)| key.trim().eq_ignore_ascii_case(name))
        .map(|(_, value)| value.trim())
}

/// The address that relative links are resolved against: `Content-Location` within the
/// feed's own address (RFC 9110, section 8.7).
fn base(url: Option<&str>, location: Option<&str>) -> Option<Url> {
    let own = url.and_then(|url| Url::parse(url).ok());
    let Some(location) = location else {
        return own;
    };
    match &own {
        Some(own) => own.join(location).ok(),
        None => Url::parse(location).ok(),
    }
}
