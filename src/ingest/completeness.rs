//! Whether the text that a feed brings is the whole article or only its beginning.
//!
//! A feed's whole text needs no page: it is read as it is. Feeds that want to be clicked cut
//! their texts short, and most of them say so at the end.

use super::enclosure;
use crate::markup::html;
use crate::words::Words;

/// Characters that no teaser has; of scripts that need fewer characters for the same text, so
/// many count for one.
const LEAST: usize = 1_000;
const DENSE: usize = 3;
/// The end of a text, in characters, in which dots in brackets say that it was cut.
const END: usize = 60;
/// How many tags are gone back for the last paragraph or link that says something.
const MAX_OPENINGS: usize = 20;
/// What opens a paragraph or a link.
const OPENINGS: &[&str] = &["a", "p", "div", "br", "li", "h2", "h3"];

/// Whether a feed's HTML is a whole article.
#[must_use]
pub(crate) fn is_whole(feed_html: &str) -> bool {
    let feed_html = enclosure::before_files(feed_html);
    let text = html::plain(feed_html);
    let dense = text.chars().filter(|c| is_dense(*c)).count();
    let weight = text.chars().count() + dense * (DENSE - 1);
    weight >= LEAST && !is_cut(&text) && !leads_on(feed_html)
}

/// Whether a text breaks off with dots; in the middle of a sentence they are a pause.
fn is_cut(text: &str) -> bool {
    let from = text.char_indices().rev().nth(END).map_or(0, |(at, _)| at);
    let end = text[from..].trim_end();
    end.ends_with('…') || end.ends_with("...") || end.contains("[…]") || end.contains("[...]")
}

/// Whether the last words lead to the rest of a text: the last link begins or ends with such
/// words, or they stand for themselves at the very end.
fn leads_on(feed_html: &str) -> bool {
    let openings = feed_html.rmatch_indices('<').filter_map(|(at, _)| {
        let tag = &feed_html[at + 1..];
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        let mut known = OPENINGS.iter();
        let is_known = known.any(|known| known.eq_ignore_ascii_case(name));
        is_known.then_some((&feed_html[at..], name.eq_ignore_ascii_case("a")))
    });
    let last = openings.take(MAX_OPENINGS).find_map(|(tail, is_link)| {
        let end = tail
            .find("</a")
            .or_else(|| tail.find("</A"))
            .filter(|_| is_link);
        let (inside, behind) = tail.split_at(end.unwrap_or(0));
        let (link, behind) = (words(inside), words(behind));
        (!link.is_empty() || !behind.is_empty()).then_some((link, behind))
    });
    let (link, behind) = last.unwrap_or_else(|| (String::new(), words(feed_html)));
    let known = [Words::ReadOn, Words::ReadOnPart];
    let mut known = known.iter().flat_map(|words| words.all());
    known.any(|known| match behind.is_empty() {
        true => link.starts_with(known) || link.ends_with(known),
        false => behind.strip_suffix(known).is_some_and(|before| {
            let before = before.trim_end().chars().next_back();
            let is_apart = before.is_none_or(|c| !c.is_alphanumeric() && c != ',');
            is_apart || known.starts_with(is_dense)
        }),
    })
}

/// The text of some markup in lower case, without the dots, arrows and brackets around it.
fn words(markup: &str) -> String {
    let text = html::plain(markup).to_lowercase();
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Han, kana and Hangul: one character says what three letters do.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_that_ends_by_itself_is_whole() {
        let long = format!(
            "<p>{}</p><p>It ends here.</p>",
            "A sentence of it. ".repeat(80)
        );
        assert!(is_whole(&long));
        assert!(is_whole(&format!(
            "<p>{}</p>",
            "記事の本文です。".repeat(60)
        )));
        for end in [
            "and then …",
            "and then [...]",
            "<a href=/x>Continue reading<span> The title</span></a>",
            "<a href=/x>Lire la suite</a>",
            "続きを読む",
            "It went on. [Read more →]",
            "<a href=/x>» Read the full story at A Paper</a><img src=/x><br/>",
        ] {
            assert!(!is_whole(&format!("{long}<p>{end}</p>")), "{end}");
        }
        for word in Words::ReadOn.all() {
            for end in [
                format!("<p>{word}</p>"),
                format!("<p>It went on. {word} »</p>"),
                format!("<a href=/x><b>{word}</b> …</a></p>\n<p></p>"),
            ] {
                assert!(!is_whole(&format!("{long}{end}")), "{end}");
            }
        }
        for end in [
            "The best one can do is to listen and, above all, keep reading.",
            "There is more to read. <a href=/x>Read more</a> about the harbour here.",
            "Who wants to read more will find it in the library.",
        ] {
            assert!(is_whole(&format!("{long}<p>{end}</p>")), "{end}");
        }
    }

    #[test]
    fn a_teaser_is_not() {
        assert!(!is_whole(""));
        assert!(!is_whole("<p>Two sentences. That is all.</p>"));
        let markup = format!("<p {}>short</p>", "class='x' ".repeat(300));
        assert!(!is_whole(&markup));
    }
}
