//! The themes and schemes that come with the program.

use super::file::{ThemeFile, read};
use crate::model::{Scheme, ThemeName};

/// The file of a built-in theme.
#[must_use]
pub fn file(name: ThemeName) -> ThemeFile {
    let text = match name {
        ThemeName::Ansi => include_str!("../../../assets/themes/ansi.toml"),
        ThemeName::Dark => include_str!("../../../assets/themes/dark.toml"),
        ThemeName::Light => include_str!("../../../assets/themes/light.toml"),
        ThemeName::Contrast => include_str!("../../../assets/themes/contrast.toml"),
        ThemeName::Mono => include_str!("../../../assets/themes/mono.toml"),
        ThemeName::CatppuccinMocha => include_str!("../../../assets/themes/catppuccin-mocha.toml"),
        ThemeName::GruvboxDark => include_str!("../../../assets/themes/gruvbox-dark.toml"),
        ThemeName::Nord => include_str!("../../../assets/themes/nord.toml"),
        ThemeName::SolarizedLight => include_str!("../../../assets/themes/solarized-light.toml"),
    };
    read(text, 0).expect("a test reads every built-in theme")
}

/// The lines of a scheme.
pub(super) fn scheme(scheme: Scheme) -> ThemeFile {
    let text = match scheme {
        Scheme::Western => include_str!("../../../assets/schemes/western.toml"),
        Scheme::Asia => include_str!("../../../assets/schemes/asia.toml"),
        Scheme::Korea => include_str!("../../../assets/schemes/korea.toml"),
        Scheme::BlueOrange => include_str!("../../../assets/schemes/blue-orange.toml"),
        Scheme::Mono => include_str!("../../../assets/schemes/mono.toml"),
    };
    read(text, 0).expect("a test reads every scheme")
}

/// Files with the built-in ones that the last inherits from, to the one that has a value for all.
pub(super) fn with_built_in(mut files: Vec<ThemeFile>) -> Vec<ThemeFile> {
    loop {
        let parent = files.last().and_then(|last| last.inherits.as_ref());
        match parent.and_then(|(name, _)| ThemeName::of_name(name)) {
            // No built-in theme leads back to itself: a test follows each.
            Some(parent) => files.push(file(parent)),
            None => break,
        }
    }
    files.push(file(ThemeName::Mono));
    files
}
