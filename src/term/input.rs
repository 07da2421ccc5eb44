//! What the user does, as the loop waits for it.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;

use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::time::{Instant, sleep_until};

use crate::term::keys::{self, Parser};
use crate::term::tty::{Tty, watch};

/// What the user does. Nothing is read while nobody waits, so that another program that has
/// the terminal gets every key: what has not been read stays in the terminal's queue.
pub(crate) struct Input {
    tty: AsyncFd<Arc<Tty>>,
    parser: Parser,
    ready: VecDeque<keys::Input>,
    /// The terminal has hung up.
    is_over: bool,
}

/// How an attempt to read ended.
enum Read {
    Bytes,
    Nothing,
    HungUp,
}

impl Input {
    /// Must be called inside the event loop.
    pub(super) fn listen(tty: Arc<Tty>) -> io::Result<Self> {
        Ok(Self {
            tty: watch(tty, Interest::READABLE)?,
            parser: Parser::default(),
            ready: VecDeque::new(),
            is_over: false,
        })
    }

    /// The next thing the user does; `None` when the terminal is gone. Dropping the future
    /// loses nothing.
    pub(crate) async fn next(&mut self) -> Option<keys::Input> {
        loop {
            if let Some(input) = self.waiting() {
                return Some(input);
            }
            if self.is_over {
                return None;
            }
            let deadline = self.parser.deadline().map(Instant::from_std);
            tokio::select! {
                biased;
                ready = self.tty.readable() => match ready {
                    Ok(mut ready) => {
                        if let Read::Nothing = read(ready.get_inner(), &mut self.parser, &mut self.ready) {
                            ready.clear_ready();
                        }
                    }
                    Err(_) => self.is_over = true,
                },
                () = at(deadline) => self.time_out(),
            }
        }
    }

    /// What is there already.
    pub(crate) fn waiting(&mut self) -> Option<keys::Input> {
        if self.ready.is_empty() && !self.is_over {
            let read = read(self.tty.get_ref(), &mut self.parser, &mut self.ready);
            self.is_over = matches!(read, Read::HungUp);
        }
        self.ready.pop_front()
    }

    /// A key is alone only if nothing has come: the loop may have been late.
    fn time_out(&mut self) {
        match read(self.tty.get_ref(), &mut self.parser, &mut self.ready) {
            Read::Bytes => {}
            Read::Nothing => {
                let now = std::time::Instant::now();
                self.ready.extend(self.parser.timeout(now));
            }
            Read::HungUp => self.is_over = true,
        }
    }
}

/// Reads once what is there.
fn read(tty: &Tty, parser: &mut Parser, inputs: &mut VecDeque<keys::Input>) -> Read {
    let mut buffer = [0; 4_096];
    match tty.read(&mut buffer) {
        Ok(0) => Read::HungUp,
        Ok(count) => {
            inputs.extend(parser.feed(&buffer[..count], std::time::Instant::now()));
            Read::Bytes
        }
        Err(error) => match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted => Read::Nothing,
            _ => Read::HungUp,
        },
    }
}

async fn at(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}
