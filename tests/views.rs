//! Every screen at four sizes, text and styles, against snapshots that were looked at.

#[path = "support/parts.rs"]
mod parts;
#[path = "support/plane.rs"]
mod plane;
#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;
#[path = "support/sick.rs"]
mod sick;

use std::sync::Arc;

use newswire::app::{Answer, Event, RequestId, Settings};
use newswire::model::Starter;
use newswire::model::{Article, Block, Entry, HeadlineId, SourceSpec, When};
use newswire::text::charset::Charset;
use newswire::ui::Theme;
use newswire::ui::theme::{Scheme, ThemeName};
use script::Script;

const SIZES: [(u16, u16); 5] = [(40, 12), (80, 24), (120, 40), (160, 45), (200, 60)];

fn check(name: &str, keys: &str) {
    check_with(
        name,
        keys,
        &Theme::new(ThemeName::Ansi, Scheme::Western),
        60,
    );
}

fn check_with(name: &str, keys: &str, theme: &Theme, count: i64) {
    check_after(name, theme, count, |script| {
        if !keys.is_empty() {
            script.keys(keys);
        }
    });
}

fn check_after(name: &str, theme: &Theme, count: i64, prepare: impl Fn(&mut Script)) {
    for size in SIZES {
        let mut script = Script::with_settings(count, size, settings());
        script.many_scripts();
        prepare(&mut script);
        let picture = plane::describe(&plane::render(&script.model, theme));
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), picture);
        });
    }
}

fn settings() -> Settings {
    let starter = |name: &str, topic: &str, lang: &str| Starter {
        spec: SourceSpec {
            url: format!("https://example.org/{lang}"),
            name: Some(name.to_owned()),
            ..SourceSpec::default()
        },
        topic: topic.to_owned(),
        lang: lang.to_owned(),
    };
    Settings {
        starters: vec![
            starter("The Harbour Post", "world", "en"),
            starter("Le Courrier du port", "finance", "fr"),
        ],
        ..Settings::default()
    }
}

#[test]
fn list() {
    check("list", "j j f");
}

#[test]
fn article() {
    check("article", "enter pagedown");
}

#[test]
fn the_parts_of_an_article() {
    for (name, theme) in [("parts", ThemeName::Dark), ("parts_mono", ThemeName::Mono)] {
        let theme = Theme::new(theme, Scheme::Western);
        check_after(name, &theme, 12, |script| {
            script
                .articles
                .insert(HeadlineId(1), Arc::new(parts::article()));
            script.keys("enter");
        });
        check_after(&format!("{name}_end"), &theme, 12, |script| {
            script
                .articles
                .insert(HeadlineId(1), Arc::new(parts::article()));
            script.keys("enter G");
        });
    }
}

/// Sources in every state, with a colour theme and without.
fn check_health(name: &str, keys: &str, theme: &Theme) {
    for size in SIZES {
        let mut script = Script::with_settings(20, size, settings());
        sick::with_sources(&mut script);
        script.keys(keys);
        let picture = plane::describe(&plane::render(&script.model, theme));
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), picture);
        });
    }
}

#[test]
fn health() {
    let theme = Theme::new(ThemeName::Ansi, Scheme::Western);
    check_health("health", "H j j", &theme);
    check_health("health_moved", "H G k k k k k", &theme);
}

#[test]
fn health_without_colour() {
    check_health(
        "health_mono",
        "H",
        &Theme::new(ThemeName::Mono, Scheme::Western),
    );
}

#[test]
fn explanation() {
    check("explanation", "enter x");
    check("explanation_rule", "enter x n n n j d");
}

#[test]
fn explanation_without_colour() {
    check_with(
        "explanation_mono",
        "enter x n",
        &Theme::new(ThemeName::Mono, Scheme::Western),
        60,
    );
}

#[test]
fn candidates() {
    let theme = Theme::new(ThemeName::Ansi, Scheme::Western);
    check_after("candidates", &theme, 60, |script| {
        let found = script::candidates();
        script.event(Event::Answer(
            RequestId::default(),
            Answer::Candidates(found),
        ));
        script.keys("j");
    });
}

#[test]
fn help() {
    check("help", "?");
}

#[test]
fn palette() {
    check("palette", "ctrl-p f a v");
}

#[test]
fn search_prompt() {
    check("search", "/ r a t e s");
}

#[test]
fn welcome() {
    let theme = Theme::new(ThemeName::Ansi, Scheme::Western);
    check_with("welcome", "j j j space", &theme, 0);
}

#[test]
fn without_colour() {
    let theme = Theme::new(ThemeName::Mono, Scheme::Western);
    check_with("mono", "j f j m", &theme, 60);
}

/// Titles, names and an article in scripts that read from right to left, join their letters, or
/// are measured differently by each terminal.
fn difficult(script: &mut Script) {
    let rows = [
        (
            "קו הרכבת בנמל נפתח שנתיים לפני המועד, כך הודיעה העירייה ביום שלישי",
            "ידיעות היום",
        ),
        ("ارتفاع الأسعار بنسبة 3.5% في 2026 (تقرير)", "الأخبار 24"),
        (
            "He said שלום עולם to all 12 of them and went on to the next harbour",
            "Ma'ariv מעריב",
        ),
        (
            "🇫🇷 👍🏽 👩\u{200d}🔬 1️⃣ ❤️ flags, tones, families, keys, hearts",
            "🇫🇷 Le Port",
        ),
        ("รถไฟสายใหม่เปิดก่อนกำหนดสองปี น้ำกำลังขึ้น", "สำนักข่าวท่าเรือ"),
        ("क्षितिज पर नई रेल: बंदरगाह दो साल पहले जुड़ा", "बंदरगाह समाचार"),
        ("港の新しい鉄道、ｶﾞｰﾄﾞ下もカ\u{3099}ラス張りに", "港町新聞"),
        (
            "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}algo and ᄒ\u{1161}\u{11AB}글 and e\u{301}tude",
            "Straße – “Été” …",
        ),
    ];
    let specs = (1..).zip(rows).map(|(number, (_, source))| SourceSpec {
        name: Some(source.to_owned()),
        groups: vec!["חדשות".to_owned()],
        ..script::spec(number)
    });
    script.configure(specs.collect());
    // Each is newer than all before.
    for (source, (title, _)) in rows.into_iter().enumerate().rev() {
        let number = i64::try_from(100 - source).unwrap();
        let entry = Entry {
            title: title.to_owned(),
            published: Some(script::at(script::NOON + number)),
            ..script::entry(number)
        };
        script.download(vec![(source, entry)]);
    }
    script.tell_new(rows.len());
    let article = Article {
        title: rows[0].0.to_owned(),
        byline: vec!["דנה כהן".to_owned(), "Ann Author".to_owned()],
        agency: Some("Reuters".to_owned()),
        site: Some("ידיעות היום 24".to_owned()),
        published: When::from_text("2026-11-23T14:05:00+02:00"),
        blocks: vec![
            Block::paragraph("הרכבת (הקו החדש) יוצאת בשעה 06:54 ומגיעה תוך 20 דקות.".repeat(3)),
            Block::paragraph(
                "Flags 🇮🇱🇫🇷, tones 👍🏽, 👨\u{200d}👩\u{200d}👧, keys 1️⃣ and ❤️ stand still.",
            ),
            Block::paragraph("กำลังน้ำขึ้น क्षितिज カ\u{3099} ｶﾞ e\u{301} “quotes” – ½ …"),
        ],
        ..Article::default()
    };
    let first = script.model.list.ids()[0];
    script.articles.insert(first, Arc::new(article));
}

#[test]
fn difficult_scripts() {
    let theme = Theme::new(ThemeName::Ansi, Scheme::Western);
    check_after("difficult", &theme, 12, |script| {
        difficult(script);
        script.keys("j j");
    });
    check_after("difficult_article", &theme, 12, |script| {
        difficult(script);
        script.keys("enter");
    });
    check_after("difficult_sources", &theme, 12, |script| {
        difficult(script);
        script.keys("s j j j");
    });
}

#[test]
fn without_unicode() {
    let mut theme = Theme::new(ThemeName::Mono, Scheme::Western);
    theme.charset = Charset::Ascii;
    for (name, keys) in [
        ("ascii", "j f"),
        ("ascii_article", "enter"),
        ("ascii_health", "H"),
    ] {
        check_after(name, &theme, 12, |script| {
            difficult(script);
            script.keys(keys);
            let frame = plane::render(&script.model, &theme);
            assert!(frame.content().iter().all(|cell| cell.symbol().is_ascii()));
        });
    }
}

#[test]
fn a_message_that_is_long_is_said_whole() {
    let theme = Theme::new(ThemeName::Ansi, Scheme::Western);
    let reason = "http://127.0.0.1:8931/page2.html: no list of headlines was found on the page, nor \
        a news sitemap; state `items` in the configuration";
    check_after("message", &theme, 60, |script| {
        script.event(Event::Failed(reason.to_owned()));
    });
    check_after("message_over_menu", &theme, 60, |script| {
        script.keys("s");
        script.event(Event::Failed(reason.to_owned()));
    });
}

#[test]
fn an_article_without_text_says_why() {
    let theme = Theme::new(ThemeName::Ansi, Scheme::Western);
    let reason = "https://news.example/story/1: the server answered 403 and asks for a log-in; \
        open it in the browser";
    check_after("no_text", &theme, 60, |script| {
        let number = 61;
        let without_text = Entry {
            published: Some(script::at(script::NOON + 1)),
            summary_html: None,
            content_html: None,
            ..script::entry(number)
        };
        script.download(vec![(0, without_text)]);
        script.tell_new(1);
        script.failing.insert(HeadlineId(number), reason.to_owned());
        script.keys("enter down");
    });
}

#[test]
fn themes() {
    check("themes", ": t h e m e enter j j");
}

#[test]
fn a_prompt_shows_what_enter_does() {
    check("prompt", ": r e f r");
    check("prompt_unknown", ": f o o");
}

#[test]
fn hostile_titles_change_nothing_outside_their_cells() {
    let mut script = Script::new(8, (120, 40));
    let hostile = [
        "\u{1b}]0;x\u{7}",
        "\u{9b}2J\u{9d}0;x\u{9c}",
        "\u{202e}evil\u{2066}",
        "a\u{200d}\u{fe0f}b\n\rc",
    ];
    for (id, title) in (1..).zip(hostile) {
        script.correct(id, |entry| entry.title = title.to_owned());
    }
    script.reload();
    let buffer = plane::render(&script.model, &Theme::new(ThemeName::Ansi, Scheme::Western));
    for cell in buffer.content() {
        assert!(
            !cell.symbol().chars().any(char::is_control),
            "{:?}",
            cell.symbol()
        );
    }
}
