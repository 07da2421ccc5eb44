//! Where a link stands on its page.

use ego_tree::NodeId;
use scraper::ElementRef;

use super::words::is_one_of;
use crate::words::Words;

/// Steps of the path, from the link upwards, whose classes count.
const CLASSED_STEPS: usize = 4;
/// Steps of the path that count at all.
const STEPS: usize = 12;
/// Descendants of a link that are searched for a heading.
const LOOKED_AT: usize = 40;

/// Where a link stands.
pub(super) struct LinkPlace {
    /// Names and shared classes from the link to the root: the same for all items of a list.
    pub(super) path: String,
    /// The link is, or holds, a heading.
    pub(super) heading: bool,
    /// It stands in the main part of the page.
    pub(super) main: bool,
    /// It stands in navigation, a sidebar, a footer or the like.
    pub(super) chrome: bool,
    /// It stands in the navigation or the footer.
    pub(super) menu: bool,
    /// The header, footer or aside around it. A page has one of each, a list one an item.
    pub(super) frame: Option<NodeId>,
}

impl LinkPlace {
    /// `None` for links that are no headline wherever they stand: authors, tags, adverts.
    pub(super) fn of(link: ElementRef<'_>) -> Option<Self> {
        if is_meta(link) {
            return None;
        }
        let mut place = Self {
            path: String::new(),
            heading: false,
            main: false,
            chrome: false,
            menu: false,
            frame: None,
        };
        let up = std::iter::once(link).chain(link.ancestors().filter_map(ElementRef::wrap));
        for (step, element) in up.enumerate() {
            let name = element.value().name();
            if matches!(name, "main" | "article") || element.attr("role") == Some("main") {
                place.main = true;
            }
            match name {
                "header" | "footer" | "aside" => place.frame = Some(element.id()),
                // A header inside an article is the article's.
                "article" | "li" => place.frame = None,
                _ => {}
            }
            if step > 0 && step < CLASSED_STEPS && is_meta(element) {
                return None;
            }
            place.menu |= is_menu(element);
            place.chrome |= place.menu || is_aside(element);
            place.heading |= is_heading(element);
            if step < STEPS {
                place.path.push_str(name);
                if step < CLASSED_STEPS {
                    place.path.push_str(&shared_class(element));
                }
                place.path.push('<');
            }
        }
        let inside = link.descendants().filter_map(ElementRef::wrap);
        place.heading |= inside.take(LOOKED_AT).any(is_heading);
        Some(place)
    }
}

/// Whether an element is a heading, by its name or role.
pub(super) fn is_heading(element: ElementRef<'_>) -> bool {
    matches!(
        element.value().name(),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
    ) || element.attr("role") == Some("heading")
}

/// The classes of an element that do not tell one item from the next.
fn shared_class(element: ElementRef<'_>) -> String {
    let mut classes: Vec<&str> = stable_classes(element).take(6).collect();
    classes.sort_unstable();
    classes.iter().map(|class| format!(".{class}")).collect()
}

/// Classes that say what an item is about, as blog software writes them: `tag-rain`.
const FAMILIES: &[&str] = &[
    "tag-",
    "category-",
    "post-",
    "format-",
    "status-",
    "author-",
];

/// Classes that belong to the template: no numbers, states or names of sections in them.
pub(super) fn stable_classes(element: ElementRef<'_>) -> impl Iterator<Item = &str> {
    const STATES: &[&str] = &[
        "odd", "even", "first", "last", "active", "sticky", "featured",
    ];
    element.value().classes().filter(|class| {
        !class.bytes().any(|byte| byte.is_ascii_digit())
            && !STATES.contains(class)
            && !FAMILIES.iter().any(|start| class.starts_with(start))
    })
}

/// The words of an element's classes and id, in lower case.
fn names(element: ElementRef<'_>) -> impl Iterator<Item = String> {
    const PARTS: &[&str] = &["cloud", "list", "links", "link", "name", "box", "info"];
    let id = element.attr("id").unwrap_or_default();
    let classes = element.value().classes().chain([id]);
    let of_template = classes.filter(|class| {
        !FAMILIES.iter().any(|start| {
            class
                .strip_prefix(start)
                .is_some_and(|rest| !PARTS.contains(&rest))
        })
    });
    of_template.flat_map(|class| {
        let lower = class.to_ascii_lowercase();
        let words: Vec<String> = lower.split(['-', '_', ' ']).map(str::to_owned).collect();
        words
    })
}

/// Parts of an item that hold links to people, tags and buttons, and adverts.
fn is_meta(element: ElementRef<'_>) -> bool {
    let relation = element.attr("rel").unwrap_or_default();
    let mut relations = relation.split_ascii_whitespace();
    relations.any(|one| {
        matches!(
            one,
            "author" | "tag" | "sponsored" | "next" | "prev" | "license"
        )
    }) || is_named(element, Words::NameHeadlinePart)
}

/// Parts of a page that lead to its sections and services.
fn is_menu(element: ElementRef<'_>) -> bool {
    const ROLES: &str = "navigation contentinfo banner search menu";
    element.value().name() == "nav"
        || element
            .attr("role")
            .is_some_and(|role| is_one_of(role, ROLES))
        || is_named(element, Words::NameMenu)
}

/// Parts of a page that stand beside its list.
fn is_aside(element: ElementRef<'_>) -> bool {
    is_named(element, Words::NameHeadlineBeside)
}

/// Whether an element's classes or id hold one of these words. Names of the whole page and
/// of an article say what it is about.
fn is_named(element: ElementRef<'_>, words: Words) -> bool {
    !matches!(element.value().name(), "body" | "html" | "main" | "article")
        && names(element).any(|name| words.has(name))
}

/// Whether a class of an element ends in one of some names.
pub(super) fn has_name(element: ElementRef<'_>, names: Words) -> bool {
    element.value().classes().any(|class| {
        let lower = class.to_ascii_lowercase();
        // "cardTitle" and "card__title" end in the same word.
        names.all().iter().any(|name| {
            lower.strip_suffix(*name).is_some_and(|start| {
                start.is_empty()
                    || start.ends_with(['-', '_'])
                    || class[start.len()..].starts_with(char::is_uppercase)
            })
        })
    })
}
