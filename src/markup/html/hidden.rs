//! Elements of a feed's HTML that nobody sees: their text is no text.

use super::names::is_one_of;
use super::scan::{Piece, Scanner, tag_name};
use crate::markup::hidden;

/// Whether a start tag opens an element that nobody sees.
pub(super) fn opens(tag: &str) -> bool {
    let name = tag_name(tag);
    let has_content = !tag.ends_with("/>")
        && !name.is_empty()
        && !tag.starts_with("</")
        && !is_one_of(
            name,
            &["br", "hr", "img", "input", "link", "meta", "source", "wbr"],
        );
    has_content
        && attributes(&tag[1 + name.len()..])
            .any(|(name, value)| hidden::is_hidden_by(&name.to_ascii_lowercase(), value))
}

/// Moves behind the end tag of the element whose start tag was read; stays where it is, and
/// says so, when there is none.
pub(super) fn skip(scanner: &mut Scanner<'_>, name: &str) -> bool {
    let from = scanner.at;
    let mut depth = 1;
    while let Some(piece) = scanner.next() {
        let Piece::Tag(tag) = piece else { continue };
        if !tag_name(tag).eq_ignore_ascii_case(name) {
            continue;
        }
        if !tag.starts_with("</") {
            depth += u32::from(!tag.ends_with("/>"));
            continue;
        }
        depth -= 1;
        if depth == 0 {
            return true;
        }
    }
    scanner.at = from;
    false
}

/// Names and values of what stands behind a tag's name.
fn attributes(mut rest: &str) -> impl Iterator<Item = (&str, &str)> {
    std::iter::from_fn(move || {
        let is_between = |c: char| c.is_ascii_whitespace() || c == '/';
        rest = rest.trim_start_matches(is_between);
        let end = rest.find(|c: char| is_between(c) || matches!(c, '=' | '>'))?;
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            if name.is_empty() {
                return None;
            }
            return Some((name, ""));
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inside = &value[1..];
                let end = inside.find(quote).unwrap_or(inside.len());
                (&inside[..end], inside.get(end + 1..).unwrap_or_default())
            }
            _ => {
                let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>');
                value.split_at(end.unwrap_or(value.len()))
            }
        };
        rest = after;
        Some((name, value))
    })
}

#[cfg(test)]
mod tests {
    use super::super::plain;

    #[test]
    fn what_nobody_sees_is_no_text() {
        for (html, text) in [
            (
                "the letter<span class=\"sr-only\"> (opens anew)</span> came",
                "the letter came",
            ),
            ("a<div style='display:none'><div>b</div>c</div>d", "a d"),
            ("a<p hidden>b</p>c", "a c"),
            ("a <span HIDDEN=until-found>b</span>c", "a c"),
            ("a<span hidden/>b", "ab"),
            ("a<b hidden>left open", "aleft open"),
            (
                "<span data-hidden title=\"hidden\" class=hidden-xs>a</span>",
                "a",
            ),
            ("<img hidden alt=x>a", "a"),
        ] {
            assert_eq!(plain(html), text, "{html}");
        }
    }

    #[test]
    fn open_elements_cost_little() {
        let html = "<b hidden>x".repeat(20_000);
        assert_eq!(plain(&html).len(), 20_000);
    }
}
