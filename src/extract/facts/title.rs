//! The headline, chosen by a vote of what the page offers: JSON-LD, Open Graph, the first
//! heading, and the title bar's text without the site's name.

mod heading;
mod parts;

use super::linked_data::Facts;
use super::meta::Metas;
use crate::extract::page::outline::Outline;
use crate::extract::stages::{Stage, Stages};
use crate::fold::folded;
use crate::markup::tags::Tag;
use heading::heading;
use parts::fold_space;
pub use parts::strip_site;

/// The title and the heading that shows it.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Title {
    /// The headline; empty when the page has none.
    pub text: String,
    /// The leaf that prints it.
    pub leaf: Option<u32>,
}

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
    let stages = outline.stages;
    let headline = (facts.is_article && stages.has(Stage::TitleStated))
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
    let heading = heading(outline, &references, site).filter(|_| stages.has(Stage::TitleHeading));
    let text = vote(
        headline.as_deref(),
        open_graph.as_deref(),
        heading
            .as_ref()
            .map(|(_, text, score)| (text.as_str(), *score)),
        &bar,
        site,
        stages,
    );
    let leaf = heading.map(|(leaf, ..)| leaf).or_else(|| {
        stages
            .has(Stage::TitleLeaf)
            .then(|| same_text(outline, &text))?
    });
    Title { text, leaf }
}

/// The heading that says what the feed said, if there is one.
#[must_use]
pub fn announced(outline: &Outline<'_>, headline: &str) -> Option<Title> {
    let wanted = folded(headline);
    let leaf = outline.leaves.iter().position(|leaf| {
        let is_heading = heading::level(outline, leaf.container).is_some_and(|level| level == 1);
        is_heading && !wanted.is_empty() && folded(&outline.leaf_text(leaf)) == wanted
    })?;
    Some(Title {
        text: outline.leaf_text(&outline.leaves[leaf]),
        leaf: u32::try_from(leaf).ok(),
    })
}

fn is_cut(text: &str) -> bool {
    text.ends_with('…') || text.ends_with("...")
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
    stages: Stages,
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
            .filter(|stated| stages.has(Stage::TitleKickerApart) && is_kicker_apart(text, stated))
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
    // One title for all pages of a site.
    if let Some((text, _)) = heading.filter(|(text, _)| {
        stages.has(Stage::TitleOfSite)
            && words(text) > words(stripped_bar).max(2)
            && words(stripped_bar) <= MAX_NAME
    }) {
        return text.to_owned();
    }
    if !stripped_bar.is_empty() {
        return stripped_bar.to_owned();
    }
    heading.map(|(text, _)| text.to_owned()).unwrap_or_default()
}

/// Most words of the name of a site.
const MAX_NAME: usize = 4;

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether the heading is the stated headline behind a kicker ("Premier League Title").
fn is_kicker_apart(heading: &str, stated: &str) -> bool {
    let (heading, stated) = (folded(heading), folded(stated));
    heading.len() > stated.len() && stated.len() * 2 > heading.len() && heading.ends_with(&stated)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(html: &str) -> String {
        let document = scraper::Html::parse_document(html);
        let outline = Outline::of(&document, &[]);
        let metas = Metas::of(&outline);
        find(&outline, &metas, &Facts::default(), Some("The Daily")).text
    }

    #[test]
    fn a_kicker_is_no_part_of_the_headline() {
        for (heading, expected) in [
            (
                "<span class=dachzeile>Nach dem Sturm</span> <span>Züge fahren wieder pünktlich</span>",
                "Züge fahren wieder pünktlich",
            ),
            (
                "<span>Klima</span><span class=invisible>: </span><span>Züge fahren wieder pünktlich</span>",
                "Züge fahren wieder pünktlich",
            ),
            (
                "<em>Nach</em> dem Sturm: Züge fahren wieder",
                "Nach dem Sturm: Züge fahren wieder",
            ),
        ] {
            assert_eq!(title(&format!("<body><h1>{heading}</h1>")), expected);
        }
    }

    #[test]
    fn the_sites_name_and_later_headings_are_no_headline() {
        let html = "<title>The Daily: Ferries sail again today</title><h1><a href=/>A newspaper for ferries</a></h1>
            <h2>Ferries sail again</h2><p>A long paragraph of the story, with commas, and stops. It says much, and more than that: it goes on for some lines, as the paragraphs of stories do. They end at last.</p>
            <h1>Ferries sail again today, they say</h1>";
        assert_eq!(title(html), "Ferries sail again");
    }

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
