//! What an element's class, id, role and test names say about it.
//!
//! Sites call their boxes by a small shared vocabulary ("related", "newsletter",
//! "article-body"). Each word is looked up once per element in a match, never by a regular
//! expression; the result is a set of bits that descendants inherit.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use crate::hash::Fnv;
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

/// The longest attribute that is read: utility classes can run to thousands of characters.
const MAX_ATTRIBUTE: usize = 400;

fn words(value: &str) -> Marks {
    let mut marks = Marks::NONE;
    each_word(value, |word| marks = marks.with(lookup(word)));
    marks
}

/// Visits the words of a class, id or name in lower case: runs of ASCII letters, and a capital
/// begins a word as a dash does. Words are cut where no name is longer.
pub fn each_word(value: &str, mut visit: impl FnMut(&[u8])) {
    let mut word = [0_u8; 24];
    let mut length = 0;
    let mut previous_lower = false;
    for &byte in value.as_bytes().iter().take(MAX_ATTRIBUTE) {
        let boundary = !byte.is_ascii_alphabetic() || (byte.is_ascii_uppercase() && previous_lower);
        if boundary && length > 0 {
            visit(&word[..length]);
            length = 0;
        }
        if byte.is_ascii_alphabetic() && length < word.len() {
            word[length] = byte.to_ascii_lowercase();
            length += 1;
        }
        previous_lower = byte.is_ascii_lowercase();
    }
    if length > 0 {
        visit(&word[..length]);
    }
}

fn lookup(word: &[u8]) -> Marks {
    WORDS.get(word).copied().unwrap_or(Marks::NONE)
}

/// The vocabulary, hashed: an element has a handful of words, a page thousands.
static WORDS: LazyLock<HashMap<&'static [u8], Marks, BuildHasherDefault<Fnv>>> =
    LazyLock::new(|| {
        let words = |(marks, words): &(Marks, &'static str)| {
            let marks = *marks;
            words
                .split_whitespace()
                .map(move |word| (word.as_bytes(), marks))
        };
        VOCABULARY.iter().flat_map(words).collect()
    });

/// Which words stand for which marks.
const VOCABULARY: &[(Marks, &str)] = &[
    (
        Marks::NAVIGATION,
        "nav navigation navbar menu menus submenu breadcrumb breadcrumbs pagination pager \
         paginator skip toc sitemap navi topnav subnav menubar tablist hamburger rubrik \
         directory",
    ),
    (
        Marks::FOOTER,
        "footer foot copyright legal imprint impressum colophon bottom contentinfo disclaimer",
    ),
    (
        Marks::HEADER,
        "header masthead banner topbar head sticky logo top",
    ),
    (
        Marks::SIDEBAR,
        "sidebar aside rail rightcol right complementary sidecolumn side secondary marginal \
         marginalia tertiary outbrain taboola plista",
    ),
    (
        Marks::RELATED,
        "related recommended recommendation recommendations recommend recirc recirculation \
         popular trending mostread mostpopular similar further next more readmore read also \
         latest topics topic relatedarticles onward suggested suggestions weiterlesen mehr \
         lire relacionadas relacionados verwandte correlati correlate discover explore moreon \
         storylist series linklist linkbox readnext featured hot rank ranking relacionada \
         interesting",
    ),
    (
        Marks::SOCIAL,
        "share sharing social sharebar sharebox facebook twitter whatsapp follow sns addthis \
         shares sharedaddy addtoany instagram telegram linkedin pinterest socials bookmark \
         teilen partage compartir like likes vk weibo",
    ),
    (
        Marks::COMMENT,
        "comment comments commenting disqus respond reply replies discussion forum \
         commentlist kommentare kommentar reactions reaction commentaires talkback livefyre \
         feedback rating ratings vote poll review reviews survey",
    ),
    (
        Marks::ADVERT,
        "ad ads adv advert adverts advertisement advertising advertorial sponsor sponsored \
         promo promotion promobox promoted adbox adslot adsense dfp gpt anzeige werbung \
         publicidad pub commercial affiliate shop shopping product products buy deal deals \
         offer offers coupon cta publicite publicites pubblicita publicidade advertentie \
         reklame marketing partner reklama reklam banners adsbygoogle adcontainer campaign \
         merch price",
    ),
    (
        Marks::SUBSCRIBE,
        "newsletter newsletters subscribe subscription subscriptions signup register \
         registration login signin abo abonnement optin mailchimp subscriber membership \
         donate donation donations support abonnieren mailing nl sso account user",
    ),
    (
        Marks::OVERLAY,
        "cookie cookies consent gdpr privacy modal popup popover overlay lightbox tooltip \
         dialog toast notification notifications cmp dropdown drawer flyout offcanvas \
         interstitial alertdialog tippy error warning",
    ),
    (
        Marks::TAGS,
        "tag tags taglist keywords keyword categories category labels kicker eyebrow label \
         badge section taxonomy hashtag hashtags overline chip ressort tagcloud pill",
    ),
    (
        Marks::BYLINE,
        "byline author authors bylines autor autore auteur writer contributor contributors \
         bio biography authorbox reporter profile journalist firma signature avatar editor \
         creator aboutauthor authorbio vcard signoff",
    ),
    (
        Marks::DATE,
        "date dateline time timestamp datetime pubdate published publish modified updated \
         datum fecha data datepublished readtime readingtime lastmod",
    ),
    (
        Marks::CAPTION,
        "caption captions figcaption credit credits gallery slideshow carousel slider photo \
         photos image images img picture thumbnail thumb thumbs slide slides swiper \
         photographer bildunterschrift bild figure cutline legende galerie swipe slick wp \
         diaporama imagecaption",
    ),
    (
        Marks::DEK,
        "dek standfirst subtitle subtitulo lead lede intro introduction chapo chapeau \
         abstract excerpt subheadline subhead deck teasertext ingress bajada entradilla \
         description vorspann strapline sottotitolo leadtext preamble headnote perex anleser \
         sumario manchet subheading",
    ),
    (
        Marks::ARTICLE,
        "article story post entry hentry newsarticle artikel articolo noticia blogposting \
         artigo materia news articulo hnews nota",
    ),
    (
        Marks::BODY,
        "body content articlebody bodytext storybody entrycontent postcontent articlecontent \
         maincontent contentbody bodycopy articletext storytext fulltext prose richtext rich \
         contents inhalt contenido contenu postbody main cuerpo corpo copy longform \
         storycontent newstext rte",
    ),
    (
        Marks::TEXT,
        "text paragraph para texte texto txt absatz testo speakable paragraphs textblock \
         wysiwyg paragraf p txtblock",
    ),
    (
        Marks::TEASER,
        "teaser teasers card cards tile tiles headlines list items item grid feed listing \
         river stories articles posts collection cluster preview block module links",
    ),
    (
        Marks::WIDGET,
        "widget widgets embed embedded tool infobox factbox box weather stock ticker quiz \
         calendar map chart graphic iframe inset interactive scoreboard instrument quotes \
         oembed kasten callout inline plugin",
    ),
    (
        Marks::TITLE,
        "title headline heading hed titre titulo titel titolo entrytitle headlines_",
    ),
    (
        Marks::HIDDEN,
        "hidden hide invisible sr screenreader visuallyhidden offscreen accessibility srtext \
         noprint dnone none print placeholder skeleton loading sronly",
    ),
    (
        Marks::META,
        "meta info details metadata postmeta entrymeta infos source provider attribution \
         stats views counter count",
    ),
    (
        Marks::SUMMARY,
        "summary keypoints takeaways highlights highlight bullets tldr key points glance \
         resume zusammenfassung synopsis recap",
    ),
    (
        Marks::MEDIA,
        "video videos player audio podcast jwplayer media listen playlist youtube videoplayer \
         speech tts brightcove transcript readaloud",
    ),
    (
        Marks::QUOTE,
        "quote pullquote blockquote tweet zitat citation pull quotation",
    ),
    (
        Marks::ACTION,
        "button buttons btn action actions toolbar form input search tools controls control \
         toggle close submit newsform field copylink bar",
    ),
    (
        Marks::PAYWALL,
        "paywall premium piano paid barrier gate regwall paywalled locked unlock plus \
         teaserwall exclusive metered",
    ),
    (
        Marks::NOTE,
        "note notes footnote footnotes correction corrections references reflist endnote \
         sources editors clarification methodology",
    ),
    (Marks::LIVE, "live liveblog liveticker timeline event"),
];

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
