//! The user's rules for a site: what is always text and what never is. They are applied after
//! everything else, so they always win; of two rules about a block the later one does.

use ego_tree::NodeId;
use scraper::{ElementRef, Html, Selector};
use url::Url;

use super::outline::Outline;
use super::verdicts::{Cause, Verdicts};
use crate::ingest::clean;
use crate::model::{Explanation, Judged, RuleAction, SiteRule};

/// Rules made ready.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    rules: Vec<(Selector, SiteRule)>,
}

impl Rules {
    /// Makes rules ready. A selector that is none finds nothing; whoever reads the rules from
    /// a file has told the user.
    #[must_use]
    pub fn of(rules: &[SiteRule]) -> Self {
        let ready = |rule: &SiteRule| Some((Selector::parse(&rule.place).ok()?, rule.clone()));
        Self {
            rules: rules.iter().filter_map(ready).collect(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The place of a rule, as it is written.
    #[must_use]
    pub fn place(&self, rule: u16) -> &str {
        self.rules
            .get(usize::from(rule))
            .map_or("", |(_, rule)| rule.place.as_str())
    }

    /// Keeps and drops what the rules say.
    pub fn apply(&self, outline: &Outline<'_>, verdicts: &mut Verdicts) {
        for (number, (selector, rule)) in (0_u16..).zip(&self.rules) {
            let found: Vec<u32> = (0_u32..)
                .zip(&outline.entries)
                .filter(|(_, entry)| {
                    ElementRef::wrap(entry.node).is_some_and(|element| selector.matches(&element))
                })
                .map(|(index, _)| index)
                .collect();
            for index in found {
                for at in outline.leaves_within(index) {
                    let text = || clean::line(&outline.leaf_text(&outline.leaves[at]));
                    let begins = rule.text.as_ref();
                    if begins.is_none_or(|begin| text().starts_with(begin.as_str())) {
                        verdicts.kept[at] = rule.action == RuleAction::Show;
                        verdicts.causes[at] = Cause::Rule(number);
                    }
                }
            }
        }
    }

    /// Takes those subtrees out of `excluded` in which something is to be shown.
    pub fn spare(&self, document: &Html, excluded: &mut Vec<NodeId>) {
        let shows = self
            .rules
            .iter()
            .filter(|(_, rule)| rule.action == RuleAction::Show);
        let shown: Vec<NodeId> = shows
            .flat_map(|(selector, _)| document.select(selector).map(|element| element.id()))
            .collect();
        excluded.retain(|id| {
            let Some(node) = document.tree.get(*id) else {
                return false;
            };
            let inside = || node.descendants().any(|inner| shown.contains(&inner.id()));
            let around = || node.ancestors().any(|outer| shown.contains(&outer.id()));
            shown.is_empty() || !(inside() || around())
        });
    }
}

/// The site that a rule for an address is about: host without `www.`, and port.
#[must_use]
pub fn site_of(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    Some(match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    })
}

/// Whether a rule for `site` is about the pages of `authority`: the same, or a part of it.
#[must_use]
pub fn covers(site: &str, authority: &str) -> bool {
    let site = site.strip_prefix("www.").unwrap_or(site);
    authority
        .strip_suffix(site)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// Longest beginning of a text that goes into a rule, in characters.
const BEGINNING: usize = 60;
/// So many blocks at a place may share a fate that was asked for one of them.
const MAX_SHARED: usize = 3;

/// The rule that "always show this" or "never show this here" writes for a block; `None` when
/// the page has no site. The place alone says enough where few blocks stand and nothing else
/// would change sides; otherwise the text's beginning is named too, so that hiding a paragraph
/// never hides the body.
#[must_use]
pub fn proposal(explanation: &Explanation, at: usize, action: RuleAction) -> Option<SiteRule> {
    let block = explanation.blocks.get(at)?;
    let site = site_of(explanation.url.as_deref()?)?;
    let sharing = |other: &&Judged| other.place == block.place;
    let shared: Vec<&Judged> = explanation.blocks.iter().filter(sharing).collect();
    let agree = shared.iter().all(|other| other.kept == block.kept);
    let alone = agree && shared.len() <= MAX_SHARED && block.place != "p";
    Some(SiteRule {
        site,
        action,
        place: block.place.clone(),
        text: (!alone).then(|| beginning(&block.text)),
    })
}

/// The beginning of a text, cut between words.
fn beginning(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(BEGINNING) else {
        return text.to_owned();
    };
    let cut = text[..end].rfind(' ').filter(|at| *at > 0).unwrap_or(end);
    text[..cut].to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{Options, article, explain};
    use super::*;

    fn page() -> String {
        let prose = "<p>The council met on Tuesday evening and agreed, after a long debate about the budget, that the bridge is repaired.</p>";
        format!(
            "<html><title>The bridge</title><article><h1>The bridge</h1>{}\
             <p>Our letter brings you this every week, whatever happens in the town, and it costs nothing at all.</p>\
             <div class=summary-box><b>In short</b></div></article></html>",
            prose.repeat(4)
        )
    }

    fn rule(action: RuleAction, place: &str, text: Option<&str>) -> SiteRule {
        SiteRule {
            site: "a.example".into(),
            action,
            place: place.into(),
            text: text.map(Into::into),
        }
    }

    fn text_with(rules: &[SiteRule]) -> String {
        let rules = Rules::of(rules);
        let options = Options {
            url: Some("https://www.a.example/x"),
            rules: Some(&rules),
            ..Options::default()
        };
        article(&page(), &options).text()
    }

    #[test]
    fn rules_win_and_the_later_one_of_two() {
        assert!(text_with(&[]).contains("Our letter"));
        let hide = rule(RuleAction::Hide, "article > p", Some("Our letter"));
        let text = text_with(std::slice::from_ref(&hide));
        assert!(!text.contains("Our letter") && text.contains("The council met"));
        let show = rule(RuleAction::Show, "article > p", None);
        assert!(text_with(&[hide, show]).contains("Our letter"));
        let show = rule(RuleAction::Show, "div.summary-box", None);
        assert!(text_with(&[show]).contains("In short"));
        assert!(text_with(&[rule(RuleAction::Hide, "p >", None)]).contains("Our letter"));
    }

    #[test]
    fn hiding_a_paragraph_never_hides_the_body() {
        let options = Options {
            url: Some("https://www.a.example/x"),
            ..Options::default()
        };
        let explanation = explain::explain(&page(), &options);
        let at = |begin: &str| {
            let mut blocks = explanation.blocks.iter();
            blocks
                .position(|block| block.text.starts_with(begin))
                .expect("there")
        };
        let hide = proposal(&explanation, at("Our letter"), RuleAction::Hide).expect("a site");
        assert_eq!(hide.site, "a.example");
        assert!(
            hide.text
                .as_deref()
                .is_some_and(|text| text.starts_with("Our letter"))
        );
        let show = proposal(&explanation, at("In short"), RuleAction::Show).expect("a site");
        assert_eq!((show.place.as_str(), show.text), ("div.summary-box", None));
    }

    #[test]
    fn a_site_is_a_host_whatever_the_scheme() {
        for url in ["https://www.a.example/x", "http://a.example/y?z"] {
            assert_eq!(site_of(url).as_deref(), Some("a.example"));
        }
        let with_port = site_of("http://127.0.0.1:8080/");
        assert_eq!(with_port.as_deref(), Some("127.0.0.1:8080"));
        assert_eq!(site_of("no address"), None);
    }

    #[test]
    fn a_site_covers_its_parts() {
        assert!(covers("a.example", "a.example"));
        assert!(covers("www.a.example", "news.a.example"));
        assert!(!covers("a.example", "ba.example"));
        assert!(!covers("news.a.example", "a.example"));
    }
}
