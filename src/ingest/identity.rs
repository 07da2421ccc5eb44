//! When two entries are the same headline.
//!
//! The feed's own id decides if it has one; then the address without what changes from one
//! download to the next; then the words. The key is stored, so the rules here must stay as
//! they are. What becomes of entries that share an id is in [`shared`].

pub mod shared;

use url::Url;

use crate::markup::address::{is_tracking, normalise};
use crate::markup::clean;
use crate::model::Entry;
use crate::model::spelling::capitalised;

/// The key of an entry inside its source, as long as no other entry has the same id.
#[must_use]
pub fn key(entry: &Entry) -> String {
    if let Some(link) = entry.link.as_deref().filter(|_| entry.by_link) {
        return address_key(link);
    }
    let id = entry.id.trim();
    if !id.is_empty() {
        return if is_address(id) {
            address_key(id)
        } else {
            id.to_owned()
        };
    }
    match &entry.link {
        Some(link) => address_key(link),
        None => digest(&[&entry.title]),
    }
}

/// As [`normalise`], but a fragment stays: a change log is one page with an entry at each.
pub(crate) fn address_key(url: &str) -> String {
    let key = normalise(url);
    match url.split_once('#') {
        Some((_, fragment)) if !key.contains('#') && is_anchor(fragment) => {
            format!("{key}#{fragment}")
        }
        _ => key,
    }
}

/// Whether a fragment names a place in the page and not the way the reader came.
fn is_anchor(fragment: &str) -> bool {
    !fragment.is_empty()
        && !is_tracking(fragment)
        && !matches!(
            fragment,
            "comments" | "respond" | "top" | "content" | "main"
        )
}

/// The words that an address ends in, as sites make them of titles: `/2026/11/harbour-opens.html`
/// is "Harbour opens". `None` where a number or a single short word stands there.
#[must_use]
pub fn words(url: &str) -> Option<String> {
    let url = Url::parse(url.trim()).ok()?;
    let end = url.path().rsplit('/').find(|part| !part.is_empty())?;
    let (end, _) = url::form_urlencoded::parse(end.as_bytes()).next()?;
    let end = end.rsplit_once('.').map_or(&*end, |(name, _)| name);
    let words = end.split(['-', '_', '+', ' ']);
    let is_number = |word: &str| word.chars().any(|c| c.is_ascii_digit()) && word.len() > 4;
    let words: Vec<&str> = words
        .filter(|word| !word.is_empty() && !is_number(word))
        .collect();
    let line = clean::line(&words.join(" "));
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    if words.len() < 2 || letters < 6 {
        return None;
    }
    Some(capitalised(&line))
}

fn is_address(id: &str) -> bool {
    id.starts_with("http://") || id.starts_with("https://")
}

/// A short stable name for some texts: 128 bits of FNV-1a, in hexadecimal. It is no defence
/// against collisions made on purpose; a source can only harm its own headlines with them.
#[must_use]
pub fn digest(parts: &[&str]) -> String {
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    let mut hash = BASIS;
    for part in parts {
        for byte in part.bytes().chain([0xff]) {
            hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
        }
    }
    format!("{hash:032x}")
}

/// Whether a text is a [`digest`].
fn is_digest(text: &str) -> bool {
    let is_hex = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == 32 && text.bytes().all(is_hex)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(id: &str, link: &str, title: &str) -> Entry {
        Entry {
            id: id.to_owned(),
            link: Some(link.to_owned()).filter(|link| !link.is_empty()),
            title: title.to_owned(),
            ..Entry::default()
        }
    }

    #[test]
    fn moved_and_updated_entries_keep_their_key() {
        let first = entry(
            "http://www.example.org/a/?utm_source=rss",
            "http://example.org/a",
            "A",
        );
        let moved = entry(
            "https://example.org/a",
            "https://example.org/2024/a",
            "A, updated",
        );
        assert_eq!(key(&first), key(&moved));
        assert_eq!(
            key(&entry("tag:x,1", "http://a/", "t")),
            key(&entry("tag:x,1", "http://b/", "u"))
        );
        assert_ne!(key(&entry("", "", "One")), key(&entry("", "", "Two")));
    }

    #[test]
    fn a_change_log_is_one_page_with_many_entries() {
        let change = |version: &str| entry(&format!("http://e.org/log#{version}"), "", "");
        assert_ne!(key(&change("1.0")), key(&change("1.1")));
    }

    #[test]
    fn an_address_may_end_in_words() {
        for (url, said) in [
            (
                "https://n.example/2026/11/harbour-link-opens.html",
                Some("Harbour link opens"),
            ),
            (
                "https://n.example/news/12345678-harbour_opens/",
                Some("Harbour opens"),
            ),
            (
                "https://n.example/%C3%A9t%C3%A9-au-port",
                Some("Été au port"),
            ),
            ("https://n.example/?p=12", None),
            ("https://n.example/p/83a1f-0b", None),
            ("https://n.example/article", None),
            ("no address", None),
        ] {
            assert_eq!(words(url).as_deref(), said, "{url}");
        }
    }

    proptest! {
        #[test]
        fn tracking_never_changes_a_key(path in "[a-z0-9/]{0,20}", value in "[a-z0-9]{0,8}") {
            let plain = format!("https://example.org/{path}");
            let tracked = format!("{plain}?utm_campaign={value}#xtor={value}");
            prop_assert_eq!(normalise(&plain), normalise(&tracked));
            prop_assert_eq!(key(&entry(&plain, "", "")), key(&entry(&tracked, "", "x")));
        }

        #[test]
        fn different_articles_differ(a in "[a-z]{1,9}", b in "[a-z]{1,9}") {
            prop_assume!(a != b);
            prop_assert_ne!(digest(&[&a, &b]), digest(&[&b, &a]));
            let link = |name: &str| format!("https://example.org/{name}");
            prop_assert_ne!(key(&entry("", &link(&a), "t")), key(&entry("", &link(&b), "t")));
        }
    }
}
