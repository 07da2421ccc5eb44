//! The user's rules for a site: what is always text and what never is. They are applied after
//! everything else, so they always win; of two rules about a block the later one does.

use ego_tree::NodeId;
use scraper::{ElementRef, Html, Selector};

use super::verdicts::{Cause, Verdicts};
use crate::extract::page::outline::Outline;
use crate::markup::clean;
use crate::model::{RuleAction, SiteRule};

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

    /// The elements in which something is always shown.
    pub(in crate::extract) fn shown(&self, document: &Html) -> Vec<NodeId> {
        let shows = self
            .rules
            .iter()
            .filter(|(_, rule)| rule.action == RuleAction::Show);
        shows
            .flat_map(|(selector, _)| document.select(selector).map(|element| element.id()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Options, article, explain, under_both};

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
    fn a_page_judged_under_two_sets_of_rules_is_as_judged_under_each() {
        let beside = "<aside class=related-stories><h3>Related</h3><ul><li><a href=/1>The first of the other stories of today</a>\
            <li><a href=/2>The second of the other stories of today</a></ul></aside>";
        let page = page().replace("</article>", &format!("{beside}</article>"));
        let hide = rule(RuleAction::Hide, "article > p", Some("Our letter"));
        let show = rule(RuleAction::Show, "aside.related-stories", None);
        let sets = [
            vec![],
            vec![hide.clone()],
            vec![show.clone()],
            vec![hide, show],
        ];
        let under = |rules: &Rules| {
            let options = Options {
                url: Some("https://www.a.example/x"),
                rules: Some(rules),
                ..Options::default()
            };
            (article(&page, &options), explain::explain(&page, &options))
        };
        let options = Options {
            url: Some("https://www.a.example/x"),
            ..Options::default()
        };
        for before in &sets {
            for after in &sets {
                let (before, after) = (Rules::of(before), Rules::of(after));
                let change = under_both(&page, &options, (&before, &after), true);
                assert_eq!(change.before, under(&before).0);
                let (article, explanation) = under(&after);
                assert_eq!(change.after, article);
                assert_eq!(change.explanation, Some(explanation));
            }
        }
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
        let proposal = |begin: &str, action| {
            SiteRule::proposal(&explanation, at(begin), action).expect("a site")
        };
        let hide = proposal("Our letter", RuleAction::Hide);
        assert_eq!(hide.site, "a.example");
        assert!(
            hide.text
                .as_deref()
                .is_some_and(|text| text.starts_with("Our letter"))
        );
        let show = proposal("In short", RuleAction::Show);
        assert_eq!((show.place.as_str(), show.text), ("div.summary-box", None));
    }
}
