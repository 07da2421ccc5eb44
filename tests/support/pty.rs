//! The real program in a pseudo-terminal, watched through a terminal emulator.
//!
//! Nothing here sleeps: a wait ends when the screen shows what is waited for, and fails with
//! the screen when the program is silent for too long.

#[path = "clock.rs"]
#[allow(clippy::duplicate_mod)] // programs are started with and without a terminal
pub mod clock;

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// Longest wait for anything; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running program and its screen.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    gate: Arc<Gate>,
    parser: vt100::Parser,
    /// Every byte the program has written.
    pub raw: Vec<u8>,
}

impl Terminal {
    /// Starts the program with these arguments and its home in `home`.
    pub fn start(arguments: &[&str], home: &Path, columns: u16, rows: u16) -> Self {
        Self::start_with(arguments, home, (columns, rows), &[])
    }

    /// The same with more in its environment.
    pub fn start_with(
        arguments: &[&str],
        home: &Path,
        size: (u16, u16),
        environment: &[(&str, &str)],
    ) -> Self {
        Self::start_under_with(&[], arguments, home, size, environment)
    }

    /// Starts the program by another one, as `env` or `nice` do.
    pub fn start_under(under: &[&str], arguments: &[&str], home: &Path, size: (u16, u16)) -> Self {
        Self::start_under_with(under, arguments, home, size, &[])
    }

    /// The same with more in its environment.
    pub fn start_under_with(
        under: &[&str],
        arguments: &[&str],
        home: &Path,
        (columns, rows): (u16, u16),
        environment: &[(&str, &str)],
    ) -> Self {
        let words = [under, &[env!("CARGO_BIN_EXE_newswire")], arguments].concat();
        let mut command = CommandBuilder::new(words[0]);
        command.args(&words[1..]);
        command.env_clear();
        for (name, folder) in [
            ("HOME", ""),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            command.env(name, home.join(folder));
        }
        for (name, value) in clock::variables() {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        command.env("TZ", "UTC");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        for (name, value) in environment {
            command.env(name, value);
        }
        command.cwd(home);
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        let gate = Arc::new(Gate::default());
        let opened = gate.clone();
        std::thread::spawn(move || {
            let mut buffer = [0; 1 << 16];
            while let Ok(count) = opened.pass(|| reader.read(&mut buffer)) {
                if count == 0 || sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            master: pair.master,
            writer,
            output,
            gate,
            parser: vt100::Parser::new(size_of(rows), size_of(columns), 0),
            raw: Vec::new(),
        }
    }

    /// The text on the screen.
    pub fn text(&self) -> String {
        self.parser.screen().contents()
    }

    /// The emulator's screen, with styles.
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Types keys.
    pub fn keys(&mut self, keys: &str) {
        self.bytes(keys.as_bytes());
    }

    /// Sends bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
    }

    /// The path of the terminal's device.
    pub fn device(&self) -> std::path::PathBuf {
        self.master.tty_name().unwrap()
    }

    /// From now on nobody reads what the program writes, or somebody does again.
    pub fn stall(&self, stalled: bool) {
        self.gate.close(stalled);
    }

    /// Sends a signal by its name.
    pub fn signal(&self, name: &str) {
        let pid = self.pid().to_string();
        let kill = std::process::Command::new("kill")
            .args([&format!("-{name}"), &pid])
            .status()
            .unwrap();
        assert!(kill.success());
    }

    /// Takes in what has been written; waits for some of it if there is none.
    pub fn pump(&mut self, what: &str) {
        match self.output.recv_timeout(PATIENCE) {
            Ok(bytes) => {
                self.raw.extend_from_slice(&bytes);
                self.parser.process(&bytes);
            }
            Err(_) => {
                let last = &self.raw[self.raw.len().saturating_sub(1_000)..];
                let last = String::from_utf8_lossy(last);
                let ended = self.child.try_wait();
                panic!("waited for {what}; ended: {ended:?}; the last output is {last:?}");
            }
        }
    }

    /// Waits until the program has written some bytes, counted from `from`.
    pub fn wait_for_bytes(&mut self, from: usize, wanted: &[u8]) {
        let is_there = |raw: &[u8]| raw.windows(wanted.len()).any(|window| window == wanted);
        while !is_there(&self.raw[from..]) {
            self.pump(&format!("{:?}", String::from_utf8_lossy(wanted)));
        }
    }

    /// Waits until the screen satisfies a condition.
    pub fn wait(&mut self, what: &str, condition: impl Fn(&str) -> bool) {
        let end = Instant::now() + PATIENCE;
        while self.is_within_frame() || !condition(&self.text()) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => {
                    self.raw.extend_from_slice(&bytes);
                    self.parser.process(&bytes);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("waited for {what}; the screen shows:\n{}", self.text());
                }
            }
        }
    }

    /// Whether a frame has begun and not all of it is here.
    fn is_within_frame(&self) -> bool {
        let last = |sign: &[u8]| {
            let mut windows = self.raw.windows(sign.len());
            windows.rposition(|window| window == sign)
        };
        last(b"\x1b[?2026h") > last(b"\x1b[?2026l")
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&mut self, text: &str) {
        self.wait(text, |screen| screen.contains(text));
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.resize(size).unwrap();
        self.parser
            .screen_mut()
            .set_size(size_of(rows), size_of(columns));
    }

    /// Whether the program has ended, and how.
    pub fn has_ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().unwrap()
    }

    /// The process id.
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Kills the program as `kill -9` does.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits until the program has left, takes its last output in, and returns its status.
    pub fn wait_for_exit(&mut self) -> ExitStatus {
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.raw.extend_from_slice(&bytes);
            self.parser.process(&bytes);
        }
        self.child.wait().unwrap()
    }
}

/// Lets a reader through, or not.
#[derive(Default)]
struct Gate {
    closed: Mutex<bool>,
    changed: Condvar,
}

impl Gate {
    fn close(&self, closed: bool) {
        *self.closed.lock().unwrap() = closed;
        self.changed.notify_all();
    }

    /// Does something once the gate is open.
    fn pass<T>(&self, work: impl FnOnce() -> T) -> T {
        let closed = self.closed.lock().unwrap();
        drop(self.changed.wait_while(closed, |closed| *closed).unwrap());
        work()
    }
}

fn size_of(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).expect("a terminal has cells")
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.gate.close(false);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
