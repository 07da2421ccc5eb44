//! Mouse reports, in the forms of X10, SGR (mode 1006) and urxvt (mode 1015).
//!
//! The button byte is the same in all: 0 to 2 a button, 3 the release in the forms without an
//! own sign for it, 64 and 65 the wheel; 4, 8 and 16 are modifiers, 32 says "while moving".

use crate::model::mouse::{Mouse, MouseAction};

const MODIFIERS: u32 = 4 | 8 | 16;
/// The left button while the mouse moves.
const DRAG: u32 = 32;

/// A report with its numbers in decimal; `column` and `row` count from 1.
pub(super) fn report(button: u32, column: u32, row: u32, released: bool) -> Option<Mouse> {
    // A release and the other buttons mean nothing here, but they are reports.
    let action = match button & !MODIFIERS {
        _ if released => return None,
        0 => MouseAction::Click,
        DRAG => MouseAction::Drag,
        64 => MouseAction::WheelUp,
        65 => MouseAction::WheelDown,
        _ => return None,
    };
    let cell = |number: u32| u16::try_from(number.checked_sub(1)?).ok();
    Some(Mouse {
        action,
        column: cell(column)?,
        row: cell(row)?,
    })
}

/// A report in three bytes, each 32 more than its number.
pub(super) fn old(button: u8, column: u8, row: u8) -> Option<Mouse> {
    let number = |byte: u8| u32::from(byte.saturating_sub(32));
    report(number(button), number(column), number(row), false)
}
