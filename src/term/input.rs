//! What the user does, as the loop waits for it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io;
use std::rc::Rc;
use std::sync::Arc;

use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::time::{Instant, sleep_until};

use crate::term::keys::{self, Parser};
use crate::term::tty::{Tty, watch};

/// Most bytes that are read at once.
const LONGEST_READ: usize = 4_096;

/// What has been read: of a sequence that has begun, and what nobody has taken yet. Clones share
/// it.
#[derive(Debug, Clone, Default)]
pub(super) struct Heard(Rc<RefCell<State>>);

#[derive(Debug, Default)]
struct State {
    parser: Parser,
    ready: VecDeque<keys::Input>,
}

/// How an attempt to read ended.
enum Read {
    Bytes,
    Nothing,
    HungUp,
}

impl Heard {
    /// Takes answers that come, to the last of them or until `end`. It goes byte by byte, so that
    /// it ends with the first thing that the user does, and leaves the rest where it is.
    pub(super) fn swallow_answers(&self, tty: &Tty, end: std::time::Instant) {
        while tty.is_ours() && tty.is_readable_until(end) {
            let before = self.0.borrow().ready.len();
            if matches!(self.read(tty, &mut [0]), Read::HungUp) {
                return;
            }
            if self.0.borrow().ready.range(before..).any(ends_answers) {
                return;
            }
        }
    }

    /// Reads once what is there.
    fn read(&self, tty: &Tty, buffer: &mut [u8]) -> Read {
        match tty.read(buffer) {
            Ok(0) => Read::HungUp,
            Ok(count) => {
                let state = &mut *self.0.borrow_mut();
                let now = std::time::Instant::now();
                state.ready.extend(state.parser.feed(&buffer[..count], now));
                Read::Bytes
            }
            Err(error) => match error.kind() {
                io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted => Read::Nothing,
                _ => Read::HungUp,
            },
        }
    }
}

/// Whether no answer is to come: this is the last, or the user does something.
fn ends_answers(input: &keys::Input) -> bool {
    use keys::Input::{Answer, Background, Focus, Key, Mouse, Paste, SchemeChanged};
    match input {
        Answer(answer) => answer.is_attributes(),
        Background(_) | SchemeChanged | Focus(_) => false,
        Key(_) | Mouse(_) | Paste(_) => true,
    }
}

/// What the user does. Nothing is read while nobody waits, so that another program that has
/// the terminal gets every key: what has not been read stays in the terminal's queue.
pub(crate) struct Input {
    tty: AsyncFd<Arc<Tty>>,
    heard: Heard,
    /// The terminal has hung up.
    is_over: bool,
}

impl Input {
    /// Must be called inside the event loop.
    pub(super) fn listen(tty: Arc<Tty>, heard: Heard) -> io::Result<Self> {
        Ok(Self {
            tty: watch(tty, Interest::READABLE)?,
            heard,
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
            let deadline = self.heard.0.borrow().parser.deadline();
            tokio::select! {
                biased;
                ready = self.tty.readable() => match ready {
                    Ok(mut ready) => {
                        let read = self.heard.read(ready.get_inner(), &mut [0; LONGEST_READ]);
                        if let Read::Nothing = read {
                            ready.clear_ready();
                        }
                    }
                    Err(_) => self.is_over = true,
                },
                () = at(deadline.map(Instant::from_std)) => self.time_out(),
            }
        }
    }

    /// What is there already.
    pub(crate) fn waiting(&mut self) -> Option<keys::Input> {
        if self.heard.0.borrow().ready.is_empty() && !self.is_over {
            self.is_over = matches!(self.read(), Read::HungUp);
        }
        self.heard.0.borrow_mut().ready.pop_front()
    }

    /// A key is alone only if nothing has come: the loop may have been late.
    fn time_out(&mut self) {
        match self.read() {
            Read::Bytes => {}
            Read::Nothing => {
                let state = &mut *self.heard.0.borrow_mut();
                let now = std::time::Instant::now();
                state.ready.extend(state.parser.timeout(now));
            }
            Read::HungUp => self.is_over = true,
        }
    }

    fn read(&self) -> Read {
        self.heard.read(self.tty.get_ref(), &mut [0; LONGEST_READ])
    }
}

async fn at(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => sleep_until(deadline).await,
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use std::fs::OpenOptions;
    use std::io::Write;
    use std::time::{Duration, Instant};

    use portable_pty::{PtySize, native_pty_system};

    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    /// A terminal, and the hand that types there.
    fn terminal() -> (Box<dyn portable_pty::MasterPty>, Box<dyn Write + Send>, Tty) {
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let device = pair.master.tty_name().unwrap();
        let device = OpenOptions::new().read(true).write(true).open(device);
        let tty = Tty::of(device.unwrap()).unwrap();
        tty.make_raw().unwrap();
        let writer = pair.master.take_writer().unwrap();
        (pair.master, writer, tty)
    }

    fn take(heard: &Heard) -> Vec<keys::Input> {
        heard.0.borrow_mut().ready.drain(..).collect()
    }

    #[test]
    fn answers_on_the_way_are_taken_to_the_last_one() {
        let (_master, mut hand, tty) = terminal();
        let heard = Heard::default();
        // Nothing comes and nothing is waited for.
        heard.swallow_answers(&tty, Instant::now());
        assert_eq!(take(&heard), []);
        // Some of it was read before.
        let answer = b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b[?62;22c";
        let state = heard
            .0
            .borrow_mut()
            .parser
            .feed(&answer[..9], Instant::now());
        assert_eq!(state, []);
        let writer = std::thread::spawn(move || {
            for byte in &answer[9..] {
                hand.write_all(&[*byte]).unwrap();
            }
            hand
        });
        let start = Instant::now();
        heard.swallow_answers(&tty, start + LONG);
        assert!(start.elapsed() < LONG, "the last answer ends it");
        let taken = take(&heard);
        assert_eq!(taken[0], keys::Input::Background([0x1e, 0x1e, 0x2e]));
        assert!(taken.len() == 2 && ends_answers(&taken[1]), "{taken:?}");
        drop(writer.join().unwrap());
    }

    #[test]
    fn what_the_user_does_is_not_lost_to_answers() {
        let (_master, mut hand, tty) = terminal();
        let heard = Heard::default();
        hand.write_all(b"\x1b[Ajk").unwrap();
        heard.swallow_answers(&tty, Instant::now() + LONG);
        assert_eq!(take(&heard), [keys::Input::Key("up".parse().unwrap())]);
        // The rest is for whoever gets the terminal.
        assert!(tty.is_readable_until(Instant::now() + LONG));
        let mut buffer = [0; 8];
        let count = tty.read(&mut buffer).unwrap();
        assert_eq!(&buffer[..count], b"jk");
    }
}
