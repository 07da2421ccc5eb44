//! What only a browser can show: videos, sound, posts of other networks, interactive charts.
//! Each becomes a line with its name and its address.

use std::sync::LazyLock;

use url::Url;

use super::Placed;
use crate::extract::outline::{Entry, Outline};
use crate::extract::tags::Tag;
use crate::ingest::clean;
use crate::model::Block;

/// Services whose frames are content: a domain, or a word in one, and a name.
static SERVICES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/extract/embeds.txt").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

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
/// Attributes in which posts keep their own address.
const POSTS: &[&str] = &[
    "data-instgrm-permalink",
    "data-text-post-permalink",
    "data-embed-url",
    "data-href",
    "cite",
];
/// Paths of frames that share, follow and count.
const BUTTONS: &[&str] = &[
    "/plugins/like",
    "/plugins/share",
    "/plugins/follow",
    "/plugins/page",
    "/widgets/follow",
    "/widgets/tweet_button",
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

/// Classes of the boxes that networks have pages put their posts in.
fn is_post(class: &str) -> bool {
    class.split_ascii_whitespace().any(|word| {
        matches!(
            word,
            "twitter-tweet"
                | "twitter-video"
                | "instagram-media"
                | "tiktok-embed"
                | "bluesky-embed"
                | "mastodon-embed"
                | "reddit-embed-bq"
                | "reddit-card"
                | "text-post-media"
                | "imgur-embed-pub"
                | "fb-post"
                | "fb-video"
        )
    })
}

/// The embed that an element is.
pub(super) fn placed(outline: &Outline<'_>, index: u32, base: Option<&Url>) -> Option<Placed> {
    let entry = &outline.entries[index as usize];
    let block = match entry.tag {
        Tag::Iframe => frame(outline, index, base),
        Tag::Video | Tag::Audio => recording(outline, index, base),
        Tag::Object | Tag::Embed => plugin(outline, index, base),
        Tag::Custom => {
            let link = custom_video(entry)?;
            Some(named(title(outline, index), &link, "Video"))
        }
        _ => post(outline, index, base),
    }?;
    // The words of a post stand before its link.
    let is_post = matches!(entry.tag, Tag::Blockquote | Tag::Div);
    Some(Placed {
        entry: if is_post {
            entry.end.saturating_sub(1)
        } else {
            index
        },
        parent: entry.parent,
        block,
        caption: Vec::new(),
    })
}

fn frame(outline: &Outline<'_>, index: u32, base: Option<&Url>) -> Option<Block> {
    let entry = &outline.entries[index as usize];
    let link = address(entry, base)?;
    let is_button = BUTTONS.iter().any(|path| link.contains(path));
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
    (!is_button && is_content).then(|| named(title(outline, index), &link, ""))
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
    Some(named(title(outline, index), &link, kind))
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
    (is_recording || service(&link).is_some()).then(|| named(title(outline, index), &link, ""))
}

/// A player that is an element of its own: `<lite-youtube videoid=…>`, `<amp-youtube data-videoid=…>`.
fn custom_video(entry: &Entry<'_>) -> Option<String> {
    let name = entry.node.value().as_element()?.name();
    let is_youtube = name.contains("youtube");
    if !is_youtube && !name.contains("vimeo") {
        return None;
    }
    let id = ["videoid", "video-id", "data-videoid", "data-video-id"]
        .iter()
        .find_map(|name| entry.attr(name))?;
    let is_plain = !id.is_empty()
        && id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let begin = if is_youtube {
        "https://www.youtube.com/watch?v="
    } else {
        "https://vimeo.com/"
    };
    is_plain.then(|| format!("{begin}{id}"))
}

fn post(outline: &Outline<'_>, index: u32, base: Option<&Url>) -> Option<Block> {
    let entry = &outline.entries[index as usize];
    let own = POSTS
        .iter()
        .find_map(|name| web(clean::url(entry.attr(name)?, base)));
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

/// What a page calls an embed: its title, its label, or what stands under it.
fn title(outline: &Outline<'_>, index: u32) -> Option<String> {
    let entry = &outline.entries[index as usize];
    let stated = ["title", "aria-label", "data-title"]
        .iter()
        .filter_map(|name| entry.attr(name));
    let stated = stated.map(clean::line).find(|title| !title.is_empty());
    stated.or_else(|| {
        let figure = outline
            .ancestors(index)
            .take(4)
            .find(|&above| outline.entries[above as usize].tag == Tag::Figure)?;
        super::caption::of(outline, figure).text
    })
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
    let link = Url::parse(link).ok()?;
    let host = link.host_str()?;
    SERVICES.iter().find_map(|(domain, name)| {
        let found = if domain.contains('.') {
            host.strip_suffix(domain)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        } else {
            host.contains(domain)
        };
        found.then_some(*name)
    })
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;
    use crate::extract::dom;

    fn embeds(html: &str) -> Vec<(String, String)> {
        let document = dom::parse(html);
        let outline = Outline::of(&document, &[]);
        let base = Url::parse("https://a.example/").ok();
        let embed = |placed: Placed| match placed.block {
            Block::Embed { title, link } => Some((title, link)),
            _ => None,
        };
        find(&outline, base.as_ref(), |_| true)
            .into_iter()
            .filter_map(embed)
            .collect()
    }

    #[test]
    fn embeds_are_named_and_linked() {
        for (html, title, link) in [
            (
                "<figure class=wp-block-embed><div><iframe title='A film' src='https://www.youtube.com/embed/a?x=1'></iframe></div></figure>",
                "A film",
                "https://www.youtube.com/embed/a?x=1",
            ),
            (
                "<iframe data-src='//player.vimeo.com/video/1' src='about:blank'></iframe>",
                "Vimeo",
                "https://player.vimeo.com/video/1",
            ),
            (
                "<video controls><source src='https://v.example/a.mp4'></video>",
                "Video (v.example)",
                "https://v.example/a.mp4",
            ),
            (
                "<figure><video src=/a.webm></video><figcaption>The launch</figcaption></figure>",
                "The launch",
                "https://a.example/a.webm",
            ),
            (
                "<audio aria-label='Episode 4'><source src=e.ogg type='audio/ogg'><source src=e.mp3></audio>",
                "Episode 4",
                "https://a.example/e.ogg",
            ),
            (
                "<figure><iframe src='https://tube.example/e/1'></iframe></figure>",
                "tube.example",
                "https://tube.example/e/1",
            ),
            (
                "<lite-youtube videoid=abc title=Talk></lite-youtube>",
                "Talk",
                "https://www.youtube.com/watch?v=abc",
            ),
            (
                "<blockquote class=twitter-tweet><p>Gone. <a href='https://t.co/x'>t.co</a></p>&mdash; Ann (@ann) <a href='https://twitter.com/ann/status/1'>May 1</a></blockquote>",
                "Post by Ann (@ann) on X",
                "https://twitter.com/ann/status/1",
            ),
            (
                "<blockquote class=instagram-media data-instgrm-permalink='https://www.instagram.com/p/x/'><a href=/>View</a></blockquote>",
                "Post on Instagram",
                "https://www.instagram.com/p/x/",
            ),
        ] {
            assert_eq!(
                embeds(html),
                [(title.to_owned(), link.to_owned())],
                "{html}"
            );
        }
    }

    #[test]
    fn buttons_and_strangers_are_no_embeds() {
        for html in [
            "<iframe src='https://ads.example/x' title=Ad></iframe>",
            "<iframe src='https://www.facebook.com/plugins/like.php?x'></iframe>",
            "<iframe src='https://notx.com.example/'></iframe>",
            "<video></video>",
            "<blockquote class=twitter-tweet><p>No link</p></blockquote>",
        ] {
            assert!(embeds(html).is_empty(), "{html}");
        }
    }
}
