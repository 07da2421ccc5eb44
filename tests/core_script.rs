//! The interface without a terminal: keys in, state and effects out.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use newswire::app::event::{PrefetchProgress, RefreshProgress};
use newswire::app::panes::Focus;
use newswire::app::views::stack::View;
use newswire::app::{Answer, ConfigEffect, Effect, Event, NetEffect, RequestId, StoreEffect};
use newswire::model::{Article, Entry, FetchState, HeadlineId, ParsedFeed, Scope};
use newswire::store::Arrival;
use script::Script;

const WIDE: (u16, u16) = (120, 40);
const NARROW: (u16, u16) = (40, 12);

#[test]
fn starting_reads_the_list_and_downloads_what_is_due() {
    let script = Script::new(30, WIDE);
    assert_eq!(script.model.list.ids().len(), 30);
    assert_eq!(
        script.count(|effect| matches!(
            effect,
            Effect::Net(NetEffect::Refresh {
                force: false,
                only: None
            })
        )),
        1
    );
    assert!(script.model.views.is_empty());
}

#[test]
fn without_sources_there_is_a_welcome_and_no_error() {
    let script = Script::new(0, WIDE);
    assert!(matches!(script.model.views.all(), [View::Welcome(_)]));
    assert!(script.model.toasts.all().is_empty());
}

#[test]
fn opening_shows_the_feed_text_then_the_clean_article_and_marks_read() {
    let mut script = Script::new(30, NARROW);
    script.hold = true;
    script.keys("j enter");
    script.hold = false;
    script.answer_all();
    assert_eq!(script.model.focus, Focus::Article);
    let open = script.model.reader.open().unwrap();
    assert!(open.shows_clean());
    assert_eq!(open.article().unwrap().title, "Clean article of 2");
    assert!(script.row(2).read);
    script.keys("c c");
    let open = script.model.reader.open().unwrap();
    let article = open.article().unwrap();
    assert_eq!(article.title, "Headline 2");
    assert!(article.text().starts_with("Feed text of 2"));
}

#[test]
fn the_wide_list_previews_without_marking_or_downloading() {
    let mut script = Script::new(30, WIDE);
    script.keys("j j");
    assert_eq!(script.model.reader.headline_id(), Some(HeadlineId(3)));
    assert!(script.rows().iter().all(|row| !row.read));
    assert_eq!(
        script.count(|effect| matches!(effect, Effect::Net(NetEffect::FetchArticle { .. }))),
        0
    );
}

#[test]
fn marks_and_favourites_are_undone_step_by_step() {
    let mut script = Script::new(10, WIDE);
    script.keys("f m");
    assert!(script.row(1).favourite && script.row(1).read);
    script.keys("u");
    assert!(script.row(1).favourite && !script.row(1).read);
    script.keys("u");
    assert!(!script.row(1).favourite);
    script.keys("u");
    assert_eq!(
        script.model.toasts.newest().unwrap().text,
        "nothing to undo"
    );
}

#[test]
fn marking_a_view_read_is_one_step_back() {
    let mut script = Script::new(25, WIDE);
    script.keys("A");
    assert!(script.rows().iter().all(|row| row.read));
    script.keys("u");
    assert!(script.rows().iter().all(|row| !row.read));
}

#[test]
fn next_unread_asks_the_store_where_the_rows_end() {
    let mut script = Script::new(500, NARROW);
    script.set_read(&(1..=400).collect::<Vec<_>>(), true);
    script.reload();
    script.keys("n");
    assert_eq!(script.model.list.selected(), Some(HeadlineId(401)));
    assert_eq!(script.model.focus, Focus::Article);
    script.keys("n p");
    assert_eq!(
        script.model.toasts.newest().unwrap().text,
        "nothing unread further up"
    );
}

#[test]
fn enter_typed_ahead_of_the_answer_opens_what_it_brings() {
    let mut script = Script::new(20, WIDE);
    script.hold = true;
    script.keys("/").text("Headline 17");
    script.keys("enter enter");
    script.hold = false;
    script.answer_all();
    assert_eq!(script.model.reader.headline_id(), Some(HeadlineId(17)));
    assert_eq!(script.model.focus, Focus::Article);
}

#[test]
fn favourites_search_and_source_are_views() {
    let mut script = Script::new(20, WIDE);
    script.keys("j f F");
    assert_eq!(script.titles(), ["Headline 2"]);
    script.keys("a /").text("Headline 1");
    script.keys("enter");
    assert_eq!(script.titles().len(), 11);
    script.keys("esc s G enter");
    assert!(matches!(script.model.list.query.scope, Scope::Source(_)));
    assert_eq!(script.titles().len(), 10);
    script.keys("esc");
    assert_eq!(script.titles().len(), 20);
}

#[test]
fn a_search_folds_accents_and_finds_beginnings_in_teasers_too() {
    let mut script = Script::new(20, WIDE);
    script.many_scripts();
    script.keys("/").text("ETE INCHANGE").keys("enter");
    assert_eq!(
        script.titles(),
        ["Les taux restent inchangés, la banque centrale attend l'été"]
    );
    script.keys("esc /").text("teaser 17").keys("enter");
    assert_eq!(script.titles(), ["Headline 17"]);
}

#[test]
fn what_is_kept_of_a_removed_source_is_among_the_favourites_alone() {
    let mut script = Script::new(20, WIDE);
    script.keys("f");
    let mut left = script.specs.clone();
    left.truncate(1);
    script.configure(left);
    script.event(Event::Refresh(RefreshProgress::Finished { at: script.now }));
    script.keys("F");
    assert_eq!(script.titles(), ["Headline 1"]);
    assert_eq!(script.model.totals.favourites, 1);
    script.keys("a");
    assert_eq!(script.titles().len(), 10);
}

#[test]
fn an_answer_to_an_old_question_is_dropped() {
    let mut script = Script::new(20, WIDE);
    script.hold = true;
    script.keys("F a");
    script.hold = false;
    script.answer_all();
    assert_eq!(script.titles().len(), 20);
    assert_eq!(script.model.list.query.scope, Scope::All);
}

#[test]
fn a_refresh_neither_moves_the_cursor_nor_hides_what_was_read() {
    let mut script = Script::new(20, WIDE);
    script.keys("U j j j enter");
    let before = script.model.list.selected();
    script.event(Event::Refresh(RefreshProgress::Started(2)));
    script.event(Event::Refresh(RefreshProgress::Source {
        new_headlines: 1,
        failure: None,
    }));
    script.event(Event::Refresh(RefreshProgress::Source {
        new_headlines: 0,
        failure: Some(("Paper".to_owned(), "HTTP 500".to_owned())),
    }));
    script.event(Event::Refresh(RefreshProgress::Finished { at: script.now }));
    assert_eq!(script.model.list.selected(), before);
    assert_eq!(script.model.list.ids().len(), 20);
    let toast = script.model.toasts.newest().unwrap();
    assert!(toast.is_error() && toast.text.contains("Paper: HTTP 500"));
}

#[test]
fn after_a_refresh_articles_are_fetched_ahead_and_counted() {
    let mut script = Script::new(20, WIDE);
    let rounds =
        |script: &Script| script.count(|effect| *effect == Effect::Net(NetEffect::Prefetch));
    assert_eq!(rounds(&script), 0);
    script.event(Event::Refresh(RefreshProgress::Finished { at: script.now }));
    assert_eq!(rounds(&script), 1);
    script.event(Event::Prefetch(PrefetchProgress::Started(2)));
    script.save_article(3, &Article::default());
    script.event(Event::Prefetch(PrefetchProgress::Page(Some(HeadlineId(3)))));
    script.event(Event::Prefetch(PrefetchProgress::Page(None)));
    assert_eq!(script.model.reader.prefetching, Some((2, 2)));
    assert!(script.model.list.row(HeadlineId(3)).unwrap().has_article);
    script.event(Event::Prefetch(PrefetchProgress::Finished));
    assert_eq!(script.model.reader.prefetching, None);
    script.event(Event::Prefetch(PrefetchProgress::Started(0)));
    assert_eq!(
        script.model.reader.prefetching, None,
        "nothing to do is nothing to show"
    );
}

#[test]
fn a_pasted_address_is_offered_for_adding_and_can_be_undone() {
    let mut script = Script::new(5, WIDE);
    script.event(Event::Paste("https://example.net/news\n".to_owned()));
    assert!(matches!(script.model.views.top(), Some(View::Prompt(_))));
    script.keys("enter");
    assert_eq!(script.sources().len(), 3);
    script.keys("u");
    assert_eq!(script.sources().len(), 2);
    assert_eq!(
        script.model.toasts.newest().unwrap().text,
        "undone: removed"
    );
}

#[test]
fn of_several_lists_one_is_picked_and_nothing_is_added_before() {
    let mut script = Script::new(5, WIDE);
    let offer = Event::Answer(
        RequestId::default(),
        Answer::Candidates(script::candidates()),
    );
    script.event(offer.clone());
    assert!(matches!(script.model.views.all(), [View::Candidates(_)]));
    let added = |script: &Script| {
        script.count(|effect| matches!(effect, Effect::Config(ConfigEffect::AddSpecs { .. })))
    };
    script.keys("j j j j k");
    assert_eq!(added(&script), 0);
    script.keys("enter");
    assert!(script.model.views.is_empty());
    let picked = script::candidates().remove(1).spec;
    assert!(script.effects.iter().any(|effect| {
        matches!(effect, Effect::Config(ConfigEffect::AddSpecs { specs, .. }) if specs[..] == [picked.clone()])
    }));
    // Closing it adds nothing, and it does not take the keys from a line that is being typed.
    script.event(offer.clone()).keys("esc");
    script.keys("/");
    script.event(offer);
    assert!(matches!(
        script.model.views.all(),
        [View::Candidates(_), View::Prompt(_)]
    ));
    assert_eq!(added(&script), 1);
    script.keys("esc");
    // The second entry, by the mouse: the box stands in the middle.
    let area = (newswire::app::views::top(&script.model).area)(&script.model);
    script.click(area.x + 3, area.y + 4);
    assert_eq!(added(&script), 2);
}

#[test]
fn the_mouse_opens_and_scrolls() {
    let mut script = Script::new(30, WIDE);
    // Beneath title, rule and the heading of the day, the second headline of three rows.
    script.click(5, 7);
    assert_eq!(script.model.list.selected(), Some(HeadlineId(2)));
    assert_eq!(script.model.focus, Focus::Article);
}

#[test]
fn the_palette_and_the_prompt_run_commands() {
    let mut script = Script::new(10, WIDE);
    script.keys("ctrl-p").text("favourite");
    script.keys("enter");
    assert!(script.model.list.query.scope == Scope::Favourites || script.row(1).favourite);
    script.keys(":").text("nonsense");
    script.keys("enter");
    assert!(script.model.toasts.newest().unwrap().is_error());
}

#[test]
fn every_command_runs_in_every_state_without_panicking() {
    for count in [0, 1, 40] {
        for command in newswire::app::command::table::COMMANDS {
            let mut script = Script::new(count, WIDE);
            for (width, height) in [(16, 3), (40, 12), (80, 24), (200, 60)] {
                script.event(Event::Resize { width, height });
                for first in ["", "enter", "s", "?", ":", "ctrl-p", "tab"] {
                    if !first.is_empty() {
                        script.keys(first);
                    }
                    let mut effects = Vec::new();
                    newswire::app::command::run::run(
                        &mut script.model,
                        command.id,
                        "",
                        &mut effects,
                    );
                    script.event(Event::Resize { width, height });
                }
                script.model.views.clear();
            }
        }
    }
}

#[test]
fn idle_means_no_deadline_but_ages() {
    let mut script = Script::new(0, WIDE);
    script.model.toasts.clear();
    assert_eq!(newswire::app::update::next_deadline(&script.model), None);
}

#[test]
fn keys_held_down_while_a_search_runs_ask_the_store_for_nothing_more() {
    let mut script = Script::new(1, WIDE);
    let short = |number| Entry {
        content_html: None,
        ..script::entry(number)
    };
    let feed = ParsedFeed {
        entries: (1..=10_000).map(short).collect(),
        ..ParsedFeed::default()
    };
    let (source, state) = (script.sources()[0].id, FetchState::default());
    let arrival = Arrival {
        source,
        feed: Some(feed.into()),
        state,
    };
    let stored = script.store.apply(&arrival, script.now).unwrap();
    script.tell_new(stored.new.len());
    let lists = |effect: &Effect| matches!(effect, Effect::Store(StoreEffect::LoadList { .. }));
    for (words, found) in [("headline", 10_001), ("teaser 99", 111)] {
        script.hold = true;
        script.keys("/").text(words).keys("enter");
        let asked = script.count(lists);
        script.effects.clear();
        for _ in 0..100 {
            script.keys("j").answer_all_but_lists();
        }
        assert_eq!(script.effects, [], "the search is asked for once");
        assert_eq!(script.model.list.ids(), []);
        script.hold = false;
        script.answer_all();
        assert!(asked > 0 && script.model.list.ids().len() == found);
        // The rows in sight are there with each step, and never more than a window is read.
        for down in 1..found.min(2_000) {
            script.keys("j");
            assert_eq!(script.model.list.cursor(), down);
            let selected = script.model.list.selected().unwrap();
            assert!(script.model.list.row(selected).is_some(), "{down}");
        }
        let rows = script.effects.iter().map(|effect| match effect {
            Effect::Store(StoreEffect::LoadRows { ids, .. }) => ids.len(),
            _ => 0,
        });
        assert!(rows.max().unwrap() < 200, "{words}");
    }
}

#[test]
fn a_million_headlines_cost_a_window() {
    let mut script = Script::new(40, WIDE);
    let ids: Vec<HeadlineId> = (1..=1_000_000).map(HeadlineId).collect();
    script.model.list.replace(ids);
    script.hold = true;
    script.keys("G");
    let asked = script.effects.iter().rev().find_map(|effect| match effect {
        Effect::Store(StoreEffect::LoadRows { ids, .. }) => Some(ids.len()),
        _ => None,
    });
    assert!(asked.unwrap() < 100);
}

#[test]
fn the_background_is_known_once_the_terminal_has_told_it() {
    let mut script = Script::new(3, (80, 24));
    assert_eq!(script.model.background, None);
    for color in [[0x1e, 0x1e, 0x2e], [255, 255, 255]] {
        let event = Event::Background(color);
        let effects = newswire::app::update(&mut script.model, script::at(script::NOON), event);
        let told = (script.model.background, effects);
        assert_eq!(told, (Some(color), Vec::new()));
    }
}
