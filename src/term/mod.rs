//! The terminal: entered and left symmetrically, whatever happens.
//!
//! One guard owns every mode that is switched on. It leaves on drop, on panic before the
//! message is printed, on suspend and on a signal, so a shell never inherits a broken
//! terminal.

mod cells;
pub mod clipboard;
pub mod input;
mod modes;
pub mod signals;

use std::io::{self, BufWriter, Stdout, Write, stdout};

use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use crossterm::{execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

type Backend = CrosstermBackend<BufWriter<Stdout>>;

/// The terminal while the reader has it.
pub struct Screen {
    terminal: Terminal<Backend>,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal: alternate screen, raw mode, bracketed paste, and the mouse if
    /// wanted.
    ///
    /// # Errors
    /// When standard output is not a terminal that can do this.
    pub fn enter(mouse: bool) -> io::Result<Self> {
        // NO_COLOR is the theme's business: crossterm's own handling turns `reverse` off.
        crossterm::style::force_color_output(true);
        modes::enter(mouse)?;
        modes::restore_on_panic();
        let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, stdout()));
        let terminal = Terminal::new(backend).inspect_err(|_| modes::leave())?;
        Ok(Self { terminal, mouse })
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// When the terminal does not say.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        self.terminal.size().map(|size| (size.width, size.height))
    }

    /// Draws one frame as one synchronized update, so that it never tears.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| {
            view(frame);
            cells::hold(frame.buffer_mut());
        })?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Forgets what is on the screen, so that the next frame writes all of it.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn clear(&mut self) -> io::Result<()> {
        // `Terminal::clear` asks the terminal where the cursor is, and the keyboard thread would
        // take the answer. A resize to the same size clears without asking.
        let size = self.terminal.size()?;
        self.terminal
            .resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Copies text through the terminal (OSC 52), which works over ssh too.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        clipboard::copy(self.terminal.backend_mut(), text)
    }

    /// Gives the terminal to another program; [`Screen::take_back`] ends that.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn lend(&mut self) -> io::Result<input::Lent> {
        let keyboard = input::lend();
        self.terminal.show_cursor()?;
        self.terminal.backend_mut().flush()?;
        modes::leave();
        Ok(keyboard)
    }

    /// Takes the terminal again after another program had it.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn take_back(&mut self, keyboard: input::Lent) -> io::Result<()> {
        modes::enter(self.mouse)?;
        drop(keyboard);
        self.clear()
    }

    /// Gives the terminal back, stops the process group as the shell's Ctrl-Z does, and takes
    /// the terminal again when the shell continues it.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.terminal.show_cursor()?;
        self.terminal.backend_mut().flush()?;
        modes::leave();
        signals::stop_group();
        modes::enter(self.mouse)?;
        self.clear()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Errors on the way out have nobody to be told to.
        let _ = self.terminal.show_cursor();
        let _ = self.terminal.backend_mut().flush();
        modes::leave();
    }
}
