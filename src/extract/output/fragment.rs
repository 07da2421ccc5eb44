//! A piece of HTML that is no page: a feed's own text, an article's stated body.

use url::Url;

use super::{blocks, media};
use crate::extract::page::outline::Outline;
use crate::markup::dom;
use crate::model::Block;

/// A feed's own HTML as blocks; nothing is judged, everything that is seen is kept.
#[must_use]
pub fn fragment(html: &str, base: Option<&Url>) -> Vec<Block> {
    let document = dom::parse(html);
    let outline = Outline::of(&document, &[]);
    let media = media::find(&outline, base, |_| true);
    let seen: Vec<bool> = outline.leaves.iter().map(|leaf| !leaf.unseen).collect();
    blocks::build(&outline, &seen, &media, base)
}
