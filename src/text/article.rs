//! An article as lines: title, who and when, standfirst, blocks, related headlines.
//!
//! Made once for an article and a width (50,000 words take a few milliseconds); a page on the
//! screen is a slice of the lines.

use super::composer::Composer;
use super::indent::Indent;
use super::meta;
use super::styled::{Marks, Role, Styled};
use super::{blocks, head};
use crate::model::{Article, Block, Related, Style};

pub use super::layout::{Form, Layout, LayoutOptions, Place, Screen, plain};

/// Blank lines before a heading on a screen: it belongs to what follows it.
const BEFORE_HEADING: usize = 2;

/// Lays an article out.
#[must_use]
pub fn layout(article: &Article, options: &LayoutOptions) -> Layout {
    let mut composer = Composer::new(options);
    let before_heading = composer.screen().map_or(1, |_| BEFORE_HEADING);
    head::lay_out(article, &mut composer);
    for (index, block) in article.blocks.iter().enumerate() {
        let blanks = match block {
            Block::Heading { .. } => before_heading,
            _ => 1,
        };
        composer.begin(index + 1, blanks);
        blocks::lay_out(block, 0, &mut composer);
    }
    if article.paywalled {
        composer.separate();
        composer.text("Only this part of the article is free.", Role::Meta);
    }
    if !article.related.is_empty() {
        composer.begin(article.blocks.len() + 1, before_heading);
        match composer.screen() {
            Some(_) => composer.text("RELATED", Role::Label),
            None => composer.text("Related", Role::Heading),
        }
        for item in &article.related {
            composer.separate();
            composer.nested([Indent::hanging("» ")], |composer| {
                related(item, options, composer);
            });
        }
    }
    composer.finish()
}

fn related(item: &Related, options: &LayoutOptions, composer: &mut Composer<'_>) {
    let link = item.link.as_deref().and_then(|link| composer.link(link));
    let marks = Marks {
        role: Role::Body,
        style: Style {
            bold: true,
            ..Style::default()
        },
        link,
    };
    let mut title = Styled::new(&item.title, marks);
    composer.number(&mut title, link);
    composer.paragraph(&title);
    composer.meta(&meta::of_related(item, options), &item.title);
    if let Some(summary) = &item.summary {
        composer.text(summary, Role::Caption);
    }
}

#[cfg(test)]
mod screen_block_tests;
#[cfg(test)]
mod screen_tests;
#[cfg(test)]
mod tests;
