//! Signals that a full-screen program must answer.

use std::io;

/// What a signal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// TERM, HUP or QUIT: leave in order.
    Quit,
    /// INT: Ctrl-C in a program that has the terminal, or `kill -INT`.
    Interrupt,
    /// TSTP: stop as the shell's Ctrl-Z does.
    Suspend,
    /// CONT: the shell has let us go on; draw everything.
    Continue,
    /// WINCH: the terminal has another size.
    Resize,
}

#[cfg(unix)]
mod unix {
    use super::{Signal, io};
    use tokio::signal::unix::{Signal as Stream, SignalKind, signal};

    /// The signals that have arrived.
    pub struct Signals {
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
        pub fn listen() -> io::Result<Self> {
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
        pub async fn next(&mut self) -> Signal {
            tokio::select! {
                _ = self.terminate.recv() => Signal::Quit,
                _ = self.hangup.recv() => Signal::Quit,
                _ = self.quit.recv() => Signal::Quit,
                _ = self.interrupt.recv() => Signal::Interrupt,
                _ = self.stop.recv() => Signal::Suspend,
                _ = self.go_on.recv() => Signal::Continue,
                _ = self.resize.recv() => Signal::Resize,
            }
        }
    }

    /// Lets the whole group go on: an editor that was stopped where no shell could continue it.
    pub fn continue_group() {
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::CONT);
    }

    /// Wakes the thread that waits for keys, as a change of size does.
    pub fn wake_keyboard() {
        let own = rustix::process::getpid();
        let _ = rustix::process::kill_process(own, rustix::process::Signal::WINCH);
    }

    /// Stops the whole group, so that a wrapper script stops too; the call returns when the
    /// shell continues us. A session leader has no shell to continue it and is not stopped.
    pub fn stop_group() {
        let own = rustix::process::getpid();
        if rustix::process::getsid(None).is_ok_and(|leader| leader == own) {
            return;
        }
        let _ = rustix::process::kill_current_process_group(rustix::process::Signal::STOP);
    }
}

#[cfg(unix)]
pub use unix::{Signals, continue_group, stop_group, wake_keyboard};

#[cfg(not(unix))]
mod elsewhere {
    use super::{Signal, io};

    /// There are no such signals here.
    pub struct Signals;

    impl Signals {
        /// Nothing to listen to.
        ///
        /// # Errors
        /// Never.
        pub fn listen() -> io::Result<Self> {
            Ok(Self)
        }

        /// Never comes.
        pub async fn next(&mut self) -> Signal {
            std::future::pending().await
        }
    }

    /// There is no job control here.
    pub fn stop_group() {}

    /// There is no job control here.
    pub fn continue_group() {}

    /// The thread wakes with the next key.
    pub fn wake_keyboard() {}
}

#[cfg(not(unix))]
pub use elsewhere::{Signals, continue_group, stop_group, wake_keyboard};
