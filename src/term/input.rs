//! The terminal's events as the core knows them.

use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crossterm::event::{
    self, Event as TerminalEvent, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton,
    MouseEvent, MouseEventKind,
};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::app::Event;
use crate::app::event::{Mouse, MouseAction};
use crate::app::key::{Code, Key, Named};

/// What the user does, read by a thread of its own: a key is never missed while the loop is
/// busy, and a terminal that vanishes cannot hold the loop up.
pub struct Input {
    events: UnboundedReceiver<TerminalEvent>,
}

impl Input {
    /// Starts to read. There is one keyboard, so a second call takes over from the first.
    ///
    /// # Errors
    /// When a thread cannot be started.
    pub fn listen() -> io::Result<Self> {
        let (sender, events) = unbounded_channel();
        let first = lock().replace(sender).is_none();
        if first {
            start("keyboard", read_all)?;
            start("hang-up", watch_for_hang_up)?;
        }
        Ok(Self { events })
    }

    /// The next event; `None` when the terminal is gone.
    pub async fn next(&mut self) -> Option<TerminalEvent> {
        self.events.recv().await
    }

    /// An event that is there already.
    pub fn waiting(&mut self) -> Option<TerminalEvent> {
        self.events.try_recv().ok()
    }
}

/// Who gets the events now.
static LISTENER: Mutex<Option<UnboundedSender<TerminalEvent>>> = Mutex::new(None);

fn lock() -> MutexGuard<'static, Option<UnboundedSender<TerminalEvent>>> {
    LISTENER.lock().unwrap_or_else(PoisonError::into_inner)
}

fn start(name: &str, work: fn()) -> io::Result<()> {
    let thread = std::thread::Builder::new().name(name.to_owned());
    thread.spawn(work).map(drop)
}

/// The default event source of crossterm 0.29 loses a key that arrives together with a change
/// of size (it returns early from an edge-triggered wait); the feature `use-dev-tty` does not.
fn read_all() {
    while let Some(Ok(event)) = when_it_is_our_turn().then(event::read) {
        if let Some(listener) = lock().as_ref() {
            drop(listener.send(event));
        }
    }
    drop(lock().take());
}

/// Whose the keyboard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Ours,
    /// Another program is to have it; the thread may still be reading.
    Wanted,
    /// The thread does not read.
    Theirs,
}

static TURN: Mutex<Turn> = Mutex::new(Turn::Ours);
static TURN_CHANGED: Condvar = Condvar::new();

/// Waits while another program has the keyboard.
fn when_it_is_our_turn() -> bool {
    let mut turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    while *turn != Turn::Ours {
        *turn = Turn::Theirs;
        TURN_CHANGED.notify_all();
        turn = TURN_CHANGED
            .wait(turn)
            .unwrap_or_else(PoisonError::into_inner);
    }
    true
}

/// The keyboard is another program's until the value is dropped: two readers of one terminal
/// would each get half of the keys.
#[derive(Debug)]
pub struct Lent(());

/// Lends the keyboard to a program that is about to start.
#[must_use]
pub fn lend() -> Lent {
    /// A thread that has ended already will not answer.
    const PATIENCE: Duration = Duration::from_secs(2);
    let mut turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    *turn = Turn::Wanted;
    super::signals::wake_keyboard();
    let waited = TURN_CHANGED.wait_timeout_while(turn, PATIENCE, |turn| *turn == Turn::Wanted);
    drop(waited);
    Lent(())
}

impl Drop for Lent {
    fn drop(&mut self) {
        *TURN.lock().unwrap_or_else(PoisonError::into_inner) = Turn::Ours;
        TURN_CHANGED.notify_all();
    }
}

/// Waits until the terminal hangs up, then takes the sender away so that the loop leaves. The
/// reader itself does not notice: it would read the end of the terminal for ever.
#[cfg(unix)]
fn watch_for_hang_up() {
    use rustix::event::{PollFd, PollFlags, poll};
    let stdin = io::stdin();
    // Asked for nothing, `poll` returns only for what it always reports: hang-up and errors.
    let mut terminal = [PollFd::new(&stdin, PollFlags::empty())];
    while poll(&mut terminal, None) == Err(rustix::io::Errno::INTR) {}
    drop(lock().take());
}

#[cfg(not(unix))]
fn watch_for_hang_up() {}

/// Translates one event; `None` for those that mean nothing here.
#[must_use]
pub fn translate(event: TerminalEvent) -> Option<Event> {
    match event {
        TerminalEvent::Key(key) if key.kind != KeyEventKind::Release => {
            translate_key(key).map(Event::Key)
        }
        TerminalEvent::Paste(text) => Some(Event::Paste(text)),
        TerminalEvent::Mouse(mouse) => translate_mouse(mouse).map(Event::Mouse),
        TerminalEvent::Resize(width, height) => Some(Event::Resize { width, height }),
        TerminalEvent::Key(_) | TerminalEvent::FocusGained | TerminalEvent::FocusLost => None,
    }
}

fn translate_key(event: KeyEvent) -> Option<Key> {
    let mut shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let named = |name| Some(Code::Named(name));
    let code = match event.code {
        KeyCode::Char(c) => {
            // The case of a character already says whether Shift was down.
            shift = false;
            Some(Code::Char(c))
        }
        KeyCode::F(number) => Some(Code::Function(number)),
        KeyCode::BackTab => {
            shift = true;
            named(Named::Tab)
        }
        KeyCode::Enter => named(Named::Enter),
        KeyCode::Esc => named(Named::Escape),
        KeyCode::Tab => named(Named::Tab),
        KeyCode::Backspace => named(Named::Backspace),
        KeyCode::Delete => named(Named::Delete),
        KeyCode::Up => named(Named::Up),
        KeyCode::Down => named(Named::Down),
        KeyCode::Left => named(Named::Left),
        KeyCode::Right => named(Named::Right),
        KeyCode::Home => named(Named::Home),
        KeyCode::End => named(Named::End),
        KeyCode::PageUp => named(Named::PageUp),
        KeyCode::PageDown => named(Named::PageDown),
        _ => None,
    }?;
    Some(Key {
        code,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.contains(KeyModifiers::ALT),
        shift,
    })
}

fn translate_mouse(event: MouseEvent) -> Option<Mouse> {
    let action = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseAction::Click,
        MouseEventKind::ScrollUp => MouseAction::WheelUp,
        MouseEventKind::ScrollDown => MouseAction::WheelDown,
        _ => return None,
    };
    Some(Mouse {
        action,
        column: event.column,
        row: event.row,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Option<String> {
        let event = TerminalEvent::Key(KeyEvent::new(code, modifiers));
        match translate(event)? {
            Event::Key(key) => Some(key.to_string()),
            _ => None,
        }
    }

    #[test]
    fn keys_get_the_names_of_the_keymap() {
        assert_eq!(key(KeyCode::Char('G'), KeyModifiers::SHIFT).unwrap(), "G");
        assert_eq!(
            key(KeyCode::Char('d'), KeyModifiers::CONTROL).unwrap(),
            "ctrl-d"
        );
        assert_eq!(
            key(KeyCode::BackTab, KeyModifiers::SHIFT).unwrap(),
            "shift-tab"
        );
        assert_eq!(
            key(KeyCode::Char(' '), KeyModifiers::NONE).unwrap(),
            "space"
        );
        assert_eq!(key(KeyCode::CapsLock, KeyModifiers::NONE), None);
    }

    #[test]
    fn a_released_key_is_not_a_second_press() {
        let mut event = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::NONE);
        event.kind = KeyEventKind::Release;
        assert_eq!(translate(TerminalEvent::Key(event)), None);
    }
}
