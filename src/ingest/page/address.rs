//! What the address of a link tells about the page behind it.

use url::Url;

use super::words::is_one_of;
use crate::model::address::is_under;
use crate::model::spelling::capitalised;

/// Whether an address looks like that of a list; `None` when it cannot be an article's at
/// all: on another site, or a file.
pub(in crate::ingest) fn kind_of_address(address: &str, base: &Url) -> Option<bool> {
    let url = Url::parse(address).ok()?;
    if !is_same_site(url.host_str()?, base.host_str()?) {
        return None;
    }
    is_list(&url)
}

/// Whether an address on any site looks like that of a list; `None` for files and for the
/// root of a site.
pub(super) fn is_list(url: &Url) -> Option<bool> {
    let path = url.path().trim_end_matches('/').to_ascii_lowercase();
    if path.is_empty() && url.query().is_none() {
        return None;
    }
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_file = matches!(
        extension,
        "jpg"
            | "jpeg"
            | "png"
            | "gif"
            | "pdf"
            | "zip"
            | "xml"
            | "rss"
            | "mp3"
            | "mp4"
            | "svg"
            | "webp"
    );
    (!is_file).then(|| path.split('/').any(is_list_segment))
}

/// Whether two addresses are of one site.
pub(super) fn is_own(url: &Url, base: &Url) -> bool {
    match (url.host_str(), base.host_str()) {
        (Some(host), Some(own)) => is_same_site(host, own),
        _ => false,
    }
}

/// The same host, or another host of the same domain.
fn is_same_site(host: &str, other: &str) -> bool {
    let host = host.strip_prefix("www.").unwrap_or(host);
    let other = other.strip_prefix("www.").unwrap_or(other);
    is_under(host, other) || is_under(other, host)
}

/// Path segments of lists, people and services.
fn is_list_segment(segment: &str) -> bool {
    const SEGMENTS: &str = "tag tags category categories archive archives about page author authors autor \
        autoren autores auteur auteurs autore search contact links link login signup \
        register account privacy terms imprint impressum feed rss topic topics keyword \
        keywords user users profile subscribe newsletter newsletters cart shop help faq \
        cookies legal";
    is_one_of(segment, SEGMENTS)
}

/// Whether an address ends like an article's: with several words, a date or a long number.
pub(super) fn is_article_like(address: &str) -> bool {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let digits = |text: &str, least: usize| {
        text.split(|c: char| !c.is_ascii_digit())
            .any(|run| run.len() >= least)
    };
    let last = path
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or(path);
    let words = last.split(['-', '_']).filter(|word| !word.is_empty());
    words.count() >= 4
        || last.contains("%E")
        || digits(last, 4)
        || digits(query, 1)
        || path
            .split('/')
            .filter(|part| digits(part, 1) && part.len() <= 4)
            .count()
            >= 2
}

/// The words that an address ends with, as a title: `/2024/dam-gives-way-81.html` is "Dam
/// gives way". `None` when it has no words.
pub(in crate::ingest) fn words_of_address(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let segments = url.path().split('/').map(decode);
    // The last of the longest: ids and "index.html" may follow the words.
    let segment = segments.max_by_key(|segment| words_in(segment).count())?;
    let words: Vec<&str> = words_in(&segment).collect();
    let text = crate::markup::clean::line(&words.join(" "));
    let is_text = !words.is_empty() && !text.is_empty();
    is_text.then(|| capitalised(&text))
}

/// Words of a path segment, without its extension and without numbers at its ends.
fn words_in(segment: &str) -> impl Iterator<Item = &str> {
    let extensions = [".html", ".htm", ".php", ".aspx", ".shtml", ".jsp"];
    let segment = extensions
        .iter()
        .find_map(|end| segment.strip_suffix(end))
        .unwrap_or(segment);
    let is_edge = |c: char| !c.is_alphabetic();
    let is_id = |word: &str| {
        word.len() >= 6 && word.bytes().any(|byte| byte.is_ascii_digit()) && word.is_ascii()
    };
    segment
        .trim_matches(is_edge)
        .split(['-', '_', '+', ' '])
        .filter(move |word| {
            !word.is_empty() && !is_id(word) && !matches!(*word, "index" | "default")
        })
}

/// Undoes percent-encoding; what is not valid stays as it is.
fn decode(segment: &str) -> String {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let decoded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match decoded.filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_from_addresses() {
        for (address, words) in [
            (
                "https://e.org/2024/01/dam-gives-way.html",
                Some("Dam gives way"),
            ),
            (
                "https://e.org/news/dam_gives_way-813204/index.html",
                Some("Dam gives way"),
            ),
            ("https://e.org/a/%C3%A9t%C3%A9-en-%E0", Some("Été en")),
            ("https://e.org/813204/", None),
            ("https://e.org/", None),
        ] {
            assert_eq!(words_of_address(address).as_deref(), words, "{address}");
        }
    }

    #[test]
    fn articles_are_told_from_sections() {
        for article in [
            "//e.org/n/dam-gives-way-again",
            "//e.org/a813204",
            "//e.org/2024/01/x",
            "//e.org/view?id=7",
        ] {
            assert!(is_article_like(article), "{article}");
        }
        for section in [
            "//e.org/sport",
            "//e.org/world/middle-east",
            "//e.org/weather",
        ] {
            assert!(!is_article_like(section), "{section}");
        }
    }
}
