//! How long an answer says it stays good, and how long a server asks to be left alone.
//! Pure: RFC 9111 (caching) sections 4.2.1 and 5.2.2.1, RFC 9110 section 10.2.3 (Retry-After).

use std::time::{Duration, SystemTime};

/// The headers that matter here, as text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Headers<'a> {
    /// All `Cache-Control` lines, joined with commas.
    pub(super) cache_control: Option<&'a str>,
    /// `Expires`.
    pub(super) expires: Option<&'a str>,
    /// `Date`.
    pub(super) date: Option<&'a str>,
    /// `Age`.
    pub(super) age: Option<&'a str>,
    /// `Retry-After`.
    pub(super) retry_after: Option<&'a str>,
}

/// For how long the answer is fresh from now on; `None` when it does not say. `max-age`
/// wins over `Expires`, what has passed in caches on the way (`Age`) is taken off, and
/// `no-cache` or `no-store` leave nothing.
#[must_use]
pub(super) fn max_age(headers: Headers<'_>, now: SystemTime) -> Option<Duration> {
    let mut stated = None;
    for directive in headers.cache_control.unwrap_or("").split(',') {
        let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            "no-cache" | "no-store" => return Some(Duration::ZERO),
            "max-age" => stated = stated.or_else(|| seconds(value)),
            _ => {}
        }
    }
    if let Some(stated) = stated {
        let age = headers.age.and_then(seconds).unwrap_or_default();
        return Some(stated.saturating_sub(age));
    }
    let expires = httpdate::parse_http_date(headers.expires?.trim()).ok()?;
    Some(until(expires, headers.date, now))
}

/// What `Retry-After` asks for: seconds, or a date.
#[must_use]
pub(super) fn retry_after(headers: Headers<'_>, now: SystemTime) -> Option<Duration> {
    let value = headers.retry_after?.trim();
    seconds(value).or_else(|| {
        let date = httpdate::parse_http_date(value).ok()?;
        Some(until(date, headers.date, now))
    })
}

/// Measured by the server's own clock where it states one: ours may be wrong.
fn until(date: SystemTime, server_date: Option<&str>, now: SystemTime) -> Duration {
    let from = server_date
        .and_then(|date| httpdate::parse_http_date(date.trim()).ok())
        .unwrap_or(now);
    date.duration_since(from).unwrap_or_default()
}

fn seconds(value: &str) -> Option<Duration> {
    let digits = value.trim().trim_matches('"');
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    // More digits than fit are "very long", as RFC 9111 section 1.2.2 demands.
    is_number.then(|| Duration::from_secs(digits.parse().unwrap_or(u64::from(u32::MAX))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> SystemTime {
        httpdate::parse_http_date(text).expect("a date")
    }

    const NOON: &str = "Thu, 01 Jan 2026 12:00:00 GMT";
    const TWO: &str = "Thu, 01 Jan 2026 14:00:00 GMT";

    #[test]
    fn max_age_wins_and_age_is_taken_off() {
        let mut headers = Headers {
            cache_control: Some("public, Max-Age=\"7200\""),
            expires: Some(NOON),
            age: Some("200"),
            ..Headers::default()
        };
        assert_eq!(max_age(headers, at(NOON)), Some(Duration::from_secs(7000)));
        headers.cache_control = Some("max-age=99999999999999999999999");
        assert!(max_age(headers, at(NOON)) > Some(Duration::from_secs(1 << 31)));
        headers.cache_control = Some("max-age=60, no-store");
        assert_eq!(max_age(headers, at(NOON)), Some(Duration::ZERO));
    }

    #[test]
    fn expires_counts_from_the_servers_clock() {
        let mut headers = Headers {
            expires: Some(TWO),
            date: Some(NOON),
            ..Headers::default()
        };
        let long_ago = SystemTime::UNIX_EPOCH;
        assert_eq!(max_age(headers, long_ago), Some(Duration::from_secs(7200)));
        headers.date = None;
        assert_eq!(max_age(headers, at(NOON)), Some(Duration::from_secs(7200)));
        headers.expires = Some("0");
        assert_eq!(max_age(headers, at(NOON)), None);
    }

    #[test]
    fn retry_after_takes_both_forms() {
        let asks = |value| {
            let headers = Headers {
                retry_after: Some(value),
                ..Headers::default()
            };
            retry_after(headers, at(NOON)).map(|wait| wait.as_secs())
        };
        assert_eq!(asks("10800"), Some(10_800));
        assert_eq!(asks(TWO), Some(7200));
        assert_eq!(asks("Wed, 01 Jan 2020 14:00:00 GMT"), Some(0));
        assert_eq!(asks("soon"), None);
        assert_eq!(asks("-5"), None);
    }
}
