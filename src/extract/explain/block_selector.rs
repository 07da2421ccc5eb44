//! Where a block stands, as a CSS selector that the site's other pages are likely to share.
//!
//! Class names are written by people ("article-body") or by machines ("sc-bZQynM", "mt-24").
//! Only the former name a place; the latter change with the next build of the site.

use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::outline::{Entry, Outline};
use crate::markup::tags::Tag;
use crate::words::Words;

/// Most steps of a selector.
const MAX_STEPS: usize = 4;
/// Longest name that is believed to be a person's.
const MAX_NAME: usize = 32;

/// The selector of an element: from the nearest one above with a telling name down to it.
#[must_use]
pub(super) fn of(outline: &Outline<'_>, container: u32) -> String {
    let mut steps = Vec::new();
    for index in std::iter::once(container).chain(outline.ancestors(container)) {
        let entry = &outline.entries[index as usize];
        let is_page = matches!(entry.tag, Tag::Html | Tag::Body);
        // Text may stand right in the body; then that is its place.
        if is_page && !steps.is_empty() || steps.len() == MAX_STEPS {
            break;
        }
        let name = name(entry);
        steps.push(step(entry, name.as_deref()));
        if name.is_some() && steps.len() > 1 || is_named_self(entry, name.as_deref()) {
            break;
        }
    }
    steps.reverse();
    steps.join(" > ")
}

/// Whether the block's own name says enough: paragraphs of one body have one, and it says
/// nothing of where the body is.
fn is_named_self(entry: &Entry<'_>, name: Option<&str>) -> bool {
    name.is_some_and(|name| !Marks::of_words(name).without(Marks::TEXT).is_empty())
        && entry.tag != Tag::P
}

fn step(entry: &Entry<'_>, name: Option<&str>) -> String {
    let element = entry.node.value().as_element();
    let tag = element.map_or("*", |element| element.name());
    let plain = tag
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let tag = if plain { tag } else { "*" };
    match name {
        Some(name) => format!("{tag}{name}"),
        None => tag.to_owned(),
    }
}

/// The most telling class or id, with its sign.
fn name(entry: &Entry<'_>) -> Option<String> {
    let classes = entry.attr("class").unwrap_or_default().split_whitespace();
    let classes: Vec<&str> = classes.filter(|class| is_human(class)).collect();
    let telling = classes
        .iter()
        .find(|class| !Marks::of_words(class).is_empty())
        .or_else(|| classes.first());
    if let Some(class) = telling {
        return Some(format!(".{class}"));
    }
    let id = entry.attr("id").filter(|id| is_human(id))?;
    Some(format!("#{id}"))
}

/// Whether a person chose the name: words with vowels, no digits, no random capitals.
fn is_human(name: &str) -> bool {
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let plain = name
        .bytes()
        .all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_'));
    if !starts || !plain || name.len() < 3 || name.len() > MAX_NAME || Words::NameLayout.has(name) {
        return false;
    }
    name.split(['-', '_'])
        .filter(|word| !word.is_empty())
        .all(is_word)
}

fn is_word(word: &str) -> bool {
    let vowels = word
        .bytes()
        .filter(|byte| b"aeiouyAEIOUY".contains(byte))
        .count();
    let capitals = word.bytes().skip(1).filter(u8::is_ascii_uppercase).count();
    let shouted = word.bytes().all(|byte| byte.is_ascii_uppercase());
    let pronounceable = word.len() < 4 || vowels * 5 >= word.len();
    pronounceable && (shouted || capitals * 4 <= word.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use scraper::{Html, Selector};

    fn places(html: &str) -> Vec<String> {
        let document = Html::parse_document(html);
        let outline = Outline::of(&document, &[]);
        let of = |leaf: &crate::extract::page::outline::Leaf| of(&outline, leaf.container);
        outline.leaves.iter().map(of).collect()
    }

    #[test]
    fn the_nearest_telling_name_is_where_a_place_begins() {
        let html = "<main><div class='sc-bZQynM article-body'><div class=mt-24><p>a</p></div></div>\
            <div class='flex newsletter-box'>b</div><p class=x1>c</p></main>";
        assert_eq!(
            places(html),
            [
                "div.article-body > div > p",
                "div.newsletter-box",
                "main > p"
            ]
        );
    }

    #[test]
    fn text_without_an_element_stands_in_the_body() {
        assert_eq!(places("bare"), ["body"]);
    }

    #[test]
    fn names_of_machines_are_not_used() {
        for name in [
            "css-1q2w3e",
            "sc-bZQynM",
            "mt-24",
            "jsx-123",
            "xkcdq",
            "flex",
        ] {
            assert!(!is_human(name), "{name}");
        }
        for name in [
            "article-body",
            "storyBody",
            "c-related__list",
            "paywall",
            "entry",
        ] {
            assert!(is_human(name), "{name}");
        }
    }

    proptest! {
        #[test]
        fn a_place_is_a_selector_that_finds_its_block(
            classes in proptest::collection::vec("[a-zA-Z0-9:_\\-\\[\\]. ]{0,14}", 4),
        ) {
            let [a, b, c, d] = classes.as_slice() else { unreachable!("four were made") };
            let html = format!(
                "<div class=\"{a}\"><x-box id=\"{b}\"><div class=\"{c}\"><p class=\"{d}\">text</p></div></x-box></div>"
            );
            let document = Html::parse_document(&html);
            let outline = Outline::of(&document, &[]);
            let leaf = &outline.leaves[0];
            let place = of(&outline, leaf.container);
            let selector = Selector::parse(&place).expect("a selector");
            let node = outline.entries[leaf.container as usize].node.id();
            prop_assert!(document.select(&selector).any(|found| found.id() == node), "{place}");
        }
    }
}
