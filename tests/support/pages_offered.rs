//! What pages offer in the script's small world: lists of headlines, and an explanation.

use std::sync::Arc;

use newswire::app::config_change::{FileUndo, Follow, RuleOutcome};
use newswire::model::source::Selectors;
use newswire::model::{
    Article, Candidate, Entry, ExplainedBlock, Explanation, FileChange, HeadlineId, ParsedFeed,
    Reason, RuleAction, SiteRule, SourceSpec, Way,
};

use super::{NOON, at};

/// What a page offers: a feed, a list that repeats, and data in other scripts.
pub fn candidates() -> Vec<Candidate> {
    let entry = |title: &str, day: i64| Entry {
        title: title.to_owned(),
        published: (day > 0).then(|| at(NOON - day * 86_400)),
        ..Entry::default()
    };
    let candidate = |way, url: &str, items: Option<&str>, entries: Vec<Entry>| Candidate {
        way,
        spec: SourceSpec {
            url: url.to_owned(),
            name: Some("The Harbour Post".to_owned()),
            selectors: Selectors {
                items: items.map(str::to_owned),
                ..Selectors::default()
            },
            ..SourceSpec::default()
        },
        feed: ParsedFeed {
            entries,
            ..ParsedFeed::default()
        },
    };
    vec![
        candidate(
            Way::NamedFeed,
            "https://harbour.example/feed.xml",
            None,
            (1..=24)
                .map(|day| entry(&format!("Ship number {day} comes in"), day))
                .collect(),
        ),
        candidate(
            Way::Links,
            "https://harbour.example/news/",
            Some("main > article.card"),
            vec![
                entry(
                    "Le port cesse d'être une ville de passage, et sa longue histoire d'entrepôts prend fin",
                    1,
                ),
                entry("港口城市的早晨", 2),
                entry("مرصد صغير في قلب الصحراء", 0),
            ],
        ),
        candidate(
            Way::State,
            "https://harbour.example/news/",
            Some("script#__NEXT_DATA__ | props.pageProps.posts"),
            vec![entry("Why the crane is red", 3)],
        ),
    ]
}

/// A page of which the menu, an advertisement and a box of the site are dropped: probability,
/// alike, place and text; what is kept begins with a plus.
const JUDGED: &[(f32, u32, &str, &str)] = &[
    (0.02, 1, "nav > a", "-Home"),
    (0.0, 1, "main > h1", "-The harbour opens again"),
    (0.99, 5, BODY, LONG),
    (0.61, 5, BODY, "-Advertisement"),
    (
        0.97,
        5,
        BODY,
        "+三週間の嵐の後、港は火曜日に再開され、夜明けに最初の船が出港した。",
    ),
    (
        0.55,
        1,
        "main > div.letter-box",
        "+Our letter brings you the sea every week.",
    ),
    (0.31, 5, BODY, "-We stand by our sources."),
    (0.93, 5, BODY, "+Nobody stayed at home."),
    (0.04, 1, "div.comments > p", "-What a day!"),
];
const BODY: &str = "main > div.story-body > p";
const LONG: &str = "+The harbour opened again on Tuesday, after three weeks of storms, and the first \
    boats went out at dawn with everybody watching.";

/// The explanation of every page.
pub fn explanation() -> Explanation {
    let model = |columns: &[&str]| Reason::Model {
        because: columns.iter().map(|&column| column.to_owned()).collect(),
    };
    let reasons = [
        model(&["link share", "above navigation"]),
        Reason::Headline,
        model(&["in best", "size 4.91"]),
        Reason::Phrase,
        model(&["in best", "comma rate 2.1"]),
        model(&["text nearby"]),
        Reason::Site { pages: 7 },
        Reason::Surrounded,
        Reason::Box {
            holds: "comments".to_owned(),
        },
    ];
    let judged = JUDGED.iter().zip(reasons);
    let blocks = judged.map(
        |(&(probability, alike, place, text), reason)| ExplainedBlock {
            text: text[1..].to_owned(),
            kept: text.starts_with('+'),
            probability,
            reason,
            place: place.to_owned(),
            alike,
        },
    );
    Explanation {
        url: Some("https://www.harbour.example/story".to_owned()),
        blocks: blocks.collect(),
    }
}

/// The page under a rule, or again without one.
pub fn tried(id: HeadlineId, rule: Option<&SiteRule>, article: Arc<Article>) -> RuleOutcome {
    let mut explanation = explanation();
    if let Some(rule) = rule {
        for block in &mut explanation.blocks {
            let begins = rule.text.as_ref();
            let begins = begins.is_none_or(|begin| block.text.starts_with(begin.as_str()));
            if block.place == rule.place && begins {
                block.kept = rule.action == RuleAction::Show;
                block.reason = Reason::Rule {
                    place: rule.place.clone(),
                };
            }
        }
    }
    RuleOutcome {
        id,
        explanation: Arc::new(explanation),
        article,
        message: if rule.is_some() { "tried" } else { "undone" }.to_owned(),
        undo: rule.map(|_| FileUndo {
            change: FileChange {
                old: None,
                new: "[[rule]]".to_owned(),
            },
            follow: Follow::Pages(id),
            message: String::new(),
        }),
    }
}
