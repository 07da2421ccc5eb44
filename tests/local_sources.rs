//! Sources on this machine: the output of a command and files, where the configuration says so
//! and nowhere else. Not by a redirect, not by a page, not by an OPML file, not by `add`.

#[path = "support/program.rs"]
mod program;
#[path = "support/server.rs"]
mod server;

use program::Home;
use server::{Response, Server};

fn feed(title: &str) -> String {
    format!(
        "<rss version=\"2.0\"><channel><title>Local</title><item><title>{title}</title>\
         <guid>{title}</guid><link>https://example.org/1</link></item></channel></rss>"
    )
}

fn configure(home: &Home, urls: &[&str]) {
    let sources: String = urls
        .iter()
        .map(|url| format!("[[feed]]\nurl = {url:?}\n"))
        .collect();
    home.write("config/newswire/config.toml", sources);
}

fn titles(home: &Home) -> String {
    home.run(&["list"]).out
}

#[test]
fn commands_and_files_of_the_configuration_are_read() {
    let home = Home::new();
    let path = home.write("a feed.xml", feed("From a file"));
    home.write("other.xml", feed("From a command"));
    let command = format!("exec:cd '{}' && cat other.xml", home.path("").display());
    let file = format!("file:{}", path.display());
    configure(&home, &[&command, &file, "exec:echo no luck >&2; exit 7"]);
    let said = home.run(&["refresh"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("2 new headlines"), "{said:?}");
    assert!(said.err.contains("exit status: 7: no luck"), "{said:?}");
    let titles = titles(&home);
    assert!(titles.contains("From a file"), "{titles}");
    assert!(titles.contains("From a command"), "{titles}");
}

#[test]
fn a_missing_file_is_named() {
    let home = Home::new();
    let missing = home.path("nothing.xml");
    configure(&home, &[&format!("file:{}", missing.display())]);
    let said = home.run(&["refresh"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("nothing.xml"), "{said:?}");
    configure(&home, &["file:not/absolute.xml"]);
    let said = home.run(&["check"]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("needs a whole path"), "{said:?}");
}

/// What would prove that the file was read or the command run.
struct Bait {
    home: Home,
    addresses: Vec<String>,
}

impl Bait {
    fn new() -> Self {
        let home = Home::new();
        let secret = home.write("secret.xml", feed("The secret"));
        let ran = home.path("ran");
        let addresses = vec![
            format!("file://{}", secret.display()),
            format!("file:{}", secret.display()),
            format!("exec:touch {0}; cat {1}", ran.display(), secret.display()),
            format!("exec:touch%20{}", ran.display()),
        ];
        Self { home, addresses }
    }

    fn is_untouched(&self) {
        assert!(!self.home.path("ran").exists(), "a command was run");
        let titles = titles(&self.home);
        assert!(!titles.contains("The secret"), "{titles}");
    }
}

#[test]
fn no_redirect_leads_to_this_machine() {
    for status in [301, 302, 307, 308] {
        let bait = Bait::new();
        let targets = bait.addresses.clone();
        let server = Server::start(move |request| {
            let number: usize = request.path.trim_matches('/').parse().expect("a number");
            Response::text(status, "").header("Location", &targets[number])
        });
        let server = server.expect("starts");
        let urls: Vec<String> = (0..bait.addresses.len())
            .map(|number| format!("{}/{number}", server.url()))
            .collect();
        let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
        configure(&bait.home, &urls);
        // Once more: what moved for good would be asked at its new address.
        for _ in 0..2 {
            let said = bait.home.run(&["refresh", "--force"]);
            assert_eq!(said.code, 1, "{said:?}");
        }
        bait.is_untouched();
    }
}

#[test]
fn no_page_and_no_feed_leads_to_this_machine() {
    let bait = Bait::new();
    let links: String = bait
        .addresses
        .iter()
        .map(|url| format!("<link rel=alternate type='application/rss+xml' href='{url}'>"))
        .collect();
    let moved: String = bait
        .addresses
        .iter()
        .map(|url| {
            format!(
                "<item><title>Away</title><link>{url}</link></item><atom:link rel='self' href='{url}'/>"
            )
        })
        .collect();
    let page = format!("<html><head>{links}</head><body><p>Hello</p></body></html>");
    let rss = format!(
        "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>t</title>{moved}</channel></rss>"
    );
    let server = Server::start(move |request| match request.path.as_str() {
        "/page" => Response::html(page.clone()),
        _ => Response::new(200, "application/rss+xml", rss.clone()),
    });
    let server = server.expect("starts");
    let (page, rss) = (
        format!("{}/page", server.url()),
        format!("{}/rss", server.url()),
    );
    configure(&bait.home, &[&page, &rss]);
    for _ in 0..2 {
        bait.home.run(&["refresh", "--force", "--articles"]);
    }
    let said = bait.home.run(&["add", &page]);
    assert_ne!(said.code, 0, "{said:?}");
    bait.is_untouched();
}

#[test]
fn neither_add_nor_opml_takes_them() {
    let bait = Bait::new();
    for url in &bait.addresses {
        for options in [&["add", url][..], &["add", "--no-check", url]] {
            let said = bait.home.run(options);
            assert_ne!(said.code, 0, "{said:?}");
            assert_eq!(said.err.lines().count(), 1, "{said:?}");
        }
    }
    let outlines: String = bait
        .addresses
        .iter()
        .map(|url| format!("<outline type='rss' text='x' xmlUrl='{url}'/>"))
        .collect();
    let opml = bait.home.write(
        "feeds.opml",
        format!("<opml version='2.0'><body>{outlines}</body></opml>"),
    );
    bait.home.run(&["import", program::argument(&opml)]);
    bait.home.run(&["refresh", "--force"]);
    bait.is_untouched();
    let config = bait.home.path("config/newswire/config.toml");
    if let Ok(text) = std::fs::read_to_string(config) {
        assert!(!text.contains("exec:") && !text.contains("file:"), "{text}");
    }
}
