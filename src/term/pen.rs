//! What the terminal draws with: colours and marks (SGR, ECMA-48 8.3.117), changed as little as
//! the next cell needs.

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::marked::Text;

/// Marks that are seen on a blank.
pub(super) const SEEN_ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);

/// Each mark with the number that sets it and the one that ends it.
const MARKS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Colours and marks that are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    front: Color,
    behind: Color,
    marks: Modifier,
}

impl Default for Pen {
    fn default() -> Self {
        Self {
            front: Color::Reset,
            behind: Color::Reset,
            marks: Modifier::empty(),
        }
    }
}

impl Pen {
    /// What a cell has to be drawn with. On a blank most marks and the colour in front are not
    /// seen, so they stay as they are.
    fn of(self, cell: &Cell) -> Self {
        let seen = (self.marks | cell.modifier).intersects(SEEN_ON_BLANKS);
        let is_blank = Text::of(cell).text == " " && !seen;
        Self {
            front: if is_blank { self.front } else { cell.fg },
            behind: cell.bg,
            marks: if is_blank { self.marks } else { cell.modifier },
        }
    }

    /// Whether a cell looks right when it is drawn as the pen is.
    pub(super) fn draws(self, cell: &Cell) -> bool {
        self.of(cell) == self
    }

    /// Sets what a cell needs.
    pub(super) fn take(&mut self, cell: &Cell, out: &mut impl Write) -> io::Result<()> {
        let wanted = self.of(cell);
        self.become_pen(wanted, out)
    }

    /// Sets what a cell has, seen or not.
    pub(super) fn take_whole(&mut self, cell: &Cell, out: &mut impl Write) -> io::Result<()> {
        let whole = Self {
            front: cell.fg,
            behind: cell.bg,
            marks: cell.modifier,
        };
        self.become_pen(whole, out)
    }

    /// Nothing is set any more.
    pub(super) fn lay_down(&mut self, out: &mut impl Write) -> io::Result<()> {
        if *self != Self::default() {
            out.write_all(b"\x1b[m")?;
        }
        *self = Self::default();
        Ok(())
    }

    fn become_pen(&mut self, wanted: Self, out: &mut impl Write) -> io::Result<()> {
        if *self == wanted {
            return Ok(());
        }
        let mut numbers = String::new();
        let mut left = self.marks;
        for (mark, _, end) in MARKS {
            if left.contains(mark) && !wanted.marks.contains(mark) {
                push(&mut numbers, &end.to_string());
                // One number ends both of a pair.
                for (same, _, its_end) in MARKS {
                    if its_end == end {
                        left.remove(same);
                    }
                }
            }
        }
        for (mark, begin, _) in MARKS {
            if wanted.marks.contains(mark) && !left.contains(mark) {
                push(&mut numbers, &begin.to_string());
            }
        }
        if self.front != wanted.front {
            push(&mut numbers, &color(wanted.front, 30));
        }
        if self.behind != wanted.behind {
            push(&mut numbers, &color(wanted.behind, 40));
        }
        *self = wanted;
        write!(out, "\x1b[{numbers}m")
    }
}

fn push(numbers: &mut String, number: &str) {
    if !numbers.is_empty() {
        numbers.push(';');
    }
    numbers.push_str(number);
}

/// The numbers of a colour; `base` is 30 in front and 40 behind.
fn color(color: Color, base: u16) -> String {
    let sixteen = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    let mut numbers = String::new();
    // Writing into a string cannot fail.
    let _ = match color {
        Color::Reset => write!(numbers, "{}", base + 9),
        Color::Indexed(index) => write!(numbers, "{};5;{index}", base + 8),
        Color::Rgb(red, green, blue) => write!(numbers, "{};2;{red};{green};{blue}", base + 8),
        named => {
            let at = sixteen.iter().position(|one| *one == named).unwrap_or(0);
            let at = u16::try_from(at).unwrap_or(0);
            let number = if at < 8 { base + at } else { base + 52 + at };
            write!(numbers, "{number}")
        }
    };
    numbers
}
