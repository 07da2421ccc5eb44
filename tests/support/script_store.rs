//! The small store and configuration behind a script.

use newswire::app::event::{Counts, Marked, Totals};
use newswire::app::health::Change;
use newswire::app::unstored::Mark;
use newswire::app::{Answer, RequestId};
use newswire::market::mentions::Reading;
use newswire::model::{Headline, HeadlineId, Query, Scope, Search, Source};

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

    /// Marks as the store does, or says why it does not.
    pub(super) fn mark(&mut self, request: RequestId, mark: &Mark) -> (RequestId, Answer) {
        if let Some(reason) = &self.refusal {
            return (request, Answer::Marked(Err(reason.clone())));
        }
        let (ids, is_done): (_, fn(&mut Headline, bool) -> bool) = match mark {
            Mark::Read { ids, .. } => (ids.clone(), |row, to| {
                std::mem::replace(&mut row.read, to) != to
            }),
            Mark::ViewRead { ids } => (ids.to_vec(), |row, to| {
                std::mem::replace(&mut row.read, to) != to
            }),
            Mark::Favourite { id, .. } => (vec![*id], |row, to| {
                std::mem::replace(&mut row.favourite, to) != to
            }),
        };
        let to = match mark {
            Mark::Read { read, .. } => *read,
            Mark::ViewRead { .. } => true,
            Mark::Favourite { on, .. } => *on,
        };
        let changed = ids.into_iter().filter(|id| is_done(self.row(*id), to));
        let changed = changed.collect();
        let sources = self.counted();
        let sources = sources
            .iter()
            .map(|source| (source.id, source.unread, source.total));
        let counts = Counts {
            totals: self.totals(),
            sources: sources.collect(),
        };
        (request, Answer::Marked(Ok(Marked { changed, counts })))
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
    pub(super) fn change_source(&mut self, change: Change) -> Change {
        let place = |sources: &[Source], url: &str| {
            let mut places = sources.iter();
            places.position(|source| source.url == url).unwrap()
        };
        match change {
            Change::Pause { url, paused } => {
                let at = place(&self.sources, &url);
                self.sources[at].health.paused = paused;
                let paused = !paused;
                Change::Pause { url, paused }
            }
            Change::Move { from, to } => {
                let at = place(&self.sources, &from);
                self.sources[at].url.clone_from(&to);
                Change::Move { from: to, to: from }
            }
            Change::Remove { url } => {
                let at = place(&self.sources, &url);
                self.removed.push(self.sources.remove(at));
                Change::Restore(newswire::model::Removed {
                    url,
                    pieces: vec![(at, String::new())],
                    rest: 0,
                    next: vec![],
                })
            }
            Change::Restore(removed) => {
                let source = self.removed.pop().unwrap();
                self.sources.insert(removed.pieces[0].0, source);
                Change::Remove { url: removed.url }
            }
        }
    }
}
