//! The whole program on a disk that does not take what it is given: locked, full, read-only,
//! forbidden. What is stored is read, and what is not kept is never shown as kept.

#[path = "support/program.rs"]
mod program;
#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;
#[path = "support/server.rs"]
mod server;
#[path = "../src/testing.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod testing;

use std::path::{Path, PathBuf};
use std::process::Command;

use program::{Home, argument, succeeds};
use pty::Terminal;
use server::{Response, Server};

const FEED: &str = "<rss version='2.0'><channel><title>The Quay</title>\
    <item><title>First boat</title><guid>1</guid><link>http://127.0.0.1:9/1</link>\
      <description>It left at dawn.</description></item>\
    <item><title>Second boat</title><guid>2</guid><description>It stayed.</description></item>\
    <item><title>Third boat</title><guid>3</guid></item></channel></rss>";

/// A home whose store has three headlines, and the server that they came from.
fn home() -> (Home, Server, PathBuf) {
    let server =
        Server::start(|_| Response::new(200, "application/rss+xml", FEED.as_bytes().to_vec()))
            .expect("a server");
    let home = Home::new();
    let config = format!("[[feed]]\nurl = \"{}/feed.xml\"\n", server.url());
    let config = home.write("config.toml", config);
    succeeds(&home.run(&["refresh", "--config", argument(&config)]));
    (home, server, config)
}

fn database(home: &Home) -> PathBuf {
    home.path("data/newswire/newswire.db")
}

/// How the program is run on a disk of its own, of which the script makes what it wants:
/// in a mount namespace, so that nothing of it is left. `None` where the system has none.
fn on_disk(home: &Home, make: &str) -> Option<Vec<String>> {
    let works = Command::new("unshare")
        .args(["-rm", "sh", "-c", "mount -t tmpfs none /mnt"])
        .status();
    if !works.is_ok_and(|status| status.success()) {
        testing::skip("this system makes no mount namespaces");
        return None;
    }
    let script = format!(
        "set -e; cp -a data/newswire kept; mount -t tmpfs -o size=2m none data/newswire; \
         cp -a kept/. data/newswire/; rm -r kept; {make}; exec \"$@\""
    );
    let words = ["unshare", "-rm", "sh", "-c", &script, "sh"];
    let _ = home;
    Some(words.map(str::to_owned).to_vec())
}

const FILL: &str = "dd if=/dev/zero of=data/newswire/full bs=4096 2>/dev/null || true";
const READ_ONLY: &str = "mount -o remount,ro data/newswire";

/// Runs a command of the program under another one.
fn run(home: &Home, under: &[String], arguments: &[&str]) -> program::Said {
    let newswire = home.command(arguments);
    let mut command = Command::new(&under[0]);
    command
        .args(&under[1..])
        .arg(newswire.get_program())
        .args(arguments);
    command.env_clear().current_dir(home.path(""));
    for (name, value) in newswire.get_envs() {
        command.env(name, value.expect("set"));
    }
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    let output = command.output().expect("started");
    program::Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("text"),
        err: String::from_utf8(output.stderr).expect("text"),
    }
}

/// Commands that read print what is stored and say once that nothing is kept; those that write
/// say why not.
fn reads_and_does_not_write(home: &Home, under: &[String], config: &str, cause: &str) {
    for command in ["list", "sources"] {
        let said = run(home, under, &[command, "--config", config]);
        assert_eq!(said.code, 0, "{command}: {said:?}");
        assert!(said.out.contains(if command == "list" {
            "First boat"
        } else {
            "The Quay"
        }));
        assert!(
            said.err.contains(cause) && said.err.contains("nothing is kept"),
            "{said:?}"
        );
        assert_eq!(said.err.lines().count(), 1, "{said:?}");
    }
    let exported = run(home, under, &["export", "--config", config]);
    assert!(exported.out.contains("feed.xml"), "{exported:?}");
    let read = run(home, under, &["read", "2", "--config", config]);
    assert!(read.out.contains("It stayed."), "{read:?}");
    for command in [&["fav", "add", "1"][..], &["refresh", "--force"]] {
        let said = run(home, under, &[command, &["--config", config]].concat());
        assert_ne!(said.code, 0, "{command:?}: {said:?}");
        assert!(said.err.contains(cause), "{command:?}: {said:?}");
        assert!(!said.err.contains("report it"), "{said:?}");
    }
}

/// The reader shows what is stored, says that nothing is kept, and marks nothing.
fn shows_and_keeps_nothing(home: &Home, under: &[String], config: &str, cause: &str) {
    let under: Vec<&str> = under.iter().map(String::as_str).collect();
    let mut terminal =
        Terminal::start_under(&under, &["--config", config], &home.path(""), (100, 24));
    terminal.wait_for("First boat");
    terminal.wait_for(cause);
    terminal.wait_for("nothing is kept");
    terminal.keys("f");
    terminal.wait("the refusal", |screen| {
        screen.contains("not stored:") && screen.contains(cause) && !screen.contains('◆')
    });
    terminal.keys("j\r");
    terminal.wait_for("It stayed.");
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
}

#[test]
fn on_a_full_disk_what_is_stored_is_read() {
    let (home, _server, config) = home();
    let Some(under) = on_disk(&home, FILL) else {
        return;
    };
    reads_and_does_not_write(&home, &under, argument(&config), "the disk is full");
    shows_and_keeps_nothing(&home, &under, argument(&config), "the disk is full");
}

#[test]
fn on_a_read_only_disk_what_is_stored_is_read() {
    let (home, _server, config) = home();
    let Some(under) = on_disk(&home, READ_ONLY) else {
        return;
    };
    reads_and_does_not_write(&home, &under, argument(&config), "the disk is read-only");
    shows_and_keeps_nothing(&home, &under, argument(&config), "the disk is read-only");
}

/// After a crash the log beside the database holds the newest changes.
#[test]
fn what_waits_in_the_log_is_read_from_a_read_only_disk() {
    let (home, _server, config) = home();
    let sql = rusqlite::Connection::open(database(&home)).expect("opened");
    sql.execute_batch("UPDATE headline SET title = 'A later title' WHERE id = 1")
        .expect("changed");
    // Copied as it stands while the connection lives: with its log.
    let without_index = format!("rm data/newswire/newswire.db-shm; {READ_ONLY}");
    for disk in [READ_ONLY, FILL, &without_index] {
        let Some(under) = on_disk(&home, disk) else {
            return;
        };
        let said = run(&home, &under, &["list", "--config", argument(&config)]);
        assert!(said.out.contains("A later title"), "{disk}: {said:?}");
    }
    drop(sql);
}

#[test]
fn a_disk_that_fills_while_reading_shows_what_is_stored() {
    let (home, _server, config) = home();
    let Some(under) = on_disk(&home, "true") else {
        return;
    };
    let config = ["--config", argument(&config)];
    // The disk is seen by the program's namespace alone: it fills it itself, by its editor.
    home.write(
        "fill.sh",
        format!("#!/bin/sh\ncd {}\n{FILL}\n", home.path("").display()),
    );
    let under: Vec<&str> = under.iter().map(String::as_str).collect();
    let editor = format!("sh {}", home.path("fill.sh").display());
    let mut terminal = Terminal::start_under_with(
        &under,
        &config,
        &home.path(""),
        (100, 24),
        &[("EDITOR", &editor)],
    );
    terminal.wait_for("First boat");
    terminal.keys("f");
    terminal.wait_for("◆");
    terminal.keys("He");
    terminal.wait("the health view again", |screen| {
        screen.contains("The Quay")
    });
    terminal.keys("qj");
    // What the first mark said must not be taken for the next one's answer.
    terminal.wait("its message to go", |screen| {
        !screen.contains("kept as a favourite")
    });
    // Its log has some room left: at some mark the disk takes no more.
    let mut kept = false;
    for _ in 0..2_000 {
        terminal.keys("f");
        let done = if kept {
            "not a favourite any more"
        } else {
            "kept as a favourite"
        };
        terminal.wait("an answer", |screen| {
            screen.contains(done) || screen.contains("not stored:")
        });
        if terminal.text().contains("not stored:") {
            break;
        }
        kept = !kept;
    }
    let kept = 1 + usize::from(kept);
    terminal.wait("the refusal", |screen| {
        screen.contains("not stored: the disk is full") && screen.matches('◆').count() == kept
    });
    terminal.keys("u");
    terminal.wait("the undo refused", |screen| {
        screen.contains("not undone: the disk is full") && screen.matches('◆').count() == kept
    });
    terminal.keys("Q");
    terminal.wait_for_exit();
}

#[test]
fn while_another_program_writes_the_reader_goes_on() {
    let (home, _server, config) = home();
    let mut terminal = Terminal::start(&["--config", argument(&config)], &home.path(""), 100, 24);
    terminal.wait_for("Third boat");
    terminal.wait("the refresh to end", |screen| {
        !screen.contains("downloading")
    });
    let other = rusqlite::Connection::open(database(&home)).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    terminal.keys("f");
    terminal.wait("the reason", |screen| {
        screen.contains("not stored yet: locked by another program; tried again")
            && !screen.contains('◆')
    });
    // Frames and answers of the database come all the same.
    terminal.keys("j\r");
    terminal.wait_for("It stayed.");
    terminal.keys("q");
    terminal.wait("still nothing kept", |screen| {
        screen.contains("not stored yet") && !screen.contains('◆')
    });
    other.execute_batch("ROLLBACK").expect("unlocked");
    terminal.wait("what waited", |screen| screen.contains('◆'));
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
    let kept = home.run(&["fav", "--config", argument(&config)]);
    assert!(kept.out.contains("First boat"), "{kept:?}");
}

#[test]
fn leaving_while_another_program_writes_says_what_is_lost() {
    let (home, _server, config) = home();
    let mut terminal = Terminal::start(&["--config", argument(&config)], &home.path(""), 100, 24);
    terminal.wait_for("Third boat");
    terminal.wait("the refresh to end", |screen| {
        !screen.contains("downloading")
    });
    let other = rusqlite::Connection::open(database(&home)).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("locked");
    terminal.keys("f");
    terminal.wait_for("not stored yet");
    terminal.keys("Q");
    let status = terminal.wait_for_exit();
    assert!(!status.success());
    let last = String::from_utf8_lossy(&terminal.raw).into_owned();
    assert!(
        last.contains("the database did not take your last change"),
        "{last}"
    );
}

/// A user who may not write: as root, permissions hold nobody back, so another user is taken.
#[test]
fn without_permission_what_is_stored_is_read() {
    let (home, _server, config) = home();
    let chmod = |mode: &str, place: PathBuf| {
        let changed = Command::new("chmod")
            .arg("-R")
            .arg(mode)
            .arg(place)
            .status();
        assert!(changed.expect("chmod").success());
    };
    chmod("a+rX", home.path(""));
    chmod("a-w", home.path("data"));
    let is_root = std::fs::OpenOptions::new()
        .append(true)
        .open(database(&home))
        .is_ok();
    let nobody = [
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
    ];
    let under: Vec<String> = match is_root {
        true => nobody.map(str::to_owned).to_vec(),
        false => vec!["env".to_owned()],
    };
    let reachable = Path::new(env!("CARGO_BIN_EXE_newswire"));
    let seen = Command::new(&under[0])
        .args(&under[1..])
        .args(["test", "-x"])
        .arg(reachable)
        .status();
    if !seen.is_ok_and(|status| status.success()) {
        testing::skip("another user cannot start the program here");
        chmod("u+w", home.path("data"));
        return;
    }
    reads_and_does_not_write(&home, &under, argument(&config), "no permission to write");
    chmod("u+w", home.path("data"));
}

#[test]
fn each_cause_has_its_cure_in_one_line() {
    let (home, _server, config) = home();
    let config = argument(&config);
    home.write("folder/newswire.db/x", "");
    home.write(
        "text/newswire.db",
        "not a database, but long enough to be one. ".repeat(40),
    );
    home.write("file", "");
    for (folder, cause, cure) in [
        ("folder", "it is a folder", "--data-dir"),
        ("text", "is not a Newswire database", "move it away"),
        ("file/under", "file", "--data-dir"),
    ] {
        let folder = home.path(folder);
        let said = home.run(&["list", "--config", config, "--data-dir", argument(&folder)]);
        assert_eq!(said.code, 1, "{said:?}");
        assert_eq!(said.err.lines().count(), 1, "{said:?}");
        assert!(
            said.err.contains(cause) && said.err.contains(cure),
            "{said:?}"
        );
        assert!(said.err.contains(argument(&folder)), "{said:?}");
    }
}
