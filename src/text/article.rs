//! An article as lines: title, who and when, standfirst, blocks, related headlines.
//!
//! Made once for an article and a width (50,000 words take a few milliseconds); a page on the
//! screen is a slice of the lines.

use super::blocks;
use super::composer::Composer;
use super::meta;
use super::styled::{Marks, Role, Styled};
use crate::model::{Article, Related, Style};

pub use super::layout::{Layout, LayoutOptions, Place, plain};

/// Lays an article out.
#[must_use]
pub fn layout(article: &Article, options: &LayoutOptions) -> Layout {
    let mut composer = Composer::new(options);
    head(article, options, &mut composer);
    for (index, block) in article.blocks.iter().enumerate() {
        composer.begin(index + 1);
        blocks::lay_out(block, 0, &mut composer);
    }
    if article.paywalled {
        composer.separate();
        composer.text("Only this part of the article is free.", Role::Meta);
    }
    if !article.related.is_empty() {
        composer.begin(article.blocks.len() + 1);
        composer.text("Related", Role::Heading);
        for item in &article.related {
            composer.separate();
            composer.nested("» ", "  ", |composer| related(item, options, composer));
        }
    }
    composer.finish()
}

fn head(article: &Article, options: &LayoutOptions, composer: &mut Composer<'_>) {
    composer.text(&article.title, Role::Title);
    composer.meta(&meta::of_article(article, options), &article.title);
    if let Some(dek) = &article.dek {
        composer.separate();
        composer.text(dek, Role::Dek);
    }
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
mod tests;
