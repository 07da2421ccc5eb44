//! The sitemap of a site that has no feed: named by its `robots.txt`, or where most sites keep
//! one. Few requests are made, and only for somebody who is waiting for the answer: a refresh
//! makes one request a source and looks nowhere else.

use url::Url;

use super::look::{candidate, look};
use crate::ingest::{Offer, sitemap};
use crate::model::{Candidate, Way};
use crate::net::{Client, Fetched, NamedBy, Request, RequestKind};

/// Sitemaps that are asked for.
const MAX_ASKED: usize = 4;
/// Where news sitemaps mostly lie (Yoast, Google's own example, and what they left behind).
const USUAL: [&str; 2] = ["/news-sitemap.xml", "/sitemap-news.xml"];
/// Fewest headlines of a part of a site that make a list.
const LEAST: usize = 3;

/// The news sitemap of the page's site, bound to the page's own folder.
pub(super) async fn find(client: &Client, page: &Url, named_by: &NamedBy) -> Option<Candidate> {
    let robots = page.join("/robots.txt").ok()?;
    let request = Request::new(robots, RequestKind::Robots, named_by.clone());
    let fetched = client.fetch(&request).await;
    let named = match fetched.and_then(Fetched::success) {
        Ok(fetched) => {
            let text = String::from_utf8_lossy(&fetched.body).into_owned();
            sitemap::of_robots(&text, page)
        }
        Err(error) if error.is_unreachable() => return None,
        Err(_) => Vec::new(),
    };
    let usual = USUAL.iter().filter_map(|path| page.join(path).ok());
    let mut wanted: Vec<String> = named;
    wanted.extend(usual.map(String::from));
    let mut seen = std::collections::HashSet::new();
    wanted.retain(|url| seen.insert(url.clone()));
    let found = first(client, &wanted, named_by).await?;
    let found = (found.way == Way::NewsSitemap).then_some(found)?;
    bound(found, page)
}

/// The first of some sitemaps that has articles; of lists of sitemaps, the most promising.
pub(super) async fn first(
    client: &Client,
    urls: &[String],
    named_by: &NamedBy,
) -> Option<Candidate> {
    let mut waiting: Vec<String> = urls.iter().rev().cloned().collect();
    for _ in 0..MAX_ASKED {
        let url = waiting.pop()?;
        let request = Request::new(&url, RequestKind::Feed, named_by.clone());
        match look(client, &request).await.map(|seen| seen.offer) {
            Ok(Offer::Feed(way, feed)) if way != Way::Feed && !feed.entries.is_empty() => {
                return Some(candidate(way, &url, *feed));
            }
            Ok(Offer::Sitemaps(children)) => {
                let news = children.into_iter().find(|child| sitemap::is_news(child));
                waiting.extend(news);
            }
            _ => {}
        }
    }
    None
}

/// A page that is a part of a site wants the news of that part.
fn bound(mut found: Candidate, page: &Url) -> Option<Candidate> {
    if page.path() == "/" {
        return Some(found);
    }
    let mut folder = page.clone();
    folder.set_query(None);
    folder.set_fragment(None);
    let end = folder.path().rfind('/').map_or(0, |at| at + 1);
    let path = match folder.path()[end..].contains('.') {
        true => folder.path()[..end].to_owned(),
        false => format!("{}/", folder.path().trim_end_matches('/')),
    };
    if path == "/" {
        return Some(found);
    }
    folder.set_path(&path);
    let is_inside = |link: &str| link.starts_with(folder.as_str());
    let entries = &mut found.feed.entries;
    entries.retain(|entry| entry.link.as_deref().is_some_and(is_inside));
    found.spec.selectors.matching = Some(format!("^{}", regex_lite::escape(folder.as_str())));
    (found.feed.entries.len() >= LEAST).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Entry, ParsedFeed};

    fn site() -> Candidate {
        let entry = |path: &str| Entry {
            link: Some(format!("https://a.example{path}")),
            ..Entry::default()
        };
        let paths = ["/sport/1", "/sport/2", "/world/1", "/sport/3", "/sports/4"];
        let feed = ParsedFeed {
            entries: paths.map(entry).into(),
            ..ParsedFeed::default()
        };
        candidate(Way::NewsSitemap, "https://a.example/news.xml", feed)
    }

    #[test]
    fn a_part_of_a_site_wants_its_own_news() {
        let of = |page: &str| bound(site(), &Url::parse(page).unwrap());
        for all in ["https://a.example/", "https://a.example/index.html"] {
            assert_eq!(of(all), Some(site()));
        }
        for sport in [
            "https://a.example/sport",
            "https://a.example/sport/all.php?x=1#y",
        ] {
            let found = of(sport).expect("three of them");
            assert_eq!(found.feed.entries.len(), 3);
            assert_eq!(
                found.spec.selectors.matching.as_deref(),
                Some(r"^https://a\.example/sport/")
            );
        }
        assert_eq!(of("https://a.example/world/"), None);
    }
}
