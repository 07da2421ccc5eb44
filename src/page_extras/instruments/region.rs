//! Where a page speaks of its story: never the strips of indices above, below and beside it.

use std::collections::HashMap;
use std::sync::LazyLock;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::{ElementRef, Html, Node};

use crate::markup::attribute;
use crate::page_extras::headed::text_length;
use crate::words::Words;

/// Shorter `article` elements beside each other are cards of other stories, in bytes of text.
const CARD: usize = 600;

/// The part of a page whose instruments belong to the story.
pub(super) struct Region<'a> {
    root: ElementRef<'a>,
    /// Where the story begins: what stands above its heading is the site's.
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
        let root = around.or(main).unwrap_or(body);
        let begins = heading.and_then(|heading| beginning(heading, root));
        Self { root, begins }
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

/// The box of the heading and what belongs to it, or the heading; `None` outside of the root.
fn beginning(heading: ElementRef<'_>, root: ElementRef<'_>) -> Option<NodeId> {
    let mut outer = heading.ancestors().filter_map(ElementRef::wrap);
    let mut begins = heading.id();
    loop {
        let outer = outer.next()?;
        if outer.id() == root.id() {
            return Some(begins);
        }
        if outer.value().name() == "header" {
            begins = outer.id();
        }
    }
}

/// Whether a heading stands in what every page of the site has: navigation, header, footer.
/// A margin may hold the block of a story.
pub(super) fn is_of_the_site(text: NodeRef<'_, Node>) -> bool {
    let outer = text.ancestors().filter_map(ElementRef::wrap);
    outer.into_iter().any(|outer| {
        let role = attribute::of(outer.value(), "role").unwrap_or("");
        matches!(outer.value().name(), "nav" | "footer")
            || matches!(role, "navigation" | "banner" | "contentinfo")
            || is_page_header(outer)
    })
}

fn is_page_header(element: ElementRef<'_>) -> bool {
    let mut outer = element.ancestors().filter_map(ElementRef::wrap);
    element.value().name() == "header"
        && !outer.any(|outer| matches!(outer.value().name(), "article" | "main"))
}

fn is_beside(element: ElementRef<'_>, body: ElementRef<'_>) -> bool {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .take_while(|outer| outer.id() != body.id())
        .any(|outer| matches!(outer.value().name(), "nav" | "aside" | "footer"))
}

fn is_card(element: ElementRef<'_>) -> bool {
    element.value().name() == "article" && text_length(element, CARD) < CARD
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
    if is_page_header(element) || super::own::is_own_box(element) {
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
    // Every class of a page is asked: names are compared only where two letters can begin one.
    static BEGINS: LazyLock<Vec<bool>> = LazyLock::new(|| {
        let mut begins = vec![false; 1 << 16];
        for name in Words::NameStrip.all() {
            begins[pair(name.as_bytes())] = true;
        }
        begins
    });
    if !(6..60).contains(&name.len()) {
        return false;
    }
    let folded = |c: char| c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase());
    let plain: String = name.chars().filter_map(folded).collect();
    let begins = |at: usize| {
        let mut names = Words::NameStrip.all().iter();
        names.any(|name| plain[at..].starts_with(name))
    };
    let mut pairs = plain.as_bytes().windows(2).enumerate();
    pairs.any(|(at, two)| BEGINS[pair(two)] && begins(at))
}

/// Two bytes as a number.
fn pair(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}
