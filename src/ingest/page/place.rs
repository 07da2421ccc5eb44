//! Where a link stands on its page, and what its address looks like.

use scraper::ElementRef;
use url::Url;

/// Steps of the path, from the link upwards, whose classes count.
const CLASSED_STEPS: usize = 4;
/// Steps of the path that count at all.
const STEPS: usize = 12;

/// Whether an address looks like that of a list; `None` when it cannot be an article's at
/// all: on another site, or a file.
pub(super) fn kind_of_address(address: &str, base: &Url) -> Option<bool> {
    let url = Url::parse(address).ok()?;
    if !is_same_site(url.host_str()?, base.host_str()?) {
        return None;
    }
    let path = url.path().trim_end_matches('/').to_ascii_lowercase();
    if path.is_empty() && url.query().is_none() {
        return None;
    }
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_file = matches!(
        extension,
        "jpg" | "jpeg" | "png" | "gif" | "pdf" | "zip" | "xml" | "rss" | "mp3" | "svg" | "webp"
    );
    (!is_file).then(|| path.split('/').any(is_list_segment))
}

/// The same host, or another host of the same domain.
fn is_same_site(host: &str, other: &str) -> bool {
    let host = host.strip_prefix("www.").unwrap_or(host);
    let other = other.strip_prefix("www.").unwrap_or(other);
    let under = |a: &str, b: &str| a.strip_suffix(b).is_some_and(|rest| rest.ends_with('.'));
    host == other || under(host, other) || under(other, host)
}

/// Path segments of lists, people and services.
fn is_list_segment(segment: &str) -> bool {
    matches!(
        segment,
        "tag"
            | "tags"
            | "category"
            | "categories"
            | "archive"
            | "archives"
            | "about"
            | "page"
            | "author"
            | "authors"
            | "search"
            | "contact"
            | "links"
            | "link"
            | "login"
            | "signup"
            | "register"
            | "account"
            | "privacy"
            | "terms"
            | "imprint"
            | "impressum"
            | "feed"
            | "rss"
            | "topic"
            | "topics"
            | "keyword"
            | "keywords"
            | "user"
            | "users"
            | "profile"
            | "subscribe"
            | "newsletter"
            | "cart"
            | "shop"
            | "help"
            | "faq"
            | "cookies"
            | "legal"
    )
}

/// Where a link stands.
pub(super) struct Place {
    /// Names and shared classes from the link to the root: the same for all items of a list.
    pub(super) path: String,
    /// The link is, or holds, a heading.
    pub(super) heading: bool,
    /// It stands in the main part of the page.
    pub(super) main: bool,
}

impl Place {
    /// `None` for links in navigation, footers and the like.
    pub(super) fn of(link: ElementRef<'_>) -> Option<Self> {
        let mut path = String::new();
        let (mut heading, mut main) = (false, false);
        // A header or footer is the page's own unless an article or list item is around it.
        let mut framed = false;
        let up = std::iter::once(link).chain(link.ancestors().filter_map(ElementRef::wrap));
        for (step, element) in up.enumerate() {
            let name = element.value().name();
            main |= matches!(name, "main" | "article") || element.attr("role") == Some("main");
            framed = match name {
                "header" | "footer" | "aside" | "form" => true,
                "article" | "li" => false,
                _ => framed,
            };
            if is_chrome(element) {
                return None;
            }
            heading |= matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            if step < STEPS {
                path.push_str(name);
                if step < CLASSED_STEPS {
                    path.push_str(&shared_class(element));
                }
                path.push('<');
            }
        }
        if framed {
            return None;
        }
        heading |= link
            .descendants()
            .filter_map(ElementRef::wrap)
            .take(40)
            .any(|inner| {
                matches!(
                    inner.value().name(),
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
                )
            });
        Some(Self {
            path,
            heading,
            main,
        })
    }
}

/// The classes of an element that do not tell one item from the next.
fn shared_class(element: ElementRef<'_>) -> String {
    let mut classes: Vec<&str> = element
        .value()
        .classes()
        .filter(|class| !class.bytes().any(|byte| byte.is_ascii_digit()))
        .filter(|class| {
            !matches!(
                *class,
                "odd" | "even" | "first" | "last" | "active" | "sticky" | "featured"
            )
        })
        .filter(|class| {
            ![
                "tag-",
                "category-",
                "post-",
                "format-",
                "status-",
                "author-",
            ]
            .iter()
            .any(|start| class.starts_with(start))
        })
        .take(6)
        .collect();
    classes.sort_unstable();
    classes.iter().map(|class| format!(".{class}")).collect()
}

/// Parts of a page that hold no headlines.
fn is_chrome(element: ElementRef<'_>) -> bool {
    let name = element.value().name();
    if name == "nav" {
        return true;
    }
    if matches!(
        element.attr("role"),
        Some("navigation" | "contentinfo" | "banner" | "search" | "menu")
    ) {
        return true;
    }
    if matches!(name, "body" | "html" | "main" | "article") {
        return false;
    }
    let id = element.attr("id").unwrap_or_default();
    element.value().classes().chain([id]).any(is_chrome_name)
}

fn is_chrome_name(class: &str) -> bool {
    let lower = class.to_ascii_lowercase();
    let mut parts = lower.split(['-', '_', ' ']);
    parts.any(|part| {
        matches!(
            part,
            "nav"
                | "navbar"
                | "navigation"
                | "menu"
                | "footer"
                | "breadcrumb"
                | "breadcrumbs"
                | "pagination"
                | "pager"
                | "tags"
                | "tag"
                | "tagcloud"
                | "cloud"
                | "categories"
                | "category"
                | "social"
                | "share"
                | "cookie"
                | "cookies"
                | "sidebar"
                | "widget"
                | "comments"
                | "related"
                | "newsletter"
                | "subscribe"
                | "ad"
                | "ads"
                | "promo"
        )
    })
}
