//! Changed cells as bytes for the terminal: as few escape sequences as will do.
//!
//! ratatui's own writer names both colours whenever one changes, and moves the cursor over every
//! gap. On a slow line most of a frame were such sequences. Here a colour is written only where it
//! is seen and is another one, and a short gap is written over with what stands there.

use std::cmp::Ordering;
use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::queue;
use crossterm::terminal::{Clear, ClearType as Part};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};

use super::marked::Text;
use super::pen::Pen;
use super::stretches;
use crate::text::width;

/// A gap of more cells is skipped: the move is shorter.
const MOST_BRIDGED: u16 = 6;

/// A row that is further down is named.
const MOST_LINE_FEEDS: u16 = 4;

/// Writes frames.
pub(super) struct Painter<W> {
    out: W,
    size: Size,
    /// What the screen shows, row by row; blank at first, as a cleared screen is.
    screen: Vec<Cell>,
    pen: Pen,
    /// The cursor is seen, or may be.
    has_cursor: bool,
}

/// Where the cursor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cursor {
    /// As we count.
    x: u16,
    y: u16,
    /// What comes next belongs to letters that may have moved it.
    is_shifted: bool,
    /// Every terminal has it in this column.
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
            has_cursor: true,
        }
    }

    #[cfg(test)]
    pub(super) fn take_bytes(&mut self) -> W
    where
        W: Default,
    {
        std::mem::take(&mut self.out)
    }

    /// Where a cell stands in [`Painter::screen`].
    fn place(&self, x: u16, y: u16) -> usize {
        usize::from(y) * usize::from(self.size.width) + usize::from(x)
    }

    fn cell(&self, x: u16, y: u16) -> Option<&Cell> {
        let cell = self.screen.get(self.place(x, y));
        cell.filter(|_| x < self.size.width)
    }

    /// Whether nothing that may be wide reaches into a cell from the left.
    fn is_sure_before(&self, x: u16, y: u16) -> bool {
        let before = (0..x).rev().filter_map(|before| self.cell(before, y));
        for text in before.map(Text::of).filter(|text| !text.text.is_empty()) {
            if text.is_held || !width::is_certain(text.text) {
                return text.is_held;
            }
            if text.is_placed {
                return true;
            }
        }
        true
    }

    /// Puts the cursor into a cell, in the way that takes the fewest bytes of escape sequences.
    fn go(&mut self, from: Option<Cursor>, x: u16, y: u16) -> io::Result<()> {
        let rows = from.and_then(|from| Some((from, y.checked_sub(from.y)?)));
        match rows {
            Some((from, rows)) if rows <= MOST_LINE_FEEDS => {
                // A line feed keeps the column.
                (0..rows).try_for_each(|_| self.out.write_all(b"\n"))?;
                self.go_along(Cursor { y, ..from }, x)
            }
            _ => write!(self.out, "\x1b[{};{}H", y + 1, x + 1),
        }
    }

    /// The same on one row.
    fn go_along(&mut self, from: Cursor, x: u16) -> io::Result<()> {
        match from.x.cmp(&x) {
            _ if !from.is_sure => self.go_to_column(x),
            Ordering::Equal => Ok(()),
            Ordering::Less if self.bridges(from, x) => {
                for gap in from.x..x {
                    let at = self.place(gap, from.y);
                    self.out.write_all(self.screen[at].symbol().as_bytes())?;
                }
                Ok(())
            }
            Ordering::Less if digits(x - from.x) < digits(x + 1) => {
                write!(self.out, "\x1b[{}C", x - from.x)
            }
            Ordering::Greater if x > 0 && from.x - x <= MOST_BRIDGED => {
                (x..from.x).try_for_each(|_| self.out.write_all(b"\x08"))
            }
            _ => self.go_to_column(x),
        }
    }

    fn go_to_column(&mut self, x: u16) -> io::Result<()> {
        match x {
            0 => self.out.write_all(b"\r"),
            _ => write!(self.out, "\x1b[{}G", x + 1),
        }
    }

    /// Whether what stands between the cursor and a column can be written again as it is.
    fn bridges(&self, from: Cursor, to: u16) -> bool {
        let is_same = |x| {
            self.cell(x, from.y).is_some_and(|cell| {
                let is_plain = matches!(cell.symbol().as_bytes(), [b' '..=b'~']);
                is_plain && self.pen.draws(cell)
            })
        };
        to - from.x <= MOST_BRIDGED && (from.x..to).all(is_same)
    }

    /// Writes a cell at the cursor; where the cursor is then.
    fn put(&mut self, from: Cursor, cell: &Cell) -> io::Result<Cursor> {
        let text = Text::of(cell);
        let columns = cell.cell_width().max(1);
        self.pen.take(cell, &mut self.out)?;
        if text.is_held && columns > 1 {
            (0..columns).try_for_each(|_| self.out.write_all(b" "))?;
            if from.x + columns < self.size.width {
                (0..columns).try_for_each(|_| self.out.write_all(b"\x08"))?;
            } else {
                // At the edge the cursor does not go on behind what is written.
                self.go_to_column(from.x)?;
            }
        }
        self.out.write_all(text.text.as_bytes())?;
        self.show(from, columns, cell);
        Ok(Cursor {
            x: from.x + columns,
            y: from.y,
            is_shifted: text.shifts_on(from.is_shifted),
            is_sure: from.is_sure
                && width::is_certain(text.text)
                && from.x + columns < self.size.width,
        })
    }

    /// Keeps what is on the screen.
    fn show(&mut self, at: Cursor, columns: u16, cell: &Cell) {
        let place = self.place(at.x, at.y);
        if let Some(shown) = self.screen.get_mut(place) {
            shown.clone_from(cell);
        }
        for covered in 1..usize::from(columns) {
            if let Some(shown) = self.screen.get_mut(place + covered) {
                // What is covered is no text that could be written again.
                shown.set_symbol("");
            }
        }
    }

    /// Writes a stretch.
    fn write(&mut self, from: Option<Cursor>, cells: &[Changed<'_>]) -> io::Result<Option<Cursor>> {
        let mut cursor = from;
        for &(x, y, cell) in cells {
            let shifted = cursor.filter(|from| from.is_shifted && from.y == y);
            let goes_on = match shifted {
                Some(_) if Text::of(cell).is_placed => None,
                Some(from) if from.x == x => Some(from),
                // The blank between two words is shifted as they are.
                Some(from) if from.x + 1 == x => self.put_again(from)?,
                _ => None,
            };
            let at = match goes_on {
                Some(at) => at,
                None => {
                    self.go(cursor, x, y)?;
                    Cursor {
                        x,
                        y,
                        is_shifted: false,
                        is_sure: true,
                    }
                }
            };
            cursor = Some(self.put(at, cell)?);
        }
        Ok(cursor)
    }

    /// Writes the cell at the cursor as it is, if it is a blank.
    fn put_again(&mut self, at: Cursor) -> io::Result<Option<Cursor>> {
        match self.cell(at.x, at.y).cloned() {
            Some(blank) if blank.symbol() == " " => self.put(at, &blank).map(Some),
            _ => Ok(None),
        }
    }
}

/// A cell that is another one than on the screen, with its column and row.
type Changed<'a> = (u16, u16, &'a Cell);

fn digits(number: u16) -> u32 {
    number.checked_ilog10().unwrap_or(0)
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
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        // ratatui says so with each frame.
        if std::mem::take(&mut self.has_cursor) {
            queue!(self.out, Hide)?;
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.has_cursor = true;
        queue!(self.out, Show)
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        // The terminal is never asked: the answer would come as keys.
        Err(io::ErrorKind::Unsupported.into())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        queue!(self.out, MoveTo(x, y))?;
        match self.cell(x, y).cloned() {
            // A cursor may have the colour of letters that are not there.
            Some(cell) if Text::of(&cell).text == " " && self.is_sure_before(x, y) => {
                self.pen.take_whole(&cell, &mut self.out)?;
                self.out.write_all(b" ")?;
                queue!(self.out, MoveTo(x, y))
            }
            _ => Ok(()),
        }
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, part: ClearType) -> io::Result<()> {
        match part {
            ClearType::All => {
                // A screen that is cleared takes the colour of the pen.
                self.pen.lay_down(&mut self.out)?;
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
