//! Sources on this machine: what a command prints, what a file holds.
//!
//! They come from the user's own configuration and from nowhere else. A command has the time and
//! the bytes that a download has, no terminal and no input, and takes its children along when it
//! is stopped.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command};

use crate::markup::clean;
use crate::model::failure::LocalError;
use crate::net::Fetched;

/// Of what a command complains about, so much is read to find its last line.
const MAX_COMPLAINT: u64 = 16 << 10;

/// How long a command may take and how much it may print.
#[derive(Debug, Clone, Copy)]
pub(in crate::runtime) struct Bounds {
    pub timeout: Duration,
    pub max_bytes: u64,
}

/// What `command` prints, run by the user's shell.
pub(in crate::runtime) async fn command(
    command: &str,
    bounds: Bounds,
) -> Result<Fetched, LocalError> {
    let begun = Instant::now();
    let group = start(command).map_err(unrun)?;
    let body = tokio::time::timeout(bounds.timeout, listen(group, bounds.max_bytes))
        .await
        .map_err(|_| LocalError::CommandTimeout(bounds.timeout.as_secs()))??;
    Ok(Fetched {
        final_url: "exec:".to_owned(),
        elapsed: begun.elapsed(),
        body,
        ..Fetched::default()
    })
}

fn start(command: &str) -> io::Result<Group> {
    let mut shell = shell(command);
    shell
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    shell.spawn().map(Group)
}

fn shell(command: &str) -> Command {
    let mut shell = Command::new("sh");
    // A group of its own, so that what it starts ends with it.
    shell.args(["-c", command]).process_group(0);
    shell
}

// By value, as `map_err` hands it over.
#[allow(clippy::needless_pass_by_value)]
fn unrun(cause: io::Error) -> LocalError {
    LocalError::Command(cause.to_string())
}

async fn listen(mut group: Group, max_bytes: u64) -> Result<Vec<u8>, LocalError> {
    let (stdout, stderr) = (group.0.stdout.take(), group.0.stderr.take());
    let (body, complaint) =
        tokio::join!(read(stdout, max_bytes.saturating_add(1)), complaint(stderr));
    let body = body.map_err(unrun)?;
    if body.len() as u64 > max_bytes {
        return Err(LocalError::MoreThan(max_bytes));
    }
    let status = group.0.wait().await.map_err(unrun)?;
    if status.success() {
        return Ok(body);
    }
    Err(LocalError::CommandStatus {
        status: status.to_string(),
        complaint,
    })
}

async fn read(pipe: Option<impl AsyncRead + Unpin>, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if let Some(pipe) = pipe {
        pipe.take(most).read_to_end(&mut bytes).await?;
    }
    Ok(bytes)
}

/// The last line of what a command says on standard error; the rest is read and dropped, so that
/// it can go on.
async fn complaint(pipe: Option<impl AsyncRead + Unpin>) -> String {
    let Some(mut pipe) = pipe else {
        return String::new();
    };
    let mut bytes = Vec::new();
    let mut first = (&mut pipe).take(MAX_COMPLAINT);
    let read = first.read_to_end(&mut bytes).await;
    let drained = tokio::io::copy(&mut pipe, &mut tokio::io::sink()).await;
    drop((read, drained));
    let text = String::from_utf8_lossy(&bytes);
    let last = text.lines().map(clean::line).rfind(|line| !line.is_empty());
    last.map(|line| format!(": {line}")).unwrap_or_default()
}

/// A running command with all that it started.
struct Group(Child);

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(pid) = self
            .0
            .id()
            .and_then(|id| i32::try_from(id).ok())
            .and_then(rustix::process::Pid::from_raw)
        {
            // It may have ended by itself a moment ago.
            let _ = rustix::process::kill_process_group(pid, rustix::process::Signal::KILL);
        }
    }
}

fn unread(path: &Path, cause: &dyn std::error::Error) -> LocalError {
    LocalError::File {
        path: path.display().to_string(),
        cause: cause.to_string(),
    }
}

/// What the file at `path` holds; `~` is the user's home.
pub(super) async fn file(path: &Path, bounds: Bounds) -> Result<Fetched, LocalError> {
    let path = at_home(path);
    let begun = Instant::now();
    let read = {
        let path = path.clone();
        tokio::task::spawn_blocking(move || read_file(&path, bounds.max_bytes)).await
    };
    let body = match read {
        Ok(Ok(body)) => body,
        Ok(Err(cause)) => return Err(unread(&path, &cause)),
        Err(lost) => return Err(unread(&path, &lost)),
    };
    if body.len() as u64 > bounds.max_bytes {
        return Err(LocalError::MoreThan(bounds.max_bytes));
    }
    let url = url::Url::from_file_path(&path).map(String::from);
    Ok(Fetched {
        final_url: url.unwrap_or_else(|()| "file:".to_owned()),
        elapsed: begun.elapsed(),
        body,
        ..Fetched::default()
    })
}

fn read_file(path: &Path, max_bytes: u64) -> io::Result<Vec<u8>> {
    // Opening a pipe would wait for somebody to write to it, and a device may never end.
    if !std::fs::metadata(path)?.is_file() {
        let reason = "it is no regular file";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, reason));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?
        .take(max_bytes.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn at_home(path: &Path) -> PathBuf {
    let home = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds {
        timeout: Duration::from_secs(20),
        max_bytes: 1_000,
    };

    fn run(line: &str, bounds: Bounds) -> Result<Vec<u8>, String> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("starts");
        let fetched = runtime.block_on(command(line, bounds));
        fetched
            .map(|fetched| fetched.body)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn a_command_is_heard_to_its_end() {
        let loud = "head -c 100000 /dev/zero | tr '\\0' 'x' >&2; printf '%s' one; printf two";
        assert_eq!(run(loud, BOUNDS), Ok(b"onetwo".to_vec()));
        assert_eq!(run("cat", BOUNDS), Ok(Vec::new()), "no input");
    }

    #[test]
    fn a_failing_command_is_quoted_and_an_endless_one_stopped() {
        let failed = run(
            "printf 'first\\nno \\033[31mnetwork\\n' >&2; exit 3",
            BOUNDS,
        );
        let failed = failed.expect_err("it failed");
        assert!(
            failed.contains("3") && failed.ends_with(": no network"),
            "{failed}"
        );
        assert_eq!(run("yes", BOUNDS), Err("more than 0 MB".to_owned()));
        let short = Bounds {
            timeout: Duration::from_millis(50),
            ..BOUNDS
        };
        let hanging = run("sleep 600 & wait", short);
        assert_eq!(hanging, Err("the command was stopped after 0 s".to_owned()));
    }
}
