//! Keys where the terminal is no stream of bytes: crossterm's events, read by a thread.

use std::io;
use std::sync::Arc;

use crossterm::event::{
    self, Event as TerminalEvent, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton,
    MouseEvent, MouseEventKind,
};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::app::event::{Mouse, MouseAction};
use crate::model::key::{Code, Key, Named};
use crate::term::keys;
use crate::term::tty::Tty;

/// What the user does.
pub struct Input {
    events: UnboundedReceiver<keys::Input>,
}

impl Input {
    pub(in crate::term) fn listen(_tty: Arc<Tty>) -> io::Result<Self> {
        let (sender, events) = unbounded_channel();
        let thread = std::thread::Builder::new().name("keyboard".to_owned());
        thread.spawn(move || {
            while let Ok(event) = event::read() {
                if translate(event).is_some_and(|input| sender.send(input).is_err()) {
                    return;
                }
            }
        })?;
        Ok(Self { events })
    }

    /// The next thing the user does; `None` when the terminal is gone.
    pub async fn next(&mut self) -> Option<keys::Input> {
        self.events.recv().await
    }

    /// What is there already.
    pub fn waiting(&mut self) -> Option<keys::Input> {
        self.events.try_recv().ok()
    }
}

fn translate(event: TerminalEvent) -> Option<keys::Input> {
    match event {
        TerminalEvent::Key(key) if key.kind != KeyEventKind::Release => {
            translate_key(key).map(keys::Input::Key)
        }
        TerminalEvent::Paste(text) => Some(keys::Input::Paste(text)),
        TerminalEvent::Mouse(mouse) => translate_mouse(mouse).map(keys::Input::Mouse),
        _ => None,
    }
}

fn translate_key(event: KeyEvent) -> Option<Key> {
    let mut shift = event.modifiers.contains(KeyModifiers::SHIFT);
    let code = match event.code {
        KeyCode::Char(c) => {
            // The case of a character already says whether Shift was down.
            shift = false;
            Code::Char(c)
        }
        KeyCode::F(number) => Code::Function(number),
        other => Code::Named(name_of(other)?),
    };
    Some(Key {
        code,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.contains(KeyModifiers::ALT),
        shift: shift || event.code == KeyCode::BackTab,
    })
}

fn name_of(code: KeyCode) -> Option<Named> {
    Some(match code {
        KeyCode::Enter => Named::Enter,
        KeyCode::Esc => Named::Escape,
        KeyCode::Tab | KeyCode::BackTab => Named::Tab,
        KeyCode::Backspace => Named::Backspace,
        KeyCode::Delete => Named::Delete,
        KeyCode::Up => Named::Up,
        KeyCode::Down => Named::Down,
        KeyCode::Left => Named::Left,
        KeyCode::Right => Named::Right,
        KeyCode::Home => Named::Home,
        KeyCode::End => Named::End,
        KeyCode::PageUp => Named::PageUp,
        KeyCode::PageDown => Named::PageDown,
        _ => return None,
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
