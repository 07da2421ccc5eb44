//! The device where there is no job control: crossterm's console.

use std::io::{self, Write, stdout};
use std::time::Duration;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode, size};

/// The console of the process.
#[derive(Debug)]
pub struct Tty;

impl Tty {
    /// The console, whatever the stream.
    ///
    /// # Errors
    /// Never.
    pub fn of<T>(_stream: T) -> io::Result<Self> {
        Ok(Self)
    }

    /// Columns and rows; neither is 0.
    ///
    /// # Errors
    /// When there is no console.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        size().map(super::usable_size)
    }

    /// There are no other jobs.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        true
    }

    /// Writes all of it.
    ///
    /// # Errors
    /// When the console is gone.
    pub fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        stdout().write_all(bytes)?;
        stdout().flush()?;
        Ok(bytes.len())
    }

    /// Writes all of it; the rest, if there was an error.
    pub fn write_within<'a>(&self, bytes: &'a [u8], _patience: Duration) -> &'a [u8] {
        match self.write(bytes) {
            Ok(_) => &[],
            Err(_) => bytes,
        }
    }

    /// There is no queue to drop from.
    pub fn drop_unread_output(&self) {}

    /// Gives every key to us as it is pressed.
    ///
    /// # Errors
    /// When there is no console.
    pub fn make_raw(&self) -> io::Result<Settings> {
        enable_raw_mode().map(|()| Settings)
    }

    /// Ends that.
    pub fn restore(&self, _settings: &Settings) {
        let _ = disable_raw_mode();
    }

    /// There are no other jobs.
    #[must_use]
    pub fn stops_background_writers(&self) -> bool {
        false
    }
}

/// How the console was; crossterm remembers it.
#[derive(Debug, Clone)]
pub struct Settings;

/// There is one.
#[must_use]
pub fn before(_known: Option<Settings>, found: Settings) -> Settings {
    found
}
