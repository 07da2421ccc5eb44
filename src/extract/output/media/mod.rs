//! Pictures with their captions and credits, and what only a browser can show.

use std::collections::HashSet;

use url::Url;

mod caption;
mod embed;
mod placed;

use crate::extract::page::attribute_hints::Marks;
use crate::extract::page::outline::{Entry, Outline};
use crate::extract::stages::Stage;
use crate::markup::clean;
use crate::markup::tags::Tag;
use crate::model::Block;
use crate::model::address::is_under;
use crate::quirks::quirks;
use crate::words::Words;

pub use placed::Placed;

/// Smallest width or height, in pixels, of a picture worth showing.
const MIN_PIXELS: u32 = 100;
/// Most pictures of an article.
const MAX_MEDIA: usize = 200;

/// Pictures and embeds among the elements for which `wanted` is true, in document order.
#[must_use]
pub fn find(
    outline: &Outline<'_>,
    base: Option<&Url>,
    wanted: impl Fn(u32) -> bool,
) -> Vec<Placed> {
    let mut placed = Vec::new();
    let mut seen: HashSet<String> = HashSet::new();
    let mut captioned: HashSet<u32> = HashSet::new();
    for (index, entry) in outline.entries.iter().enumerate() {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        let is_picture = matches!(entry.tag, Tag::Img | Tag::Amp);
        let is_embed = embed::is_candidate(entry);
        if !(is_picture || is_embed || entry.tag == Tag::Hr) || !wanted(index) {
            continue;
        }
        let found = match entry.tag {
            Tag::Hr => Some(Placed {
                entry: index,
                parent: entry.parent,
                block: Block::Rule,
                caption: Vec::new(),
            }),
            _ if is_embed => embed::placed(outline, index, base),
            _ => picture(outline, index, base),
        };
        let Some(mut found) = found else {
            continue;
        };
        once(&mut found, &mut captioned);
        let key = match &found.block {
            Block::Image { src, .. } => src.split('?').next().unwrap_or(src).to_owned(),
            Block::Embed { link, .. } => link.clone(),
            _ => format!("rule {index}"),
        };
        if seen.insert(key) {
            placed.push(found);
        }
        if placed.len() >= MAX_MEDIA {
            break;
        }
    }
    // A post is placed behind its words.
    placed.sort_by_key(|placed| placed.entry);
    placed
}

/// A caption of several pictures stands under the first of them.
fn once(placed: &mut Placed, captioned: &mut HashSet<u32>) {
    let is_new = placed.caption.iter().all(|&leaf| captioned.insert(leaf));
    if let Block::Image {
        caption, credit, ..
    } = &mut placed.block
        && !is_new
    {
        (*caption, *credit) = (None, None);
        placed.caption.clear();
    }
}

/// Whether an element is a video, a post or another embed.
#[must_use]
pub fn is_embed(entry: &Entry<'_>) -> bool {
    embed::is_candidate(entry)
}

fn picture(outline: &Outline<'_>, index: u32, base: Option<&Url>) -> Option<Placed> {
    let entry = &outline.entries[index as usize];
    if is_small(entry)
        || is_portrait(outline, index)
        || entry
            .marks
            .any(Marks::SOCIAL.with(Marks::BYLINE).with(Marks::HIDDEN))
    {
        return None;
    }
    let src = source(entry, base)?;
    let figure = outline
        .ancestors(index)
        .take(6)
        .find(|&above| outline.entries[above as usize].tag == Tag::Figure)
        .or_else(|| {
            outline
                .ancestors(index)
                .take(3)
                .find(|&above| has_caption(outline, above))
        });
    let figure = figure.filter(|_| outline.stages.has(Stage::Captions));
    let caption = figure.map(|figure| caption::of(outline, figure));
    let caption = caption.unwrap_or_default();
    let alt = entry
        .attr("alt")
        .map(clean::line)
        .filter(|alt| alt.chars().count() > 2 && Some(alt) != caption.text.as_ref());
    Some(Placed {
        entry: index,
        parent: entry.parent,
        block: Block::Image {
            src,
            alt,
            caption: caption.text,
            credit: caption.credit,
        },
        caption: caption.leaves,
    })
}

/// The face of an author beside the name: named so by its own class or that of its box, or
/// drawn by a service of faces.
fn is_portrait(outline: &Outline<'_>, index: u32) -> bool {
    let entry = &outline.entries[index as usize];
    let around = std::iter::once(index).chain(outline.ancestors(index).take(2));
    let is_named = around
        .filter_map(|above| outline.entries[above as usize].attr("class"))
        .flat_map(str::split_ascii_whitespace)
        .any(|class| {
            let class = class.to_ascii_lowercase();
            let mut faces = Words::NameFacePart.all().iter();
            faces.any(|face| class.contains(face))
        });
    is_named || entry.attr("src").is_some_and(is_drawn_face)
}

/// Whether an address is that of a service of faces, with or without its scheme.
fn is_drawn_face(src: &str) -> bool {
    let address = src.split_once("//").map_or(src, |(_, address)| address);
    let (host, path) = address.split_at(address.find('/').unwrap_or(address.len()));
    let mut faces = quirks().faces.iter();
    faces.any(|face| is_under(host, &face.host) && path.starts_with(&face.path))
}

fn is_small(entry: &Entry<'_>) -> bool {
    let small = |name| {
        entry
            .attr(name)
            .and_then(|value| value.trim().trim_end_matches("px").parse::<u32>().ok())
            .is_some_and(|pixels| pixels < MIN_PIXELS)
    };
    small("width") || small("height")
}

/// The address of a picture; lazy loaders keep it beside a placeholder.
fn source(entry: &Entry<'_>, base: Option<&Url>) -> Option<String> {
    let plain = [
        "data-src",
        "data-original",
        "data-lazy-src",
        "data-url",
        "src",
    ]
    .iter()
    .filter_map(|name| entry.attr(name))
    .find(|value| is_picture(value));
    let chosen = plain.or_else(|| {
        let set = entry.attr("srcset").or_else(|| entry.attr("data-srcset"))?;
        let last = set.rsplit(", ").next()?;
        last.split_whitespace().next()
    })?;
    clean::url(chosen, base).filter(|url| url.starts_with("http"))
}

fn is_picture(value: &str) -> bool {
    let value = value.trim().to_ascii_lowercase();
    let bare = value.split(['?', '#']).next().unwrap_or(&value);
    !value.is_empty()
        && !value.starts_with("data:")
        && !bare.ends_with(".svg")
        && !value.contains("pixel")
        && !value.contains("placeholder")
        && !value.contains("blank.")
        && !value.contains("spacer")
}

fn has_caption(outline: &Outline<'_>, above: u32) -> bool {
    let entry = &outline.entries[above as usize];
    (above..entry.end.min(above + 12)).any(|inner| {
        let inner = &outline.entries[inner as usize];
        inner.tag == Tag::Figcaption
            || inner
                .attr("class")
                .is_some_and(|class| class.to_ascii_lowercase().contains("caption"))
    }) && entry.leaves.end - entry.leaves.start <= 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::dom;

    fn found(html: &str) -> Vec<Placed> {
        let document = dom::parse(html);
        let outline = Outline::of(&document, &[]);
        let base = Url::parse("https://a.example/").ok();
        find(&outline, base.as_ref(), |_| true)
    }

    fn captions(html: &str) -> Vec<Option<String>> {
        let caption = |placed: Placed| match placed.block {
            Block::Image { caption, .. } => Some(caption),
            _ => None,
        };
        found(html).into_iter().filter_map(caption).collect()
    }

    #[test]
    fn a_caption_ends_with_its_own_text() {
        let prose = "<p>The council met on Tuesday, and after a long debate about the budget it agreed that the bridge should be repaired.</p>".repeat(3);
        for html in [
            format!("<figure><img src=a.png><figcaption>A crane.</figcaption>{prose}"),
            format!("<figure><img src=a.png><figcaption>A crane.{prose}"),
            format!("<figure><img src=a.png><figcaption>A crane.<h2>Next</h2>{prose}"),
            format!("<figure><figcaption><p>A crane.</p></figcaption><img src=a.png>{prose}"),
            "<figure><img src=a.png><p class=wp-caption-text>A crane.</figure>".to_owned(),
            format!("<figure><img src=a.png><div class=caption>A crane.</div>{prose}"),
        ] {
            assert_eq!(captions(&html), [Some("A crane.".to_owned())], "{html}");
        }
        assert_eq!(captions(&format!("<figure><img src=a.png>{prose}")), [None]);
    }

    #[test]
    fn portraits_of_authors_are_no_pictures() {
        for html in [
            "<img class=avatar src=/ada.jpg alt='Ada Lind'>",
            "<div class=author-photo><a href=/ada><img src=/ada.jpg alt='Ada Lind'></a></div>",
            "<img src='https://secure.gravatar.com/avatar/x?s=200' alt=''>",
        ] {
            assert!(found(html).is_empty(), "{html}");
        }
    }

    #[test]
    fn figures_have_captions_and_credits() {
        let html = "<figure><img src='data:image/gif;base64,x' data-src='/p.jpg?w=1' alt='A street'>\
            <figcaption>A street in Paris. Photo: Ann Lee</figcaption></figure><img src='/icon.png' width=16>\
            <iframe src='https://www.youtube.com/embed/x' title='Talk'></iframe><iframe src='https://ads.example/'></iframe>";
        let got = found(html);
        assert_eq!(got.len(), 2);
        assert_eq!(
            got[0].block,
            Block::Image {
                src: "https://a.example/p.jpg?w=1".into(),
                alt: Some("A street".into()),
                caption: Some("A street in Paris.".into()),
                credit: Some("Photo: Ann Lee".into()),
            }
        );
        assert!(matches!(&got[1].block, Block::Embed { title, .. } if title == "Talk"));
    }
}
