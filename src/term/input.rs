//! The terminal's events as the core knows them.

use std::io;

use crossterm::event::EventStream;
use crossterm::event::{
    Event as TerminalEvent, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};

use futures_util::StreamExt;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinHandle;

use crate::app::Event;
use crate::app::event::{Mouse, MouseAction};
use crate::app::key::{Code, Key, Named};

/// What the user does, read by a task of its own so that nothing is missed while the loop is
/// busy. Dropping it stops reading: another program may want the terminal.
pub struct Input {
    events: UnboundedReceiver<io::Result<TerminalEvent>>,
    task: JoinHandle<()>,
}

impl Input {
    /// Starts to read; needs a running event loop.
    #[must_use]
    pub fn listen() -> Self {
        let (sender, events) = unbounded_channel();
        let task = tokio::spawn(async move {
            let mut stream = EventStream::new();
            while let Some(event) = stream.next().await {
                if sender.send(event).is_err() {
                    return;
                }
            }
        });
        Self { events, task }
    }

    /// The next event; `None` when the terminal is gone.
    pub async fn next(&mut self) -> Option<io::Result<TerminalEvent>> {
        self.events.recv().await
    }

    /// An event that is there already.
    pub fn waiting(&mut self) -> Option<io::Result<TerminalEvent>> {
        self.events.try_recv().ok()
    }
}

impl Input {
    /// Stops reading, for good.
    pub fn pause(&self) {
        self.task.abort();
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        self.pause();
    }
}

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
