//! The signs of the ticker, and what they are.

use crate::app::views::ticker::row::{Change, RowState};
use crate::ui::theme::Role;

/// The day's line: six eighths at most, so that the lines of two rows never meet.
pub(super) const BARS: [&str; 6] = ["▁", "▂", "▃", "▄", "▅", "▆"];

/// What a change is.
pub(super) fn role_of(change: Change) -> Role {
    match change {
        Change::Up => Role::Up,
        Change::Down => Role::Down,
        Change::Flat => Role::Flat,
        Change::Unknown => Role::Dim,
    }
}

/// The mark before a row: trust first, then direction.
pub(super) fn mark(state: &RowState, change: Change) -> (&'static str, Role) {
    match state {
        RowState::Failing { .. } => ("×", Role::Error),
        RowState::Unknown | RowState::NotQuoted => ("?", Role::Dim),
        RowState::Waiting | RowState::Queued => ("·", Role::Dim),
        RowState::Stale(_) | RowState::Doubted => ("~", Role::Dim),
        RowState::OnPage { .. } => ("¶", Role::Dim),
        RowState::Extended => ("◐", Role::Dim),
        RowState::Closed | RowState::Daily(_) | RowState::Untraded(_) => ("○", Role::Dim),
        RowState::Live => match change {
            Change::Up => ("▲", Role::Up),
            Change::Down => ("▼", Role::Down),
            Change::Flat => ("=", Role::Dim),
            Change::Unknown => ("·", Role::Dim),
        },
    }
}

/// Whether a price is what the market says now; others are dim.
pub(super) fn is_sure(state: &RowState) -> bool {
    matches!(state, RowState::Live | RowState::Extended)
}
