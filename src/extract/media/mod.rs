//! Pictures with their captions and credits, and what only a browser can show.

use std::collections::HashSet;

use url::Url;

use super::marks::Marks;
use super::outline::{Entry, Outline};
use super::tags::Tag;
use crate::ingest::clean;
use crate::model::Block;

/// A block that is no text, and the element where it stands.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Index of the element.
    pub entry: u32,
    /// The picture or embed.
    pub block: Block,
}

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
    for (index, entry) in outline.entries.iter().enumerate() {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        if !matches!(
            entry.tag,
            Tag::Img | Tag::Amp | Tag::Iframe | Tag::Video | Tag::Hr
        ) || !wanted(index)
        {
            continue;
        }
        let block = match entry.tag {
            Tag::Hr => Some(Block::Rule),
            Tag::Iframe | Tag::Video => embed(entry, base),
            _ => picture(outline, index, base),
        };
        let Some(block) = block else {
            continue;
        };
        let key = match &block {
            Block::Image { src, .. } => src.split('?').next().unwrap_or(src).to_owned(),
            Block::Embed { link, .. } => link.clone(),
            _ => format!("rule {index}"),
        };
        if seen.insert(key) {
            placed.push(Placed {
                entry: index,
                block,
            });
        }
        if placed.len() >= MAX_MEDIA {
            break;
        }
    }
    placed
}

fn embed(entry: &Entry<'_>, base: Option<&Url>) -> Option<Block> {
    let link = ["src", "data-src", "data-lazy-src"]
        .iter()
        .find_map(|name| clean::url(entry.attr(name)?, base))?;
    let host = Url::parse(&link)
        .ok()?
        .host_str()?
        .trim_start_matches("www.")
        .to_owned();
    let known = [
        "youtube",
        "youtu.be",
        "vimeo",
        "dailymotion",
        "twitter",
        "x.com",
        "instagram",
        "tiktok",
        "facebook",
        "soundcloud",
        "spotify",
        "datawrapper",
        "dwcdn",
        "bsky",
        "flourish",
        "arte.tv",
        "ina.fr",
        "megaphone",
        "podcast",
    ];
    if entry.tag == Tag::Iframe && !known.iter().any(|name| host.contains(name)) {
        return None;
    }
    let title = entry
        .attr("title")
        .map(clean::line)
        .filter(|title| !title.is_empty())
        .unwrap_or(host);
    Some(Block::Embed { title, link })
}

fn picture(outline: &Outline<'_>, index: u32, base: Option<&Url>) -> Option<Block> {
    let entry = &outline.entries[index as usize];
    if is_small(entry)
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
    let (caption, credit) = figure
        .map(|figure| caption(outline, figure))
        .unwrap_or_default();
    let alt = entry
        .attr("alt")
        .map(clean::line)
        .filter(|alt| alt.chars().count() > 2 && Some(alt) != caption.as_ref());
    Some(Block::Image {
        src,
        alt,
        caption,
        credit,
    })
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

/// The caption of a figure, and the credit if it is set apart in it.
fn caption(outline: &Outline<'_>, figure: u32) -> (Option<String>, Option<String>) {
    let entry = &outline.entries[figure as usize];
    let mut caption: Vec<String> = Vec::new();
    let mut credit = None;
    for leaf in &outline.leaves[entry.leaves.start as usize..entry.leaves.end as usize] {
        let text = clean::line(&outline.leaf_text(leaf));
        let class = outline.entries[leaf.container as usize]
            .attr("class")
            .unwrap_or_default();
        let lower = class.to_ascii_lowercase();
        if lower.contains("credit")
            || lower.contains("copyright")
            || lower.contains("source")
            || text.starts_with('©')
        {
            credit = credit.or(Some(text));
        } else if !text.is_empty() && caption.len() < 3 && !caption.contains(&text) {
            caption.push(text);
        }
    }
    let caption = caption.join(" ");
    if credit.is_none()
        && let Some((head, tail)) = split_credit(&caption)
    {
        return (Some(head).filter(|head| !head.is_empty()), Some(tail));
    }
    (Some(caption).filter(|caption| !caption.is_empty()), credit)
}

/// "A street in Paris. Photo: Ann Lee / Agency" has its credit behind a word for picture.
fn split_credit(caption: &str) -> Option<(String, String)> {
    let at = [
        "© ",
        "Photo: ",
        "Foto: ",
        "Bild: ",
        "Photo by ",
        "Credit: ",
        "Photograph: ",
        "Crédit : ",
        "Quelle: ",
        "写真：",
        "Fot. ",
    ]
    .iter()
    .filter_map(|word| caption.rfind(word))
    .max()?;
    let tail = &caption[at..];
    (tail.chars().count() <= 80).then(|| {
        let head = caption[..at]
            .trim_end_matches(['(', '|', '-', '–', ' ', '/'])
            .to_owned();
        (head, tail.trim_end_matches(')').to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    #[test]
    fn figures_have_captions_and_credits() {
        let html = "<figure><img src='data:image/gif;base64,x' data-src='/p.jpg?w=1' alt='A street'>\
            <figcaption>A street in Paris. Photo: Ann Lee</figcaption></figure><img src='/icon.png' width=16>\
            <iframe src='https://www.youtube.com/embed/x' title='Talk'></iframe><iframe src='https://ads.example/'></iframe>";
        let document = Html::parse_document(html);
        let outline = Outline::of(&document, &[]);
        let base = Url::parse("https://a.example/").ok();
        let got = find(&outline, base.as_ref(), |_| true);
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
