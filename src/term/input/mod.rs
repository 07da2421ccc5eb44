//! What the user does, as the loop waits for it.

#[cfg(not(unix))]
mod elsewhere;
#[cfg(unix)]
mod unix;

#[cfg(not(unix))]
pub use elsewhere::Input;
#[cfg(unix)]
pub use unix::Input;

use super::keys;
use crate::app::Event;

/// The core's event; `None` for those that mean nothing to it.
#[must_use]
pub fn translate(input: keys::Input) -> Option<Event> {
    match input {
        keys::Input::Key(key) => Some(Event::Key(key)),
        keys::Input::Mouse(mouse) => Some(Event::Mouse(mouse)),
        keys::Input::Paste(text) => Some(Event::Paste(text)),
        keys::Input::Focus(_) | keys::Input::Answer(_) => None,
    }
}
