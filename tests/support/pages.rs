//! Real pages served on loopback: a feed whose items are the pages of a folder.

#[path = "server.rs"]
pub mod server;

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::read::GzDecoder;
use jiff::{SignedDuration, Timestamp};
use server::{Request, Response, Server};

use crate::testing;

/// So many pages of the sets, as they lie there: compressed.
pub fn pages(count: usize) -> Option<Vec<PathBuf>> {
    let root = testing::shared("extraction/dev")?;
    let mut found = Vec::new();
    for set in ["fundus", "scrapinghub", "wcxb-articles"] {
        let Ok(entries) = std::fs::read_dir(root.join(set).join("html")) else {
            continue;
        };
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.sort();
        found.extend(files);
    }
    found.truncate(count);
    assert_eq!(found.len(), count, "the sets have fewer pages");
    Some(found)
}

/// Serves `/feed.xml` and `/page/N`.
pub fn serve(pages: Vec<PathBuf>) -> Server {
    let items = items(&pages);
    let pages = Arc::new(pages);
    Server::start(move |request: &Request| answer(request, &pages, &items)).unwrap()
}

fn answer(request: &Request, pages: &[PathBuf], items: &str) -> Response {
    if request.path == "/feed.xml" {
        return Response::new(
            200,
            "application/rss+xml; charset=utf-8",
            feed(request, items).into_bytes(),
        );
    }
    let page = request
        .path
        .strip_prefix("/page/")
        .and_then(|number| number.parse::<usize>().ok())
        .and_then(|number| pages.get(number));
    let Some(path) = page else {
        return Response::new(404, "text/plain", b"no such page".to_vec());
    };
    let bytes = std::fs::read(path).unwrap();
    let response = Response::new(200, "text/html", bytes);
    if path.extension().is_some_and(|extension| extension == "gz") {
        return response.header("Content-Encoding", "gzip");
    }
    response
}

fn feed(request: &Request, items: &str) -> String {
    let host = request.header("host").unwrap_or_default();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Real pages</title>\
         <link>http://{host}/</link><description>d</description>{}</channel></rss>",
        items.replace("{host}", host)
    )
}

/// Newest first: item 0 is a minute old when the server starts, so that its place among other
/// news is the same on any day.
fn items(pages: &[PathBuf]) -> String {
    let begun = Timestamp::now();
    let mut items = String::new();
    for (number, page) in pages.iter().enumerate() {
        let age = SignedDuration::from_mins(i64::try_from(number).unwrap() + 1);
        let date = (begun - age).strftime("%a, %d %b %Y %H:%M:%S +0000");
        items.push_str(&format!(
            "<item><title>Real page {number:03}</title><link>http://{{host}}/page/{number}</link>\
             <guid>page-{number}</guid><description>{}</description>\
             <pubDate>{date}</pubDate></item>",
            teaser(page)
        ));
    }
    items
}

/// What a page says of itself, so that the reader finds on it what its feed announced.
fn teaser(page: &Path) -> String {
    let raw = std::fs::read(page).unwrap();
    let mut html = Vec::new();
    if GzDecoder::new(raw.as_slice())
        .read_to_end(&mut html)
        .is_err()
    {
        html = raw;
    }
    let html = String::from_utf8_lossy(&html);
    let article = newswire::extract::article(&html, &newswire::extract::Options::default());
    let text: String = article.text().chars().take(300).collect();
    format!("<![CDATA[{}]]>", text.replace("]]>", ""))
}
