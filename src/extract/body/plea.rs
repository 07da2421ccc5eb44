//! Where a text ends, its publisher often asks for something: "Please sign up for our daily
//! newsletter". The plea is dressed as the last paragraph is, so only its words tell it.

use std::sync::LazyLock;

use crate::extract::page::outline::Outline;
use crate::fold::folded;
use crate::words::Words;

/// Longest plea, in size units.
const MAX_SIZE: u32 = 260;
/// How many of the last paragraphs are looked at.
const LAST: usize = 3;
/// Fewest leaves of a text whose end is looked at.
const MIN_LEAVES: usize = 5;

/// The parts of each plea, which follow each other.
static PLEAS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let parts = |line: &&str| line.split('…').map(|part| padded(&folded(part))).collect();
    Words::Plea.all().iter().map(parts).collect()
});

/// Drops the pleas at the end of the kept text.
pub(in crate::extract) fn drop_last(outline: &Outline<'_>, kept: &mut [bool]) {
    let text: Vec<usize> = (0..kept.len()).filter(|&at| kept[at]).collect();
    if text.len() < MIN_LEAVES {
        return;
    }
    for &at in &text[text.len() - LAST..] {
        let leaf = &outline.leaves[at];
        kept[at] = leaf.measure.size > MAX_SIZE || !is_plea(&outline.leaf_text(leaf));
    }
}

/// Whether a text asks for something; what somebody else says does not.
fn is_plea(text: &str) -> bool {
    if text.contains(['"', '“', '”', '„', '«', '»', '「']) {
        return false;
    }
    let text = padded(&folded(text));
    PLEAS.iter().any(|parts| {
        let mut rest = text.as_str();
        parts.iter().all(|part| match rest.find(part.as_str()) {
            Some(at) => {
                // The blank behind a part is the one before the next.
                rest = &rest[at + part.len() - 1..];
                true
            }
            None => false,
        })
    })
}

/// A text whose words all have a blank on both sides.
fn padded(text: &str) -> String {
    format!(" {} ", text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn last(paragraph: &str) -> bool {
        let html = format!("{}<p>{paragraph}</p>", "<p>The ferry left.</p>".repeat(5));
        let document = Html::parse_document(&html);
        let outline = Outline::of(&document, &[]);
        let mut kept = vec![true; outline.leaves.len()];
        drop_last(&outline, &mut kept);
        assert_eq!(&kept[..5], [true; 5]);
        kept[5]
    }

    #[test]
    fn a_plea_is_no_end_of_a_story() {
        for plea in [
            "Our site is the place for the news. Please sign up for our daily newsletter, Quay, here.",
            "Follow us on Facebook and Mastodon!",
            "Folgen Sie uns auf Mastodon.",
            "Abonnez-vous à notre lettre.",
            "The post The red crane appeared first on Harbour.",
        ] {
            assert!(!last(plea), "{plea}");
        }
        for text in [
            "They all had to sign up for the night watch.",
            "“Follow us on the water,” she said.",
            "Sign up for our rowing course until Sunday.",
            "Nobody followed us on foot.",
        ] {
            assert!(last(text), "{text}");
        }
    }
}
