//! Addresses as people type and paste them: without a scheme, several at once, in brackets.

use url::Url;

use super::error::ProbeError;
use crate::ingest::import_formats::address::{self, is_host};
use crate::model::source::{Origin, redacted_address, shown_address};

/// Marks that stand around a pasted address and belong to none.
const AROUND: [char; 8] = ['<', '>', '"', '\'', ',', ';', '“', '”'];

/// An address that somebody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// With `https://` in front if the scheme was left out.
    pub url: Url,
    /// Whether the scheme was typed: then no other one is tried.
    pub has_scheme: bool,
}

/// The addresses in a text: white space parts them, and so does a comma or semicolon where no
/// address can have one.
///
/// # Errors
/// When one of them is not a web address, or there is none.
pub fn addresses(text: &str) -> Result<Vec<Typed>, ProbeError> {
    // A command may hold anything; it is refused as a whole.
    if Origin::of(text) != Origin::Web {
        return Err(ProbeError::OnThisMachine(shown_address(text.trim())));
    }
    let mut found: Vec<Typed> = Vec::new();
    let words = text.split_whitespace().flat_map(pieces);
    for word in words.map(|word| word.trim_matches(AROUND)) {
        if word.is_empty() {
            continue;
        }
        let typed = read(word).map_err(|error| as_a_whole(error, text))?;
        if !found.contains(&typed) {
            found.push(typed);
        }
    }
    if found.is_empty() {
        return Err(ProbeError::NotAnAddress(text.trim().to_owned()));
    }
    Ok(found)
}

/// Words without any address among them are shown as they were typed.
fn as_a_whole(error: ProbeError, text: &str) -> ProbeError {
    match error {
        ProbeError::NotAnAddress(_) if !text.contains("//") => {
            ProbeError::NotAnAddress(redacted_address(text.trim()))
        }
        other => other,
    }
}

/// One address.
///
/// # Errors
/// When it is not a web address.
pub fn address(typed: &str) -> Result<Url, ProbeError> {
    if Origin::of(typed) != Origin::Web {
        return Err(ProbeError::OnThisMachine(shown_address(typed.trim())));
    }
    read(typed.trim()).map(|typed| typed.url)
}

fn read(word: &str) -> Result<Typed, ProbeError> {
    let refused = || ProbeError::NotAnAddress(redacted_address(word));
    if Origin::of(word) != Origin::Web {
        return Err(ProbeError::OnThisMachine(shown_address(word)));
    }
    let plain = address::without_feed(word);
    let word = plain.as_deref().unwrap_or(word);
    let (url, has_scheme) = match Url::parse(word) {
        Ok(url) if url.has_host() => (url, true),
        _ if word.contains("://") || !is_host(word) => return Err(refused()),
        _ => {
            let url = Url::parse(&format!("https://{word}")).map_err(|_| refused())?;
            (url, false)
        }
    };
    let is_web = matches!(url.scheme(), "http" | "https");
    is_web
        .then_some(Typed { url, has_scheme })
        .ok_or_else(refused)
}

/// A word parted where a comma or semicolon cannot be a part of an address: inside of a host,
/// before a scheme, or before a host with a path.
fn pieces(word: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut from) = (0, 0);
    while let Some(at) = word[from..].find([',', ';']).map(|at| from + at) {
        from = at + 1;
        let (piece, rest) = (&word[start..at], &word[from..]);
        let behind = piece.split_once("://").map_or(piece, |(_, behind)| behind);
        let is_in_host = !behind.contains(['/', '?', '#']);
        if is_in_host || begins_with_address(rest) {
            pieces.push(piece);
            start = from;
        }
    }
    pieces.push(&word[start..]);
    pieces
}

fn begins_with_address(text: &str) -> bool {
    let has_scheme = ["http://", "https://", "feed:"].iter().any(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    });
    has_scheme || text.find('/').is_some_and(|end| is_domain(&text[..end]))
}

/// A host that can hardly be a part of a path: its last label is one of letters.
fn is_domain(text: &str) -> bool {
    let last = text.rsplit('.').next().unwrap_or_default();
    is_host(text) && last.len() > 1 && last.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn urls(text: &str) -> Vec<String> {
        let found = addresses(text).expect(text);
        found.into_iter().map(|typed| typed.url.into()).collect()
    }

    #[test]
    fn several_are_several() {
        let both = ["https://a.example/feed", "https://b.example/x"];
        for text in [
            "https://a.example/feed https://b.example/x",
            "https://a.example/feed\nhttps://b.example/x\r\n",
            "https://a.example/feed,https://b.example/x",
            " <https://a.example/feed>, <https://b.example/x> ",
            "a.example/feed;b.example/x",
            "a.example/feed, b.example/x",
            "\"https://a.example/feed\"\t\"https://b.example/x\"",
            "https://a.example/feed https://b.example/x https://a.example/feed",
        ] {
            assert_eq!(urls(text), both, "{text}");
        }
        assert_eq!(
            urls("a.example,b.example"),
            ["https://a.example/", "https://b.example/"]
        );
    }

    #[test]
    fn a_comma_inside_an_address_stays() {
        for one in [
            "https://a.example/list,1,2.html",
            "https://a.example/?tags=a,b;c",
            "https://a.example/@1.5,2.5/x",
        ] {
            assert_eq!(urls(one), [one]);
        }
    }

    #[test]
    fn a_scheme_may_be_left_out() {
        for (typed, url) in [
            ("example.org/news", "https://example.org/news"),
            ("127.0.0.1:8812/feed", "https://127.0.0.1:8812/feed"),
            ("localhost:8812/feed", "https://localhost:8812/feed"),
            ("localhost", "https://localhost/"),
            ("nas:8080", "https://nas:8080/"),
            ("[::1]:8812/feed", "https://[::1]:8812/feed"),
            ("me:pw@example.org/feed", "https://me:pw@example.org/feed"),
        ] {
            let found = addresses(typed).expect(typed);
            assert_eq!((found[0].url.as_str(), found[0].has_scheme), (url, false));
        }
        for (typed, url) in [
            ("feed://example.org/rss", "http://example.org/rss"),
            ("feed:https://example.org/rss", "https://example.org/rss"),
            ("FEED:example.org/rss", "https://example.org/rss"),
            ("pcast://example.org/rss", "http://example.org/rss"),
        ] {
            assert_eq!(urls(typed), [url]);
            assert_eq!(address(typed).expect(typed).as_str(), url);
        }
        assert_eq!(
            urls("feed://a.example/1,feed:https://b.example/2"),
            ["http://a.example/1", "https://b.example/2"]
        );
        let found = addresses("http://localhost:8080/x").expect("an address");
        assert_eq!(found[0].url.as_str(), "http://localhost:8080/x");
        assert!(found[0].has_scheme);
    }

    #[test]
    fn what_is_no_address_is_refused_without_its_password() {
        for wrong in [
            "",
            " , ",
            "two words.org",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "nonsense",
            "ftp://a.example/",
            "https://",
            "exec:curl https://a.example",
            "feed:exec:curl https://a.example",
            "feed:file:///etc/passwd",
            "feed.xml",
            "mailto:me@a.example",
        ] {
            assert!(addresses(wrong).is_err(), "{wrong}");
            assert!(address(wrong).is_err(), "{wrong}");
        }
        for wrong in ["ftp://me:secret@a.example", "https://me:se cret@a.example"] {
            let error = addresses(wrong).expect_err(wrong).to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in "[a-z:/.,;@ \\[\\]#?0-9<>é]{0,40}") {
            if let Ok(found) = addresses(&text) {
                prop_assert!(!found.is_empty());
                prop_assert!(found.iter().all(|typed| typed.url.has_host()));
            }
        }
    }
}
