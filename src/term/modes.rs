//! The terminal's modes, on and off in one place so that the two cannot drift apart.
//!
//! [`MODES`] is the one list of what is set in the terminal: whatever is set there is ended on
//! every way out (quit, error, panic, signal, suspension, an editor).

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, Once, PoisonError, TryLockError};
use std::time::Duration;

use super::background;
use super::tty::{self, Settings, Tty};

/// Something that is set in the terminal while the reader has it.
struct Mode {
    /// What it is for.
    #[allow(dead_code)] // the list is read by people too
    name: &'static str,
    /// Sets it; empty for what is set only while a frame is written.
    on: &'static str,
    /// Ends it.
    off: &'static str,
    /// Where it is set.
    only: Only,
}

/// Where a mode is set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Only {
    Everywhere,
    /// If the user wants the mouse. It is always ended.
    Mouse,
    /// Inside tmux, for the terminal around it; elsewhere it is not even ended.
    Tmux,
    /// Where the terminal can be asked for its background; elsewhere it is not even ended.
    Asked,
}

/// What the modes depend on, the mouse apart.
#[derive(Clone, Copy)]
struct Place {
    in_tmux: bool,
    can_be_asked: bool,
}

impl Place {
    fn here() -> Self {
        let in_tmux = std::env::var_os("TMUX").is_some_and(|session| !session.is_empty());
        Self {
            in_tmux,
            can_be_asked: background::can_be_asked(),
        }
    }

    fn has(self, mode: &Mode) -> bool {
        match mode.only {
            Only::Everywhere | Only::Mouse => true,
            Only::Tmux => self.in_tmux,
            Only::Asked => self.can_be_asked,
        }
    }
}

const fn mode(name: &'static str, on: &'static str, off: &'static str) -> Mode {
    Mode {
        name,
        on,
        off,
        only: Only::Everywhere,
    }
}

const fn mouse(name: &'static str, on: &'static str, off: &'static str) -> Mode {
    Mode {
        only: Only::Mouse,
        ..mode(name, on, off)
    }
}

const fn tmux(name: &'static str, on: &'static str, off: &'static str) -> Mode {
    Mode {
        only: Only::Tmux,
        ..mode(name, on, off)
    }
}

/// Set from the first to the last, ended from the last to the first.
const MODES: &[Mode] = &[
    // Right-to-left text comes in the order in which it is seen (BDSM, ECMA-48 8.3.18 as the
    // terminal working group reads it): the terminal must not turn it again. Set before the
    // screen is switched, so that all its lines are so.
    mode("explicit order", "\x1b[8l", "\x1b[8h"),
    // tmux swallows that. It hands on what is wrapped so, with its escapes doubled, where its
    // `allow-passthrough` is on, and drops it elsewhere.
    tmux(
        "explicit order around tmux",
        "\x1bPtmux;\x1b\x1b[8l\x1b\\",
        "\x1bPtmux;\x1b\x1b[8h\x1b\\",
    ),
    mode("alternate screen", "\x1b[?1049h", "\x1b[?1049l"),
    mode("bracketed paste", "\x1b[?2004h", "\x1b[?2004l"),
    // Never 1003: it would wake the program at each move of the mouse.
    mouse("clicks and wheel", "\x1b[?1000h", "\x1b[?1000l"),
    mouse("drags", "\x1b[?1002h", "\x1b[?1002l"),
    mouse("coordinates beyond 223", "\x1b[?1006h", "\x1b[?1006l"),
    Mode {
        only: Only::Asked,
        ..mode(
            "reports of a dark or light scheme",
            "\x1b[?2031h",
            "\x1b[?2031l",
        )
    },
    mode("no automatic wrap", "\x1b[?7l", "\x1b[?7h"),
    mode("plain text style", "\x1b[0m", "\x1b[0m"),
    mode("hidden cursor", "\x1b[?25l", "\x1b[?25h"),
    mode("synchronized update", "", "\x1b[?2026l"),
];

/// Ends a sequence that was cut in the middle; nothing anywhere else.
const CANCEL: &str = "\x18";

/// How long a terminal that takes no output is waited for when leaving.
const PATIENCE: Duration = Duration::from_millis(250);

/// What must be given back.
struct Entered {
    input: Arc<Tty>,
    output: Arc<Tty>,
    /// The shell's settings.
    before: Settings,
    /// The modes are set now.
    is_on: bool,
}

static ENTERED: Mutex<Option<Entered>> = Mutex::new(None);
static HOOK: Once = Once::new();

fn lock() -> MutexGuard<'static, Option<Entered>> {
    ENTERED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What sets all modes.
pub(super) fn on(with_mouse: bool) -> String {
    setting(with_mouse, Place::here())
}

fn setting(with_mouse: bool, place: Place) -> String {
    let modes = MODES.iter().filter(|mode| place.has(mode));
    let modes = modes.filter(|mode| mode.only != Only::Mouse || with_mouse);
    modes.map(|mode| mode.on).collect()
}

/// What ends all modes, also those that may not be set.
fn ending(place: Place) -> String {
    let modes = MODES.iter().rev().filter(|mode| place.has(mode));
    modes.map(|mode| mode.off).collect()
}

/// Makes the terminal raw. The modes are to be set by writing [`on`] to it.
pub(super) fn enter(input: &Arc<Tty>, output: &Arc<Tty>) -> io::Result<()> {
    let mut entered = lock();
    let known = entered.take().map(|entered| entered.before);
    let found = input.make_raw()?;
    *entered = Some(Entered {
        input: input.clone(),
        output: output.clone(),
        before: tty::before(known, found),
        is_on: true,
    });
    Ok(())
}

/// Whether nobody has given the terminal back since it was entered.
pub(super) fn are_on() -> bool {
    lock().as_ref().is_some_and(|entered| entered.is_on)
}

/// Ends all modes; harmless when none is set. `unwritten` is output that still has to go out.
pub(super) fn leave(unwritten: &[u8]) {
    if let Some(entered) = lock().as_mut() {
        entered.leave(unwritten);
    }
}

impl Entered {
    fn leave(&mut self, unwritten: &[u8]) {
        if !std::mem::take(&mut self.is_on) {
            return;
        }
        if self.input.is_ours() {
            self.write_off(unwritten);
            self.input.restore(&self.before);
        } else if !self.output.stops_background_writers() {
            // We were stopped without a chance to leave, and another job has the terminal now:
            // the modes are still ours to end, the settings are that job's.
            self.write_off(CANCEL.as_bytes());
        }
    }

    fn write_off(&self, unwritten: &[u8]) {
        let end = ending(Place::here());
        let is_stalled = !self.output.write_within(unwritten, PATIENCE).is_empty();
        let rest = if is_stalled {
            end.as_bytes()
        } else {
            self.output.write_within(end.as_bytes(), PATIENCE)
        };
        if !rest.is_empty() {
            // Nobody reads. What waits is dropped, so that the end of the modes is what the
            // terminal finds should it go on.
            self.output.drop_unread_output();
            let end = format!("{CANCEL}{end}");
            self.output.write_within(end.as_bytes(), PATIENCE);
        }
    }
}

/// A panic's message is for the user: the terminal must be a terminal again before it.
pub(super) fn restore_on_panic() {
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            // Whoever panics while holding the lock is leaving already.
            let entered = match ENTERED.try_lock() {
                Ok(entered) => Some(entered),
                Err(TryLockError::Poisoned(error)) => Some(error.into_inner()),
                Err(TryLockError::WouldBlock) => None,
            };
            if let Some(entered) = entered.and_then(|mut entered| entered.take()) {
                let mut entered = entered;
                // A frame may have been cut anywhere.
                entered.leave(CANCEL.as_bytes());
                *lock() = Some(entered);
            }
            before(info);
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Place = Place {
        in_tmux: false,
        can_be_asked: true,
    };
    const TMUX: Place = Place {
        in_tmux: true,
        can_be_asked: true,
    };
    const CONSOLE: Place = Place {
        in_tmux: false,
        can_be_asked: false,
    };

    #[test]
    fn all_that_is_set_is_ended_in_the_other_order() {
        let (on, off) = (setting(true, TMUX), ending(TMUX));
        for mode in MODES {
            assert!(
                on.contains(mode.on) && off.contains(mode.off),
                "{}",
                mode.name
            );
            assert!(!mode.off.is_empty(), "{}", mode.name);
        }
        let off = ending(PLAIN);
        assert!(off.starts_with("\x1b[?2026l") && off.ends_with("\x1b[?1049l\x1b[8h"));
    }

    #[test]
    fn the_terminal_around_tmux_is_told_through_it_and_only_there() {
        let (on, off) = (setting(false, TMUX), ending(TMUX));
        assert!(on.contains("\x1b[8l\x1bPtmux;\x1b\x1b[8l\x1b\\\x1b[?1049h"));
        assert!(off.ends_with("\x1b[?1049l\x1bPtmux;\x1b\x1b[8h\x1b\\\x1b[8h"));
        assert!(!setting(true, PLAIN).contains("tmux") && !ending(PLAIN).contains("tmux"));
    }

    #[test]
    fn the_console_is_neither_asked_for_reports_nor_told_to_end_them() {
        assert!(setting(true, PLAIN).contains("\x1b[?2031h"));
        assert!(ending(PLAIN).contains("\x1b[?2031l"));
        assert!(!setting(true, CONSOLE).contains("2031") && !ending(CONSOLE).contains("2031"));
    }

    #[test]
    fn the_mouse_is_asked_for_clicks_drags_and_the_wheel_only() {
        let with_mouse = setting(true, PLAIN);
        assert!(with_mouse.contains("\x1b[?1000h") && with_mouse.contains("\x1b[?1002h"));
        assert!(!with_mouse.contains("?1003") && !with_mouse.contains("?1015"));
        assert!(!setting(false, PLAIN).contains("?100"));
        assert!(
            ending(PLAIN).contains("\x1b[?1002l"),
            "whoever asked for it"
        );
    }
}
