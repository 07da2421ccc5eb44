//! The clock of a program under test: the same that the test itself sees, also where the whole
//! suite runs under a library that moves the clock.

use std::ffi::OsString;

/// What a program with an environment of its own must inherit for it.
pub fn variables() -> impl Iterator<Item = (OsString, OsString)> {
    std::env::vars_os().filter(|(name, _)| {
        let name = name.to_string_lossy();
        name == "LD_PRELOAD" || name == "NO_FAKE_STAT" || name.contains("FAKETIME")
    })
}
