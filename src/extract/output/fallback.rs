//! When the page shows too little of its text: its own `articleBody` or its embedded state
//! stands in. Never the notice of a paywall alone.

use crate::extract::body::anchors::Anchor;
use crate::extract::facts::linked_data::Facts;
use crate::markup::clean;
use crate::model::{Article, Block};

/// Bodies shorter than this, in characters, are looked at again.
const SHORT: usize = 400;

/// Shorter bodies, in characters, are a notice and no beginning of a story.
const NOTICE: usize = 150;
/// What is shown must stand in the embedded text, as far as this, if it is a beginning.
const AGREED: f32 = 0.5;

/// Replaces a body that is much shorter than what the page states.
pub(in crate::extract) fn from_page_state(
    article: &mut Article,
    facts: &Facts,
    embedded: impl FnOnce() -> Option<String>,
) {
    let length = article.len();
    if let Some(body) = &facts.body
        && body.chars().count() > 2 * length
        && body.chars().count() > SHORT / 2
    {
        article.blocks = paragraphs(body);
        return;
    }
    if length < SHORT
        && let Some(text) = embedded()
        && text.chars().count() > 2 * length
        && (length < NOTICE || Anchor::of(&text).share(&article.text(), &mut Vec::new()) > AGREED)
    {
        article.blocks = paragraphs(&text);
        return;
    }
    if length == 0
        && let Some(description) = facts.description.as_deref()
    {
        article.blocks = paragraphs(description);
    }
}

/// Plain text (or HTML, which some sites put there) as blocks.
fn paragraphs(body: &str) -> Vec<Block> {
    if body.contains("</p>") || body.contains("<br") {
        return super::fragment::fragment(body, None);
    }
    body.split('\n')
        .map(clean::line)
        .filter(|line| !line.is_empty())
        .map(Block::paragraph)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_gives_way_to_the_stated_body() {
        let mut article = Article {
            blocks: vec![Block::paragraph("Subscribe to read.")],
            ..Article::default()
        };
        let facts = Facts {
            body: Some("The text is here. ".repeat(30)),
            ..Facts::default()
        };
        from_page_state(&mut article, &facts, || None);
        assert!(article.text().starts_with("The text is here."));
    }
}
