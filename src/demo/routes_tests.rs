//! Tests of the demo's routes.

use jiff::SignedDuration;

use super::*;

const BASE: &str = "http://127.0.0.1:1";

fn start() -> Timestamp {
    Timestamp::from_second(1_795_435_200).unwrap()
}

fn newsroom() -> Newsroom {
    Newsroom::new(Market {
        seed: 7,
        start: start(),
    })
}

fn get(path: &str) -> Answer {
    let question = Question {
        path,
        ..Question::default()
    };
    newsroom().answer(&question, BASE, start())
}

fn text(path: &str) -> String {
    let answer = get(path);
    assert_eq!(answer.status, 200, "{path}");
    String::from_utf8(answer.body).unwrap()
}

#[test]
fn every_page_and_picture_is_there() {
    for path in [
        "/",
        "/robots.txt",
        "/bourse/",
        "/world/",
        "/workshop/",
        "/flussbote/",
        "/minato/",
        "/waha/",
    ] {
        assert!(!text(path).contains("{{"), "{path}");
    }
    for story in newsroom().stories.iter().filter(|story| story.minutes >= 0) {
        let page = text(&story.path());
        assert!(!page.contains("{{"), "{}", story.slug);
        assert!(page.contains("</html>"), "{}", story.slug);
    }
    assert_eq!(get("/images/ferry.png").content_type, "image/png");
    assert_eq!(get("/nowhere").status, 404);
}

#[test]
fn feeds_list_what_is_published_and_nothing_else() {
    for (path, mark) in [
        ("/bourse/flux.xml", "<item>"),
        ("/atom.xml", "<entry "),
        ("/atlas/feed.json", "\"date_published\""),
    ] {
        assert!(text(path).matches(mark).count() >= 5, "{path}");
    }
    let later = newsroom().answer(
        &Question {
            path: "/bourse/flux.xml",
            ..Question::default()
        },
        BASE,
        start() + SignedDuration::from_hours(1),
    );
    let later = String::from_utf8(later.body).unwrap();
    assert!(later.matches("<item>").count() > text("/bourse/flux.xml").matches("<item>").count());
}

#[test]
fn a_feed_that_did_not_change_is_304() {
    for path in [
        "/bourse/flux.xml",
        "/atom.xml",
        "/atlas/feed.json",
        "/minato/",
    ] {
        let first = get(path);
        let header = |name: &str| {
            first
                .headers
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value.as_str())
        };
        let later = start() + SignedDuration::from_secs(30);
        let again = Question {
            path,
            etag: header("ETag"),
            modified_since: None,
        };
        assert_eq!(newsroom().answer(&again, BASE, later).status, 304, "{path}");
        let again = Question {
            path,
            etag: None,
            modified_since: header("Last-Modified"),
        };
        assert_eq!(newsroom().answer(&again, BASE, later).status, 304, "{path}");
        let other = Question {
            path,
            etag: Some("\"other\""),
            modified_since: header("Last-Modified"),
        };
        assert_eq!(newsroom().answer(&other, BASE, later).status, 200, "{path}");
    }
}

#[test]
fn quotes_take_encoded_symbols() {
    assert_eq!(get("/v8/finance/chart/%5EHBR40").status, 200);
    assert_eq!(get("/v8/finance/chart/EURUSD%3DX").status, 200);
    assert_eq!(get("/v8/finance/chart/EURUSD=X").status, 200);
    let unknown = get("/v8/finance/chart/GHOST.PA");
    assert_eq!(unknown.status, 404);
    assert!(
        String::from_utf8(unknown.body)
            .unwrap()
            .contains("\"Not Found\"")
    );
    assert_eq!(decode("%5E%zz%4"), "^%zz%4");
}
