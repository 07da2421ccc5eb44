//! The clipboard, through the terminal.

use std::io::{self, Write};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

/// Sends text to the clipboard by OSC 52. The payload is base64, so it cannot break out.
///
/// # Errors
/// When the terminal is gone.
pub(super) fn copy(writer: &mut impl Write, text: &str) -> io::Result<()> {
    execute!(writer, CopyToClipboard::to_clipboard_from(text))
}
