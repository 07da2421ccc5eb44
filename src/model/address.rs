//! Addresses as they may be shown: no user name and no password ever leaves the configuration,
//! neither to the screen nor into a log, an export or a message.

use url::Url;

/// Whether a host is a domain or one of its hosts: label by label, so that `dropbox.com` is no
/// host of `x.com`. The domain may be a single label.
#[must_use]
pub fn is_under(host: &str, domain: &str) -> bool {
    let rest = host.strip_suffix(domain);
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// An address as it may be shown: user name and password stay in the configuration.
#[must_use]
pub fn shown_address(address: &str) -> String {
    redacted(address)
}

/// A text without the user names and passwords of all addresses in it.
#[must_use]
pub fn redacted(text: &str) -> String {
    let mut shown = once(text);
    // What is left may look like an address again; each turn makes it shorter.
    loop {
        let again = once(&shown);
        if again == shown {
            return shown;
        }
        shown = again;
    }
}

fn once(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = authority_of(rest) {
        let (before, from) = rest.split_at(at);
        shown.push_str(before);
        rest = &from[secret(from)..];
    }
    shown.push_str(rest);
    without_schemeless(&shown)
}

/// The same for "name:password@host.org/…" without a scheme, as people write it by mistake.
fn without_schemeless(text: &str) -> String {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '(' | ')');
    text.split_inclusive(is_end)
        .map(|word| &word[secret_of_word(word.trim_end_matches(is_end))..])
        .collect()
}

fn secret_of_word(word: &str) -> usize {
    let Some((scheme, rest)) = word.split_once(':') else {
        return 0;
    };
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let Some(at) = authority.rfind('@') else {
        return 0;
    };
    let host = authority[at + 1..].split(':').next().unwrap_or_default();
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_host = host == "localhost"
        || host.parse::<core::net::IpAddr>().is_ok()
        || (host.contains('.') && last.len() > 1 && last.bytes().all(|b| b.is_ascii_alphabetic()));
    let is_mail = ["mailto", "acct", "xmpp", "sip"].contains(&scheme.to_lowercase().as_str());
    if !is_host || is_mail || scheme.contains('/') || scheme.is_empty() {
        return 0;
    }
    scheme.len() + 1 + at + 1
}

/// What somebody typed or wrote as an address, perhaps without its scheme.
#[must_use]
pub fn redacted_address(typed: &str) -> String {
    let typed = typed.trim_start();
    let has_scheme = typed
        .find(':')
        .is_some_and(|at| typed[at..].starts_with("://"));
    if has_scheme || !typed.contains('@') || typed.starts_with("mailto:") {
        return redacted(typed);
    }
    let with_slashes = redacted(&format!("//{typed}"));
    with_slashes.trim_start_matches('/').to_owned()
}

/// Where the next address's user name, password and host begin: behind two slashes, or behind a
/// web scheme with as few or as many as the standard of addresses forgives (WHATWG URL).
fn authority_of(text: &str) -> Option<usize> {
    let slashes = text.find("//");
    let scheme = ["http:", "https:"].into_iter().filter_map(|scheme| {
        let mut windows = text.as_bytes().windows(scheme.len());
        let at = windows.position(|window| window.eq_ignore_ascii_case(scheme.as_bytes()))?;
        Some(at + scheme.len())
    });
    let at = slashes.into_iter().chain(scheme).min()?;
    let rest = &text[at..];
    Some(at + rest.len() - rest.trim_start_matches(['/', '\\']).len())
}

/// How many bytes at the beginning of an authority are user name and password.
fn secret(text: &str) -> usize {
    let is_end = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>');
    let address = &text[..text.find(is_end).unwrap_or(text.len())];
    let end = address.find(['/', '\\', '?', '#']).unwrap_or(address.len());
    let authority = &address[..end];
    // A password with a slash that nobody encoded breaks the host; then all before the last
    // sign may be a part of it.
    let is_broken = || Url::parse(&format!("http://{authority}")).is_err();
    let at = match authority.rfind('@') {
        None if is_broken() => address.rfind('@'),
        at => at,
    };
    at.map_or(0, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hosts_are_compared_by_labels() {
        for (host, domain) in [
            ("x.com", "x.com"),
            ("platform.x.com", "x.com"),
            ("harbour.localhost", "localhost"),
        ] {
            assert!(is_under(host, domain), "{host} of {domain}");
        }
        for (host, domain) in [
            ("dropbox.com", "x.com"),
            ("x.com.example", "x.com"),
            ("com", "x.com"),
            ("notlocalhost", "localhost"),
        ] {
            assert!(!is_under(host, domain), "{host} of {domain}");
        }
    }

    #[test]
    fn a_password_is_not_shown() {
        for (address, shown) in [
            (
                "https://me:secret@a.example/feed?x=1",
                "https://a.example/feed?x=1",
            ),
            ("https://token@a.example/", "https://a.example/"),
            ("HTTPS://me:secret@a.example", "HTTPS://a.example"),
            ("https:me:secret@a.example/", "https:a.example/"),
            ("https:/me:secret@a.example/", "https:/a.example/"),
            ("http:\\\\me:secret@a.example", "http:\\\\a.example"),
            ("//me:secret@a.example/x", "//a.example/x"),
            ("https://me:se@cret@a.example/", "https://a.example/"),
            ("https://me:se/cret@a.example/", "https://a.example/"),
            ("https://me:se#cret@a.example/", "https://a.example/"),
            (
                "https://b.example/?u=http://me:secret@a.example/",
                "https://b.example/?u=http://a.example/",
            ),
            (
                "exec:curl https://me:secret@a.example",
                "exec:curl https://a.example",
            ),
            ("postgres://me:secret@db/x", "postgres://db/x"),
        ] {
            assert_eq!(shown_address(address), shown);
        }
        for (address, shown) in [
            ("me:secret@a.example/feed", "a.example/feed"),
            (
                "url = \"me:secret@a.example:80/\"",
                "url = \"a.example:80/\"",
            ),
            ("me:secret@127.0.0.1:80/x", "127.0.0.1:80/x"),
        ] {
            assert_eq!(redacted(address), shown);
        }
        for address in [
            "https://a.example",
            "at 10:30@home, and npm:pkg@1.2",
            "a.example:80/x@b.example",
            "https://a.example/@me/feed",
            "https://a.example:8080/x@y?z=a@b",
            "exec:fetch me@home",
            "mailto:me@a.example",
            "no address",
            "see http: me@home",
        ] {
            assert_eq!(shown_address(address), address);
        }
    }

    #[test]
    fn a_text_loses_every_password_in_it() {
        let text =
            "\"https://me:a@x.example/1\": moved to <http://me:b@y.example/> (https://z.example)";
        assert_eq!(
            redacted(text),
            "\"https://x.example/1\": moved to <http://y.example/> (https://z.example)"
        );
    }

    #[test]
    fn an_address_may_be_typed_without_its_scheme() {
        for (typed, shown) in [
            ("me:secret@a.example/feed", "a.example/feed"),
            ("a.example/@me", "a.example/@me"),
            ("https://me:secret@a.example", "https://a.example"),
            ("mailto:me@a.example", "mailto:me@a.example"),
        ] {
            assert_eq!(redacted_address(typed), shown);
        }
    }

    proptest! {
        #[test]
        fn no_address_that_the_parser_knows_keeps_its_password(
            scheme in "https?:[/\\\\]{0,3}",
            user in "[a-z:/?#@\\\\'(%]{0,3}",
            host in "[a-z]{1,5}(:[0-9]{1,3})?",
            before in "[a-z (\"]{0,3}",
            rest in "([/?#][a-z@:/]{0,6})?",
        ) {
            let address = format!("{scheme}{user}hunter2@{host}{rest}");
            let Ok(url) = Url::parse(&address) else { return Ok(()) };
            let is_secret = url.username().contains("hunter2")
                || url.password().is_some_and(|password| password.contains("hunter2"));
            prop_assume!(is_secret);
            let shown = redacted(&format!("{before} {address}"));
            prop_assert!(!shown.contains("hunter2"), "{} became {}", address, shown);
        }

        #[test]
        fn redacting_twice_changes_nothing_more(text in "[a-z:/@# ]{0,24}") {
            let once = redacted(&text);
            prop_assert_eq!(redacted(&once), once);
        }
    }
}
