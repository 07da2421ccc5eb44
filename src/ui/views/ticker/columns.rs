//! The columns of the pane, counted from its wire: every number has its own on every row.

use crate::app::views::ticker::row::TickerRow;
use crate::app::views::ticker::written::{CHANGE, Cells};

/// Where the mark stands.
pub(super) const MARK: usize = 2;
/// Where the label begins.
pub(super) const LABEL: usize = 4;
/// Cells that a label keeps for a price that needs more room than others.
const LEAST_LABEL: usize = 3;
/// Fewer cells of a day's line say nothing.
const LEAST_SLOT: usize = 3;
/// A narrower pane has no change.
const CHANGE_WIDTH: usize = 24;
/// From here on there is a slot for the day's line.
const SLOT_WIDTH: usize = 32;
/// From here on the change has its percent sign.
const PERCENT_WIDTH: usize = 40;

/// The columns of a row. An end is the column behind the last cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    /// Cells of the label.
    pub label: usize,
    /// The first column and the cells of the day's line.
    pub slot: Option<(usize, usize)>,
    /// Most cells of the price.
    pub price: usize,
    /// Where the price ends.
    pub price_end: usize,
    /// Where the row ends, with the change if there is one.
    pub end: usize,
    /// There is room for the change.
    pub has_change: bool,
    /// And for its sign.
    pub has_percent: bool,
}

impl Columns {
    /// The widest form that fits a pane of so many columns; what is over goes to the slot.
    pub(super) fn of(width: usize) -> Self {
        let end = width.saturating_sub(1);
        let has_percent = width >= PERCENT_WIDTH;
        let has_change = width >= CHANGE_WIDTH;
        let change = match has_change {
            true => 1 + CHANGE + usize::from(has_percent),
            false => 0,
        };
        let price_end = end.saturating_sub(change);
        let (cells, slot) = match width {
            PERCENT_WIDTH.. => (Cells::WIDE, Some((13, width - 31))),
            SLOT_WIDTH.. => (Cells::USUAL, Some((12, width - 27))),
            _ => {
                let room = price_end.saturating_sub(LABEL + 1);
                let label = room.saturating_sub(6).clamp(LEAST_LABEL, 8);
                let price = room.saturating_sub(label);
                (Cells { label, price }, None)
            }
        };
        Self {
            label: cells.label,
            slot,
            price: cells.price,
            price_end,
            end,
            has_change,
            has_percent,
        }
    }

    /// The columns of an instrument: a price that would lose a digit takes cells of the slot, then
    /// of the label.
    pub(super) fn for_row(self, row: &TickerRow) -> Self {
        let most = self.price_end.saturating_sub(LABEL + LEAST_LABEL + 1);
        let price = row.least_price().min(most).max(self.price);
        let before = self.price_end.saturating_sub(price + 1);
        let slot = self.slot.map(|(start, cells)| {
            let cells = cells.min(before.saturating_sub(start));
            (start, cells)
        });
        Self {
            label: self.label.min(before.saturating_sub(LABEL)),
            slot: slot.filter(|(_, cells)| *cells >= LEAST_SLOT),
            price,
            ..self
        }
    }

    /// Where it is said why there is no price.
    pub(super) fn why(self) -> usize {
        LABEL + self.label + 1
    }
}
