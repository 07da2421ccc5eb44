//! What is an embed, and what it is called.

use super::*;
use crate::extract::output::media::find;
use crate::markup::dom;

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
fn a_caption_names_what_it_stands_under() {
    let html = "<figure><img src=a.png><figcaption>A crane.</figcaption>\
        <audio><source src=e.mp3></audio>";
    assert_eq!(embeds(html)[0].0, "Audio (a.example)");
    let html = "<figure><video src=a.webm></video><figcaption>The launch.</figcaption></figure>";
    let blocks = crate::extract::fragment(html, Url::parse("https://a.example/").ok().as_ref());
    assert_eq!(blocks.len(), 1, "{blocks:?}");
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
