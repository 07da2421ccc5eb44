//! What is written to the terminal: in order, whole, and never waited for.
//!
//! A frame is the difference to the one before, so none may be lost; but a terminal that takes
//! nothing (a stalled connection, a stopped multiplexer) must not hold the keys up. So what the
//! terminal does not take at once waits here, and no frame is drawn while anything waits.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::Arc;

use super::tty::Tty;

/// More than one frame and a copied text; what comes on top is refused.
const MOST_WAITING_BYTES: usize = 8 << 20;

/// Bytes on their way to the terminal. Clones share them.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting(Rc<RefCell<Vec<u8>>>);

impl Waiting {
    /// All of them.
    pub(super) fn take(&self) -> Vec<u8> {
        self.0.take()
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// Writes what `tty` takes at once.
    fn write_to(&self, tty: &Tty) -> io::Result<()> {
        let mut bytes = self.0.borrow_mut();
        let mut done = 0;
        let result = loop {
            if done == bytes.len() {
                break Ok(());
            }
            match tty.write(&bytes[done..]) {
                Ok(count) => done += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        bytes.drain(..done);
        result
    }
}

impl Write for Waiting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut waiting = self.0.borrow_mut();
        if waiting.len() + bytes.len() > MOST_WAITING_BYTES {
            let reason = "the terminal takes no output";
            return Err(io::Error::new(io::ErrorKind::StorageFull, reason));
        }
        waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The terminal, for output.
#[derive(Debug)]
pub(super) struct Output {
    tty: Arc<Tty>,
    ready: tokio::io::unix::AsyncFd<Arc<Tty>>,
    pub(super) waiting: Waiting,
}

impl Output {
    /// Must be called inside the event loop.
    ///
    /// # Errors
    /// When the system cannot wait for this terminal.
    pub(super) fn new(tty: Arc<Tty>) -> io::Result<Self> {
        Ok(Self {
            ready: super::tty::watch(tty.clone(), tokio::io::Interest::WRITABLE)?,
            tty,
            waiting: Waiting::default(),
        })
    }

    /// Writes what the terminal takes at once.
    pub(super) fn write_now(&self) -> io::Result<()> {
        self.waiting.write_to(&self.tty)
    }

    /// Writes what waits as the terminal takes it. Never ends while nothing waits, so that it
    /// can be one of several things to wait for.
    pub(super) async fn written(&self) -> io::Result<()> {
        while !self.waiting.is_empty() {
            let mut ready = self.ready.writable().await?;
            self.write_now()?;
            if self.waiting.is_empty() {
                return Ok(());
            }
            ready.clear_ready();
        }
        std::future::pending().await
    }
}
