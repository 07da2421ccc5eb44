//! The terminal's modes, on and off in one place so that the two cannot drift apart.

use std::io::{self, stdout};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{
    DisableLineWrap, EnableLineWrap, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};

/// Right-to-left text comes in the order in which it is seen (BDSM, ECMA-48 8.3.18 as the terminal
/// working group reads it): the terminal must not turn it again. Set before the screen is
/// switched, so that all its lines are so.
const EXPLICIT_ORDER: &str = "\x1b[8l";
/// What terminals that know the mode begin with.
const IMPLICIT_ORDER: &str = "\x1b[8h";

static ENTERED: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// Switches everything on.
pub(super) fn enter(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    ENTERED.store(true, Ordering::SeqCst);
    let entered = execute!(
        stdout(),
        Print(EXPLICIT_ORDER),
        EnterAlternateScreen,
        EnableBracketedPaste,
        DisableLineWrap
    )
    .and_then(|()| {
        if mouse {
            execute!(stdout(), EnableMouseCapture)
        } else {
            Ok(())
        }
    });
    entered.inspect_err(|_| leave())
}

/// Switches everything off; harmless when nothing is on.
pub(super) fn leave() {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return;
    }
    let _ = execute!(
        stdout(),
        DisableMouseCapture,
        EnableLineWrap,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Print(IMPLICIT_ORDER),
        Show
    );
    let _ = disable_raw_mode();
}

/// A panic's message is for the user: the terminal must be a terminal again before it.
pub(super) fn restore_on_panic() {
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            leave();
            before(info);
        }));
    });
}
