//! The links of a page that could be headlines, with what tells headlines from other links.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ego_tree::NodeId;
use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::address::{is_article_like, is_list, is_own};
use super::document::selector;
use super::place::LinkPlace;
use super::{item, title};
use crate::dates::is_only_date;
use crate::markup::address::normalise;

static LINKS: LazyLock<Selector> = LazyLock::new(|| selector("a[href]"));

/// Most links of a page that are looked at.
const MAX_LINKS: usize = 5_000;
/// Steps up from a "read more" in which its headline must stand.
const STEPS_TO_HEADING: usize = 6;
/// So many addresses below another make it a section.
const SECTION: usize = 3;

/// One link that could be a headline.
pub(super) struct Link<'a> {
    /// The link.
    pub(super) element: ElementRef<'a>,
    /// Its address as it is compared.
    pub(super) address: String,
    /// See [`LinkPlace`].
    pub(super) path: String,
    /// Words of its title.
    pub(super) words: usize,
    /// Characters of its title.
    pub(super) length: usize,
    /// Its place among the page's links.
    pub(super) position: usize,
    /// See [`LinkPlace`].
    pub(super) heading: bool,
    /// See [`LinkPlace`].
    pub(super) main: bool,
    /// See [`LinkPlace`].
    pub(super) chrome: bool,
    /// See [`LinkPlace`].
    pub(super) menu: bool,
    /// See [`LinkPlace`].
    pub(super) frame: Option<NodeId>,
    /// Its address is rather that of a list or a service.
    pub(super) list: bool,
    /// Its address looks like an article's.
    pub(super) article: bool,
    /// It leads to another site.
    pub(super) foreign: bool,
    /// It says no more than a number.
    pub(super) bare: bool,
    /// A date stands beside it.
    pub(super) dated: bool,
}

impl Link<'_> {
    /// The list, table or section that it stands in.
    pub(super) fn list_around(&self) -> Option<NodeId> {
        let mut above = self.element.ancestors().filter_map(ElementRef::wrap);
        let list = above.find(|element| {
            matches!(
                element.value().name(),
                "ul" | "ol" | "dl" | "table" | "section" | "main"
            )
        });
        list.map(|list| list.id())
    }
}

/// The links that could be headlines, in the page's order.
pub(super) fn links<'a>(document: &'a Html, base: &Url) -> Vec<Link<'a>> {
    let own_page = normalise(base.as_str());
    let mut links = Vec::new();
    let mut invitations = Vec::new();
    for (position, element) in document.select(&LINKS).take(MAX_LINKS).enumerate() {
        let Some(address) = item::address(element, base) else {
            continue;
        };
        let Ok(url) = Url::parse(&address) else {
            continue;
        };
        let address = normalise(&address);
        let Some(list) = is_list(&url).filter(|_| address != own_page) else {
            continue;
        };
        let Some(place) = LinkPlace::of(element).filter(|_| !is_in_prose(element)) else {
            continue;
        };
        let (from, text) = title::of(element, element).unzip();
        let text = text.unwrap_or_default();
        let link = Link {
            element,
            path: place.path,
            words: title::words(&text),
            length: text.chars().count(),
            position,
            heading: place.heading && from.is_some(),
            main: place.main,
            chrome: place.chrome,
            menu: place.menu,
            frame: place.frame,
            list,
            article: is_article_like(&address),
            foreign: !is_own(&url, base),
            bare: from == Some(title::From::Bare),
            dated: is_dated(element),
            address,
        };
        if from.is_some_and(|from| from > title::From::Attribute) {
            links.push(link);
        } else {
            invitations.push(link);
        }
    }
    add_invitations(&mut links, invitations);
    mark_sections(&mut links);
    links
}

/// Pictures and "read more" count only where no other link has the words.
fn add_invitations<'a>(links: &mut Vec<Link<'a>>, invitations: Vec<Link<'a>>) {
    let worded: HashSet<String> = links.iter().map(|link| link.address.clone()).collect();
    let left = invitations
        .into_iter()
        .filter(|link| !worded.contains(&link.address));
    for mut link in left {
        if link.length == 0 || link.bare {
            match title_above(link.element) {
                Some((from, text)) => {
                    (link.words, link.length) = (title::words(&text), text.chars().count());
                    link.heading = from > title::From::Opening;
                    link.bare = false;
                }
                None if link.bare => {}
                None => continue,
            }
        }
        links.push(link);
    }
    links.sort_by_key(|link| link.position);
}

/// The title of the card that a "read more", or a date that links to a note, belongs to.
fn title_above(link: ElementRef<'_>) -> Option<(title::From, String)> {
    let above = || {
        link.ancestors()
            .take(STEPS_TO_HEADING)
            .filter_map(ElementRef::wrap)
    };
    let of_note = || above().find(|card| matches!(card.value().name(), "article" | "li"));
    let card = above().find(|card| title::has_heading(*card));
    if let Some(card) = card {
        let others = card.select(&LINKS).take(8);
        let destinations: HashSet<&str> = others.filter_map(|link| link.attr("href")).collect();
        if destinations.len() < 4 {
            return title::of(card, link);
        }
    }
    title::of(of_note()?, link).filter(|(from, _)| *from == title::From::Opening)
}

/// Marks as lists what is above other addresses of the page: `/sport` above `/sport/cup`.
fn mark_sections(links: &mut [Link<'_>]) {
    let addresses: HashSet<&str> = links.iter().map(|link| link.address.as_str()).collect();
    let mut below: HashMap<&str, usize> = HashMap::new();
    for address in &addresses {
        for (at, _) in address.match_indices('/').skip(3) {
            *below.entry(&address[..at]).or_default() += 1;
        }
    }
    let sections: HashSet<String> = below
        .into_iter()
        .filter(|(address, count)| *count >= SECTION && addresses.contains(address))
        .map(|(address, _)| address.to_owned())
        .collect();
    for link in links.iter_mut() {
        link.list |= !link.article && sections.contains(&link.address);
    }
}

/// Whether a link stands in a running text: words come before it in its paragraph.
fn is_in_prose(link: ElementRef<'_>) -> bool {
    let paragraph = link
        .ancestors()
        .take(4)
        .filter_map(ElementRef::wrap)
        .find(|above| matches!(above.value().name(), "p" | "blockquote" | "figcaption"));
    let Some(paragraph) = paragraph else {
        return false;
    };
    let mut before = String::new();
    for node in paragraph.descendants() {
        if node.id() == link.id() {
            break;
        }
        if let Some(text) = node.value().as_text() {
            before.push_str(text);
        }
    }
    let before = before.trim();
    title::words(before) >= 3 && !is_only_date(before)
}

/// Whether a date stands right beside a link.
fn is_dated(link: ElementRef<'_>) -> bool {
    let beside = |node: ego_tree::NodeRef<'_, scraper::Node>| {
        let text = match (node.value().as_text(), ElementRef::wrap(node)) {
            (Some(text), _) => text.to_string(),
            (_, Some(element)) if element.value().name() == "time" => return true,
            (_, Some(element)) => element.text().take(3).collect(),
            _ => return false,
        };
        text.len() <= 60
            && is_only_date(
                text.trim()
                    .trim_matches(['-', '–', ':', '(', ')', '|', '·', '»']),
            )
    };
    let around = [
        link.prev_sibling(),
        link.next_sibling(),
        link.parent().and_then(|up| up.prev_sibling()),
        link.parent().and_then(|up| up.next_sibling()),
    ];
    let blank = |node: &ego_tree::NodeRef<'_, scraper::Node>| {
        node.value()
            .as_text()
            .is_some_and(|text| text.trim().is_empty())
    };
    around.into_iter().flatten().any(|node| {
        if blank(&node) {
            let further = [node.prev_sibling(), node.next_sibling()];
            return further
                .into_iter()
                .flatten()
                .filter(|other| other.id() != link.id())
                .any(beside);
        }
        beside(node)
    })
}
