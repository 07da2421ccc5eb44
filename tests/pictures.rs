//! The README's picture: a frame of the demo, drawn by the program's own view.
//!
//! The demo's own feeds, pages and quotes are read by the ordinary code at a fixed moment,
//! so the picture is the same on every machine. `NEWSWIRE_UPDATE_PICTURES=1` writes it anew.

#[path = "support/plane.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod plane;
#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;
#[path = "support/svg.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod svg;

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use newswire::app::event::Event;
use newswire::app::ticker::Ticker;
use newswire::config::Config;
use newswire::demo::quotes::Market;
use newswire::demo::routes::{Newsroom, Question};
use newswire::demo::{SEED, config_text};
use newswire::extract;
use newswire::ingest::{self, Reading};
use newswire::market::judge::{Judgement, judge};
use newswire::market::provider::{Asked, Provider, Reply};
use newswire::market::providers::yahoo::Yahoo;
use newswire::model::source::Selectors;
use newswire::model::{
    Article, Entry, Headline, HeadlineId, InstrumentKey, Quote, QuoteProblem, SourceId,
};
use newswire::ui::Theme;
use newswire::ui::theme::{Name, Scheme};
use script::Script;
use url::Url;

/// Where the demo would be served.
const BASE: &str = "http://127.0.0.1:8080";

/// The demo at one moment.
struct Demo {
    newsroom: Newsroom,
    config: Config,
    now: Timestamp,
}

impl Demo {
    fn at(start: i64, seconds: i64) -> Self {
        let (config, problems) = newswire::config::parse("demo", &config_text(BASE));
        assert!(problems.is_empty(), "{}", problems[0]);
        Self {
            newsroom: Newsroom::new(Market {
                seed: SEED,
                start: script::at(start),
            }),
            config,
            now: script::at(start + seconds),
        }
    }

    fn get(&self, url: &Url) -> (u16, Vec<u8>, &'static str) {
        let question = Question {
            path: url.path(),
            etag: None,
            modified_since: None,
        };
        let answer = self.newsroom.answer(&question, BASE, self.now);
        (answer.status, answer.body, answer.content_type)
    }

    /// The headlines of all sources, newest first, and their clean articles.
    fn read(&self) -> Vec<(Headline, Article)> {
        let mut found = Vec::new();
        for (number, spec) in self.config.sources.iter().enumerate() {
            let url = Url::parse(&spec.url).unwrap();
            let (_, body, mime) = self.get(&url);
            let Ok(Reading::Feed(feed)) = ingest::read(
                ingest::Answer {
                    bytes: &body,
                    content_type: Some(mime),
                    link: None,
                    url: &url,
                },
                &Selectors::default(),
            ) else {
                panic!("{url} has no headlines");
            };
            let name = spec
                .name
                .clone()
                .or(feed.title().map(str::to_owned))
                .unwrap_or_default();
            found.extend(feed.entries().map(|entry| self.story(number, &name, entry)));
        }
        found.sort_by_key(|(headline, _)| std::cmp::Reverse(headline.published));
        for (number, (headline, _)) in found.iter_mut().enumerate() {
            headline.id = HeadlineId(i64::try_from(number).unwrap() + 1);
        }
        found
    }

    fn story(&self, number: usize, source: &str, entry: &Entry) -> (Headline, Article) {
        let url = Url::parse(entry.link.as_deref().unwrap()).unwrap();
        let (_, page, _) = self.get(&url);
        let html = String::from_utf8(page).unwrap();
        let article = extract::article(
            &html,
            &extract::Options {
                url: Some(url.as_str()),
                ..extract::Options::default()
            },
        );
        let summary = entry
            .summary_html
            .as_deref()
            .or(entry.content_html.as_deref())
            .unwrap_or_default();
        let headline = Headline {
            id: HeadlineId(0),
            source: SourceId(i64::try_from(number).unwrap() + 1),
            source_name: source.to_owned(),
            title: entry.title.clone(),
            link: entry.link.clone(),
            author: entry.author.clone(),
            published: entry.published.unwrap_or(self.now),
            summary: ingest::teaser::teaser(summary, 300),
            read: false,
            favourite: false,
            has_article: false,
        };
        (headline, article)
    }

    fn ticker(&self) -> Ticker {
        Ticker::new(self.config.ticker.groups.clone(), true)
    }

    fn quotes(&self, keys: &[InstrumentKey]) -> Event {
        let answers = keys.iter().map(|key| (key.clone(), self.quote(key)));
        Event::Quotes {
            answers: answers.collect(),
            troubles: Vec::new(),
        }
    }

    fn quote(&self, key: &InstrumentKey) -> Result<Quote, QuoteProblem> {
        let yahoo = Yahoo::new(BASE);
        let symbol = yahoo.symbol(key).ok_or(QuoteProblem::NotQuoted)?;
        let asked = [Asked {
            key: key.clone(),
            symbol,
        }];
        let request = yahoo.request(&asked, 0).unwrap();
        let (status, body, mime) = self.get(&Url::parse(&request.url).unwrap());
        let reply = Reply {
            status,
            content_type: Some(mime),
            retry_after_seconds: None,
            body: &body,
        };
        let mut answers = yahoo.read(&asked, &reply, self.now).unwrap_or_default();
        let answer = answers.pop().map(|(_, answer)| answer);
        let mut quote = answer
            .and_then(Result::ok)
            .ok_or(QuoteProblem::UnknownSymbol)?;
        quote.is_doubted = judge(&quote, None, None) == Judgement::Doubt;
        Ok(quote)
    }
}

/// The demo with a story of the finance page open.
fn scene(size: (u16, u16)) -> Script {
    let demo = Demo::at(script::NOON, 40);
    let mut script = Script::new(1, size);
    let stories = demo.read();
    script.articles = stories
        .iter()
        .map(|(headline, article)| (headline.id, Arc::new(article.clone())))
        .collect();
    script.headlines = stories.into_iter().map(|(headline, _)| headline).collect();
    let place = script
        .headlines
        .iter()
        .position(|headline| headline.title.contains("Bruxelles"))
        .unwrap();
    for (number, headline) in script.headlines.iter_mut().enumerate() {
        headline.read = number % 4 == 1;
        headline.favourite = number == place || number % 7 == 3;
    }
    script.now = demo.now;
    script.model.settings.demo = true;
    script.model.ticker = demo.ticker();
    script.model.layers.clear();
    script.keys("F a");
    script.model.list.select(place, 8);
    script.keys("enter");
    let keys = script.model.watched.clone();
    script.event(demo.quotes(&keys));
    script.model.toast = None;
    script
}

fn picture(name: &str, size: (u16, u16), theme: Name) {
    let script = scene(size);
    let buffer = plane::render(&script.model, &Theme::new(theme, Scheme::Western));
    let drawn = svg::render(&buffer, "newswire demo");
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("assets")
        .join(name);
    if std::env::var_os("NEWSWIRE_UPDATE_PICTURES").is_some() {
        std::fs::write(&path, drawn).unwrap();
        return;
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == drawn,
        "{name} is out of date: NEWSWIRE_UPDATE_PICTURES=1 cargo test --test pictures"
    );
}

#[test]
fn the_readme_shows_the_program_as_it_is() {
    picture("screenshot.svg", (120, 36), Name::Dark);
}

#[test]
fn the_seed_of_it_all_is_read_as_a_person_would() {
    let script = scene((120, 40));
    let open = script.model.reader.open().unwrap();
    let article = open.article().unwrap();
    assert_eq!(article.instruments.len(), 6);
    assert!(article.related.len() >= 4);
    assert!(article.agency.is_some() && article.published.is_some() && !article.byline.is_empty());
}
