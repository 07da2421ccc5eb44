//! Headlines that nobody marked: links that repeat in the same place of the tree.
//!
//! A list page is made from a template, so its headlines share the path from the root (names
//! and classes). Links are grouped by that path; a group is scored by how much its texts read
//! like headlines and by where it stands; groups that are about as good as the best belong to
//! the same list (a lead story above the river of news). The idea is that of MDR (Liu et al.,
//! "Mining Data Records in Web Pages", KDD 2003), reduced to links.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ego_tree::NodeId;
use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::document::selector;
use super::place::{Place, kind_of_address};
use super::{MAX_ENTRIES, item};
use crate::ingest::identity;
use crate::model::headline::Entry;

static LINKS: LazyLock<Selector> = LazyLock::new(|| selector("a[href]"));

/// Most links of a page that are looked at.
const MAX_LINKS: usize = 5_000;
/// A group with less than this share of the best group's score belongs to another list.
const SAME_LIST: f64 = 0.45;

/// One link that could be a headline.
struct Candidate<'a> {
    link: ElementRef<'a>,
    address: String,
    key: String,
    words: usize,
    length: usize,
    position: usize,
    heading: bool,
    main: bool,
    /// Its address is rather that of a list or a service.
    list: bool,
}

/// The headlines of the page, in its order.
pub(super) fn find(document: &Html, base: &Url) -> Vec<Entry> {
    let (candidates, chrome) = candidates(document, base);
    let mut groups: HashMap<&str, Vec<&Candidate<'_>>> = HashMap::new();
    for candidate in &candidates {
        groups.entry(&candidate.key).or_default().push(candidate);
    }
    for group in groups.values_mut() {
        leave_menu_out(group, &chrome);
    }
    let scored: Vec<(f64, &Vec<&Candidate<'_>>)> =
        groups.values().map(|group| (score(group), group)).collect();
    let Some((best, headed)) = scored
        .iter()
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .filter(|(best, _)| *best > 0.0)
        .map(|(best, group)| (*best, is_headed(group)))
    else {
        return Vec::new();
    };
    let belongs = |score: f64, group: &[&Candidate<'_>]| {
        score >= best * SAME_LIST && (!headed || is_headed(group) || is_main(group))
    };
    let mut chosen: Vec<&Candidate<'_>> = scored
        .iter()
        .filter(|(score, group)| belongs(*score, group))
        .flat_map(|(_, group)| group.iter().copied())
        .collect();
    chosen.sort_by_key(|candidate| candidate.position);
    entries(&chosen, base)
}

/// Drops what the site's menu links to as well: that is a section, no news. When the menu
/// links to much of the group, it is the menu that repeats the news.
fn leave_menu_out(group: &mut Vec<&Candidate<'_>>, chrome: &HashSet<String>) {
    let linked = group
        .iter()
        .filter(|one| chrome.contains(&one.address))
        .count();
    if linked * 10 < group.len() * 3 {
        group.retain(|one| !chrome.contains(&one.address));
    }
}

/// Whether most links of a group stand in the page's main part.
fn is_main(group: &[&Candidate<'_>]) -> bool {
    group.iter().filter(|one| one.main).count() * 2 > group.len()
}

/// Whether most links of a group are headings; beside them, plain links are another list.
fn is_headed(group: &[&Candidate<'_>]) -> bool {
    group.iter().filter(|one| one.heading).count() * 2 > group.len()
}

/// The links that could be headlines, and the addresses that menus and footers link to.
fn candidates<'a>(document: &'a Html, base: &Url) -> (Vec<Candidate<'a>>, HashSet<String>) {
    let own_page = identity::normalise(base.as_str());
    let mut candidates = Vec::new();
    let mut chrome = HashSet::new();
    for (position, link) in document.select(&LINKS).take(MAX_LINKS).enumerate() {
        let Some(address) = item::address(link, base) else {
            continue;
        };
        let target = identity::normalise(&address);
        let Some(list) = kind_of_address(&address, base).filter(|_| target != own_page) else {
            continue;
        };
        let Some(place) = Place::of(link) else {
            chrome.insert(target);
            continue;
        };
        let text = item::text(link);
        candidates.push(Candidate {
            link,
            address: target,
            words: words(&text),
            length: text.chars().count(),
            key: place.path,
            position,
            list,
            heading: place.heading,
            main: place.main,
        });
    }
    (candidates, chrome)
}

/// Words, or what takes their place in scripts without spaces: two characters each.
fn words(text: &str) -> usize {
    let wide = text
        .chars()
        .filter(|c| ('\u{2e80}'..'\u{ffff}').contains(c))
        .count();
    text.split_whitespace().count().max(wide / 2)
}

/// How much a group is the list of headlines; 0 when it is not.
fn score(group: &[&Candidate<'_>]) -> f64 {
    let different: HashSet<&str> = group.iter().map(|one| one.address.as_str()).collect();
    let count = float(different.len());
    let size = float(group.len());
    let average = |of: fn(&Candidate<'_>) -> usize| {
        let total: usize = group.iter().map(|one| of(one)).sum();
        float(total) / size
    };
    let share =
        |of: fn(&Candidate<'_>) -> bool| float(group.iter().filter(|one| of(one)).count()) / size;
    let words = average(|one| one.words.min(20));
    let length = average(|one| one.length.min(200));
    let heading = share(|one| one.heading);
    if different.len() < 2 && heading < 1.0 {
        return 0.0;
    }
    let mut quality = 0.0;
    quality += (words / 6.0).min(1.2);
    quality += (length / 40.0).min(1.2);
    quality += heading * 1.5;
    quality += share(|one| one.main) * 0.5;
    // Many links to few pages are buttons.
    quality *= count / size;
    // One list among the headlines is a headline; a group of lists is a menu.
    quality *= 1.0 - share(|one| one.list);
    if words < 1.5 && heading < 0.5 {
        quality *= 0.3;
    }
    quality * (1.0 + count).ln()
}

fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

fn entries(chosen: &[&Candidate<'_>], base: &Url) -> Vec<Entry> {
    let addresses = owners(chosen);
    let mut entries: Vec<Entry> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    for candidate in chosen {
        let item = enclosing_item(candidate, &addresses);
        let Some(entry) = item::entry_of_link(item, candidate.link, base) else {
            continue;
        };
        match at.get(candidate.address.as_str()) {
            Some(&known) if entries[known].title.len() >= entry.title.len() => {}
            Some(&known) => entries[known].title = entry.title,
            None if entries.len() < MAX_ENTRIES => {
                at.insert(&candidate.address, entries.len());
                entries.push(entry);
            }
            None => break,
        }
    }
    entries
}

/// For each element above the chosen links: the one address that all its links lead to, or
/// `None` when they lead to several.
fn owners<'a>(chosen: &[&'a Candidate<'_>]) -> HashMap<NodeId, Option<&'a str>> {
    let mut owners: HashMap<NodeId, Option<&str>> = HashMap::new();
    for candidate in chosen {
        for ancestor in candidate.link.ancestors() {
            let owner = owners
                .entry(ancestor.id())
                .or_insert(Some(&candidate.address));
            if owner.is_none() {
                break;
            }
            if *owner != Some(candidate.address.as_str()) {
                *owner = None;
            }
        }
    }
    owners
}

/// The highest element that belongs to this headline alone.
fn enclosing_item<'a>(
    candidate: &Candidate<'a>,
    owners: &HashMap<NodeId, Option<&str>>,
) -> ElementRef<'a> {
    candidate
        .link
        .ancestors()
        .take_while(|node| matches!(owners.get(&node.id()), Some(Some(_))))
        .filter_map(ElementRef::wrap)
        .take_while(|element| !matches!(element.value().name(), "body" | "html" | "main"))
        .last()
        .unwrap_or(candidate.link)
}
