//! When the article was published: JSON-LD, meta elements, microdata, `time` elements near the
//! headline, the text near the headline, the address; in this order of trust.

use std::sync::LazyLock;

use super::linked_data::Facts;
use super::meta::Metas;
use crate::dates;
use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::measure::Measure;
use crate::extract::page::outline::Outline;
use crate::extract::stages::Stage;
use crate::markup::tags::Tag;
use crate::model::{Precision, When};
use crate::quirks::quirks;
use crate::words::Words;

/// Meta elements that hold the date, the surer first; those of single sites come last.
static METAS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let own = quirks().date_metas.iter().map(|meta| meta.is.as_str());
    SHARED_METAS.iter().copied().chain(own).collect()
});

const SHARED_METAS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "dcterms.issued",
    "date",
    "ptime",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "article_date_original",
    "originalpublicationdate",
    "article:created",
    "datecreated",
    "created",
    "published",
    "publication_date",
    "citation_publication_date",
    "citation_date",
    "displaydate",
    "release_date",
    "shareaholic:article_published_time",
    "rnews:datepublished",
    "gentime",
    "firstcreatetime",
    "og:release_date",
];

/// Finds the date of publication.
#[must_use]
pub fn find(
    outline: &Outline<'_>,
    metas: &Metas<'_>,
    facts: &Facts,
    url: Option<&str>,
    title: Option<u32>,
) -> Option<When> {
    let stated = facts.published.as_deref().and_then(dates::find);
    let meta = || {
        METAS
            .iter()
            .find_map(|name| metas.all(name).find_map(|text| dates::find(&text)))
    };
    let fallback = || {
        facts.modified.as_deref().and_then(dates::find).or_else(|| {
            [
                "article:modified_time",
                "og:updated_time",
                "last-modified",
                "lastmod",
                "datemodified",
            ]
            .iter()
            .find_map(|name| metas.all(name).find_map(|text| dates::find(&text)))
        })
    };
    let pass = |stage, find: &dyn Fn() -> Option<When>| outline.stages.has(stage).then(find)?;
    pass(Stage::DateStated, &|| stated)
        .or_else(|| pass(Stage::DateMetas, &meta))
        .or_else(|| pass(Stage::DateElements, &|| from_elements(outline, title)))
        .or_else(|| pass(Stage::DateText, &|| from_text(outline, title)))
        .or_else(|| pass(Stage::DateAddress, &|| url.and_then(dates::in_url)))
        .or_else(|| pass(Stage::DateChanged, &fallback))
        .or_else(|| pass(Stage::DateAnywhere, &|| anywhere(outline)))
}

/// `time` elements and microdata; what says "published" wins over what is near the headline.
fn from_elements(outline: &Outline<'_>, title: Option<u32>) -> Option<When> {
    let mut best: Option<(u32, When)> = None;
    for (index, entry) in outline.entries.iter().enumerate() {
        let property = entry.attr("itemprop").unwrap_or_default();
        let published = property.eq_ignore_ascii_case("datePublished")
            || property.eq_ignore_ascii_case("dateCreated")
            || entry.attr("pubdate").is_some();
        if entry.tag != Tag::Time && !published {
            continue;
        }
        let is_of_others =
            || entry.above.any(Marks::COMMENT.with(Marks::RELATED)) || is_spoken_of(outline, index);
        if !published && is_of_others() {
            continue;
        }
        let value = entry
            .attr("datetime")
            .or_else(|| entry.attr("content"))
            .and_then(dates::find)
            .or_else(|| dates::find(&plain_text(outline, index)));
        let Some(when) = value else {
            continue;
        };
        let distance = title.map_or(entry.leaves.start, |title| {
            let away = entry.leaves.start.abs_diff(title);
            if entry.leaves.start + 6 < title {
                away + 100
            } else {
                away
            }
        });
        let updated = entry.marks.any(Marks::DATE)
            && entry.attr("class").is_some_and(|class| {
                let class = class.to_ascii_lowercase();
                class.contains("update") || class.contains("modif")
            });
        let cost = distance + if published { 0 } else { 1000 } + if updated { 30 } else { 0 };
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, when));
        }
    }
    best.map(|(_, when)| when)
}

/// Whether a date stands in a quotation, or in the words of a paragraph.
fn is_spoken_of(outline: &Outline<'_>, index: usize) -> bool {
    let Ok(index) = u32::try_from(index) else {
        return false;
    };
    let block = outline
        .ancestors(index)
        .find(|&above| outline.entries[above as usize].tag.is_block());
    let block = block.unwrap_or(0);
    let mut leaves = outline.leaves_within(block);
    let is_said = leaves.any(|leaf| is_sentence(&outline.leaves[leaf].measure));
    let is_paragraph = matches!(
        outline.entries[block as usize].tag,
        Tag::P | Tag::Li | Tag::Td | Tag::Dd
    );
    is_paragraph && is_said || outline.is_within(block, Tag::Blockquote)
}

/// Fewest words of a sentence that may speak of any day; shorter ones say when it was written.
const MIN_WORDS: u32 = 10;

fn is_sentence(measure: &Measure) -> bool {
    measure.words >= MIN_WORDS && measure.ends_sentence && measure.linked * 3 < measure.size
}

fn plain_text(outline: &Outline<'_>, index: usize) -> String {
    let mut text = String::new();
    for node in outline.entries[index].node.descendants().take(20) {
        if let Some(part) = node.value().as_text() {
            text.push_str(part);
        }
    }
    text
}

/// Leaves near the headline that are short and hold a date.
fn from_text(outline: &Outline<'_>, title: Option<u32>) -> Option<When> {
    let title = title? as usize;
    let after = title + 1..outline.leaves.len().min(title + 16);
    let before = title.saturating_sub(8)..title;
    let mut day: Option<When> = None;
    for at in after.chain(before.rev()) {
        let leaf = &outline.leaves[at];
        if leaf.measure.size > 200
            || is_sentence(&leaf.measure)
            || outline.is_within(leaf.container, Tag::Blockquote)
        {
            continue;
        }
        let text = outline.leaf_text(leaf);
        if dates::digits(&text) < 3 {
            continue;
        }
        match dates::find(&text) {
            Some(when) if when.precision == Precision::Instant => return Some(when),
            Some(when) if day.is_none() => {
                let whole = with_clock_beside(outline, at, &text);
                if whole.is_some() {
                    return whole;
                }
                day = Some(when);
            }
            _ => {}
        }
        if day.is_some() && at > title + 6 {
            break;
        }
    }
    day
}

/// A day with the clock that stands alone in the leaf behind it or before it. Of clocks on both
/// sides one may be another day's.
fn with_clock_beside(outline: &Outline<'_>, at: usize, text: &str) -> Option<When> {
    let clock = |at: usize| {
        let leaf = outline.leaves.get(at)?;
        // "um 10:30 Uhr"
        let is_clock = |text: &str| {
            let words = text.split_whitespace();
            let words: Vec<&str> = words
                .filter(|word| !Words::DateBefore.has(word.to_lowercase()))
                .collect();
            dates::is_clock(&words.join(" "))
        };
        Some(outline.leaf_text(leaf)).filter(|text| leaf.measure.size < 40 && is_clock(text))
    };
    let before = at.checked_sub(1).and_then(clock);
    let joined = match (before, clock(at + 1)) {
        (None, Some(clock)) => format!("{text} {clock}"),
        (Some(clock), None) => format!("{clock} {text}"),
        _ => return None,
    };
    dates::find(&joined).filter(|found| found.precision == Precision::Instant)
}

/// The first element of the page that says it is a date and holds one.
fn anywhere(outline: &Outline<'_>) -> Option<When> {
    let marked = outline.leaves.iter().find_map(|leaf| {
        let entry = &outline.entries[leaf.container as usize];
        let says = entry
            .marks
            .with(outline.entries[entry.parent as usize].marks)
            .any(Marks::DATE);
        if !says || leaf.measure.size > 120 {
            return None;
        }
        dates::find(&outline.leaf_text(leaf))
    });
    marked.or_else(|| {
        outline
            .leaves
            .iter()
            .filter(|leaf| leaf.measure.size < 80)
            .filter(|leaf| !outline.is_within(leaf.container, Tag::Blockquote))
            .filter(|leaf| {
                !outline.entries[leaf.container as usize]
                    .above
                    .any(Marks::FOOTER)
            })
            .map(|leaf| outline.leaf_text(leaf))
            .filter(|text| dates::digits(text) >= 5)
            .find_map(|text| dates::find(&text))
    })
}

#[cfg(test)]
mod tests;
