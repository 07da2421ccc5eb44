//! The headline, chosen by a vote of what the page offers: JSON-LD, Open Graph, the first
//! heading, and the title bar's text without the site's name.

use super::jsonld::Facts;
use super::meta::Metas;
use super::outline::{Leaf, Outline};
use super::regions::ratio;
use super::tags::Tag;
use super::text::{fold_into, folded, similarity_of_folded};

/// The title and the heading that shows it.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Title {
    /// The headline; empty when the page has none.
    pub text: String,
    /// The leaf that prints it.
    pub leaf: Option<u32>,
}

/// What a heading below all the text loses against one above it.
const PENALTY: f32 = 0.25;

/// Chooses the headline.
#[must_use]
pub fn find(outline: &Outline<'_>, metas: &Metas<'_>, facts: &Facts, site: Option<&str>) -> Title {
    let bar = outline
        .entries
        .iter()
        .find(|entry| entry.tag == Tag::Title)
        .and_then(|entry| entry.node.first_child()?.value().as_text())
        .map(|text| fold_space(text))
        .unwrap_or_default();
    let open_graph = metas
        .get(&[
            "og:title",
            "twitter:title",
            "dc.title",
            "dcterms.title",
            "parsely-title",
        ])
        .map(|text| fold_space(&text));
    let headline = facts
        .is_article
        .then(|| facts.headline.as_deref().map(fold_space))
        .flatten()
        .filter(|text| !is_cut(text));
    let references: Vec<&str> = [
        headline.as_deref(),
        open_graph.as_deref(),
        Some(bar.as_str()),
    ]
    .into_iter()
    .flatten()
    .filter(|text| !text.is_empty())
    .collect();
    let heading = heading(outline, &references, site);
    let text = vote(
        headline.as_deref(),
        open_graph.as_deref(),
        heading
            .as_ref()
            .map(|(_, text, score)| (text.as_str(), *score)),
        &bar,
        site,
    );
    let leaf = heading
        .map(|(leaf, ..)| leaf)
        .or_else(|| same_text(outline, &text));
    Title { text, leaf }
}

fn fold_space(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_cut(text: &str) -> bool {
    text.ends_with('…') || text.ends_with("...")
}

/// The heading most like the references; `h1` before `h2` before others, and what stands above
/// the text before what stands below it. The site's own name is no headline.
fn heading(
    outline: &Outline<'_>,
    references: &[&str],
    site: Option<&str>,
) -> Option<(u32, String, f32)> {
    let mut best: Option<(u32, String, f32, f32)> = None;
    let mut seen = 0;
    let references: Vec<String> = references
        .iter()
        .flat_map(|reference| [folded(strip_site(reference, None)), folded(reference)])
        .collect();
    let site = site.map(folded).unwrap_or_default();
    let total: u32 = outline.leaves.iter().map(Leaf::prose).sum();
    let mut above = 0;
    let mut own = String::new();
    for (index, leaf) in outline.leaves.iter().enumerate() {
        above += leaf.prose();
        let level = heading_level(outline, leaf.container);
        let Some(level) = level.filter(|level| *level <= 3) else {
            continue;
        };
        seen += 1;
        if seen > 60 || leaf.measure.size > 400 {
            continue;
        }
        let text = outline.leaf_text(leaf);
        fold_into(&text, &mut own);
        if own == site || leads_home(outline, leaf) {
            continue;
        }
        let alike = references
            .iter()
            .map(|reference| similarity_of_folded(&own, reference))
            .fold(0.0_f32, f32::max);
        let bonus = match level {
            1 => 0.3,
            2 => 0.1,
            _ => 0.0,
        };
        let score = alike + bonus - PENALTY * ratio(above, total);
        if (alike >= 0.5 || level == 1)
            && best.as_ref().is_none_or(|(.., best)| score > *best + 0.01)
        {
            best = Some((u32::try_from(index).ok()?, text, alike, score));
        }
    }
    best.map(|(leaf, text, alike, _)| (leaf, text, alike))
}

/// Whether a heading is a link to the site's front page.
fn leads_home(outline: &Outline<'_>, leaf: &Leaf) -> bool {
    if leaf.measure.linked < leaf.measure.size {
        return false;
    }
    let container = leaf.container;
    let end = outline.entries[container as usize].end;
    let inside = container..end.min(container + 4);
    let around = outline.ancestors(container).take(1);
    inside
        .chain(around)
        .filter_map(|entry| {
            let entry = &outline.entries[entry as usize];
            (entry.tag == Tag::A).then(|| entry.attr("href"))?
        })
        .any(|href| {
            let path = href.split_once("://").map_or(href, |(_, rest)| {
                rest.split_once('/').map_or("", |(_, path)| path)
            });
            !href.is_empty() && matches!(path.trim(), "" | "/" | "./" | "../")
        })
}

fn heading_level(outline: &Outline<'_>, container: u32) -> Option<u8> {
    let entry = &outline.entries[container as usize];
    entry
        .tag
        .heading_level()
        .or_else(|| outline.entries[entry.parent as usize].tag.heading_level())
}

fn same_text(outline: &Outline<'_>, title: &str) -> Option<u32> {
    let wanted = folded(title);
    if wanted.is_empty() {
        return None;
    }
    outline
        .leaves
        .iter()
        .position(|leaf| {
            (leaf.measure.size as usize) < title.len() * 2
                && folded(&outline.leaf_text(leaf)) == wanted
        })
        .and_then(|index| u32::try_from(index).ok())
}

fn vote(
    headline: Option<&str>,
    open_graph: Option<&str>,
    heading: Option<(&str, f32)>,
    bar: &str,
    site: Option<&str>,
) -> String {
    let stripped_graph = open_graph.map(|text| strip_site(text, site));
    let stripped_bar = strip_site(bar, site);
    let agreed = headline.filter(|text| {
        let stated = folded(text);
        let says_so = |other: &str| folded(other).starts_with(&stated);
        stated.chars().count() > 15 && open_graph.is_some_and(says_so) && says_so(bar)
    });
    if let Some(text) = agreed.filter(|_| heading.is_some()) {
        return strip_site(text, site).to_owned();
    }
    if let Some((text, _)) = heading.filter(|(text, alike)| *alike >= 0.75 && text.len() > 8) {
        let stated = headline.into_iter().chain(stripped_graph);
        let shorter = stated
            .filter(|stated| is_kicker_apart(text, stated))
            .max_by_key(|stated| stated.len());
        return shorter.unwrap_or(text).to_owned();
    }
    if let Some(text) = headline.filter(|text| text.chars().count() > 8) {
        return strip_site(text, site).to_owned();
    }
    if let Some((text, _)) = heading.filter(|(_, alike)| *alike >= 0.4) {
        return text.to_owned();
    }
    if let Some(text) = stripped_graph.filter(|text| !text.is_empty()) {
        return text.to_owned();
    }
    if !stripped_bar.is_empty() {
        return stripped_bar.to_owned();
    }
    heading.map(|(text, _)| text.to_owned()).unwrap_or_default()
}

/// Whether the heading is the stated headline behind a kicker ("Premier League Title").
fn is_kicker_apart(heading: &str, stated: &str) -> bool {
    let (heading, stated) = (folded(heading), folded(stated));
    heading.len() > stated.len() && stated.len() * 2 > heading.len() && heading.ends_with(&stated)
}

const SEPARATORS: [&str; 12] = [
    " | ", " - ", " – ", " — ", " • ", " · ", " » ", " :: ", " / ", "｜", " ｜ ", "_",
];

/// A title without the site's name at its end (or start, when the site is known).
#[must_use]
pub fn strip_site<'a>(title: &'a str, site: Option<&str>) -> &'a str {
    let site = site.map(folded).filter(|site| !site.is_empty());
    let mut text = title.trim();
    for _ in 0..3 {
        let Some((head, tail)) = last_part(text) else {
            break;
        };
        let tail_folded = folded(tail);
        let named = site.as_ref().is_some_and(|site| {
            *site == tail_folded
                || tail_folded.contains(site.as_str())
                || site.contains(tail_folded.as_str())
        });
        let named = named || is_domain(tail);
        let short = tail.chars().count() <= 30 && tail.split_whitespace().count() <= 4;
        let is_apart = site.is_none() || text[head.len()..].starts_with(" | ");
        let enough = head.chars().count() >= 15 && head.chars().count() > tail.chars().count();
        if enough && (named || is_apart && short && !tail.ends_with(['?', '!', '.', '"'])) {
            text = head.trim_end();
        } else {
            break;
        }
    }
    if let (Some(site), Some((head, tail))) = (site, first_part(text))
        && folded(head) == site
        && tail.chars().count() >= 10
    {
        text = tail;
    }
    text
}

fn is_domain(text: &str) -> bool {
    !text.contains(' ')
        && text.rsplit_once('.').is_some_and(|(name, end)| {
            !name.is_empty()
                && (2..=4).contains(&end.len())
                && end.bytes().all(|b| b.is_ascii_alphabetic())
        })
}

fn last_part(text: &str) -> Option<(&str, &str)> {
    SEPARATORS
        .iter()
        .filter_map(|separator| Some((text.rfind(separator)?, separator.len())))
        .max()
        .map(|(at, length)| (&text[..at], &text[at + length..]))
}

fn first_part(text: &str) -> Option<(&str, &str)> {
    SEPARATORS
        .iter()
        .filter_map(|separator| Some((text.find(separator)?, separator.len())))
        .min()
        .map(|(at, length)| (&text[..at], &text[at + length..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_stripped() {
        assert_eq!(
            strip_site("Bank cuts rates again today | The Daily", None),
            "Bank cuts rates again today"
        );
        assert_eq!(
            strip_site(
                "Bank cuts rates - what now - Daily News",
                Some("Daily News")
            ),
            "Bank cuts rates - what now"
        );
        assert_eq!(
            strip_site("Well-known name stays", None),
            "Well-known name stays"
        );
    }
}
