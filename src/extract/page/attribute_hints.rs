//! What an element's class, id, role and test names say about it.
//!
//! Sites call their boxes by a small shared vocabulary ("related", "newsletter",
//! "article-body"). Each word is looked up once per element in a match, never by a regular
//! expression; the result is a set of bits that descendants inherit.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use crate::hash::Fnv;
use crate::markup::hidden;
use crate::markup::names::{self, each_word};
use crate::markup::tags::Tag;

/// A set of marks; see the constants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(pub u32);

macro_rules! marks {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Marks {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
            /// Names of the bits, for explanations and training.
            pub const NAMES: &'static [(&'static str, Self)] = &[$((stringify!($name), Self::$name)),*];
        }
    };
}

marks! {
    /// Menus, breadcrumbs, pagination, skip links.
    NAVIGATION = 0;
    /// Page foot, copyright, legal.
    FOOTER = 1;
    /// Page head, mast, banner.
    HEADER = 2;
    /// Side columns.
    SIDEBAR = 3;
    /// Related, recommended, most read, "more on".
    RELATED = 4;
    /// Share bars and social profiles.
    SOCIAL = 5;
    /// Reader comments.
    COMMENT = 6;
    /// Advertisement, sponsor, promotion, shop.
    ADVERT = 7;
    /// Newsletter, subscription, registration, paywall notice.
    SUBSCRIBE = 8;
    /// Cookie consent, pop-ups, overlays, modals.
    OVERLAY = 9;
    /// Keywords and categories.
    TAGS = 10;
    /// Byline, author box.
    BYLINE = 11;
    /// Dates.
    DATE = 12;
    /// Captions and credits of pictures; galleries.
    CAPTION = 13;
    /// Standfirst.
    DEK = 14;
    /// The article as a whole.
    ARTICLE = 15;
    /// The body text.
    BODY = 16;
    /// A paragraph or text part.
    TEXT = 17;
    /// Teasers, cards, lists of headlines.
    TEASER = 18;
    /// Widgets, embeds, tools.
    WIDGET = 19;
    /// Headline.
    TITLE = 20;
    /// Not shown.
    HIDDEN = 21;
    /// Meta information in general.
    META = 22;
    /// Summary and key point boxes.
    SUMMARY = 23;
    /// Video and audio players.
    MEDIA = 24;
    /// Quotes pulled out of the text, quoted posts.
    QUOTE = 25;
    /// Buttons, actions, tool bars, forms.
    ACTION = 26;
    /// Premium or paid content.
    PAYWALL = 27;
    /// Footnotes, corrections, editor's notes.
    NOTE = 28;
    /// Live blogs, entries.
    LIVE = 29;
}

impl Marks {
    /// Share bars and registration boxes.
    pub const SHARED_WALL: Self = Self(Self::SOCIAL.0 | Self::SUBSCRIBE.0 | Self::OVERLAY.0);
    /// No marks.
    pub const NONE: Self = Self(0);

    /// Both sets together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// This set without the other's marks.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether any mark of `other` is set.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether no mark is set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The marks of a class, id or name.
    #[must_use]
    pub fn of_words(name: &str) -> Self {
        words(name)
    }

    /// The marks an element carries by its attributes.
    #[must_use]
    pub fn of(element: &scraper::node::Element, tag: Tag) -> Self {
        let mut marks = Self::NONE;
        for (name, value) in element.attrs() {
            match name {
                "class" | "id" | "role" | "itemprop" | "aria-label" | "data-testid"
                | "data-test-id" | "data-component" | "data-qa" | "data-type" | "data-module"
                | "data-block" | "data-name" | "rel" => marks = marks.with(words(value)),
                "hidden" => marks = marks.with(Self::HIDDEN),
                "aria-hidden" if value == "true" && tag != Tag::Body => {
                    marks = marks.with(Self::WIDGET);
                }
                "style" if hides(value) => marks = marks.with(Self::HIDDEN),
                _ => {}
            }
        }
        marks
    }
}

fn hides(style: &str) -> bool {
    let mut rest = style;
    while let Some(at) = rest.find("display") {
        let value = rest[at + 7..].trim_start();
        if let Some(value) = value.strip_prefix(':')
            && value.trim_start().starts_with("none")
        {
            return true;
        }
        rest = &rest[at + 7..];
    }
    false
}

fn words(value: &str) -> Marks {
    let mut marks = Marks::NONE;
    each_word(value, |word| marks = marks.with(lookup(word)));
    marks
}

fn lookup(word: &[u8]) -> Marks {
    WORDS.get(word).copied().unwrap_or(Marks::NONE)
}

/// The vocabulary, hashed: an element has a handful of words, a page thousands. The first word of
/// a section is the name of its mark.
static WORDS: LazyLock<HashMap<&'static [u8], Marks, BuildHasherDefault<Fnv>>> =
    LazyLock::new(|| {
        let marks: HashMap<&str, Marks> = Marks::NAMES.iter().copied().collect();
        let words = names::words().filter_map(|(section, word)| {
            let mark = section.split(' ').next()?;
            Some((word.as_bytes(), *marks.get(mark)?))
        });
        let hidden = hidden::hints().iter();
        words
            .chain(hidden.map(|word| (word.as_bytes(), Marks::HIDDEN)))
            .collect()
    });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_all_spellings() {
        assert_eq!(words("c-related__list"), Marks::RELATED.with(Marks::TEASER));
        assert_eq!(words("articleBody"), Marks::ARTICLE.with(Marks::BODY));
        assert_eq!(
            words("ArticleBody_root__x9"),
            Marks::ARTICLE.with(Marks::BODY)
        );
        assert_eq!(words("col-md-8"), Marks::NONE);
    }

    #[test]
    fn inline_style_can_hide() {
        assert!(hides("color:red;display : none"));
        assert!(!hides("display:block"));
    }
}
