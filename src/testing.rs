//! What some tests need from outside the checkout: the data that may stand beside it, and
//! Python. Where they are absent a test says so and passes; with [`NOTHING_IS_SKIPPED`] set,
//! as the checks of a change set it where both are there, a skip is a failure.
//!
//! The tests of whole programs share this file by its path.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The environment variable that makes each skip a failure.
const NOTHING_IS_SKIPPED: &str = "NEWSWIRE_TESTS_SKIP_NOTHING";

/// A file or folder of the shared data by its path there; `None` when it is not there.
///
/// # Panics
/// When it is not there although nothing may be skipped.
pub fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(path);
    if path.exists() {
        return Some(path);
    }
    skip(&format!("{} is not there", path.display()));
    None
}

/// The text of a shared file; `None` when it is not there.
///
/// # Panics
/// When it is not there although nothing may be skipped, or is no text.
pub fn shared_text(path: &str) -> Option<String> {
    let file = shared(path)?;
    Some(std::fs::read_to_string(file).expect("a shared file is text"))
}

/// Python 3, ready for arguments; `None` when there is none.
///
/// # Panics
/// When there is none although nothing may be skipped.
pub fn python() -> Option<Command> {
    let mut probe = Command::new("python3");
    probe.arg("--version").stdout(Stdio::null());
    if probe.status().is_ok_and(|status| status.success()) {
        return Some(Command::new("python3"));
    }
    skip("there is no python3");
    None
}

/// Says on the terminal that a test is skipped, past the harness that keeps what tests print.
///
/// # Panics
/// When nothing may be skipped.
pub fn skip(reason: &str) {
    assert!(
        std::env::var_os(NOTHING_IS_SKIPPED).is_none(),
        "a test would be skipped ({reason}), and {NOTHING_IS_SKIPPED} is set"
    );
    let name = std::thread::current().name().unwrap_or("a test").to_owned();
    let _ = writeln!(std::io::stderr(), "skipped {name}: {reason}");
}
