//! The log: a file in the state folder, never the screen.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;

use tracing_subscriber::EnvFilter;

use crate::markup::clean;
use crate::model::source::redacted;
use crate::private;

/// A log that has grown beyond this is put aside when the program starts.
const MAX_BYTES: u64 = 4 << 20;

/// Starts to log into a file. A log that cannot be written is no reason not to read the news.
/// `NEWSWIRE_LOG` sets the level (`NEWSWIRE_LOG=newswire=debug`).
pub(super) fn start(file: &Path) {
    let Ok(log) = open(file) else {
        return;
    };
    let filter =
        EnvFilter::try_from_env("NEWSWIRE_LOG").unwrap_or_else(|_| EnvFilter::new("newswire=info"));
    let subscriber = tracing_subscriber::fmt()
        .with_writer(Mutex::new(Cleaned(log)))
        .with_env_filter(filter)
        .with_ansi(false);
    // A second reader in the same process (the demo after the welcome) keeps the first log.
    drop(subscriber.try_init());
}

fn open(file: &Path) -> io::Result<File> {
    if let Some(folder) = file.parent() {
        private::create_folder(folder)?;
    }
    if std::fs::metadata(file).is_ok_and(|log| log.len() > MAX_BYTES) {
        std::fs::rename(file, file.with_extension("old.log"))?;
    }
    private::options().create(true).append(true).open(file)
}

/// One event is one clean line without passwords: titles and errors of foreign servers are in it, and people
/// look at logs with `cat`.
struct Cleaned<W>(W);

impl<W: Write> Write for Cleaned<W> {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let line = redacted(&clean::line(&String::from_utf8_lossy(event)));
        self.0.write_all(format!("{line}\n").as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_one_clean_line() {
        let mut log = Cleaned(Vec::new());
        log.write_all(b"INFO source=\"a\x1b]0;x\x07b\" title=\"c\nd\" http://me:pw@x/\n")
            .unwrap();
        assert_eq!(log.0, b"INFO source=\"ab\" title=\"c d\" http://x/\n");
    }

    #[test]
    fn a_long_log_is_put_aside() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state/newswire.log");
        drop(open(&file).unwrap());
        File::options()
            .write(true)
            .open(&file)
            .unwrap()
            .set_len(MAX_BYTES + 1)
            .unwrap();
        open(&file).unwrap();
        assert_eq!(std::fs::metadata(&file).unwrap().len(), 0);
        assert!(file.with_extension("old.log").exists());
    }
}
