//! A long article of words that are easy to tell apart.

use std::sync::Arc;

use newswire::model::{Article, Block, HeadlineId};

use crate::script::Script;

const WORDS: [&str; 24] = [
    "harbour", "ferry", "minister", "bridge", "winter", "budget", "village", "engine", "storm",
    "letter", "captain", "market", "orchard", "signal", "copper", "museum", "railway", "island",
    "doctor", "garden", "paper", "window", "river", "council",
];

/// A paragraph of its own words: number `number` of an article.
pub fn paragraph(number: usize) -> String {
    let mut seed = number * 7919 + 13;
    let words: Vec<&str> = (0..30 + number % 25)
        .map(|_| {
            seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
            WORDS[seed / 65_536 % WORDS.len()]
        })
        .collect();
    format!("Part{number} says: {}.", words.join(" "))
}

/// An article of these paragraphs.
pub fn article(paragraphs: &[usize]) -> Article {
    let blocks = paragraphs.iter().map(|&number| paragraph(number));
    Article {
        title: "A long report".to_owned(),
        blocks: blocks.map(Block::paragraph).collect(),
        ..Article::default()
    }
}

/// A core whose first headlines have the long article, in another order of words each.
pub fn reading(size: (u16, u16), articles: &[Article]) -> Script {
    let mut script = Script::new(20, size);
    for (id, article) in (1..).zip(articles) {
        let teaser = article.blocks.iter().take(1).map(Block::text);
        let teaser = teaser.map(|text| format!("<p>{text}</p>")).collect();
        script.correct(id, |entry| entry.content_html = Some(teaser));
        let article = Arc::new(article.clone());
        script.articles.insert(HeadlineId(id), article);
    }
    script
}
