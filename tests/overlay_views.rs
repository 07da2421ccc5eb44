//! What lies over the panes, in a theme with surfaces of its own: the veil, the edge and the lit
//! row at four sizes, text and styles; and names that lie in every place.

#[path = "support/plane.rs"]
mod plane;
#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;
#[path = "support/sick.rs"]
mod sick;

use newswire::app::event::RefreshProgress;
use newswire::app::{Answer, Event, RequestId, Settings};
use newswire::model::{SourceSpec, Starter};
use newswire::text::charset::Charset;
use newswire::ui::Theme;
use newswire::ui::theme::{Scheme, ThemeName};
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use script::Script;

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 60)];

fn theme(name: ThemeName) -> Theme {
    Theme::new(name, Scheme::Western)
}

fn check(name: &str, theme: &Theme, count: i64, prepare: impl Fn(&mut Script)) {
    for size in SIZES {
        let mut script = Script::new(count, size);
        prepare(&mut script);
        let picture = plane::describe(&plane::render(&script.model, theme));
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), picture);
        });
    }
}

#[test]
fn cards_over_the_veil() {
    let (dark, light) = (theme(ThemeName::Dark), theme(ThemeName::Light));
    check("over_palette_dark", &dark, 30, |script| {
        script.keys("ctrl-p").text("mark re");
    });
    check("over_palette_light", &light, 30, |script| {
        script.keys("ctrl-p").text("zzz");
    });
    check("over_help_dark", &dark, 30, |script| {
        script.keys("enter ?").text("link");
    });
    check(
        "over_help_contrast",
        &theme(ThemeName::Contrast),
        30,
        |script| {
            script.keys("?").text("zzz");
        },
    );
}

#[test]
fn messages_and_progress() {
    check("over_messages", &theme(ThemeName::Dark), 30, |script| {
        script.event(Event::Refresh(RefreshProgress::Started(120)));
        for _ in 0..37 {
            script.event(Event::Refresh(RefreshProgress::Source {
                new_headlines: 0,
                failure: None,
            }));
        }
        let reason = "Tidewater Markets answers 503; again at 15:10";
        script.event(Event::Failed(reason.to_owned()));
        script.keys("f A");
    });
}

#[test]
fn where_nothing_is() {
    let dark = theme(ThemeName::Dark);
    check("over_empty_favourites", &dark, 3, |script| {
        script.keys("F");
    });
    check("over_empty_search", &dark, 3, |script| {
        script.keys("/").text("night trian").keys("enter");
    });
}

/// The card of ASCII alone has an edge too.
#[test]
fn without_unicode_the_edge_is_a_line() {
    let mut dark = theme(ThemeName::Dark);
    dark.charset = Charset::Ascii;
    check("over_palette_ascii", &dark, 9, |script| {
        script.keys("ctrl-p").text("mark re");
        let frame = plane::render(&script.model, &dark);
        assert!(frame.content().iter().all(|cell| cell.symbol().is_ascii()));
    });
}

#[test]
fn a_prompt_and_messages_draw_no_veil() {
    let dark = theme(ThemeName::Dark);
    let title = |script: &Script| {
        let frame = plane::render(&script.model, &dark);
        let mut bold = frame.content().iter();
        bold.any(|cell| cell.symbol() == "H" && cell.modifier.contains(Modifier::BOLD))
    };
    let mut script = Script::new(9, (120, 40));
    assert!(title(&script));
    script.keys("/").text("a");
    assert!(title(&script), "a prompt");
    script.keys("esc f");
    assert!(title(&script), "a message");
    script.keys("ctrl-p");
    assert!(!title(&script), "a card");
}

/// What would move, hide or end something if a terminal obeyed it.
const HOSTILE: [&str; 5] = [
    "\u{1b}]0;x\u{7}",
    "\u{9b}2J\u{9d}0;x\u{9c}",
    "\u{202e}evil\u{2066} \u{5d0}\u{5d1}",
    "a\u{200d}\u{fe0f}b\n\rc\t",
    "Z\u{300}\u{301}\u{302}\u{303}lgo 👩\u{200d}🔬 日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本日本",
];

fn assert_tame(frame: &Buffer) {
    for cell in frame.content() {
        assert!(
            !cell.symbol().contains(char::is_control),
            "{:?}",
            cell.symbol()
        );
    }
}

#[test]
fn hostile_names_stay_in_their_cells_everywhere() {
    let starters = HOSTILE.map(|name| Starter {
        spec: SourceSpec {
            url: format!("https://example.org/{}", name.len()),
            name: Some(name.to_owned()),
            ..SourceSpec::default()
        },
        topic: name.to_owned(),
        lang: name.to_owned(),
    });
    let settings = Settings {
        starters: starters.to_vec(),
        themes: HOSTILE.map(str::to_owned).to_vec(),
        ..Settings::default()
    };
    for size in SIZES {
        for name in HOSTILE {
            let mut script = Script::with_settings(6, size, settings.clone());
            let specs = (1..3).map(|number| SourceSpec {
                name: Some(name.to_owned()),
                ..script::spec(number)
            });
            script.configure(specs.collect());
            script.event(Event::Failed(name.to_owned()));
            let mut found = script::candidates();
            for one in &mut found {
                one.spec.name = Some(name.to_owned());
                for entry in &mut one.feed.entries {
                    entry.title = name.to_owned();
                }
            }
            for keys in ["", "S j j j", "H", ": t h e m e enter", "?", "ctrl-p", "/"] {
                script.model.views.clear();
                if !keys.is_empty() {
                    script.keys(keys);
                }
                script.event(Event::Paste(name.to_owned()));
                for theme in [ThemeName::Dark, ThemeName::Mono].map(theme) {
                    assert_tame(&plane::render(&script.model, &theme));
                }
            }
            script.model.views.clear();
            let answer = Answer::Candidates(found);
            script.event(Event::Answer(RequestId::default(), answer));
            assert_tame(&plane::render(&script.model, &theme(ThemeName::Dark)));
        }
    }
}

/// Sources in every state, so that what is shared stands in use.
#[test]
fn the_last_tries_are_signs() {
    let mut script = Script::new(9, (120, 40));
    sick::with_sources(&mut script);
    script.keys("H");
    let picture = plane::describe(&plane::render(&script.model, &theme(ThemeName::Dark)));
    assert!(picture.contains("▅▂~▅××"), "{picture}");
    assert!(picture.contains("2 answered · 1 unchanged · 2 failed · 1 no network"));
}
