//! Lists of sources as other readers keep them: OPML 1.0 and 2.0, read leniently, written
//! in a stable order.
//!
//! Only web addresses are taken: other readers keep commands and file names in the same
//! attribute, and those must never come in through a file from elsewhere.

use std::collections::BTreeMap;
use std::collections::HashMap;

use super::feed::tokens::{Tag, Token, Tokens, local};
use super::{charset, clean, identity};
use crate::model::SourceSpec;

/// Most sources that one file may bring.
const MAX_SOURCES: usize = 20_000;
/// Deepest group; what is nested deeper belongs to the group at this depth.
const MAX_DEPTH: usize = 16;
/// Longest name of a source or group, in characters.
const MAX_NAME: usize = 200;

/// Why a file is no list of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpmlError {
    /// There is no outline in it.
    #[error(
        "this is no OPML file: it has no <outline>; export the list again from your other reader"
    )]
    NotOpml,
    /// There are outlines but no feeds.
    #[error("this OPML file names no feed with a web address (xmlUrl)")]
    NoFeeds,
}

/// Reads the sources of an OPML file, in its order. Nested groups become one group with a
/// path (`News/World`); a source that stands in several places is one source in several groups.
///
/// # Errors
/// When there is no outline, or none with a web address.
pub fn read(bytes: &[u8]) -> Result<Vec<SourceSpec>, OpmlError> {
    let text = charset::decode(bytes, None, charset::Kind::Xml);
    let mut tokens = Tokens::new(super::feed::without_declaration(text.trim_start()));
    let mut list = List::default();
    loop {
        match tokens.next() {
            Token::Start(tag) if is_outline(tag.name()) => list.open(&tag),
            Token::End(name) if is_outline(name) => list.close(),
            Token::Eof => break,
            _ => {}
        }
    }
    match (list.outlines, list.sources.is_empty()) {
        (0, _) => Err(OpmlError::NotOpml),
        (_, true) => Err(OpmlError::NoFeeds),
        _ => Ok(list.sources),
    }
}

fn is_outline(name: &str) -> bool {
    local(name).eq_ignore_ascii_case("outline")
}

#[derive(Default)]
struct List {
    sources: Vec<SourceSpec>,
    by_address: HashMap<String, usize>,
    /// The group of each open outline; sources have none of their own.
    groups: Vec<Option<String>>,
    deeper: usize,
    outlines: usize,
}

impl List {
    fn open(&mut self, tag: &Tag<'_>) {
        self.outlines += 1;
        let name = ["title", "text"].iter().find_map(|key| {
            tag.attribute(key)
                .map(|name| short(&name))
                .filter(|name| !name.is_empty())
        });
        let group = match address(tag) {
            Some(url) => {
                self.add(url, name, &tag.attribute("category").unwrap_or_default());
                None
            }
            None => name,
        };
        if tag.empty {
            return;
        }
        if self.groups.len() < MAX_DEPTH {
            self.groups.push(group);
        } else {
            self.deeper += 1;
        }
    }

    fn close(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else {
            self.groups.pop();
        }
    }

    fn add(&mut self, url: String, name: Option<String>, categories: &str) {
        if self.sources.len() >= MAX_SOURCES {
            return;
        }
        let path: Vec<&str> = self.groups.iter().flatten().map(String::as_str).collect();
        let categories = categories
            .split(',')
            .map(|one| short(one.trim().trim_matches('/')));
        let groups: Vec<String> = std::iter::once(path.join("/"))
            .chain(categories)
            .filter(|group| !group.is_empty())
            .collect();
        let key = identity::normalise(&url);
        let at = *self.by_address.entry(key).or_insert_with(|| {
            self.sources.push(SourceSpec {
                url: url.clone(),
                ..SourceSpec::default()
            });
            self.sources.len() - 1
        });
        let source = &mut self.sources[at];
        if source.url.starts_with("http:") && url.starts_with("https:") {
            source.url = url;
        }
        source.name = source.name.take().or(name);
        for group in groups {
            if !source.groups.contains(&group) {
                source.groups.push(group);
            }
        }
    }
}

/// The feed's address; `feed:` is another way to write `http:`.
fn address(tag: &Tag<'_>) -> Option<String> {
    let stated = tag.qualified("xmlurl").or_else(|| {
        let kind = tag.attribute("type")?.to_ascii_lowercase();
        matches!(kind.as_str(), "rss" | "atom" | "feed" | "rdf")
            .then(|| tag.attribute("url"))
            .flatten()
    })?;
    let stated = stated.trim();
    let stated = match stated.strip_prefix("feed:") {
        Some(rest) if rest.starts_with("//") => format!("http:{rest}"),
        Some(rest) => rest.to_owned(),
        None => stated.to_owned(),
    };
    clean::web_url(&stated, None)
}

fn short(name: &str) -> String {
    clean::line(name).chars().take(MAX_NAME).collect()
}

/// The groups of a file, each with its inner groups and its sources.
#[derive(Default)]
struct Group<'a> {
    groups: BTreeMap<&'a str, Group<'a>>,
    sources: Vec<&'a SourceSpec>,
}

/// Writes sources as OPML 2.0, sorted by group and name so that two exports of the same list
/// are the same bytes. A source in several groups stands in each of them.
#[must_use]
pub fn write(sources: &[SourceSpec]) -> String {
    let mut sorted: Vec<&SourceSpec> = sources.iter().collect();
    sorted.sort_by_key(|source| (name(source).to_lowercase(), &source.url));
    let mut root = Group::default();
    for source in sorted {
        if source.groups.is_empty() {
            root.sources.push(source);
        }
        for path in &source.groups {
            let steps = path
                .split('/')
                .filter(|step| !step.is_empty())
                .take(MAX_DEPTH);
            let group = steps.fold(&mut root, |group, step| {
                group.groups.entry(step).or_default()
            });
            group.sources.push(source);
        }
    }
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>Newswire sources</title>\n  </head>\n  <body>\n",
    );
    write_group(&root, 2, &mut out);
    out.push_str("  </body>\n</opml>\n");
    out
}

fn write_group(group: &Group<'_>, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    for (name, inner) in &group.groups {
        let name = attribute(name);
        out.push_str(&format!(
            "{indent}<outline text=\"{name}\" title=\"{name}\">\n"
        ));
        write_group(inner, depth + 1, out);
        out.push_str(&format!("{indent}</outline>\n"));
    }
    for source in &group.sources {
        let (name, url) = (attribute(name(source)), attribute(&source.url));
        out.push_str(&format!(
            "{indent}<outline type=\"rss\" text=\"{name}\" title=\"{name}\" xmlUrl=\"{url}\"/>\n"
        ));
    }
}

fn name(source: &SourceSpec) -> &str {
    source.name.as_deref().unwrap_or(&source.url)
}

fn attribute(text: &str) -> String {
    clean::line(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn source(url: &str, name: &str, groups: &[&str]) -> SourceSpec {
        SourceSpec {
            url: url.to_owned(),
            name: Some(name.to_owned()),
            groups: groups.iter().map(|&group| group.to_owned()).collect(),
            ..SourceSpec::default()
        }
    }

    #[test]
    fn groups_nest_and_duplicates_merge() {
        let file = "\u{feff}<opml><body>
            <outline text='News &amp; more'><outline text=\"R&D\">
              <OUTLINE type=rss text='One&nbsp;feed' xmlUrl='http://example.org/feed?a=1&b=2'/>
            </outline></outline>
            <outline title='One' xmlURL='https://www.example.org/feed?b=2&amp;a=1' category='/tech/rust,uk'/>
            <outline text='' xmlUrl='feed://example.net/rss'></outline>
            <outline text='bad' xmlUrl='exec:rm -rf'/><outline text='bad' xmlUrl='file:///etc/passwd'/>";
        let sources = read(file.as_bytes()).expect("a list");
        assert_eq!(sources.len(), 2);
        assert_eq!(sources[0].url, "https://www.example.org/feed?b=2&a=1");
        assert_eq!(sources[0].name.as_deref(), Some("One feed"));
        assert_eq!(sources[0].groups, ["News & more/R&D", "tech/rust", "uk"]);
        assert_eq!(
            sources[1],
            SourceSpec {
                url: "http://example.net/rss".into(),
                ..SourceSpec::default()
            }
        );
    }

    #[test]
    fn what_is_no_list() {
        assert_eq!(read(b"<rss/>"), Err(OpmlError::NotOpml));
        assert_eq!(
            read(b"<opml><outline text='x'/></opml>"),
            Err(OpmlError::NoFeeds)
        );
        let deep = "<outline text='a'>".repeat(50_000);
        assert_eq!(read(deep.as_bytes()), Err(OpmlError::NoFeeds));
    }

    #[test]
    fn writing_is_stable() {
        let sources = [
            source("http://b.example/", "b", &[]),
            source("http://a.example/?x=1&y=\"", "A <one>", &["z/y", "news"]),
        ];
        let mut turned = sources.clone();
        turned.reverse();
        assert_eq!(write(&sources), write(&turned));
        assert_eq!(write(&sources).matches("xmlUrl").count(), 3);
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read(
            names in prop::collection::vec(("[a-z]{1,8}", "[A-Za-z<>&\"' ]{0,12}x", "[a-z&<]{1,5}(/[a-z]{1,5})?"), 1..12)
        ) {
            let sources: Vec<SourceSpec> = names
                .iter()
                .map(|(host, name, group)| {
                    source(&format!("https://{host}.example/"), &clean::line(name), &[group])
                })
                .collect();
            let again = read(write(&sources).as_bytes()).expect("a list");
            for source in &sources {
                let found = again.iter().find(|other| other.url == source.url).expect("kept");
                prop_assert!(found.groups.contains(&source.groups[0]));
            }
            prop_assert_eq!(read(write(&again).as_bytes()).expect("a list").len(), again.len());
        }
    }
}
