//! What the elements of a feed mean, whatever namespace they came in.
//!
//! Namespaces are matched by address, leniently (case, trailing signs, the many addresses of
//! RSS); an undeclared prefix is taken by its usual meaning. Names are matched without regard
//! to case.

/// The vocabulary of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Namespace {
    /// RSS of any version, or none.
    Rss,
    /// Atom 0.3 or 1.0.
    Atom,
    /// RDF syntax.
    Rdf,
    /// RSS 1.0 content module.
    Content,
    /// Dublin Core, elements or terms.
    DublinCore,
    /// Media RSS.
    Media,
    /// Apple's podcast elements.
    Itunes,
    /// RSS 1.0 syndication module.
    Syndication,
    /// `FeedBurner`'s originals.
    Feedburner,
    /// XHTML.
    Xhtml,
    /// Anything else.
    Other,
}

/// What an element is to a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// `rss`, `rdf:RDF` or `feed`.
    Root,
    /// `channel`: the feed's own fields and perhaps its items.
    Channel,
    /// `item` or `entry`.
    Entry,
    /// A field whose text counts.
    Field(Field),
    /// A link, as text or in `href`.
    Link,
    /// An author: text, or `name` and `email` inside.
    Person,
    /// Inside a person.
    PersonName,
    /// Inside a person.
    PersonEmail,
    /// A category, as text or in `term`/`text`.
    Category,
    /// An attached file.
    Enclosure,
    /// `media:content`.
    MediaContent,
    /// `media:thumbnail`, `itunes:image`: an address in an attribute.
    Thumbnail,
    /// `image` with an `url` inside.
    Image,
    /// The `url` of an image.
    ImageUrl,
    /// `source` of an entry that was taken from another feed.
    Source,
    /// `skipHours`, `skipDays`, `media:group`: only what is inside counts.
    Group,
    /// Whatever else.
    Unknown,
}

/// A field with text. The number that goes with it in [`element`] is its rank: the highest
/// rank that an entry has wins, and the first among equals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title(u8),
    Summary(u8),
    Content(u8),
    Id(u8),
    Published(u8),
    Updated(u8),
    /// `feedburner:origLink`.
    OriginalLink,
    Language,
    Ttl,
    SkipHour,
    SkipDay,
    UpdatePeriod,
    UpdateFrequency,
    Keywords,
    /// `itunes:duration`.
    Duration,
}

/// The vocabulary of a namespace address.
pub(super) fn by_address(address: &str) -> Option<Namespace> {
    let lower = address.trim().to_ascii_lowercase();
    let address = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))
        .unwrap_or(&lower)
        .trim_end_matches(['/', '#']);
    let starts = |beginnings: &[&str]| beginnings.iter().any(|one| address.starts_with(one));
    Some(match address {
        "" => Namespace::Rss,
        "www.w3.org/1999/xhtml" => Namespace::Xhtml,
        "www.w3.org/1999/02/22-rdf-syntax-ns" => Namespace::Rdf,
        _ if starts(&[
            "www.w3.org/2005/atom",
            "purl.org/atom",
            "example.com/newformat",
        ]) =>
        {
            Namespace::Atom
        }
        _ if starts(&[
            "purl.org/rss/1.0/modules/content",
            "purl.org/net/rss1.1/payload",
        ]) =>
        {
            Namespace::Content
        }
        _ if starts(&["purl.org/rss/1.0/modules/syndication"]) => Namespace::Syndication,
        _ if starts(&["purl.org/rss/1.0/modules"]) => return None,
        _ if starts(&["purl.org/dc/"]) => Namespace::DublinCore,
        _ if starts(&["search.yahoo.com/mrss", "tools.search.yahoo.com/mrss"]) => Namespace::Media,
        _ if starts(&["www.itunes.com/dtds/podcast", "example.com/dtds/podcast"]) => {
            Namespace::Itunes
        }
        _ if starts(&["rssnamespace.org/feedburner"]) => Namespace::Feedburner,
        _ if starts(&[
            "purl.org/rss/1.0",
            "purl.org/net/rss",
            "my.netscape.com",
            "channel.netscape.com",
            "backend.userland.com",
            "blogs.law.harvard.edu",
            "cyber.law.harvard.edu",
            "www.rssboard.org",
        ]) =>
        {
            Namespace::Rss
        }
        _ => return None,
    })
}

/// The usual meaning of a prefix.
pub(super) fn by_prefix(prefix: &str) -> Option<Namespace> {
    Some(match prefix {
        "atom" | "a10" | "atom10" => Namespace::Atom,
        "rss" => Namespace::Rss,
        "rdf" => Namespace::Rdf,
        "content" => Namespace::Content,
        "dc" | "dcterms" => Namespace::DublinCore,
        "media" => Namespace::Media,
        "itunes" => Namespace::Itunes,
        "sy" => Namespace::Syndication,
        "feedburner" => Namespace::Feedburner,
        "xhtml" => Namespace::Xhtml,
        _ => return None,
    })
}

/// The meaning of an element, by its lower-case local name.
pub(super) fn element(namespace: Namespace, local: &str) -> Element {
    match namespace {
        Namespace::Rss | Namespace::Atom => core(local),
        Namespace::Rdf if local == "rdf" => Element::Root,
        Namespace::Content if matches!(local, "encoded" | "content") => {
            Element::Field(Field::Content(5))
        }
        Namespace::DublinCore => dublin_core(local),
        Namespace::Media => media(local),
        Namespace::Itunes => itunes(local),
        Namespace::Syndication => match local {
            "updateperiod" => Element::Field(Field::UpdatePeriod),
            "updatefrequency" => Element::Field(Field::UpdateFrequency),
            _ => Element::Unknown,
        },
        Namespace::Feedburner if local == "origlink" => Element::Field(Field::OriginalLink),
        Namespace::Xhtml if matches!(local, "body" | "div") => Element::Field(Field::Content(4)),
        _ => Element::Unknown,
    }
}

fn core(local: &str) -> Element {
    Element::Field(match local {
        "title" => Field::Title(5),
        "description" | "summary" | "subtitle" | "tagline" => Field::Summary(5),
        "abstract" => Field::Summary(4),
        "info" => Field::Summary(1),
        "content" | "fullitem" | "encoded" => Field::Content(5),
        "body" | "prodlink" => Field::Content(4),
        "guid" | "id" => Field::Id(5),
        "pubdate" | "published" | "issued" => Field::Published(5),
        "created" => Field::Published(4),
        "date" => Field::Published(3),
        "updated" | "modified" => Field::Updated(5),
        "lastbuilddate" => Field::Updated(3),
        "language" => Field::Language,
        "ttl" => Field::Ttl,
        "hour" => Field::SkipHour,
        "day" => Field::SkipDay,
        "keywords" | "tags" => Field::Keywords,
        _ => return core_structure(local),
    })
}

fn core_structure(local: &str) -> Element {
    match local {
        "rss" | "rdf" | "feed" => Element::Root,
        "channel" => Element::Channel,
        "item" | "entry" => Element::Entry,
        "link" => Element::Link,
        "author" | "managingeditor" => Element::Person,
        "name" => Element::PersonName,
        "email" => Element::PersonEmail,
        "category" => Element::Category,
        "enclosure" => Element::Enclosure,
        "image" | "thumbnail" => Element::Image,
        "url" => Element::ImageUrl,
        "skiphours" | "skipdays" => Element::Group,
        "source" => Element::Source,
        _ => Element::Unknown,
    }
}

fn dublin_core(local: &str) -> Element {
    Element::Field(match local {
        "title" => Field::Title(4),
        "description" => Field::Summary(4),
        "abstract" => Field::Summary(3),
        "identifier" => Field::Id(2),
        "issued" => Field::Published(4),
        "date" | "created" => Field::Published(3),
        "modified" => Field::Updated(4),
        "language" => Field::Language,
        "creator" | "author" | "contributor" => return Element::Person,
        "subject" => return Element::Category,
        _ => return Element::Unknown,
    })
}

fn media(local: &str) -> Element {
    match local {
        "group" => Element::Group,
        "content" => Element::MediaContent,
        "thumbnail" => Element::Thumbnail,
        "title" => Element::Field(Field::Title(2)),
        "description" => Element::Field(Field::Summary(1)),
        "keywords" => Element::Field(Field::Keywords),
        "category" => Element::Category,
        _ => Element::Unknown,
    }
}

fn itunes(local: &str) -> Element {
    match local {
        "title" => Element::Field(Field::Title(1)),
        "summary" => Element::Field(Field::Summary(3)),
        "subtitle" => Element::Field(Field::Summary(2)),
        "author" => Element::Person,
        "image" => Element::Thumbnail,
        "category" => Element::Category,
        "keywords" => Element::Field(Field::Keywords),
        "duration" => Element::Field(Field::Duration),
        _ => Element::Unknown,
    }
}

/// Whether a start tag inside a text field can only mean that the field's end tag is missing:
/// it is one of the feed's own elements and no element of HTML.
pub(super) fn ends_a_text(namespace: Namespace, local: &str) -> bool {
    match namespace {
        Namespace::Rss | Namespace::Atom => matches!(
            local,
            "item"
                | "entry"
                | "channel"
                | "guid"
                | "pubdate"
                | "description"
                | "enclosure"
                | "published"
                | "updated"
                | "lastbuilddate"
                | "id"
        ),
        Namespace::Content => local == "encoded",
        Namespace::DublinCore => matches!(local, "creator" | "date"),
        _ => false,
    }
}
