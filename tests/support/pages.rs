//! Real pages served on loopback: a feed whose items are the pages of a folder.

use std::path::PathBuf;
use std::sync::Arc;

use newswire::net::serve::{Request, Response, Server};

/// The folder with the measuring sticks, if it is there.
pub fn shared() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared"));
    folder.join("extraction/dev").is_dir().then_some(folder)
}

/// So many pages of the sets, as they lie there: compressed.
pub fn pages(count: usize) -> Option<Vec<PathBuf>> {
    let root = shared()?.join("extraction/dev");
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
    (found.len() == count).then_some(found)
}

/// Serves `/feed.xml` and `/page/N`.
pub fn serve(pages: Vec<PathBuf>) -> Server {
    let pages = Arc::new(pages);
    Server::start(move |request: &Request| answer(request, &pages)).unwrap()
}

fn answer(request: &Request, pages: &[PathBuf]) -> Response {
    if request.path == "/feed.xml" {
        return Response::new(
            200,
            "application/rss+xml; charset=utf-8",
            feed(request, pages.len()).into_bytes(),
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

/// Newest first: item 0 is the newest.
fn feed(request: &Request, count: usize) -> String {
    let host = request.header("host").unwrap_or_default();
    let mut items = String::new();
    for number in 0..count {
        let (hour, minute) = (23 - number / 60, 59 - number % 60);
        items.push_str(&format!(
            "<item><title>Real page {number:03}</title><link>http://{host}/page/{number}</link>\
             <guid>page-{number}</guid><description>Teaser of page {number:03}.</description>\
             <pubDate>Mon, 23 Nov 2026 {hour:02}:{minute:02}:00 GMT</pubDate></item>"
        ));
    }
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Real pages</title>\
         <link>http://{host}/</link><description>d</description>{items}</channel></rss>"
    )
}
