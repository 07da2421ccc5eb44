//! The terminal as a device: its size, its line settings, bytes in and bytes out.
//!
//! Everything here answers at once. A terminal that is not read, or that another job of the
//! shell has, must never hold the program up.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, RawFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::process::getpgrp;
use rustix::termios::{
    LocalModes, OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcgetpgrp,
    tcgetwinsize, tcsetattr, ttyname,
};
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

/// Used where the terminal does not know its size: a serial line, a script's pseudo-terminal.
const UNKNOWN_SIZE: (u16, u16) = (80, 24);
/// No real screen is larger; memory for more must not depend on what a terminal says.
const LARGEST_SIZE: (u16, u16) = (2_000, 1_000);

/// Columns and rows that can be drawn, whatever the terminal says.
fn usable_size((columns, rows): (u16, u16)) -> (u16, u16) {
    if columns == 0 || rows == 0 {
        return UNKNOWN_SIZE;
    }
    (columns.min(LARGEST_SIZE.0), rows.min(LARGEST_SIZE.1))
}

/// A terminal, opened anew: that reads and writes do not block is a property of the open file,
/// and the one we are given is shared with the shell.
#[derive(Debug)]
pub(super) struct Tty {
    file: File,
}

impl Tty {
    /// The terminal behind a standard stream.
    ///
    /// # Errors
    /// When the stream is no terminal.
    pub(super) fn of(stream: impl AsFd) -> io::Result<Self> {
        let file = match reopen(stream.as_fd()) {
            Ok(file) => file,
            // A device of another user, as after `su`. Writes may block on this one.
            Err(_) => File::from(stream.as_fd().try_clone_to_owned()?),
        };
        Ok(Self { file })
    }

    /// Columns and rows; neither is 0.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        let size = tcgetwinsize(&self.file)?;
        Ok(usable_size((size.ws_col, size.ws_row)))
    }

    /// Whether the shell has given the terminal to us and not to another job. A terminal
    /// without job control is always ours.
    #[must_use]
    pub(super) fn is_ours(&self) -> bool {
        tcgetpgrp(&self.file).map_or(true, |group| group == getpgrp())
    }

    /// Bytes that are there; 0 when the terminal has hung up.
    ///
    /// # Errors
    /// [`io::ErrorKind::WouldBlock`] when there are none yet.
    pub(super) fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        // Reading what belongs to another job would stop us, again and again.
        if !self.is_ours() {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        (&self.file).read(buffer)
    }

    /// Writes as much as the terminal takes now.
    ///
    /// # Errors
    /// [`io::ErrorKind::WouldBlock`] when it takes nothing; others when it is gone.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        (&self.file).write(bytes)
    }

    /// Writes all of it, as far as the terminal takes it within `patience`; the rest.
    pub(super) fn write_within<'a>(&self, mut bytes: &'a [u8], patience: Duration) -> &'a [u8] {
        let end = Instant::now() + patience;
        while !bytes.is_empty() {
            match self.write(bytes) {
                Ok(count) => bytes = &bytes[count..],
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    let left = end.saturating_duration_since(Instant::now());
                    if left.is_zero() || !self.is_writable_within(left) {
                        return bytes;
                    }
                }
                Err(_) => return bytes,
            }
        }
        bytes
    }

    fn is_writable_within(&self, patience: Duration) -> bool {
        self.is_ready_within(PollFlags::OUT, patience)
    }

    /// Waits for bytes; whether there are some before `end`.
    pub(super) fn is_readable_until(&self, end: Instant) -> bool {
        let left = end.saturating_duration_since(Instant::now());
        !left.is_zero() && self.is_ready_within(PollFlags::IN, left)
    }

    fn is_ready_within(&self, what: PollFlags, patience: Duration) -> bool {
        let wait = Timespec::try_from(patience).ok();
        let mut terminal = [PollFd::new(&self.file, what)];
        match poll(&mut terminal, wait.as_ref()) {
            Ok(count) => count > 0,
            Err(error) => error == rustix::io::Errno::INTR,
        }
    }

    /// Drops what was written and not yet taken.
    pub(super) fn drop_unread_output(&self) {
        let _ = tcflush(&self.file, QueueSelector::OFlush);
    }

    /// Gives every key to us as it is pressed; returns the settings before.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn make_raw(&self) -> io::Result<Settings> {
        let before = tcgetattr(&self.file)?;
        let mut raw = before.clone();
        raw.make_raw();
        tcsetattr(&self.file, OptionalActions::Now, &raw)?;
        Ok(Settings(before))
    }

    /// Sets what [`Tty::make_raw`] returned.
    pub(super) fn restore(&self, settings: &Settings) {
        // Nothing is waited for: a stalled terminal would hold us.
        let _ = tcsetattr(&self.file, OptionalActions::Now, &settings.0);
    }

    /// Whether a write by a job in the background would stop it (`stty tostop`).
    #[must_use]
    pub(super) fn stops_background_writers(&self) -> bool {
        tcgetattr(&self.file).is_ok_and(|now| now.local_modes.contains(LocalModes::TOSTOP))
    }
}

/// Lets the event loop wait for a terminal. Must be called inside it.
///
/// # Errors
/// When the system cannot wait for this device.
#[allow(deprecated)] // for types that could close their file early; a `Tty` owns it
pub(super) fn watch(tty: Arc<Tty>, interest: Interest) -> io::Result<AsyncFd<Arc<Tty>>> {
    AsyncFd::with_interest(tty, interest)
}

impl AsRawFd for Tty {
    fn as_raw_fd(&self) -> RawFd {
        self.file.as_raw_fd()
    }
}

/// How the terminal treats lines and keys.
#[derive(Debug, Clone)]
pub(super) struct Settings(Termios);

impl Settings {
    fn is_raw(&self) -> bool {
        !self
            .0
            .local_modes
            .intersects(LocalModes::ICANON | LocalModes::ECHO)
    }
}

/// Which settings are the shell's: those found now, unless they are our own, left by a stop
/// that no shell saw.
#[must_use]
pub(super) fn before(known: Option<Settings>, found: Settings) -> Settings {
    match known {
        Some(known) if found.is_raw() => known,
        _ => found,
    }
}

fn reopen(stream: BorrowedFd<'_>) -> io::Result<File> {
    let name = ttyname(stream, Vec::new())?;
    let device = Path::new(std::ffi::OsStr::from_bytes(name.to_bytes()));
    open(device).or_else(|error| {
        // The controlling terminal has a name that everybody may open.
        let is_it = rustix::termios::tcgetsid(stream).is_ok();
        if is_it {
            open(Path::new("/dev/tty"))
        } else {
            Err(error)
        }
    })
}

fn open(device: &Path) -> io::Result<File> {
    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    OpenOptions::new()
        .read(true)
        .write(true)
        .custom_flags(i32::try_from(flags.bits()).unwrap_or(0))
        .open(device)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_can_always_be_drawn() {
        assert_eq!(usable_size((120, 40)), (120, 40));
        assert_eq!(usable_size((0, 40)), (80, 24));
        assert_eq!(usable_size((u16::MAX, 40)), (2_000, 40));
    }
}
