//! What a page offers when nobody has said where its headlines are: every list that was
//! found, the best first, each with the rules that read it again.

use std::cell::OnceCell;
use std::collections::HashSet;

use scraper::Html;
use url::Url;

use super::entries::finish;
use super::selected::Matching;
use super::{clusters, derive, state, structured};
use crate::markup::address::normalise;
use crate::model::Way;
use crate::model::headline::Entry;
use crate::model::source::Selectors;

/// Fewest headlines that make a list when nobody said that it is one.
const MIN_LIST: usize = 2;
/// Fewest headlines of a list that the page marks up, or has as data.
const MIN_MARKED: usize = 3;

/// One list.
pub(super) struct Guess {
    pub(super) way: Way,
    pub(super) entries: Vec<Entry>,
    /// What reads it, if more than the page's address is needed.
    pub(super) rules: Option<Selectors>,
}

/// The list that is read when nothing is said; its rules are not looked for.
pub(super) fn first(document: &Html, base: &Url, matching: &Matching) -> Option<Guess> {
    let lists = Lists::new(document, base, matching);
    let place = lists.preferred()?;
    lists.guess(place, false)
}

/// All lists, the one that is read when nothing is said first.
pub(super) fn all(document: &Html, base: &Url, matching: &Matching) -> Vec<Guess> {
    let lists = Lists::new(document, base, matching);
    let preferred = lists.preferred();
    let places = (0..lists.marked.len())
        .map(ListIndex::Marked)
        .chain((0..lists.states().len()).map(ListIndex::State))
        .chain((0..lists.repeated.len()).map(ListIndex::Repeated));
    let others = places.filter(|place| Some(*place) != preferred);
    let mut guesses: Vec<Guess> = Vec::new();
    for place in preferred.into_iter().chain(others) {
        // The address alone gives the first, also when the page is built anew.
        let is_first = Some(place) == preferred;
        let Some(guess) = lists.guess(place, !is_first) else {
            continue;
        };
        // What cannot be read again, or says what is offered already, is no choice.
        let is_choice = guess.rules.is_some() && guess.entries.len() >= MIN_MARKED;
        let is_known = || {
            guesses
                .iter()
                .any(|other| is_same(&other.entries, &guess.entries))
        };
        if is_first || (is_choice && !is_known()) {
            guesses.push(guess);
        }
    }
    guesses
}

/// Whether two lists lead to the same pages.
fn is_same(a: &[Entry], b: &[Entry]) -> bool {
    let links = |entries: &[Entry]| -> HashSet<String> {
        let links = entries.iter().filter_map(|entry| entry.link.as_deref());
        links.map(normalise).collect()
    };
    links(a) == links(b)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ListIndex {
    Marked(usize),
    State(usize),
    Repeated(usize),
}

/// What was found on a page.
struct Lists<'a> {
    document: &'a Html,
    base: &'a Url,
    matching: &'a Matching,
    marked: Vec<(Way, Vec<Entry>)>,
    repeated: Vec<clusters::List<'a>>,
    /// Parsing a megabyte of data is not done for a page that needs none.
    states: OnceCell<Vec<state::List>>,
}

impl<'a> Lists<'a> {
    fn new(document: &'a Html, base: &'a Url, matching: &'a Matching) -> Self {
        let mut lists = Self {
            document,
            base,
            matching,
            marked: structured::find(document, base),
            repeated: clusters::find(document, base),
            states: OnceCell::new(),
        };
        for (_, entries) in &mut lists.marked {
            entries.retain(|entry| matching.fits(entry));
        }
        lists
    }

    fn states(&self) -> &[state::List] {
        self.states.get_or_init(|| {
            let mut states = state::find(self.document, self.base);
            for list in &mut states {
                list.entries.retain(|entry| self.matching.fits(entry));
            }
            states
        })
    }

    /// Marked lists often hold only the top of the page, and data may be of another list:
    /// they must not be much shorter than the repeated one.
    fn preferred(&self) -> Option<ListIndex> {
        let repeated = self.repeated.first().map(|list| &list.entries[..]);
        let links: HashSet<&str> = repeated
            .unwrap_or_default()
            .iter()
            .filter(|entry| self.matching.fits(entry))
            .filter_map(|entry| entry.link.as_deref())
            .collect();
        let is_enough = |entries: &[Entry]| {
            entries.len() >= MIN_MARKED && entries.len() * 10 >= links.len() * 6
        };
        if let Some(place) = self.marked.iter().position(|(_, list)| is_enough(list)) {
            return Some(ListIndex::Marked(place));
        }
        let is_shown = |entries: &[Entry]| {
            let shown = entries.iter().filter_map(|entry| entry.link.as_deref());
            links.len() < MIN_MARKED
                || shown.filter(|link| links.contains(link)).count() * 2 >= entries.len()
        };
        let state = self.states().first();
        if state.is_some_and(|list| is_enough(&list.entries) && is_shown(&list.entries)) {
            return Some(ListIndex::State(0));
        }
        (links.len() >= MIN_LIST).then_some(ListIndex::Repeated(0))
    }

    fn guess(&self, place: ListIndex, with_rules: bool) -> Option<Guess> {
        let again = |rules: Selectors, entries: &[Entry]| {
            let wanted = finish(entries.to_vec());
            derive::reads(self.document, self.base, &rules, &wanted).then_some(rules)
        };
        let (way, mut entries, rules) = match place {
            ListIndex::Marked(index) => {
                let (way, entries) = self.marked.get(index)?;
                let rules = structured::rules(*way).filter(|_| with_rules);
                let rules = rules.and_then(|rules| again(rules, entries));
                (*way, entries.clone(), rules)
            }
            ListIndex::State(index) => {
                let list = self.states().get(index)?;
                let rules = with_rules.then(|| Selectors {
                    items: Some(list.items.clone()),
                    ..Selectors::default()
                });
                let rules = rules.and_then(|rules| again(rules, &list.entries));
                (Way::State, list.entries.clone(), rules)
            }
            ListIndex::Repeated(index) => {
                let list = self.repeated.get(index)?;
                let rules = with_rules.then(|| derive::selectors(self.document, self.base, list));
                (Way::Links, list.entries.clone(), rules.flatten())
            }
        };
        entries.retain(|entry| self.matching.fits(entry));
        Some(Guess {
            way,
            entries,
            rules,
        })
    }
}
