//! The pages of a labelled set, and the forests that have not seen some of them.

use std::collections::HashSet;
use std::fs;
use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;
use flate2::read::GzDecoder;
use newswire::extract::body::forest::Forests;
use newswire::ingest::charset;
use serde_json::Value;

use crate::score::Truth;

/// A labelled set.
pub struct Set {
    /// The name of its folder.
    pub name: String,
    /// Its pages.
    pub pages: Vec<Page>,
}

/// A page and what is known to be right.
pub struct Page {
    /// The name of its file.
    pub file: String,
    /// Its address.
    pub url: Option<String>,
    /// The page, decoded.
    pub html: String,
    /// What is right.
    pub truth: Truth,
}

impl Set {
    /// Reads a folder with `truth.jsonl(.gz)` and `html/`.
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        let name = folder.file_name().context("the set has no name")?;
        let name = name.to_string_lossy().into_owned();
        let truth = String::from_utf8(read(&folder.join("truth.jsonl"))?)?;
        let mut pages = Vec::new();
        for line in truth.lines().filter(|line| !line.trim().is_empty()) {
            let row: Value = serde_json::from_str(line)?;
            let file = row["file"].as_str().context("a row names no file")?;
            let bytes = read(&folder.join("html").join(file))?;
            pages.push(Page {
                file: file.to_owned(),
                url: row["url"].as_str().map(str::to_owned),
                html: charset::decode_page(&bytes, None),
                truth: Truth::read(&name, &row),
            });
        }
        Ok(Self { name, pages })
    }
}

/// A file, or the same with `.gz` behind its name.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    if path.exists() {
        return Ok(fs::read(path)?);
    }
    let mut packed = path.as_os_str().to_owned();
    packed.push(".gz");
    let file = fs::File::open(&packed).with_context(|| format!("{} is missing", path.display()))?;
    let mut bytes = Vec::new();
    GzDecoder::new(file).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Two forests, and the pages that they have not seen.
pub struct Fold {
    /// What judges.
    pub forests: Forests,
    /// Pages as `set/file`.
    unseen: HashSet<String>,
}

impl Fold {
    /// Whether the forests have not seen a page.
    pub fn has(&self, set: &str, file: &str) -> bool {
        self.unseen.contains(&format!("{set}/{file}"))
    }
}

/// The folds that `train.py --unseen` has written.
pub fn folds(folder: &Path) -> anyhow::Result<Vec<Fold>> {
    let folds = (0..).map(|number| folder.join(format!("fold{number}")));
    let read = |fold: &Path| -> anyhow::Result<Fold> {
        let text = |name| fs::read_to_string(fold.join(name));
        Ok(Fold {
            forests: Forests::read(&text("first.txt")?, &text("second.txt")?),
            unseen: text("pages.txt")?.lines().map(str::to_owned).collect(),
        })
    };
    let found = folds.take_while(|fold| fold.exists());
    found.map(|fold| read(&fold)).collect()
}
