//! Prints the articles of a folder's pages as `newswire extract --batch` does, judged by
//! forests that are read from files: how `assets/extract/train.py --unseen` measures them on
//! sites which they have not seen.
//!
//!     cargo run --release --example extract_unseen -- FORESTS DIR < NAMES > RECORDS
//!
//! FORESTS holds `first.txt` and `second.txt`; DIR the pages and `urls.json`; NAMES is one
//! file name a line.

use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use newswire::extract::body::forest::Forests;
use newswire::extract::{self, Options};
use newswire::ingest::charset;
use serde_json::Value;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let usage = "usage: extract_unseen FORESTS DIR < NAMES";
    let forests = arguments.next().context(usage)?;
    let folder = arguments.next().context(usage)?;
    let read = |name| std::fs::read_to_string(forests.join(name));
    let forests = Forests::read(&read("first.txt")?, &read("second.txt")?);
    let urls: Value = serde_json::from_slice(&std::fs::read(folder.join("urls.json"))?)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for file in std::io::stdin().lines() {
        let file = file?;
        if file.is_empty() {
            continue;
        }
        let html = charset::decode_page(&std::fs::read(folder.join(&file))?, None);
        let options = Options {
            url: urls[&file].as_str(),
            forests: Some(&forests),
            ..Options::default()
        };
        let article = extract::article(&html, &options);
        writeln!(out, "{}", extract::output::json::record(&file, &article))?;
    }
    Ok(())
}
