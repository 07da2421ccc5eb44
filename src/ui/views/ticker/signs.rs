//! The signs of the ticker, and how they look.

use ratatui::style::Style;

use crate::app::views::ticker::row::{Change, RowState};
use crate::model::Session;
use crate::text::charset::Charset;
use crate::ui::theme::{Role, Theme};

impl Theme {
    pub(super) fn of_change(&self, change: Change) -> Style {
        match change {
            Change::Up => self.style(Role::Up),
            Change::Down => self.style(Role::Down),
            Change::Flat => self.style(Role::Flat),
            Change::Unknown => self.style(Role::Dim),
        }
    }

    /// The mark in the first column: trust first, then direction.
    pub(super) fn mark(&self, state: &RowState, change: Change) -> (&'static str, Style) {
        match state {
            RowState::Failing { .. } => (self.pick("×", "x"), self.style(Role::Error)),
            RowState::Unknown | RowState::NotQuoted => ("?", self.style(Role::Strong)),
            RowState::Waiting | RowState::Queued => (self.pick("…", "."), self.style(Role::Dim)),
            RowState::Stale(_) | RowState::Doubted => ("~", self.style(Role::Dim)),
            RowState::OnPage { .. } => (self.pick("¶", "#"), self.style(Role::Dim)),
            RowState::Extended => (self.pick("◐", "p"), self.of_change(change)),
            RowState::Closed | RowState::Daily(_) | RowState::Untraded(_) => {
                (self.pick("○", "o"), self.style(Role::Dim))
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

    /// Where the selected row is.
    pub(super) fn selected_sign(&self) -> &'static str {
        self.pick("›", ">")
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
        self.pick(&["▁", "▂", "▃", "▄", "▅", "▆", "▇"], &["_", "-", "=", "#"])
    }

    /// The day's range: left end, between, the price, right end.
    pub(super) fn range_signs(&self) -> [&'static str; 4] {
        self.pick(["├", "─", "●", "┤"], ["|", "-", "o", "|"])
    }

    /// Arrows, dots and bars are for a terminal that has them.
    fn pick<T>(&self, unicode: T, ascii: T) -> T {
        match self.charset {
            Charset::Ascii => ascii,
            Charset::Unicode | Charset::Console => unicode,
        }
    }
}
