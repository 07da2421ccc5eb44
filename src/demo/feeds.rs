//! The demo's feeds: RSS 2.0 with teasers, Atom with the whole text for some entries and a summary
//! for the others, and a JSON Feed in two languages.

use serde_json::{Value, json};

use super::articles::Story;
use super::pages::{Context, body, headline};
use super::template::{Scope, render};

/// RSS 2.0 (www.rssboard.org/rss-specification): French, agency copy, teasers only.
#[must_use]
pub(super) fn rss(context: &Context<'_>) -> String {
    let items = of(context, &["fr"]).map(|story| headline(story, context));
    let scope = Scope::default()
        .text("base", context.base)
        .list("items", items);
    render(include_str!("../../assets/demo/templates/rss.xml"), &scope)
}

/// Atom (RFC 4287): English; the workshop's entries carry their whole text as HTML.
#[must_use]
pub(super) fn atom(context: &Context<'_>) -> String {
    let entries = of(context, &["world", "tech"]).map(|story| {
        let whole_text = if story.section.id == "tech" {
            story.body
        } else {
            ""
        };
        headline(story, context).text("content", whole_text)
    });
    let newest = of(context, &["world", "tech"]).next();
    let updated = newest.map(|story| story.section.iso(story.published(context.market.start)));
    let scope = Scope::default()
        .text("base", context.base)
        .text("updated", updated.unwrap_or_default())
        .list("entries", entries);
    render(include_str!("../../assets/demo/templates/atom.xml"), &scope)
}

/// JSON Feed 1.1 (www.jsonfeed.org/version/1.1): German with HTML, Arabic with plain summaries.
#[must_use]
pub(super) fn json(context: &Context<'_>) -> String {
    let items: Vec<Value> = of(context, &["de", "ar"])
        .map(|story| json_item(story, context))
        .collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Atlas · Deutsch und عربي",
        "home_page_url": format!("{}/", context.base),
        "feed_url": format!("{}/atlas/feed.json", context.base),
        "description": "Flussbote und مرآة الواحة in einem Feed",
        "icon": format!("{}/images/atlas.png", context.base),
        "items": items,
    });
    format!("{feed:#}")
}

fn json_item(story: &Story, context: &Context<'_>) -> Value {
    let published = story.published(context.market.start);
    let authors: Vec<Value> = story
        .byline
        .iter()
        .map(|name| json!({"name": name}))
        .collect();
    let mut item = json!({
        "id": story.slug,
        "url": format!("{}{}", context.base, story.path()),
        "title": story.title,
        "summary": story.teaser,
        "date_published": story.section.iso(published),
        "authors": authors,
        "tags": [story.topic],
        "language": story.section.lang,
    });
    if story.section.id == "de" {
        item["content_html"] = Value::from(body(story, context.market.start));
    } else {
        item["content_text"] = Value::from(story.teaser);
    }
    item
}

fn of<'a>(context: &Context<'a>, sections: &'a [&str]) -> impl Iterator<Item = &'a Story> {
    context
        .stories
        .iter()
        .filter(|story| sections.contains(&story.section.id))
}
