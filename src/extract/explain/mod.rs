//! The explanation of a page, block by block, with what decided: for people who wonder why a
//! paragraph is missing or a teaser is not.
//!
//! The page is judged as for reading. Only here the forests are asked which columns moved them
//! ([`contributions`](super::body::forest::Forest::contributions)); that costs too much for every
//! page that is read.

mod block_selector;
mod feature_labels;

use std::collections::HashMap;

use ego_tree::NodeId;

use super::analysis::Analysis;
use super::body::features;
use super::body::features::around;
use super::body::forest::Forests;
use super::body::select::Selection;
use super::body::verdicts::Cause;
use super::document::Page;
use super::options::Options;
use super::page::outline::Outline;
use crate::markup::clean;
use crate::model::{Block, ExplainedBlock, Explanation, Reason, TextOrigin};
use feature_labels::said;

/// How many columns are named.
const NAMED: usize = 3;

/// Explains the judgement of a page.
#[must_use]
pub fn explain(html: &str, options: &Options<'_>) -> Explanation {
    let page = Page::parse(html, options);
    let analysis = page.analyse(&page.excluded(options.rules, options.stages), options);
    let selection = page.select(&analysis, options);
    let selection = selection.overruled(&analysis.outline, &analysis.context, options.rules);
    let (article, origin) = page.article_and_origin(&analysis, &selection, options);
    of(
        &page,
        &analysis,
        &selection,
        options,
        (&article.blocks, origin),
    )
}

/// Explains a judgement, from which `read` came: the article's text, and where it stands if it is
/// not what the page shows.
pub(super) fn of(
    page: &Page,
    analysis: &Analysis<'_>,
    selection: &Selection,
    options: &Options<'_>,
    read: (&[Block], Option<TextOrigin>),
) -> Explanation {
    let reasons = reasons(analysis, selection, options);
    let whole = Outline::choosing(&page.document, &[], &page.chosen, options.stages);
    let judged = by_run(&analysis.outline);
    let mut blocks: Vec<ExplainedBlock> = Vec::with_capacity(whole.leaves.len());
    for leaf in &whole.leaves {
        let first = whole.runs[leaf.runs.start as usize].id;
        let found = judged.get(&first).copied();
        let is_in = |containers: &[NodeId]| {
            std::iter::once(leaf.container)
                .chain(whole.ancestors(leaf.container))
                .any(|above| containers.contains(&whole.entries[above as usize].node.id()))
        };
        let (kept, probability, reason) = match found {
            Some(at) => (
                selection.kept[at],
                selection.probabilities[at],
                reasons[at].clone(),
            ),
            None if is_in(&page.extras.instruments.containers) => (false, 0.0, Reason::Instruments),
            None if is_in(&page.consent) => {
                let holds = "a request for consent".to_owned();
                (false, 0.0, Reason::Box { holds })
            }
            None => (false, 0.0, Reason::Related),
        };
        let text = clean::line(&whole.leaf_text(leaf));
        if !text.is_empty() {
            blocks.push(ExplainedBlock {
                text,
                kept,
                probability,
                reason,
                place: block_selector::of(&whole, leaf.container),
                alike: 0,
            });
        }
    }
    count_alike(&mut blocks);
    let url = analysis.metadata.url.clone();
    let url = url.or_else(|| options.url.and_then(|url| clean::url(url, None)));
    let mut explanation = Explanation { url, blocks };
    if let (text, Some(origin)) = read {
        explanation.replace(text, origin);
    }
    explanation
}

/// Leaves by the text node that each begins with.
fn by_run(outline: &Outline<'_>) -> HashMap<NodeId, usize> {
    let leaves = outline.leaves.iter().enumerate();
    leaves
        .map(|(at, leaf)| (outline.runs[leaf.runs.start as usize].id, at))
        .collect()
}

fn count_alike(blocks: &mut [ExplainedBlock]) {
    let mut places: HashMap<String, u32> = HashMap::new();
    for block in blocks.iter() {
        *places.entry(block.place.clone()).or_default() += 1;
    }
    for block in blocks {
        block.alike = places.get(&block.place).copied().unwrap_or(1);
    }
}

fn reasons(analysis: &Analysis<'_>, selection: &Selection, options: &Options<'_>) -> Vec<Reason> {
    let because = because(analysis, selection, options.forests());
    let reason = |(at, cause): (usize, &Cause)| match cause {
        Cause::Model => Reason::Model {
            because: because.get(at).cloned().unwrap_or_default(),
        },
        Cause::Headline => Reason::Headline,
        Cause::Standfirst => Reason::Standfirst,
        Cause::Surrounded => Reason::Surrounded,
        Cause::Cell => Reason::Cell,
        Cause::Author => Reason::Author,
        Cause::Repeated => Reason::Repeated,
        Cause::Phrase => Reason::Phrase,
        Cause::Box(holds) => Reason::Box {
            holds: holds.to_string(),
        },
        Cause::Advert => Reason::Advert,
        Cause::StrayHeading => Reason::StrayHeading,
        Cause::Rescued => Reason::Rescued,
        Cause::NextArticle => Reason::NextArticle,
        Cause::Note => Reason::Note,
        Cause::Unseen => Reason::Unseen,
        Cause::Chosen => Reason::Selector {
            selector: options.selector.unwrap_or_default().to_owned(),
        },
        Cause::Rule(rule) => Reason::Rule {
            place: options
                .rules
                .map_or("", |rules| rules.place(*rule))
                .to_owned(),
        },
    };
    let mut reasons: Vec<Reason> = selection.causes.iter().enumerate().map(reason).collect();
    for (at, reason) in &selection.site.reasons {
        if !matches!(selection.causes[*at], Cause::Chosen | Cause::Rule(_)) {
            reasons[*at] = reason.clone();
        }
    }
    reasons
}

/// For each leaf in scope, what weighed most in the direction of its verdict. The second
/// round's opinion rests on the first's, so what moved the first counts for its share.
fn because(analysis: &Analysis<'_>, selection: &Selection, forests: &Forests) -> Vec<Vec<String>> {
    let (outline, regions) = (&analysis.outline, &analysis.regions);
    let mut rows = features::rows(outline, regions, &analysis.context);
    let first = forests.first.probabilities(&rows);
    let more = around::second(outline, regions, &first);
    let names = features::names();
    let seconds = around::SECOND.iter().map(|&name| name.to_owned());
    let all: Vec<String> = names.iter().cloned().chain(seconds).collect();
    rows.iter_mut()
        .zip(more)
        .enumerate()
        .map(|(at, (row, more))| {
            let mut moved = vec![0.0; all.len()];
            let mut moved_first = vec![0.0; names.len()];
            forests.first.contributions(row, &mut moved_first);
            row.extend(more);
            forests.second.contributions(row, &mut moved);
            // The column "first" stands for all that moved the first round.
            let handed = std::mem::take(&mut moved[names.len()]);
            let total: f32 = moved_first.iter().map(|part| part.abs()).sum();
            for (column, part) in moved_first.iter().enumerate() {
                moved[column] += handed.abs() * part / total.max(f32::MIN_POSITIVE);
            }
            let sign = if selection.kept[at] { 1.0 } else { -1.0 };
            strongest(&all, row, &moved, sign)
        })
        .collect()
}

fn strongest(names: &[String], row: &[f32], moved: &[f32], sign: f32) -> Vec<String> {
    let mut order: Vec<usize> = (0..moved.len())
        .filter(|&at| moved[at] * sign > 0.0)
        .collect();
    order.sort_by(|&a, &b| (moved[b] * sign).total_cmp(&(moved[a] * sign)));
    order
        .into_iter()
        .take(NAMED)
        .map(|at| said(&names[at], row[at]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html lang=en><head><title>The harbour opens again</title></head><body>\
        <nav><ul><li><a href=/a>News</a><li><a href=/b>Sport</a></ul></nav>\
        <article><h1>The harbour opens again</h1>\
        <p>The harbour opened again on Tuesday, after three weeks of storms, and the first boats went out at dawn.</p>\
        <p>Fishermen said that the catch was good, better than in any week of the past year, and prices fell.</p>\
        <figure><img src=/p.jpg><figcaption>Boats in the harbour.</figcaption></figure>\
        <p>Advertisement</p>\
        <p>The mayor, who had promised new walls, came to see them off; the walls will be built in spring.</p></article>\
        <section class=comments><h2>Comments</h2><p>I was there and it was a great day, with sun, and music on the pier.</p></section>\
        </body></html>";

    fn block<'a>(explanation: &'a Explanation, begin: &str) -> &'a ExplainedBlock {
        let found = explanation
            .blocks
            .iter()
            .find(|block| block.text.starts_with(begin));
        found.expect("on the page")
    }

    #[test]
    fn every_block_is_there_with_its_reason() {
        let options = Options::default();
        let explanation = explain(PAGE, &options);
        let texts: Vec<&str> = explanation
            .blocks
            .iter()
            .map(|block| block.text.as_str())
            .collect();
        // Menus have no blocks: nothing in them is ever looked at.
        assert_eq!(texts.first(), Some(&"The harbour opens again"));
        assert_eq!(texts.len(), 8);
        assert_eq!(
            block(&explanation, "The harbour opens").reason,
            Reason::Headline
        );
        let text = block(&explanation, "Fishermen");
        assert!(text.kept && text.probability > 0.5);
        assert_eq!(text.place, "article > p");
        assert_eq!(text.alike, 4);
        for begin in ["Boats", "Advertisement", "I was there"] {
            assert!(!block(&explanation, begin).kept, "{begin}");
        }
        let Reason::Model { because } = &text.reason else {
            unreachable!("{:?}", text.reason)
        };
        assert_eq!(because.len(), NAMED);
    }

    #[test]
    fn what_is_kept_is_what_is_read() {
        let options = Options::default();
        let article = super::super::article(PAGE, &options).text();
        for block in explain(PAGE, &options).blocks {
            assert_eq!(article.contains(&block.text), block.kept, "{}", block.text);
        }
    }
}
