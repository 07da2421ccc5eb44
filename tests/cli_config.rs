//! The commands around the configuration: check, add, import, export, generate.

#[path = "support/program.rs"]
mod program;

use program::{Home, argument, is_harmless};

const OPML: &str = r#"<?xml version="1.0"?><opml version="2.0"><body>
<outline text="tech"><outline type="rss" text="One" xmlUrl="https://one.example/feed.xml"/></outline>
<outline type="rss" text="Two" xmlUrl="https://two.example/rss"/>
</body></opml>"#;

#[test]
fn check_shows_every_mistake_with_line_caret_and_correction() {
    let home = Home::new();
    let file = home.write(
        "my.toml",
        "every = \"1x\"\n[[feeds]]\nurl = \"https://a.example/\"\n[reader]\nthem = \"dark\"\n\
         [[feed]]\nurl = \"https://b.example/\"\nitems = \"div:::(\"\nname = \"x\u{202e}y\u{1b}[2J\"\n",
    );
    let said = home.run(&["check", "--config", argument(&file)]);
    assert_eq!(said.code, 2, "{said:?}");
    assert_eq!(said.err.matches("error: ").count(), 5, "{}", said.err);
    assert!(said.err.contains("my.toml:1:9"), "{}", said.err);
    assert!(said.err.contains("2 | [[feeds]]"));
    assert!(said.err.contains("  |   ^^^^^ did you mean `feed`?"));
    assert!(said.err.contains("did you mean `theme`?"));
    assert!(said.err.contains("not a CSS selector"));
    assert!(is_harmless(&said.err));
}

#[test]
fn check_of_a_good_file_and_of_none() {
    let home = Home::new();
    let said = home.run(&["check"]);
    assert_eq!(
        (said.code, said.out.contains("defaults")),
        (0, true),
        "{said:?}"
    );
    let file = home.write("c.toml", "[[feed]]\nurl = \"https://a.example/\"\n");
    let said = home.run(&["check", "--config", argument(&file)]);
    assert_eq!(said.code, 0);
    assert!(said.out.contains("ok; sources: 1"), "{said:?}");
    let said = home.run(&["check", "--config", "not-there.toml"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("not-there.toml"), "{said:?}");
}

#[test]
fn mistakes_do_not_stop_the_rest() {
    let home = Home::new();
    home.write(
        "config/newswire/config.toml",
        "evry = 1\n[[feed]]\nurl = \"https://a.example/\"\n",
    );
    let said = home.run(&["export"]);
    assert_eq!(said.code, 0);
    assert!(said.out.contains("https://a.example/"));
    assert!(said.err.contains("did you mean `every`?"), "{said:?}");
}

#[test]
fn the_example_is_a_good_configuration() {
    let home = Home::new();
    let example = home.run(&["generate", "config"]);
    assert_eq!(example.code, 0);
    let file = home.write("example.toml", &example.out);
    assert_eq!(home.run(&["check", "--config", argument(&file)]).code, 0);
}

#[test]
fn add_keeps_comments_and_refuses_doubles_kindly() {
    let home = Home::new();
    let before =
        "# mine\nevery = \"2h\" # slow\n\n[[feed]]\nurl = \"https://a.example/feed\" # first\n";
    let file = home.write("my.toml", before);
    let config = argument(&file).to_owned();
    let add = [
        "add",
        "--no-check",
        "--group",
        "tech",
        "--name",
        "Bee",
        "b.example/rss",
    ];
    let said = home.run(&[&add[..], &["--config", &config]].concat());
    assert_eq!(said.code, 0, "{said:?}");
    let after = home.read("my.toml");
    assert!(after.starts_with(before), "{after}");
    assert!(after.contains("url = \"https://b.example/rss\"\nname = \"Bee\"\ngroup = \"tech\""));
    let said = home.run(&[
        "add",
        "--no-check",
        "https://www.a.example/feed/",
        "--config",
        &config,
    ]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("already"), "{said:?}");
    assert_eq!(home.read("my.toml"), after);
    assert_eq!(
        home.run(&["add", "file:///etc/passwd", "--config", &config])
            .code,
        2
    );
}

#[test]
fn a_linked_configuration_stays_a_link_with_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let real = home.write("dotfiles/newswire.toml", "# real\n");
    std::fs::set_permissions(&real, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::create_dir_all(home.path("config/newswire")).unwrap();
    let link = home.path("config/newswire/config.toml");
    std::os::unix::fs::symlink(&real, &link).unwrap();
    assert_eq!(
        home.run(&["add", "--no-check", "https://a.example/"]).code,
        0
    );
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(home.read("dotfiles/newswire.toml").contains("a.example"));
    let mode = std::fs::metadata(&real).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_broken_file_is_left_alone() {
    let home = Home::new();
    let file = home.write("my.toml", "every = = 1\n");
    let config = argument(&file).to_owned();
    let said = home.run(&[
        "add",
        "--no-check",
        "https://a.example/",
        "--config",
        &config,
    ]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("newswire check"), "{said:?}");
    assert_eq!(home.read("my.toml"), "every = = 1\n");
}

#[test]
fn opml_comes_in_and_goes_out() {
    let home = Home::new();
    let said = home.run_with(&["import", "-"], OPML.as_bytes());
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.starts_with("2 added"), "{said:?}");
    let said = home.run_with(&["import", "-"], OPML.as_bytes());
    assert!(
        said.out.contains("0 added") && said.out.contains("2 were there"),
        "{said:?}"
    );
    let out = home.run(&["export"]).out;
    assert!(
        out.contains("https://one.example/feed.xml") && out.contains("https://two.example/rss")
    );
    let other = Home::new();
    let file = other.write("x.opml", &out);
    assert!(
        other
            .run(&["import", argument(&file)])
            .out
            .starts_with("2 added")
    );
    let said = other.run_with(&["import", "-"], b"no OPML at all");
    assert_eq!(said.code, 1, "{said:?}");
}

#[test]
fn manual_keys_and_completions_are_generated() {
    let home = Home::new();
    let manual = home.run(&["generate", "man"]).out;
    assert!(manual.contains(".TH newswire 1") && manual.contains("parse\\-feed"));
    assert!(home.run(&["generate", "keys"]).out.starts_with("| keys |"));
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let said = home.run(&["generate", "completions", shell]);
        assert_eq!(said.code, 0);
        assert!(said.out.contains("parse-feed"), "{shell}");
    }
}

#[test]
fn every_command_has_help_with_an_example() {
    let home = Home::new();
    for command in [
        "",
        "demo",
        "refresh",
        "list",
        "read",
        "fav",
        "add",
        "import",
        "export",
        "check",
        "extract",
        "parse-feed",
        "scrape",
        "generate",
    ] {
        let arguments: Vec<&str> = [command, "--help"]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        let said = home.run(&arguments);
        assert_eq!(said.code, 0, "{command}");
        assert!(
            said.out.contains("Example:\n  newswire"),
            "{command}: {}",
            said.out
        );
    }
    assert_eq!(home.run(&["lsit"]).code, 2);
    assert_eq!(home.run(&["list", "--limit", "many"]).code, 2);
}

#[test]
fn the_reader_needs_a_terminal_and_says_what_does_not() {
    let home = Home::new();
    for arguments in [&[][..], &["demo"]] {
        let said = home.run(arguments);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains("needs a terminal"));
    }
}

#[test]
fn a_theme_of_ones_own_is_checked_with_the_configuration() {
    let home = Home::new();
    let config = home.write("my.toml", "[reader]\ntheme = \"sea\"\n");
    let config = argument(&config).to_owned();
    let check = ["check", "--config", &config];
    let said = home.run(&check);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("my.toml:2:9") && said.err.contains("themes/sea.toml"));
    home.write(
        "themes/sea.toml",
        "inherits = \"dark\"\n[roles]\nup = \"accnt\"\n",
    );
    let said = home.run(&check);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("sea.toml:3:7"), "{said:?}");
    assert!(
        said.err.contains("^^^^^ did you mean `accent`?"),
        "{said:?}"
    );
    assert!(said.err.contains("1 mistake in "), "{said:?}");
    home.write("themes/sea.toml", "inherits = \"dark\"\n");
    assert_eq!(home.run(&check).code, 0);
}
