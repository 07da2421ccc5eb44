//! Elements that are not seen on a screen: by the `hidden` attribute, by their own style, by a
//! class that means nothing else. Style sheets are not read.
//!
//! `aria-hidden` says nothing here: it keeps screen readers off what is seen.

use ego_tree::NodeRef;
use scraper::node::{Element, Node};

use super::attribute;
use super::tags::Tag;
use crate::words::Words;

/// Whether an element is not seen, whatever is around it.
#[must_use]
pub fn is_hidden(node: NodeRef<'_, Node>, element: &Element, tag: Tag) -> bool {
    let mut attributes = element.attrs();
    attributes.any(|(name, value)| match name {
        "class" => is_hiding_class(value),
        "style" => match hiding_style(value) {
            Hides::Never => false,
            Hides::Always => true,
            // A box without a size of type may hold others that have one.
            Hides::OwnText => !tag.is_block() || !sizes_type_inside(node),
        },
        name => is_hiding_attribute(name) && !is_streamed(element),
    })
}

/// Whether an element is a part of a page that React streams behind the rest: its script puts
/// it in its place ("S:1f").
fn is_streamed(element: &Element) -> bool {
    let id = element.attr("id").and_then(|id| id.rsplit_once("S:"));
    id.is_some_and(|(_, number)| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// As [`is_hidden`], of the attributes of a tag of which the element is not known.
#[must_use]
pub fn is_hidden_by(name: &str, value: &str) -> bool {
    match name {
        "class" => is_hiding_class(value),
        "style" => hiding_style(value) == Hides::Always,
        name => is_hiding_attribute(name),
    }
}

/// `hidden`, whatever its value ("until-found" is found, not seen), and `popover`.
fn is_hiding_attribute(name: &str) -> bool {
    matches!(name, "hidden" | "popover")
}

/// What hides within a longer name has one of these in it.
const PARTS: &[[u8; 5]] = &[*b"idden", *b"eader", *b"-only", *b"_only", *b"rOnly"];

/// Longest `class` or `style` that is read, in bytes.
const MAX_VALUE: usize = 1000;

/// Whether one of the classes hides, and none of them shows again on wider screens
/// ("hidden md:block", "d-none d-lg-flex").
fn is_hiding_class(value: &str) -> bool {
    let value = &value[..value.floor_char_boundary(MAX_VALUE)];
    value.split_ascii_whitespace().any(is_hiding_name)
        && !value.split_ascii_whitespace().any(is_shown_wider)
}

fn is_hiding_name(name: &str) -> bool {
    if name.contains(':') || name.starts_with("not-") {
        return false;
    }
    if Words::NameHidden.has(name) {
        return true;
    }
    if !attribute::holds_any(name, PARTS) {
        return false;
    }
    // A modifier ("field--label-visually_hidden") speaks of a part of the element.
    if name.contains("label") || name.contains("title") || name.contains("--") {
        return false;
    }
    let plain: String = name
        .chars()
        .filter(|c| !matches!(c, '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect();
    let words = ["sr-only", "sr_only", "srOnly", "SrOnly"];
    Words::NameHiddenPart
        .all()
        .iter()
        .any(|part| plain.contains(part))
        || words.iter().any(|part| name.contains(part))
}

/// "md:block", "lg:flex", "d-md-block".
fn is_shown_wider(name: &str) -> bool {
    let shown = |display: &str| {
        matches!(
            display,
            "block"
                | "inline"
                | "inline-block"
                | "flex"
                | "inline-flex"
                | "grid"
                | "inline-grid"
                | "table"
                | "table-row"
                | "table-cell"
                | "contents"
                | "list-item"
                | "visible"
                | "not-sr-only"
        )
    };
    let is_width = |prefix: &str| {
        matches!(
            prefix,
            "xs" | "sm" | "md" | "lg" | "xl" | "xxl" | "2xl" | "3xl" | "tablet" | "desktop"
        ) || prefix.starts_with("min-[")
            || prefix.starts_with('@')
    };
    if let Some((prefix, display)) = name.rsplit_once(':') {
        return shown(display) && is_width(prefix);
    }
    let rest = name
        .strip_prefix("d-")
        .and_then(|rest| rest.split_once('-'));
    rest.is_some_and(|(prefix, display)| is_width(prefix) && shown(display))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hides {
    Never,
    /// What has a size of type of its own is seen.
    OwnText,
    Always,
}

/// What a `style` attribute hides.
fn hiding_style(style: &str) -> Hides {
    let style = &style[..style.floor_char_boundary(MAX_VALUE)];
    let mut found = Declared::default();
    for declaration in style.split(';') {
        if let Some((name, value)) = declaration.split_once(':') {
            let value = value.trim().trim_end_matches("!important").trim_end();
            found.read(name.trim(), value);
        }
    }
    found.hides()
}

/// The declarations that matter.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // independent facts
struct Declared {
    gone: bool,
    clipped: bool,
    lifted: bool,
    far: bool,
    transparent: bool,
    cuts: bool,
    flat: bool,
    thin: bool,
    no_type: bool,
}

impl Declared {
    fn read(&mut self, name: &str, value: &str) {
        let is = |word: &str| value.eq_ignore_ascii_case(word);
        let begins = |word: &str| {
            value
                .get(..word.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(word))
        };
        let is_name = |word: &str| name.eq_ignore_ascii_case(word);
        if is_name("display") {
            self.gone |= is("none");
        } else if is_name("visibility") {
            self.gone |= is("hidden") || is("collapse");
        } else if is_name("content-visibility") {
            self.gone |= is("hidden");
        } else if is_name("position") {
            self.lifted |= is("absolute") || is("fixed");
        } else if is_name("clip") {
            self.clipped |= begins("rect(") && numbers(value).all(|n| n.abs() <= 1.0);
        } else if is_name("clip-path") || is_name("-webkit-clip-path") {
            self.gone |= begins("inset(") && numbers(value).next().is_some_and(|n| n >= 50.0)
                || (begins("circle(") || begins("polygon(")) && numbers(value).all(|n| n == 0.0);
        } else if is_name("opacity") {
            self.transparent |= number(value) == Some(0.0);
        } else if is_name("overflow") {
            self.cuts |= is("hidden") || is("clip");
        } else if is_name("height") || is_name("max-height") {
            self.flat |= number(value).is_some_and(|n| n <= 1.0) && !value.ends_with(['%', 'm']);
        } else if is_name("width") || is_name("max-width") {
            self.thin |= number(value).is_some_and(|n| n <= 1.0) && !value.ends_with(['%', 'm']);
        } else if is_name("font-size") {
            self.no_type |= number(value) == Some(0.0);
        } else if ["left", "right", "top", "bottom"]
            .iter()
            .any(|side| is_name(side))
        {
            self.far |= is_far(value);
        } else if is_name("text-indent") {
            self.gone |= is_far(value);
        } else if is_name("transform") {
            self.gone |= begins("scale(") && numbers(value).all(|n| n == 0.0);
        }
    }

    /// Pages fade their paragraphs in, so what is only transparent is there.
    const fn hides(&self) -> Hides {
        let lifted = self.lifted && (self.clipped || self.far || self.transparent);
        let cut = self.cuts && self.flat && (self.thin || self.lifted);
        if self.gone || lifted || cut {
            Hides::Always
        } else if self.no_type {
            Hides::OwnText
        } else {
            Hides::Never
        }
    }
}

/// Far off the screen: "-9999px", "-100vw", "-999em".
fn is_far(value: &str) -> bool {
    let far = if value.ends_with("px") || value.ends_with(|c: char| c.is_ascii_digit()) {
        -900.0
    } else {
        -99.0
    };
    number(value).is_some_and(|n| n <= far)
}

/// The number that a value begins with, whatever its unit.
fn number(value: &str) -> Option<f32> {
    numbers(value).next()
}

/// The numbers of a value.
fn numbers(value: &str) -> impl Iterator<Item = f32> + '_ {
    value
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-')))
        .filter_map(|number| number.parse().ok())
}

/// How many elements of a box are asked for a size of type.
const ASKED: usize = 60;

fn sizes_type_inside(node: NodeRef<'_, Node>) -> bool {
    let inside = node.descendants().skip(1);
    let elements = inside.filter_map(|inner| inner.value().as_element());
    elements.take(ASKED).any(|element| {
        element
            .attr("style")
            .is_some_and(|style| style.contains("font"))
            || element.attr("class").is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_hide() {
        for style in [
            "display:none",
            "color:red;DISPLAY : none !important",
            "visibility: hidden",
            "border: 0px; clip: rect(0px, 0px, 0px, 0px); clip-path: inset(50%); height: 1px; margin: -1px; overflow: hidden; position: absolute; width: 1px",
            "position:absolute;clip:rect(1px,1px,1px,1px)",
            "position:absolute;left:-9999px",
            "position:fixed; top:-10000em",
            "text-indent:-9999px",
            "position:absolute;opacity:0",
            "width:1px;height:1px;overflow:hidden",
            "position:absolute;max-height:0;overflow:hidden",
            "clip-path:circle(0)",
        ] {
            assert_eq!(hiding_style(style), Hides::Always, "{style}");
        }
        assert_eq!(hiding_style("font-size:0"), Hides::OwnText);
        for style in [
            "display:block",
            "opacity:0;transform:translateY(20px)",
            "overflow:hidden",
            "position:absolute;left:-10px",
            "height:1px",
            "max-width:1em;overflow:hidden",
            "font-size:0.9em",
            "text-indent:-1em",
            "clip-path: inset(0)",
            "--display: none; grid-display:none",
            "background:url(data:image/png;base64,display)",
        ] {
            assert_eq!(hiding_style(style), Hides::Never, "{style}");
        }
    }

    #[test]
    fn classes_hide() {
        for class in [
            "sr-only",
            "a visually-hidden b",
            "govuk-visually-hidden",
            "VisuallyHidden_root__x1",
            "screen-reader-text",
            "css-0-srOnly",
            "hidden",
            "d-none",
            "show-for-sr",
            "link__sr-only",
        ] {
            assert!(is_hiding_class(class), "{class}");
        }
        for class in [
            "hidden-xs",
            "lg:hidden",
            "overflow-hidden",
            "hidden md:block",
            "d-none d-lg-flex",
            "not-sr-only",
            "md:sr-only",
            "unhidden",
            "hidden-gems",
            "field--label-visually_hidden",
            "header",
            "reader",
            "print:hidden",
        ] {
            assert!(!is_hiding_class(class), "{class}");
        }
    }
}
