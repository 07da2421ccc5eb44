//! The demo's articles: their texts are compiled in, each with a front matter that states what
//! its page says of it. The front matter and the body are also the truth for the tests of the
//! extractor.
//!
//! A front matter is lines of `key: value` up to a line `---`; the rest is the body's HTML, its
//! blocks separated by empty lines. `minutes` counts back from the start of the demo, so that the
//! news is always fresh; a negative number is news that breaks while the demo runs.

use jiff::{SignedDuration, Timestamp};

use super::section::{self, Section};

/// A picture with what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The name of the picture: `/images/NAME.png`.
    pub(super) name: &'static str,
    /// What stands under it.
    pub caption: &'static str,
    /// Who made it.
    pub(super) credit: &'static str,
}

/// One article.
#[derive(Debug, Clone)]
pub struct Story {
    /// The last part of its address.
    pub slug: &'static str,
    /// Where on the site it stands.
    pub section: &'static Section,
    /// The headline.
    pub title: &'static str,
    /// The standfirst.
    pub dek: Option<&'static str>,
    /// The names of the authors.
    pub byline: Vec<&'static str>,
    /// The agency that supplied it.
    pub agency: Option<&'static str>,
    /// Minutes between publication and the start of the demo.
    pub(super) minutes: i64,
    /// One or two sentences for lists and feeds.
    pub(super) teaser: &'static str,
    /// A label ("Marchés").
    pub(super) topic: &'static str,
    /// The lead picture.
    pub picture: Option<Picture>,
    /// Symbols of the instruments beside it.
    pub instruments: Vec<&'static str>,
    /// Slugs of the articles that its page recommends.
    pub related: Vec<&'static str>,
    /// The body's HTML.
    pub(super) body: &'static str,
}

impl Story {
    /// When it was published, for a demo that started at `start`.
    #[must_use]
    pub fn published(&self, start: Timestamp) -> Timestamp {
        start
            .saturating_sub(SignedDuration::from_mins(self.minutes))
            .unwrap_or(start)
    }

    /// The path of its page.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}{}", self.section.articles, self.slug)
    }
}

/// Every article, newest first.
#[must_use]
pub fn stories() -> Vec<Story> {
    let mut stories: Vec<Story> = FILES
        .iter()
        .filter_map(|(section, slug, file)| read(section::by_id(section)?, slug, file))
        .collect();
    stories.sort_by_key(|story| story.minutes);
    stories
}

fn read(section: &'static Section, slug: &'static str, file: &'static str) -> Option<Story> {
    let (front, body) = file.split_once("\n---\n")?;
    let field = |key: &str| {
        front
            .lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value.trim())
    };
    let list = |key: &str| -> Vec<&'static str> {
        field(key).map_or_else(Vec::new, |value| value.split(';').map(str::trim).collect())
    };
    let picture = field("image").map(|name| Picture {
        name,
        caption: field("caption").unwrap_or_default(),
        credit: field("credit").unwrap_or_default(),
    });
    Some(Story {
        slug,
        section,
        title: field("title")?,
        dek: field("dek"),
        byline: list("byline"),
        agency: field("agency"),
        minutes: field("minutes")?.parse().ok()?,
        teaser: field("teaser")?,
        topic: field("topic").unwrap_or_default(),
        picture,
        instruments: list("instruments"),
        related: list("related"),
        body: body.trim(),
    })
}

macro_rules! articles {
    ($($section:literal / $slug:literal),* $(,)?) => {
        &[$((
            $section,
            $slug,
            include_str!(concat!("../../assets/demo/articles/", $section, "/", $slug, ".html")),
        )),*]
    };
}

/// Section, slug and text of every article.
const FILES: &[(&str, &str, &str)] = articles![
    "fr" / "bruxelles-enquete-stockage-teralis",
    "fr" / "bracier-releve-objectifs",
    "fr" / "bourses-europeennes-souffle",
    "fr" / "orvane-halden-discussions",
    "fr" / "cuivre-plus-haut-six-mois",
    "fr" / "lumea-avertissement-ventes",
    "world" / "harbour-that-learned-to-listen",
    "world" / "night-train-returns",
    "world" / "library-lends-tools",
    "world" / "glacier-lake-warning",
    "tech" / "sorting-is-not-free",
    "tech" / "clock-that-lied",
    "tech" / "keyboard-repair",
    "de" / "stadtbahn-neue-linie",
    "de" / "waermepumpen-reihenhaus",
    "de" / "bienen-auf-dem-dach",
    "de" / "nordwerft-auftrag",
    "ja" / "harbor-ferry-electric",
    "ja" / "river-bridge-repair",
    "ja" / "small-bookshop",
    "ja" / "takamori-battery",
    "ar" / "desert-observatory",
    "ar" / "old-market-restoration",
    "ar" / "date-palm-water",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_can_be_read() {
        assert_eq!(stories().len(), FILES.len());
    }

    #[test]
    fn what_articles_point_to_exists() {
        let stories = stories();
        for story in &stories {
            for slug in &story.related {
                assert!(
                    stories.iter().any(|other| other.slug == *slug),
                    "{} names {slug}",
                    story.slug
                );
            }
            for symbol in &story.instruments {
                assert!(
                    super::super::listing::by_symbol(symbol).is_some(),
                    "{} names {symbol}",
                    story.slug
                );
            }
        }
    }

    #[test]
    fn dates_move_with_the_start() {
        let start = Timestamp::from_second(1_800_000_000).unwrap();
        let story = &stories()[5];
        assert_eq!(
            start.duration_since(story.published(start)).as_mins(),
            story.minutes
        );
    }
}
