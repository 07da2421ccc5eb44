//! Signals that a full-screen program must answer.

use std::io;
use tokio::signal::unix::{Signal as Stream, SignalKind, signal};

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signal {
    /// TERM, HUP, INT or QUIT: leave in order, then end by the very signal.
    End(Fatal),
    /// TSTP: stop as the shell's Ctrl-Z does.
    Suspend,
    /// CONT: we go on after a stop, whoever stopped us.
    Continue,
    /// WINCH: the terminal has another size.
    Resize,
}

/// A signal that ends the program, so that who sent it sees it obeyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fatal {
    /// TERM: `kill`, a shutdown.
    Terminate,
    /// HUP: the terminal is gone.
    HangUp,
    /// INT: `kill -INT`; Ctrl-C is a key while the terminal is raw.
    Interrupt,
    /// QUIT.
    Quit,
}

impl Fatal {
    /// Its number in POSIX.
    #[must_use]
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::HangUp => 1,
            Self::Interrupt => 2,
            Self::Quit => 3,
            Self::Terminate => 15,
        }
    }

    /// Ends the process by this signal, as if it had never been answered. Everything must have
    /// been given back: nothing is dropped after this.
    pub(crate) fn end_process(self) {
        drop(signal_hook::low_level::emulate_default_handler(i32::from(
            self.number(),
        )));
    }
}

/// The signals that have arrived.
pub(crate) struct Signals {
    terminate: Stream,
    hangup: Stream,
    quit: Stream,
    interrupt: Stream,
    stop: Stream,
    go_on: Stream,
    resize: Stream,
}

impl Signals {
    /// Starts to listen.
    ///
    /// # Errors
    /// When the system refuses a handler.
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            hangup: signal(SignalKind::hangup())?,
            quit: signal(SignalKind::quit())?,
            interrupt: signal(SignalKind::interrupt())?,
            stop: signal(SignalKind::from_raw(rustix::process::Signal::TSTP.as_raw()))?,
            go_on: signal(SignalKind::from_raw(rustix::process::Signal::CONT.as_raw()))?,
            resize: signal(SignalKind::window_change())?,
        })
    }

    /// The next one.
    pub(crate) async fn next(&mut self) -> Signal {
        tokio::select! {
            biased;
            _ = self.terminate.recv() => Signal::End(Fatal::Terminate),
            _ = self.hangup.recv() => Signal::End(Fatal::HangUp),
            _ = self.quit.recv() => Signal::End(Fatal::Quit),
            _ = self.interrupt.recv() => Signal::End(Fatal::Interrupt),
            _ = self.go_on.recv() => Signal::Continue,
            _ = self.stop.recv() => Signal::Suspend,
            _ = self.resize.recv() => Signal::Resize,
        }
    }
}

/// Lets the whole group go on: an editor that was stopped where no shell could continue it.
pub(crate) fn continue_group() {
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::CONT);
}

/// Stops the whole group, so that a wrapper script stops too; the call returns when the
/// shell continues us. A session leader has no shell to continue it and is not stopped.
pub(crate) fn stop_group() {
    let own = rustix::process::getpid();
    if rustix::process::getsid(None).is_ok_and(|leader| leader == own) {
        return;
    }
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::STOP);
}
