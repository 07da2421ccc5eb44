//! Lists with one address a line: newsboat's `urls` file and plain lists of addresses.
//!
//! newsboat's file is cut as newsboat cuts it ("Tagging" and "Using double quotes" in its
//! manual): tokens between blanks, double quotes with backslashes, `#` begins a comment; after
//! the address stand tags, of which `~Name` is the title and `!` hides. In a plain list
//! a name may stand before the address, or behind it after a sign.

use super::address;
use super::collect::Collection;
use super::error::MovingError;
use super::subscriptions::{Reason, Subscriptions};

/// Words before an address that say what it is, and are no name.
const LABELS: [&str; 7] = ["url", "feed", "link", "rss", "atom", "address", "xmlUrl"];

/// Reads the lines.
///
/// # Errors
/// When no line has an address, or anything that stands in the place of one.
pub(super) fn read(text: &str) -> Result<Subscriptions, MovingError> {
    let is_newsboat = text.lines().any(only_newsboat);
    let format = if is_newsboat {
        "newsboat's urls file"
    } else {
        "this list of addresses"
    };
    let mut list = Collection::new(format);
    let mut strange = 0_usize;
    for line in text.lines() {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if !take(line, &mut list) {
            strange += 1;
            list.remark(Reason::NoAddress, line);
        }
    }
    let list = list.finish();
    let foreign = list
        .remarks
        .iter()
        .all(|remark| remark.reason == Reason::NoAddress);
    match list.sources.len() {
        0 if foreign => Err(MovingError::Unknown),
        // Prose may hold an address or two; a list is mostly addresses.
        found if strange > 8 && strange > found * 2 => Err(MovingError::Unknown),
        _ => Ok(list),
    }
}

/// Whether a line means something to newsboat that no plain list holds.
fn only_newsboat(line: &str) -> bool {
    let first = tokens(line).into_iter().next().unwrap_or_default();
    let special = ["query:", "exec:", "filter:"];
    special.iter().any(|scheme| first.starts_with(scheme))
        || (first.contains("://") && (line.contains(" \"") || line.contains("\t\"")))
}

/// Takes one line in; whether it held anything that stands in the place of an address.
fn take(line: &str, list: &mut Collection) -> bool {
    let tokens = tokens(line);
    let Some(first) = tokens.first() else {
        return true;
    };
    if stands_alone(first) || (tokens.len() == 1 && address::is_host(first)) {
        if let Some(name) = named_behind(line, first) {
            list.add(first, None, Some(name), []);
        } else {
            tagged(first, &tokens[1..], list);
        }
        return true;
    }
    // A name before the address; of several addresses the last is the feed's.
    let found = line.match_indices("http").map(|(at, _)| at);
    let starts = found.filter(|at| is_web(&line[*at..])).collect::<Vec<_>>();
    let Some(&at) = starts.last() else {
        return false;
    };
    let end =
        |c: char| c.is_whitespace() || matches!(c, ')' | ']' | '>' | '"' | '\'' | ',' | ';' | '|');
    let address = line[at..].split(end).next().unwrap_or_default();
    let head = &line[..starts[0]];
    let name = head.trim_matches(|c: char| c.is_whitespace() || "-*+•:=|,;<>()[]\"'–—".contains(c));
    let is_label = LABELS.iter().any(|label| name.eq_ignore_ascii_case(label));
    let name = Some(name.to_owned()).filter(|_| !is_label);
    list.add(address, None, name, []);
    true
}

/// newsboat's own form: an address and its tags.
fn tagged(address: &str, tags: &[String], list: &mut Collection) {
    let title = tags.iter().find_map(|tag| tag.strip_prefix('~'));
    let hidden = tags.iter().any(|tag| tag.starts_with('!'));
    let groups = tags
        .iter()
        .filter(|tag| !tag.starts_with(['~', '!']))
        .cloned();
    let came_in = list.add(address, None, title.map(str::to_owned), groups);
    if came_in && hidden {
        list.remark(Reason::Hidden, address);
    }
}

/// The name in `https://a.example/ | Name`, `…, Name`, `… - Name`.
fn named_behind(line: &str, first: &str) -> Option<String> {
    let rest = line.strip_prefix(first)?;
    let trimmed = rest.trim_start();
    let signs = ['|', ',', ';', '-', '–', '—', '='];
    let name = trimmed
        .strip_prefix(signs)
        .filter(|_| trimmed.len() < rest.len())?;
    let name = name.trim().trim_matches('"');
    (!name.is_empty()).then(|| name.to_owned())
}

/// Whether a token is what stands in an address's place in newsboat's file.
fn stands_alone(token: &str) -> bool {
    let schemes = ["query:", "exec:", "filter:", "file:", "feed:"];
    is_web(token)
        || token.contains("://")
        || token.starts_with('/')
        || schemes.iter().any(|scheme| {
            token
                .get(..scheme.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
        })
}

fn is_web(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    })
}

/// The tokens of a line of newsboat's: see the head of this file.
fn tokens(line: &str) -> Vec<String> {
    const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];
    let mut tokens = Vec::new();
    let mut rest = line.trim_start_matches(BLANKS);
    while !rest.is_empty() && !rest.starts_with('#') {
        let token;
        if let Some(quoted) = rest.strip_prefix('"') {
            (token, rest) = unquote(quoted);
        } else {
            let end = rest.find(BLANKS).unwrap_or(rest.len());
            token = rest[..end].to_owned();
            rest = &rest[end..];
        }
        tokens.push(token);
        rest = rest.trim_start_matches(BLANKS);
    }
    tokens
}

/// A quoted token without its quotes, and what follows; one that is not closed ends with the
/// line.
fn unquote(quoted: &str) -> (String, &str) {
    let mut token = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (token, &quoted[at + 1..]),
            '\\' => match chars.next().map(|(_, next)| next) {
                Some('n') => token.push('\n'),
                Some('r') => token.push('\r'),
                Some('t') => token.push('\t'),
                Some(next) => token.push(next),
                None => {}
            },
            c => token.push(c),
        }
    }
    (token, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tokens_are_cut_as_newsboat_does() {
        for (line, expected) in [
            ("a b\tc", vec!["a", "b", "c"]),
            ("a \"b c\" d", vec!["a", "b c", "d"]),
            (r#"a "b \"c\" \\ \n" d"#, vec!["a", "b \"c\" \\ \n", "d"]),
            ("a # b", vec!["a"]),
            ("a b#c", vec!["a", "b#c"]),
            ("a \"# b\"", vec!["a", "# b"]),
            ("a \"not closed", vec!["a", "not closed"]),
            ("\"a\"b", vec!["a", "b"]),
            ("a \"\"", vec!["a", ""]),
            ("  # x", vec![]),
        ] {
            assert_eq!(tokens(line), expected, "{line}");
        }
    }

    #[test]
    fn newsboats_urls() {
        let file = "# my feeds\n\
            https://a.example/rss news \"cool stuff\" \"~The A\" # why not\n\
            \n\
            https://b.example/rss \"!hidden\" a/b\n\
            \"query:Unread:unread = \\\"yes\\\"\" all\n\
            \"exec:~/bin/fetch one two\" tag\n\
            filter:~/bin/f:https://c.example/ tag\n\
            file:///home/me/feed.xml\n\
            http://www.a.example/rss more\n\
            https://me:pw@d.example/rss\n";
        let list = read(file).unwrap();
        assert_eq!(list.format, "newsboat's urls file");
        let urls: Vec<&str> = list
            .sources
            .iter()
            .map(|source| source.url.as_str())
            .collect();
        assert_eq!(
            urls,
            [
                "https://a.example/rss",
                "https://b.example/rss",
                "https://d.example/rss"
            ]
        );
        assert_eq!(list.sources[0].name.as_deref(), Some("The A"));
        assert_eq!(list.sources[0].groups, ["news", "cool stuff", "more"]);
        assert_eq!(list.sources[1].groups, ["a/b"]);
        assert_eq!(list.merged, 1);
        let reasons: Vec<Reason> = list.remarks.iter().map(|remark| remark.reason).collect();
        assert_eq!(
            reasons,
            [
                Reason::Hidden,
                Reason::Query,
                Reason::Command,
                Reason::Command,
                Reason::File,
                Reason::Password
            ]
        );
    }

    #[test]
    fn plain_lists() {
        let file = "; no comment of ours, but no address either\n# comment\n\
            https://a.example/feed\n\
            Example B: https://b.example/feed\n\
            - [Example C](https://c.example/feed)\n\
            https://d.example/feed | Example D\n\
            e.example/feed\n\
            url = \"https://g.example/feed\"\n\
            \"Example F\",\"https://f.example/\",\"https://f.example/feed\"\n";
        let list = read(file).unwrap();
        let found: Vec<(&str, Option<&str>)> = list
            .sources
            .iter()
            .map(|source| (source.url.as_str(), source.name.as_deref()))
            .collect();
        assert_eq!(
            found,
            [
                ("https://a.example/feed", None),
                ("https://b.example/feed", Some("Example B")),
                ("https://c.example/feed", Some("Example C")),
                ("https://d.example/feed", Some("Example D")),
                ("http://e.example/feed", None),
                ("https://g.example/feed", None),
                ("https://f.example/feed", Some("Example F")),
            ]
        );
        assert_eq!(list.remarks.len(), 1);
    }

    proptest! {
        #[test]
        fn a_quoted_tag_comes_back_as_it_was(tag in "[a-z \"\\\\#é]{1,12}") {
            let quoted = tag.replace('\\', "\\\\").replace('"', "\\\"");
            let line = format!("https://a.example/ \"{quoted}\" next");
            prop_assert_eq!(tokens(&line), ["https://a.example/", &tag, "next"]);
        }

        #[test]
        fn no_line_panics(text in "\\PC{0,80}") {
            let _ = read(&text);
        }
    }
}
