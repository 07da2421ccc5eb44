//! The commands that read saved files: extract, parse-feed, scrape.

#[path = "support/program.rs"]
mod program;

use std::process::Stdio;

use program::{Home, argument, is_harmless};
use serde_json::Value;

fn page(title: &str) -> String {
    let paragraph = "The council met on Tuesday evening and agreed, after a long debate about \
        the budget, that the old bridge shall be repaired before the winter comes. ";
    format!(
        "<html lang=en><head><title>{title}</title><link rel=canonical href=/canonical></head><body>\
         <nav><a href=/>Home</a></nav><article><h1>{title}</h1><p>{paragraph}</p><p>{paragraph}</p>\
         <p>{paragraph}</p></article></body></html>"
    )
}

const FEED: &str = "<rss version=\"2.0\"><channel><title>T\u{202e}itle</title><link>https://a.example/</link>\
    <item><title>One &amp; only \u{9b}31m</title><link>story</link>\
    <description>&lt;p&gt;te\u{200b}xt\u{202e}&lt;/p&gt;</description>\
    <pubDate>Mon, 23 Nov 2026 14:05:00 +0100</pubDate></item></channel></rss>";

#[test]
fn an_article_is_one_json_object() {
    let home = Home::new();
    let file = home.write("story.html", page("The bridge"));
    let url = "https://a.example/2026/11/23/bridge";
    let said = home.run(&["extract", "--json", "--url", url, argument(&file)]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(said.out.lines().count(), 1);
    let article: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(article["file"], "story.html");
    assert_eq!(article["title"], "The bridge");
    assert!(article["text"].as_str().unwrap().starts_with("The council"));
    for key in [
        "dek",
        "agency",
        "byline",
        "published",
        "site",
        "lang",
        "image",
        "blocks",
        "instruments",
        "related",
    ] {
        assert!(article.get(key).is_some(), "{key}");
    }
    let said = home.run_with(&["extract", "--json", "-"], page("By pipe").as_bytes());
    assert!(said.out.contains("By pipe"));
    assert_eq!(home.run(&["extract", "--json", "missing.html"]).code, 1);
    assert_eq!(home.run(&["extract", "--json"]).code, 2);
}

#[test]
fn a_batch_keeps_the_order_of_names_whatever_the_pages_hold() {
    let home = Home::new();
    for number in 0..20 {
        home.write(
            &format!("pages/{number:02}.html"),
            page(&format!("Page {number}")),
        );
    }
    home.write("pages/05b.html", "<div>".repeat(50_000));
    home.write("pages/06b.html", [0xff, 0xfe, 0x00, 0x80]);
    home.write(
        "pages/urls.json",
        "{\"03.html\": \"https://a.example/three\", \"04.html\": null}",
    );
    home.write("pages/notes.txt", "no page");
    let said = home.run(&["extract", "--json", "--batch", "pages"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let files: Vec<String> = said
        .out
        .lines()
        .map(|line| {
            serde_json::from_str::<Value>(line).unwrap()["file"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(files.len(), 22);
    assert!(files.is_sorted());
    home.write("empty/x.txt", "");
    assert_eq!(home.run(&["extract", "--json", "--batch", "empty"]).code, 1);
}

#[test]
fn a_feed_is_one_clean_json_object() {
    let home = Home::new();
    let file = home.write("feed.xml", FEED);
    let said = home.run(&[
        "parse-feed",
        "--json",
        "--url",
        "https://a.example/feed.xml",
        argument(&file),
    ]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(is_harmless(&said.out), "{}", said.out);
    let feed: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(feed["title"], "Title");
    assert_eq!(feed["entries"][0]["link"], "https://a.example/story");
    assert_eq!(feed["entries"][0]["published"], "2026-11-23T13:05:00Z");
    let said = home.run_with(&["parse-feed", "--json", "-"], b"not a feed");
    assert_eq!(said.code, 1);
    assert!(!said.err.is_empty());
}

#[test]
fn headers_say_charset_and_place() {
    let home = Home::new();
    let feed = b"<rss version=\"2.0\"><channel><title>caf\xe9</title><item><title>x</title>\
        <link>story</link></item></channel></rss>";
    let file = home.write("feed.xml", feed);
    let said = home.run(&[
        "parse-feed",
        "--json",
        "--url",
        "https://a.example/",
        "--header",
        "Content-Type: text/xml; charset=iso-8859-1",
        "--header",
        "content-location: /deep/er/feed.xml",
        argument(&file),
    ]);
    let feed: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(feed["title"], "café");
    assert_eq!(
        feed["entries"][0]["link"],
        "https://a.example/deep/er/story"
    );
}

#[test]
fn a_batch_of_feeds_answers_line_by_line() {
    let home = Home::new();
    let file = home.write("feed.xml", FEED);
    let questions = format!(
        "{}\n{}\nnonsense\n{}\n",
        serde_json::json!({"file": argument(&file), "url": "https://a.example/", "headers": {}}),
        serde_json::json!({"file": "missing.xml", "url": null, "headers": null}),
        serde_json::json!({"file": argument(&file), "headers": {"Content-Type": "text/xml"}}),
    );
    let said = home.run_with(&["parse-feed", "--batch"], questions.as_bytes());
    assert_eq!(said.code, 0, "{said:?}");
    let answers: Vec<Value> = said
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 4);
    assert_eq!(answers[0]["entries"].as_array().unwrap().len(), 1);
    assert!(answers[1]["error"].is_string() && answers[2]["error"].is_string());
    assert!(answers[3].get("error").is_none());
}

#[test]
fn a_page_without_a_feed_gives_headlines_and_takes_configured_selectors() {
    let home = Home::new();
    let items: String = (0..8)
        .map(|number| {
            format!("<div class=card><h2><a href=/story/{number}>A headline with number {number}</a></h2><p>Teaser</p></div>")
        })
        .collect();
    let file = home.write(
        "list.html",
        format!("<html><body><main>{items}</main></body></html>"),
    );
    let scrape = [
        "scrape",
        "--json",
        "--url",
        "https://a.example/news",
        argument(&file),
    ];
    let said = home.run(&scrape);
    assert_eq!(said.code, 0, "{said:?}");
    let found: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(found["entries"].as_array().unwrap().len(), 8);
    assert_eq!(found["entries"][3]["link"], "https://a.example/story/3");
    home.write(
        "config/newswire/config.toml",
        "[[feed]]\nurl = \"https://a.example/news\"\nitems = \"div.card\"\ntitle = \"p\"\n",
    );
    let found: Value = serde_json::from_str(&home.run(&scrape).out).unwrap();
    assert_eq!(found["entries"][0]["title"], "Teaser");
    assert_eq!(
        home.run(&["scrape", "--json", "--url", "nonsense", argument(&file)])
            .code,
        2
    );
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let home = Home::new();
    for number in 0..4 {
        let body =
            page(&format!("Page {number}")).replace("winter comes", &"winter ".repeat(20_000));
        home.write(&format!("pages/{number:02}.html"), body);
    }
    let mut child = home
        .command(&["extract", "--json", "--batch", "pages"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stderr.is_empty());
}

#[test]
fn each_block_of_a_page_is_explained() {
    let home = Home::new();
    let html = page("The bridge").replace(
        "</article>",
        "<div class=newsletter><p>Sign up for our newsletter.</p></div></article>",
    );
    let file = home.write("story.html", &html);
    let said = home.run(&["extract", "--explain", argument(&file)]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(is_harmless(&said.out));
    assert!(
        said.out.contains("article > p  the model: "),
        "{}",
        said.out
    );
    assert!(said.out.contains("it is the headline, shown apart"));
    assert!(
        said.out.ends_with("3 blocks kept, 2 dropped\n"),
        "{}",
        said.out
    );
    let said = home.run(&["extract", "--explain", "--json", argument(&file)]);
    let explanation: Value = serde_json::from_str(&said.out).unwrap();
    let blocks = explanation["blocks"].as_array().unwrap();
    let letter = blocks
        .iter()
        .find(|block| block["text"] == "Sign up for our newsletter.")
        .unwrap();
    assert_eq!(letter["kept"], false);
    assert_eq!(letter["place"], "div.newsletter > p");
    assert_eq!(home.run(&["extract", "--explain", "--batch", "."]).code, 2);
}
