//! What must hold for any input: the bodies of the fuzz targets. `tests/fuzz_seeds.rs` runs
//! the same bodies over the seeds in every test run, so that the targets cannot rot.
#![allow(dead_code)]

use std::collections::HashSet;

use newswire::dates;
use newswire::extract::body::rules::Rules;
use newswire::extract::site::Template;
use newswire::extract::{self, explain};
use newswire::ingest::charset::{self, DocumentKind};
use newswire::ingest::feed;
use newswire::ingest::identity::shared::{self, Kept};
use newswire::ingest::import_formats::{self, Moving, Subscriptions};
use newswire::ingest::opml::{self, Exported};
use newswire::ingest::page::Page;
use newswire::ingest::sitemap::{self, Sitemap};
use newswire::market::symbols;
use newswire::markup::{clean, dom, html};
use newswire::model::source::Selectors;
use newswire::model::{Article, Entry, RuleAction, SOFT_HYPHEN, SiteRule, SourceSpec};
use newswire::term::keys::{ESCAPE_WAIT, Input, Parser};
use serde::Serialize;
use serde_json::Value;
use url::Url;

/// Elements of a tree that was cut at [`dom::MAX_DEPTH`]; the parser may add a few.
const MAX_DEPTH: usize = 4 * dom::MAX_DEPTH;

fn base() -> Url {
    Url::parse("https://news.example/feeds/all.xml").expect("a valid address")
}

/// What could move the cursor, reorder the line or end a row of the terminal.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[track_caller]
fn assert_clean(text: &str) {
    let bad = text.chars().find(|&c| is_forbidden(c));
    assert!(bad.is_none(), "{bad:?} in {text:?}");
}

#[track_caller]
fn assert_line(text: &str) {
    assert_clean(text);
    assert!(!text.contains(['\n', '\t']), "{text:?}");
    assert_eq!(text.trim(), text);
}

#[track_caller]
fn assert_web(address: Option<&str>) {
    let Some(address) = address else { return };
    assert!(
        address.starts_with("http://") || address.starts_with("https://"),
        "{address:?}"
    );
    assert!(
        address.bytes().all(|byte| byte.is_ascii_graphic()),
        "{address:?}"
    );
}

/// Every string of a value, whatever its field.
#[track_caller]
fn assert_all_clean(value: &impl Serialize) {
    for text in strings(value) {
        assert_clean(&text);
    }
}

/// As [`assert_all_clean`]; running text may hold soft hyphens between letters.
#[track_caller]
fn assert_prose(article: &Article) {
    for text in strings(article) {
        if text.contains(SOFT_HYPHEN) {
            assert_eq!(clean::prose(&text), text);
        } else {
            assert_eq!(clean::text(&text), text);
        }
        assert_clean(&text.replace(SOFT_HYPHEN, ""));
    }
}

fn strings(value: &impl Serialize) -> Vec<String> {
    let mut open = vec![serde_json::to_value(value).expect("plain data")];
    let mut strings = Vec::new();
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => strings.push(text),
            Value::Array(values) => open.extend(values),
            Value::Object(fields) => open.extend(fields.into_iter().map(|(_, value)| value)),
            _ => {}
        }
    }
    strings
}

/// A feed of any kind, or a sitemap.
pub fn feed(data: &[u8]) {
    let text = charset::decode(data, None, DocumentKind::Xml);
    match sitemap::read(&text, &base()) {
        Some(Sitemap::Pages(pages)) => {
            assert_all_clean(&pages);
            for entry in &pages.entries {
                assert_line(&entry.title);
                assert_web(entry.link.as_deref());
            }
        }
        Some(Sitemap::Index(children)) => children.iter().for_each(|url| assert_web(Some(url))),
        None => {}
    }
    let Ok(feed) = feed::parse(data, None, Some(&base())) else {
        return;
    };
    identities(&feed.entries);
    assert_all_clean(&feed);
    feed.title.iter().for_each(|title| assert_line(title));
    assert_web(feed.link.as_deref());
    for entry in &feed.entries {
        assert_line(&entry.title);
        assert_line(&entry.id);
        assert!(!entry.id.is_empty());
        assert_web(entry.link.as_deref());
        assert_web(entry.thumbnail.as_deref());
        entry.author.iter().for_each(|author| assert_line(author));
        entry.categories.iter().for_each(|label| assert_line(label));
        for file in &entry.enclosures {
            assert_web(Some(&file.url));
        }
    }
}

/// What a feed brings twice is not new, and what one download tells apart stays apart.
fn identities(entries: &[Entry]) {
    let families = shared::families(entries.to_vec());
    let members: usize = families.iter().map(|family| family.members.len()).sum();
    assert!(members <= entries.len());
    for family in &families {
        let stored: Vec<Kept> = family
            .find(&[])
            .into_iter()
            .map(|place| Kept {
                key: place.key,
                marks: None,
            })
            .collect();
        let keys: HashSet<&str> = stored.iter().map(|kept| kept.key.as_str()).collect();
        assert_eq!(keys.len(), family.members.len(), "each key once");
        for (at, place) in family.find(&stored).into_iter().enumerate() {
            assert_eq!((place.row, &place.key), (Some(at), &stored[at].key));
        }
    }
}

/// A web page, as a list of headlines and as an article.
pub fn page(data: &[u8]) {
    let text = charset::decode(data, None, DocumentKind::Html);
    let document = dom::parse(&text);
    let depth = depth(&document);
    assert!(depth <= MAX_DEPTH, "{depth} deep");
    let base = base();
    let page = Page::parse(&text, &base);
    if let Ok(feed) = page.headlines(&Selectors::default()) {
        assert_all_clean(&feed);
        for entry in &feed.entries {
            assert_line(&entry.title);
            assert_web(entry.link.as_deref());
        }
    }
    let header = String::from_utf8_lossy(&data[..data.len().min(200)]);
    for named in page.alternates(Some(&header)) {
        assert_web(Some(&named.url));
        named.title.iter().for_each(|title| assert_line(title));
    }
    for (_, selectors, list) in page.candidates() {
        assert_all_clean(&list);
        let Some(items) = &selectors.items else {
            continue;
        };
        let again = page.headlines(&selectors);
        let again = again.unwrap_or_else(|error| panic!("{items:?} reads it again: {error}"));
        assert_eq!(again.entries.len(), list.entries.len(), "{items:?}");
    }
}

/// An article page: judged, explained, learned from, and overruled by a rule about its own
/// first block.
pub fn article(data: &[u8]) {
    let text = charset::decode_page(data, None);
    let url = Some("https://news.example/2024/05/06/story.html");
    let template = Template::default();
    let options = extract::Options {
        url,
        site: Some(&template),
        ..extract::Options::default()
    };
    let (article, observation) = extract::observed(&text, &options);
    assert_prose(&article);
    for instrument in &article.instruments {
        if let Some(key) = symbols::key_of(instrument) {
            assert_eq!(key.to_string().parse(), Ok(key), "a key is read as written");
        }
    }
    let mut template = template.clone();
    template.observe(&observation);
    let bytes = template.to_bytes();
    assert!(bytes.len() <= 4096, "{} bytes", bytes.len());
    assert_eq!(Template::from_bytes(&bytes).to_bytes(), bytes);
    let explanation = explain::explain(&text, &options);
    assert_all_clean(&explanation);
    if let Ok(rule) = SiteRule::proposal(&explanation, 0, RuleAction::Show) {
        let rules = Rules::of(&[rule]);
        assert!(!rules.is_empty(), "a place is a selector");
        let options = extract::Options {
            url,
            site: Some(&template),
            rules: Some(&rules),
            ..options
        };
        assert_prose(&extract::article(&text, &options));
    }
    assert_prose(&extract::whole(&text, url));
    let _ = extract::fragment(&text, Some(&base()));
}

fn depth(document: &scraper::Html) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for edge in document.tree.root().traverse() {
        match edge {
            ego_tree::iter::Edge::Open(_) => depth += 1,
            ego_tree::iter::Edge::Close(_) => depth -= 1,
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// A file of another reader: OPML, a list of addresses, newsboat's urls, kept articles.
pub fn opml(data: &[u8]) {
    match import_formats::read(data) {
        Ok(Moving::List(list)) => subscriptions(&list),
        Ok(Moving::Starred(starred)) => {
            for kept in &starred.articles {
                assert_all_clean(&kept.entry);
                assert_web(kept.entry.link.as_deref());
                assert_web(kept.feed.as_deref());
                kept.source_name.iter().for_each(|name| assert_line(name));
            }
        }
        Err(error) => assert_line(&error.to_string()),
    }
}

fn subscriptions(list: &Subscriptions) {
    assert_all_clean(&list.sources);
    for remark in &list.remarks {
        assert_line(&remark.what);
    }
    for source in &list.sources {
        assert_web(Some(&source.url));
    }
    let exported: Vec<Exported> = list.sources.iter().map(exported).collect();
    let text = opml::write(&exported);
    if exported.is_empty() {
        return;
    }
    let again = opml::read(text.as_bytes()).expect("our own export");
    let addresses = |sources: &[SourceSpec]| {
        let mut all: Vec<_> = sources.iter().map(|one| one.url.clone()).collect();
        all.sort();
        all
    };
    assert_eq!(addresses(&list.sources), addresses(&again.sources));
    // Names are read leniently ("A &amp;amp; B"), so only addresses must come back.
}

fn exported(source: &SourceSpec) -> Exported {
    Exported {
        url: source.url.clone(),
        page: None,
        name: source.name.clone(),
        groups: source.groups.clone(),
    }
}

/// Bytes in any charset, under any label.
pub fn charset(data: &[u8]) {
    const LABELS: [Option<&str>; 6] = [
        None,
        Some("text/xml; charset=utf-8"),
        Some("text/html; charset=\"shift_jis\""),
        Some("application/rss+xml; charset=iso-2022-jp"),
        Some("text/html;charset=windows-1251"),
        Some("text/xml; charset=utf-16"),
    ];
    const KINDS: [DocumentKind; 3] = [DocumentKind::Xml, DocumentKind::Html, DocumentKind::Text];
    let Some((&choice, bytes)) = data.split_first() else {
        return;
    };
    let label = LABELS[usize::from(choice) % LABELS.len()];
    let kind = KINDS[usize::from(choice) / LABELS.len() % KINDS.len()];
    let text = charset::decode(bytes, label, kind);
    // No charset makes more than three characters of one byte.
    assert!(text.len() <= bytes.len() * 9 + 9);
    let mended = charset::mend_controls(text.into());
    assert!(!mended.contains(|c| matches!(c, '\u{80}'..='\u{9f}') && !is_unassigned(c)));
}

/// Bytes to which windows-1252 gives no character.
fn is_unassigned(c: char) -> bool {
    matches!(c, '\u{81}' | '\u{8d}' | '\u{8f}' | '\u{90}' | '\u{9d}')
}

/// A text that may be a date: both ways of asking answer the same, if they answer.
pub fn dates(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let (field, found) = (dates::strict(text), dates::find(text));
    if let Some(instant) = field {
        // A zone may put it out of the years that are read.
        let again = dates::strict(&instant.to_string());
        assert_eq!(again.unwrap_or(instant), instant, "{text:?}");
        assert_eq!(found.map_or(instant, |when| when.at), instant, "{text:?}");
    }
    if let Some(when) = found {
        let again = dates::find(&when.to_text());
        assert_eq!(again.unwrap_or(when).to_text(), when.to_text(), "{text:?}");
    }
    let _ = dates::is_date(text);
    let _ = dates::is_only_date(text);
    let (format, value) = text.split_at(text.floor_char_boundary(text.len() / 2));
    let _ = dates::parse_format(value, format);
    let _ = dates::in_url(text);
}

/// Text and HTML on its way to a terminal.
pub fn clean(data: &[u8]) {
    let raw = String::from_utf8_lossy(data);
    let text = clean::text(&raw);
    assert_clean(&text);
    assert_eq!(clean::text(&text), text);
    let line = clean::line(&raw);
    assert_line(&line);
    assert!(!line.contains("  "), "{line:?}");
    assert_eq!(clean::line(&line), line);
    if let Some(url) = clean::url(&raw, Some(&base())) {
        assert!(url.bytes().all(|byte| byte.is_ascii_graphic()));
        assert_eq!(clean::url(&url, None), Some(url));
    }
    assert_line(&html::plain(&raw));
    assert_eq!(html::plain(&html::escape(&text)), clean::line(&text));
    assert_line(&html::title(&raw));
    assert_line(&html::names(&raw));
    let _ = html::has_markup(&raw);
    assert_eq!(html::plain(&html::from_text(&text)), clean::line(&text));
    let closed = html::close_swallowing(&raw);
    assert_eq!(html::close_swallowing(&closed), closed);
    // Where quotes do not pair, an address that is written out may end the tag elsewhere.
    let absolute = html::absolute_links(&raw, &base());
    let _ = html::absolute_links(&absolute, &base());
}

/// Bytes from a terminal, whole and in pieces. The first byte says how they are cut.
pub fn keys(data: &[u8]) {
    let Some((&cut, bytes)) = data.split_first() else {
        return;
    };
    let start = std::time::Instant::now();
    let read = |size: usize, pause: std::time::Duration| {
        let (mut parser, mut now, mut inputs) = (Parser::default(), start, Vec::new());
        for piece in bytes.chunks(size) {
            now += pause;
            while let Some(deadline) = parser.deadline().filter(|deadline| *deadline <= now) {
                inputs.extend(parser.timeout(deadline));
            }
            inputs.extend(parser.feed(piece, now));
        }
        // Whatever came before, the keyboard comes back.
        inputs.extend(parser.feed(b"\x1b[201~\x03\x03", now));
        let last = inputs
            .last()
            .map(|input| matches!(input, Input::Key(key) if key.ctrl));
        assert_eq!(last, Some(true), "{inputs:?}");
        inputs
    };
    let size = usize::from(cut % 7) + 1;
    let whole = read(bytes.len().max(1), std::time::Duration::ZERO);
    assert_eq!(read(size, ESCAPE_WAIT / 2), whole);
    let _ = read(size, std::time::Duration::from_millis(u64::from(cut) * 4));
    for input in whole {
        if let Input::Paste(text) = input {
            assert!(text.len() <= 3 * (256 << 10));
        }
    }
}
