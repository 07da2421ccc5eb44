//! Whole pages of our own writing through the whole extractor.

use super::output::json;
use super::*;
use crate::model::Block;
use crate::model::When;

const WIRE: &str = include_str!("../../tests/fixtures/extract/wire.html");
const MAGAZINE: &str = include_str!("../../tests/fixtures/extract/magazine.html");

fn extract(html: &str, url: &str) -> Article {
    article(
        html,
        &Options {
            url: Some(url),
            ..Options::default()
        },
    )
}

#[test]
fn a_finance_wire_story_is_clean() {
    let got = extract(WIRE, "https://bourse.example/actualites/enquete-0a1b");
    assert_eq!(
        got.title,
        "Une enquête vise la filiale d'hébergement du groupe Lantern-sources"
    );
    assert_eq!(got.agency.as_deref(), Some("Reuters"));
    assert_eq!(got.byline, ["Claire Vidal"]);
    let published = got.published.map(When::to_text);
    assert_eq!(published.as_deref(), Some("2023-03-03T14:09:00"));
    let text = got.text();
    assert!(
        text.starts_with("GENÈVE, 3 mars (Reuters) - Le régulateur"),
        "{text}"
    );
    assert!(text.contains("activités les plus prometteuses"), "{text}");
    for noise in [
        "Aller au contenu",
        "Fermer",
        "commentaire\n",
        "Signaler",
        "aucune valeur",
        "Chargement",
        "CAC 40",
        "Valeurs associées",
        "Tradegate",
        "A lire aussi",
        "blé",
        "Copyright",
    ] {
        assert!(!text.contains(noise), "{noise} in {text}");
    }
}

#[test]
fn a_magazine_story_keeps_its_structure() {
    let got = extract(MAGAZINE, "https://review.example/tides");
    assert_eq!(got.title, "Why the tide tables are wrong");
    assert_eq!(
        got.dek.as_deref(),
        Some("For a century they were trusted. Then the harbour moved.")
    );
    assert_eq!(got.byline, ["Ann Lee", "Bo Chen"]);
    assert_eq!(got.lang.as_deref(), Some("en-GB"));
    assert!(got.paywalled);
    let text = got.text();
    assert!(text.starts_with("Every morning at six"), "{text}");
    for noise in [
        "For a century",
        "Photo:",
        "Advertisement",
        "newsletter",
        "lighthouse",
        "long comment",
    ] {
        assert!(!text.contains(noise), "{noise} in {text}");
    }
    assert!(
        got.blocks
            .iter()
            .any(|block| matches!(block, Block::Heading { level: 2, .. }))
    );
    assert!(
        got.blocks
            .iter()
            .any(|block| matches!(block, Block::List { items, .. } if items.len() == 3))
    );
    assert!(
        got.blocks
            .iter()
            .any(|block| matches!(block, Block::Quote { .. }))
    );
    assert!(got.blocks.iter().any(|block| matches!(
        block,
        Block::Image { credit: Some(credit), .. } if credit.contains("Cy Dunn")
    )));
}

#[test]
fn a_fragment_keeps_everything() {
    let blocks = fragment(
        "<p>One</p><ul><li>Two</ul><img src='https://a.example/b.jpg'>",
        None,
    );
    assert_eq!(blocks.len(), 3);
}

#[test]
fn nothing_gives_nothing() {
    for html in ["", "<html>", "\u{0}", "<p></p>"] {
        let got = article(html, &Options::default());
        assert!(got.is_empty(), "{html:?}");
    }
}

#[test]
fn escape_sequences_never_come_out() {
    let html = "<title>a\u{1b}]0;x\u{7}b</title><h1>a\u{1b}]0;x\u{7}b</h1><p>text \u{202e}reversed\u{9b}31m, long enough to be taken for prose, it is hoped here.</p>";
    let got = article(html, &Options::default());
    let out = format!("{} {}", got.title, got.text());
    assert!(
        !out.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}']),
        "{out:?}"
    );
}

proptest::proptest! {
    #[test]
    fn no_input_panics(html in "(<[a-z/]{0,6}( class=[a-z]{1,8})?>|[a-zé ,.]{0,40}|[\\x00-\\x7f]{0,8}){0,60}") {
        let got = article(&html, &Options { url: Some("https://a.example/"), anchor: Some("<p>feed</p>"), ..Options::default() });
        let _ = json::record("x", &got);
        let _ = fragment(&html, None);
    }
}
