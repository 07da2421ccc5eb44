//! The health of sources with the whole program against a server on loopback: one that is well,
//! one that has moved, one that is gone, and one that fails.

#[path = "support/program.rs"]
mod program;
#[path = "support/pty.rs"]
#[allow(dead_code)] // each test binary uses its own part
mod pty;
#[path = "support/server.rs"]
mod server;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use program::{Home, Said, is_harmless};
use pty::Terminal;
use serde_json::Value;
use server::{Response, Server};

/// A publisher whose broken feed can be mended.
struct Publisher {
    server: Server,
    is_mended: Arc<AtomicBool>,
}

impl Publisher {
    fn start() -> Self {
        let is_mended = Arc::new(AtomicBool::new(false));
        let mended = is_mended.clone();
        let server = Server::start(move |request| match request.path.as_str() {
            "/good" => feed("Harbour Post"),
            "/old" => Response::text(301, "moved").header("Location", "/new"),
            "/new" => feed("Moved Gazette"),
            "/broken" if mended.load(Ordering::SeqCst) => feed("Mended Herald"),
            "/broken" => Response::text(500, "broken"),
            _ => Response::text(410, "gone"),
        });
        let server = server.unwrap();
        Self { server, is_mended }
    }
}

/// A feed with news every six hours until now.
fn feed(title: &str) -> Response {
    let items: String = (0_i64..5)
        .map(|number| {
            let at = jiff::Timestamp::now() - jiff::SignedDuration::from_hours(6 * number + 1);
            let date = at.strftime("%a, %d %b %Y %H:%M:%S +0000");
            format!(
                "<item><title>{title} story {number}</title><guid>{title} {number}</guid>\
                 <pubDate>{date}</pubDate></item>"
            )
        })
        .collect();
    let text =
        format!("<rss version=\"2.0\"><channel><title>{title}</title>{items}</channel></rss>");
    Response::new(200, "application/rss+xml", text)
}

/// A configuration with comments of all kinds.
fn configuration(url: &str) -> String {
    format!(
        "# All that I read.\nevery = \"2h\" # often enough\n\n# The daily one.\n[[feed]]\nurl = \"{url}/good\"\n\n\
         # This one moved some day.\n[[feed]]\nurl = \"{url}/old\" # since 2019\nname = \"Moved Gazette\"\n\n\
         [[feed]]\nurl = \"{url}/gone\"\nname = \"Old Times\"\n# never again?\n\n\
         [[feed]]\nurl = \"{url}/broken\"\nname = \"Broken Herald\"\n\n[reader]\nrefresh_on_start = false\n# the end"
    )
}

/// A home with the configuration, refreshed once.
fn home(publisher: &Publisher) -> (Home, String) {
    let home = Home::new();
    let text = configuration(&publisher.server.url());
    home.write("config/newswire/config.toml", &text);
    let said = home.run(&["refresh"]);
    assert!(
        said.out
            .starts_with("4 asked, 2 with news, 0 unchanged, 2 failed"),
        "{said:?}"
    );
    (home, text)
}

fn config(home: &Home) -> String {
    home.read("config/newswire/config.toml")
}

/// `sources --json`, by name.
fn health(home: &Home, name: &str) -> Option<Value> {
    let said = home.run(&["sources", "--json"]);
    let all: Vec<Value> = serde_json::from_str(&said.out).unwrap();
    all.into_iter().find(|source| source["name"] == name)
}

fn terminal(home: &Home, size: (u16, u16), environment: &[(&str, &str)]) -> Terminal {
    let mut terminal = Terminal::start_with(&[], &home.path(""), size, environment);
    terminal.wait_for("story");
    terminal.wait_for("2 failing H");
    terminal.keys("H");
    terminal.wait_for("Health");
    terminal
}

/// Waits until the selected row is that of a source.
fn selected(terminal: &mut Terminal, name: &str) {
    let row = |line: &str| line.starts_with('▌') && line.contains(name);
    terminal.wait(name, |screen| screen.lines().any(row));
}

#[test]
fn a_new_address_is_accepted_and_everything_stays() {
    let publisher = Publisher::start();
    let (home, text) = home(&publisher);
    let listed = home.run(&["list", "--source", "Moved Gazette", "--json"]);
    let rows: Vec<Value> = serde_json::from_str(&listed.out).unwrap();
    let id = rows[0]["id"].to_string();
    assert_eq!(home.run(&["fav", "add", &id]).code, 0);

    let mut terminal = terminal(&home, (80, 24), &[]);
    selected(&mut terminal, "Old Times");
    terminal.keys("jj");
    selected(&mut terminal, "Moved Gazette");
    terminal.wait_for("a accepts");
    terminal.keys("a");
    terminal.wait_for("its address is");
    terminal.wait("nothing to accept", |screen| !screen.contains("accepts"));
    let url = publisher.server.url();
    let moved = text.replace("/old\" # since", "/new\" # since");
    assert_eq!(config(&home), moved);
    let source = health(&home, "Moved Gazette").unwrap();
    assert_eq!(source["url"], format!("{url}/new"));
    assert_eq!(
        (&source["verdict"], &source["total"]),
        (&Value::from("fine"), &Value::from(5))
    );
    let kept = home.run(&["fav"]);
    assert!(kept.out.contains("Moved Gazette story"), "{kept:?}");

    terminal.keys("u");
    terminal.wait_for("the old address again");
    terminal.wait_for("a accepts");
    assert_eq!(config(&home), text);
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
    assert_eq!(health(&home, "Moved Gazette").unwrap()["total"], 5);
}

#[test]
fn an_address_that_is_a_source_already_is_refused_with_words() {
    let publisher = Publisher::start();
    let (home, text) = home(&publisher);
    let url = publisher.server.url();
    let both = format!("[[feed]]\nurl = \"{url}/new\"\nname = \"The same\"\n\n{text}");
    home.write("config/newswire/config.toml", &both);
    let mut terminal = terminal(&home, (120, 40), &[]);
    terminal.keys("jj");
    selected(&mut terminal, "Moved Gazette");
    terminal.keys("a");
    terminal.wait_for("already:");
    assert_eq!(config(&home), both);
    assert_eq!(health(&home, "Moved Gazette").unwrap()["total"], 5);
}

#[test]
fn pause_and_remove_are_undone_to_the_byte() {
    let publisher = Publisher::start();
    let (home, text) = home(&publisher);
    let mut terminal = terminal(&home, (40, 12), &[]);
    terminal.keys("j");
    selected(&mut terminal, "Broken Herald");
    terminal.keys("p");
    terminal.wait_for("= paused   Broken Herald");
    assert_eq!(health(&home, "Broken Herald").unwrap()["verdict"], "paused");
    assert_eq!(
        config(&home),
        text.replace("Herald\"\n", "Herald\"\npaused = true\n")
    );
    selected(&mut terminal, "Broken Herald");
    terminal.keys("p");
    terminal.wait_for("! failing  Broken Herald");
    assert_eq!(config(&home), text);

    terminal.keys("gg");
    selected(&mut terminal, "Old Times");
    terminal.keys("x");
    terminal.wait_for("removed Old Times");
    terminal.wait("the row to go", |screen| !screen.contains("✗ gone"));
    let rest = config(&home);
    assert!(
        !rest.contains("Old Times") && !rest.contains("never again"),
        "{rest}"
    );
    assert!(
        rest.contains("# This one moved") && rest.ends_with("# the end"),
        "{rest}"
    );
    assert_eq!(health(&home, "Old Times"), None);
    terminal.keys("u");
    terminal.wait_for("the source is back");
    terminal.wait_for("✗ gone");
    assert_eq!(config(&home), text);

    // What a source had stored comes back with it.
    terminal.keys("G");
    selected(&mut terminal, "Harbour Post");
    terminal.keys("x");
    terminal.wait_for("removed Harbour Post");
    terminal.wait("the row to go", |screen| !screen.contains("✓ fine"));
    assert_eq!(health(&home, "Harbour Post"), None);
    terminal.keys("u");
    terminal.wait_for("✓ fine     Harbour Post");
    assert_eq!(config(&home), text);
    assert_eq!(health(&home, "Harbour Post").unwrap()["total"], 5);
}

#[test]
fn an_undo_leaves_what_was_written_meanwhile_or_says_why_it_cannot() {
    let publisher = Publisher::start();
    let (home, text) = home(&publisher);
    let mut terminal = terminal(&home, (120, 40), &[]);
    terminal.keys("j");
    selected(&mut terminal, "Broken Herald");
    terminal.keys("p");
    terminal.wait_for("= paused   Broken Herald");
    let file = "config/newswire/config.toml";
    let meanwhile = |text: &str| format!("# Read with coffee.\n{text}");
    home.write(file, meanwhile(&config(&home)));
    terminal.keys("u");
    terminal.wait_for("undone: it is asked again");
    assert_eq!(config(&home), meanwhile(&text));

    selected(&mut terminal, "Broken Herald");
    terminal.keys("x");
    terminal.wait_for("removed Broken Herald");
    let other = format!("[[feed]]\nurl = \"{}/good\"\n", publisher.server.url());
    home.write(file, &other);
    terminal.keys("u");
    terminal.wait_for("not undone: ");
    terminal.wait_for("meanwhile");
    assert_eq!(config(&home), other);
}

#[test]
fn a_mended_source_is_retried_with_one_key() {
    let publisher = Publisher::start();
    let (home, _) = home(&publisher);
    let mut terminal = terminal(&home, (80, 24), &[]);
    terminal.keys("j");
    selected(&mut terminal, "Broken Herald");
    publisher.is_mended.store(true, Ordering::SeqCst);
    terminal.keys("r");
    terminal.wait_for("5 new headlines");
    terminal.wait("it to be well", |screen| {
        screen
            .lines()
            .any(|line| line.starts_with('▌') && line.contains("✓ fine     Broken Herald"))
    });
    assert_eq!(health(&home, "Broken Herald").unwrap()["failures"], 0);
}

#[test]
fn the_editor_gets_the_terminal_and_the_keys_and_its_changes_hold() {
    use std::os::unix::fs::PermissionsExt;
    let publisher = Publisher::start();
    let (home, text) = home(&publisher);
    // An editor that says how often and where it was opened, waits for a line, and writes it as
    // a name. The count tells its screen from the one of the time before.
    let editor = home.write(
        "editor",
        "#!/bin/sh\necho >> times\nprintf 'time %d, %s' $(wc -l < times) \"$2\"\nread name\nsed -i.old \"s/Old Times/$name/\" \"$3\"\n",
    );
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o755)).unwrap();
    let command = format!("{} --wait", editor.display());
    let mut terminal = terminal(&home, (80, 24), &[("VISUAL", &command)]);
    selected(&mut terminal, "Old Times");
    for (round, name) in ["jqxQjpu", "Another"].into_iter().enumerate() {
        terminal.keys("e");
        let line = text
            .lines()
            .position(|line| line.contains("/gone"))
            .unwrap()
            + 1;
        terminal.wait_for(&format!("time {}, +{line}", round + 1));
        // Every key is the editor's, also those that mean something to the reader.
        terminal.keys(&format!("{name}\r"));
        if round == 0 {
            terminal.wait_for("✗ gone     jqxQjpu");
            assert_eq!(config(&home), text.replace("Old Times", "jqxQjpu"));
            home.write("config/newswire/config.toml", &text);
        } else {
            terminal.wait_for("✗ gone     Another");
        }
    }
    terminal.keys("Q");
    assert!(terminal.wait_for_exit().success());
}

#[test]
fn an_editor_that_is_not_there_is_named() {
    let publisher = Publisher::start();
    let (home, text) = home(&publisher);
    let mut terminal = terminal(&home, (120, 40), &[("EDITOR", "no-such-editor")]);
    terminal.keys("e");
    terminal.wait_for("set VISUAL or EDITOR");
    selected(&mut terminal, "Old Times");
    assert_eq!(config(&home), text);
}

#[test]
fn the_command_prints_a_table_and_json_and_tells_by_its_exit_code() {
    let publisher = Publisher::start();
    let (home, _) = home(&publisher);
    let Said { code, out, err } = home.run(&["sources"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let rows: Vec<&str> = out.lines().collect();
    assert!(rows[0].starts_with("STATE    SOURCE"), "{out}");
    assert!(rows[1].starts_with("gone     Old Times"), "{out}");
    assert!(
        rows[2].starts_with("failing  Broken Herald") && rows[2].contains("500"),
        "{out}"
    );
    assert!(is_harmless(&out) && !out.contains('\u{1b}'));
    let always = home.run(&["sources", "--color", "always"]).out;
    assert!(always.contains("\n\u{1b}[31mgone\u{1b}[0m     Old Times"));
    assert_eq!(home.run(&["--color", "sometimes", "sources"]).code, 2);

    let failing = home.run(&["sources", "--failing", "--json"]);
    let all: Vec<Value> = serde_json::from_str(&failing.out).unwrap();
    assert_eq!((failing.code, all.len()), (0, 2));
    let keys: Vec<&str> = all[0]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let help = home.run(&["sources", "--help"]).out;
    let words = help.split(|c: char| !c.is_alphanumeric() && c != '_');
    let words: Vec<&str> = words.collect();
    for key in &keys {
        assert!(words.contains(key), "{key} is not in the help: {help}");
    }
    assert_eq!(keys.len(), 21);
    for key in ["last_attempt", "next_due"] {
        let time = all[1][key].as_str().unwrap();
        assert!(
            time.parse::<jiff::Timestamp>().is_ok() && time.ends_with('Z'),
            "{time}"
        );
    }
    assert_eq!(all[0]["next_due"], Value::Null, "it is not asked again");

    let listed = home.run(&["list", "--source", "Broken Herald"]);
    assert!(
        listed.err.contains("Broken Herald is failing: HTTP 500"),
        "{listed:?}"
    );
    let listed = home.run(&["list", "--source", "Harbour Post"]);
    assert_eq!((listed.code, listed.err.as_str()), (0, ""));
}

#[test]
fn nothing_to_print_is_said_and_told_by_the_exit_code() {
    let home = Home::new();
    let said = home.run(&["sources", "--json"]);
    assert_eq!((said.code, said.out.as_str()), (1, "[]\n"));
    assert!(said.err.contains("newswire add"), "{said:?}");
    home.write(
        "config/newswire/config.toml",
        "[[feed]]\nurl = \"http://127.0.0.1:1/\"\n",
    );
    let said = home.run(&["sources", "--failing"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("no source is failing"), "{said:?}");
}
