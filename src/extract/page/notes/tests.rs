//! Notes as generators write them, and links that lead to none.

use super::*;
use scraper::Html;

/// The texts that are kept when only the first paragraph was.
fn kept(html: &str) -> Vec<String> {
    let document = Html::parse_document(html);
    let outline = Outline::of(&document, &[]);
    let mut kept = vec![false; outline.leaves.len()];
    kept[0] = true;
    keep(&outline, &mut kept);
    let leaves = outline.leaves.iter().zip(kept).filter(|(_, kept)| *kept);
    leaves
        .skip(1)
        .map(|(leaf, _)| outline.leaf_text(leaf))
        .collect()
}

#[test]
fn what_a_mark_points_to_is_kept() {
    for html in [
        // Kramdown, Pandoc, WordPress, journals.
        "<p>So<sup id=fnref:1><a href=#fn:1 class=footnote>1</a></sup>.</p><div class=footnotes><ol><li id=fn:1><p>A note.</p></li><li id=fn:2><p>Other.</p></li></ol></div>",
        "<p>So<a href=#fn1 class=footnote-ref id=fnref1 role=doc-noteref><sup>1</sup></a>.</p><section role=doc-endnotes><ol><li id=fn1><p>A note.</p></li></ol></section>",
        "<p>So<sup><a href='https://a.example/post/#easy-footnote-bottom-1-77'>1</a></sup>.</p><ol><li><span id=easy-footnote-bottom-1-77></span>A note.</li></ol>",
        "<p>So [<a href=#ref-B1>1</a>].</p><p>B</p><ol><li id=ref-B1>A note.</li></ol>",
        // Word processors and old pages.
        "<p>So<a href=#_ftn1 name=_ftnref1>[1]</a>.</p><p><a name=_ftn1></a>A note.</p>",
        "<p>So<sup><a href=#n1>*</a></sup>.</p><p data-type=footnote id=n1>A note.</p>",
        "<p>So<sup><a href=#%E6%B3%A8>1</a></sup>.</p><p id=注>A note.</p>",
    ] {
        assert_eq!(kept(html), ["A note."], "{html}");
    }
}

#[test]
fn a_number_in_its_own_box_comes_with_its_note() {
    let substack = "<p>So<a class=footnote-anchor id=footnote-anchor-1 href=#footnote-1>1</a>.</p><div class=footnote><a id=footnote-1 href=#footnote-anchor-1 class=footnote-number>1</a><div class=footnote-content><p>A note.</p><p>It goes on.</p></div></div>";
    assert_eq!(kept(substack), ["1", "A note.", "It goes on."]);
    let list =
        "<p>So<sup><a href=#d1>1</a></sup>.</p><dl><dt id=d1>1</dt><dd>A note.</dd><dt>2</dt></dl>";
    assert_eq!(kept(list), ["1", "A note."]);
    let headed =
        "<p>So<sup><a href=#n1>1</a></sup>.</p><h2>Notes</h2><ol><li id=n1>A note.</li></ol>";
    assert_eq!(kept(headed), ["Notes", "A note."]);
}

#[test]
fn other_links_within_a_page_point_to_no_notes() {
    for html in [
        "<p>See <a href=#part>part two</a>.</p><p id=part>Part two.</p>",
        "<p>Page <a href=#page-2>2</a>.</p><p id=page-2>Page two.</p>",
        "<p>So<sup><a href=#gone>1</a></sup>.</p><p id=fn1>A note.</p>",
        "<p id=top>So<sup><a href=#top>1</a></sup>.</p><p>More.</p>",
    ] {
        assert_eq!(kept(html), [""; 0], "{html}");
    }
}
