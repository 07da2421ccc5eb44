//! What the extractor decided about each block of a page, and why; and the rules with which
//! a user overrules it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The judgement of a whole page.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Explanation {
    /// The page's address.
    pub url: Option<String>,
    /// Its blocks in document order.
    pub blocks: Vec<Judged>,
}

/// One block of a page and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// Its text, white space folded.
    pub text: String,
    /// Whether the reader sees it in the text.
    pub kept: bool,
    /// How probable the model holds it to be text, 0 to 1.
    pub probability: f32,
    /// What decided.
    pub reason: Reason,
    /// A CSS selector of the block's place, made of names that other pages of the site are
    /// likely to share.
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
    /// It belongs to the next article.
    NextArticle,
    /// It stands on this many other pages of the site.
    Site {
        /// Their number.
        pages: u32,
    },
    /// It stands where the text of this site's other pages stands.
    Place,
    /// It stands where this site's other pages have no text of their own.
    Beside,
    /// The user's rule, as it is written.
    Rule {
        /// The rule's selector.
        place: String,
    },
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
            Self::NextArticle => f.write_str("it belongs to the next article"),
            Self::Site { pages } => write!(f, "it stands on {pages} other pages of this site"),
            Self::Place => f.write_str("it stands where this site's text stands"),
            Self::Beside => f.write_str("it stands where this site has no text"),
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
