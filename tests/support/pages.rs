//! Real pages served on loopback: a feed whose items are the pages of a folder.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use newswire::net::serve::{Request, Response, Server};

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
    let (pages, begun) = (Arc::new(pages), Timestamp::now());
    Server::start(move |request: &Request| answer(request, &pages, begun)).unwrap()
}

fn answer(request: &Request, pages: &[PathBuf], begun: Timestamp) -> Response {
    if request.path == "/feed.xml" {
        return Response::new(
            200,
            "application/rss+xml; charset=utf-8",
            feed(request, pages.len(), begun).into_bytes(),
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

/// Newest first: item 0 is a minute old when the server starts, so that its place among other
/// news is the same on any day.
fn feed(request: &Request, count: usize, begun: Timestamp) -> String {
    let host = request.header("host").unwrap_or_default();
    let mut items = String::new();
    for number in 0..count {
        let age = SignedDuration::from_mins(i64::try_from(number).unwrap() + 1);
        let date = (begun - age).strftime("%a, %d %b %Y %H:%M:%S +0000");
        items.push_str(&format!(
            "<item><title>Real page {number:03}</title><link>http://{host}/page/{number}</link>\
             <guid>page-{number}</guid><description>Teaser of page {number:03}.</description>\
             <pubDate>{date}</pubDate></item>"
        ));
    }
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Real pages</title>\
         <link>http://{host}/</link><description>d</description>{items}</channel></rss>"
    )
}
