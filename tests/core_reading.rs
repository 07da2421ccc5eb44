//! Keys while reading and at the prompt: the next unread headline, the texts of an article in
//! turn, its date, a search and how it is left, commands by their names.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use std::sync::Arc;

use newswire::app::panes::Focus;
use newswire::app::views::article::open::END_ROWS;
use newswire::app::views::article::{column, minutes_left};
use newswire::app::views::headlines::unread::{self, Next};
use newswire::app::views::prompt::state::Prompt;
use newswire::app::views::welcome::state::Welcome;
use newswire::app::{Effect, NetEffect, ScreenEffect};
use newswire::model::{Article, Block, HeadlineId, Query, Related, Scope, When};
use script::Script;

fn toast(script: &Script) -> &str {
    script.model.toasts.newest().map_or("", |toast| &toast.text)
}

/// Types a command and presses Enter.
fn run(script: &mut Script, command: &str) {
    script.keys(":").text(command).keys("enter");
}

fn open(script: &Script) -> Option<HeadlineId> {
    script.model.reader.headline_id()
}

#[test]
fn the_prompt_runs_what_it_shows() {
    let mut script = Script::new(6, (80, 24));
    run(&mut script, "foo");
    assert_eq!(
        toast(&script),
        "\"foo\" is not a command; the help lists them all"
    );
    assert_eq!(script.model.focus, Focus::List);
    script.keys(":").text("refr").keys("down enter");
    let one = |effect: &Effect| {
        matches!(
            effect,
            Effect::Net(NetEffect::Refresh {
                force: true,
                only: Some(_)
            })
        )
    };
    assert_eq!(
        script.count(one),
        1,
        "the second of the names, refresh-source"
    );
    run(&mut script, "bot");
    assert_eq!(script.model.list.cursor(), 5);
    run(&mut script, "sear  Headline 3 ");
    assert_eq!(script.titles(), ["Headline 3"]);
    script.model.toasts.clear();
    run(&mut script, "");
    assert_eq!(toast(&script), "");
}

#[test]
fn typing_chooses_the_best_match_again() {
    let mut script = Script::new(6, (80, 24));
    script
        .keys(":")
        .text("to")
        .keys("down down")
        .text("p")
        .keys("enter");
    assert_eq!(script.model.list.cursor(), 0);
    assert!(script.model.views.is_empty());
}

#[test]
fn closing_leaves_the_search_before_the_program() {
    for size in [(80, 24), (120, 40)] {
        let mut script = Script::new(6, size);
        run(&mut script, "search Headline 3");
        assert_eq!(script.titles().len(), 1);
        script.keys("q");
        assert!(!script.model.quitting);
        assert_eq!(script.titles().len(), 6);
        // From an article of the results: first the article, then the search.
        run(&mut script, "search Headline 3");
        script.keys("enter q");
        assert_eq!(script.titles().len(), 1);
        script.keys("q q");
        assert!(script.model.quitting);
    }
}

/// What the list shows, the selected headline, its place, and the first in view.
fn place(script: &Script) -> (Query, Option<HeadlineId>, usize, usize) {
    let list = &script.model.list;
    let query = list.query.clone();
    (query, list.selected(), list.cursor(), list.offset())
}

#[test]
fn leaving_a_search_brings_back_the_view_that_was_searched() {
    for size in [(80, 24), (120, 40)] {
        for (view, left_by) in [("j", "q"), ("U", "esc"), ("F", "esc"), ("F U", "q")] {
            let mut script = Script::new(60, size);
            (1..=50).for_each(|id| script.keep(id));
            script.keys(view).keys("pagedown pagedown j j");
            let before = place(&script);
            assert!(before.3 > 0, "{before:?}");
            run(&mut script, "search Headline");
            // It looks at all, has a filter of its own, and is no view to come back to.
            assert!(!script.model.list.query.unread);
            script.keys("j U");
            run(&mut script, "search Headline 4");
            script.arrive(2);
            script.keys(left_by);
            assert_eq!(place(&script), before, "{size:?} {view}");
            assert_eq!(script.model.focus, Focus::List);
            assert!(script.model.list.selected_row().is_some());
            let is_waiting = before.0.scope == Scope::All;
            assert_eq!(script.model.list.waiting(), if is_waiting { 2 } else { 0 });
        }
    }
}

#[test]
fn a_view_that_is_chosen_in_a_search_has_the_filter_of_the_view_before() {
    for (filter, chosen, is_unread) in [
        ("U", "a", true),
        ("j", "a", false),
        ("U", "s G enter", true),
        ("U", "F", false),
    ] {
        let mut script = Script::new(10, (80, 24));
        script.keys(filter);
        run(&mut script, "search Headline");
        script.keys("U").keys(chosen);
        let query = &script.model.list.query;
        assert_eq!(
            (query.unread, &query.search),
            (is_unread, &None),
            "{chosen}"
        );
        // The search is forgotten.
        script.keys("q");
        assert!(script.model.quitting);
    }
}

#[test]
fn the_view_that_was_searched_comes_back_after_a_restart_too() {
    for size in [(80, 24), (120, 40)] {
        let mut script = Script::new(60, size);
        script.keys("U pagedown j");
        let before = place(&script);
        run(&mut script, "search Headline 4");
        script.keys("Q");
        let mut script = script.reopened(size);
        assert_eq!(script.titles()[0], "Headline 4");
        // A second search is one of the same view.
        run(&mut script, "search Headline 5");
        script.keys("Q");
        let mut script = script.reopened(size);
        script.keys("q");
        let after = place(&script);
        assert_eq!((after.0, after.1), (before.0, before.1));
        assert_eq!(script.model.kept.searched, None);
    }
}

#[test]
fn next_unread_begins_with_the_selected_headline() {
    for size in [(80, 24), (120, 40)] {
        let mut script = Script::new(6, size);
        script.keys("n");
        assert_eq!(open(&script), Some(HeadlineId(1)));
        assert_eq!(script.model.focus, Focus::Article);
        script.keys("n");
        assert_eq!(open(&script), Some(HeadlineId(2)));
        script.keys("h j j n");
        assert_eq!(open(&script), Some(HeadlineId(4)));
        // Marked unread again while it is open: it is not the next one.
        script.keys("m n");
        assert_eq!(open(&script), Some(HeadlineId(5)));
        script.keys("p");
        assert_eq!(open(&script), Some(HeadlineId(4)));
    }
}

#[test]
fn a_text_without_the_place_does_not_lose_it() {
    let mut script = Script::new(3, (80, 24));
    let long = |number| Block::paragraph(format!("unique{number} phrase{number} here{number}"));
    let article = Article {
        title: "A title".to_owned(),
        blocks: (0..80).map(long).collect(),
        ..Article::default()
    };
    script.articles.insert(HeadlineId(1), Arc::new(article));
    script.keys("enter pagedown pagedown j");
    let place = |script: &Script| script.model.reader.open().unwrap().scroll;
    let before = place(&script);
    assert!(before > 30);
    script.keys("c c c");
    assert_eq!(place(&script), before);
    script.keys("c c c");
    assert_eq!(place(&script), before);
}

#[test]
fn the_pages_own_date_is_told_on_demand() {
    let mut script = Script::new(3, (80, 24));
    let article = Article {
        published: When::from_text("2026-11-23T00:54:00-06:00"),
        ..Article::default()
    };
    script.articles.insert(HeadlineId(1), Arc::new(article));
    script.keys("enter T");
    assert_eq!(
        toast(&script),
        "the page says Mon 23 Nov 2026, 00:54 -06:00"
    );
    script.keys("n T");
    assert_eq!(toast(&script), "the source says Mon 23 Nov 2026, 11:40 UTC");
}

#[test]
fn a_click_beside_takes_nothing_that_was_typed_or_ticked() {
    let mut script = Script::new(10, (120, 40));
    script.keys("/").text("words").click(5, 3);
    let prompt = script.model.views.top_as::<Prompt>();
    assert_eq!(prompt.map(|prompt| prompt.input.value()), Some("words"));
    script.keys("esc S").click(0, 0);
    assert!(script.model.views.is_top::<Welcome>());
    // What can be opened again closes.
    script.keys("esc s").click(0, 0);
    assert!(script.model.views.is_empty());
}

#[test]
fn above_the_links_the_article_is_what_is_opened() {
    let mut script = Script::new(3, (120, 40));
    let mut linked = Article {
        title: "Linked".to_owned(),
        blocks: vec![Block::paragraph("Text.")],
        ..Article::default()
    };
    linked.related.push(Related {
        title: "Elsewhere".to_owned(),
        link: Some("https://example.org/elsewhere".to_owned()),
        ..Related::default()
    });
    let opened = |script: &Script| match script.effects.last() {
        Some(Effect::Screen(ScreenEffect::OpenUrl(url))) => url.clone(),
        other => panic!("{other:?}"),
    };
    script.articles.insert(HeadlineId(1), Arc::new(linked));
    script.keys("enter L o");
    assert_eq!(opened(&script), "https://example.org/elsewhere");
    script.keys(":").text("theme").keys("enter o");
    assert_eq!(opened(&script), "https://example.org/1");
    // A click on an entry reads it here; the box stands in the middle.
    script.keys("esc");
    let area = (newswire::app::views::top(&script.model).area)(&script.model);
    script.click(area.x + 3, area.y + 3);
    assert!(script.model.views.is_empty());
    let elsewhere = |effect: &Effect| match effect {
        Effect::Net(NetEffect::FetchPage { url, .. }) => url == "https://example.org/elsewhere",
        _ => false,
    };
    assert_eq!(script.count(elsewhere), 1);
}

#[test]
fn a_title_without_end_leaves_room_for_the_text() {
    for size in [(40, 12), (80, 24), (120, 40), (200, 60)] {
        let mut script = Script::new(3, size);
        let endless = Article {
            title: "harbour ".repeat(1_250),
            blocks: vec![Block::paragraph("The first words of the text.")],
            ..Article::default()
        };
        script.articles.insert(HeadlineId(1), Arc::new(endless));
        script.keys("enter");
        let open = script.model.reader.open().expect("open");
        let lines = &open.layout().expect("laid out").lines;
        let first = lines
            .iter()
            .position(|line| line.text().contains("first words"));
        assert!(
            first.unwrap() < usize::from(size.1) * 2 / 3,
            "{size:?}: {first:?}"
        );
    }
}

/// An article of so many paragraphs, which take about a quarter of a minute each.
fn long_article(paragraphs: usize) -> Arc<Article> {
    let paragraph = "The ferry left at dawn and nobody said a word. ".repeat(6);
    Arc::new(Article {
        title: "A long report".to_owned(),
        blocks: vec![Block::paragraph(paragraph); paragraphs],
        ..Article::default()
    })
}

#[test]
fn what_is_left_shrinks_while_one_reads() {
    let mut script = Script::new(3, (120, 40));
    script.articles.insert(HeadlineId(1), long_article(40));
    script.articles.insert(HeadlineId(2), long_article(1));
    let left = |script: &Script| minutes_left(&script.model);
    script.keys("enter");
    // 2,400 words.
    assert_eq!(left(&script), Some(11));
    let mut before = 11;
    for _ in 0..4 {
        script.keys("pagedown");
        let now = left(&script).expect("not at the end");
        assert!(now < before, "{now} {before}");
        before = now;
    }
    script.keys("G");
    assert_eq!(left(&script), None);
    script.keys("k");
    assert_eq!(left(&script), Some(1));
    // What is seen whole has nothing left to scroll.
    script.keys("n");
    assert_eq!(left(&script), None);
}

#[test]
fn the_end_is_a_part_of_what_is_scrolled() {
    let mut script = Script::new(3, (80, 24));
    script.articles.insert(HeadlineId(1), long_article(20));
    script.keys("enter G");
    let open = script.model.reader.open().unwrap();
    let height = column::of(&script.model).unwrap().text.height;
    let lines = open.layout().unwrap().lines.len();
    assert_eq!(open.scroll, lines + END_ROWS - usize::from(height));
    assert!((open.fraction(height) - 1.0).abs() < f64::EPSILON);
    // There, what reads on opens the next one.
    script.keys("space");
    assert_eq!(self::open(&script), Some(HeadlineId(2)));
}

#[test]
fn the_next_unread_headline_is_told_before_it_is_opened() {
    let mut script = Script::new(4, (120, 40));
    let told = |script: &Script| match unread::next(&script.model) {
        Next::Headline(row) => Some(row.id),
        Next::Unknown => panic!("all rows are at hand"),
        Next::Nothing => None,
    };
    // Beside the list, it is the one behind what is previewed.
    assert_eq!(told(&script), Some(HeadlineId(2)));
    script.keys("enter");
    assert_eq!(told(&script), Some(HeadlineId(2)));
    script.keys("esc j m k enter");
    assert_eq!(told(&script), Some(HeadlineId(3)));
    script.keys("n");
    assert_eq!(open(&script), Some(HeadlineId(3)));
    assert_eq!(told(&script), Some(HeadlineId(4)));
    script.keys("n");
    assert_eq!(told(&script), None);
    script.keys("n");
    assert_eq!(toast(&script), "nothing unread further down");
    // Where the rows at hand end, the store has to be asked.
    let mut script = Script::new(400, (80, 24));
    script.keys("A a enter");
    assert_eq!(unread::next(&script.model), Next::Unknown);
}
