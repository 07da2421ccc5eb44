//! Articles that another reader kept, as entries of ours.
//!
//! An entry that comes in this way and again from its feed must be the same headline, so its
//! texts and its id are made by the rules of the feed parser.

use jiff::Timestamp;
use url::Url;

use crate::ingest::feed::{self, Text, TextKind};
use crate::ingest::teaser::shorten;
use crate::ingest::{charset, identity};
use crate::markup::clean;
use crate::model::Entry;

/// An article as another reader has it, unclean.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Foreign {
    /// The feed's own id for it, if the other reader keeps it.
    pub id: String,
    /// Text or HTML.
    pub title: String,
    /// Text or HTML.
    pub author: String,
    /// Address, perhaps relative.
    pub link: String,
    /// Text or HTML.
    pub content: String,
    /// MIME type of the content; empty when it is not known.
    pub mime: String,
    /// Base of relative addresses.
    pub base: String,
    /// Seconds since 1970; 0 or less when it is not known.
    pub published: i64,
}

impl Foreign {
    /// As an entry.
    #[must_use]
    pub fn entry(self) -> Entry {
        let base = Url::parse(self.base.trim()).ok();
        let link = clean::web_url(&self.link, base.as_ref());
        let base = base.or_else(|| link.as_deref().and_then(|link| Url::parse(link).ok()));
        let title = shorten(text(&self.title, TextKind::Unsaid).into_plain());
        let kind = match charset::media_type(&self.mime).as_str() {
            "text/plain" => TextKind::Text,
            "" => TextKind::Unsaid,
            _ => TextKind::Html,
        };
        let content = text(&self.content, kind).into_html(base.as_ref());
        let stated = feed::entry_id(&self.id, base.as_ref())
            .filter(|id| !made_up(id, &self.link, &self.title));
        let digest = || identity::digest(&[link.as_deref().unwrap_or_default(), &title]);
        let author = text(&self.author, TextKind::Unsaid).into_plain();
        Entry {
            by_link: stated.is_none() && link.is_some(),
            id: stated.unwrap_or_else(digest),
            title,
            published: published(self.published),
            author: Some(author).filter(|author| !author.is_empty()),
            content_html: content,
            link,
            ..Entry::default()
        }
    }
}

fn text(raw: &str, kind: TextKind) -> Text {
    Text {
        kind,
        buffer: raw.to_owned(),
        ..Text::default()
    }
}

fn published(seconds: i64) -> Option<Timestamp> {
    Timestamp::from_second(seconds)
        .ok()
        .filter(|time| *time > Timestamp::UNIX_EPOCH)
}

/// newsboat gives an entry without an id its link with the date's text behind it, else its
/// title: that is not the feed's id.
fn made_up(id: &str, link: &str, title: &str) -> bool {
    let behind = Some(link.trim())
        .filter(|link| !link.is_empty())
        .and_then(|link| id.strip_prefix(link));
    let dated = behind.is_some_and(|rest| rest.len() > 5 && crate::dates::is_date(rest));
    dated || (link.trim().is_empty() && id == title.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn foreign(id: &str) -> Foreign {
        Foreign {
            id: id.to_owned(),
            title: "R&amp;D \u{1b}[31mred".to_owned(),
            link: "https://a.example/story".to_owned(),
            content: "<p>Read <a href='/more'>more</a></p>".to_owned(),
            published: 1_700_000_000,
            ..Foreign::default()
        }
    }

    #[test]
    fn it_is_the_entry_that_the_feed_gives() {
        let feed = "<rss version='2.0'><channel><item><title>R&amp;amp;D red</title>\
            <link>https://a.example/story</link><pubDate>Tue, 14 Nov 2023 22:13:20 +0000</pubDate>\
            <description>&lt;p&gt;Read &lt;a href='/more'&gt;more&lt;/a&gt;&lt;/p&gt;</description>\
            GUID</item></channel></rss>";
        for (guid, kept) in [
            ("<guid>tag:a,1</guid>", "tag:a,1"),
            (
                "<guid>https://a.example/?p=1</guid>",
                "https://a.example/?p=1",
            ),
            ("", "https://a.example/storyTue, 14 Nov 2023 22:13:20 +0000"),
        ] {
            let feed = feed.replace("GUID", guid);
            let parsed = crate::ingest::feed::parse(feed.as_bytes(), None, None).unwrap();
            let from_feed = &parsed.entries[0];
            let moved = foreign(kept).entry();
            assert_eq!(identity::key(&moved), identity::key(from_feed), "{guid}");
            assert_eq!(moved.title, from_feed.title);
            assert_eq!(moved.published, from_feed.published);
        }
        let moved = foreign("x").entry();
        assert_eq!(
            moved.content_html.as_deref(),
            Some("<p>Read <a href='https://a.example/more'>more</a></p>")
        );
    }

    #[test]
    fn what_is_not_known_stays_away() {
        let empty = Foreign {
            link: "javascript:alert(1)".to_owned(),
            mime: "text/plain".to_owned(),
            content: "1 < 2 \u{202e}".to_owned(),
            ..Foreign::default()
        }
        .entry();
        assert_eq!(
            (empty.link, empty.published, empty.author),
            (None, None, None)
        );
        assert_eq!(empty.content_html.as_deref(), Some("1 &lt; 2"));
    }
}
