//! The styles and signs of the ticker; the theme fills them.

use ratatui::style::Style;

use crate::app::views::ticker::row::{Change, RowState};
use crate::market::format::Signs;
use crate::model::Session;

/// How the ticker looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Labels and prices.
    pub text: Style,
    /// What is old, closed, or beside the point.
    pub dim: Style,
    /// The edge and the rules between sections.
    pub border: Style,
    /// Headings.
    pub heading: Style,
    /// Above the close before.
    pub up: Style,
    /// Below it.
    pub down: Style,
    /// The same.
    pub flat: Style,
    /// Digits that just rose.
    pub flash_up: Style,
    /// Digits that just fell.
    pub flash_down: Style,
    /// Failures and stale prices.
    pub warning: Style,
    /// The selected row.
    pub selected: Style,
    /// Signs of numbers.
    pub signs: Signs,
    /// Arrows, dots and bars may be used.
    pub unicode: bool,
}

impl Palette {
    pub(super) fn of_change(&self, change: Change) -> Style {
        match change {
            Change::Up => self.up,
            Change::Down => self.down,
            Change::Flat => self.flat,
            Change::Unknown => self.dim,
        }
    }

    /// The mark in the first column: trust first, then direction.
    pub(super) fn mark(&self, state: &RowState, change: Change) -> (&'static str, Style) {
        match state {
            RowState::Failing { .. } => (self.pick("×", "x"), self.warning),
            RowState::Unknown | RowState::NotQuoted => ("?", self.warning),
            RowState::Waiting | RowState::Queued => (self.pick("…", "."), self.dim),
            RowState::Stale(_) | RowState::Doubted => ("~", self.warning),
            RowState::OnPage { .. } => (self.pick("¶", "#"), self.dim),
            RowState::Extended => (self.pick("◐", "p"), self.of_change(change)),
            RowState::Closed | RowState::Daily(_) | RowState::Untraded(_) => {
                (self.pick("○", "o"), self.dim)
            }
            RowState::Live => (self.arrow(change), self.of_change(change)),
        }
    }

    pub(super) fn arrow(&self, change: Change) -> &'static str {
        match change {
            Change::Up => self.pick("▲", "^"),
            Change::Down => self.pick("▼", "v"),
            Change::Flat => "=",
            Change::Unknown => self.pick("·", "."),
        }
    }

    pub(super) fn session_sign(&self, session: Session) -> &'static str {
        match session {
            Session::Open => self.pick("●", "open"),
            Session::Pre => self.pick("◐", "pre"),
            Session::Post => self.pick("◐", "post"),
            Session::Closed => self.pick("○", "closed"),
            Session::Unknown => "",
        }
    }

    pub(super) fn border_sign(&self) -> &'static str {
        self.pick("│", "|")
    }

    pub(super) fn rule_sign(&self) -> &'static str {
        self.pick("─", "-")
    }

    pub(super) fn ellipsis(&self) -> &'static str {
        self.pick("…", "...")
    }

    /// That something is left out, in one cell.
    pub(super) fn more(&self) -> &'static str {
        self.pick("…", ".")
    }

    pub(super) fn dot(&self) -> &'static str {
        self.pick("·", " ")
    }

    pub(super) fn change_heading(&self) -> &'static str {
        self.pick("Δ%", "D%")
    }

    pub(super) fn bars(&self) -> &'static [&'static str] {
        match self.unicode {
            true => &["▁", "▂", "▃", "▄", "▅", "▆", "▇"],
            false => &["_", "-", "=", "#"],
        }
    }

    /// The day's range: left end, between, the price, right end.
    pub(super) fn range_signs(&self) -> [&'static str; 4] {
        match self.unicode {
            true => ["├", "─", "●", "┤"],
            false => ["|", "-", "o", "|"],
        }
    }

    pub(super) fn pick(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.unicode { unicode } else { ascii }
    }
}
