//! Whether a page is the article that its feed announced.
//!
//! Sites answer with pages that ask for consent, a log-in or a proof of being human, with
//! errors and with their front pages, all of them with status 200. Such a page shares nothing
//! with what the feed said. Texts are compared by their longer words, cut to stems; scripts
//! without spaces by pairs of characters: no language needs a list of its own.

use std::collections::HashSet;

use url::Url;

use super::body::anchors::Anchor;
use super::page::measure::is_wide;
use super::page::wall;
use super::page::wall::{Signs, Wall};
use crate::fold::folded;
use crate::model::Article;

/// What a feed said of an article.
#[derive(Debug, Clone, Copy, Default)]
pub struct Announced<'a> {
    /// The headline.
    pub title: &'a str,
    /// Its teaser and text, plain; empty when the feed gave none.
    pub text: &'a str,
    /// The address that it links to.
    pub link: &'a str,
    /// The name of the source: words that every page of the site has.
    pub source: &'a str,
}

/// Words of this many characters tell a text from another; shorter ones stand everywhere.
const MIN_WORD: usize = 5;
/// As [`MIN_WORD`], of titles, which have few words.
const MIN_TITLE_WORD: usize = 3;
/// Words are the same if they begin alike: endings bend.
const STEM: usize = 6;
/// A feed's text of fewer words says too little to be compared.
const MIN_TEXT: usize = 5;
/// Share of a headline's words, in percent, that the page must have.
const TITLE_SHARE: usize = 40;
/// Share of a feed's words, in percent, that the page must have: two texts of one language
/// that have nothing to do with each other share a fifth at most.
const TEXT_SHARE: usize = 30;
/// As [`TEXT_SHARE`], of a page with the right headline that reads like a wall.
const WALL_SHARE: usize = 20;
/// Share of the feed's runs of four words that is enough, 0 to 1.
const RUNS: f32 = 0.08;
/// Pages with less text than this, in characters, may be walls under the right headline, and
/// are doubted when there is only a headline to compare.
const SHORT: usize = 1500;
/// Pages with less text than this, in characters, must have a word of their headline.
const FEW: usize = 200;
/// Characters at a page's beginning where a wall says what it wants.
const BEGINNING: usize = 400;
/// Visible characters of a page of which everything is looked at, not the article only.
const SMALL_PAGE: usize = 2500;

/// What stands in the article's place, if the page is not the one that was announced. `page` is
/// what the page alone gave, `html` its source and `url` the address that answered.
#[must_use]
pub fn wall(page: &Article, html: &str, url: &str, announced: &Announced<'_>) -> Option<Wall> {
    let site = site_words(page, url, announced);
    let has_title = titles_agree(page, announced, &site);
    if is_front_page(url, announced.link) && !has_title {
        return Some(Wall::FrontPage);
    }
    let said = Said::of(announced, &site);
    let text = page.text();
    let dek = page.dek.as_deref().unwrap_or_default();
    let shown = format!("{}\n{dek}\n{text}", page.title);
    let short = text.chars().count() < SHORT;
    if has_title {
        let doubted = short && said.text.len() > MIN_TEXT && !said.shares(&shown, WALL_SHARE);
        return doubted.then(|| beginning_kind(page, &text, url)).flatten();
    }
    let comparable = said.text.len() >= MIN_TEXT;
    if said.title_stands_in(&shown) || comparable && said.shares(&shown, TEXT_SHARE) {
        return None;
    }
    let kind = page_kind(page, &text, html, url);
    if comparable {
        return Some(kind.unwrap_or(Wall::Unrelated));
    }
    // Only a headline to compare: titles are rewritten, so a long text without any sign of a
    // wall is believed.
    let unknown = said.title.len() >= 2 && said.title.is_disjoint(&terms(&shown, MIN_TITLE_WORD));
    match kind {
        Some(kind) if unknown && (short || beginning_kind(page, &text, url).is_some()) => {
            Some(kind)
        }
        // Others call a story what they like, but a few words are none.
        None if unknown && text.chars().count() < FEW => Some(Wall::Unrelated),
        _ => None,
    }
}

/// What the feed said, as words.
struct Said<'a> {
    title: HashSet<String>,
    text: HashSet<String>,
    /// The text as it stands.
    running: &'a str,
}

impl<'a> Said<'a> {
    fn of(announced: &Announced<'a>, site: &HashSet<String>) -> Self {
        Self {
            title: without(terms(announced.title, MIN_TITLE_WORD), site),
            text: without(terms(announced.text, MIN_WORD), site),
            running: announced.text,
        }
    }

    /// Whether a text has a share, in percent, of the feed's words, or whole runs of them.
    fn shares(&self, shown: &str, percent: usize) -> bool {
        let common = self.text.intersection(&terms(shown, MIN_WORD)).count();
        let has_words = common >= 2 && common * 100 >= self.text.len() * percent;
        has_words || Anchor::of(shown).share(self.running, &mut Vec::new()) >= RUNS
    }

    /// Whether the longer words of the headline stand in a text.
    fn title_stands_in(&self, shown: &str) -> bool {
        let shown = terms(shown, MIN_TITLE_WORD);
        let long = |word: &&String| word.chars().count() > MIN_TITLE_WORD || is_pair(word);
        let all = self.title.iter().filter(long).count();
        let common = self.title.iter().filter(long);
        let common = common.filter(|word| shown.contains(*word)).count();
        all > 0 && common >= all.min(2) && common * 100 >= all * TITLE_SHARE
    }
}

/// Whether the page's title is the headline, or half of the words of the shorter one are those
/// of the other.
fn titles_agree(page: &Article, announced: &Announced<'_>, site: &HashSet<String>) -> bool {
    let (one, two) = (folded(&page.title), folded(announced.title));
    if one.is_empty() || two.is_empty() {
        return false;
    }
    if one == two {
        return true;
    }
    let one = without(terms(&page.title, MIN_TITLE_WORD), site);
    let two = without(terms(announced.title, MIN_TITLE_WORD), site);
    let least = one.len().min(two.len());
    let common = one.intersection(&two).count();
    least > 0 && common >= least.min(2) && common * 2 >= least
}

/// Words of the source's name, of the page's site and of its host.
fn site_words(page: &Article, url: &str, announced: &Announced<'_>) -> HashSet<String> {
    let host = Url::parse(url).ok();
    let host = host.as_ref().and_then(Url::host_str).unwrap_or_default();
    let names = [
        announced.source,
        page.site.as_deref().unwrap_or_default(),
        host,
    ];
    names
        .iter()
        .flat_map(|name| terms(name, MIN_TITLE_WORD))
        .collect()
}

/// Whether an article's link led to the front page of the same site.
fn is_front_page(url: &str, link: &str) -> bool {
    let (Ok(url), Ok(link)) = (Url::parse(url), Url::parse(link)) else {
        return false;
    };
    let host = |url: &Url| {
        let host = url.host_str().unwrap_or_default().to_owned();
        let bare = host.strip_prefix("www.").or(host.strip_prefix("m."));
        bare.map(str::to_owned).unwrap_or(host)
    };
    host(&url) == host(&link) && is_front(&url) && !is_front(&link)
}

/// `/`, `/index.html`, `/en/`, without a question for one of many pages.
fn is_front(url: &Url) -> bool {
    let segments = url.path_segments().into_iter().flatten();
    let segments: Vec<&str> = segments.filter(|segment| !segment.is_empty()).collect();
    let is_index = |name: &str| {
        let stem = name.split('.').next().unwrap_or_default();
        matches!(stem, "index" | "home" | "default" | "homepage")
    };
    let is_language = |name: &str| {
        let name = name.as_bytes();
        matches!(name, [a, b] if a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
            || matches!(name, [_, _, b'-' | b'_', _, _])
    };
    let names_one = url
        .query_pairs()
        .any(|(name, value)| matches!(&*name, "p" | "id" | "page_id") && !value.is_empty());
    !names_one
        && segments
            .iter()
            .all(|name| is_index(name) || is_language(name))
}

/// The wall that a page's title and first words speak of.
fn beginning_kind(page: &Article, text: &str, url: &str) -> Option<Wall> {
    wall::kind(Signs {
        title: &page.title,
        text: beginning(text, BEGINNING),
        markup: "",
        url,
    })
}

/// The wall that a page speaks of; of a small page everything is read.
fn page_kind(page: &Article, text: &str, html: &str, url: &str) -> Option<Wall> {
    let whole = super::whole(html, Some(url));
    let everything = format!("{}\n{}", whole.title, whole.text());
    let is_small = everything.chars().count() < SMALL_PAGE;
    wall::kind(Signs {
        title: &page.title,
        text: if is_small {
            &everything
        } else {
            beginning(text, SMALL_PAGE)
        },
        markup: if is_small { html } else { "" },
        url,
    })
}

fn beginning(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters);
    end.map_or(text, |(at, _)| &text[..at])
}

fn without(mut terms: HashSet<String>, others: &HashSet<String>) -> HashSet<String> {
    terms.retain(|term| !others.contains(term));
    terms
}

fn is_pair(term: &str) -> bool {
    term.chars().all(is_wide)
}

/// The words of a text that say what it is about: those of at least `shortest` characters, cut
/// to stems, and numbers; of scripts without spaces, pairs of neighbours.
fn terms(text: &str, shortest: usize) -> HashSet<String> {
    let mut terms = HashSet::new();
    for word in folded(text).split(' ') {
        let mut narrow = String::new();
        let mut previous = None;
        for c in word.chars() {
            if !is_wide(c) {
                narrow.push(c);
                previous = None;
                continue;
            }
            add_word(&std::mem::take(&mut narrow), shortest, &mut terms);
            // Two kana of inflection stand in every Japanese text.
            if let Some(before) =
                previous.filter(|&before| !(is_hiragana(before) && is_hiragana(c)))
            {
                terms.insert([before, c].iter().collect());
            }
            previous = Some(c);
        }
        add_word(&narrow, shortest, &mut terms);
    }
    terms
}

fn add_word(word: &str, shortest: usize, terms: &mut HashSet<String>) {
    let length = word.chars().count();
    let is_number = length >= 2 && word.chars().any(char::is_numeric);
    if length >= shortest || is_number {
        terms.insert(word.chars().take(STEM).collect());
    }
}

const fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

#[cfg(test)]
mod tests;
