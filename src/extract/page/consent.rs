//! Boxes that ask for consent to cookies, in whatever form: they lie over the article, and are
//! often longer than it. They are left out before anything is judged.
//!
//! A name alone proves nothing (there are recipes for cookies), and neither do words alone
//! (there are stories about consent). A box is one when its name says so and its words agree,
//! or when its words and its buttons do.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use ego_tree::{NodeId, NodeRef};
use scraper::Html;
use scraper::node::{Element, Node};

use super::wall;
use crate::fold::folded;
use crate::hash::Fnv;
use crate::markup::attribute;
use crate::markup::names::each_word;
use crate::markup::tags::Tag;
use crate::words::Words;

/// Deeper elements are not asked: the boxes hang below the page's body or a wrapper of it.
const MAX_DEPTH: usize = 9;
/// As [`MAX_DEPTH`], of boxes without a name.
const MAX_DEPTH_UNNAMED: usize = 6;
/// Bytes of text that a box without a name holds at most.
const MAX_TEXT_UNNAMED: usize = 4000;
/// Bytes of text that a named box holds at most: some list every cookie.
const MAX_TEXT: usize = 60_000;
/// Pieces of text that are read.
const MAX_PIECES: usize = 60;
/// Shorter pieces, in bytes, are labels.
const MIN_PIECE: usize = 40;

static NAMES: LazyLock<HashSet<&'static [u8], BuildHasherDefault<Fnv>>> = LazyLock::new(|| {
    let names = Words::NameConsent.all().iter();
    names.map(|name| name.as_bytes()).collect()
});

/// The outermost boxes that ask for consent.
#[must_use]
pub(in crate::extract) fn boxes(document: &Html) -> Vec<NodeId> {
    let mut found = Vec::new();
    let around_controls = around_controls(document);
    let mut open = vec![(*document.root_element(), 0)];
    while let Some((node, depth)) = open.pop() {
        let Some(element) = node.value().as_element() else {
            continue;
        };
        let tag = Tag::from_name(element.name());
        if tag.is_silent() && !matches!(tag, Tag::Dialog) {
            continue;
        }
        let is_box = may_ask(tag) && {
            let control = around_controls.contains(&node.id());
            let named = is_named(element);
            (named || control && depth <= MAX_DEPTH_UNNAMED) && asks(node, named, control)
        };
        if is_box {
            found.push(node.id());
        } else if depth < MAX_DEPTH {
            open.extend(node.children().map(|child| (child, depth + 1)));
        }
    }
    found
}

const fn may_ask(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Div
            | Tag::Section
            | Tag::Aside
            | Tag::Form
            | Tag::Footer
            | Tag::Custom
            | Tag::Dialog
            | Tag::P
            | Tag::Header
    )
}

/// The elements around the buttons that consent or refuse, some levels up.
fn around_controls(document: &Html) -> HashSet<NodeId> {
    let mut around = HashSet::new();
    for node in document.tree.root().descendants() {
        if let Some(element) = node.value().as_element()
            && is_control(node, element)
        {
            around.extend(node.ancestors().take(MAX_DEPTH).map(|above| above.id()));
        }
    }
    around
}

fn is_named(element: &Element) -> bool {
    let custom = std::iter::once(element.name()).filter(|name| name.contains('-'));
    let attributes = element.attrs().filter(|(name, _)| {
        matches!(
            *name,
            "id" | "class"
                | "aria-label"
                | "aria-labelledby"
                | "data-testid"
                | "data-nosnippet"
                | "data-module"
                | "data-component"
        )
    });
    let mut named = false;
    for value in custom.chain(attributes.map(|(_, value)| value)) {
        each_word(value, |word| named |= NAMES.contains(word));
    }
    named
}

/// Whether a box asks for consent.
fn asks(node: NodeRef<'_, Node>, named: bool, control: bool) -> bool {
    let Some(inside) = Inside::of(node, named) else {
        return false;
    };
    let (mut pieces, mut speaking, mut phrases) = (0, 0, 0);
    for piece in &inside.pieces {
        let found = wall::consent_phrases(&folded(piece));
        phrases += found;
        if piece.len() >= MIN_PIECE {
            pieces += 1;
            speaking += usize::from(found > 0);
        }
    }
    if named {
        // Its name and two phrases, or a phrase and a button.
        (phrases >= 2 || phrases == 1 && control) && speaking * 4 >= pieces
    } else {
        control && phrases >= 2 && speaking * 5 >= pieces * 3
    }
}

/// The text of a box.
struct Inside {
    /// Of each block.
    pieces: Vec<String>,
}

impl Inside {
    /// Reads a box; nothing if it is too large, or holds what only a page's own text has.
    fn of(node: NodeRef<'_, Node>, named: bool) -> Option<Self> {
        let mut inside = Self {
            pieces: vec![String::new()],
        };
        let mut length = 0;
        let most = if named { MAX_TEXT } else { MAX_TEXT_UNNAMED };
        for inner in node.descendants() {
            match inner.value() {
                Node::Text(text) if !is_in_silence(inner, node) => {
                    length += text.trim().len();
                    if length > most {
                        return None;
                    }
                    if inside.pieces.len() <= MAX_PIECES {
                        inside.pieces.last_mut()?.push_str(text);
                    }
                }
                Node::Element(element) => {
                    let tag = Tag::from_name(element.name());
                    match tag {
                        Tag::Article | Tag::Main | Tag::Body => return None,
                        Tag::Nav if !named => return None,
                        Tag::H1 if !speaks(inner) => return None,
                        _ => {}
                    }
                    if tag.is_block()
                        && inside
                            .pieces
                            .last()
                            .is_some_and(|piece| !piece.trim().is_empty())
                    {
                        inside.pieces.push(String::new());
                    }
                }
                _ => {}
            }
        }
        inside.pieces.truncate(MAX_PIECES);
        Some(inside)
    }
}

/// Whether a text stands in a script or the like below `top`.
fn is_in_silence(text: NodeRef<'_, Node>, top: NodeRef<'_, Node>) -> bool {
    let above = text.ancestors().take_while(|above| above.id() != top.id());
    let mut elements = above.filter_map(|above| above.value().as_element());
    elements.any(|element| {
        let tag = Tag::from_name(element.name());
        tag.is_silent() && !matches!(tag, Tag::Button | Tag::Dialog)
    })
}

fn speaks(node: NodeRef<'_, Node>) -> bool {
    wall::consent_phrases(&folded(&words_of(node))) > 0
}

/// Whether an element is a button that consents or refuses.
fn is_control(node: NodeRef<'_, Node>, element: &Element) -> bool {
    let words = match element.name() {
        "button" => words_of(node),
        "a" if is_button(element) => words_of(node),
        "input" => attribute::of(element, "value")
            .unwrap_or_default()
            .to_owned(),
        "div" | "span" if attribute::of(element, "role") == Some("button") => words_of(node),
        _ => return false,
    };
    words.len() <= 120 && wall::is_consent_control(&folded(&words))
}

/// What the class of a link that is drawn as a button has in it: button, accept, cookie, consent.
const BUTTON_PARTS: &[[u8; 3]] = &[*b"btn", *b"utt", *b"cce", *b"ook", *b"nse"];

/// Whether a link is drawn or used as a button.
fn is_button(element: &Element) -> bool {
    let href = attribute::of(element, "href").unwrap_or("#");
    let class = attribute::of(element, "class").unwrap_or_default();
    href.is_empty()
        || href.starts_with(['#', 'j', 'J'])
        || attribute::of(element, "role") == Some("button")
        || attribute::holds_any(class, BUTTON_PARTS)
}

fn words_of(node: NodeRef<'_, Node>) -> String {
    let texts = node.descendants().filter_map(|inner| match inner.value() {
        Node::Text(text) => Some(&**text),
        _ => None,
    });
    texts.take(20).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::extract::{Options, article};

    const STATEMENT: &str = "<main><h1>Statement on the quay bank</h1><p>The harbour office has, absent any further news, meant to apply to the court.</p><p>It has a small presence here and no critical part in the market.</p></main>";
    const LONG: &str = "<p>We use necessary cookies to make our site work. We would also like to set optional cookies to help us measure how visitors use the site, and we will not set any of these unless you allow it.</p><p>Using this tool will set a cookie on your device to remember your preferences, for as long as you want it to be kept.</p>";

    fn text(html: &str) -> String {
        article(html, &Options::default()).text()
    }

    #[test]
    fn a_long_request_is_never_the_body() {
        for request in [
            format!("<div class=cookie__main id=cookie-policy><h2>Our use of cookies</h2>{LONG}<a href=/c>Proceed with necessary cookies only</a></div>"),
            format!("<div id=onetrust-banner-sdk role=dialog>{LONG}<button>Accept all</button></div>"),
            format!("<section aria-label='Cookie banner'>{LONG}</section>"),
            format!("<div class=css-1x2y><div>{LONG}<button>Accept all</button><button>Reject</button></div></div>"),
            format!("<dialog open>{LONG}<button>Got it</button></dialog>"),
            "<div class=hinweis><p>Wir und unsere Partner verwenden Cookies, um Inhalte zu personalisieren und Zugriffe zu messen, und bitten um Ihre Einwilligung.</p><p>Sie können Ihre Zustimmung jederzeit widerrufen oder die Einstellungen ändern, wie es unser Datenschutz beschreibt.</p><button>Alle akzeptieren</button></div>".to_owned(),
            "<div class=x><p>当サイトではクッキーを使用しています。閲覧を続ける場合は、クッキーの使用に同意したものとみなします。詳しくはプライバシーポリシーをご覧ください。</p><button>同意する</button></div>".to_owned(),
        ] {
            for page in [format!("<body>{request}{STATEMENT}"), format!("<body>{STATEMENT}{request}")] {
                let text = text(&page);
                assert!(text.contains("harbour office") && text.contains("small presence"), "{page}\n{text}");
                assert!(!text.to_lowercase().contains("cookie"), "{page}\n{text}");
            }
        }
    }

    #[test]
    fn stories_about_cookies_stay() {
        let recipe = "<div class='recipe cookies'><p>These cookies with chocolate need half an hour, and they keep for a week in a tin box with a lid.</p><p>Melt the butter, stir in the sugar, and let it cool before the eggs and the flour follow.</p></div>";
        assert!(
            text(&format!("<body><h1>Grandmother's cookies</h1>{recipe}"))
                .contains("Melt the butter")
        );
        let story = "<div class=story><p>Sites that use cookies need consent, the court said on Monday, and a button that accepts all of them is not enough.</p><p>Regulators had asked for rules on cookies and consent since the spring, when a publisher was fined over its settings.</p><button>Share</button></div>";
        assert!(
            text(&format!("<body><h1>Court rules on cookies</h1>{story}")).contains("court said")
        );
    }
}
