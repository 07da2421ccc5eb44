//! The terminal as a device: its size, its line settings, bytes in and bytes out.
//!
//! Everything here answers at once. A terminal that is not read, or that another job of the
//! shell has, must never hold the program up.

#[cfg(not(unix))]
mod elsewhere;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub use elsewhere::{Settings, Tty, before};
#[cfg(unix)]
pub use unix::{Settings, Tty, before, watch};

/// Used where the terminal does not know its size: a serial line, a script's pseudo-terminal.
const UNKNOWN_SIZE: (u16, u16) = (80, 24);
/// No real screen is larger; memory for more must not depend on what a terminal says.
const LARGEST_SIZE: (u16, u16) = (2_000, 1_000);

/// Columns and rows that can be drawn, whatever the terminal says.
fn usable_size((columns, rows): (u16, u16)) -> (u16, u16) {
    if columns == 0 || rows == 0 {
        return UNKNOWN_SIZE;
    }
    (columns.min(LARGEST_SIZE.0), rows.min(LARGEST_SIZE.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_can_always_be_drawn() {
        assert_eq!(usable_size((120, 40)), (120, 40));
        assert_eq!(usable_size((0, 40)), (80, 24));
        assert_eq!(usable_size((u16::MAX, 40)), (2_000, 40));
    }
}
