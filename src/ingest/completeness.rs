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
/// The end of a text, in characters, in which it says that it goes on elsewhere.
const END: usize = 60;

/// Whether a feed's HTML is a whole article.
#[must_use]
pub(crate) fn is_whole(feed_html: &str) -> bool {
    let text = html::plain(enclosure::before_files(feed_html));
    let dense = text.chars().filter(|c| is_dense(*c)).count();
    let weight = text.chars().count() + dense * (DENSE - 1);
    if weight < LEAST {
        return false;
    }
    let from = text.char_indices().rev().nth(END).map_or(0, |(at, _)| at);
    let end = text[from..].to_lowercase();
    // Dots in the middle of a sentence are a pause.
    let mut dots = ["…", "..."].iter();
    let words = [Words::ReadOn, Words::ReadOnPart];
    let words = words.iter().flat_map(|words| words.all());
    let mut marks = ["[…]", "[...]"].iter().chain(words);
    !dots.any(|dots| end.trim_end().ends_with(dots)) && !marks.any(|mark| end.contains(mark))
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
        ] {
            assert!(!is_whole(&format!("{long}<p>{end}</p>")), "{end}");
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
