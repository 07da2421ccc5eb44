//! What the judgement of single leaves lets through although a rule knows better: lines that
//! only name the author, repeated text, small boxes for subscribing, sharing or advertising,
//! links to other stories between paragraphs, pleas, headings that announce nothing.

use super::advert;
use super::boxes::{Boxes, Holds};
use super::copies;
use super::features::Context;
use super::plea;
use super::verdicts::{Cause, Verdicts};
use crate::agency;
use crate::extract::facts::byline::names::strip_introduction;
use crate::extract::facts::byline::suppliers;
use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::outline::{Leaf, Outline};
use crate::extract::page::phrases;
use crate::extract::page::phrases::PhraseKind;
use crate::extract::stages::Stage;
use crate::fold::folded;
use crate::markup::tags::Tag;

/// Marks of boxes in which a phrase of their kind is no text.
const BOXES: Marks = Marks::SUBSCRIBE
    .with(Marks::SOCIAL)
    .with(Marks::OVERLAY)
    .with(Marks::ADVERT);

/// Longest line, in size units, that is compared with phrases and names.
const MAX_LINE: u32 = 160;

/// Takes leaves out of the selection.
pub fn prune(outline: &Outline<'_>, context: &Context, apart: &[u32], verdicts: &mut Verdicts) {
    let copies = copies::find(outline, apart, &verdicts.kept);
    let mut boxes = Boxes::new(outline, context.title, &verdicts.kept);
    for (at, leaf) in outline.leaves.iter().enumerate() {
        if !verdicts.kept[at] {
            continue;
        }
        let cause = match boxes.around(leaf.container) {
            Some(holds) => Some(Cause::Box(holds)),
            None if copies[at] => Some(Cause::Repeated),
            None => line_cause(outline, context, leaf),
        };
        if let Some(cause) = cause {
            verdicts.drop(at, cause);
        }
    }
    verdicts.step(Stage::Pleas, Cause::Phrase, |kept| {
        plea::drop_last(outline, kept);
    });
    verdicts.step(Stage::AdvertBoxes, Cause::Advert, |kept| {
        advert::drop_boxes(outline, kept);
    });
    verdicts.step(Stage::StrayHeadings, Cause::StrayHeading, |kept| {
        drop_stray_headings(outline, kept);
    });
}

/// Why a short line is no text, if it is none.
fn line_cause(outline: &Outline<'_>, context: &Context, leaf: &Leaf) -> Option<Cause> {
    if leaf.measure.size > MAX_LINE {
        return None;
    }
    let text = outline.leaf_text(leaf);
    let key = folded(&text);
    let stages = outline.stages;
    if stages.has(Stage::AuthorLines) && names_author(context, &text) {
        return Some(Cause::Author);
    }
    if stages.has(Stage::CreditLines) && is_credit(leaf, &text, &key) {
        return Some(Cause::Box(Holds::Caption));
    }
    let is_phrase = stages.has(Stage::PhraseLines) && is_furniture(leaf, &key)
        || stages.has(Stage::BoxLines) && is_box_line(outline, leaf, &key);
    is_phrase.then_some(Cause::Phrase)
}

/// "par Claire Vidal": nothing but authors and what introduces them.
fn names_author(context: &Context, text: &str) -> bool {
    if context.authors.is_empty() {
        return false;
    }
    let rest = folded(strip_introduction(text));
    let left = context.authors.iter().fold(rest.clone(), |left, author| {
        left.replacen(author.as_str(), "", 1)
    });
    left.len() < rest.len() && left.chars().filter(|c| c.is_alphanumeric()).count() <= 3
}

/// A phrase that stands alone ("Advertisement"), or introduces a link ("Read also: …").
fn is_furniture(leaf: &Leaf, folded: &str) -> bool {
    let Some(hit) = phrases::hit(folded) else {
        return false;
    };
    let linked = leaf.measure.linked * 10 >= leaf.measure.size * 6;
    let whole = hit.whole && !matches!(hit.kind, PhraseKind::Caption | PhraseKind::Byline);
    whole
        || linked
            && matches!(
                hit.kind,
                PhraseKind::End | PhraseKind::Inline | PhraseKind::Subscribe | PhraseKind::Share
            )
}

/// Longest credit of a picture, in size units.
const MAX_CREDIT: u32 = 70;
/// The credit of a picture that has lost its caption: "Ann Lee / Getty Images", "Foto: Ann Lee".
fn is_credit(leaf: &Leaf, text: &str, folded: &str) -> bool {
    let measure = &leaf.measure;
    if measure.size > MAX_CREDIT || measure.ends_sentence || measure.words > 12 {
        return false;
    }
    if let Some((_, last)) = text.rsplit_once(['/', '©', '|'])
        && (suppliers::is_supplier(last) || agency::by_name(&self::folded(last)).is_some())
    {
        return true;
    }
    let is_caption = phrases::hit(folded).is_some_and(|hit| hit.kind == PhraseKind::Caption);
    let label = text.split_once([':', '：']).map(|(label, _)| label);
    is_caption && label.is_some_and(|label| label.split_whitespace().count() <= 2)
}

/// A phrase of subscribing or sharing in a box that is named for it.
fn is_box_line(outline: &Outline<'_>, leaf: &Leaf, folded: &str) -> bool {
    let announces = phrases::hit(folded).is_some_and(|hit| {
        matches!(
            hit.kind,
            PhraseKind::Subscribe | PhraseKind::Consent | PhraseKind::Share
        )
    });
    announces
        && std::iter::once(leaf.container)
            .chain(outline.ancestors(leaf.container).take(2))
            .any(|entry| outline.entries[entry as usize].marks.any(BOXES))
}

/// A heading with no text after it announced something that was dropped; unless several
/// headings say all there is to say, between pictures or as the items of a list.
fn drop_stray_headings(outline: &Outline<'_>, kept: &mut [bool]) {
    let is_heading = |&at: &usize| {
        let entry = &outline.entries[outline.leaves[at].container as usize];
        entry.tag.heading_level().is_some()
    };
    let last: Vec<usize> = (0..kept.len())
        .rev()
        .filter(|&at| kept[at])
        .take_while(is_heading)
        .collect();
    let telling = |&&at: &&usize| tells(outline, &outline.leaves[at]);
    let is_telling = outline.stages.has(Stage::TellingHeadings);
    if is_telling && last.iter().filter(telling).count() >= MIN_TELLING {
        return;
    }
    for at in last {
        kept[at] = false;
    }
}

/// Fewest headings that say something by themselves.
const MIN_TELLING: usize = 3;

/// Whether a heading is a statement, or an item of a list.
fn tells(outline: &Outline<'_>, leaf: &Leaf) -> bool {
    let measure = &leaf.measure;
    let parent = outline.entries[leaf.container as usize].parent;
    let is_item = outline.entries[parent as usize].tag == Tag::Li;
    let is_statement = measure.ends_sentence && measure.words >= 4;
    measure.linked * 2 < measure.size
        && (is_item || is_statement && !outline.leaf_text(leaf).ends_with(['?', '？', '؟']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn pruned(html: &str, context: &Context) -> Vec<String> {
        let document = Html::parse_document(html);
        let outline = Outline::of(&document, &[]);
        let mut verdicts = Verdicts::of(vec![true; outline.leaves.len()], outline.stages);
        prune(&outline, context, &[], &mut verdicts);
        outline
            .leaves
            .iter()
            .zip(verdicts.kept)
            .filter(|(_, kept)| *kept)
            .map(|(leaf, _)| outline.leaf_text(leaf))
            .collect()
    }

    #[test]
    fn furniture_goes_and_text_stays() {
        let context = Context {
            authors: vec!["claire vidal".into()],
            ..Context::default()
        };
        let got = pruned(
            "<p>Ann Lee / Getty Images</p><p>Foto: Ann Lee</p><p>par Claire Vidal</p><p>Claire Vidal said no.</p><p>Advertisement</p>\
             <p><a href=x>Read also: Another story</a></p><div class=newsletter-signup><p>Sign up to the weekly letter.</div>\
             <p>The end.</p><h2>Related</h2>",
            &context,
        );
        assert_eq!(got, ["Claire Vidal said no.", "The end."]);
    }

    #[test]
    fn headings_that_say_something_are_text() {
        let context = Context::default();
        let text = "<p>What the harbour owes, in figures.</p>";
        let figures = "<h2>The figures</h2><h3>1. The crane has cost nine thousand.</h3><img src=a.jpg><h3>2. The gate has cost four thousand.</h3><h3>3. The lamps have cost a thousand.</h3>";
        assert_eq!(pruned(&format!("{text}{figures}"), &context).len(), 5);
        let names = "<ul><li><h3>Ropes</h3><li><h3>Hooks</h3><li><h3>Lamps</h3></ul>";
        assert_eq!(pruned(&format!("{text}{names}"), &context).len(), 4);
        let others = "<h2>Read on</h2><h3>Who pays for the crane?</h3><h3>What does the gate cost?</h3><h3>Who lit the lamps?</h3>";
        assert_eq!(pruned(&format!("{text}{others}"), &context).len(), 1);
        let links = "<ul><li><h3><a href=a>The crane has stopped.</a></h3><li><h3><a href=b>The gate has opened.</a></h3><li><h3><a href=c>The lamps are lit.</a></h3></ul>";
        assert_eq!(pruned(&format!("{text}{links}"), &context).len(), 1);
    }
}
