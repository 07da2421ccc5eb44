//! The demo at one moment: its own feeds, pages and quotes, read by the ordinary code, so that a
//! picture of it is the same on every machine.

use std::sync::Arc;

use jiff::Timestamp;
use newswire::app::Settings;
use newswire::app::event::Event;
use newswire::app::views::ticker::state::Ticker;
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
use newswire::model::{Article, FetchState, InstrumentKey, Quote, QuoteProblem};
use newswire::store::Arrival;
use url::Url;

use crate::script::{self, Script};

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
        let (config, problems) = newswire::config::parse("demo", &config_text(BASE), &[]);
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

    /// Downloads all feeds into a script's store, with the pages behind their headlines.
    fn download(&self, script: &mut Script) {
        script.configure(self.config.sources.clone());
        for source in script.sources() {
            let url = Url::parse(&source.url).unwrap();
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
            let arrival = Arrival {
                source: source.id,
                feed: Some(feed),
                state: FetchState::default(),
            };
            script.store.apply(&arrival, self.now).unwrap();
        }
        for row in script.rows() {
            let article = self.story(row.link.as_deref().unwrap());
            script.save_article(row.id.0, &article);
            script.articles.insert(row.id, Arc::new(article));
        }
    }

    fn story(&self, link: &str) -> Article {
        let (_, page, _) = self.get(&Url::parse(link).unwrap());
        let html = String::from_utf8(page).unwrap();
        let options = extract::Options {
            url: Some(link),
            ..extract::Options::default()
        };
        extract::article(&html, &options)
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

/// The demo with a story of the finance page selected; some headlines are read, some kept.
pub fn scene(size: (u16, u16)) -> Script {
    let demo = Demo::at(script::NOON, 40);
    let mut script = Script::closed(size, Settings::default());
    demo.download(&mut script);
    let rows = script.rows();
    let mut titles = rows.iter().map(|row| &row.title);
    let place = titles
        .position(|title| title.contains("Bruxelles"))
        .unwrap();
    for (number, row) in rows.iter().enumerate() {
        if number % 4 == 1 {
            script.set_read(&[row.id.0], true);
        }
        if number == place || number % 7 == 3 {
            script.keep(row.id.0);
        }
    }
    script.open();
    script.now = demo.now;
    script.model.settings.demo = true;
    script.model.ticker = demo.ticker();
    script.model.wishes.ticker = true;
    script.keys("F a");
    script.model.list.select(place, 8);
    script.event(Event::Deadline);
    let keys = script.model.ticker.watched.clone();
    script.event(demo.quotes(&keys));
    script.model.toasts.clear();
    script
}
