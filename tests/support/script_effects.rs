//! A script's effects made real: what the store is asked is answered by the code that the reader
//! uses, and a few lines stand in for the network and the configuration file.

use std::sync::Arc;

use newswire::app::config_change::Follow;
use newswire::app::event::Marked;
use newswire::app::{
    Answer, ConfigEffect, Effect, Event, NetEffect, RequestId, ScreenEffect, Settings, StoreEffect,
};
use newswire::model::{Article, Block, Change, HeadlineId, SiteRule, SourceSpec};
use newswire::runtime::answers;
use newswire::store::{Store, StoreError};

use super::{Script, pages_offered};

impl Script {
    /// Carries an effect out; what answers it.
    pub(super) fn carry_out(&mut self, effect: Effect) -> Option<(RequestId, Answer)> {
        match effect {
            Effect::Store(StoreEffect::LoadList {
                request,
                query,
                zone,
            }) => self.ask(request, |store| answers::list(store, &query, &zone)),
            Effect::Store(StoreEffect::LoadUnread { request, query }) => {
                self.ask(request, |store| answers::unread(store, &query))
            }
            Effect::Store(StoreEffect::CountDay { request, day }) => {
                self.ask(request, |store| answers::unread_of_day(store, day))
            }
            Effect::Store(StoreEffect::Keep(kept)) => {
                self.store.keep(&kept).unwrap();
                None
            }
            Effect::Store(StoreEffect::LoadRows { request, ids }) => {
                self.ask(request, |store| answers::rows(store, &ids))
            }
            Effect::Store(StoreEffect::LoadStored { request, id }) => {
                self.ask(request, |store| answers::stored(store, id))
            }
            Effect::Store(StoreEffect::Change { request, change }) => {
                let marked = self.change(&change);
                Some((request?, Answer::Marked(marked)))
            }
            Effect::Config(ConfigEffect::AddSource { request, url }) => {
                let spec = SourceSpec {
                    url,
                    ..SourceSpec::default()
                };
                Some((request, self.add(vec![spec])))
            }
            Effect::Config(ConfigEffect::AddSpecs { request, specs }) => {
                Some((request, self.add(specs)))
            }
            Effect::Config(ConfigEffect::ChangeSource { request, change }) => {
                let outcome = self.change_source(change);
                Some((request, Answer::SourceChanged(Ok(outcome))))
            }
            Effect::Config(ConfigEffect::Undo { request, undo }) => {
                Some((request, self.undo(undo)))
            }
            Effect::Screen(ScreenEffect::ChooseTheme { request, name }) => {
                Some((request, self.choose_theme(name)))
            }
            other => self.read_page(other),
        }
    }

    /// The configuration has another theme.
    fn choose_theme(&mut self, name: String) -> Answer {
        if let Some(refusal) = self.refusal.clone() {
            return Answer::ThemeChosen(Err(refusal));
        }
        let settings = Settings {
            theme: name,
            ..self.model.settings.clone()
        };
        let before = self.model.settings.theme.clone();
        self.event(Event::Configured(Box::new(settings)));
        Answer::ThemeChosen(Ok(before))
    }

    /// What needs a page.
    fn read_page(&mut self, effect: Effect) -> Option<(RequestId, Answer)> {
        match effect {
            Effect::Net(NetEffect::FetchArticle { request, id }) => Some((request, self.fetch(id))),
            Effect::Net(NetEffect::FetchPage { request, .. }) => {
                Some((request, Answer::Clean(Err("no network".to_owned()))))
            }
            Effect::Net(NetEffect::LoadWhole { request, id }) => {
                Some((request, Answer::Whole(self.whole(id))))
            }
            Effect::Net(NetEffect::Explain { request, id }) => {
                let explanation = self.explanation.clone();
                Some((request, Answer::Explained(id, Ok(explanation))))
            }
            Effect::Config(ConfigEffect::AddRule { request, id, rule }) => {
                Some((request, self.judge(id, Some(&rule))))
            }
            _ => None,
        }
    }

    fn ask(
        &mut self,
        request: RequestId,
        question: impl FnOnce(&mut Store) -> Result<Answer, StoreError>,
    ) -> Option<(RequestId, Answer)> {
        let answer = match self.unreadable.clone() {
            Some(reason) => Answer::Unanswered(reason),
            None => question(&mut self.store)
                .unwrap_or_else(|error| Answer::Unanswered(error.to_string())),
        };
        Some((request, answer))
    }

    fn change(&mut self, change: &Change) -> Result<Marked, String> {
        if let Some(reason) = self.refusal.clone() {
            return Err(reason);
        }
        let changed = self.store.change(change, self.now).unwrap();
        let counts = answers::counts(&self.store).unwrap();
        Ok(Marked { changed, counts })
    }

    fn add(&mut self, added: Vec<SourceSpec>) -> Answer {
        let specs = [self.specs.clone(), added].concat();
        let outcome = self.write(specs, Follow::Sources, "added", "removed");
        Answer::SourcesAdded(Ok(outcome))
    }

    fn fetch(&mut self, id: HeadlineId) -> Answer {
        if let Some(reason) = self.failing.get(&id) {
            return Answer::Clean(Err(reason.clone()));
        }
        let made_up = || Arc::new(text(&format!("Clean article of {id}")));
        let article = self.articles.get(&id).cloned().unwrap_or_else(made_up);
        self.save_article(id.0, &article);
        Answer::Clean(Ok(article))
    }

    fn whole(&self, id: HeadlineId) -> Result<Arc<Article>, String> {
        let mut whole = text(&format!("Clean article of {id}"));
        for number in 0..6 {
            let line = Block::paragraph(format!("Menu {number}"));
            whole.blocks.insert(0, line);
        }
        let whole = self.has_pages.then(|| Arc::new(whole));
        whole.ok_or_else(|| "the page is not stored".to_owned())
    }

    pub(super) fn judge(&mut self, id: HeadlineId, rule: Option<&SiteRule>) -> Answer {
        let outcome = pages_offered::tried(id, rule, Arc::new(text("ExplainedBlock anew")));
        self.explanation = outcome.explanation.clone();
        Answer::RuleTried(Ok(Box::new(outcome)))
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
