//! The pictures of the README, and one of every screen that the design draws.
//!
//! `NEWSWIRE_UPDATE_PICTURES=1` writes those of the README anew. The others are written to the
//! folder for the files of tests (`target/tmp/screens`), to be looked at.

#[path = "support/plane.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod plane;
#[path = "support/scene.rs"]
mod scene;
#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;
#[path = "support/svg.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod svg;

use std::path::Path;

use newswire::ui::Theme;
use newswire::ui::theme::{Scheme, ThemeName};
use scene::scene;

/// A frame after some keys.
struct Picture {
    name: &'static str,
    size: (u16, u16),
    theme: ThemeName,
    keys: &'static str,
    /// What must be seen.
    words: &'static [&'static str],
}

const fn picture(
    name: &'static str,
    size: (u16, u16),
    theme: ThemeName,
    keys: &'static str,
    words: &'static [&'static str],
) -> Picture {
    Picture {
        name,
        size,
        theme,
        keys,
        words,
    }
}

const OF_README: [Picture; 3] = [
    picture(
        "list",
        (160, 45),
        ThemeName::Dark,
        "",
        &["All headlines", "Markets", "TERAL", "Bruxelles"],
    ),
    picture(
        "reading",
        (110, 38),
        ThemeName::Dark,
        "enter z",
        &["min left", "LA COTE LITTORALE", "zen"],
    ),
    picture(
        "light",
        (120, 38),
        ThemeName::Light,
        "enter",
        &["Clean text", "Markets"],
    ),
];

const SCREENS: [Picture; 21] = [
    picture(
        "01-main",
        (160, 45),
        ThemeName::Dark,
        "",
        &["All headlines"],
    ),
    picture(
        "01-main-light",
        (160, 45),
        ThemeName::Light,
        "",
        &["All headlines"],
    ),
    picture(
        "01-main-contrast",
        (160, 45),
        ThemeName::Contrast,
        "",
        &["All headlines"],
    ),
    picture(
        "01-main-ansi",
        (160, 45),
        ThemeName::Ansi,
        "",
        &["All headlines"],
    ),
    picture(
        "01-main-mono",
        (160, 45),
        ThemeName::Mono,
        "",
        &["All headlines"],
    ),
    picture(
        "02-wide",
        (200, 60),
        ThemeName::Dark,
        "b enter",
        &["Clean text"],
    ),
    picture(
        "03-three-panes",
        (120, 40),
        ThemeName::Dark,
        "enter j j j j j j",
        &["Clean text"],
    ),
    picture(
        "04-zen",
        (120, 40),
        ThemeName::Dark,
        "enter z",
        &["min left"],
    ),
    picture(
        "05a-list",
        (80, 24),
        ThemeName::Dark,
        "",
        &["All headlines"],
    ),
    picture(
        "05b-list-compact",
        (80, 24),
        ThemeName::Dark,
        "d",
        &["All headlines"],
    ),
    picture(
        "05c-article",
        (80, 24),
        ThemeName::Dark,
        "enter",
        &["clean"],
    ),
    picture(
        "06a-list",
        (40, 12),
        ThemeName::Dark,
        "",
        &["All headlines"],
    ),
    picture(
        "06b-article",
        (40, 12),
        ThemeName::Dark,
        "enter",
        &["clean"],
    ),
    picture(
        "07-palette",
        (120, 40),
        ThemeName::Dark,
        "ctrl-p t h e m e",
        &["Choose a theme"],
    ),
    picture("08a-help", (120, 40), ThemeName::Dark, "?", &["MOVE"]),
    picture(
        "08b-help-filter",
        (120, 40),
        ThemeName::Dark,
        "? m a r k",
        &["Mark read or unread"],
    ),
    picture(
        "09a-sidebar",
        (160, 45),
        ThemeName::Dark,
        "s j j j",
        &["FINANCE"],
    ),
    picture("09b-drawer", (80, 24), ThemeName::Dark, "s", &["FINANCE"]),
    picture(
        "13-empty",
        (120, 40),
        ThemeName::Dark,
        "/ z z z z enter",
        &[],
    ),
    picture("14-toasts", (120, 40), ThemeName::Dark, "m f", &["undo"]),
    picture("health", (120, 40), ThemeName::Dark, "H", &["Health"]),
];

fn drawn(picture: &Picture) -> String {
    let mut script = scene(picture.size);
    if !picture.keys.is_empty() {
        script.keys(picture.keys);
    }
    if picture.name != "14-toasts" {
        script.model.toasts.clear();
    }
    let theme = Theme::new(picture.theme, Scheme::Western);
    let buffer = plane::render(&script.model, &theme);
    let text = plane::describe(&buffer);
    for words in picture.words {
        assert!(text.contains(words), "{}: {words}\n{text}", picture.name);
    }
    svg::render(&buffer, "newswire demo")
}

#[test]
fn the_readme_shows_the_program_as_it_is() {
    for picture in &OF_README {
        let drawn = drawn(picture);
        let name = format!("assets/pictures/{}.svg", picture.name);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&name);
        if std::env::var_os("NEWSWIRE_UPDATE_PICTURES").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, drawn).unwrap();
            continue;
        }
        let stored = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            stored == drawn,
            "{name} is out of date: NEWSWIRE_UPDATE_PICTURES=1 cargo test --test pictures"
        );
    }
}

#[test]
fn every_screen_of_the_design_is_drawn() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screens");
    std::fs::create_dir_all(&folder).unwrap();
    for picture in &SCREENS {
        let path = folder.join(format!("{}.svg", picture.name));
        std::fs::write(path, drawn(picture)).unwrap();
    }
}

#[test]
fn the_seed_of_it_all_is_read_as_a_person_would() {
    let mut script = scene((120, 40));
    script.keys("enter");
    let open = script.model.reader.open().unwrap();
    let article = open.article().unwrap();
    assert_eq!(article.instruments.len(), 6);
    assert!(article.related.len() >= 4);
    assert!(article.agency.is_some() && article.published.is_some() && !article.byline.is_empty());
}
