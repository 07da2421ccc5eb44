//! Changed cells as bytes for the terminal: as few escape sequences as will do.
//!
//! ratatui's own writer names both colours whenever one changes, and moves the cursor over every
//! gap. On a slow line most of a frame were such sequences. Here a colour is written only where it
//! is seen and is another one, and a short gap is written over with what stands there.

use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{Clear, ClearType as Part};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};

use super::pen::Pen;
use super::stretches;
use crate::text::width;

/// A gap of more cells is skipped: the move is shorter.
const MOST_BRIDGED: u16 = 6;

/// The column of a cursor that terminals put in different places.
const UNKNOWN: u16 = u16::MAX;

/// Writes frames.
pub(super) struct Painter<W> {
    out: W,
    size: Size,
    /// What the screen shows, row by row; blank at first, as a cleared screen is.
    screen: Vec<Cell>,
    pen: Pen,
}

/// Where the cursor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cursor {
    /// No column of any screen where it is not known.
    x: u16,
    y: u16,
    /// Every terminal agrees.
    is_sure: bool,
}

impl<W: Write> Painter<W> {
    /// For a screen of so many columns and rows, which is blank.
    pub(super) fn new(out: W, (width, height): (u16, u16)) -> Self {
        let cells = usize::from(width) * usize::from(height);
        Self {
            out,
            size: Size::new(width, height),
            screen: vec![Cell::default(); cells],
            pen: Pen::default(),
        }
    }

    /// Where a cell stands in [`Painter::screen`].
    fn place(&self, x: u16, y: u16) -> usize {
        usize::from(y) * usize::from(self.size.width) + usize::from(x)
    }

    fn cell(&self, x: u16, y: u16) -> Option<&Cell> {
        let cell = self.screen.get(self.place(x, y));
        cell.filter(|_| x < self.size.width)
    }

    /// Puts the cursor into a cell, in the shortest way.
    fn go(&mut self, from: Option<Cursor>, x: u16, y: u16) -> io::Result<()> {
        match from {
            Some(from) if (from.x, from.y) == (x, y) => Ok(()),
            Some(from) if from.y == y && self.bridges(from, x) => {
                for gap in from.x..x {
                    let at = self.place(gap, y);
                    self.out.write_all(self.screen[at].symbol().as_bytes())?;
                }
                Ok(())
            }
            Some(from) if from.y == y => write!(self.out, "\x1b[{}G", x + 1),
            Some(from) if x == 0 && from.y + 1 == y => self.out.write_all(b"\r\n"),
            _ => write!(self.out, "\x1b[{};{}H", y + 1, x + 1),
        }
    }

    /// Whether what stands between the cursor and a column can be written again as it is.
    fn bridges(&self, from: Cursor, to: u16) -> bool {
        let is_short = from.is_sure && from.x < to && to - from.x <= MOST_BRIDGED;
        let is_same = |x| {
            self.cell(x, from.y).is_some_and(|cell| {
                let is_plain = matches!(cell.symbol().as_bytes(), [b' '..=b'~']);
                is_plain && self.pen.draws(cell)
            })
        };
        is_short && (from.x..to).all(is_same)
    }

    /// Writes a cell; where the cursor is then.
    fn put(&mut self, x: u16, y: u16, cell: &Cell) -> io::Result<Cursor> {
        self.pen.take(cell, &mut self.out)?;
        let (text, is_put_right) = without_last_move(cell.symbol());
        self.out.write_all(text.as_bytes())?;
        let at = self.place(x, y);
        if let Some(shown) = self.screen.get_mut(at) {
            shown.clone_from(cell);
        }
        let columns = cell.cell_width().max(1);
        for covered in 1..usize::from(columns) {
            if let Some(shown) = self.screen.get_mut(at + covered) {
                // What is covered is no text that could be written again.
                shown.set_symbol("");
            }
        }
        let is_sure = width::is_certain(text);
        let is_known = !is_put_right && (columns == 1 || is_sure);
        Ok(Cursor {
            x: if is_known { x + columns } else { UNKNOWN },
            y,
            is_sure,
        })
    }

    /// Writes a stretch of one look.
    fn write(&mut self, from: Option<Cursor>, cells: &[Changed<'_>]) -> io::Result<Option<Cursor>> {
        let mut cursor = from;
        for &(x, y, cell) in cells {
            self.go(cursor, x, y)?;
            let was_sure = cursor.is_none_or(|from| from.is_sure || (from.x, from.y) != (x, y));
            let mut behind = self.put(x, y, cell)?;
            behind.is_sure &= was_sure;
            cursor = Some(behind);
        }
        Ok(cursor)
    }
}

/// A cell that is another one than on the screen, with its column and row.
type Changed<'a> = (u16, u16, &'a Cell);

/// The text of a cell without the move behind it: the next move may make that one needless.
fn without_last_move(symbol: &str) -> (&str, bool) {
    let text = symbol.strip_suffix('G').and_then(|symbol| {
        let text = symbol.trim_end_matches(|c: char| c.is_ascii_digit());
        text.strip_suffix("\x1b[")
    });
    text.map_or((symbol, false), |text| (text, true))
}

impl<W: Write> Backend for Painter<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<Changed<'a>> = content.collect();
        let mut cursor = None;
        for stretch in stretches::in_order(&cells) {
            cursor = self.write(cursor, &cells[stretch])?;
        }
        // A screen that is cleared takes the colour of the pen.
        self.pen.lay_down(&mut self.out)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        queue!(self.out, Hide)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        queue!(self.out, Show)
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // The terminal is never asked: the answer would come as keys.
        Err(io::ErrorKind::Unsupported.into())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        queue!(self.out, MoveTo(x, y))
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, part: ClearType) -> io::Result<()> {
        match part {
            ClearType::All => {
                self.screen.fill(Cell::default());
                queue!(self.out, Clear(Part::All))
            }
            // Nothing here draws less than a screen.
            _ => Err(io::ErrorKind::Unsupported.into()),
        }
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::default(),
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests;
