//! What a site's `robots.txt` lets a program fetch by itself. Pure: RFC 9309 (Robots Exclusion
//! Protocol), and `Crawl-delay`, which many sites write and no standard has.
//!
//! It is asked for pages that nobody has opened yet; a page that the user opens is the user's
//! own request.

use std::time::Duration;

/// Bytes of a file that are read; RFC 9309 section 2.5 asks for at least 500 KiB.
pub(super) const MAX_BYTES: usize = 512 << 10;
/// The name that a site may address us by.
const AGENT: &str = "newswire";
/// Rules that are kept of a file; longer ones are generated lists of single pages.
const MAX_RULES: usize = 2_000;
/// A longer delay would mean a page a day; such a site is asked that rarely only by its bound.
const MAX_DELAY: Duration = Duration::from_secs(60);

/// The rules for us.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Robots {
    rules: Vec<Rule>,
    /// Shortest time between two requests, if the site states one.
    pub(crate) delay: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    allow: bool,
    path: String,
}

impl Robots {
    /// Everything is allowed: there is no such file (RFC 9309 section 2.3.1.3).
    #[must_use]
    pub(crate) fn allow_all() -> Self {
        Self::default()
    }

    /// Reads a file. All groups that name us are one; only when none does, those of `*` count.
    #[must_use]
    pub(crate) fn parse(text: &str) -> Self {
        let text = &text[..text.floor_char_boundary(MAX_BYTES.min(text.len()))];
        let (mut own, mut general) = (None, Self::default());
        let (mut for_us, mut for_all) = (false, false);
        let mut in_names = false;
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else {
                continue;
            };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !in_names {
                    (for_us, for_all) = (false, false);
                }
                in_names = true;
                for_us |= is_us(value);
                for_all |= value == "*";
                if for_us {
                    own.get_or_insert_with(Self::default);
                }
                continue;
            }
            if !matches!(key.as_str(), "allow" | "disallow" | "crawl-delay") {
                // Sitemaps and the like belong to no group and end none.
                continue;
            }
            in_names = false;
            if let Some(own) = own.as_mut().filter(|_| for_us) {
                own.take(&key, value);
            }
            if for_all {
                general.take(&key, value);
            }
        }
        own.unwrap_or(general)
    }

    fn take(&mut self, key: &str, value: &str) {
        if key == "crawl-delay" {
            self.delay = value
                .parse::<f64>()
                .ok()
                .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
                .map(|delay| delay.min(MAX_DELAY));
        } else if !value.is_empty() && self.rules.len() < MAX_RULES {
            self.rules.push(Rule {
                allow: key == "allow",
                path: value.to_owned(),
            });
        }
    }

    /// Whether the page at `path` (with its query) may be fetched: the longest rule that fits
    /// decides, and of two equally long ones the one that allows.
    #[must_use]
    pub(crate) fn allows(&self, path: &str) -> bool {
        self.rules
            .iter()
            .filter(|rule| fits(&rule.path, path))
            .max_by_key(|rule| (rule.path.len(), rule.allow))
            .is_none_or(|rule| rule.allow)
    }
}

/// A group may name the product with its version; only the token counts.
fn is_us(value: &str) -> bool {
    let end = value.find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '-' | '_')));
    value[..end.unwrap_or(value.len())].eq_ignore_ascii_case(AGENT)
}

/// `*` stands for any run of characters, `$` at the end for the end. Takes the leftmost place
/// for each part, which is enough for patterns of this kind, so the time is bounded by the
/// product of both lengths.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let last = parts.pop();
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    match (last, to_end) {
        (None, true) => rest.is_empty(),
        (None, false) => true,
        (Some(last), true) => rest.ends_with(last),
        (Some(last), false) => rest.contains(last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longest_rule_decides() {
        let robots = Robots::parse(
            "User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*.pdf$\nDisallow:\n",
        );
        assert!(robots.allows("/news/1") && robots.allows("/private/open/x"));
        assert!(!robots.allows("/private/1") && !robots.allows("/a/b.pdf"));
        assert!(robots.allows("/a/b.pdf?page=2"));
        let tie = Robots::parse("User-agent: *\nDisallow: /a\nAllow: /a\n");
        assert!(tie.allows("/a"));
    }

    #[test]
    fn our_own_group_counts_before_the_general_one() {
        let text = "\u{feff}User-agent: other\nUser-Agent: NewsWire/1.0\nDisallow: /live # not ours\n\
                    Sitemap: https://a.example/s.xml\nCrawl-delay: 2.5\n\nUser-agent: *\nDisallow: /\n";
        let robots = Robots::parse(text);
        assert!(robots.allows("/news") && !robots.allows("/live/1"));
        assert_eq!(robots.delay, Some(Duration::from_millis(2_500)));
        assert!(
            !Robots::parse("User-agent: newswire-images\nAllow: /\n\nUser-agent: *\nDisallow: /")
                .allows("/")
        );
        assert!(Robots::parse("Disallow: /\n").allows("/"), "no group");
        let empty = "User-agent: newswire\nDisallow:\n\nUser-agent: *\nDisallow: /";
        assert!(Robots::parse(empty).allows("/x"));
    }

    #[test]
    fn a_missing_file_allows() {
        assert!(Robots::allow_all().allows("/x"));
    }

    #[test]
    fn wild_cards_take_any_run() {
        for (pattern, path, fit) in [
            ("/a*c", "/abc/d", true),
            ("/a*c$", "/abc/d", false),
            ("/a*c$", "/abcabc", true),
            ("*", "", true),
            ("/*/x*y$", "/1/2/xay", true),
            ("/fish*.php", "/fishheads/a.php?x", true),
            ("/fish*.php", "/Fish.php", false),
            ("$", "", true),
            ("$", "/", false),
        ] {
            assert_eq!(fits(pattern, path), fit, "{pattern} {path}");
        }
    }

    /// The definition itself, slowly.
    fn fits_by_definition(pattern: &[u8], path: &[u8]) -> bool {
        match pattern {
            [] => true,
            [b'$'] => path.is_empty(),
            [b'*', rest @ ..] => (0..=path.len()).any(|at| fits_by_definition(rest, &path[at..])),
            [first, rest @ ..] => {
                path.first() == Some(first) && fits_by_definition(rest, &path[1..])
            }
        }
    }

    proptest! {
        #[test]
        fn matching_is_what_the_standard_says(pattern in "[ab*]{0,8}\\$?", path in "[ab]{0,12}") {
            prop_assert_eq!(
                fits(&pattern, &path),
                fits_by_definition(pattern.as_bytes(), path.as_bytes())
            );
        }

        #[test]
        fn no_file_panics(text in "(User-agent|Allow|Disallow|Crawl-delay|x)?[: *$#/a-z0-9\n]{0,80}") {
            let robots = Robots::parse(&text);
            prop_assert!(robots.delay.is_none_or(|delay| delay <= MAX_DELAY));
            let _ = robots.allows("/a");
        }
    }
}
