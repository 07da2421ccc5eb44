//! Advertisements that stand among the paragraphs: boxes that are named for them or carry the
//! label that the law asks for.

use crate::extract::page::outline::{Entry, Outline};
use crate::fold::folded;
use crate::words::Words;

/// Largest box, in size units, that can be an advertisement among paragraphs.
const MAX_SIZE: u32 = 400;
/// Most leaves of such a box.
const MAX_LEAVES: u32 = 4;
/// Longest class or id that is read, in bytes.
const MAX_ATTRIBUTE: usize = 400;
/// How many boxes around a leaf are asked.
const MAX_CLIMB: usize = 2;

/// Takes the leaves of advertisements out of the selection.
pub(in crate::extract) fn drop_boxes(outline: &Outline<'_>, kept: &mut [bool]) {
    let total: u32 = outline
        .leaves
        .iter()
        .zip(kept.iter())
        .filter(|(_, kept)| **kept)
        .map(|(leaf, _)| leaf.measure.size)
        .sum();
    for (leaf, kept) in outline.leaves.iter().zip(kept) {
        *kept = *kept && !is_advert(outline, leaf.container, total);
    }
}

/// Whether an element stands in a small box that is an advertisement. A box that holds much of
/// the page's text is its article, whatever it is called.
fn is_advert(outline: &Outline<'_>, container: u32, total: u32) -> bool {
    std::iter::once(container)
        .chain(outline.ancestors(container).take(MAX_CLIMB))
        .take_while(|&outer| size(outline, outer).is_some_and(|size| size * 3 <= total))
        .any(|outer| is_named(&outline.entries[outer as usize]) || is_labelled(outline, outer))
}

/// Whether a class or id of a box says that it is an advertisement. [`Marks::ADVERT`] is a hint
/// for the judgement and wider: products and prices are what reviews are about.
///
/// [`Marks::ADVERT`]: crate::extract::page::attribute_hints::Marks::ADVERT
fn is_named(entry: &Entry<'_>) -> bool {
    ["class", "id"]
        .iter()
        .filter_map(|name| entry.attr(name))
        .filter(|value| value.len() <= MAX_ATTRIBUTE)
        // A capital begins no word here: names that machines give hold "ad" somewhere ("x4adY").
        .flat_map(|value| value.split(|c: char| !c.is_alphabetic()))
        .any(|word| Words::NameAdvert.has(word.to_ascii_lowercase()))
}

/// The size of a box's text; `None` when it is too large to be an advertisement.
fn size(outline: &Outline<'_>, index: u32) -> Option<u32> {
    let leaves = &outline.entries[index as usize].leaves;
    if leaves.end - leaves.start > MAX_LEAVES {
        return None;
    }
    let size = outline.leaves[leaves.start as usize..leaves.end as usize]
        .iter()
        .map(|leaf| leaf.measure.size)
        .sum();
    (size <= MAX_SIZE).then_some(size)
}

/// Whether a box begins with the label of an advertisement.
fn is_labelled(outline: &Outline<'_>, index: u32) -> bool {
    let first = outline.entries[index as usize].leaves.start as usize;
    let Some(leaf) = outline
        .leaves
        .get(first)
        .filter(|leaf| leaf.measure.size <= 60)
    else {
        return false;
    };
    let text = folded(&outline.leaf_text(leaf));
    Words::AdvertLabel.has(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn left(insert: &str) -> Vec<String> {
        let paragraph = "<p>A paragraph of the story, long enough to be sure of, with a comma.</p>";
        let html = format!("<div>{0}{insert}{0}</div>", paragraph.repeat(6));
        let document = Html::parse_document(&html);
        let outline = Outline::of(&document, &[]);
        let mut kept = vec![true; outline.leaves.len()];
        drop_boxes(&outline, &mut kept);
        let texts = outline.leaves.iter().zip(kept).filter(|(_, kept)| *kept);
        texts
            .map(|(leaf, _)| outline.leaf_text(leaf))
            .filter(|text| !text.starts_with("A paragraph of the story"))
            .collect()
    }

    #[test]
    fn boxes_of_advertisements_go() {
        for insert in [
            "<div class=ad-slot><p>Our bank opens accounts.</p></div>",
            "<div><span>Publicité</span><p>Our bank opens accounts.</p></div>",
            "<div class=promo-box>Like it? <a href=/x>Get more</a>, twice a month.</div>",
        ] {
            assert_eq!(left(insert), [""; 0], "{insert}");
        }
    }

    #[test]
    fn boxes_of_products_stay() {
        let got = left("<div class='product price'><p>It costs ten.</p></div>");
        assert_eq!(got, ["It costs ten."]);
    }

    #[test]
    fn paragraphs_around_a_label_stay() {
        let got = left("<p>Anzeige</p><p>The story goes on after it.</p>");
        assert_eq!(got, ["The story goes on after it."]);
    }
}
