//! The names of the built-in themes and of the schemes for what rises and falls. How they look
//! is data: `assets/themes` and `assets/schemes`.

/// A built-in theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// The terminal's own sixteen colours on its own background.
    #[default]
    Ansi,
    /// For dark backgrounds.
    Dark,
    /// For light backgrounds.
    Light,
    /// Seven to one at least, and nothing that tells red from green.
    Contrast,
    /// Without colour.
    Mono,
    /// The palette of Catppuccin, its darkest flavour.
    CatppuccinMocha,
    /// The palette of Gruvbox, dark.
    GruvboxDark,
    /// The palette of Nord.
    Nord,
    /// The palette of Solarized, light.
    SolarizedLight,
}

impl ThemeName {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Ansi,
        Self::Dark,
        Self::Light,
        Self::Contrast,
        Self::Mono,
        Self::CatppuccinMocha,
        Self::GruvboxDark,
        Self::Nord,
        Self::SolarizedLight,
    ];

    /// What leaves the choice to the terminal and the environment.
    pub const AUTO: &str = "auto";

    /// As the configuration writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ansi => "ansi",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Contrast => "contrast",
            Self::Mono => "mono",
            Self::CatppuccinMocha => "catppuccin-mocha",
            Self::GruvboxDark => "gruvbox-dark",
            Self::Nord => "nord",
            Self::SolarizedLight => "solarized-light",
        }
    }

    /// The theme of that name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// Which colours mean up and down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// The theme's own: green up, red down.
    #[default]
    Western,
    /// The other way round, as in China and Japan.
    Asia,
    /// Red up, blue down.
    Korea,
    /// Blue up, orange down: most colour-blind eyes tell them apart.
    BlueOrange,
    /// Down is bold.
    Mono,
}

impl Scheme {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Western,
        Self::Asia,
        Self::Korea,
        Self::BlueOrange,
        Self::Mono,
    ];
}
