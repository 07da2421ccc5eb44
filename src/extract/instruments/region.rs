//! Where a page speaks of its story: never the strips of indices above, below and beside it.

use std::collections::HashMap;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{ElementRef, Html};

use crate::extract::attribute;

/// Shorter `article` elements beside each other are cards of other stories, in bytes of text.
const CARD: usize = 600;

/// The part of a page whose instruments belong to the story.
pub(super) struct Region<'a> {
    root: ElementRef<'a>,
    /// The first heading, when nothing but it tells where the story begins.
    begins: Option<NodeId>,
}

impl<'a> Region<'a> {
    pub(super) fn of(document: &'a Html) -> Self {
        let body = document.root_element();
        let mut heading = None;
        let mut main = None;
        for element in body.descendent_elements() {
            match element.value().name() {
                "h1" if heading.is_none() && !is_beside(element, body) => heading = Some(element),
                "main" if main.is_none() => main = Some(element),
                _ if main.is_none() && attribute::of(element.value(), "role") == Some("main") => {
                    main = Some(element);
                }
                _ => {}
            }
        }
        let around = heading.and_then(|heading| {
            heading
                .ancestors()
                .filter_map(ElementRef::wrap)
                .find(|outer| {
                    matches!(outer.value().name(), "main" | "article")
                        || attribute::of(outer.value(), "role") == Some("main")
                })
        });
        match around.or(main) {
            Some(root) => Self { root, begins: None },
            None => Self {
                root: body,
                begins: heading.map(|heading| heading.id()),
            },
        }
    }

    /// The elements of the region in reading order, without its strips and cards.
    pub(super) fn elements(&self) -> Vec<ElementRef<'a>> {
        let mut elements = Vec::new();
        let mut begun = self.begins.is_none();
        let articles = self
            .root
            .descendent_elements()
            .filter(|element| element.value().name() == "article")
            .take(3)
            .count();
        let mut skipped: Option<NodeId> = None;
        // Many elements of a page have the same names.
        let mut known = HashMap::new();
        for edge in self.root.traverse() {
            let node = match edge {
                Edge::Open(node) => node,
                Edge::Close(node) => {
                    skipped = skipped.filter(|strip| *strip != node.id());
                    continue;
                }
            };
            let Some(element) = ElementRef::wrap(node) else {
                continue;
            };
            begun |= self.begins == Some(element.id());
            if skipped.is_some() {
                continue;
            }
            let is_root = element.id() == self.root.id();
            if !is_root && (is_strip(element, &mut known) || (articles > 1 && is_card(element))) {
                skipped = Some(element.id());
                continue;
            }
            if begun {
                elements.push(element);
            }
        }
        elements
    }

    /// The heading of the story.
    pub(super) fn title(&self) -> Option<String> {
        self.root
            .descendent_elements()
            .find(|element| element.value().name() == "h1")
            .map(|heading| super::rows::leaves(heading).join(" "))
            .filter(|title| !title.is_empty())
    }
}

fn is_beside(element: ElementRef<'_>, body: ElementRef<'_>) -> bool {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .take_while(|outer| outer.id() != body.id())
        .any(|outer| matches!(outer.value().name(), "nav" | "aside" | "footer"))
}

fn is_card(element: ElementRef<'_>) -> bool {
    element.value().name() == "article" && super::headed::text_length(element, CARD) < CARD
}

/// Navigation, headers and footers, strips of indices; by element, role, and the words that
/// authors use for them.
fn is_strip<'a>(element: ElementRef<'a>, known: &mut HashMap<&'a str, bool>) -> bool {
    let name = element.value().name();
    if matches!(
        name,
        "nav" | "footer" | "aside" | "form" | "dialog" | "script" | "style" | "template"
    ) {
        return true;
    }
    let role = attribute::of(element.value(), "role").unwrap_or("");
    if matches!(
        role,
        "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "marquee"
    ) {
        return true;
    }
    let is_within_article = |element: ElementRef<'_>| {
        let mut outer = element.ancestors().filter_map(ElementRef::wrap);
        outer.any(|outer| matches!(outer.value().name(), "article" | "main"))
    };
    if name == "header" && !is_within_article(element) {
        return true;
    }
    let words = [
        attribute::of(element.value(), "class"),
        attribute::of(element.value(), "id"),
    ];
    words.into_iter().flatten().any(|names| {
        let is_strip = || names.split_ascii_whitespace().any(is_strip_name);
        *known.entry(names).or_insert_with(is_strip)
    })
}

fn is_strip_name(name: &str) -> bool {
    const STRIPS: &[&str] = &[
        "tickertape",
        "tickerbar",
        "tickerstrip",
        "marketbar",
        "marketstrip",
        "markettape",
        "marquee",
        "navbar",
        "siteheader",
        "pageheader",
        "sitefooter",
        "topbar",
        "sidebar",
        "indexbar",
        "indicesbar",
        "marketoverview",
        "marketsummary",
        "cookie",
        "comments",
        "stocktape",
        "headerquotes",
        "markettickers",
    ];
    if !(6..60).contains(&name.len()) {
        return false;
    }
    let folded = |c: char| c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase());
    let plain: String = name.chars().filter_map(folded).collect();
    // Every class of a page is asked: each place is looked at once, by its first letter.
    let begins = |at: usize| STRIPS.iter().any(|strip| plain[at..].starts_with(strip));
    (0..plain.len()).any(|at| b"tmnspich".contains(&plain.as_bytes()[at]) && begins(at))
}
