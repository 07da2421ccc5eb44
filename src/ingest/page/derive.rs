//! CSS selectors that find a guessed list again, for the user's configuration.
//!
//! What is written down must hold tomorrow, so the simplest selector that fits is taken:
//! names and classes of the template, never numbers or places. It counts only if the page
//! read by it gives the same headlines.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeId;
use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::cards::Card;
use super::entries::finish;
use super::place::stable_classes;
use super::{clusters, selected};
use crate::model::headline::Entry;
use crate::model::source::Selectors;

/// Levels above an item that may name it.
const LEVELS: usize = 5;
/// Selectors of one group that are tried.
const MAX_TRIES: usize = 60;
/// Groups of one list that are written down.
const MAX_GROUPS: usize = 8;

/// Selectors that read `list` from the page, if there are any.
pub(super) fn selectors(
    document: &Html,
    base: &Url,
    list: &clusters::List<'_>,
) -> Option<Selectors> {
    if list.groups.len() > MAX_GROUPS {
        return None;
    }
    let expected = finish(list.entries.clone());
    let cards = |group: &[(Card<'_>, ElementRef<'_>)]| -> HashSet<NodeId> {
        group.iter().map(|(card, _)| card.element.id()).collect()
    };
    let links = |group: &[(Card<'_>, ElementRef<'_>)]| -> HashSet<NodeId> {
        group.iter().map(|(_, link)| link.id()).collect()
    };
    let by_card = items(document, &list.groups, cards);
    let by_link = items(document, &list.groups, links);
    let inside = inner_link(&list.groups);
    let tries = [(&by_card, None), (&by_card, inside), (&by_link, None)];
    tries.into_iter().find_map(|(items, link)| {
        let selectors = Selectors {
            items: items.clone()?.into(),
            link,
            ..Selectors::default()
        };
        reads(document, base, &selectors, &expected).then_some(selectors)
    })
}

/// Whether the page read by these selectors gives these headlines.
pub(super) fn reads(
    document: &Html,
    base: &Url,
    selectors: &Selectors,
    expected: &[Entry],
) -> bool {
    let Ok(found) = selected::html(document, base, selectors) else {
        return false;
    };
    let found = finish(found);
    let same = |(a, b): (&Entry, &Entry)| a.title == b.title && a.link == b.link;
    found.len() == expected.len() && found.iter().zip(expected).all(same)
}

/// One selector for the chosen elements of all groups.
fn items<'a>(
    document: &'a Html,
    groups: &[Vec<(Card<'a>, ElementRef<'a>)>],
    chosen: impl Fn(&[(Card<'a>, ElementRef<'a>)]) -> HashSet<NodeId>,
) -> Option<String> {
    let all: HashSet<NodeId> = groups.iter().flat_map(|group| chosen(group)).collect();
    let mut parts: Vec<String> = Vec::new();
    let mut covered: HashSet<NodeId> = HashSet::new();
    for group in groups {
        let wanted = chosen(group);
        if wanted.is_subset(&covered) {
            continue;
        }
        let elements: Vec<ElementRef<'a>> = wanted
            .iter()
            .filter_map(|id| ElementRef::wrap(document.tree.get(*id)?))
            .collect();
        let (css, found) = tries(&elements)
            .into_iter()
            .take(MAX_TRIES)
            .find_map(|css| {
                let selector = Selector::parse(&css).ok()?;
                let found: HashSet<NodeId> = document
                    .select(&selector)
                    .map(|element| element.id())
                    .collect();
                (wanted.is_subset(&found) && found.is_subset(&all)).then_some((css, found))
            })?;
        covered.extend(found);
        parts.push(css);
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Selectors for some elements of one template, the simplest first.
fn tries(elements: &[ElementRef<'_>]) -> Vec<String> {
    let Some(own) = Step::common(elements) else {
        return Vec::new();
    };
    let names = own.names();
    let mut tries: Vec<String> = names
        .iter()
        .filter(|name| name.contains('.'))
        .cloned()
        .collect();
    let mut level: Vec<ElementRef<'_>> = elements.to_vec();
    let mut chain: Vec<String> = Vec::new();
    for depth in 0..LEVELS {
        let above: Vec<ElementRef<'_>> = level
            .iter()
            .filter_map(|element| element.parent().and_then(ElementRef::wrap))
            .collect();
        if above.len() < level.len() {
            break;
        }
        let Some(step) = Step::common(&above) else {
            break;
        };
        for name in step.names().iter().filter(|name| name.contains(['.', '#'])) {
            let joint = if depth == 0 { " > " } else { " " };
            tries.extend(names.iter().map(|own| format!("{name}{joint}{own}")));
            if depth > 0 {
                let between = chain.join(" > ");
                tries.push(format!("{name} > {between} > {}", names[0]));
            }
        }
        if depth < 2 {
            let between: String = chain.iter().map(|step| format!(" > {step}")).collect();
            tries.push(format!("{}{between} > {}", step.name, names[0]));
        }
        chain.insert(0, step.name.clone());
        level = above;
    }
    tries.push(own.name);
    tries
}

/// The link inside the cards, when all have it in the same place.
fn inner_link(groups: &[Vec<(Card<'_>, ElementRef<'_>)>]) -> Option<String> {
    let mut paths: HashMap<String, usize> = HashMap::new();
    for (card, link) in groups.iter().flatten() {
        let up = link.ancestors().filter_map(ElementRef::wrap);
        let heading = up
            .take_while(|element| element.id() != card.element.id())
            .find(|element| super::place::is_heading(*element));
        let name = heading.map_or_else(
            || {
                Step::common(&[*link])
                    .map_or_else(|| "a".to_owned(), |step| step.names()[0].clone())
            },
            |heading| format!("{} a", heading.value().name()),
        );
        *paths.entry(name).or_default() += 1;
    }
    let mut paths: Vec<String> = paths.into_keys().collect();
    paths.sort();
    (paths.len() <= 3 && !paths.is_empty()).then(|| paths.join(", "))
}

/// What some elements have in common.
struct Step {
    name: String,
    id: Option<String>,
    classes: Vec<String>,
}

impl Step {
    fn common(elements: &[ElementRef<'_>]) -> Option<Self> {
        let first = elements.first()?;
        let name = first.value().name();
        if elements.iter().any(|other| other.value().name() != name) {
            return None;
        }
        let shared = |class: &&str| {
            elements
                .iter()
                .all(|other| other.value().classes().any(|own| own == *class))
        };
        let is_plain = |name: &&str| {
            name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
                && name
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
        };
        let id = first.attr("id").filter(is_plain);
        let same_id = |id: &&str| elements.iter().all(|other| other.attr("id") == Some(*id));
        let mut classes: Vec<String> = stable_classes(*first)
            .filter(shared)
            .filter(is_plain)
            .map(str::to_owned)
            .collect();
        // Long names say more than "row" and "box".
        classes.sort_by_key(|class| std::cmp::Reverse(class.len()));
        Some(Self {
            name: name.to_owned(),
            id: id.filter(same_id).map(str::to_owned),
            classes,
        })
    }

    /// Selectors for it, the best first.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self
            .classes
            .iter()
            .map(|class| format!("{}.{class}", self.name))
            .collect();
        if self.classes.len() > 1 {
            names.push(format!("{}.{}", self.name, self.classes.join(".")));
        }
        if let Some(id) = &self.id {
            names.insert(0, format!("{}#{id}", self.name));
        }
        names.push(self.name.clone());
        names
    }
}
