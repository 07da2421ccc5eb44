//! Any sequence of downloads, with anything the user does in between, loses nothing that the user
//! did and makes no duplicates: the store against a model of a few maps.

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;

use super::Store;
use super::headlines::Counts;
use super::testing::{apply, at, at_fraction, entry, spec};
use crate::model::{Change, HeadlineId, Query, Scope, SourceId};

const FEEDS: [&str; 2] = ["https://one.example/feed", "https://two.example/feed"];

#[derive(Debug, Clone)]
enum Step {
    /// Apply entries (number, version of the text, dated) to a source.
    Apply(usize, Vec<(u8, u8, bool)>),
    Read(u8, bool),
    Favourite(u8, bool),
    Position(u8, f64),
    MarkAll(Scope),
    Prune(i64),
    Configure(Vec<usize>),
}

fn step() -> impl Strategy<Value = Step> {
    let entries = proptest::collection::vec((0..12_u8, 0..3_u8, any::<bool>()), 0..10);
    prop_oneof![
        4 => (0..2_usize, entries).prop_map(|(source, entries)| Step::Apply(source, entries)),
        3 => (any::<u8>(), any::<bool>()).prop_map(|(which, on)| Step::Read(which, on)),
        3 => (any::<u8>(), any::<bool>()).prop_map(|(which, on)| Step::Favourite(which, on)),
        1 => (any::<u8>(), 0.0..1.0).prop_map(|(which, at)| Step::Position(which, at)),
        1 => Just(Step::MarkAll(Scope::All)),
        1 => Just(Step::MarkAll(Scope::Favourites)),
        2 => (0..2_000_i64).prop_map(Step::Prune),
        1 => proptest::sample::subsequence(vec![0, 1], 0..=2).prop_map(Step::Configure),
    ]
}

/// What the user did, by (source, entry): the model.
#[derive(Debug, Default)]
struct Expected {
    ids: HashMap<(SourceId, String), HeadlineId>,
    read: HashSet<HeadlineId>,
    favourites: HashSet<HeadlineId>,
    positions: HashMap<HeadlineId, f64>,
}

struct Run {
    store: Store,
    sources: Vec<SourceId>,
    expected: Expected,
    now: i64,
}

impl Run {
    fn new() -> Self {
        let mut store = Store::open_in_memory().expect("memory");
        store.set_sources(&FEEDS.map(spec)).expect("set");
        let sources = store
            .sources()
            .expect("read")
            .iter()
            .map(|source| source.id)
            .collect();
        Self {
            store,
            sources,
            expected: Expected::default(),
            now: 0,
        }
    }

    /// One of the stored headlines, whether listed or not.
    fn pick(&self, which: u8) -> Option<HeadlineId> {
        let ids = self.stored();
        (!ids.is_empty()).then(|| ids[usize::from(which) % ids.len()])
    }

    fn stored(&self) -> Vec<HeadlineId> {
        let views = self.sources.iter().map(|source| Scope::Source(*source));
        views
            .flat_map(|scope| self.store.ids(&super::testing::all(scope)).expect("ids"))
            .collect()
    }

    fn take(&mut self, step: Step) {
        self.now += 100;
        match step {
            Step::Apply(source, entries) => self.apply(self.sources[source], &entries),
            Step::Read(which, on) => {
                if let Some(id) = self.pick(which) {
                    let changed = self
                        .store
                        .change(&Change::read(&[id], on), at(0))
                        .expect("read");
                    let model = if on {
                        self.expected.read.insert(id)
                    } else {
                        self.expected.read.remove(&id)
                    };
                    assert_eq!(!changed.is_empty(), model);
                }
            }
            Step::Favourite(which, on) => {
                if let Some(id) = self.pick(which) {
                    let changed = self
                        .store
                        .change(&Change::Favourite { id, on }, at(self.now))
                        .expect("favourite");
                    let favourites = &mut self.expected.favourites;
                    let expected = match on {
                        true => favourites.insert(id),
                        false => favourites.remove(&id),
                    };
                    assert_eq!(!changed.is_empty(), expected);
                }
            }
            Step::Position(which, fraction) => {
                if let Some(id) = self.pick(which) {
                    let place = at_fraction(fraction);
                    self.store
                        .change(&Change::Place { id, place }, at(0))
                        .expect("saved");
                    self.expected.positions.insert(id, fraction);
                }
            }
            Step::MarkAll(scope) => {
                let shown = self.store.ids(&super::testing::all(scope)).expect("read");
                let marked = self
                    .store
                    .change(&Change::read(&shown, true), at(0))
                    .expect("marked");
                assert!(marked.into_iter().all(|id| self.expected.read.insert(id)));
            }
            Step::Prune(age) => {
                let before = self.stored().len();
                let removed = self.store.prune(at(self.now - age)).expect("pruned");
                assert_eq!(self.stored().len(), before - removed);
            }
            Step::Configure(which) => {
                let specs: Vec<_> = which.iter().map(|&at| spec(FEEDS[at])).collect();
                self.store.set_sources(&specs).expect("set");
            }
        }
    }

    fn apply(&mut self, source: SourceId, entries: &[(u8, u8, bool)]) {
        // One of an id: what shares an id in one download is told apart.
        let mut seen = HashSet::new();
        let entries: Vec<_> = entries
            .iter()
            .filter(|(number, ..)| seen.insert(*number))
            .map(|(number, version, dated)| {
                let title = format!("title {version}");
                entry(
                    &number.to_string(),
                    &title,
                    dated.then_some(i64::from(*number)),
                )
            })
            .collect();
        for id in apply(&mut self.store, source, &entries, self.now) {
            let row = self.store.headline(id).expect("read").expect("new");
            let key = (source, row.link.expect("every entry links"));
            // One that comes back after pruning has its old id if the user touched it.
            let touched = self.expected.ids.insert(key, id).filter(|old| {
                self.expected.read.contains(old) || self.expected.positions.contains_key(old)
            });
            assert!(touched.is_none_or(|old| old == id));
        }
    }

    fn check(&self) {
        let stored = self.stored();
        let rows = self.store.rows(&stored).expect("rows");
        let links: HashSet<_> = rows
            .iter()
            .map(|row| (row.source, row.link.clone()))
            .collect();
        assert_eq!(links.len(), rows.len(), "no duplicates");
        for row in &rows {
            assert_eq!(row.read, self.expected.read.contains(&row.id), "{row:?}");
            assert_eq!(
                row.favourite,
                self.expected.favourites.contains(&row.id),
                "{row:?}"
            );
            let place = self.store.place(row.id).expect("read");
            let position = self.expected.positions.get(&row.id).copied();
            assert_eq!(place, position.map(at_fraction));
        }
        let favourites = self
            .store
            .ids(&super::testing::all(Scope::Favourites))
            .expect("ids");
        assert_eq!(
            favourites.iter().copied().collect::<HashSet<_>>(),
            self.expected.favourites
        );
        assert!(
            favourites
                .iter()
                .all(|id| self.store.body(*id).expect("read").is_some())
        );
        let listed = self.store.ids(&Query::default()).expect("ids");
        let unread = self
            .store
            .ids(&Query {
                unread: true,
                ..Query::default()
            })
            .expect("ids");
        let counts = Counts {
            unread: unread.len() as u64,
            total: listed.len() as u64,
            favourites: favourites.len() as u64,
        };
        assert_eq!(self.store.counts().expect("counts"), counts);
        let found = self
            .store
            .ids(&super::testing::search("titl"))
            .expect("ids");
        assert_eq!(found, listed, "the index knows each headline once");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn nothing_the_user_did_is_lost(steps in proptest::collection::vec(step(), 1..40)) {
        let mut run = Run::new();
        for step in steps {
            run.take(step);
            run.check();
        }
        assert_eq!(run.store.verdict(), "ok");
    }
}
