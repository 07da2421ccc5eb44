//! Prints what the extractor knows of every leaf of the pages of a folder, one JSON object a
//! page: the input of `assets/extract/train.py`.
//!
//!     cargo run --release --example extract_features -- DIR > SET.ndjson
//!
//! DIR holds the pages and `urls.json` (`{file: url}`).

use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

use anyhow::Context as _;
use newswire::extract::{self, Analysis, Options};
use newswire::ingest::charset;
use newswire::markup::{address, dom};
use serde_json::{Value, json};

fn main() -> anyhow::Result<()> {
    let folder = PathBuf::from(
        std::env::args()
            .nth(1)
            .context("usage: extract_features DIR")?,
    );
    let urls: Value = serde_json::from_slice(&std::fs::read(folder.join("urls.json"))?)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (file, url) in urls.as_object().context("urls.json is no object")? {
        let bytes = std::fs::read(folder.join(file))?;
        let html = charset::decode_page(&bytes, None);
        let options = Options {
            url: url.as_str(),
            ..Options::default()
        };
        let document = dom::parse(&html);
        let base = address::base(&document, options.url);
        let excluded = extract::excluded(&document, base.as_ref());
        let analysis = extract::analyse(&document, &excluded, base.as_ref(), &options);
        writeln!(out, "{}", page(file, &analysis))?;
    }
    Ok(())
}

fn page(file: &str, analysis: &Analysis<'_>) -> Value {
    let outline = &analysis.outline;
    let siblings = |leaf: &extract::page::outline::Leaf| {
        let parent = outline.entries[leaf.container as usize].parent;
        let leaves = &outline.entries[parent as usize].leaves;
        (leaves.start, leaves.end)
    };
    json!({
        "file": file,
        "rows": extract::body::features::rows(outline, &analysis.regions, &analysis.context),
        "texts": outline.leaves.iter().map(|leaf| outline.leaf_text(leaf)).collect::<Vec<_>>(),
        "sizes": outline.leaves.iter().map(|leaf| leaf.measure.size).collect::<Vec<_>>(),
        "siblings": outline.leaves.iter().map(siblings).collect::<Vec<_>>(),
        "signatures": (0..outline.leaves.len())
            .map(|leaf| analysis.regions.signature(leaf).to_string())
            .collect::<Vec<_>>(),
        "dek": analysis.context.dek,
        "title": analysis.context.title,
        "names": extract::body::features::names(),
        "second_names": extract::body::features::around::SECOND,
    })
}
