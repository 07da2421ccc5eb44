//! A theme in the 256 colours of xterm: each of its own becomes the one that looks most like it and
//! is seen as well.

use std::sync::LazyLock;

use ratatui::style::Color;

use super::contrast::contrast;
use super::depth::value;
use super::look::Looks;
use super::oklab::Seen;
use super::role::{Role, Surface};

/// A colour of the 256 and how it looks. The first sixteen are the user's, and unknown.
struct Known {
    index: u8,
    value: [u8; 3],
    seen: Seen,
}

static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let known = (16..=255).filter_map(|index| {
        let value = value(Color::Indexed(index))?;
        let seen = Seen::of(value);
        Some(Known { index, value, seen })
    });
    known.collect()
});

/// The colour most like another that is not the one from which it comes.
pub(super) fn nearest_other(wanted: [u8; 3], from: [u8; 3]) -> Color {
    let other = among(wanted, Likeness::Any, |value| value != from);
    other.unwrap_or(Color::from(wanted))
}

/// The colour most like another.
fn nearest(wanted: [u8; 3]) -> Color {
    among(wanted, Likeness::Any, |_| true).unwrap_or(Color::from(wanted))
}

/// Which colours may stand for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// All of them.
    Any,
    /// Greys for greys, and none for what has a hue.
    OfKind,
}

/// The colour most like another among those that may be taken.
fn among(wanted: [u8; 3], likeness: Likeness, may_be: impl Fn([u8; 3]) -> bool) -> Option<Color> {
    let seen = Seen::of(wanted);
    let candidates = KNOWN
        .iter()
        .filter(|known| likeness == Likeness::Any || seen.is_of_kind(&known.seen));
    let mut candidates: Vec<(f64, &Known)> = candidates
        .map(|known| (seen.difference(&known.seen), known))
        .collect();
    candidates.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    // Whether one may be taken is the longer question, so it is asked of the nearest first.
    let best = candidates.iter().find(|(_, known)| may_be(known.value));
    best.map(|(_, known)| Color::Indexed(known.index))
}

/// The contrast that a theme keeps for its texts: this where they have it, but the higher where all
/// of them do.
const PROMISES: (f64, f64) = (4.5, 7.0);
/// What a mark keeps that is no text (WCAG 2, 1.4.11).
const OF_MARKS: f64 = 3.0;

/// How a theme looks in 256 colours.
pub(super) fn looks(own: &Looks) -> Looks {
    let surfaces = surfaces(own);
    let pairs = pairs(own, &surfaces);
    let mut texts = pairs.iter().filter(|pair| !pair.is_mark);
    let promised = match texts.all(|pair| pair.contrast >= PROMISES.1) {
        true => PROMISES.1,
        false => PROMISES.0,
    };
    let roles = Role::ALL.iter().map(|role| {
        let mut style = own.role(*role);
        style.fg = style.fg.map(|color| text(color, &pairs, promised));
        style
    });
    Looks::new(roles.collect(), surfaces)
}

/// A text of the theme on a surface.
struct Pair {
    text: Color,
    /// The contrast in twenty-four bits.
    contrast: f64,
    /// What is behind it in 256 colours.
    behind: [u8; 3],
    is_mark: bool,
}

fn pairs(own: &Looks, surfaces: &[Option<Color>]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for role in Role::ALL {
        for surface in role.stands_on() {
            let color = own.role(role.on(*surface)).fg;
            let behind = own.surface(*surface).and_then(value);
            let (Some(color), Some(before)) = (color, behind) else {
                continue;
            };
            let now = surfaces[*surface as usize].and_then(value);
            if let (Some(text), Some(behind)) = (value(color), now) {
                pairs.push(Pair {
                    text: color,
                    contrast: contrast(text, before),
                    behind,
                    is_mark: role.is_mark(),
                });
            }
        }
    }
    pairs
}

/// The colour most like that of a text which keeps what is promised wherever the text stands; if
/// none does, the most like.
fn text(color: Color, pairs: &[Pair], promised: f64) -> Color {
    let Color::Rgb(red, green, blue) = color else {
        return color;
    };
    let wanted = [red, green, blue];
    let pairs: Vec<&Pair> = pairs.iter().filter(|pair| pair.text == color).collect();
    let keeps = |candidate: [u8; 3]| {
        pairs.iter().all(|pair| {
            let promised = if pair.is_mark { OF_MARKS } else { promised };
            contrast(candidate, pair.behind) >= pair.contrast.min(promised)
        })
    };
    among(wanted, Likeness::OfKind, keeps).unwrap_or_else(|| nearest(wanted))
}

/// What a surface must not look like where it differs in the theme: what it lies on.
fn grounds(surface: Surface) -> &'static [Surface] {
    match surface {
        Surface::Base | Surface::Raised | Surface::Chip => &[],
        Surface::Panel => &[Surface::Base],
        Surface::Off | Surface::Code | Surface::FlashUp | Surface::FlashDown => {
            &[Surface::Base, Surface::Panel]
        }
        Surface::Select => &[Surface::Base, Surface::Panel, Surface::Raised, Surface::Off],
    }
}

/// The surfaces, each after those that it lies on.
fn surfaces(own: &Looks) -> Vec<Option<Color>> {
    let mut found = vec![None; Surface::ALL.len()];
    let mut order = Surface::ALL.to_vec();
    order.sort_by_key(|surface| grounds(*surface).len());
    for surface in order {
        let color = own.surface(surface);
        let grounds = grounds(surface).iter();
        let others = grounds.filter(|ground| own.surface(**ground) != color);
        let taken: Vec<_> = others
            .filter_map(|ground| found[*ground as usize].and_then(value))
            .collect();
        // A flash is a sign by its hue; what lies beneath rows may lose it and become grey.
        let likeness = match surface {
            Surface::FlashUp | Surface::FlashDown | Surface::Chip => Likeness::OfKind,
            _ => Likeness::Any,
        };
        found[surface as usize] = match color {
            Some(Color::Rgb(red, green, blue)) => among([red, green, blue], likeness, |value| {
                !taken.contains(&value)
            }),
            other => other,
        };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::{Depth, Scheme, Theme, ThemeName};

    /// Each theme that has colours of its own, and what becomes of it.
    fn all() -> impl Iterator<Item = (ThemeName, Theme, Theme)> {
        ThemeName::ALL.into_iter().filter_map(|name| {
            let own = Theme::new(name, Scheme::Western);
            own.surface(Surface::Base).bg?;
            Some((name, own.clone(), own.with_depth(Depth::Indexed)))
        })
    }

    fn text(theme: &Theme, role: Role) -> [u8; 3] {
        theme.style(role).fg.and_then(value).expect("a colour")
    }

    #[test]
    fn colours_become_what_looks_most_like_them() {
        for (color, index) in [
            ([0xff, 0x00, 0x02], 196),
            ([128; 3], 244),
            // Not the teal that is nearest in red, green and blue.
            ([0x1a, 0x69, 0x32], 22),
        ] {
            assert_eq!(nearest(color), Color::Indexed(index), "{color:?}");
        }
        for known in KNOWN.iter() {
            let again = value(nearest(known.value));
            assert_eq!(again, Some(known.value), "{}", known.index);
        }
    }

    #[test]
    fn a_selection_is_seen_where_it_was() {
        let rows = [
            Surface::Select,
            Surface::Off,
            Surface::FlashUp,
            Surface::FlashDown,
        ];
        for (name, own, indexed) in all() {
            for row in rows {
                for ground in [Surface::Base, Surface::Panel] {
                    let differ = |theme: &Theme| theme.surface(row) != theme.surface(ground);
                    assert_eq!(
                        differ(&own),
                        differ(&indexed),
                        "{name:?} {row:?} {ground:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn greys_stay_grey_and_hues_their_hue() {
        for (name, own, indexed) in all() {
            for role in Role::ALL {
                let (before, now) = (text(&own, *role), text(&indexed, *role));
                assert!(
                    Seen::of(before).is_of_kind(&Seen::of(now)),
                    "{name:?} {role:?} {before:?} {now:?}"
                );
                // The brightest channel of what has a hue is the brightest still.
                let brightest = |color: [u8; 3]| color.into_iter().max().unwrap_or(0);
                for channel in 0..3 {
                    let spread = brightest(before) - before[channel];
                    assert!(
                        spread > 0 || now[channel] == brightest(now),
                        "{name:?} {role:?} {before:?} {now:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_is_quieter_stays_quieter() {
        let order = [Role::Strong, Role::Text, Role::Dim, Role::Faint, Role::Line];
        for (name, own, indexed) in all() {
            let seen = |theme: &Theme, role| {
                let base = theme.surface(Surface::Base).bg.and_then(value);
                contrast(text(theme, role), base.expect("a colour"))
            };
            for pair in order.windows(2) {
                let (more, less) = (seen(&indexed, pair[0]), seen(&indexed, pair[1]));
                let differed = seen(&own, pair[0]) > seen(&own, pair[1]);
                assert!(
                    more > less || (!differed && more == less),
                    "{name:?} {pair:?}: {more:.2} {less:.2}"
                );
            }
        }
    }
}
