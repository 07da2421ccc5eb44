//! Which leaves are the article: the model's judgement of each, smoothed by its neighbours.

use super::features;
use super::features::Context;
use super::forest::Forests;
use super::prune::prune;
use super::rules::Rules;
use super::verdicts::{Cause, Verdicts};
use super::{cells, chosen, gap_fill, run};
use crate::extract::options::Options;
use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::notes;
use crate::extract::page::outline::{Leaf, Outline};
use crate::extract::page::subtree_sums::Regions;
use crate::extract::site;
use crate::extract::site::Settled;
use crate::extract::stages::Stage;

/// Leaves at least this probable are text.
pub const THRESHOLD: f32 = 0.5;

/// The judgement of a page's leaves.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Probability that each leaf is text, 0 to 1.
    pub probabilities: Vec<f32>,
    /// Whether each leaf is kept.
    pub kept: Vec<bool>,
    /// What decided about each leaf.
    pub causes: Vec<Cause>,
    /// The leaves of the standfirst; a lead paragraph that the model holds to be text is none.
    pub dek: Vec<u32>,
    /// What the site decided, and what the page teaches about it.
    pub site: Settled,
}

/// Judges all leaves, but for the user's rules.
#[must_use]
pub fn select(
    outline: &Outline<'_>,
    regions: &Regions,
    context: &Context,
    options: &Options<'_>,
) -> Selection {
    let stages = outline.stages;
    let mut probabilities = judge(outline, regions, context, options.forests());
    let unseen = match stages.has(Stage::UnseenText) {
        true => unseen(outline, &probabilities),
        false => Vec::new(),
    };
    let dek = standfirst(outline, context, &unseen, &mut probabilities);
    let mut apart = dek.clone();
    apart.extend(context.title);
    set_apart(&mut probabilities, &apart);
    set_apart(&mut probabilities, &unseen);
    let apart = apart.as_slice();
    let kept = probabilities.iter().map(|&p| p >= THRESHOLD).collect();
    let mut verdicts = Verdicts::of(kept, stages);
    let mut reading = options.site.map(|template| {
        site::Reading::new(
            template,
            options.url,
            outline,
            context,
            apart,
            &probabilities,
        )
    });
    if let Some(reading) = &mut reading {
        reading.lift(&mut verdicts.kept);
    }
    fill_in(outline, apart, &probabilities, &mut verdicts);
    drop_all(&mut verdicts, &unseen);
    prune(outline, context, apart, &mut verdicts);
    if kept_size(outline, &verdicts.kept) < MIN_TEXT {
        verdicts.step(Stage::LowerBar, Cause::Rescued, |kept| {
            lower_bar(outline, &probabilities, kept);
        });
        verdicts = pruned_if_more_is_left(outline, context, apart, verdicts);
    }
    complete(outline, &mut verdicts);
    let site = reading.map(|reading| reading.settle(&mut verdicts.kept));
    let next = context.scope.min(verdicts.causes.len());
    verdicts.causes[next..].fill(Cause::NextArticle);
    drop_all(&mut verdicts, &unseen);
    Selection {
        probabilities,
        kept: verdicts.kept,
        causes: verdicts.causes,
        dek,
        site: site.unwrap_or_default(),
    }
}

impl Selection {
    /// What the user says has the last word: the selector of the text, and the rules over it.
    /// Headline and standfirst are shown apart.
    #[must_use]
    pub fn overruled(
        mut self,
        outline: &Outline<'_>,
        context: &Context,
        rules: Option<&Rules>,
    ) -> Self {
        let mut verdicts = Verdicts {
            kept: self.kept,
            causes: self.causes,
            stages: outline.stages,
        };
        chosen::apply(outline, &mut verdicts);
        // What stands in the text that the user chose is not shown apart.
        self.dek.retain(|&leaf| !is_chosen(outline, leaf));
        if let Some(rules) = rules {
            rules.apply(outline, &mut verdicts);
        }
        let dek = set_standfirst(self.dek, &mut verdicts);
        if let Some(title) = context.title {
            verdicts.drop(title as usize, Cause::Headline);
        }
        Self {
            kept: verdicts.kept,
            causes: verdicts.causes,
            dek,
            ..self
        }
    }
}

/// The leaves of the standfirst that is shown apart. One that the model holds to be text stays
/// there.
fn standfirst(
    outline: &Outline<'_>,
    context: &Context,
    unseen: &[u32],
    probabilities: &mut [f32],
) -> Vec<u32> {
    let is_text = |leaf: u32| {
        probabilities
            .get(leaf as usize)
            .is_some_and(|&p| p >= THRESHOLD)
    };
    // A standfirst of several lines is one: it is not torn apart.
    let lead = context.dek.iter().copied().any(is_text) && !is_above_byline(outline, context);
    let mut dek = Vec::new();
    for &leaf in &context.dek {
        if lead && outline.stages.has(Stage::StandfirstLead) {
            let probability = &mut probabilities[leaf as usize];
            *probability = probability.max(THRESHOLD);
        } else if !unseen.contains(&leaf) {
            dek.push(leaf);
        }
    }
    dek
}

fn is_chosen(outline: &Outline<'_>, leaf: u32) -> bool {
    let container = outline.leaves[leaf as usize].container;
    outline.chosen_around(container).is_some()
}

/// What a rule knows to be no text is no rescue either, unless nothing else is there.
fn pruned_if_more_is_left(
    outline: &Outline<'_>,
    context: &Context,
    apart: &[u32],
    verdicts: Verdicts,
) -> Verdicts {
    if !outline.stages.has(Stage::RescuePruned) {
        return verdicts;
    }
    let mut pruned = verdicts.clone();
    prune(outline, context, apart, &mut pruned);
    if pruned.kept.contains(&true) {
        pruned
    } else {
        verdicts
    }
}

/// Keeps what stands among text: plain sentences, short text in the run of the article, code,
/// items of lists.
fn fill_in(outline: &Outline<'_>, apart: &[u32], probabilities: &[f32], verdicts: &mut Verdicts) {
    verdicts.step(Stage::GapSentences, Cause::Surrounded, |kept| {
        gap_fill::fill(outline, apart, kept);
    });
    verdicts.step(Stage::RunText, Cause::Surrounded, |kept| {
        run::fill(outline, apart, probabilities, kept);
    });
    verdicts.step(Stage::GapCode, Cause::Surrounded, |kept| {
        gap_fill::keep_code(outline, kept);
    });
    verdicts.step(Stage::GapItems, Cause::Surrounded, |kept| {
        gap_fill::keep_items(outline, probabilities, kept);
    });
}

/// Keeps what the text cannot do without: the other half of a table, whose a quotation is, the
/// notes that it points to.
fn complete(outline: &Outline<'_>, verdicts: &mut Verdicts) {
    verdicts.step(Stage::TableCells, Cause::Cell, |kept| {
        cells::complete_tables(outline, kept);
    });
    verdicts.step(Stage::QuoteSources, Cause::Cell, |kept| {
        cells::complete_quotations(outline, kept);
    });
    verdicts.step(Stage::Notes, Cause::Note, |kept| {
        notes::keep(outline, kept);
    });
}

/// The leaves that nobody sees; none when they are nearly all that reads like an article: a
/// script shows them.
fn unseen(outline: &Outline<'_>, probabilities: &[f32]) -> Vec<u32> {
    let (mut seen, mut hidden) = (0, 0);
    for (leaf, probability) in outline.leaves.iter().zip(probabilities) {
        let text = if *probability >= THRESHOLD {
            leaf.measure.size
        } else {
            0
        };
        *(if leaf.unseen { &mut hidden } else { &mut seen }) += text;
    }
    if hidden >= MIN_TEXT && seen * 2 <= hidden {
        return Vec::new();
    }
    let leaves = outline.leaves.iter().enumerate();
    let unseen = leaves.filter(|(_, leaf)| leaf.unseen);
    unseen
        .filter_map(|(at, _)| u32::try_from(at).ok())
        .collect()
}

fn drop_all(verdicts: &mut Verdicts, unseen: &[u32]) {
    for &leaf in unseen {
        verdicts.drop(leaf as usize, Cause::Unseen);
    }
}

/// The standfirst is shown apart, unless a rule hides it.
fn set_standfirst(mut dek: Vec<u32>, verdicts: &mut Verdicts) -> Vec<u32> {
    dek.retain(|&leaf| {
        let at = leaf as usize;
        let hidden = matches!(verdicts.causes[at], Cause::Rule(_)) && !verdicts.kept[at];
        if !hidden {
            verdicts.drop(at, Cause::Standfirst);
        }
        !hidden
    });
    dek
}

/// Whether the authors stand between a box named as the standfirst and the text: then it is no
/// part of it.
fn is_above_byline(outline: &Outline<'_>, context: &Context) -> bool {
    let Some(&last) = context.dek.last() else {
        return false;
    };
    let container = outline.leaves[last as usize].container;
    let named = std::iter::once(container)
        .chain(outline.ancestors(container).take(1))
        .any(|entry| outline.entries[entry as usize].marks.any(Marks::DEK));
    let is_prose = |leaf: &&Leaf| leaf.prose() > 0;
    let mut between = outline
        .leaves
        .iter()
        .skip(last as usize + 1)
        .take(6)
        .take_while(|leaf| !is_prose(leaf));
    let by_authors = |leaf: &Leaf| {
        let entry = &outline.entries[leaf.container as usize];
        entry.marks.any(Marks::BYLINE)
    };
    named && between.any(by_authors)
}

/// The probability of each leaf, in two rounds: the second knows what the first thought of
/// the neighbours.
fn judge(
    outline: &Outline<'_>,
    regions: &Regions,
    context: &Context,
    forests: &Forests,
) -> Vec<f32> {
    let mut rows = features::rows(outline, regions, context);
    let mut first = forests.first.probabilities(&rows);
    set_apart(&mut first, context.title.as_slice());
    if !outline.stages.has(Stage::SecondRound) {
        first.resize(outline.leaves.len(), 0.0);
        return first;
    }
    let more = features::around::second(outline, regions, &first);
    for (row, more) in rows.iter_mut().zip(more) {
        row.extend(more);
    }
    let mut second = forests.second.probabilities(&rows);
    set_apart(&mut second, context.title.as_slice());
    second.resize(outline.leaves.len(), 0.0);
    second
}

fn set_apart(probabilities: &mut [f32], apart: &[u32]) {
    for &leaf in apart {
        if let Some(probability) = probabilities.get_mut(leaf as usize) {
            *probability = 0.0;
        }
    }
}

/// Less text than this makes the page look again with a lower bar.
const MIN_TEXT: u32 = 250;

/// The size of the kept leaves.
#[must_use]
pub fn kept_size(outline: &Outline<'_>, kept: &[bool]) -> u32 {
    outline
        .leaves
        .iter()
        .zip(kept)
        .filter(|(_, kept)| **kept)
        .map(|(leaf, _)| leaf.measure.size)
        .sum()
}

/// A page on which nothing convinced: everything probable in relation to its best leaves.
fn lower_bar(outline: &Outline<'_>, probabilities: &[f32], kept: &mut [bool]) {
    let top = probabilities.iter().copied().fold(0.0_f32, f32::max);
    let bar = (top * 0.5).clamp(0.08, THRESHOLD);
    for (at, probability) in probabilities.iter().enumerate() {
        let measure = &outline.leaves[at].measure;
        kept[at] = *probability >= bar && measure.linked * 2 < measure.size;
    }
}
