//! The sidebar beside the list and as a drawer, text and styles, against snapshots that were
//! looked at.

#[path = "support/plane.rs"]
mod plane;
#[path = "support/script.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod script;
#[path = "support/sick.rs"]
mod sick;

use newswire::app::event::RefreshProgress;
use newswire::app::{Event, Settings};
use newswire::text::charset::Charset;
use newswire::ui::Theme;
use newswire::ui::theme::{Scheme, ThemeName};
use script::{Script, spec};

/// As a drawer on small screens, beside the list on large ones.
const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (160, 45), (200, 60)];

/// Sources in every state, of which some are in groups, and a favourite.
fn script(size: (u16, u16)) -> Script {
    let mut script = Script::closed(size, Settings::default());
    sick::with_sources(&mut script);
    let mut specs = script.specs.clone();
    for (place, spec) in specs.iter_mut().enumerate() {
        spec.groups = match place {
            0..4 => vec!["world".to_owned()],
            4..6 => vec!["العالم".to_owned(), "finance & trade".to_owned()],
            _ => Vec::new(),
        };
    }
    script.configure(specs);
    script.download((1..=30).map(script::shown).collect());
    script.keep(3);
    script.open();
    script
}

fn check_after(name: &str, theme: &Theme, sizes: &[(u16, u16)], prepare: impl Fn(&mut Script)) {
    for size in sizes {
        let mut script = script(*size);
        prepare(&mut script);
        let picture = plane::describe(&plane::render(&script.model, theme));
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), picture);
        });
    }
}

fn check(name: &str, keys: &str, theme: &Theme, sizes: &[(u16, u16)]) {
    check_after(name, theme, sizes, |script| {
        script.keys(keys);
    });
}

fn theme(name: ThemeName) -> Theme {
    Theme::new(name, Scheme::Western)
}

#[test]
fn with_the_keys() {
    check("sidebar", "s j j j j j", &theme(ThemeName::Dark), &SIZES);
}

#[test]
fn without_the_keys() {
    let keys = "s G enter b b";
    check("sidebar_aside", keys, &theme(ThemeName::Dark), &SIZES[2..]);
}

#[test]
fn on_one_background_and_without_colour() {
    let keys = "b s j j j h j j";
    for (name, look) in [("ansi", ThemeName::Ansi), ("mono", ThemeName::Mono)] {
        let name = format!("sidebar_{name}");
        check(&name, keys, &theme(look), &SIZES[1..3]);
    }
}

#[test]
fn without_unicode() {
    let mut theme = theme(ThemeName::Mono);
    theme.charset = Charset::Ascii;
    check("sidebar_ascii", "s j j j j h", &theme, &SIZES[1..3]);
}

#[test]
fn filtered() {
    for (name, words) in [("found", "world"), ("nothing", "nowhere")] {
        let name = format!("sidebar_filter_{name}");
        check_after(&name, &theme(ThemeName::Dark), &SIZES[..3], |script| {
            script.keys("s /").text(words);
        });
    }
}

#[test]
fn a_long_one_is_scrolled_to_its_cursor() {
    let dark = theme(ThemeName::Dark);
    check_after("sidebar_long", &dark, &SIZES[1..3], |script| {
        script.configure((1..=1_000).map(spec).collect());
        let at = script.now;
        script.event(Event::Refresh(RefreshProgress::Finished { at }));
        script.keys("s G k k");
    });
}

#[test]
fn over_the_list_it_leaves_the_title_behind_it_whole_or_nothing_of_it() {
    let title = |size: (u16, u16)| {
        let mut script = script(size);
        script.keys("s");
        let buffer = plane::render(&script.model, &theme(ThemeName::Mono));
        let panes = script.model.panes();
        let drawer = panes.sidebar.expect("it has the keys");
        let behind = drawer.x + drawer.width..size.0;
        let row: String = behind.map(|x| buffer[(x, 0)].symbol()).collect();
        row.trim().to_owned()
    };
    // Where little would be left of the list, it takes all of it.
    assert_eq!(title((40, 12)), "");
    let whole = title((80, 24));
    assert!(
        whole.ends_with(" unread") && whole.starts_with(|c: char| c.is_numeric()),
        "{whole}"
    );
    assert_eq!(title((48, 12)), whole);
}
