//! Many sources on the command line: failures of one cause are told once, and a source is found
//! by a part of its name.

#[path = "support/program.rs"]
mod program;
#[path = "support/server.rs"]
mod server;

use std::net::TcpListener;

use program::{Home, list};
use server::{Response, Server};

#[test]
fn two_hundred_failures_of_one_cause_are_one_line() {
    let closed = TcpListener::bind("127.0.0.1:0").expect("binds");
    let port = closed.local_addr().expect("bound").port();
    drop(closed);
    let missing = Server::start(|_| Response::text(404, "none")).expect("starts");
    let home = Home::new();
    // Each on a host of its own, half of them with a name.
    let refused = (0..200).map(|number| {
        let name = match number % 2 {
            0 => format!("name = \"Source {number}\"\n"),
            _ => String::new(),
        };
        format!("[[feed]]\nurl = \"http://127.0.1.{number}:{port}/feed\"\n{name}")
    });
    let few = (0..3).map(|number| format!("[[feed]]\nurl = \"{}/{number}\"\n", missing.url()));
    let config: String = refused.chain(few).collect();
    home.write("config/newswire/config.toml", config);
    let said = home.run(&["refresh"]);
    assert_eq!(said.code, 1, "{said:?}");
    let lines: Vec<&str> = said.err.lines().collect();
    let of_all = "newswire: 200 sources: cannot connect to …: it refuses connections; \
        `newswire sources --failing` names them";
    assert!(lines.contains(&of_all), "{lines:?}");
    assert_eq!(lines.len(), 1 + 3, "{lines:?}");
    assert!(said.out.contains("203 failed"), "{said:?}");
    let failing = home.run(&["sources", "--failing"]);
    assert!(failing.out.lines().count() > 200, "{failing:?}");
}

#[test]
fn a_part_of_a_name_finds_its_source() {
    let server = Server::start(|request| {
        let name = request.path.trim_start_matches('/').to_owned();
        let item = format!("<item><title>{name} story</title><guid>{name}</guid><link>https://a.example/{name}</link></item>");
        let feed = format!("<rss version=\"2.0\"><channel><title>{name}</title>{item}</channel></rss>");
        Response::new(200, "application/rss+xml", feed)
    })
    .expect("starts");
    let home = Home::new();
    let source = |path: &str, name: &str| {
        format!(
            "[[feed]]\nurl = \"{}/{path}\"\nname = \"{name}\"\n",
            server.url()
        )
    };
    let config = source("one", "The Harbour Gazette") + &source("two", "The Harbour Post");
    home.write("config/newswire/config.toml", config);
    assert_eq!(home.run(&["refresh", "gazette"]).code, 0);
    assert_eq!(list(&home, &[]).len(), 1, "only that one was asked");
    assert_eq!(home.run(&["refresh"]).code, 0);
    let of = |typed: &str| {
        let found = list(&home, &["--source", typed]);
        found
            .iter()
            .map(|one| one["title"].to_string())
            .collect::<String>()
    };
    for typed in ["gazette", "GAZETTE", "The Harbour Gazette", "/one"] {
        assert_eq!(of(typed), "\"one story\"", "{typed}");
    }
    let said = home.run(&["list", "--source", "gazete"]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(
        said.err.contains("did you mean \"The Harbour Gazette\"?"),
        "{said:?}"
    );
    let said = home.run(&["list", "--source", "harbour"]);
    assert!(
        said.err
            .contains("could be \"The Harbour Gazette\", \"The Harbour Post\""),
        "{said:?}"
    );
}
