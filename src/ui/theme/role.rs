//! What a cell is and what it stands on: the words that themes are written in.

/// An enum whose members have names in files.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$about:meta])* $member:ident $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$about])* $member,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$member,)*];

            /// As a theme writes it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$member => $text,)*
                }
            }

            /// The one of that name.
            #[must_use]
            pub fn of_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

named! {
    /// What is behind a text.
    Surface {
        /// List and article.
        Base "base",
        /// What is around them: the bars, the ticker.
        Panel "panel",
        /// What lies over the screen.
        Raised "raised",
        /// The selected entry, where the keys go.
        Select "select",
        /// The selected entry, where they do not.
        Off "off",
        /// Code.
        Code "code",
        /// Digits that have just risen.
        FlashUp "flash-up",
        /// Digits that have just fallen.
        FlashDown "flash-down",
        /// A letter that leads somewhere.
        Chip "chip",
    }
}

named! {
    /// What a text is, or a sign.
    Role {
        /// The brightest: names that matter.
        Strong "strong",
        /// The title of what is not read.
        Unread "unread",
        /// The headline of an article, the name of a pane.
        Title "title",
        /// The title of the selected entry.
        Selected "selected",
        /// Running text.
        Text "text",
        /// A key of the keyboard.
        Key "key",
        /// What leads somewhere.
        Link "link",
        /// What somebody said.
        Quote "quote",
        /// Code, in a line or in a block.
        Code "code",
        /// The title of what is read.
        Read "read",
        /// Less than text.
        Dim "dim",
        /// Less still.
        Faint "faint",
        /// A heading between rows.
        Label "label",
        /// The part in view of something longer.
        Thumb "thumb",
        /// A rule.
        Line "line",
        /// The line at the left of a pane.
        Wire "wire",
        /// The day's line of a price.
        Spark "spark",
        /// The one hue that means nothing but: look here.
        Accent "accent",
        /// The source over a headline.
        Kicker "kicker",
        /// Where the keys go.
        Focus "focus",
        /// A price above the last close.
        Up "up",
        /// A price below it.
        Down "down",
        /// A price that is the same.
        Flat "flat",
        /// What went wrong.
        Error "error",
        /// What a search has found.
        Match "match",
        /// A letter that leads somewhere, on its surface.
        Chip "chip",
        /// Digits that have just risen, on theirs.
        FlashUp "flash-up",
        /// Digits that have just fallen, on theirs.
        FlashDown "flash-down",
        /// What sums an article up.
        Standfirst "standfirst",
        /// What stands under a picture.
        Caption "caption",
    }
}

impl Role {
    /// What it may stand on. What merely parts and frames need not be seen as well as the rest.
    pub(super) fn stands_on(self) -> &'static [Surface] {
        use Surface::{Base, Chip, Code, FlashDown, FlashUp, Off, Panel, Raised, Select};
        match self {
            Self::Line | Self::Wire | Self::Thumb => &[],
            Self::Spark => &[Base, Panel, Select, Off],
            Self::Chip => &[Chip],
            Self::FlashUp => &[FlashUp],
            Self::FlashDown => &[FlashDown],
            Self::Code | Self::Dim | Self::Faint => &[Base, Panel, Raised, Select, Off, Code],
            _ => &[Base, Panel, Raised, Select, Off],
        }
    }

    /// What it is on a surface of the theme's own: on a tinted row what is faint rises, since it
    /// would vanish.
    pub(super) fn on(self, surface: Surface) -> Self {
        let is_tinted = matches!(surface, Surface::Select | Surface::Off);
        match self {
            Self::Faint | Self::Label if is_tinted => Self::Dim,
            role => role,
        }
    }

    /// Whether it is a mark that shows something, and no text.
    pub(super) fn is_mark(self) -> bool {
        self == Self::Spark
    }
}
