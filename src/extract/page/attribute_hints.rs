//! What an element's class, id, role and test names say about it.
//!
//! Sites call their boxes by a small shared vocabulary ("related", "newsletter",
//! "article-body"). Each word is looked up once per element in a table, never by a regular
//! expression; the result is a set of bits that descendants inherit.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use crate::hash::Fnv;
use crate::markup::hidden;
use crate::markup::names::each_word;
use crate::markup::tags::Tag;
use crate::words::Words;

/// A set of marks; see the constants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(pub u32);

macro_rules! marks {
    ($($(#[$doc:meta])* $name:ident = $bit:expr, $words:ident;)*) => {
        impl Marks {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
            /// Names of the bits, for explanations and training.
            pub const NAMES: &'static [(&'static str, Self)] = &[$((stringify!($name), Self::$name)),*];
        }

        /// Which words stand for which marks.
        const VOCABULARY: &[(Marks, Words)] = &[$((Marks::$name, Words::$words)),*];
    };
}

marks! {
    /// Menus, breadcrumbs, pagination, skip links.
    NAVIGATION = 0, MarkNavigation;
    /// Page foot, copyright, legal.
    FOOTER = 1, MarkFooter;
    /// Page head, mast, banner.
    HEADER = 2, MarkHeader;
    /// Side columns.
    SIDEBAR = 3, MarkSidebar;
    /// Related, recommended, most read, "more on".
    RELATED = 4, MarkRelated;
    /// Share bars and social profiles.
    SOCIAL = 5, MarkSocial;
    /// Reader comments.
    COMMENT = 6, MarkComment;
    /// Advertisement, sponsor, promotion, shop.
    ADVERT = 7, MarkAdvert;
    /// Newsletter, subscription, registration, paywall notice.
    SUBSCRIBE = 8, MarkSubscribe;
    /// Cookie consent, pop-ups, overlays, modals.
    OVERLAY = 9, MarkOverlay;
    /// Keywords and categories.
    TAGS = 10, MarkTags;
    /// Byline, author box.
    BYLINE = 11, MarkByline;
    /// Dates.
    DATE = 12, MarkDate;
    /// Captions and credits of pictures; galleries.
    CAPTION = 13, MarkCaption;
    /// Standfirst.
    DEK = 14, MarkDek;
    /// The article as a whole.
    ARTICLE = 15, MarkArticle;
    /// The body text.
    BODY = 16, MarkBody;
    /// A paragraph or text part.
    TEXT = 17, MarkText;
    /// Teasers, cards, lists of headlines.
    TEASER = 18, MarkTeaser;
    /// Widgets, embeds, tools.
    WIDGET = 19, MarkWidget;
    /// Headline.
    TITLE = 20, MarkTitle;
    /// Not shown.
    HIDDEN = 21, MarkHidden;
    /// Meta information in general.
    META = 22, MarkMeta;
    /// Summary and key point boxes.
    SUMMARY = 23, MarkSummary;
    /// Video and audio players.
    MEDIA = 24, MarkMedia;
    /// Quotes pulled out of the text, quoted posts.
    QUOTE = 25, MarkQuote;
    /// Buttons, actions, tool bars, forms.
    ACTION = 26, MarkAction;
    /// Premium or paid content.
    PAYWALL = 27, MarkPaywall;
    /// Footnotes, corrections, editor's notes.
    NOTE = 28, MarkNote;
    /// Live blogs, entries.
    LIVE = 29, MarkLive;
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
                "aria-hidden" if value == "true" && tag != Tag::Body => {
                    marks = marks.with(Self::WIDGET);
                }
                "hidden" | "style" if hidden::is_hidden_by(name, value) => {
                    marks = marks.with(Self::HIDDEN);
                }
                _ => {}
            }
        }
        marks
    }
}

fn words(value: &str) -> Marks {
    let mut marks = Marks::NONE;
    each_word(value, |word| marks = marks.with(lookup(word)));
    marks
}

#[inline]
fn lookup(word: &[u8]) -> Marks {
    WORDS.get(word).copied().unwrap_or(Marks::NONE)
}

/// Words that decide alone where they are asked for; here they are hints like all others.
const DECIDING: &[(Marks, Words)] = &[
    (Marks::CAPTION, Words::NameCaption),
    (Marks::COMMENT, Words::NameComments),
    (Marks::WIDGET, Words::NameFacts),
    (Marks::ADVERT, Words::NameAdvert),
    (Marks::ADVERT, Words::NameInvitation),
    (Marks::TAGS, Words::NameKicker),
];

/// The vocabulary, hashed: an element has a handful of words, a page thousands.
static WORDS: LazyLock<HashMap<&'static [u8], Marks, BuildHasherDefault<Fnv>>> =
    LazyLock::new(|| {
        let words = |&(marks, words): &(Marks, Words)| {
            let words = words.all().iter();
            words.map(move |word| (word.as_bytes(), marks))
        };
        VOCABULARY.iter().chain(DECIDING).flat_map(words).collect()
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
    fn a_word_stands_for_one_mark() {
        let words = VOCABULARY.iter().chain(DECIDING);
        let words = words.map(|(_, words)| words.all().len());
        assert_eq!(WORDS.len(), words.sum::<usize>());
    }
}
