//! The terminal: entered and left symmetrically, whatever happens.
//!
//! One guard owns every mode that is switched on. It leaves on drop, on panic before the
//! message is printed, on suspend and on a signal, so a shell never inherits a broken
//! terminal. Bytes go in and out without waiting: `input` reads and parses what the user
//! does, `output` keeps what a slow terminal has not taken yet.

mod background;
mod cells;
mod clipboard;
pub mod color;
pub(crate) mod input;
pub mod keys;
pub(crate) mod locale;
mod marked;
mod modes;
mod output;
mod painter;
mod pen;
pub(crate) mod signals;
mod stretches;
mod tty;

use std::io::{self, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossterm::queue;
use crossterm::style::ResetColor;
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use background::Question;
use output::{Output, Waiting};
use painter::Painter;
use tty::Tty;

/// How long leaving waits for an answer that may be on the way.
const FAREWELL: Duration = Duration::from_millis(100);

type Frames = Terminal<Painter<Waiting>>;

/// The terminal while the reader has it.
pub(crate) struct Screen {
    frames: Frames,
    /// Columns and rows that the frames are drawn for.
    size: (u16, u16),
    shown: cells::Shown,
    /// The screen may show anything: the next frame writes all of it.
    stale: bool,
    output: Output,
    input_tty: Arc<Tty>,
    output_tty: Arc<Tty>,
    mouse: bool,
    question: Question,
    heard: input::Heard,
}

impl Screen {
    /// Takes the terminal: alternate screen, raw mode, bracketed paste, and the mouse if
    /// wanted. Must be called inside the event loop.
    ///
    /// # Errors
    /// When standard output is not a terminal that can do this.
    pub(crate) fn enter(mouse: bool) -> io::Result<Self> {
        // NO_COLOR is the theme's business: crossterm's own handling turns `reverse` off.
        crossterm::style::force_color_output(true);
        let input_tty = Arc::new(Tty::of(io::stdin())?);
        let output_tty = Arc::new(Tty::of(io::stdout())?);
        let output = Output::new(output_tty.clone())?;
        let size = output_tty.size()?;
        let mut screen = Self {
            frames: frames(&output.waiting, size)?,
            size,
            shown: cells::Shown::default(),
            stale: true,
            output,
            input_tty,
            output_tty,
            mouse,
            question: Question::new(background::can_be_asked()),
            heard: input::Heard::default(),
        };
        modes::restore_on_panic();
        screen.enter_anew()?;
        Ok(screen)
    }

    /// The keyboard and the mouse of this terminal.
    ///
    /// # Errors
    /// When the system cannot wait for it.
    pub(crate) fn input(&self) -> io::Result<input::Input> {
        input::Input::listen(self.input_tty.clone(), self.heard.clone())
    }

    /// Columns and rows.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(crate) fn size(&self) -> io::Result<(u16, u16)> {
        self.output_tty.size()
    }

    /// Whether the shell has given the terminal to us and not to another job.
    #[must_use]
    pub(crate) fn is_ours(&self) -> bool {
        self.output_tty.is_ours()
    }

    /// Whether the terminal has taken all that was drawn. While it has not, nothing is drawn:
    /// the next frame is the difference to one that the user sees.
    #[must_use]
    pub(crate) fn is_idle(&self) -> bool {
        self.output.waiting.is_empty()
    }

    /// Hands on what a slow terminal has not taken yet; ends when all is taken, never when
    /// there was nothing.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(crate) async fn written(&self) -> io::Result<()> {
        self.output.written().await
    }

    /// Draws one frame of a size as one synchronized update, so that it never tears. The
    /// terminal may have changed its size meanwhile; the frame has the size that it was made
    /// for, and the next one sets it right.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(crate) fn draw(
        &mut self,
        size: (u16, u16),
        view: impl FnOnce(&mut Frame<'_>),
    ) -> io::Result<()> {
        if !modes::are_on() {
            // A task that panicked has given the terminal back; the reader goes on.
            self.enter_anew()?;
        }
        queue!(self.output.waiting, BeginSynchronizedUpdate)?;
        if self.stale || size != self.size {
            // ratatui's own ways to clear ask the terminal where the cursor is or how large it
            // is; a new pair of buffers asks nothing.
            self.frames = frames(&self.output.waiting, size)?;
            self.shown = cells::Shown::default();
            // A screen that is cleared takes the colour that is set.
            queue!(self.output.waiting, ResetColor, Clear(ClearType::All))?;
            (self.stale, self.size) = (false, size);
        }
        self.frames.draw(|frame| {
            view(frame);
            self.shown.hold(frame.buffer_mut());
        })?;
        queue!(self.output.waiting, EndSynchronizedUpdate)?;
        self.question.see_frame();
        self.output.write_now()
    }

    /// Asks the terminal for its background, if that is due and all that was drawn is written.
    pub(crate) fn ask(&mut self) {
        let now = Instant::now();
        if !self.is_idle() || !self.question.is_due(now) {
            return;
        }
        // It is written now or later, but never waits: the answer would come when we have left.
        if let Ok(count) = self.output_tty.write(background::QUESTION) {
            self.question.put(now);
            drop(
                self.output
                    .waiting
                    .write_all(&background::QUESTION[count..]),
            );
        }
    }

    /// The same once more: the terminal has told a change.
    pub(crate) fn ask_again(&mut self) {
        self.question.want();
        self.ask();
    }

    /// The terminal has answered all that it was asked.
    pub(crate) fn answered(&mut self) {
        self.question.close();
        self.ask();
    }

    /// Forgets what is on the screen, so that the next frame writes all of it.
    pub(crate) fn clear(&mut self) {
        self.stale = true;
    }

    /// Copies text through the terminal (OSC 52), which works over ssh too.
    ///
    /// # Errors
    /// When the terminal is gone or takes no output.
    pub(crate) fn copy(&mut self, text: &str) -> io::Result<()> {
        clipboard::copy(&mut self.output.waiting, text)?;
        self.output.write_now()
    }

    /// Gives the terminal to another program or back to the shell; [`Screen::enter_anew`]
    /// ends that.
    pub(crate) fn leave(&mut self) {
        self.swallow_answers();
        modes::leave(&self.output.waiting.take());
    }

    /// No shell and no editor is to get an answer as keys. Costs nothing unless one was asked
    /// for just now.
    fn swallow_answers(&mut self) {
        let now = Instant::now();
        if self.question.is_open(now) && modes::are_on() {
            self.heard.swallow_answers(&self.input_tty, now + FAREWELL);
        }
        self.question.close();
    }

    /// Sets every mode again, whatever has become of them, and draws all of the next frame:
    /// after another program had the terminal, and whenever we were stopped, by whomever.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(crate) fn enter_anew(&mut self) -> io::Result<()> {
        modes::enter(&self.input_tty, &self.output_tty)?;
        self.clear();
        self.question.enter();
        self.output
            .waiting
            .write_all(modes::on(self.mouse).as_bytes())
    }

    /// Gives the terminal back and stops the process group as the shell's Ctrl-Z does. The
    /// call returns when the shell continues it; the terminal is to be entered anew then.
    pub(crate) fn suspend(&mut self) {
        self.leave();
        signals::stop_group();
    }
}

fn frames(waiting: &Waiting, (width, height): (u16, u16)) -> io::Result<Frames> {
    // A viewport that follows the terminal would change the frame's size behind the view.
    let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
    Terminal::with_options(
        Painter::new(waiting.clone(), (width, height)),
        TerminalOptions { viewport },
    )
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.leave();
    }
}
