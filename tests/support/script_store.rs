//! The small store and configuration behind a script.

use newswire::app::event::{Counts, Marked, Totals};
use newswire::app::health::{self, Removed};
use newswire::app::{Answer, RequestId};
use newswire::market::mentions::Reading;
use newswire::model::{Change, Headline, HeadlineId, Query, Scope, Search, Source};

use super::Script;

impl Script {
    pub(super) fn matching(&self, query: &Query) -> Vec<HeadlineId> {
        let rows = self.headlines.iter().filter(|row| {
            let scope = match &query.scope {
                Scope::All | Scope::Group(_) => true,
                Scope::Source(id) => row.source == *id,
                Scope::Favourites => row.favourite,
            };
            let search = match &query.search {
                None => true,
                Some(Search::Words(words)) => row.title.contains(words.as_str()),
                Some(Search::Mentions(mentions)) => {
                    Reading::new(mentions).is_named(&row.title, &row.summary)
                }
            };
            scope && search && !(query.unread && row.read)
        });
        let mut rows: Vec<&Headline> = rows.collect();
        rows.sort_by_key(|row| std::cmp::Reverse((row.published, row.id)));
        rows.iter().map(|row| row.id).collect()
    }

    pub(super) fn totals(&self) -> Totals {
        let count = |wanted: fn(&Headline) -> bool| {
            u64::try_from(self.headlines.iter().filter(|row| wanted(row)).count()).unwrap()
        };
        Totals {
            unread: count(|row| !row.read),
            total: count(|_| true),
            favourites: count(|row| row.favourite),
        }
    }

    /// Stores what the user did as the store does, or says why it does not.
    pub(super) fn store(
        &mut self,
        request: Option<RequestId>,
        change: Change,
    ) -> Option<(RequestId, Answer)> {
        if let Change::Place { id, place } = change {
            self.places.insert(id, place);
            return None;
        }
        let request = request?;
        if let Some(reason) = &self.refusal {
            return Some((request, Answer::Marked(Err(reason.clone()))));
        }
        let (ids, to, mark): (_, _, fn(&mut Headline) -> &mut bool) = match change {
            Change::Read { ids, on } => (ids.to_vec(), on, |row| &mut row.read),
            Change::Favourite { id, on } => (vec![id], on, |row| &mut row.favourite),
            Change::Place { .. } => return None,
        };
        let is_changed = |id: &HeadlineId| std::mem::replace(mark(self.row(*id)), to) != to;
        let changed = ids.into_iter().filter(is_changed).collect();
        let sources = self.counted();
        let sources = sources
            .iter()
            .map(|source| (source.id, source.unread, source.total));
        let counts = Counts {
            totals: self.totals(),
            sources: sources.collect(),
        };
        Some((request, Answer::Marked(Ok(Marked { changed, counts }))))
    }

    /// The sources with what the store counts of them, where a test wants it.
    pub(super) fn counted(&self) -> Vec<Source> {
        let mut sources = self.sources.clone();
        for source in sources.iter_mut().filter(|_| self.counts_sources) {
            let own = |row: &&Headline| row.source == source.id;
            source.total = self.headlines.iter().filter(own).count() as u64;
            source.unread = self
                .headlines
                .iter()
                .filter(own)
                .filter(|row| !row.read)
                .count() as u64;
        }
        sources
    }

    pub(super) fn row(&mut self, id: HeadlineId) -> &mut Headline {
        &mut self.headlines[usize::try_from(id.0 - 1).unwrap()]
    }

    /// The ids of a view with sources and counts.
    pub(super) fn list(&self, query: &Query) -> Answer {
        Answer::List {
            ids: self.matching(query),
            sources: if self.headlines.is_empty() {
                vec![]
            } else {
                self.counted()
            },
            totals: self.totals(),
        }
    }

    /// Changes the little configuration; what takes that back.
    pub(super) fn change_source(&mut self, change: health::Change) -> health::Change {
        let place = |sources: &[Source], url: &str| {
            let mut places = sources.iter();
            places.position(|source| source.url == url).unwrap()
        };
        match change {
            health::Change::Pause { url, paused } => {
                let at = place(&self.sources, &url);
                self.sources[at].health.paused = paused;
                let paused = !paused;
                health::Change::Pause { url, paused }
            }
            health::Change::Move { from, to } => {
                let at = place(&self.sources, &from);
                self.sources[at].url.clone_from(&to);
                health::Change::Move { from: to, to: from }
            }
            health::Change::Remove { url } => {
                let at = place(&self.sources, &url);
                self.removed.push(self.sources.remove(at));
                health::Change::Restore(Removed {
                    url,
                    pieces: vec![(at, String::new())],
                    rest: 0,
                    next: vec![],
                })
            }
            health::Change::Restore(removed) => {
                let source = self.removed.pop().unwrap();
                self.sources.insert(removed.pieces[0].0, source);
                health::Change::Remove { url: removed.url }
            }
        }
    }
}
