//! What is the user's alone: the files of the program, also those that an earlier version left
//! open, and the password in an address, which nothing shows.

#[path = "support/program.rs"]
mod program;
#[path = "support/server.rs"]
mod server;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use program::{Home, argument};
use server::{Response, Server};

const FEED: &str = "<rss version=\"2.0\"><channel><title>Secret society</title><item><title>A story\
    </title><guid>1</guid><link>https://a.example/1</link></item></channel></rss>";

/// Answers those who know the password.
fn guarded() -> Server {
    Server::start(
        |request| match (request.path.as_str(), request.header("authorization")) {
            (_, None) => Response::text(401, "who are you?"),
            ("/feed", _) => Response::new(200, "application/rss+xml", FEED),
            ("/moved", _) => Response::text(301, "").header("Location", "/feed"),
            _ => Response::text(404, "none"),
        },
    )
    .expect("starts")
}

fn with_password(server: &Server, path: &str) -> String {
    format!(
        "{}{path}",
        server.url().replace("http://", "http://me:hunter2@")
    )
}

fn mode(path: &Path) -> u32 {
    let found =
        std::fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    found.permissions().mode() & 0o777
}

fn widen(path: &Path, mode: u32) {
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("set");
}

#[test]
fn no_command_shows_a_password() {
    let server = guarded();
    let home = Home::new();
    let feed = with_password(&server, "/feed");
    let config = "config/newswire/config.toml";
    let mut said = Vec::new();
    for arguments in [
        &["try", &feed][..],
        &["try", "--json", &feed],
        &["add", &feed],
        &["add", &feed],
        &["add", "--no-check", &with_password(&server, "/missing")],
        &["add", &with_password(&server, "/moved")],
        &["add", &with_password(&server, "/none")],
        &["add", "ftp://me:hunter2@a.example/"],
        &["add", "https://me:hunter2@a.example:99999/"],
        &["read", &with_password(&server, "/none")],
        &["read", "me:hunter2@127.0.0.1:1/none"],
        &["refresh", "--articles"],
        &["refresh", "--force"],
        &["sources"],
        &["sources", "--json"],
        &["list"],
        &["list", "--json"],
        &["list", "--source", "nobody"],
        &["export"],
        &["check"],
    ] {
        said.push((arguments.join(" "), home.run(arguments)));
    }
    assert!(
        home.read(config).contains("me:hunter2@"),
        "the configuration keeps it"
    );
    home.write(
        config,
        home.read(config).replace("[[feed]]", "[[feed]]\nnmae = 1")
            + "\n[[feed]]\nurl = \"ftp://me:hunter2@x/\"\n",
    );
    said.push(("check".to_owned(), home.run(&["check"])));
    let opml = home.run(&["export"]).out;
    let opml = home.write("feeds.opml", opml.replace("http://", "http://me:hunter2@"));
    let list = home.write("urls", format!("{feed}x\nftp://me:hunter2@a.example/\n"));
    for file in [&opml, &list] {
        said.push((
            "import".to_owned(),
            home.run(&["import", "--dry-run", argument(file)]),
        ));
        said.push(("import".to_owned(), home.run(&["import", argument(file)])));
    }
    for (command, said) in said {
        let command = command.replace("hunter2", "…");
        assert!(!said.out.contains("hunter2"), "{command}: {}", said.out);
        assert!(!said.err.contains("hunter2"), "{command}: {}", said.err);
    }
    let log = home.read("state/newswire/newswire.log");
    assert!(!log.is_empty() && !log.contains("hunter2"), "{log}");
}

#[test]
fn new_files_are_the_users_alone() {
    let server = guarded();
    let home = Home::new();
    home.run(&["add", &with_password(&server, "/feed")]);
    assert_eq!(home.run(&["refresh"]).code, 0);
    for (name, wanted) in [
        ("config/newswire/config.toml", 0o600),
        ("data/newswire", 0o700),
        ("data/newswire/newswire.db", 0o600),
        ("state/newswire", 0o700),
        ("state/newswire/newswire.log", 0o600),
    ] {
        assert_eq!(mode(&home.path(name)), wanted, "{name}");
    }
}

#[test]
fn what_an_earlier_version_left_open_is_closed() {
    let home = Home::new();
    home.write("config/newswire/config.toml", "");
    home.write("config/newswire/sites.toml", "");
    home.run(&["list"]);
    home.run(&["refresh"]);
    home.write("state/newswire/newswire.log", "");
    home.write("data/newswire/newswire.db-wal", "");
    let files = [
        "data/newswire/newswire.db",
        "data/newswire/newswire.db-wal",
        "state/newswire/newswire.log",
        "config/newswire/sites.toml",
    ];
    for file in files {
        widen(&home.path(file), 0o644);
    }
    for folder in ["data/newswire", "state/newswire"] {
        widen(&home.path(folder), 0o755);
    }
    widen(&home.path("config/newswire/config.toml"), 0o640);
    home.run(&["list"]);
    for file in files {
        let path = home.path(file);
        assert!(!path.exists() || mode(&path) == 0o600, "{file}");
    }
    for folder in ["data/newswire", "state/newswire"] {
        assert_eq!(mode(&home.path(folder)), 0o700, "{folder}");
    }
    let config = home.path("config/newswire/config.toml");
    assert_eq!(mode(&config), 0o640, "the user's own file stays as it is");
}

#[test]
fn a_folder_of_the_users_stays_open() {
    let home = Home::new();
    home.write("shared/thesis.tex", "");
    let shared = home.path("shared");
    widen(&shared, 0o755);
    home.run(&["list", "--data-dir", argument(&shared)]);
    assert_eq!(mode(&shared), 0o755);
    assert_eq!(mode(&shared.join("newswire.db")), 0o600);
}
