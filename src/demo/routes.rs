//! Which path of the demo site gives what. Pure: the moment is an argument.

use jiff::Timestamp;

use super::articles::{Story, stories};
use super::feeds;
use super::images;
use super::listing::{self, State};
use super::pages::{self, Context};
use super::quotes::{self, Market};
use super::section::{self, SECTIONS};
use crate::hash;

/// A question to the site.
#[derive(Debug, Clone, Copy, Default)]
pub struct Question<'a> {
    /// The path, percent-encoded.
    pub path: &'a str,
    /// `If-None-Match`.
    pub etag: Option<&'a str>,
    /// `If-Modified-Since`.
    pub modified_since: Option<&'a str>,
}

/// What the site answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// MIME type.
    pub content_type: &'static str,
    /// Further headers.
    pub(super) headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json; charset=utf-8";

impl Answer {
    fn new(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            content_type,
            headers: Vec::new(),
            body: body.into(),
        }
    }
}

/// The site: its articles and its prices.
#[derive(Debug, Clone)]
pub struct Newsroom {
    market: Market,
    stories: Vec<Story>,
}

impl Newsroom {
    /// A site that opened at `market.start`.
    #[must_use]
    pub fn new(market: Market) -> Self {
        let stories = stories();
        Self { market, stories }
    }

    /// Answers a question at a moment; `base` is the site's own scheme and host.
    #[must_use]
    pub fn answer(&self, question: &Question<'_>, base: &str, now: Timestamp) -> Answer {
        let start = self.market.start;
        let stories: Vec<Story> = self
            .stories
            .iter()
            .filter(|story| story.published(start) <= now)
            .cloned()
            .collect();
        let context = Context {
            base,
            market: self.market,
            stories: &stories,
        };
        if let Some(symbol) = question.path.strip_prefix("/v8/finance/chart/") {
            return self.quote(symbol, now);
        }
        let newest = stories
            .first()
            .map_or(start, |story| story.published(start));
        let validated = |answer| validate(answer, question, newest);
        match question.path {
            "/" | "/index.html" => Answer::new(200, HTML, pages::index(None, &context)),
            "/robots.txt" => Answer::new(
                200,
                "text/plain; charset=utf-8",
                "User-agent: *\nAllow: /\n",
            ),
            "/bourse/flux.xml" => validated(Answer::new(
                200,
                "application/rss+xml; charset=utf-8",
                feeds::rss(&context),
            )),
            "/atom.xml" => validated(Answer::new(
                200,
                "application/atom+xml; charset=utf-8",
                feeds::atom(&context),
            )),
            "/atlas/feed.json" => validated(Answer::new(
                200,
                "application/feed+json",
                feeds::json(&context),
            )),
            "/minato/" => {
                let page = section::by_id("ja").map(|section| pages::list(section, &context));
                validated(Answer::new(200, HTML, page.unwrap_or_default()))
            }
            path => page(path, &context),
        }
    }

    fn quote(&self, symbol: &str, now: Timestamp) -> Answer {
        let symbol = decode(symbol);
        let listing = listing::by_symbol(&symbol);
        if listing.is_some_and(|listing| listing.state == State::Rejected) {
            return Answer::new(422, JSON, quotes::rejected().to_string());
        }
        match self.market.chart(&symbol, now) {
            Some(chart) => Answer::new(200, JSON, chart.to_string()),
            None => Answer::new(404, JSON, quotes::unknown().to_string()),
        }
    }
}

/// An article, the front page of a section, a picture, or nothing.
fn page(path: &str, context: &Context<'_>) -> Answer {
    if let Some(story) = context.stories.iter().find(|story| story.path() == path) {
        return Answer::new(200, HTML, pages::article(story, context));
    }
    let fronts = [
        "/bourse/",
        "/world/",
        "/workshop/",
        "/flussbote/",
        "/minato/",
        "/waha/",
    ];
    let section = SECTIONS
        .iter()
        .find(|section| fronts.contains(&path) && section.articles.starts_with(path));
    if let Some(section) = section {
        return Answer::new(200, HTML, pages::index(Some(section), context));
    }
    let picture = path
        .strip_prefix("/images/")
        .and_then(|name| name.strip_suffix(".png"));
    if let Some(name) = picture {
        return Answer::new(200, "image/png", images::landscape(name));
    }
    Answer::new(
        404,
        HTML,
        "<!doctype html><title>Not found</title><h1>There is no such page</h1>",
    )
}

/// Adds the validators; 304 when the asker has this version (RFC 9110, section 13).
fn validate(mut answer: Answer, question: &Question<'_>, modified: Timestamp) -> Answer {
    let etag = format!("\"{:016x}\"", hash::of(&answer.body));
    let date = modified.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let same = match question.etag {
        Some(known) => known
            .split(',')
            .any(|tag| tag.trim().trim_start_matches("W/") == etag),
        None => question.modified_since == Some(date.as_str()),
    };
    if same {
        answer.status = 304;
        answer.body.clear();
    }
    answer.headers = vec![
        ("ETag", etag),
        ("Last-Modified", date),
        ("Cache-Control", "max-age=30".to_owned()),
    ];
    answer
}

/// Undoes percent-encoding; what is not valid stays as it is.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let decoded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let (b'%', Some(byte)) = (first, decoded) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
#[path = "routes_tests.rs"]
mod tests;
