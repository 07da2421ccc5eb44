//! Where text stands in a pane: a measure in the middle, a wire at the left.

use super::area::Area;

/// Columns of the pane that are no text: the wire, and two blank ones on either side.
const MARGINS: u16 = 5;
/// The least columns between wire and text.
const LEAST_MARGIN: u16 = 2;
/// A pane that is alone and narrower than this has its text under its title.
const NARROW: u16 = 60;

/// The column of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Column {
    /// The measure, and as many rows as there are for lines.
    pub text: Area,
    /// Columns on either side of it that a wide table may take: one stays blank at each edge.
    pub beyond: u16,
}

/// The column in a pane, for lines of so many columns at most.
#[must_use]
pub fn within(pane: Area, widest: u16, is_split: bool) -> Column {
    let measure = widest.max(20).min(pane.width.saturating_sub(MARGINS));
    let free = pane.width.saturating_sub(1 + measure);
    let margin = match pane.width < NARROW && !is_split {
        true => LEAST_MARGIN - 1,
        false => LEAST_MARGIN.max(free / 2),
    };
    let before = 1 + margin.min(free);
    let after = pane.width.saturating_sub(before + measure);
    // The row above the text is blank.
    let above = u16::from(pane.height > 1);
    Column {
        text: Area {
            x: pane.x + before.min(pane.width),
            y: pane.y + above,
            width: measure,
            height: pane.height - above,
        },
        beyond: margin.min(after).saturating_sub(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn columns(width: u16, is_split: bool) -> (u16, u16, u16) {
        let column = within(Area::new(0, 2, width, 20), 72, is_split);
        (column.text.x, column.text.width, column.beyond)
    }

    #[test]
    fn the_measure_stands_in_the_middle() {
        assert_eq!(columns(40, false), (2, 35, 0));
        assert_eq!(columns(80, false), (4, 72, 2));
        assert_eq!(columns(58, true), (3, 53, 1));
        assert_eq!(columns(61, true), (3, 56, 1));
        assert_eq!(columns(96, true), (12, 72, 10));
        let column = within(Area::new(38, 2, 58, 37), 72, true);
        assert_eq!(column.text, Area::new(41, 3, 53, 36));
    }

    proptest! {
        #[test]
        fn it_stays_in_its_pane(x in 0_u16..200, width in 0_u16..300, height in 0_u16..90, widest in 0_u16..250, is_split in any::<bool>()) {
            let pane = Area::new(x, 2, width, height);
            let Column { text, beyond } = within(pane, widest, is_split);
            prop_assert!(text.width <= width.saturating_sub(MARGINS) && text.x >= x);
            prop_assert!(text.x + text.width + beyond <= x + width);
            prop_assert!(text.width == 0 || text.x - beyond > x);
            prop_assert_eq!(text.y + text.height, 2 + height);
        }
    }
}
