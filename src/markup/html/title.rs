//! Titles and names of unknown kind: text, HTML, or text about HTML.
//!
//! `The <table> element, revisited` and `<b>Bold</b> words` reach us alike. What closes is
//! markup, and so is what opens directly before a word of its own; a tag that never closes, or
//! that no HTML knows, is one of the words. `judge` decides.

use super::escape::push_unescaped;
use super::judge::{Judge, Verdict};
use super::links::attribute;
use super::names::is_block;
use super::scan::{Piece, Scanner, tag_name};
use super::shifts::Shifts;
use crate::markup::clean;

/// One clean line: markup gone, references resolved, every word kept.
#[must_use]
pub fn title(text: &str) -> String {
    line(text, Joint::Space)
}

/// As [`title`], for the names of people: what stands in elements of its own is a name of its
/// own, and a picture is none.
#[must_use]
pub fn names(text: &str) -> String {
    line(text, Joint::Comma)
}

/// What stands between the texts of two elements.
#[derive(Clone, Copy, PartialEq)]
enum Joint {
    Space,
    Comma,
}

fn line(text: &str, joint: Joint) -> String {
    let mut out = String::with_capacity(text.len());
    if !text.contains('<') {
        push_unescaped(&mut out, text);
        return clean::line(&out);
    }
    let mut shifts = Shifts::default();
    let mut judge = Judge::new(text);
    let mut scanner = Scanner::new(text);
    while let Some(piece) = scanner.next() {
        let tag = match piece {
            Piece::Text(text) => {
                push_unescaped(&mut out, text);
                continue;
            }
            Piece::Tag(tag) => tag,
        };
        let name = tag_name(tag);
        match judge.verdict(tag, (&out, &text[scanner.at..])) {
            Verdict::Words(words) => push_unescaped(&mut out, words),
            Verdict::Unseen => scanner.skip_past_end_of(name),
            Verdict::Markup => {
                shifts.tag(name, tag.starts_with("</"), &mut out);
                let is_picture = name.eq_ignore_ascii_case("img");
                if is_picture && joint == Joint::Space {
                    let alternative = attribute(tag, "alt").unwrap_or_default();
                    if !alternative.contains('<') && !alternative.contains("&lt;") {
                        push_unescaped(&mut out, alternative);
                    }
                }
                part(&mut out, name, joint);
            }
        }
    }
    match joint {
        Joint::Space => clean::line(&out),
        Joint::Comma => {
            let parts = out.split(NAME_ENDS).map(clean::line);
            let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
            joined(&parts)
        }
    }
}

/// Ends a name for the moment; no clean text holds it.
const NAME_ENDS: char = '\u{1f}';

/// Keeps the texts of two elements apart.
fn part(out: &mut String, name: &str, joint: Joint) {
    match joint {
        Joint::Space if is_block(name) && !out.ends_with(' ') => out.push(' '),
        Joint::Comma if is_block(name) || name.eq_ignore_ascii_case("a") => out.push(NAME_ENDS),
        _ => {}
    }
}

/// Names with commas between them, unless a word or a sign stands there already.
fn joined(parts: &[String]) -> String {
    let mut line = String::new();
    for part in parts {
        let is_name = |text: &str| text.starts_with(char::is_uppercase);
        let ends = line.ends_with([',', ';', '&', '/', ':']);
        if !line.is_empty() {
            let last_word = line.rsplit(' ').next().unwrap_or_default();
            let comma = !ends && is_name(part) && !last_word.starts_with(char::is_lowercase);
            line.push_str(if comma { ", " } else { " " });
        }
        line.push_str(part);
    }
    line.replace(" ,", ",").replace(" ;", ";")
}

#[cfg(test)]
mod tests {
    use super::super::has_markup;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_never_closes_is_one_of_the_words() {
        for same in [
            "Loading a <script> the async way",
            "The <table> element, revisited",
            "When <style> goes in the body",
            "<details>",
            "The <img> tag",
            "The <select> menu and <option> list",
            "Vec<String> explained",
            "if a <b and c> d",
            "<3 you",
            "C++ <iostream> vs <stdio.h>",
            "Why <b> beats <strong>",
            "AT&T",
            "Styling <input type=\"date\">",
            "Why <!DOCTYPE html> still matters",
            "HashMap<A, B> or Vec<I>?",
            "Stop writing <?php everywhere",
            "1 < 2 and 3 > 2",
            "The </table> that nobody opened",
            "<Enter> or <Esc>",
        ] {
            assert_eq!(title(same), same);
        }
    }

    #[test]
    fn markup_goes_and_its_words_stay() {
        for (text, expected) in [
            ("<b>bold</b> move", "bold move"),
            ("Use <code>&lt;dialog&gt;</code> now", "Use <dialog> now"),
            ("H<sub>2</sub>O and E=mc<sup>2</sup>", "H₂O and E=mc²"),
            ("The 1<sup>st</sup> of 10<sup>6</sup>", "The 1st of 10⁶"),
            ("<p>One</p><p>Two<br/>three</p>", "One Two three"),
            ("<a href=\"/x\">Cut link", "Cut link"),
            ("<b>Cut", "Cut"),
            ("End</b>", "End"),
            (
                "Rain<img src='/i.png' alt=' &amp; wind'> today",
                "Rain & wind today",
            ),
            (
                "a<script>if (1 < 2) { x('</b>') }</script>b<style>*{}</style>",
                "ab",
            ),
            (
                "safe<meta http-equiv='Refresh' content='0; URL=/x'> title",
                "safe title",
            ),
            ("safe<embed src=\"/x\"> title", "safe title"),
            ("<script>x</script> and <script>", "and <script>"),
            ("caf&eacute; <!-- <b> --> noir", "café noir"),
            ("<![CDATA[Wrapped twice]]>", "Wrapped twice"),
            ("<foo>closed</foo>", "closed"),
            ("R&amp;D &#8211; x", "R&D – x"),
        ] {
            assert_eq!(title(text), expected, "{text}");
        }
    }

    #[test]
    fn html_is_told_from_text() {
        for html in [
            "a <b>c</b>",
            "x<br/>y",
            "<table><tr><td>1</table>",
            "a<p>b",
            "<img src=x>",
        ] {
            assert!(has_markup(html), "{html}");
        }
        for text in [
            "AT&T",
            "1 < 2",
            "<Enter> key",
            "R&amp;D",
            "The <table> element, again",
            "<b>",
        ] {
            assert!(!has_markup(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_title_is_one_clean_line(text in "[<>/!ab-e=\"'&;! é-]{0,60}") {
            let _ = has_markup(&text);
            let line = title(&text);
            prop_assert_eq!(clean::line(&line), line);
        }

        #[test]
        fn words_outside_of_tags_stay(words in proptest::collection::vec("[d-h]{2,5}", 1..6), at in 0..6_usize,
            tag in proptest::sample::select(vec!["<script>", "<table>", "<select>", "<T>", "<style>", "<title>", "<textarea>"])) {
            let mut all = words.clone();
            all.insert(at.min(words.len()), tag.to_owned());
            prop_assert_eq!(title(&all.join(" ")), all.join(" "));
        }
    }
}
