//! What has rows and lies over the panes: its keys, and what it shows where there is little room.

#[path = "support/plane.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod plane;
#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use std::sync::Arc;

use newswire::app::views::links::state::Links;
use newswire::app::{Event, Settings};
use newswire::model::{Article, Block, HeadlineId, Related};
use newswire::ui::Theme;
use newswire::ui::theme::{Scheme, ThemeName};
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

/// The rows of the screen without colours.
fn screen(script: &Script) -> Vec<String> {
    let theme = Theme::new(ThemeName::Mono, Scheme::Western);
    let buffer = plane::render(&script.model, &theme);
    let area = buffer.area;
    let row = |y| (0..area.width).map(|x| buffer[(x, y)].symbol()).collect();
    (0..area.height).map(row).collect()
}

#[test]
fn the_help_shows_keys_on_every_screen_and_that_it_goes_on() {
    for size in [(16, 3), (20, 6), (24, 8), (40, 12), (80, 24)] {
        let mut script = Script::new(3, size);
        script.keys("?");
        let shown = screen(&script);
        let has_key = shown.iter().any(|row| row.contains("j down"));
        assert!(has_key, "{size:?} {shown:#?}");
        let text = shown[..usize::from(size.1) - 1].concat();
        assert!(text.contains('↓'), "{size:?} {shown:#?}");
        assert!(shown.concat().contains('…'), "further pages: {shown:#?}");
        script.keys("down").keys(&"pagedown ".repeat(400));
        let shown = screen(&script);
        let text = shown[..usize::from(size.1) - 1].concat();
        assert!(
            text.contains('↑') && !text.contains('↓'),
            "{size:?} {shown:#?}"
        );
        // A filter is seen, whatever room there is.
        script.text("zz");
        assert!(screen(&script).concat().contains("/ zz"), "{size:?}");
    }
}

#[test]
fn the_help_is_full_again_when_its_card_becomes_higher() {
    let mut script = Script::new(3, (40, 16));
    script.keys("? down").keys(&"pagedown ".repeat(100));
    script.event(Event::Resize {
        width: 120,
        height: 45,
    });
    let shown = screen(&script);
    assert!(shown.concat().contains("SOURCES"), "{shown:#?}");
}

#[test]
fn what_scrolls_says_so_and_what_does_not_says_nothing() {
    let arrows = |script: &Script| {
        let text = screen(script).concat();
        (text.contains('↑'), text.contains('↓'))
    };
    for (keys, height) in [("ctrl-p", 14), ("L", 14), (": t h e m e enter", 8)] {
        let mut script = links(60, (60, height));
        if keys != "L" {
            script.keys("esc").keys(keys);
        }
        assert_eq!(arrows(&script), (false, true), "{keys}");
        let field = newswire::app::views::top(&script.model).field.is_some();
        script.keys(&if field { "down " } else { "j " }.repeat(100));
        assert_eq!(arrows(&script), (true, false), "{keys}");
    }
    assert_eq!(arrows(&links(3, (80, 24))), (false, false));
}

#[test]
fn on_a_few_rows_a_card_is_plain_rows() {
    let script = links(3, (16, 3));
    assert_eq!(
        screen(&script),
        ["  Links         ", "▌ » Story 0    ↓", "  h close       "]
    );
}

#[test]
fn on_a_few_rows_a_message_takes_one_and_ends_by_itself() {
    let mut script = Script::new(3, (20, 6));
    let before = screen(&script);
    let reason = "no list of headlines was found on the page, nor a news sitemap";
    script.event(Event::Failed(reason.to_owned()));
    let rows = screen(&script);
    let covered = rows.iter().zip(&before).filter(|(now, then)| now != then);
    assert_eq!(covered.count(), 1, "{rows:#?}");
    assert!(rows[4].contains('…'), "{rows:#?}");
    let end = script.model.toasts.next_end().expect("a message");
    script.now = script.now.saturating_add(end).unwrap();
    script.event(Event::Deadline);
    assert!(script.model.toasts.newest().is_none());
}

#[test]
fn the_palette_says_why_a_command_cannot_run() {
    for width in [80, 120, 200] {
        let settings = Settings {
            demo: true,
            ..Settings::default()
        };
        let mut script = Script::with_settings(0, (width, 24), settings);
        script.keys("esc ctrl-p");
        let commands = script.model.commands.iter();
        let reasons = commands.filter_map(|command| {
            let reason = (command.disabled)(&script.model)?;
            Some((command.id, command.doc, reason))
        });
        let reasons: Vec<_> = reasons.collect();
        assert!(reasons.len() > 15, "{reasons:?}");
        for (id, doc, reason) in reasons {
            script.keys("ctrl-u").text(id);
            let shown = screen(&script);
            let what = reason.split(": ").next().unwrap();
            let row = shown.iter().find(|row| row.contains(what));
            let row = row.unwrap_or_else(|| panic!("{width}: {reason} in {shown:#?}"));
            let first = doc.split(' ').next().unwrap();
            assert!(row.contains(first), "{width}: {doc} in {row}");
        }
    }
}
