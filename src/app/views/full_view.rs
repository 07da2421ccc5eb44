//! A view that lies over all panes but the status line: a title, a list, and beneath it what
//! there is to say about the selected row.

use super::menu::RULE_HEIGHT;
use crate::app::panes::Area;

/// The parts of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// One line: its name, and how many are how.
    pub title: Area,
    /// The rule under that; without rows on a low screen.
    pub rule: Area,
    /// A row a thing.
    pub list: Area,
    /// The selected one.
    pub details: Area,
}

impl Parts {
    /// All of a screen but the status line.
    #[must_use]
    pub fn area((width, height): (u16, u16)) -> Area {
        Area::new(0, 0, width, height.saturating_sub(1))
    }

    /// Where the parts stand on a screen. A list of at most `rows` has the details directly
    /// beneath it; a long one leaves them two fifths of the screen, and no more than `most`.
    #[must_use]
    pub fn of((width, height): (u16, u16), rows: u16, most: u16) -> Self {
        let rule = u16::from(height >= RULE_HEIGHT);
        let top = 1 + rule;
        let body = height.saturating_sub(top + 1);
        let list = rows.min(body - (body * 2 / 5).min(most));
        Self {
            title: Area::new(0, 0, width, height.min(1)),
            rule: Area::new(0, 1, width, rule),
            list: Area::new(0, top.min(height), width, list),
            // A blank row parts them, where there are rules too.
            details: Area::new(
                0,
                (top + list + rule).min(height),
                width,
                (body - list).saturating_sub(rule),
            ),
        }
    }
}
