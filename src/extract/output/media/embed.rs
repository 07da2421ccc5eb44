//! What only a browser can show: videos, sound, posts of other networks, interactive charts.
//! Each becomes a line with its name and its address.

use url::Url;

use super::placed::Placed;
use crate::extract::page::outline::{Entry, Outline};
use crate::markup::clean;
use crate::markup::tags::Tag;
use crate::model::Block;
use crate::quirks::quirks;

/// Attributes in which loaders and consent tools keep the address of a frame.
const ADDRESSES: &[&str] = &[
    "src",
    "data-src",
    "data-lazy-src",
    "data-url",
    "data-iframe-src",
    "data-src-cmplz",
    "data-litespeed-src",
    "data-orig-src",
    "data-original",
];
/// Whether an element may be an embed.
pub(super) fn is_candidate(entry: &Entry<'_>) -> bool {
    match entry.tag {
        Tag::Iframe | Tag::Video | Tag::Audio | Tag::Object | Tag::Embed => true,
        Tag::Blockquote | Tag::Div => entry.attr("class").is_some_and(is_post),
        Tag::Custom => custom_video(entry).is_some(),
        _ => false,
    }
}

fn is_post(class: &str) -> bool {
    let mut words = class.split_ascii_whitespace();
    words.any(|word| quirks().is_post(word))
}

/// The embed that an element is.
pub(super) fn placed(outline: &Outline<'_>, index: u32, base: Option<&Url>) -> Option<Placed> {
    let entry = &outline.entries[index as usize];
    let mut block = match entry.tag {
        Tag::Iframe => frame(outline, index, base),
        Tag::Video | Tag::Audio => recording(outline, index, base),
        Tag::Object | Tag::Embed => plugin(outline, index, base),
        Tag::Custom => {
            let link = custom_video(entry)?;
            Some(named(stated_title(entry), &link, "Video"))
        }
        _ => post(outline, index, base),
    }?;
    // The words of a post stand before its link.
    let is_post = matches!(entry.tag, Tag::Blockquote | Tag::Div);
    let mut caption = Vec::new();
    if !is_post
        && stated_title(entry).is_none()
        && let Some((under, leaves)) = captioned(outline, index)
        && let Block::Embed { title, .. } = &mut block
    {
        (*title, caption) = (under, leaves);
    }
    Some(Placed {
        entry: if is_post {
            entry.end.saturating_sub(1)
        } else {
            index
        },
        parent: entry.parent,
        block,
        caption,
    })
}

fn frame(outline: &Outline<'_>, index: u32, base: Option<&Url>) -> Option<Block> {
    let entry = &outline.entries[index as usize];
    let link = address(entry, base)?;
    let is_button = quirks().buttons.iter().any(|path| link.contains(&path.is));
    // Of others, those that the author set: in a figure, or named and made to be watched.
    let in_figure = || {
        outline.ancestors(index).take(3).any(|above| {
            let above = &outline.entries[above as usize];
            let class = above.attr("class").unwrap_or_default();
            above.tag == Tag::Figure || class.contains("embed")
        })
    };
    let is_player = || {
        let allows = entry.attr("allow").unwrap_or_default();
        let is_large = entry.attr("allowfullscreen").is_some() || allows.contains("fullscreen");
        is_large
            && entry
                .attr("title")
                .is_some_and(|title| !title.trim().is_empty())
    };
    let is_content = service(&link).is_some() || in_figure() || is_player();
    (!is_button && is_content).then(|| named(stated_title(entry), &link, ""))
}

fn recording(outline: &Outline<'_>, index: u32, base: Option<&Url>) -> Option<Block> {
    let entry = &outline.entries[index as usize];
    let inside = &outline.entries[index as usize..entry.end as usize];
    let link = inside
        .iter()
        .find_map(|inner| address(inner, base))
        .or_else(|| source(entry, base))?;
    let kind = if entry.tag == Tag::Audio {
        "Audio"
    } else {
        "Video"
    };
    Some(named(stated_title(entry), &link, kind))
}

/// The address of a `source` inside: the outline does not look into players.
fn source(entry: &Entry<'_>, base: Option<&Url>) -> Option<String> {
    let mut inside = entry
        .node
        .descendants()
        .filter_map(|node| node.value().as_element());
    inside.find_map(|element| {
        if !matches!(element.name(), "source" | "a") {
            return None;
        }
        let address = ["src", "data-src", "href"]
            .iter()
            .find_map(|name| element.attr(name))?;
        web(clean::url(address, base))
    })
}

fn plugin(outline: &Outline<'_>, index: u32, base: Option<&Url>) -> Option<Block> {
    let entry = &outline.entries[index as usize];
    let kind = entry.attr("type").unwrap_or_default();
    let link = web(clean::url(
        entry.attr("data").or_else(|| entry.attr("src"))?,
        base,
    ))?;
    let is_recording = kind.starts_with("video/") || kind.starts_with("audio/");
    (is_recording || service(&link).is_some()).then(|| named(stated_title(entry), &link, ""))
}

/// A player that is an element of its own: `<lite-youtube videoid=…>`, `<amp-youtube data-videoid=…>`.
fn custom_video(entry: &Entry<'_>) -> Option<String> {
    let name = entry.node.value().as_element()?.name();
    let mut players = quirks().players.iter();
    let player = players.find(|player| name.contains(&player.element))?;
    let id = ["videoid", "video-id", "data-videoid", "data-video-id"]
        .iter()
        .find_map(|name| entry.attr(name))?;
    let is_plain = !id.is_empty()
        && id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    is_plain.then(|| format!("{}{id}", player.begins))
}

fn post(outline: &Outline<'_>, index: u32, base: Option<&Url>) -> Option<Block> {
    let entry = &outline.entries[index as usize];
    let own = quirks()
        .post_addresses
        .iter()
        .find_map(|name| web(clean::url(entry.attr(&name.is)?, base)));
    // Its own address is the last link of a post that only quotes itself.
    let inside = || {
        let links = outline.entries[index as usize..entry.end as usize]
            .iter()
            .rev();
        links.filter(|inner| inner.tag == Tag::A).find_map(|link| {
            web(clean::url(link.attr("href")?, base)).filter(|link| service(link).is_some())
        })
    };
    let link = own.or_else(inside)?;
    let text = outline.entry_text(index as usize);
    let author = text.rsplit_once('—').map(|(_, author)| author.trim());
    let author = author
        .and_then(|author| author.split_inclusive(')').next())
        .filter(|author| author.contains('@') && author.len() <= 120);
    let network = service(&link).unwrap_or("the web");
    let title = match author {
        Some(author) => format!("Post by {author} on {network}"),
        None => format!("Post on {network}"),
    };
    Some(Block::Embed {
        title: clean::line(&title),
        link,
    })
}

/// What a page calls an embed: its title or its label.
fn stated_title(entry: &Entry<'_>) -> Option<String> {
    let stated = ["title", "aria-label", "data-title"]
        .iter()
        .filter_map(|name| entry.attr(name));
    stated.map(clean::line).find(|title| !title.is_empty())
}

/// What stands under an embed, and the leaves that say so. A figure with a picture is the
/// picture's, and may only have been left open before the embed.
fn captioned(outline: &Outline<'_>, index: u32) -> Option<(String, Vec<u32>)> {
    let figure = outline
        .ancestors(index)
        .take(4)
        .find(|&above| outline.entries[above as usize].tag == Tag::Figure)?;
    let mut before = outline.entries[figure as usize..index as usize].iter();
    if before.any(|entry| matches!(entry.tag, Tag::Img | Tag::Amp | Tag::P)) {
        return None;
    }
    let caption = super::caption::of(outline, figure);
    Some((caption.text?, caption.leaves))
}

fn named(title: Option<String>, link: &str, kind: &str) -> Block {
    let host = Url::parse(link)
        .ok()
        .and_then(|link| Some(link.host_str()?.trim_start_matches("www.").to_owned()));
    let maker = service(link)
        .map(str::to_owned)
        .or(host)
        .unwrap_or_default();
    let title = title.unwrap_or_else(|| match kind {
        "" => maker,
        kind => format!("{kind} ({maker})"),
    });
    Block::Embed {
        title,
        link: link.to_owned(),
    }
}

fn address(entry: &Entry<'_>, base: Option<&Url>) -> Option<String> {
    let mut stated = ADDRESSES.iter().filter_map(|name| entry.attr(name));
    stated.find_map(|address| web(clean::url(address, base)))
}

fn web(address: Option<String>) -> Option<String> {
    address.filter(|address| address.starts_with("http"))
}

/// The name of the service that plays an address.
fn service(link: &str) -> Option<&'static str> {
    quirks().service(Url::parse(link).ok()?.host_str()?)
}

#[cfg(test)]
mod tests;
