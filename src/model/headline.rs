//! Headlines: as a feed or page offers them ([`Entry`]) and as the store keeps them ([`Headline`]).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ids::{HeadlineId, SourceId};

/// What a feed or a page without one yields.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct ParsedFeed {
    /// "rss20", "rss10", "rss09x", "atom10", "atom03", "json1", "page".
    pub format: String,
    /// The source's own title, plain text.
    pub title: Option<String>,
    /// Its web page.
    pub link: Option<String>,
    /// What it says of itself.
    pub description: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// The entries, in the feed's order.
    pub entries: Vec<Entry>,
    /// Pacing the feed asks for (RSS ttl, sy:updatePeriod, skipHours, skipDays).
    #[serde(skip)]
    pub pacing: Pacing,
    /// What was wrong with the input although entries could be read; ready to show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub damage: Option<String>,
}

/// How often a feed wants to be asked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pacing {
    /// Minimum gap in seconds.
    pub gap_seconds: Option<i64>,
    /// Hours of the day (UTC, 0 to 23) in which it does not want to be asked.
    pub skip_hours: Vec<u8>,
    /// Days of the week (1 is Monday, 7 Sunday) in which it does not want to be asked.
    pub skip_days: Vec<u8>,
}

/// One entry of a feed or page. Every text is clean and ready to show, links are absolute.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Entry {
    /// The feed's id for it, or one made from link and title.
    pub id: String,
    /// The feed has no id for it, and its link says which one it is: a title may be corrected.
    #[serde(skip)]
    pub by_link: bool,
    /// Plain text.
    pub title: String,
    /// http or https.
    pub link: Option<String>,
    /// First publication.
    pub published: Option<Timestamp>,
    /// Last change.
    pub updated: Option<Timestamp>,
    /// Plain text.
    pub author: Option<String>,
    /// HTML as given.
    pub summary_html: Option<String>,
    /// HTML as given.
    pub content_html: Option<String>,
    /// Attached files.
    pub enclosures: Vec<Enclosure>,
    /// Labels.
    pub categories: Vec<String>,
    /// Picture.
    pub thumbnail: Option<String>,
}

/// A file attached to an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Enclosure {
    /// Absolute address.
    pub url: String,
    /// MIME type.
    #[serde(rename = "type")]
    pub mime: Option<String>,
    /// Size in bytes.
    pub length: Option<u64>,
    /// How long it plays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u64>,
}

impl Enclosure {
    /// Whether it is a picture.
    #[must_use]
    pub fn is_image(&self) -> bool {
        self.mime
            .as_deref()
            .is_some_and(|mime| mime.starts_with("image"))
    }
}

/// A stored headline: one row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headline {
    /// Row number.
    pub id: HeadlineId,
    /// Where it came from.
    pub source: SourceId,
    /// That source's name.
    pub source_name: String,
    /// Plain text, never empty ("(untitled)" when the feed gave none).
    pub title: String,
    /// Address of the article.
    pub link: Option<String>,
    /// As the feed gave it.
    pub author: Option<String>,
    /// When it was published; when it was first seen if the feed does not say.
    pub published: Timestamp,
    /// A plain-text teaser of at most 300 characters.
    pub summary: String,
    /// The user has read it.
    pub read: bool,
    /// The user keeps it.
    pub favourite: bool,
    /// A clean article is stored.
    pub has_article: bool,
    /// Minutes to read it, if they are known.
    #[serde(skip)]
    pub minutes: Option<u32>,
}
