//! Headlines that nobody marked: links that repeat in the same place of the tree.
//!
//! A list page is made from a template, so its headlines share the path from the root (names
//! and classes). Links are grouped by that path; a group is scored by how much its texts read
//! like headlines and by where it stands; groups that are about as good as the best belong to
//! the same list (a lead story above the river of news). The idea is that of MDR (Liu et al.,
//! "Mining Data Records in Web Pages", KDD 2003), reduced to links.

use std::collections::{HashMap, HashSet};

use ego_tree::NodeId;
use scraper::{ElementRef, Html};
use url::Url;

use super::cards::{Card, Owners};
use super::datelines;
use super::entries::MAX_ENTRIES;
use super::links::{Link, links};
use super::{item, title};
use crate::model::headline::Entry;

/// A group with less than this share of the best group's score belongs to another list,
/// unless its links are as good one by one.
const SAME_LIST: f64 = 0.45;
/// That share for the quality of single links.
const SAME_QUALITY: f64 = 0.75;
/// Least score of a list that is worth offering.
const WORTH_OFFERING: f64 = 1.0;
/// Most lists that are offered.
const MAX_LISTS: usize = 6;
/// Slashes of an address (two stand before the host) that is too deep for a menu.
const DEEP: usize = 5;
/// What remains of the score of links in menus, sidebars and footers.
const CHROME: f64 = 0.3;
/// What remains of the score of links to other sites.
const FOREIGN: f64 = 0.5;

/// One list of the page.
pub(super) struct List<'a> {
    /// Its headlines, in the page's order.
    pub(super) entries: Vec<Entry>,
    /// The part of the page and the link that each came from, by template.
    pub(super) groups: Vec<Vec<(Card<'a>, ElementRef<'a>)>>,
}

/// Links of one place in the tree.
struct Group<'l, 'a> {
    links: Vec<&'l Link<'a>>,
    score: f64,
    quality: f64,
    headed: bool,
    main: bool,
    chrome: bool,
    /// Share of addresses that look like those of articles.
    articles: f64,
}

/// The lists of the page, the most likely first.
pub(super) fn find<'a>(document: &'a Html, base: &Url) -> Vec<List<'a>> {
    let links = links(document, base);
    let mut groups = groups(&links);
    let mut lists = Vec::new();
    let mut taken: HashSet<&str> = HashSet::new();
    while lists.len() < MAX_LISTS {
        let Some(best) = groups
            .iter()
            .max_by(|a, b| a.score.total_cmp(&b.score))
            .filter(|best| best.score > 0.0)
        else {
            break;
        };
        if !lists.is_empty() && best.score < WORTH_OFFERING {
            break;
        }
        let (chosen, rest) = split(groups);
        groups = rest;
        let list = list(&chosen, base);
        let addresses = chosen.iter().flat_map(|group| group.links.iter());
        let fresh = addresses.filter(|link| taken.insert(&link.address)).count();
        // What repeats a list that is offered already is no other list.
        if fresh * 2 >= list.entries.len() && (lists.is_empty() || list.entries.len() >= 3) {
            lists.push(list);
        }
    }
    lists
}

/// The best group with those that belong to the same list, and the others.
fn split<'l, 'a>(groups: Vec<Group<'l, 'a>>) -> (Vec<Group<'l, 'a>>, Vec<Group<'l, 'a>>) {
    let best = groups
        .iter()
        .max_by(|a, b| a.score.total_cmp(&b.score))
        .map(|best| {
            (
                best.score,
                best.quality,
                best.headed,
                best.chrome,
                best.articles,
            )
        });
    let Some((score, quality, headed, chrome, articles)) = best else {
        return (Vec::new(), groups);
    };
    groups.into_iter().partition(|group| {
        let place = group.chrome == chrome && (!headed || group.headed || group.main);
        let as_good = group.quality >= quality * SAME_QUALITY
            && group.headed == headed
            && group.articles >= articles * 0.8;
        // Menus and footers are full of other lists.
        let same = !chrome || group.articles >= articles * 0.8;
        place && same && group.score > 0.0 && (group.score >= score * SAME_LIST || as_good)
    })
}

fn groups<'l, 'a>(links: &'l [Link<'a>]) -> Vec<Group<'l, 'a>> {
    let mut by_path: HashMap<&str, Vec<&Link<'a>>> = HashMap::new();
    for link in links {
        by_path.entry(&link.path).or_default().push(link);
    }
    let menu: HashSet<&str> = links
        .iter()
        .filter(|link| link.menu)
        .map(|link| link.address.as_str())
        .collect();
    let mut groups: Vec<Group<'_, '_>> = by_path
        .into_values()
        .filter_map(|group| judged(group, &menu))
        .collect();
    // A hash map has no order; equals are told by their place on the page.
    groups.sort_by_key(|group| group.links.first().map(|link| link.position));
    groups
}

fn judged<'l, 'a>(mut links: Vec<&'l Link<'a>>, menu: &HashSet<&str>) -> Option<Group<'l, 'a>> {
    let foreign = links.iter().filter(|link| link.foreign).count() * 2 > links.len();
    if !foreign {
        links.retain(|link| !link.foreign);
    }
    // Numbers are pages or counts, unless they are the odd title among others.
    if share(&links, |link| link.bare) > 0.3 && share(&links, |link| link.dated) < 0.5 {
        links.retain(|link| !link.bare);
    }
    let chrome = share(&links, |link| link.chrome) > 0.5 || is_framed(&links);
    if !chrome {
        leave_menu_out(&mut links, menu);
    }
    if links.is_empty() {
        return None;
    }
    let quality = quality(&links);
    let different: HashSet<&str> = links.iter().map(|link| link.address.as_str()).collect();
    let mut score = quality * (1.0 + float(different.len())).ln();
    let headed = share(&links, |link| link.heading) > 0.5;
    if different.len() < 2 && (!headed || chrome) {
        score = 0.0;
    }
    if chrome {
        score *= CHROME;
    }
    if foreign {
        let words = average(&links, |link| link.words);
        score *= if different.len() >= 5 && words >= 4.0 && !chrome {
            FOREIGN
        } else {
            0.0
        };
    }
    Some(Group {
        score,
        quality,
        headed,
        chrome,
        main: share(&links, |link| link.main) > 0.5,
        articles: share(&links, |link| link.article),
        links,
    })
}

/// Whether the links stand in the page's one header, footer or aside. Where each has a
/// header of its own, it is that of an item.
fn is_framed(links: &[&Link<'_>]) -> bool {
    let frames: Vec<_> = links.iter().filter_map(|link| link.frame).collect();
    let different: HashSet<_> = frames.iter().collect();
    frames.len() * 2 > links.len() && (different.len() < 2 || different.len() * 2 < frames.len())
}

/// Drops what the site's menu or footer links to as well: that is a section, no news. When
/// they link to much of a list, it is they that repeat the news, unless the list reads like a
/// menu itself. A heading or a date proves that what is deep in the site is news.
fn leave_menu_out(group: &mut Vec<&Link<'_>>, menu: &HashSet<&str>) {
    let proven = share(group, |link| link.heading || link.dated) > 0.5;
    let linked = |link: &Link<'_>| {
        let is_deep = link.article || link.address.matches('/').count() >= DEEP;
        menu.contains(link.address.as_str()) && !(proven && is_deep)
    };
    let reads_like_menu =
        average(group, |link| link.words) < 3.0 && share(group, |link| link.article) < 0.5;
    let mut lists: HashMap<Option<NodeId>, (usize, usize)> = HashMap::new();
    for link in group.iter() {
        let (all, in_menu) = lists.entry(link.list_around()).or_default();
        *all += 1;
        *in_menu += usize::from(linked(link));
    }
    group.retain(|link| {
        let (all, in_menu) = lists.get(&link.list_around()).copied().unwrap_or_default();
        !linked(link) || (in_menu * 10 >= all * 3 && !reads_like_menu)
    });
}

/// How much the links of a group read like headlines, whatever their number.
fn quality(links: &[&Link<'_>]) -> f64 {
    let different: HashSet<&str> = links.iter().map(|link| link.address.as_str()).collect();
    let words = average(links, |link| link.words.min(20));
    let length = average(links, |link| link.length.min(200));
    let heading = share(links, |link| link.heading);
    let mut quality = 0.0;
    quality += (words / 6.0).min(1.2);
    quality += (length / 40.0).min(1.2);
    quality += heading * 1.5;
    quality += share(links, |link| link.main) * 0.5;
    quality += share(links, |link| link.dated) * 0.3;
    // Many links to few pages are buttons.
    quality *= float(different.len()) / float(links.len());
    // One list among the headlines is a headline; a group of lists is a menu.
    quality *= 1.0 - share(links, |link| link.list);
    if words < 1.5 && heading < 0.5 {
        quality *= 0.3;
    }
    quality
}

fn average(links: &[&Link<'_>], of: impl Fn(&Link<'_>) -> usize) -> f64 {
    let total: usize = links.iter().map(|link| of(link)).sum();
    float(total) / float(links.len().max(1))
}

fn share(links: &[&Link<'_>], of: impl Fn(&Link<'_>) -> bool) -> f64 {
    float(links.iter().filter(|link| of(link)).count()) / float(links.len().max(1))
}

fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// The headlines of some groups, in the page's order.
fn list<'a>(chosen: &[Group<'_, 'a>], base: &Url) -> List<'a> {
    let mut links: Vec<(usize, &Link<'a>)> = chosen
        .iter()
        .enumerate()
        .flat_map(|(number, group)| group.links.iter().map(move |link| (number, *link)))
        .collect();
    links.sort_by_key(|(_, link)| link.position);
    let owners = Owners::of(
        links
            .iter()
            .map(|(_, link)| (link.element, link.address.as_str())),
    );
    let mut entries: Vec<(title::From, Entry)> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut groups: Vec<Vec<(Card<'a>, ElementRef<'a>)>> =
        chosen.iter().map(|_| Vec::new()).collect();
    for (group, link) in links {
        let card = owners.card(link.element);
        let Some((from, entry)) = item::of_link(&card, link.element, base) else {
            continue;
        };
        match at.get(link.address.as_str()) {
            Some(&known) => {
                let (known_from, known) = &mut entries[known];
                if from > *known_from {
                    *known_from = from;
                    known.title.clone_from(&entry.title);
                }
                item::fill(known, entry);
            }
            None if entries.len() < MAX_ENTRIES => {
                at.insert(&link.address, entries.len());
                groups[group].push((card, link.element));
                entries.push((from, entry));
            }
            None => break,
        }
    }
    groups.retain(|group| !group.is_empty());
    let mut entries: Vec<Entry> = entries.into_iter().map(|(_, entry)| entry).collect();
    datelines::take_out(&mut entries);
    List { entries, groups }
}
