//! A path as a user types or pastes it at a prompt: no shell stands in between.

use std::path::PathBuf;

use url::Url;

/// The path that is meant: quotes go, `~/` is the home, `file://` addresses and the backslashes
/// of a terminal's drag and drop are read as what they stand for.
#[must_use]
pub(crate) fn path(text: &str, home: Option<PathBuf>) -> PathBuf {
    let text = text.trim();
    let unquoted = ['"', '\'']
        .iter()
        .find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote));
    let text = match unquoted {
        Some(inner) => inner.to_owned(),
        None => unescaped(text),
    };
    if text.starts_with("file://")
        && let Some(path) = Url::parse(&text)
            .ok()
            .and_then(|url| url.to_file_path().ok())
    {
        return path;
    }
    match (text.strip_prefix('~'), home) {
        (Some(""), Some(home)) => home,
        (Some(rest), Some(home)) if rest.starts_with(['/', '\\']) => home.join(&rest[1..]),
        _ => PathBuf::from(text),
    }
}

/// `my\ file.opml` as terminals paste it. Where a backslash parts folders it stays.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_as_people_type_them() {
        let home = || Some(PathBuf::from("/home/me"));
        for (typed, meant) in [
            (" feeds.opml ", "feeds.opml"),
            ("~/feeds.opml", "/home/me/feeds.opml"),
            ("~", "/home/me"),
            ("'~/my feeds.opml'", "/home/me/my feeds.opml"),
            ("\"/tmp/a b\"", "/tmp/a b"),
            ("/tmp/a\\ b\\(1\\).opml", "/tmp/a b(1).opml"),
            ("file:///tmp/a%20b.opml", "/tmp/a b.opml"),
            ("~other/feeds", "~other/feeds"),
            ("it's.opml", "it's.opml"),
        ] {
            assert_eq!(path(typed, home()), PathBuf::from(meant), "{typed}");
        }
        assert_eq!(path("~/x", None), PathBuf::from("~/x"));
    }
}
