//! What has rows and lies over the panes: its keys, and what it shows where there is little room.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use std::sync::Arc;

use newswire::app::views::links::state::Links;
use newswire::model::{Article, Block, HeadlineId, Related};
use script::Script;

/// An article that is open, with so many links, and the list of them.
fn links(count: usize, size: (u16, u16)) -> Script {
    let mut script = Script::new(3, size);
    let related = (0..count).map(|number| Related {
        title: format!("Story {number}"),
        link: Some(format!("https://example.org/story/{number}")),
        ..Related::default()
    });
    let article = Article {
        title: "A page of links".to_owned(),
        blocks: vec![Block::paragraph("Text.")],
        related: related.collect(),
        ..Article::default()
    };
    script.articles.insert(HeadlineId(1), Arc::new(article));
    script.keys("enter L");
    script
}

#[test]
fn space_goes_on_a_page_where_nothing_can_be_ticked() {
    let mut script = links(60, (80, 24));
    let cursor = |script: &Script| script.model.views.top_as::<Links>().unwrap().cursor;
    script.keys("space");
    let page = cursor(&script);
    assert!(page > 3, "{page}");
    assert!(script.model.toasts.newest().is_none());
    script.keys("pagedown");
    assert_eq!(cursor(&script), 2 * page);
    script.keys(":").text("tick").keys("enter");
    let said = script.model.toasts.newest().unwrap();
    assert_eq!(said.text, "open the starter sources first");
}
