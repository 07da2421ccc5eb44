//! Sources as OPML 2.0 that other readers take: sorted, so that two exports of the same list
//! are the same bytes and a version control system shows what changed.
//!
//! Every outline has a `text`, a feed its `type`, `title` and `xmlUrl` (OPML 2.0,
//! "Subscription lists"). No date is written: it would differ each time.

use std::collections::BTreeMap;

use crate::markup::clean;

/// Deepest group; what is nested deeper belongs to the group at this depth.
pub(super) const MAX_DEPTH: usize = 16;

/// A source as it goes out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exported {
    /// The feed.
    pub url: String,
    /// Its web page, when it is known.
    pub page: Option<String>,
    /// The name that is shown; the address when there is none.
    pub name: Option<String>,
    /// Paths of groups; it stands in each of them.
    pub groups: Vec<String>,
}

/// A group with its inner groups and its sources.
#[derive(Default)]
struct Group<'a> {
    groups: BTreeMap<&'a str, Group<'a>>,
    sources: Vec<&'a Exported>,
}

/// Writes sources as OPML 2.0, sorted by group and name. A source in several groups stands in
/// each of them.
#[must_use]
pub fn write(sources: &[Exported]) -> String {
    let mut sorted: Vec<&Exported> = sources.iter().collect();
    sorted.sort_by_key(|source| (name(source).to_lowercase(), name(source), &source.url));
    let mut root = Group::default();
    for source in sorted {
        let paths = source.groups.iter().map(|path| steps(path));
        let mut paths: Vec<Vec<&str>> = paths.filter(|path| !path.is_empty()).collect();
        paths.sort_unstable();
        paths.dedup();
        if paths.is_empty() {
            root.sources.push(source);
        }
        for path in paths {
            let group = path.into_iter().fold(&mut root, |group, step| {
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

fn steps(path: &str) -> Vec<&str> {
    let steps = path.split('/').map(str::trim);
    steps
        .filter(|step| !step.is_empty())
        .take(MAX_DEPTH)
        .collect()
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
        let page = source.page.as_ref().map_or_else(String::new, |page| {
            format!(" htmlUrl=\"{}\"", attribute(page))
        });
        out.push_str(&format!(
            "{indent}<outline type=\"rss\" text=\"{name}\" title=\"{name}\" xmlUrl=\"{url}\"{page}/>\n"
        ));
    }
}

fn name(source: &Exported) -> &str {
    let name = source.name.as_deref().map(str::trim);
    name.filter(|name| !name.is_empty()).unwrap_or(&source.url)
}

fn attribute(text: &str) -> String {
    clean::line(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
