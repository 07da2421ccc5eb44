//! The text as the user states it: what the selector `article` of a source finds is the text,
//! whatever the model thinks of it.

use ego_tree::NodeId;
use scraper::{Html, Selector};

use super::verdicts::{Cause, Verdicts};
use crate::extract::output::media;
use crate::extract::page::outline::Outline;
use crate::markup::tags::Tag;

/// The outermost elements that a selector finds, in document order. One that is no selector finds
/// nothing: whoever reads it from the configuration has told the user.
pub(in crate::extract) fn elements(document: &Html, selector: Option<&str>) -> Vec<NodeId> {
    let Some(selector) = selector.and_then(|css| Selector::parse(css).ok()) else {
        return Vec::new();
    };
    let mut found: Vec<NodeId> = Vec::new();
    for element in document.select(&selector) {
        // In document order what stands around others comes before them.
        if !element.ancestors().any(|above| found.contains(&above.id())) {
            found.push(element.id());
        }
    }
    found
}

/// Whether there is something to show in what was chosen, beside the headline.
pub(in crate::extract) fn is_seen(outline: &Outline<'_>, title: Option<u32>) -> bool {
    let is_text = |at: usize| {
        !outline.leaves[at].unseen && u32::try_from(at).is_ok_and(|at| Some(at) != title)
    };
    outline.chosen.iter().any(|&chosen| {
        let end = outline.entries[chosen as usize].end;
        let mut inside = outline.entries[chosen as usize..end as usize].iter();
        outline.leaves_within(chosen).any(is_text)
            || inside
                .any(|entry| matches!(entry.tag, Tag::Img | Tag::Amp) || media::is_embed(entry))
    })
}

/// Keeps what was chosen, and nothing else.
pub(in crate::extract) fn apply(outline: &Outline<'_>, verdicts: &mut Verdicts) {
    if outline.chosen.is_empty() {
        return;
    }
    for (at, leaf) in outline.leaves.iter().enumerate() {
        let is_inside = outline.chosen_around(leaf.container).is_some();
        if !(is_inside && leaf.unseen) {
            verdicts.kept[at] = is_inside;
            verdicts.causes[at] = Cause::Chosen;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::body::rules::Rules;
    use crate::extract::{Options, article, explain};
    use crate::model::{Reason, RuleAction, SiteRule};

    const PROSE: &str = "<p>The council met on Tuesday evening and agreed, after a long debate about the budget, that the bridge is repaired.</p>";

    /// A page whose model text is not what the user wants to read.
    fn page(chosen: &str) -> String {
        format!(
            "<html><title>Repairs</title><article><h1>Repairs</h1><div class=body>{}</div></article>\
             {chosen}<section class=comments><p>I was there and it was a great day.</p></section></html>",
            PROSE.repeat(6)
        )
    }

    fn text(html: &str, selector: &str) -> String {
        let options = Options {
            selector: Some(selector),
            ..Options::default()
        };
        let article = article(html, &options).text();
        // What is said of a block is true of the text.
        for block in explain::explain(html, &options).blocks {
            let is_shown = article.contains(&block.text);
            assert_eq!(is_shown, block.kept, "{selector}: {}", block.text);
        }
        article
    }

    #[test]
    fn the_text_is_what_the_selector_finds_and_so_is_its_explanation() {
        let line = "The bridge opens on Friday.";
        for (html, selector) in [
            ("<p class=short>The bridge opens on Friday.</p>", "p.short"),
            (
                "<p>Note: <span class=short>The bridge opens on Friday.</span></p>",
                ".short",
            ),
            (
                "<div hidden><p class=short>The bridge opens on Friday.</p></div>",
                ".short",
            ),
            (
                "<nav><p class=short>The bridge opens on Friday.</p></nav>",
                ".short",
            ),
            (
                "<aside class=related><div class=short><p>The bridge opens on Friday.</p></div></aside>",
                "div.short",
            ),
            (
                "<table><tr><td>Left<td class=short>The bridge opens on Friday.</table>",
                ".short",
            ),
            (
                "<ul><li>One<li class=short>The bridge opens on Friday.</ul>",
                "li.short",
            ),
            (
                "<div class=short><p class=short>The bridge opens on Friday.</p></div>",
                ".short",
            ),
            (
                "<div class=short><p>The bridge opens on Friday.</p><p hidden>Secret.</p></div>",
                ".short",
            ),
            (
                "<div class=cookie-banner><p class=short>The bridge opens on Friday.</p></div>",
                ".short",
            ),
        ] {
            assert_eq!(text(&page(html), selector), line, "{html}");
        }
        let explanation = explain::explain(
            &page("<p class=short>The bridge opens on Friday.</p>"),
            &Options {
                selector: Some("p.short"),
                ..Options::default()
            },
        );
        let by_selector = explanation.blocks.iter().filter(
            |block| matches!(&block.reason, Reason::Selector { selector } if selector == "p.short"),
        );
        let kept: Vec<bool> = by_selector.map(|block| block.kept).collect();
        assert_eq!(
            kept,
            [false, false, false, false, false, false, true, false]
        );
    }

    #[test]
    fn several_are_the_text_in_the_order_of_the_page() {
        let html = page("<p class=more>The mayor was glad.</p><p class=more>So was the baker.</p>");
        assert_eq!(
            text(&html, ".more"),
            "The mayor was glad.\n\nSo was the baker."
        );
    }

    #[test]
    fn a_standfirst_and_pictures_in_it_are_text() {
        let html = "<html><title>The bridge</title><article><h1>The bridge</h1><div class=story>\
            <p class=standfirst>It opens on Friday, says the mayor.</p><p>And it closes again.</p>\
            <img src=https://a.example/bridge.jpg></div></article></html>";
        let options = Options {
            selector: Some("div.story"),
            ..Options::default()
        };
        let found = article(html, &options);
        assert_eq!(found.dek, None);
        assert!(found.text().starts_with("It opens on Friday"));
        assert_eq!(found.blocks.len(), 3, "{:?}", found.blocks);
    }

    #[test]
    fn a_selector_that_finds_nothing_to_see_changes_nothing() {
        let html = page("<p class=none></p><script class=none>let x = 1;</script>");
        let judged = article(&html, &Options::default());
        for selector in [".none", ".missing", "div:::", "h1", "script"] {
            let options = Options {
                selector: Some(selector),
                ..Options::default()
            };
            assert_eq!(article(&html, &options), judged, "{selector}");
        }
    }

    #[test]
    fn rules_win_over_the_selector() {
        let rule = |action, place: &str| SiteRule {
            site: "a.example".into(),
            action,
            place: place.into(),
            text: None,
        };
        let rules = [
            rule(RuleAction::Hide, "p.advert"),
            rule(RuleAction::Show, "section.comments"),
        ];
        let rules = Rules::of(&rules);
        let html =
            page("<div class=short><p>The bridge opens.</p><p class=advert>Buy it.</p></div>");
        let options = Options {
            selector: Some("div.short"),
            rules: Some(&rules),
            ..Options::default()
        };
        let text = article(&html, &options).text();
        assert_eq!(
            text,
            "The bridge opens.\n\nI was there and it was a great day."
        );
    }
}
