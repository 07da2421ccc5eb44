//! What colours become behind a card.

use ratatui::style::Color;

use super::contrast::is_dark;
use super::depth::{Depth, value};
use super::indexed::nearest_other;

/// How much of a text becomes base.
const INTO_BASE: f64 = 0.6;
/// What light surfaces fall into, and how far; dark ones fall into black.
const LIGHT_SHADE: ([u8; 3], f64) = ([0x8d, 0x86, 0x7a], 0.2);
const DARK_SHADE: ([u8; 3], f64) = ([0; 3], 0.18);

/// Mixes colours into the base and the shade of a theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::ui) struct Receding {
    base: [u8; 3],
    shade: ([u8; 3], f64),
    depth: Depth,
}

impl Receding {
    /// Of a theme whose base is this colour; `None` where there is nothing to mix.
    pub(super) fn new(base: Option<Color>, depth: Depth) -> Option<Self> {
        if depth == Depth::Ansi {
            return None;
        }
        let base = value(base?)?;
        let shade = match is_dark(base) {
            true => DARK_SHADE,
            false => LIGHT_SHADE,
        };
        Some(Self { base, shade, depth })
    }

    /// The colour of a text behind the card.
    pub(in crate::ui) fn text(&self, color: Color) -> Color {
        self.shaded(color, INTO_BASE)
    }

    /// The colour of a surface behind the card.
    pub(in crate::ui) fn surface(&self, color: Color) -> Color {
        self.shaded(color, 0.0)
    }

    fn shaded(&self, color: Color, into_base: f64) -> Color {
        let Some(value) = value(color) else {
            return color;
        };
        let (shade, share) = self.shade;
        let mixed = [0, 1, 2].map(|channel| {
            let base = mix(f64::from(value[channel]), self.base[channel], into_base);
            // Both are between 0 and 255, and so is what is between them.
            mix(base, shade[channel], share).round() as u8
        });
        match self.depth {
            // The colours lie so far apart that what falls a little would stay.
            Depth::Indexed if mixed != value => nearest_other(mixed, value),
            Depth::Indexed => color,
            Depth::True | Depth::Ansi => Color::from(mixed),
        }
    }
}

fn mix(one: f64, other: u8, share: f64) -> f64 {
    one * (1.0 - share) + f64::from(other) * share
}
