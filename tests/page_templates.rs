//! Front pages, archives and list pages of many templates and languages: exactly their
//! headlines, and nothing else, are found. `NAME.html` is a page, `NAME.txt` its titles.

use std::fs;
use std::path::{Path, PathBuf};

use newswire::ingest::page;
use newswire::model::ParsedFeed;
use newswire::model::source::Selectors;
use url::Url;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages")
}

fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).unwrap();
    let mut names: Vec<String> = files
        .map(|file| file.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "html")
        })
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn read(name: &str, extension: &str) -> String {
    fs::read_to_string(folder().join(format!("{name}.{extension}"))).unwrap()
}

fn base() -> Url {
    Url::parse("https://paper.example/").unwrap()
}

fn titles(feed: &ParsedFeed) -> Vec<&str> {
    feed.entries
        .iter()
        .map(|entry| entry.title.as_str())
        .collect()
}

#[test]
fn exactly_the_headlines_are_found() {
    let mut wrong = Vec::new();
    let names = names();
    assert!(names.len() >= 12, "fixtures are missing: {names:?}");
    for name in names {
        let expected = read(&name, "txt");
        let expected: Vec<&str> = expected.lines().collect();
        let found = page::headlines(&read(&name, "html"), &base(), &Selectors::default());
        let found = found.map(|feed| {
            titles(&feed)
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        });
        if found.as_ref().map(|found| *found == expected) != Ok(true) {
            wrong.push(format!(
                "{name}:\n  expected {expected:#?}\n  found {found:#?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
