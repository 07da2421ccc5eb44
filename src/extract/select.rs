//! Which leaves are the article: the model's judgement of each, smoothed by its neighbours.

use super::features::{self, Context};
use super::outline::Outline;
use super::prune::prune;
use super::regions::Regions;
use super::site::{self, Settled, Template};
use super::{fill, forest};

/// Leaves at least this probable are text.
pub const THRESHOLD: f32 = 0.5;

/// The judgement of a page's leaves.
#[derive(Debug, Default)]
pub struct Selection {
    /// Probability that each leaf is text, 0 to 1.
    pub probabilities: Vec<f32>,
    /// Whether each leaf is kept.
    pub kept: Vec<bool>,
    /// What the site decided, and what the page teaches about it.
    pub site: Settled,
}

/// Judges all leaves. `apart` are leaves shown elsewhere: headline and standfirst. `site` is
/// what is known of the page's site, and the page's address.
#[must_use]
pub fn select(
    outline: &Outline<'_>,
    regions: &Regions,
    context: &Context,
    apart: &[u32],
    site: Option<(&Template, Option<&str>)>,
) -> Selection {
    let probabilities = judge(outline, regions, context, apart);
    let mut kept: Vec<bool> = probabilities.iter().map(|&p| p >= THRESHOLD).collect();
    let mut reading = site.map(|(template, url)| {
        site::Reading::new(template, url, outline, context, apart, &probabilities)
    });
    if let Some(reading) = &mut reading {
        reading.lift(&mut kept);
    }
    fill::fill(outline, apart, &mut kept);
    prune(outline, context, apart, &mut kept);
    if kept_size(outline, &kept) < MIN_TEXT {
        rescue(outline, regions, &probabilities, apart, &mut kept);
    }
    let site = reading.map(|reading| reading.settle(&mut kept));
    Selection {
        probabilities,
        kept,
        site: site.unwrap_or_default(),
    }
}

/// The probability of each leaf, in two rounds: the second knows what the first thought of
/// the neighbours.
fn judge(outline: &Outline<'_>, regions: &Regions, context: &Context, apart: &[u32]) -> Vec<f32> {
    let mut rows = features::rows(outline, regions, context);
    let mut first: Vec<f32> = rows
        .iter()
        .map(|row| forest::first().probability(row))
        .collect();
    set_apart(&mut first, apart);
    let more = features::around::second(outline, regions, &first);
    let mut second: Vec<f32> = rows
        .iter_mut()
        .zip(more)
        .map(|(row, more)| {
            row.extend(more);
            forest::second().probability(row)
        })
        .collect();
    set_apart(&mut second, apart);
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

/// A page on which nothing convinced: everything probable in relation to its best leaves, or
/// else the prose of the best container.
fn rescue(
    outline: &Outline<'_>,
    regions: &Regions,
    probabilities: &[f32],
    apart: &[u32],
    kept: &mut [bool],
) {
    let top = probabilities.iter().copied().fold(0.0_f32, f32::max);
    let bar = (top * 0.5).clamp(0.08, THRESHOLD);
    for (at, probability) in probabilities.iter().enumerate() {
        kept[at] = *probability >= bar;
    }
    if kept_size(outline, kept) >= MIN_TEXT {
        return;
    }
    for (at, leaf) in outline.leaves.iter().enumerate() {
        let inside = outline.contains(regions.best, leaf.container);
        let index = u32::try_from(at).unwrap_or(u32::MAX);
        if inside && leaf.measure.linked * 2 < leaf.measure.size && !apart.contains(&index) {
            kept[at] = true;
        }
    }
}
