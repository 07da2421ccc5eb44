//! What the extractor decided about each block of a page, and why; and the rules with which
//! a user overrules it.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use super::address::is_under;
use super::article::Block;

/// The explanation of a whole page.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Explanation {
    /// The page's address.
    pub url: Option<String>,
    /// Its blocks in document order.
    pub blocks: Vec<ExplainedBlock>,
}

/// One block of a page and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExplainedBlock {
    /// Its text, white space folded.
    pub text: String,
    /// Whether the reader sees it in the text.
    pub kept: bool,
    /// How probable the model holds it to be text, 0 to 1.
    pub probability: f32,
    /// What decided.
    pub reason: Reason,
    /// A CSS selector of the block's place, made of names that other pages of the site are
    /// likely to share; empty for what is no block of the page ([`Reason::Data`]).
    pub place: String,
    /// How many blocks of the page stand at that place.
    pub alike: u32,
}

/// What decided about a block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Reason {
    /// The model; what spoke for and against most, strongest first ("above_related").
    Model {
        /// What weighed most in the direction of the decision.
        because: Vec<String>,
    },
    /// It is the headline, which is shown apart.
    Headline,
    /// It is the standfirst, which is shown apart.
    Standfirst,
    /// It stands among sentences that are text.
    Surrounded,
    /// It names the author, and no more.
    Author,
    /// The same text stands elsewhere on the page.
    Repeated,
    /// A known phrase ("Advertisement").
    Phrase,
    /// It stands in a box whose name says what it holds ("comments").
    Box {
        /// What the box holds.
        holds: String,
    },
    /// It is in a box of advertisements.
    Advert,
    /// It belongs to the page's instruments, which are shown apart.
    Instruments,
    /// It belongs to the related headlines, which are shown apart.
    Related,
    /// It is a heading and no text follows it.
    StrayHeading,
    /// The page would have too little text without it.
    Rescued,
    /// It is a cell of a table that is kept.
    Cell,
    /// It belongs to the next article.
    NextArticle,
    /// A mark in the text points to it.
    Note,
    /// Nobody sees it.
    Unseen,
    /// It stands on this many other pages of the site.
    Site {
        /// Their number.
        pages: u32,
    },
    /// It stands where the text of this site's other pages stands.
    Place,
    /// It stands where this site's other pages have no text of their own.
    Beside,
    /// It is no block of the page: the text stands in data, which say more than the page shows.
    Data {
        /// In which.
        from: TextOrigin,
    },
    /// Other text is shown instead of the page's.
    Replaced {
        /// Where that stands.
        with: TextOrigin,
    },
    /// The user's selector of the text: it is in what that finds, or it is not.
    Selector {
        /// As it is written.
        selector: String,
    },
    /// The user's rule, as it is written.
    Rule {
        /// The rule's selector.
        place: String,
    },
}

/// Where an article's text stands if it is not what the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextOrigin {
    /// `articleBody` of the page's JSON-LD.
    StatedBody,
    /// The data of a script.
    State,
    /// What the feed gave.
    Feed,
}

impl fmt::Display for TextOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::StatedBody => "the article's text for search engines (articleBody)",
            Self::State => "the data of a script",
            Self::Feed => "the feed",
        })
    }
}

impl Explanation {
    /// Tells that `text` is read, and not the blocks of the page that were kept.
    pub fn replace(&mut self, text: &[Block], from: TextOrigin) {
        self.blocks
            .retain(|block| !matches!(block.reason, Reason::Data { .. }));
        for block in &mut self.blocks {
            if !(block.kept || matches!(block.reason, Reason::Replaced { .. })) {
                continue;
            }
            block.kept = false;
            block.reason = Reason::Replaced { with: from };
        }
        let read = text.iter().filter_map(|block| {
            let text = block
                .text()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            (!text.is_empty()).then(|| ExplainedBlock {
                text,
                kept: true,
                probability: 0.0,
                reason: Reason::Data { from },
                place: String::new(),
                alike: 0,
            })
        });
        self.blocks.splice(0..0, read);
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Model { because } if because.is_empty() => f.write_str("the model"),
            Self::Model { because } => write!(f, "the model: {}", because.join(", ")),
            Self::Headline => f.write_str("it is the headline, shown apart"),
            Self::Standfirst => f.write_str("it is the standfirst, shown apart"),
            Self::Surrounded => f.write_str("a sentence among text"),
            Self::Author => f.write_str("it only names the author"),
            Self::Repeated => f.write_str("the same text stands elsewhere on the page"),
            Self::Phrase => f.write_str("a known phrase"),
            Self::Box { holds } => write!(f, "its box holds {holds}"),
            Self::Instruments => f.write_str("instruments, shown apart"),
            Self::Related => f.write_str("related headlines, shown apart"),
            Self::Advert => f.write_str("a box of advertisements"),
            Self::StrayHeading => f.write_str("a heading with no text after it"),
            Self::Rescued => f.write_str("there would be too little text without it"),
            Self::Cell => f.write_str("a cell of a table that is text"),
            Self::NextArticle => f.write_str("it belongs to the next article"),
            Self::Note => f.write_str("a mark in the text points to it"),
            Self::Unseen => f.write_str("it is hidden on the page"),
            Self::Site { pages } => write!(f, "it stands on {pages} other pages of this site"),
            Self::Place => f.write_str("it stands where this site's text stands"),
            Self::Beside => f.write_str("it stands where this site has no text"),
            Self::Data { from } => write!(f, "{from} says more than the page shows"),
            Self::Replaced { with } => write!(f, "{with} says more and is shown instead"),
            Self::Selector { selector } => write!(f, "your selector article = \"{selector}\""),
            Self::Rule { place } => write!(f, "your rule {place}"),
        }
    }
}

/// What a site rule does with the blocks it finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleAction {
    /// They are always text.
    Show,
    /// They are never text.
    Hide,
}

/// A user's rule for the pages of one site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteRule {
    /// The site: a host name without `www.`.
    pub site: String,
    /// Show or hide.
    pub action: RuleAction,
    /// A CSS selector; the rule is about the blocks in what it finds.
    pub place: String,
    /// Only blocks whose text begins so, if the place alone would find too much.
    pub text: Option<String>,
}

impl SiteRule {
    /// Whether the rule is about the pages of a site ([`site_of`]): the same, or a part of it.
    #[must_use]
    pub fn covers(&self, site: &str) -> bool {
        let own = self.site.strip_prefix("www.").unwrap_or(&self.site);
        is_under(site, own)
    }

    /// The rule that "always show this" or "never show this here" writes for a block. The place alone says enough where few blocks stand and nothing else
    /// would change sides; otherwise the text's beginning is named too, so that hiding a paragraph
    /// never hides the body.
    ///
    /// # Errors
    /// When no rule can be about the block.
    pub fn proposal(
        explanation: &Explanation,
        at: usize,
        action: RuleAction,
    ) -> Result<Self, NoRule> {
        let block = explanation.blocks.get(at).ok_or(NoRule::NoBlock)?;
        match block.reason {
            Reason::Data { from } => return Err(NoRule::NoPlace(from)),
            Reason::Replaced {
                with: TextOrigin::Feed,
            } => return Err(NoRule::NotRead),
            _ => {}
        }
        let site = explanation.url.as_deref().and_then(site_of);
        let site = site.ok_or(NoRule::NoSite)?;
        let sharing = |other: &&ExplainedBlock| other.place == block.place;
        let shared: Vec<&ExplainedBlock> = explanation.blocks.iter().filter(sharing).collect();
        let agree = shared.iter().all(|other| other.kept == block.kept);
        let alone = agree && shared.len() <= MAX_SHARED && block.place != "p";
        Ok(Self {
            site,
            action,
            place: block.place.clone(),
            text: (!alone).then(|| beginning(&block.text)),
        })
    }
}

/// Why there is no rule about a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoRule {
    /// The page shows nothing.
    #[error("there is no block to make a rule for")]
    NoBlock,
    /// The page has no address.
    #[error("this page has no address, so there is no site to make a rule for")]
    NoSite,
    /// The text is no part of what the page shows.
    #[error("a rule is about a place on the page, and this text has none: {0} says it")]
    NoPlace(TextOrigin),
    /// The feed's text is read.
    #[error("the feed's text is read here, and a rule about the page would change nothing")]
    NotRead,
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

/// Longest beginning of a text that goes into a rule, in characters.
const BEGINNING: usize = 60;
/// So many blocks at a place may share a fate that was asked for one of them.
const MAX_SHARED: usize = 3;

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
    use super::*;

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
        let covers = |own: &str, site: &str| {
            let rule = SiteRule {
                site: own.into(),
                action: RuleAction::Show,
                place: "p".into(),
                text: None,
            };
            rule.covers(site)
        };
        assert!(covers("a.example", "a.example"));
        assert!(covers("www.a.example", "news.a.example"));
        assert!(!covers("a.example", "ba.example"));
        assert!(!covers("news.a.example", "a.example"));
    }
}
