//! When the page shows too little of its text: its own `articleBody` or its embedded state
//! stands in. Never the notice of a paywall alone.
//!
//! Such text obeys the rules as far as they can be about it: lines that the page shows too and a
//! rule hides are left out, and what a rule shows on the page is the text, whatever the data say,
//! unless it is a notice.

use std::collections::{HashMap, HashSet};

use super::embedded::Line;
use super::fragment::fragment;
use crate::extract::body::anchors::Anchor;
use crate::extract::body::select::Selection;
use crate::extract::body::verdicts::Cause;
use crate::extract::page::outline::Outline;
use crate::fold::folded;
use crate::markup::{clean, html};
use crate::model::{Article, Block, Span, TextOrigin};

/// Bodies shorter than this, in characters, are looked at again.
const SHORT: usize = 400;

/// Shorter bodies, in characters, are a notice and no beginning of a story.
const NOTICE: usize = 150;
/// What is shown must stand in the embedded text, as far as this, if it is a beginning.
const AGREED: f32 = 0.5;

/// The text that the page's data hold, if it is much longer than the one the page shows, and
/// where it stands; `body` is the page's own `articleBody`.
pub(in crate::extract) fn text(
    article: &Article,
    body: Option<&str>,
    embedded: impl FnOnce() -> Option<Vec<Line>>,
    shown: impl FnOnce() -> Shown,
) -> Option<(Vec<Block>, TextOrigin)> {
    let length = article.len();
    let size = |body: &&str| body.chars().count();
    let body = body.filter(|body| size(body) > SHORT / 2);
    if length >= SHORT && body.is_none_or(|body| size(&body) <= 2 * length) {
        return None;
    }
    let shown = shown();
    if shown.by_rule >= NOTICE {
        return None;
    }
    // What the user hides is no reason to look for more.
    let length = length + shown.hidden.iter().map(String::len).sum::<usize>();
    if let Some(body) = body.filter(|body| size(body) > 2 * length) {
        return Some((shown.blocks(&[Line::of(body)]), TextOrigin::StatedBody));
    }
    if length < SHORT
        && let Some(lines) = embedded()
        && let text = joined(&lines, "\n")
        && text.chars().count() > 2 * length
        && (length < NOTICE || Anchor::of(&text).share(&article.text(), &mut Vec::new()) > AGREED)
    {
        return Some((shown.blocks(&lines), TextOrigin::State));
    }
    None
}

/// The lines of a text as one.
fn joined(lines: &[Line], between: &str) -> String {
    let texts: Vec<&str> = lines.iter().map(|line| &*line.text).collect();
    texts.join(between)
}

/// What the page's own lines say about the lines of its data.
#[derive(Debug, Default)]
pub(in crate::extract) struct Shown {
    /// How much of the page a rule of the user's shows, in bytes.
    by_rule: usize,
    /// Headings with their levels, folded.
    headings: HashMap<String, u8>,
    /// Lines that a rule of the user's hides, folded.
    hidden: HashSet<String>,
}

impl Shown {
    /// Reads the lines of a page.
    pub(in crate::extract) fn of(outline: &Outline<'_>, selection: &Selection) -> Self {
        let mut shown = Self::default();
        for (at, leaf) in outline.leaves.iter().enumerate() {
            let text = || folded(&outline.leaf_text(leaf));
            let is_kept = selection.kept.get(at).copied().unwrap_or_default();
            match selection.causes.get(at) {
                Some(Cause::Rule(_)) if is_kept => shown.by_rule += text().len(),
                Some(Cause::Rule(_)) => drop(shown.hidden.insert(text())),
                _ => {}
            }
            if let Some(level) = outline.entries[leaf.container as usize].tag.heading_level() {
                shown.headings.insert(text(), level);
            }
        }
        shown
    }

    /// Plain text (or HTML, which some sites put there) as blocks.
    fn blocks(&self, lines: &[Line]) -> Vec<Block> {
        let tags = ["</p>", "<br", "</h", "</li>"];
        let mut paragraphs = lines.iter().filter(|line| line.level.is_none());
        let is_html = paragraphs.any(|line| tags.iter().any(|tag| line.text.contains(tag)));
        let mut blocks = Vec::new();
        for run in lines.chunk_by(|one, other| one.level.or(other.level).is_none()) {
            if let Some(level) = run[0].level {
                let spans = vec![Span::plain(html::plain(&run[0].text))];
                blocks.push(Block::Heading { level, spans });
            } else if is_html {
                blocks.extend(fragment(&joined(run, "\n<p>"), None));
            } else {
                let text = joined(run, "\n");
                let lines = text.split('\n').map(clean::line);
                let lines = lines.filter(|line| !line.is_empty());
                blocks.extend(lines.map(|line| self.block(line)));
            }
        }
        if !self.hidden.is_empty() {
            blocks.retain(|block| !self.hidden.contains(&folded(&block.text())));
        }
        blocks
    }

    fn block(&self, line: String) -> Block {
        match self.headings.get(&folded(&line)) {
            Some(&level) => Block::Heading {
                level,
                spans: vec![Span::plain(line)],
            },
            None => Block::paragraph(line),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::body::rules::Rules;
    use crate::extract::{self, Options};
    use crate::model::explanation::NoRule;
    use crate::model::{Explanation, Reason, RuleAction, SiteRule};

    #[test]
    fn a_notice_gives_way_to_the_stated_body() {
        let article = Article {
            blocks: vec![Block::paragraph("Subscribe to read.")],
            ..Article::default()
        };
        let body = "The text is here. ".repeat(30);
        let (blocks, origin) =
            text(&article, Some(&body), || None, Shown::default).expect("a text");
        assert!(blocks[0].text().starts_with("The text is here."));
        assert_eq!(origin, TextOrigin::StatedBody);
    }

    const SENTENCE: &str = "The ferry left the harbour at dawn, with forty people and a horse on board, and nobody on the quay said a word.";

    fn page() -> String {
        let body = [
            SENTENCE,
            "What came of it",
            &SENTENCE.replace("ferry", "pilot"),
            &SENTENCE.replace("ferry", "mail boat"),
            &SENTENCE.replace("ferry", "tug"),
            "Write to us.",
        ];
        let data = serde_json::json!({
            "@type": "NewsArticle", "headline": "The ferry", "articleBody": body.join("\n"),
        });
        format!(
            "<html><title>The ferry</title><script type='application/ld+json'>{data}</script>\
             <article><h1>The ferry</h1><h3>What came of it</h3><p class=more>Write to us.</p>\
             <p class=paid>You have read all that is free this month, and whoever wants to go on has \
             to wait until the next one begins, or to come by and read the paper on the wall of the old mill.</p></article></html>"
        )
    }

    fn judged(rules: &[SiteRule]) -> (Article, Explanation) {
        let rules = Rules::of(rules);
        let options = Options {
            url: Some("https://a.example/ferry"),
            rules: Some(&rules),
            ..Options::default()
        };
        let explanation = extract::explain::explain(&page(), &options);
        (extract::article(&page(), &options), explanation)
    }

    fn rule(action: RuleAction, place: &str) -> SiteRule {
        SiteRule {
            site: "a.example".into(),
            action,
            place: place.into(),
            text: None,
        }
    }

    #[test]
    fn what_is_explained_as_kept_is_what_is_read() {
        let (article, explanation) = judged(&[]);
        let kept = explanation.blocks.iter().filter(|block| block.kept);
        let kept: Vec<&str> = kept.map(|block| block.text.as_str()).collect();
        assert_eq!(kept.join("\n\n"), article.text());
        assert_eq!(kept.len(), 6);
        assert!(matches!(article.blocks[1], Block::Heading { level: 3, .. }));
        let data = Reason::Data {
            from: TextOrigin::StatedBody,
        };
        assert_eq!(explanation.blocks[0].reason, data);
        let why = SiteRule::proposal(&explanation, 0, RuleAction::Hide);
        assert_eq!(why, Err(NoRule::NoPlace(TextOrigin::StatedBody)));
    }

    #[test]
    fn the_users_rules_hold_for_the_data_of_a_page() {
        let (article, _) = judged(&[rule(RuleAction::Hide, "p.more")]);
        assert!(article.text().contains("pilot") && !article.text().contains("Write to us."));
        let (article, explanation) = judged(&[rule(RuleAction::Show, "p.paid")]);
        assert!(article.text().contains("free this month") && !article.text().contains("pilot"));
        let is_data = |reason: &Reason| matches!(reason, Reason::Data { .. });
        assert!(
            !explanation
                .blocks
                .iter()
                .any(|block| is_data(&block.reason))
        );
    }
}
