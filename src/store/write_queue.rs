//! Whose turn it is to write: a fair queue for the connections of one process.
//!
//! SQLite has one writer at a time, and a connection that waits for the lock polls it. A refresh
//! that commits source after source would take the lock again between two polls, and a key press
//! could wait for the whole refresh. So the writers of one process stand in line: the user waits
//! for at most one source. Other processes are met by SQLite's own lock.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

/// The line before one database.
#[derive(Debug, Default)]
pub(super) struct Turns {
    line: Mutex<Line>,
    moved: Condvar,
}

#[derive(Debug, Default)]
struct Line {
    next: u64,
    /// Who has the turn or waits for it, in order.
    tickets: VecDeque<u64>,
}

/// The right to write, until dropped.
#[derive(Debug)]
pub(super) struct Turn {
    turns: Arc<Turns>,
}

static LINES: Mutex<Vec<(PathBuf, Weak<Turns>)>> = Mutex::new(Vec::new());

impl Turns {
    /// The line before the database at `path`, the same for every connection of this process.
    pub(super) fn of(path: &Path) -> Arc<Self> {
        let place = place(path);
        let mut lines = locked(&LINES);
        lines.retain(|(_, turns)| turns.strong_count() > 0);
        let known = lines.iter().find(|(known, _)| *known == place);
        if let Some(turns) = known.and_then(|(_, turns)| turns.upgrade()) {
            return turns;
        }
        let turns = Arc::new(Self::default());
        lines.push((place, Arc::downgrade(&turns)));
        turns
    }

    /// Waits in line, for so long at most; `None` when the turn did not come.
    pub(super) fn take(self: &Arc<Self>, limit: Option<Duration>) -> Option<Turn> {
        let end = limit.map(|limit| Instant::now() + limit);
        let mut line = locked(&self.line);
        let mine = line.next;
        line.next += 1;
        line.tickets.push_back(mine);
        while line.tickets.front() != Some(&mine) {
            let left = end.map(|end| end.saturating_duration_since(Instant::now()));
            line = match left {
                None => (self.moved.wait(line)).unwrap_or_else(PoisonError::into_inner),
                Some(Duration::ZERO) => {
                    line.tickets.retain(|ticket| *ticket != mine);
                    return None;
                }
                Some(left) => {
                    let woken = self.moved.wait_timeout(line, left);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
        Some(Turn {
            turns: Arc::clone(self),
        })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        locked(&self.turns.line).tickets.pop_front();
        self.turns.moved.notify_all();
    }
}

/// The counters stay right even if a holder panicked.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One name for one file; the file itself may not exist yet.
fn place(path: &Path) -> PathBuf {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize();
    match (path.canonicalize(), folder, path.file_name()) {
        (Ok(whole), _, _) => whole,
        (Err(_), Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_path_buf(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_has_one_line_and_turns_come_in_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let turns = Turns::of(&folder.path().join("a.db"));
        assert!(Arc::ptr_eq(
            &turns,
            &Turns::of(&folder.path().join(".").join("a.db"))
        ));
        assert!(!Arc::ptr_eq(
            &turns,
            &Turns::of(&folder.path().join("b.db"))
        ));
        let first = turns.take(None).expect("the first");
        assert!(turns.take(Some(Duration::ZERO)).is_none(), "not its turn");
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut threads = Vec::new();
        for number in 0..3 {
            let (turns, order) = (turns.clone(), order.clone());
            let before = locked(&turns.line).next;
            let line = turns.clone();
            threads.push(std::thread::spawn(move || {
                let _turn = turns.take(None);
                locked(&order).push(number);
            }));
            while locked(&line.line).next == before {
                std::thread::yield_now();
            }
        }
        drop(first);
        for thread in threads {
            thread.join().expect("no panic");
        }
        assert_eq!(*locked(&order), [0, 1, 2]);
    }
}
