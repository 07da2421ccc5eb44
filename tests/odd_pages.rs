//! Pages that are read in another way than most: a few words, plain text, XHTML, a script alone,
//! a headline of somebody else's; against a server on loopback.

#[path = "support/program.rs"]
mod program;
#[path = "support/server.rs"]
mod server;

use program::{Home, Said, list, succeeds};
use server::{Request, Response, Server};

const PROSE: &str = "<p>The keeper left the island in 1961, and the lamp has been lit by a clock \
    ever since; boats still steer by it when the fog is thick and the sets fail.</p>\
    <p>Nobody has counted how many it saved, but the village can name eleven of them, and the \
    people who came ashore alive because somebody had bothered to keep a light.</p>";

/// Title, teaser, path, type and document of each item.
const ITEMS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "Worth your time",
        "",
        "/link",
        "text/html",
        "<title>Why lighthouses still matter</title><article><h1>Why lighthouses still matter</h1>PROSE</article>",
    ),
    (
        "Mail delivery delayed",
        "We are investigating a delay of outgoing mail. Customers may see their messages queued \
         for up to an hour, and we are sorry for that.",
        "/status",
        "text/html",
        "<title>Status</title><header><a href=/>Status</a></header><main><h1>Mail delivery delayed</h1>\
         <p>Resolved. All queued mail went out at 09:40 UTC.</p></main><footer><a href=/imp>Imprint</a></footer>",
    ),
    (
        "App only page",
        "What the page says is told by a script only, so that this is all there is to read of it.",
        "/script",
        "text/html",
        "<title>App</title><div id=root></div><script src=/app.js></script>",
    ),
    (
        "Notes on sending mail",
        "",
        "/notes.txt",
        "text/plain; charset=utf-8",
        "Notes on sending mail\n\nFirst line,\nsecond line.\n\n    indented code\n\nSee https://a.example/ for more.\n",
    ),
    (
        "The lamp of the island",
        "",
        "/lamp.xhtml",
        "application/xhtml+xml",
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title>Lamp</title><style/></head>\
         <body><a id='top'/><h1>The lamp of the island</h1>PROSE</body></html>",
    ),
    (
        "Mayor opens the new swimming pool",
        "",
        "/pool",
        "text/html",
        "<title>Daily Planet</title><h1>Mayor opens the new swimming pool</h1>PROSE",
    ),
    (
        "The keeper of the light",
        "The keeper left the island in 1961, and boats still steer by the lamp.",
        "/dated",
        "text/html",
        "<title>The keeper of the light</title><h1>The keeper of the light</h1><p>It was closed <time \
         datetime='2019-03-04'>more than seven years ago</time>, as those remember who were there on the day.</p>PROSE\
         <blockquote class=twitter-tweet><p>Up it goes.</p>Ann (@ann) <a href='https://twitter.com/ann/status/1'>Nov 1, 2018</a></blockquote>",
    ),
];

fn answer(request: &Request) -> Response {
    let path = request.path.as_str();
    if path == "/feed" {
        let items: String = ITEMS
            .iter()
            .map(|(title, teaser, path, ..)| {
                format!(
                    "<item><title>{title}</title><guid>{path}</guid><link>{path}</link>\
                     <pubDate>Tue, 06 Oct 2020 10:00:00 GMT</pubDate><description>{teaser}</description></item>"
                )
            })
            .collect();
        let feed =
            format!("<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>");
        return Response::new(200, "application/rss+xml", feed);
    }
    match ITEMS.iter().find(|item| item.2 == path) {
        Some((.., kind, document)) => Response::new(200, kind, document.replace("PROSE", PROSE)),
        None => Response::text(404, "none"),
    }
}

/// What `read` says of the item with this path.
fn read(path: &str) -> Said {
    let server = Server::start(answer).expect("starts");
    let home = Home::new();
    let config = format!(
        "keep = \"10000d\"\n[[feed]]\nurl = \"{}/feed\"\n",
        server.url()
    );
    home.write("config/newswire/config.toml", config);
    succeeds(&home.run(&["refresh"]));
    let rows = list(&home, &[]);
    let is_wanted = |row: &&serde_json::Value| {
        let link = row["link"].as_str();
        link.is_some_and(|link| link.ends_with(path))
    };
    let row = rows.iter().find(is_wanted).expect("it is listed");
    home.run(&["read", &row["id"].to_string()])
}

#[test]
fn a_headline_of_somebody_else_leads_to_the_page() {
    let said = read("/link");
    succeeds(&said);
    assert!(
        said.out.starts_with("Why lighthouses still matter"),
        "{said:?}"
    );
    assert!(said.out.contains("steer by it"), "{said:?}");
}

#[test]
fn a_few_words_that_are_all_of_a_page_are_its_text() {
    let said = read("/status");
    succeeds(&said);
    assert!(said.out.contains("Resolved. All queued mail"), "{said:?}");
    assert!(!said.out.contains("investigating"), "{said:?}");
    assert!(!said.out.contains("Imprint"), "{said:?}");
    assert_eq!(said.err, "");
}

#[test]
fn where_only_a_script_knows_the_text_the_feeds_own_is_shown_as_such() {
    let said = read("/script");
    succeeds(&said);
    assert!(said.out.starts_with("App only page"), "{said:?}");
    assert!(said.out.contains("told by a script only"), "{said:?}");
    assert!(said.err.contains("no article text was found"), "{said:?}");
}

#[test]
fn plain_text_is_read_with_its_lines() {
    let said = read("/notes.txt");
    succeeds(&said);
    assert!(said.out.contains("First line,\nsecond line.\n"), "{said:?}");
    assert!(said.out.contains("indented code"), "{said:?}");
}

#[test]
fn elements_of_xhtml_end_where_they_begin() {
    let said = read("/lamp.xhtml");
    succeeds(&said);
    assert!(said.out.starts_with("The lamp of the island"), "{said:?}");
    assert!(said.out.contains("steer by it"), "{said:?}");
}

#[test]
fn the_heading_that_says_what_the_feed_said_is_the_title() {
    let said = read("/pool");
    succeeds(&said);
    assert!(
        said.out.starts_with("Mayor opens the new swimming pool"),
        "{said:?}"
    );
}

#[test]
fn what_a_text_speaks_of_dates_nothing() {
    let said = read("/dated");
    succeeds(&said);
    let head: Vec<&str> = said.out.lines().take(3).collect();
    assert!(head.join(" ").contains("6 Oct 2020"), "{said:?}");
}
