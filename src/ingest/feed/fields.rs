//! What the elements inside a feed or an entry say, put into its draft.

use url::Url;

use super::content::TextKind;
use super::draft::{self, Draft};
use super::names::{Element, Field, Namespace};
use super::pacing;
use super::state::{Capture, Goal, Parts, Person, Place};
use super::tokens::Tag;
use crate::markup::clean;
use crate::model::headline::Enclosure;

/// Ranks of the ways to state a link, best first: the original behind a proxy, the RSS
/// element, an alternate, a guid, an RDF subject, the source of the content, a link of
/// another relation.
const LINK_ORIGINAL: u8 = 9;
const LINK_TEXT: u8 = 7;
const LINK_ALTERNATE: u8 = 6;
const LINK_ALTERNATE_TYPED: u8 = 5;
const LINK_GUID: u8 = 4;
const LINK_ABOUT: u8 = 3;
const LINK_CONTENT: u8 = 2;
const LINK_OTHER: u8 = 1;

/// Begins an element of the feed or an entry that is no container of its own.
pub(super) fn start(
    parts: &mut Parts,
    namespace: Namespace,
    element: Element,
    lower: &str,
    tag: &Tag<'_>,
) -> Place {
    match element {
        Element::Field(field) => {
            if let Some(source) = tag
                .attribute("src")
                .filter(|_| matches!(field, Field::Content(_)))
            {
                let base = parts.base();
                let link = clean::web_url(&source, base.as_deref());
                parts.draft().link.put(LINK_CONTENT, link);
            }
            let place = parts.begin(Goal::Field(field), tag);
            if matches!(field, Field::Title(_))
                && matches!(namespace, Namespace::Atom | Namespace::Rss)
            {
                untyped_is_text(parts, namespace);
            }
            place
        }
        Element::Link => link(parts, tag),
        // Neither an editor nor who helped once has written every entry.
        Element::Person
            if parts.entry.is_none() && matches!(lower, "managingeditor" | "contributor") =>
        {
            Place::Other
        }
        Element::Person => {
            let rank = match (namespace, lower) {
                (Namespace::Itunes, _) => 1,
                (_, "contributor") => 2,
                _ => 3,
            };
            begin_person(parts, rank)
        }
        Element::Category => category(parts, namespace, tag),
        Element::Enclosure => {
            let url = tag.attribute("url").or_else(|| tag.attribute("resource"));
            enclosure(parts, url, tag);
            Place::Other
        }
        Element::MediaContent => {
            media(parts, tag);
            Place::Entry
        }
        Element::Thumbnail => {
            let url = tag.attribute("url").or_else(|| tag.attribute("href"));
            let rank = if namespace == Namespace::Media { 4 } else { 2 };
            thumbnail(parts, rank, url);
            Place::Other
        }
        _ => Place::Other,
    }
}

/// Attributes of the root or channel: language and RDF subject.
pub(super) fn channel(parts: &mut Parts, tag: &Tag<'_>) {
    if let Some(about) = tag.qualified("rdf:about") {
        let base = parts.base();
        let link = clean::web_url(&about, base.as_deref());
        parts.feed.link.put(LINK_OTHER, link);
    }
}

/// The subject of an RSS 1.0 item is its id and, failing a link, its link.
pub(super) fn about(draft: &mut Draft, about: &str, base: Option<&Url>) {
    draft.id.put(3, draft::id(about, base));
    draft.link.put(LINK_ABOUT, clean::web_url(about, base));
}

/// Keeps a BCP 47 tag.
pub(super) fn language(draft: &mut Draft, rank: u8, text: &str) {
    let tag = clean::line(text).replace('_', "-");
    let valid =
        (2..=35).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    draft.language.put(rank, valid.then_some(tag));
}

fn link(parts: &mut Parts, tag: &Tag<'_>) -> Place {
    let relation = tag
        .attribute("rel")
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let relation = relation.rsplit('/').next().unwrap_or_default();
    let Some(href) = tag.attribute("href") else {
        let page = matches!(relation, "" | "alternate");
        return parts.begin(Goal::Link(if page { LINK_TEXT } else { LINK_OTHER }), tag);
    };
    let mime = tag
        .attribute("type")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let base = parts.base();
    let url = clean::web_url(&href, base.as_deref());
    match relation {
        "" | "alternate" => {
            let page = mime.is_empty() || mime.contains("html");
            let rank = if page {
                LINK_ALTERNATE
            } else {
                LINK_ALTERNATE_TYPED
            };
            parts.draft().link.put(rank, url);
        }
        "enclosure" => enclosure(parts, Some(href), tag),
        "related" | "via" => parts.draft().link.put(LINK_OTHER, url),
        _ => {}
    }
    Place::Other
}

fn category(parts: &mut Parts, namespace: Namespace, tag: &Tag<'_>) -> Place {
    let term = tag.attribute("term").filter(|term| is_readable(term));
    let stated = term
        .or_else(|| tag.attribute("label"))
        .or_else(|| tag.attribute("term"))
        .or_else(|| tag.attribute("text"));
    if let Some(label) = stated {
        parts.draft().category(&label);
        // Apple nests categories.
        return if namespace == Namespace::Itunes {
            Place::Entry
        } else {
            Place::Other
        };
    }
    parts.begin(Goal::Category, tag)
}

/// Whether a category's term is a word and no address or number.
fn is_readable(term: &str) -> bool {
    !term.contains("://") && term.chars().any(char::is_alphabetic)
}

fn enclosure(parts: &mut Parts, url: Option<String>, tag: &Tag<'_>) {
    let base = parts.base();
    let Some(url) = url.and_then(|url| clean::web_url(&url, base.as_deref())) else {
        return;
    };
    let mime = tag.attribute("type").map(|mime| clean::line(&mime));
    let length = tag
        .attribute("length")
        .or_else(|| tag.attribute("filesize"));
    parts.draft().enclosure(Enclosure {
        url,
        mime: mime.filter(|mime| !mime.is_empty()),
        length: length.and_then(|length| length.trim().parse().ok()),
        seconds: tag
            .attribute("duration")
            .and_then(|text| pacing::duration(&text)),
    });
}

/// `media:content` is a picture of the story or an attached file.
fn media(parts: &mut Parts, tag: &Tag<'_>) {
    let medium = tag.attribute("medium").unwrap_or_default();
    let mime = tag.attribute("type").unwrap_or_default();
    let url = tag.attribute("url");
    if medium == "image" || mime.starts_with("image") {
        thumbnail(parts, 3, url);
    } else if medium == "audio" || medium == "video" || !mime.is_empty() {
        enclosure(parts, url, tag);
    }
}

/// An image element whose address stands in an attribute (`<image href=…>`).
pub(super) fn image(parts: &mut Parts, tag: &Tag<'_>) {
    let url = tag.attribute("href").or_else(|| tag.attribute("url"));
    thumbnail(parts, 1, url);
}

fn thumbnail(parts: &mut Parts, rank: u8, url: Option<String>) {
    let base = parts.base();
    let url = url.and_then(|url| clean::web_url(&url, base.as_deref()));
    parts.draft().thumbnail.put(rank, url);
}

/// A title of Atom is text when it does not say what it is (RFC 4287, 3.1.1).
fn untyped_is_text(parts: &mut Parts, namespace: Namespace) {
    let is_atom = parts
        .format
        .is_some_and(|format| format.starts_with("atom"));
    let is_atom = is_atom || namespace == Namespace::Atom;
    if let Some(capture) = parts.capture.as_mut().filter(|_| is_atom)
        && capture.text.kind == TextKind::Unsaid
    {
        capture.text.kind = TextKind::Untyped;
    }
}

/// Begins a person; those of the highest rank are the authors.
pub(super) fn begin_person(parts: &mut Parts, rank: u8) -> Place {
    parts.person = Some(Person {
        rank,
        ..Person::default()
    });
    Place::Person
}

/// A tag in the name of a person, which is taken out again with all that is markup there.
pub(super) fn person_tag(parts: &mut Parts, name: &str, tag: &Tag<'_>) {
    if let Some(person) = &mut parts.person {
        person.text.push('<');
        person.text.push_str(name);
        person.text.push('>');
        if tag.empty {
            person.text.push(' ');
        }
    }
}

/// The end of a person: the name inside, else the address, else the text.
pub(super) fn end_person(parts: &mut Parts) {
    let Some(person) = parts.person.take() else {
        return;
    };
    let best = [&person.name, &person.text, &person.email]
        .into_iter()
        .find(|text| !text.trim().is_empty());
    if let Some(best) = best {
        parts.draft().author(person.rank, best);
    }
}

/// The end of a text: what it says goes into the draft.
pub(super) fn finish(parts: &mut Parts, capture: Capture) {
    let base = capture.base.clone();
    let base = base.as_deref();
    match capture.goal {
        Goal::Field(field) => finish_field(parts, field, capture, base),
        Goal::Link(rank) => {
            let url = clean::web_url(&capture.text.buffer, base);
            parts.draft().link.put(rank, url);
        }
        Goal::Category => {
            let label = capture.text.into_plain();
            parts.draft().category(&label);
        }
        Goal::PersonName | Goal::PersonEmail => {
            if let Some(person) = &mut parts.person {
                match capture.goal {
                    Goal::PersonName => person.name = capture.text.buffer,
                    _ => person.email = capture.text.buffer,
                }
            }
        }
        Goal::ImageUrl => {
            let url = clean::web_url(&capture.text.buffer, base);
            parts.draft().thumbnail.put(1, url);
        }
    }
}

fn finish_field(parts: &mut Parts, field: Field, capture: Capture, base: Option<&Url>) {
    let draft = parts.draft();
    let permalink = capture.permalink;
    let text = capture.text;
    match field {
        Field::Title(rank) => draft.title(rank, text),
        Field::Summary(rank) => draft.describe(rank, text.into_html(base)),
        Field::Content(rank) => draft.content.put(rank, text.into_html(base)),
        Field::Id(rank) => {
            draft.id.put(rank, draft::id(&text.buffer, base));
            if permalink && rank == 5 {
                draft
                    .link
                    .put(LINK_GUID, clean::web_url(&text.buffer, None));
            }
        }
        Field::Published(rank) => draft.published.put_last(rank, draft::date(&text.buffer)),
        Field::Updated(rank) => draft.updated.put_last(rank, draft::date(&text.buffer)),
        Field::OriginalLink => draft
            .link
            .put(LINK_ORIGINAL, clean::web_url(&text.buffer, base)),
        Field::Language => language(draft, 2, &text.buffer),
        Field::Ttl => draft.ttl_minutes = pacing::number(&text.buffer).or(draft.ttl_minutes),
        Field::UpdatePeriod => draft.update_period = pacing::period(&text.buffer),
        Field::UpdateFrequency => draft.update_frequency = pacing::number(&text.buffer),
        Field::SkipHour => pacing::add_hour(&mut draft.skip_hours, &text.buffer),
        Field::SkipDay => pacing::add_day(&mut draft.skip_days, &text.buffer),
        Field::Duration => draft.seconds = draft.seconds.or(pacing::duration(&text.buffer)),
        Field::Keywords => {
            for label in text.into_plain().split(',') {
                draft.category(label);
            }
        }
    }
}
