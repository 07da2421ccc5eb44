//! What other readers write where an address belongs: web addresses in all their spellings,
//! and everything else that must not come in.

use core::net::{Ipv4Addr, Ipv6Addr};

use url::Url;

use super::subscriptions::Reason;
use crate::markup::clean;

/// A web address out of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// It, without user name and password.
    pub url: String,
    /// It carried a user name or password.
    pub had_password: bool,
}

/// Schemes that mean "a feed at this web address".
const FEED_SCHEMES: &[&str] = &["feed", "feeds", "rss", "atom", "itpc", "pcast", "podcast"];

/// Endings of files that lists of feeds name; none is a top-level domain.
const FILE_ENDINGS: &[&str] = &[
    "xml", "rss", "rdf", "atom", "opml", "json", "html", "htm", "php", "asp", "aspx", "jsp", "cgi",
    "txt",
];

/// Reads what stands where an address belongs; relative ones against `base`.
///
/// # Errors
/// The reason why it cannot come in.
pub fn read(stated: &str, base: Option<&Url>) -> Result<Address, Reason> {
    // Long addresses are broken over lines by mail programs and by hand.
    let stated: String = clean::line(stated).split(['\n', '\t']).collect();
    let stated = stated.trim().trim_matches(['<', '>']).trim();
    if stated.is_empty() {
        return Err(Reason::NoAddress);
    }
    if stated.starts_with('|') {
        return Err(Reason::Command);
    }
    let Some((scheme, rest)) = scheme(stated) else {
        return relative(stated, base);
    };
    match scheme.as_str() {
        "http" | "https" => web(stated, None),
        "exec" | "filter" | "script" | "cmd" => Err(Reason::Command),
        "query" => Err(Reason::Query),
        "file" => Err(Reason::File),
        _ if FEED_SCHEMES.contains(&scheme.as_str()) => read(&plain(&scheme, rest), base),
        // A host with a port, or a user's name, reads like a scheme.
        _ if is_host(stated) => relative(stated, None),
        _ => Err(Reason::Scheme),
    }
}

/// The scheme in lower case and what follows its colon.
fn scheme(text: &str) -> Option<(String, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    fits.then(|| (scheme.to_ascii_lowercase(), rest))
}

/// The web address in one of a feed's own schemes.
#[must_use]
pub fn without_feed(stated: &str) -> Option<String> {
    let (scheme, rest) = scheme(stated)?;
    let is_feed = FEED_SCHEMES.contains(&scheme.as_str());
    is_feed.then(|| plain(&scheme, rest))
}

/// `feed://example.org/` and `feed:https://example.org/` without the `feed`.
fn plain(scheme: &str, rest: &str) -> String {
    if rest.starts_with("//") {
        let secure = if scheme == "feeds" { "https" } else { "http" };
        format!("{secure}:{rest}")
    } else {
        rest.to_owned()
    }
}

fn web(stated: &str, base: Option<&Url>) -> Result<Address, Reason> {
    let url = clean::web_url(stated, base).ok_or(Reason::NoAddress)?;
    let parsed = Url::parse(stated).ok();
    let had_password =
        parsed.is_some_and(|url| !url.username().is_empty() || url.password().is_some());
    Ok(Address { url, had_password })
}

fn relative(stated: &str, base: Option<&Url>) -> Result<Address, Reason> {
    if let Some(rest) = stated.strip_prefix("//")
        && is_host(rest)
    {
        let scheme = base.map_or("https", Url::scheme);
        return web(&format!("{scheme}:{stated}"), None);
    }
    if let Some(base) = base {
        return web(stated, Some(base));
    }
    if is_host(stated) {
        return web(&format!("http://{stated}"), None);
    }
    let windows = stated.as_bytes().get(1) == Some(&b':');
    if stated.starts_with(['/', '~', '.', '\\']) || windows {
        return Err(Reason::File);
    }
    Err(Reason::NoAddress)
}

/// Whether a text without a scheme begins with a host, as people write addresses: a name with a
/// dot, `localhost`, an IP address, or any name with a port; perhaps behind a user's name.
#[must_use]
pub fn is_host(text: &str) -> bool {
    let authority = text.split(['/', '?', '#']).next().unwrap_or_default();
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let is_mail = user
        .get(..7)
        .is_some_and(|head| head.eq_ignore_ascii_case("mailto:"));
    if is_mail || user.contains(char::is_whitespace) {
        return false;
    }
    let is_port = |port: &str| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    if let Some((inner, port)) = host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let is_address = inner.parse::<Ipv6Addr>().is_ok();
        return is_address && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port));
    }
    let (name, port) = match host.split_once(':') {
        Some((name, port)) if is_port(port) => (name, Some(port)),
        Some(_) => return false,
        None => (host, None),
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let mut labels = name.split('.');
    let are_labels = labels.all(|label| !label.is_empty() && label.chars().all(fits));
    are_labels && (port.is_some() || is_known(name))
}

/// Whether a name is that of a host although nothing else says so.
fn is_known(name: &str) -> bool {
    let Some((_, top)) = name.rsplit_once('.') else {
        return name.eq_ignore_ascii_case("localhost");
    };
    let top = top.to_lowercase();
    let is_named = top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
    let is_file = FILE_ENDINGS.contains(&top.as_str());
    name.parse::<Ipv4Addr>().is_ok() || top.starts_with("xn--") || (is_named && !is_file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_in_all_spellings() {
        let base = Url::parse("https://base.example/lists/my.opml").unwrap();
        for (stated, url) in [
            (
                " https://a.example/feed?x=1&y=2 ",
                "https://a.example/feed?x=1&y=2",
            ),
            ("HTTP://A.example/Feed", "http://a.example/Feed"),
            ("feed://a.example/rss", "http://a.example/rss"),
            ("feed:https://a.example/rss", "https://a.example/rss"),
            ("itpc://a.example/pod", "http://a.example/pod"),
            ("a.example/feed.xml", "http://a.example/feed.xml"),
            ("a.example:8080/feed", "http://a.example:8080/feed"),
            ("127.0.0.1:8812/feed", "http://127.0.0.1:8812/feed"),
            ("192.168.1.5/feed", "http://192.168.1.5/feed"),
            ("localhost:8812/feed", "http://localhost:8812/feed"),
            ("localhost/feed", "http://localhost/feed"),
            ("nas:8080/feed", "http://nas:8080/feed"),
            ("[::1]:8812/feed", "http://[::1]:8812/feed"),
            ("feed:a.example/feed", "http://a.example/feed"),
            ("feed:feed://a.example/feed", "http://a.example/feed"),
            ("//a.example/feed", "https://a.example/feed"),
            ("<https://a.example/>", "https://a.example/"),
            ("https://a.example/a b", "https://a.example/a%20b"),
        ] {
            assert_eq!(
                read(stated, None).map(|found| found.url),
                Ok(url.to_owned()),
                "{stated}"
            );
        }
        let joined = |stated| read(stated, Some(&base)).map(|found| found.url);
        assert_eq!(
            joined("feed.xml"),
            Ok("https://base.example/lists/feed.xml".to_owned())
        );
        assert_eq!(
            joined("/feed.xml"),
            Ok("https://base.example/feed.xml".to_owned())
        );
        let secret = read("https://me:secret@a.example/", None).unwrap();
        assert_eq!(
            (secret.url.as_str(), secret.had_password),
            ("https://a.example/", true)
        );
        let secret = read("me:secret@a.example/feed", Some(&base)).unwrap();
        assert_eq!(
            (secret.url.as_str(), secret.had_password),
            ("http://a.example/feed", true)
        );
    }

    #[test]
    fn what_must_not_come_in() {
        for (stated, reason) in [
            ("exec:touch x", Reason::Command),
            ("Exec:touch x", Reason::Command),
            ("feed:exec:touch x", Reason::Command),
            ("filter:sed:http://a.example/", Reason::Command),
            ("|/usr/bin/feed", Reason::Command),
            ("query:Unread:unread = \"yes\"", Reason::Query),
            ("file:///etc/passwd", Reason::File),
            ("/home/me/feed.xml", Reason::File),
            ("~/feed.xml", Reason::File),
            ("c:\\feeds\\a.xml", Reason::Scheme),
            ("ftp://a.example/feed", Reason::Scheme),
            ("javascript:alert(1)", Reason::Scheme),
            ("mailto:me@a.example", Reason::Scheme),
            ("some words", Reason::NoAddress),
            ("feed.xml", Reason::NoAddress),
            ("index.PHP?feed=rss", Reason::NoAddress),
            ("http://", Reason::NoAddress),
            ("", Reason::NoAddress),
        ] {
            assert_eq!(read(stated, None), Err(reason), "{stated}");
        }
    }

    proptest! {
        #[test]
        fn only_web_addresses_come_in(stated in "[a-z:/.|~@ ]{0,24}") {
            if let Ok(found) = read(&stated, None) {
                prop_assert!(found.url.starts_with("http://") || found.url.starts_with("https://"));
                // Reading it again changes nothing.
                prop_assert_eq!(read(&found.url, None).map(|again| again.url), Ok(found.url));
            }
        }
    }
}
