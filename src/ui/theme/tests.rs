//! What all themes promise: texts that are seen, colours that are the terminal's where they should be,
//! and mistakes that are told where they are.

use ratatui::style::Color;

use super::contrast::contrast;
use super::*;

/// Red, green and blue of a surface and of a role on it, if they have them.
fn pair(theme: &Theme, surface: Surface, role: Role) -> Option<([u8; 3], [u8; 3])> {
    let style = theme.on(surface, role);
    let value = |color: Option<Color>| color.and_then(depth::value);
    value(style.bg).zip(value(style.fg))
}

/// Each theme with each scheme.
fn all() -> impl Iterator<Item = (ThemeName, Scheme, Theme)> {
    ThemeName::ALL.into_iter().flat_map(|name| {
        let schemes = Scheme::ALL.into_iter();
        schemes.map(move |scheme| (name, scheme, Theme::new(name, scheme)))
    })
}

/// Where each text may stand.
fn pairs() -> impl Iterator<Item = (Surface, Role)> {
    let texts = Role::ALL.iter().copied().filter(|role| !role.is_mark());
    texts.flat_map(|role| role.stands_on().iter().map(move |surface| (*surface, role)))
}

/// What well-known palettes show less well than 4.5 : 1, and how well they show it.
const EXCEPTIONS: &[(ThemeName, &[Role], f64)] = &[
    // Red and blue in the selected row.
    (ThemeName::CatppuccinMocha, PRICES, 3.9),
    // Mauve there.
    (ThemeName::CatppuccinMocha, ACCENTS, 4.4),
    // Red but on the panel, blue in the selected row.
    (ThemeName::GruvboxDark, PRICES, 3.3),
    // Purple there.
    (ThemeName::GruvboxDark, ACCENTS, 4.2),
    // Red and orange everywhere, the others in the selected row.
    (ThemeName::Nord, PRICES, 2.1),
    (ThemeName::Nord, ACCENTS, 4.3),
    // All of its colours, and the grey that it has for text in the selected row.
    (ThemeName::SolarizedLight, PRICES, 2.6),
    (ThemeName::SolarizedLight, ACCENTS, 3.5),
    (ThemeName::SolarizedLight, &[Role::Chip], 4.0),
    (ThemeName::SolarizedLight, QUIET, 4.3),
];
const PRICES: &[Role] = &[Role::Up, Role::Down, Role::Error];
const ACCENTS: &[Role] = &[Role::Accent, Role::Kicker, Role::Focus, Role::Match];
const QUIET: &[Role] = &[
    Role::Read,
    Role::Dim,
    Role::Faint,
    Role::Label,
    Role::Flat,
    Role::Standfirst,
    Role::Caption,
];

#[test]
fn every_text_is_seen_on_every_surface_that_it_may_stand_on() {
    let mut faults = Vec::new();
    let mut lowest = vec![f64::MAX; EXCEPTIONS.len()];
    let depths = [Depth::True, Depth::Indexed];
    let all = all().flat_map(|(name, scheme, theme)| {
        depths.map(|depth| (name, scheme, theme.clone().with_depth(depth)))
    });
    for (name, scheme, theme) in all {
        let demanded = if name == ThemeName::Contrast {
            7.0
        } else {
            4.5
        };
        for (surface, role) in pairs() {
            let Some((behind, text)) = pair(&theme, surface, role) else {
                let is_plain = matches!(name, ThemeName::Ansi | ThemeName::Mono);
                assert!(is_plain || scheme == Scheme::Mono, "{name:?} {role:?}");
                continue;
            };
            let found = contrast(behind, text);
            let exception = EXCEPTIONS
                .iter()
                .position(|(theme, roles, _)| *theme == name && roles.contains(&role));
            let least = exception.map_or(demanded, |at| EXCEPTIONS[at].2);
            if let Some(at) = exception {
                lowest[at] = found.min(lowest[at]);
            }
            if found < least {
                faults.push(format!(
                    "{name:?} {scheme:?} {:?} {role:?} on {surface:?}: {found:.2}",
                    theme.depth()
                ));
            }
        }
    }
    // An exception says what there is, and goes when it is not needed any more.
    for ((name, roles, least), lowest) in EXCEPTIONS.iter().zip(lowest) {
        if lowest >= least + 0.1 {
            faults.push(format!("{name:?} {roles:?}: {lowest:.2}, not {least}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// How well a role is seen on a surface, if both have colours.
fn seen(theme: &Theme, surface: Surface, role: Role) -> Option<f64> {
    pair(theme, surface, role).map(|(behind, text)| contrast(behind, text))
}

#[test]
fn the_line_of_the_day_is_seen_and_quieter_than_its_number() {
    for (name, scheme, theme) in all() {
        let quiet = [Surface::Base, Surface::Panel].map(|surface| {
            let own = seen(&theme, surface, Role::Spark)?;
            let few = theme.clone().with_depth(Depth::Indexed);
            let few = seen(&few, surface, Role::Spark)?;
            // WCAG 2, 1.4.11.
            assert!(
                own >= 3.0 && few >= 3.0,
                "{name:?} {surface:?}: {own:.2} {few:.2}"
            );
            Some(own)
        });
        for price in [Role::Up, Role::Down] {
            let loud = seen(&theme, Surface::Panel, price);
            // A green that is fainter than that is the palette's.
            if let (Some(quiet), Some(loud)) = (quiet[1], loud.filter(|loud| *loud >= 3.0)) {
                assert!(
                    quiet < loud,
                    "{name:?} {scheme:?} {price:?}: {quiet:.2} {loud:.2}"
                );
            }
        }
    }
}

#[test]
fn what_is_quiet_is_quieter_than_running_text() {
    for (name, _, theme) in all() {
        let of = |role| seen(&theme, Surface::Base, role);
        let (text, dim, faint) = (of(Role::Text), of(Role::Dim), of(Role::Faint));
        if let (Some(text), Some(dim), Some(faint)) = (text, dim, faint) {
            assert!(
                text > dim * 1.15 && dim >= faint,
                "{name:?} {text:.2} {dim:.2} {faint:.2}"
            );
        }
    }
}

#[test]
fn what_comes_with_the_terminal_stays_the_terminal_s() {
    for (name, scheme, theme) in all() {
        for role in Role::ALL {
            let style = theme.style(*role);
            assert_ne!(style.fg, Some(Color::DarkGray), "{name:?} {role:?}");
            assert!(!style.add_modifier.contains(Modifier::REVERSED));
            assert!(name != ThemeName::Mono || style.fg.is_none(), "{role:?}");
        }
        let own = !matches!(name, ThemeName::Ansi | ThemeName::Mono);
        for surface in Surface::ALL {
            let bare =
                scheme == Scheme::Mono && matches!(surface, Surface::FlashUp | Surface::FlashDown);
            let has = theme.surface(*surface).bg.is_some();
            assert!(bare || has == own, "{name:?} {scheme:?} {surface:?}");
        }
    }
}

#[test]
fn schemes_change_only_what_rises_and_falls() {
    let prices = [Role::Up, Role::Down, Role::FlashUp, Role::FlashDown];
    for (name, scheme, theme) in all() {
        let western = Theme::new(name, Scheme::Western);
        for role in Role::ALL.iter().filter(|role| !prices.contains(role)) {
            assert_eq!(
                theme.style(*role),
                western.style(*role),
                "{name:?} {scheme:?}"
            );
        }
        if scheme == Scheme::Asia && name != ThemeName::Mono {
            let swapped = [Role::Down, Role::Up, Role::FlashDown, Role::FlashUp];
            for (role, other) in prices.into_iter().zip(swapped) {
                assert_eq!(theme.style(role), western.style(other));
            }
        }
        // Colour-blind or not: up and down are two styles.
        if name != ThemeName::Mono {
            assert_ne!(theme.style(Role::Up), theme.style(Role::Down));
        }
    }
}

#[test]
fn what_is_faint_rises_on_a_tinted_row() {
    let theme = Theme::new(ThemeName::Dark, Scheme::Western);
    let dim = theme.style(Role::Dim).fg;
    assert_eq!(theme.on(Surface::Select, Role::Faint).fg, dim);
    assert_ne!(theme.on(Surface::Panel, Role::Faint).fg, dim);
    let area = Rect::new(0, 0, 2, 1);
    let mut buffer = Buffer::empty(area);
    buffer[(0, 0)].set_style(theme.style(Role::Faint));
    buffer[(1, 0)].set_style(theme.style(Role::Up));
    theme.tint(Surface::Select, area, &mut buffer);
    assert_eq!(Some(buffer[(0, 0)].fg), dim);
    assert_eq!(Some(buffer[(1, 0)].fg), theme.style(Role::Up).fg);
    assert_eq!(Some(buffer[(1, 0)].bg), theme.surface(Surface::Select).bg);
}

#[test]
fn the_terminal_s_answer_chooses_the_theme() {
    let (black, white) = (Some([0; 3]), Some([255; 3]));
    for (background, depth, wants_colour, name) in [
        (black, Depth::True, true, ThemeName::Dark),
        (white, Depth::Indexed, true, ThemeName::Light),
        (None, Depth::True, true, ThemeName::Ansi),
        (white, Depth::Ansi, true, ThemeName::Ansi),
        (black, Depth::True, false, ThemeName::Mono),
        (None, Depth::Ansi, false, ThemeName::Mono),
    ] {
        assert_eq!(Theme::automatic(background, depth, wants_colour), name);
    }
}

#[test]
fn quiet_text_is_bright_black_where_the_terminal_says_that_it_is_light() {
    let quiet = [Role::Dim, Role::Faint, Role::Line, Role::Caption];
    for (name, depth, background, is_grey) in [
        (ThemeName::Ansi, Depth::True, Some([255; 3]), true),
        (ThemeName::Dark, Depth::Ansi, Some([255; 3]), true),
        (ThemeName::Ansi, Depth::True, Some([0; 3]), false),
        (ThemeName::Ansi, Depth::True, None, false),
        // No colour is no colour.
        (ThemeName::Mono, Depth::True, Some([255; 3]), false),
    ] {
        let theme = Theme::new(name, Scheme::Western);
        let theme = theme.with_depth(depth).with_background(background);
        for role in quiet {
            let style = theme.style(role);
            let dims = style.add_modifier.contains(Modifier::DIM);
            assert_eq!(
                style.fg == Some(Color::DarkGray),
                is_grey,
                "{name:?} {role:?}"
            );
            assert_eq!(dims, !is_grey, "{name:?} {role:?}");
        }
        assert_eq!(theme.style(Role::Text).fg, None);
    }
    let light = Theme::new(ThemeName::Light, Scheme::Western);
    assert_eq!(light.clone().with_background(Some([255; 3])), light);
}

#[test]
fn sixteen_colours_have_the_roles_of_ansi_and_not_the_nearest_colours() {
    for (name, scheme, theme) in all() {
        let theme = theme.with_depth(Depth::Ansi);
        let as_it_is = matches!(name, ThemeName::Ansi | ThemeName::Mono);
        let wanted = Theme::new(if as_it_is { name } else { ThemeName::Ansi }, scheme);
        for role in Role::ALL {
            assert_eq!(theme.style(*role), wanted.style(*role), "{name:?} {role:?}");
        }
        assert_eq!(theme.is_replaced(), !as_it_is, "{name:?}");
        assert!(theme.has_one_background(), "{name:?}");
    }
    // One that names the terminal's own is as its user wants it.
    let theme = own("inherits = \"ansi\"\n[roles]\naccent = \"cyan\"\n").expect("sound");
    let theme = theme.with_depth(Depth::Ansi);
    assert_eq!(theme.style(Role::Accent).fg, Some(Color::Cyan));
    assert!(!theme.is_replaced());
}

fn own(text: &str) -> Result<Theme, Vec<Mistake>> {
    Theme::of_files(vec![read(text, 0)?], Scheme::Western)
}

#[test]
fn a_theme_says_only_what_differs() {
    let text = "inherits = \"dark\"\n[palette]\nsea = \"#00ffee\"\n[roles]\naccent = \"sea\"\n\
        [surfaces]\nselect = \"off\"\n";
    let theme = own(text).expect("sound");
    let dark = Theme::new(ThemeName::Dark, Scheme::Western);
    let sea = Some(Color::Rgb(0, 0xff, 0xee));
    assert_eq!(theme.style(Role::Accent).fg, sea);
    // What names the accent in the theme that is inherited from means the new one.
    assert_eq!(theme.style(Role::Kicker).fg, sea);
    assert_eq!(theme.surface(Surface::Chip).bg, sea);
    assert_eq!(theme.surface(Surface::Select), dark.surface(Surface::Off));
    assert_eq!(theme.style(Role::Text), dark.style(Role::Text));
}

/// A theme, the bytes of it that are marked, how the message begins, and what was meant.
type Wrong = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);

const WRONG: &[Wrong] = &[
    (
        "[roles]\nup = \"bold blurple\"",
        "blurple",
        "\"blurple\" is no colour",
        Some("blue"),
    ),
    (
        "[roles]\nup = \"#12345\"",
        "#12345",
        "\"#12345\" is not a colour",
        None,
    ),
    (
        "[roles]\nup = \"#fff000 red\"",
        "red",
        "\"red\" is a second",
        None,
    ),
    (
        "[roles]\nacent = \"red\"",
        "acent",
        "there is no role `acent`",
        Some("accent"),
    ),
    (
        "[surfaces]\nbase = \"red bold\"",
        "\"red bold\"",
        "a surface has",
        None,
    ),
    (
        "[roles]\nup = \"accnt\"",
        "accnt",
        "\"accnt\" is no colour",
        Some("accent"),
    ),
    ("[roles]\nup = 3", "3", "expected a text", None),
    (
        "[rolls]\nup = \"red\"",
        "rolls",
        "unknown key `rolls`",
        Some("roles"),
    ),
    ("roles = \"red\"", "roles", "`roles` is a table", None),
    ("inherits = 1", "1", "`inherits` is the name", None),
    (
        "[roles]\nup = \"down\"\ndown = \"up\"",
        "\"down\"",
        "this leads back",
        None,
    ),
    (
        "[roles]\ntext = \"focus\"",
        "\"focus\"",
        "this leads back",
        None,
    ),
];

#[test]
fn mistakes_stand_where_they_are() {
    for (text, marked, message, suggestion) in WRONG {
        let mistakes = own(text).expect_err(text);
        let mistake = &mistakes[0];
        assert!(mistake.message.starts_with(message), "{text}: {mistakes:?}");
        assert_eq!(mistake.place.file, 0);
        assert_eq!(&text[mistake.place.span.clone()], *marked, "{mistakes:?}");
        assert_eq!(mistake.suggestion.as_deref(), *suggestion, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "(?s).{0,60}|(\\[(roles|surfaces|palette)\\]\n((up|down|base|chip) = \"(up|down|base|#[0-9a-f]{5,6}|bold| ){0,3}\"\n){0,3}){0,3}") {
        drop(own(&text));
    }
}
