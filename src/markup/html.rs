//! HTML read as a string of tags and texts, without a tree: titles, teasers, plain text as
//! HTML, and absolute addresses inside a feed's HTML.
//!
//! A tree costs a hundred times more and is not needed for either; every scan here is linear
//! whatever the input is.

mod escape;
mod hidden;
mod judge;
mod lines;
mod links;
mod names;
mod scan;
mod shifts;
mod title;

pub use escape::{escape, push_escaped};
pub use judge::{has_markup, is_of_text};
pub use lines::from_text;
pub use links::{absolute_links, close_swallowing};
pub use title::{names, title};

use super::{clean, entities};
use escape::push_unescaped;
use names::{is_block, is_html_name, is_unseen};
use scan::{Piece, Scanner, tag_name};
use shifts::Shifts;

/// HTML as one clean line of text: tags, comments, scripts and styles gone, references
/// resolved, blocks separated by a space.
#[must_use]
pub fn plain(html: &str) -> String {
    read(html, Some(Shifts::default()))
}

/// As the first version of the reader read HTML, when raised text and readings had no signs:
/// what a feed said before an update is compared in that form.
pub(crate) fn first_plain(html: &str) -> String {
    read(html, None)
}

fn read(html: &str, mut shifts: Option<Shifts>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut scanner = Scanner::new(html);
    // An element that is never closed hides nothing, and none is looked for a second time. The
    // first version saw what is hidden.
    let mut hides = shifts.is_some();
    while let Some(piece) = scanner.next() {
        match piece {
            Piece::Text(text) => push_unescaped(&mut out, text),
            Piece::Tag(tag) => {
                let name = tag_name(tag);
                if let Some(shifts) = &mut shifts {
                    shifts.tag(name, tag.starts_with("</"), &mut out);
                }
                if is_unseen(name) && !tag.starts_with("</") {
                    scanner.skip_past_end_of(name);
                    continue;
                }
                if is_block(name) && !out.ends_with(' ') {
                    out.push(' ');
                }
                if hides && hidden::opens(tag) {
                    hides = hidden::skip(&mut scanner, name);
                }
            }
        }
    }
    clean::line(&out)
}

/// Whether a text has a tag of HTML or a character reference: what once decided whether it was
/// read as HTML.
pub(crate) fn has_tag_or_reference(text: &str) -> bool {
    let mut scanner = Scanner::new(text);
    while let Some(piece) = scanner.next() {
        let found = match piece {
            Piece::Tag(tag) => is_html_name(tag_name(tag)) || tag.starts_with("<!--"),
            Piece::Text(text) => text
                .match_indices('&')
                .any(|(at, _)| entities::reference(&text[at..]).is_some()),
        };
        if found {
            return true;
        }
    }
    false
}

/// The markup of a text without any whose references, once resolved, are HTML from its first
/// sign on: it was escaped once too often.
#[must_use]
pub(crate) fn escaped_twice(text: &str) -> Option<String> {
    let begins = text.trim_start().get(..4)?;
    if !begins.eq_ignore_ascii_case("&lt;") || text.contains('<') {
        return None;
    }
    let markup = entities::unescape(text);
    let (tag, behind) = markup.split_once('>')?;
    // "<b> makes bold" is about the tag: behind one that marks something stands what it marks.
    let is_about = behind.starts_with(' ') && !tag.contains('=');
    let is_markup = has_markup(&markup) && !is_about;
    is_markup.then_some(markup)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use url::Url;

    #[test]
    fn plain_text_of_markup() {
        for (html, text) in [
            ("<b>Bold</b> &amp; <i>free</i>", "Bold & free"),
            ("<p>one</p><p>two<br/>three</p>", "one two three"),
            (
                "a<script>if (1 < 2) { x('</b>') }</script>b<style>*{}</style>",
                "ab",
            ),
            ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
            ("<a title=\"a > b\">x</a>", "x"),
            ("caf&eacute; <!-- <b> --> noir", "café noir"),
            ("cut <a href=\"x", "cut <a href=\"x"),
            ("&#27;[31mred", "red"),
            ("10<sup>6</sup> t of CO<sub>2</sub>", "10⁶ t of CO₂"),
            ("The 1<sup>st</sup> of May<sup>", "The 1st of May"),
            ("<ruby>古<rt>ふる</rt></ruby>い", "古(ふる)い"),
            ("<ruby>古<rt>ふる</ruby>い", "古(ふる)い"),
            ("<ruby>古<rp>（<rt>ふる<rp>）</ruby>い", "古（ふる）い"),
            (
                "<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>",
                "東(とう)京(きょう)",
            ),
        ] {
            assert_eq!(plain(html), text, "{html}");
        }
    }

    #[test]
    fn what_was_escaped_twice_is_markup() {
        for (text, markup) in [
            (
                "&lt;p&gt;Para &amp;amp; one&lt;/p&gt;",
                Some("<p>Para &amp; one</p>"),
            ),
            (" &lt;img src=\"x\"&gt; then", Some(" <img src=\"x\"> then")),
            ("&lt;b&gt; and &lt;/b&gt; make words bold", None),
            ("&lt;template&gt; is an element", None),
            ("How &lt;p&gt;One&lt;/p&gt; is read", None),
            ("<p>&lt;p&gt;One&lt;/p&gt;</p>", None),
            ("&lt;3", None),
            ("", None),
        ] {
            assert_eq!(escaped_twice(text).as_deref(), markup, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_markup_panics(html in "[<>/a-c=\"'&;! é-]{0,60}") {
            let base = Url::parse("http://example.org/").expect("valid");
            let _ = (plain(&html), absolute_links(&html, &base), close_swallowing(&html));
        }

        #[test]
        fn escaped_text_survives(text in "[a-z<>&;\" ]{0,40}") {
            prop_assert_eq!(plain(&escape(&text)), clean::line(&text));
        }
    }
}
