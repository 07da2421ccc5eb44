//! What lies over the panes, driven by keys and the mouse: messages, the palette, the help, the
//! themes, the welcome, and the line at the bottom.

#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;

use newswire::app::effect::{NetEffect, ScreenEffect};
use newswire::app::event::{MouseAction, RefreshProgress};
use newswire::app::panes::Focus;
use newswire::app::status::{Left, status};
use newswire::app::views::help::state::Help;
use newswire::app::views::palette::state::Palette;
use newswire::app::views::stack::View;
use newswire::app::views::welcome::state::Welcome;
use newswire::app::views::{empty, help, palette, welcome};
use newswire::app::{Effect, Event, Settings, toast_card};
use newswire::model::{SourceSpec, Starter};
use script::Script;

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 60)];

fn texts(script: &Script) -> Vec<&str> {
    let toasts = script.model.toasts.all().iter();
    toasts.map(|toast| &*toast.text).collect()
}

fn hints(script: &Script) -> Vec<&'static str> {
    match status(&script.model).left {
        Left::Hints(hints) => hints.iter().map(|hint| hint.command).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn messages_stand_together_and_the_newest_says_how_to_undo() {
    let mut script = Script::new(9, (120, 40));
    script.keys("f j A");
    let all = script.model.toasts.all();
    let hints: Vec<_> = all.iter().map(|toast| toast.hint).collect();
    assert_eq!(
        texts(&script),
        ["kept as a favourite", "9 headlines marked read"]
    );
    assert_eq!(hints, [None, Some(("undo", "undo"))]);
    script.keys("u");
    assert_eq!(texts(&script), ["undone: 9 headlines are unread again"]);
    script.event(Event::Failed("no route".to_owned()));
    script.keys("f");
    assert_eq!(texts(&script), ["no route", "kept as a favourite"]);
}

#[test]
fn a_message_is_whole_on_every_screen() {
    let text = "http://127.0.0.1:8931/page2.html: no list of headlines was found on the page, nor \
        a news sitemap; state `items` in the configuration";
    for size in SIZES {
        let mut script = Script::new(3, size);
        script.event(Event::Failed(text.to_owned()));
        let card = toast_card::card(&script.model).expect("a card");
        let said: usize = card.rows.iter().map(|row| row.text.len()).sum();
        assert!(said + card.rows.len() > text.len(), "{size:?}");
        let (right, bottom) = (
            card.area.x + card.area.width,
            card.area.y + card.area.height,
        );
        assert!(
            right <= size.0 && bottom < size.1,
            "{size:?} {:?}",
            card.area
        );
    }
}

#[test]
fn a_click_on_a_message_does_what_it_offers() {
    let mut script = Script::new(3, (120, 40));
    script.keys("f");
    let card = toast_card::card(&script.model).expect("a card");
    script.click(card.body.x + 4, card.body.y);
    assert_eq!(texts(&script), ["undone: not a favourite any more"]);
    let card = toast_card::card(&script.model).expect("a card");
    script.click(card.body.x, card.body.y);
    assert!(texts(&script).is_empty() && script.model.views.is_empty());
}

#[test]
fn hints_at_the_bottom_are_run_by_a_click() {
    for size in SIZES {
        let mut script = Script::new(3, size);
        let last = hints(&script).last().copied();
        assert_eq!(last, Some("help"), "help stays: {size:?}");
        let Left::Hints(shown) = status(&script.model).left else {
            panic!("{size:?}");
        };
        let help = shown.last().expect("help");
        let column = u16::try_from(2 + help.column).unwrap();
        script.click(column, size.1 - 1);
        assert!(script.model.views.is_top::<Help>(), "{size:?}");
    }
}

#[test]
fn the_line_is_that_of_the_pane_while_a_card_tells_its_own() {
    let mut script = Script::new(3, (120, 40));
    let of_list = hints(&script);
    script.keys("ctrl-p");
    assert_eq!(hints(&script), of_list);
    // A click there closes the card and runs nothing.
    script.click(3, 39);
    assert!(script.model.views.is_empty() && script.model.focus == Focus::List);
    let mut low = Script::new(3, (40, 12));
    low.keys("ctrl-p");
    assert_eq!(hints(&low), ["accept", "complete", "cancel"]);
    let card = palette::card(&script.model);
    script.keys("ctrl-p");
    script.click(card.hints.x, card.hints.y);
    assert!(
        !script.model.views.is_top::<Palette>(),
        "enter, by the mouse"
    );
}

#[test]
fn a_refresh_shows_how_far_it_is() {
    let mut script = Script::new(3, (120, 40));
    script.event(Event::Refresh(RefreshProgress::Started(120)));
    for _ in 0..37 {
        script.event(Event::Refresh(RefreshProgress::Source {
            new_headlines: 0,
            failure: None,
        }));
    }
    let shown = status(&script.model);
    let Left::Progress(progress) = shown.left else {
        panic!("{shown:?}");
    };
    assert_eq!(progress.count(), "37 of 120");
    assert_eq!(progress.news(), "");
    assert_eq!(shown.right.key.map(|(_, command, _)| command), Some("help"));
    // A view that needs its keys keeps them.
    script.keys("H");
    let shown = status(&script.model);
    assert!(matches!(shown.left, Left::Hints(_)));
    assert_eq!(shown.right.text, "37 of 120");
}

#[test]
fn the_palette_remembers_what_is_run_by_name() {
    let mut script = Script::new(3, (80, 24));
    script.keys("ctrl-p").text("draw the").keys("enter");
    assert!(
        script
            .effects
            .contains(&Effect::Screen(ScreenEffect::Redraw))
    );
    script.keys("ctrl-p");
    let first = palette::matches(&script.model)[0].command.id;
    assert_eq!(first, "redraw");
    let last = palette::matches(&script.model).pop().expect("a match");
    assert!(last.reason.is_some(), "what cannot run comes last");
    // Tab types the name, and the wheel chooses.
    script.text("draw the").keys("tab");
    let typed = script.model.views.top_as::<Palette>();
    assert_eq!(typed.map(|palette| palette.input.value()), Some("redraw"));
    script.keys("ctrl-u");
    let body = palette::card(&script.model).body;
    script.wheel(MouseAction::WheelDown, body.x, body.y);
    script.wheel(MouseAction::WheelDown, 0, 0);
    let cursor = script
        .model
        .views
        .top_as::<Palette>()
        .map(|view| view.cursor);
    assert_eq!(cursor, Some(1), "only over the card");
}

#[test]
fn a_click_runs_the_command_of_its_row() {
    let mut script = Script::new(3, (80, 24));
    script.keys("ctrl-p").text("every source now");
    let body = palette::card(&script.model).body;
    script.click(body.x + 2, body.y);
    let all = |effect: &Effect| {
        matches!(
            effect,
            Effect::Net(NetEffect::Refresh {
                force: true,
                only: None
            })
        )
    };
    assert_eq!(script.count(all), 1);
}

#[test]
fn tab_completes_a_command_at_the_prompt() {
    let mut script = Script::new(3, (80, 24));
    script
        .keys(":")
        .text("sea")
        .keys("tab")
        .text("Headline 2")
        .keys("enter");
    assert_eq!(script.titles(), ["Headline 2"]);
    // Elsewhere it does nothing.
    script.keys("/").text("a").keys("tab").text("b");
    assert_eq!(script.model.views.all().len(), 1);
}

#[test]
fn the_help_begins_where_the_user_is() {
    let mut script = Script::new(3, (120, 40));
    let tab = |script: &Script| {
        let help = script.model.views.top_as::<Help>().expect("the help");
        help::tabs::all(&script.model)[help.tab].name
    };
    script.keys("?");
    assert_eq!(tab(&script), "list");
    script.keys("esc enter ?");
    assert_eq!(tab(&script), "article");
    script.keys("tab");
    assert_eq!(tab(&script), "ticker");
    script.keys("left left left");
    assert_eq!(tab(&script), "help", "the last");
    script.keys("right");
    assert_eq!(tab(&script), "list");
    let title = help::card(&script.model).title;
    let (tabs, _) = help::shown_tabs(&script.model, usize::from(title.width));
    let article = &tabs.shown[1];
    let column = title.x + u16::try_from(article.column).unwrap();
    script.click(column, title.y);
    assert_eq!(tab(&script), "article");
    script.keys("?");
    assert!(script.model.views.is_empty());
    script.keys("h H ?");
    assert_eq!(tab(&script), "health");
}

#[test]
fn the_help_is_filtered_by_what_is_typed() {
    let mut script = Script::new(3, (120, 40));
    script.keys("enter ?").text("link");
    let rows = help::rows(&script.model);
    let docs: Vec<&str> = rows
        .iter()
        .filter_map(|row| match row {
            help::state::HelpRow::Command { doc, .. } => Some(&**doc),
            _ => None,
        })
        .collect();
    // What holds everywhere holds in the article as well.
    let expected = [
        "Links and related headlines of the article",
        "Copy the link",
    ];
    assert_eq!(docs, expected);
    assert!(help::fact(&script.model).starts_with("2 of "));
    script.text("zzz");
    assert!(help::rows(&script.model).is_empty());
    // It is a field: what is a command elsewhere is a letter here.
    script.keys("ctrl-u q");
    assert!(script.model.views.is_top::<Help>());
    script.keys("ctrl-p");
    assert!(script.model.views.is_top::<Palette>());
}

#[test]
fn the_help_scrolls_to_its_last_row() {
    let mut script = Script::new(3, (40, 12));
    script.keys("? end");
    for _ in 0..40 {
        script.keys("pagedown");
    }
    let top = script.model.views.top_as::<Help>().map(|help| help.top);
    let height = usize::from(help::list_area(&script.model).height);
    assert_eq!(top, Some(help::rows(&script.model).len() - height));
}

#[test]
fn a_theme_is_taken_back() {
    let mut script = Script::new(3, (80, 24));
    let before = script.model.settings.theme.clone();
    script.keys(":").text("theme").keys("enter j j enter");
    assert_eq!(script.model.settings.theme, "dark");
    assert_eq!(texts(&script), ["theme: dark"]);
    script.keys("u");
    assert_eq!(script.model.settings.theme, before);
    assert_eq!(texts(&script), [format!("undone: theme {before} again")]);
    script.keys("u");
    assert_eq!(texts(&script).last(), Some(&"nothing to undo"));
}

#[test]
fn a_theme_that_cannot_be_written_leaves_no_step() {
    let mut script = Script::new(3, (80, 24));
    script.refusal = Some("the disk is full".to_owned());
    script.keys(":").text("theme").keys("enter j j enter");
    assert_eq!(texts(&script), ["the disk is full"]);
    script.keys("u");
    assert_eq!(texts(&script).last(), Some(&"nothing to undo"));
}

#[test]
fn the_themes_are_those_that_there_are_now() {
    let mut script = Script::new(3, (80, 24));
    script.keys(":").text("theme").keys("enter G");
    let list = Effect::Screen(ScreenEffect::ListThemes);
    assert!(script.effects.contains(&list));
    let last = script.model.settings.themes.last().cloned();
    script.event(Event::OwnThemes(vec!["sea".to_owned()]));
    assert_eq!(
        script.model.settings.themes.last().map(String::as_str),
        Some("sea")
    );
    let shown = newswire::app::views::themes::preview(&script.model);
    assert_eq!(shown.map(str::to_owned), last);
}

fn welcomed(size: (u16, u16)) -> Script {
    let starter = |number: usize| Starter {
        spec: SourceSpec {
            url: format!("https://example.org/{number}"),
            name: Some(format!("Paper {number}")),
            ..SourceSpec::default()
        },
        topic: ["finance", "world"][number / 6].to_owned(),
        lang: "en".to_owned(),
    };
    let settings = Settings {
        starters: (0..12).map(starter).collect(),
        ..Settings::default()
    };
    Script::with_settings(0, size, settings)
}

#[test]
fn every_row_of_the_welcome_is_reached_by_keys_and_ticked_by_the_mouse() {
    for size in SIZES {
        let mut script = welcomed(size);
        for row in 0..15 {
            let view = script.model.views.top_as::<Welcome>().expect("the welcome");
            let layout = welcome::layout::layout(&script.model, view);
            let seen = layout.seen().find(
                |(item, _)| matches!(item, welcome::layout::Item::Row(index, _) if *index == row),
            );
            let (_, area) = seen.unwrap_or_else(|| panic!("{row} is out of sight: {size:?}"));
            assert!(area.x + area.width <= size.0 && area.y + 1 < size.1);
            if row >= 3 {
                script.click(area.x + 5, area.y);
            }
            script.keys("j");
        }
        let view = script.model.views.top_as::<Welcome>().expect("the welcome");
        assert_eq!(view.ticked.len(), 12, "{size:?}");
    }
}

#[test]
fn an_empty_list_says_why_and_what_helps() {
    let mut script = Script::new(3, (120, 40));
    let what = |script: &Script| empty::list(&script.model);
    script.keys("F");
    assert_eq!(what(&script).what, "Nothing kept yet");
    script.keys("a U A U U");
    assert_eq!(what(&script).what, "All caught up");
    assert!(
        what(&script)
            .keys
            .iter()
            .any(|(id, _)| *id == "toggle-unread-only")
    );
    script.keys("/").text("night trian").keys("enter");
    assert!(what(&script).what.contains("night trian"));
    for (id, _) in what(&script).keys {
        assert!(
            script
                .model
                .commands
                .iter()
                .any(|command| command.id == *id)
        );
    }
    let none = Script::new(0, (120, 40));
    assert_eq!(empty::list(&none.model).what, "No sources yet");
    assert_eq!(empty::article(&none.model).what, "No article");
}

#[test]
fn names_that_lie_are_only_shown() {
    let hostile = "\u{1b}]0;x\u{7}\u{202e}evil\u{2066}";
    let mut script = Script::new(3, (80, 24));
    script.event(Event::Failed(hostile.to_owned()));
    script.keys("/").text(hostile).keys("enter");
    assert!(matches!(
        script.model.views.top(),
        None | Some(View::Prompt(_))
    ));
    assert!(!texts(&script).is_empty());
}
