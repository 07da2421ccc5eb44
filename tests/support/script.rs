//! Drives the pure core by keys, with a store of a few lines in place of the world.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use jiff::Timestamp;
use newswire::app::event::{Added, Mouse, MouseAction, RefreshProgress};
use newswire::app::health::Outcome;
use newswire::app::ticker::Ticker;
use newswire::app::{Answer, Effect, Event, Model, RequestId, Settings, update};
use newswire::model::key::chord;
use newswire::model::{
    Article, Block, Explanation, Headline, HeadlineId, ReadingPlace, SiteRule, Source, SourceId,
};

/// 2026-11-23 12:00 UTC.
pub const NOON: i64 = 1_795_435_200;

/// The core, its small world, and every effect so far.
pub struct Script {
    pub model: Model,
    pub headlines: Vec<Headline>,
    /// What the configuration has, as long as there are headlines.
    pub sources: Vec<Source>,
    /// Clean articles; a made-up one stands in for what is not here.
    pub articles: HashMap<HeadlineId, Arc<Article>>,
    pub effects: Vec<Effect>,
    pub now: Timestamp,
    /// The feed's own texts, likewise.
    pub feed_texts: HashMap<HeadlineId, Arc<Article>>,
    /// Clean articles that are stored.
    pub stored_articles: HashMap<HeadlineId, Arc<Article>>,
    /// Headlines without any text, and why their pages give none.
    pub failing: HashMap<HeadlineId, String>,
    /// Stored reading places.
    pub places: HashMap<HeadlineId, ReadingPlace>,
    /// The judgement of every page.
    pub explanation: Arc<Explanation>,
    /// Whether the pages of articles are stored.
    pub has_pages: bool,
    /// Why the store answers no question about a view.
    pub unreadable: Option<String>,
    /// Why the store takes no marks.
    pub refusal: Option<String>,
    /// The sources have their counts.
    pub counts_sources: bool,
    /// Answers are held back until [`Script::answer_all`].
    pub hold: bool,
    held: VecDeque<(RequestId, Answer)>,
    removed: Vec<Source>,
}

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

pub fn headline(number: i64) -> Headline {
    Headline {
        id: HeadlineId(number),
        source: SourceId(1 + number % 2),
        source_name: format!("Source {}", 1 + number % 2),
        title: format!("Headline {number}"),
        link: Some(format!("https://example.org/{number}")),
        author: None,
        published: at(NOON - number * 600),
        summary: format!("Teaser of {number}"),
        read: false,
        favourite: false,
        has_article: false,
    }
}

pub fn source(number: i64) -> Source {
    Source {
        id: SourceId(number),
        url: format!("https://example.org/feed{number}"),
        name: format!("Source {number}"),
        groups: vec!["news".to_owned()],
        unread: 0,
        total: 0,
        health: newswire::model::Health::default(),
    }
}

#[path = "pages_offered.rs"]
mod pages_offered;
#[path = "script_store.rs"]
mod script_store;
#[allow(unused_imports)] // each test binary uses its own part
pub use pages_offered::{candidates, explanation};

impl Script {
    /// A core with so many headlines of two sources, at a terminal size.
    pub fn new(count: i64, size: (u16, u16)) -> Self {
        Self::with_settings(count, size, Settings::default())
    }

    pub fn with_settings(count: i64, size: (u16, u16), settings: Settings) -> Self {
        let model = Model::new(settings, Ticker::default(), at(NOON), size);
        let mut script = Self {
            model,
            headlines: (1..=count).map(headline).collect(),
            sources: vec![source(1), source(2)],
            articles: HashMap::new(),
            effects: Vec::new(),
            now: at(NOON),
            feed_texts: HashMap::new(),
            stored_articles: HashMap::new(),
            failing: HashMap::new(),
            places: HashMap::new(),
            explanation: Arc::new(explanation()),
            has_pages: true,
            unreadable: None,
            refusal: None,
            counts_sources: false,
            hold: false,
            held: VecDeque::new(),
            removed: Vec::new(),
        };
        let effects = newswire::app::update::start(&mut script.model, count > 0);
        script.perform(effects);
        script
    }

    /// Gives the first headlines titles in several scripts, some read.
    pub fn many_scripts(&mut self) {
        let titles = [
            "Harbour rail link opens two years early",
            "Les taux restent inchangés, la banque centrale attend l'été",
            "日本の小さな港町に新しい鉄道が開通、通勤は半分の時間に",
            "افتتاح خط السكة الحديدية في الميناء قبل موعده بعامين",
            "Neue Fähre nach Norvik: täglich drei Fahrten, auch im Winter und bei Sturm, sagt die Reederei",
            "👩\u{200d}🔬 Lab notes: what the e\u{301}tude showed",
        ];
        for (row, title) in self.headlines.iter_mut().zip(titles) {
            row.title = title.to_owned();
            row.read = row.id.0 % 3 == 0;
        }
        self.model.rows_stale = true;
        self.event(Event::Deadline);
    }

    /// Presses keys, written as chords: "j j enter".
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for key in chord(keys).unwrap() {
            self.event(Event::Key(key));
        }
        self
    }

    /// Types text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            let key = newswire::model::key::Key::plain(newswire::model::key::Code::Char(c));
            self.event(Event::Key(key));
        }
        self
    }

    pub fn click(&mut self, column: u16, row: u16) -> &mut Self {
        self.event(Event::Mouse(Mouse {
            action: MouseAction::Click,
            column,
            row,
        }))
    }

    pub fn event(&mut self, event: Event) -> &mut Self {
        let effects = update(&mut self.model, self.now, event);
        self.perform(effects);
        self
    }

    pub fn answer_all(&mut self) {
        while let Some((request, answer)) = self.held.pop_front() {
            self.event(Event::Answer(request, answer));
        }
    }

    /// The titles in the list.
    pub fn titles(&self) -> Vec<String> {
        let ids = self.model.list.ids().iter();
        ids.map(|id| {
            self.headlines[usize::try_from(id.0 - 1).unwrap()]
                .title
                .clone()
        })
        .collect()
    }

    /// Effects of one kind.
    pub fn count(&self, wanted: impl Fn(&Effect) -> bool) -> usize {
        self.effects.iter().filter(|effect| wanted(effect)).count()
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.effects.push(effect.clone());
            if let Some((request, answer)) = self.answer(effect) {
                self.held.push_back((request, answer));
            }
        }
        if !self.hold {
            self.answer_all();
        }
    }

    /// A refresh brings so many headlines, each newer than all before.
    pub fn arrive(&mut self, count: usize) -> &mut Self {
        for _ in 0..count {
            let id = i64::try_from(self.headlines.len()).unwrap() + 1;
            let published = at(NOON + id);
            self.headlines.push(Headline {
                published,
                ..headline(id)
            });
        }
        self.event(Event::Refresh(RefreshProgress::Source {
            new_headlines: count,
            failure: None,
        }))
    }

    /// The wheel turns at a cell.
    pub fn wheel(&mut self, action: MouseAction, column: u16, row: u16) -> &mut Self {
        self.event(Event::Mouse(Mouse {
            action,
            column,
            row,
        }))
    }

    fn answer(&mut self, effect: Effect) -> Option<(RequestId, Answer)> {
        match effect {
            Effect::LoadList { request, query } => {
                let reason = self.unreadable.clone().map(Answer::Unanswered);
                Some((request, reason.unwrap_or_else(|| self.list(&query))))
            }
            Effect::LoadUnread { request, query } => {
                Some((request, Answer::Unread(self.matching(&query))))
            }
            Effect::LoadRows { request, ids } => {
                let known = |id: HeadlineId| {
                    self.headlines
                        .get(usize::try_from(id.0 - 1).unwrap())
                        .cloned()
                };
                let rows = ids
                    .iter()
                    .map(|id| known(*id).unwrap_or_else(|| headline(id.0)))
                    .collect();
                Some((request, Answer::Rows(rows)))
            }
            Effect::LoadStored { request, id } => Some((
                request,
                Answer::Stored {
                    saved_at: None,
                    headline: Box::new(self.row(id).clone()),
                    feed_text: (!self.failing.contains_key(&id)).then(|| self.feed_text(id)),
                    clean: self.stored_articles.get(&id).cloned(),
                    place: self.places.get(&id).cloned(),
                },
            )),
            Effect::FetchArticle { request, id } if self.failing.contains_key(&id) => {
                Some((request, Answer::Clean(Err(self.failing[&id].clone()))))
            }
            Effect::FetchArticle { request, id } => {
                let made_up = || Arc::new(text(&format!("Clean article of {id}")));
                let article = self.articles.get(&id).cloned().unwrap_or_else(made_up);
                self.stored_articles.insert(id, article.clone());
                Some((request, Answer::Clean(Ok(article))))
            }
            Effect::FetchPage { request, .. } => {
                Some((request, Answer::Clean(Err("no network".to_owned()))))
            }
            Effect::LoadWhole { request, id } => {
                let mut whole = text(&format!("Clean article of {id}"));
                for number in 0..6 {
                    let line = Block::paragraph(format!("Menu {number}"));
                    whole.blocks.insert(0, line);
                }
                let whole = self.has_pages.then(|| Arc::new(whole));
                let whole = whole.ok_or_else(|| "the page is not stored".to_owned());
                Some((request, Answer::Whole(whole)))
            }
            Effect::Explain { request, id } => {
                let explanation = self.explanation.clone();
                Some((request, Answer::Explained(id, Ok(explanation))))
            }
            Effect::AddRule { request, id, rule } => Some(self.tried(request, id, Some(&rule))),
            Effect::UndoRule { request, id, .. } => Some(self.tried(request, id, None)),
            other => self.change(other),
        }
    }

    fn feed_text(&self, id: HeadlineId) -> Arc<Article> {
        let made_up = || Arc::new(text(&format!("Feed text of {id}")));
        self.feed_texts.get(&id).cloned().unwrap_or_else(made_up)
    }

    fn tried(
        &mut self,
        request: RequestId,
        id: HeadlineId,
        rule: Option<&SiteRule>,
    ) -> (RequestId, Answer) {
        let outcome = pages_offered::tried(id, rule, Arc::new(text("Judged anew")));
        self.explanation = outcome.explanation.clone();
        let answer = Answer::RuleTried(Ok(Box::new(outcome)));
        (request, answer)
    }

    /// What the user did, and the answer to it.
    fn change(&mut self, effect: Effect) -> Option<(RequestId, Answer)> {
        match effect {
            Effect::Change { request, change } => self.store(request, change),
            Effect::AddSource { request, url } => {
                let added = Added {
                    urls: vec![url],
                    message: "added".to_owned(),
                    is_failure: false,
                };
                Some((request, Answer::SourcesAdded(Ok(added))))
            }
            Effect::RemoveSources { request, .. } => {
                Some((request, Answer::SourcesAdded(Ok(Added::default()))))
            }
            Effect::ChangeSource {
                request,
                change,
                undoing,
            } => {
                let undo = Some(self.change_source(change)).filter(|_| !undoing);
                let message = if undoing { "" } else { "changed" }.to_owned();
                let outcome = Outcome { undo, message };
                Some((request, Answer::SourceChanged(Ok(outcome))))
            }
            _ => None,
        }
    }
}

fn text(words: &str) -> Article {
    Article {
        title: words.to_owned(),
        blocks: (0..60)
            .map(|number| Block::paragraph(format!("{words}, paragraph {number}.")))
            .collect(),
        ..Article::default()
    }
}
