//! Nothing foreign reaches inside: by no spelling, no name, no redirect, no name that changes
//! its answer, and over no connection that somebody else opened.

#![cfg(target_os = "linux")] // elsewhere 127.0.0.77 needs an administrator

#[path = "support/names.rs"]
mod names;

use names::server::{self, Response, Server};
use names::{PUBLIC, options, public, public_and_inside};
use newswire::model::source::Location;
use newswire::net::{Client, Fetched, NamedBy, NetError, Options, Request, RequestKind};

fn client(options: &Options) -> (Client, tokio::runtime::Runtime) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("starts");
    (Client::new(options).expect("valid options"), runtime)
}

/// Asks for what a source out there named.
fn foreign(url: &str) -> Request {
    by("http://news.example/feed", Location::Outside, url)
}

fn by(source: &str, location: Location, url: &str) -> Request {
    Request::new(url, RequestKind::Page, NamedBy::source(source, location))
}

fn ask(options: &Options, request: &Request) -> Result<Fetched, NetError> {
    let (client, runtime) = client(options);
    runtime.block_on(client.fetch(request))
}

fn refused(answer: &Result<Fetched, NetError>) -> bool {
    answer.as_ref().is_err_and(NetError::is_inside)
}

fn secret() -> Server {
    Server::start(|_| Response::text(200, "secret")).expect("starts")
}

fn port(server: &Server) -> u16 {
    server.address().port()
}

#[test]
fn no_spelling_of_an_inside_address_is_asked() {
    let inside = secret();
    let options = Options {
        timeout: std::time::Duration::from_secs(2),
        ..options(&[])
    };
    for host in [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "%31%32%37.0.0.1",
        "①②⑦.0.0.1",
        "127。0。0。1",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "a.localhost",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "0.0.0.0",
        "0",
        "[::]",
        "10.1.2.3",
        "172.20.0.1",
        "192.168.1.1",
        "3232235777",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[fe80::1]",
        "[fd00::1]",
        "[ff02::1]",
    ] {
        for url in [
            format!("http://{host}:{}/", port(&inside)),
            format!("https://me:pw@{host}:{}/x", port(&inside)),
        ] {
            let answer = ask(&options, &foreign(&url));
            assert!(refused(&answer), "{url}: {answer:?}");
            let line = answer.expect_err("refused").to_string();
            assert!(
                line.contains("fetch.allow_networks") && !line.contains("pw"),
                "{line}"
            );
        }
    }
    assert_eq!(inside.served(), 0);
}

#[test]
fn a_name_is_judged_by_the_address_that_it_leads_to() {
    let (site, inside) = public_and_inside(|_| Response::text(200, "public"));
    let names = options(&[
        ("evil.example", &["127.0.0.1"]),
        ("six.example", &["::ffff:127.0.0.1 ::1"]),
        ("router.example", &["192.168.1.1"]),
        ("both.example", &["127.0.0.1 127.0.0.77"]),
    ]);
    for name in [
        "evil.example",
        "six.example",
        "router.example",
        "EVIL.example",
    ] {
        let answer = ask(
            &names,
            &foreign(&format!("http://{name}:{}/", port(&inside))),
        );
        assert!(refused(&answer), "{name}: {answer:?}");
    }
    let both = ask(
        &names,
        &foreign(&format!("http://both.example:{}/", port(&site))),
    );
    assert_eq!(both.expect("the public address").body, b"public");
    let line = ask(&names, &foreign("http://router.example/")).expect_err("refused");
    assert_eq!(
        line.to_string(),
        "refused to ask router.example: it leads to 192.168.1.1, a private address, which only \
         you may name (open it yourself, or allow it: fetch.allow_networks = [\"192.168.1.1\"])"
    );
    assert_eq!(inside.served(), 0);
}

#[test]
fn each_redirect_is_judged_anew() {
    let inside = secret();
    let target = inside.url();
    let numbered = format!("http://2130706433:{}/", port(&inside));
    let site = public(move |request| {
        let to = match request.path.as_str() {
            "/literal" => target.clone(),
            "/number" => numbered.clone(),
            "/name" => format!(
                "http://evil.example:{}/",
                target.rsplit(':').next().expect("a port")
            ),
            "/far" => "/near".to_owned(),
            "/near" => "/literal".to_owned(),
            _ => return Response::text(200, "public"),
        };
        Response::text(302, "").header("Location", &to)
    });
    let names = options(&[
        ("news.example", &["127.0.0.77"]),
        ("evil.example", &["127.0.0.1"]),
    ]);
    for path in ["/literal", "/number", "/name", "/far"] {
        let url = format!("http://news.example:{}{path}", port(&site));
        for request in [
            foreign(&url),
            Request::by_user(url.as_str(), RequestKind::Feed),
        ] {
            let answer = ask(&names, &request);
            assert!(refused(&answer), "{path}: {answer:?}");
        }
    }
    assert_eq!(inside.served(), 0);
    let url = format!("http://news.example:{}/", port(&site));
    assert!(ask(&names, &foreign(&url)).is_ok());
}

#[test]
fn a_name_that_changes_its_answer_gains_nothing() {
    let close = |_: &server::Request| Response::text(200, "public").header("Connection", "close");
    let (site, inside) = public_and_inside(close);
    let names = options(&[("news.example", &["127.0.0.77", "127.0.0.1"])]);
    let (client, runtime) = client(&names);
    let story = format!("http://news.example:{}/story", port(&site));
    // The source's own name, which was public when the feed was read.
    let request = by("http://news.example/feed", Location::Outside, &story);
    assert!(runtime.block_on(client.fetch(&request)).is_ok());
    let again = runtime.block_on(client.fetch(&request));
    assert!(refused(&again), "{again:?}");
    assert_eq!(inside.served(), 0);
}

#[test]
fn a_redirect_to_the_same_name_that_has_changed_is_refused() {
    let back = |_: &server::Request| {
        Response::text(302, "")
            .header("Location", "/admin")
            .header("Connection", "close")
    };
    let (site, inside) = public_and_inside(back);
    let names = options(&[("news.example", &["127.0.0.77", "127.0.0.1"])]);
    let typed = format!("http://news.example:{}/", port(&site));
    let answer = ask(&names, &Request::by_user(typed, RequestKind::Feed));
    assert!(refused(&answer), "{answer:?}");
    assert_eq!(inside.served(), 0);
}

#[test]
fn nobody_rides_on_a_connection_that_the_user_opened() {
    let inside = secret();
    let names = options(&[("nas.example", &["127.0.0.1"])]);
    let (client, runtime) = client(&names);
    let url = format!("http://nas.example:{}/", port(&inside));
    let free = Request::by_user(url.as_str(), RequestKind::Feed);
    let here = Location::Inside("127.0.0.1".parse().expect("an address"));
    let own = by("http://nas.example/feed", here, &url);
    for request in [&free, &own, &free] {
        assert!(runtime.block_on(client.fetch(request)).is_ok());
    }
    let stranger = runtime.block_on(client.fetch(&foreign(&url)));
    assert!(refused(&stranger), "{stranger:?}");
    assert_eq!(inside.served(), 3);
}

#[test]
fn a_source_inside_may_name_its_own_host() {
    let inside = secret();
    let names = options(&[
        ("nas.example", &["127.0.0.1"]),
        ("localhost", &["127.0.0.1"]),
    ]);
    let at = |text: &str| Location::Inside(text.parse().expect("an address"));
    let url = |host: &str| format!("http://{host}:{}/", port(&inside));
    for (source, location, host) in [
        ("http://127.0.0.1:1/feed", Location::Unknown, "127.0.0.1"),
        ("http://127.0.0.9/feed", Location::Unknown, "localhost"),
        (
            "http://localhost/feed",
            Location::Outside,
            "[::ffff:127.0.0.1]",
        ),
        ("http://[::1]/feed", Location::Unknown, "nas.example"),
        ("http://nas.example/feed", at("127.0.0.1"), "nas.example"),
        ("http://nas.example/feed", at("127.0.0.1"), "127.0.0.1"),
    ] {
        let answer = ask(&names, &by(source, location, &url(host)));
        assert!(answer.is_ok(), "{source} names {host}: {answer:?}");
    }
    for (source, location, host) in [
        ("http://192.168.1.5/feed", Location::Unknown, "127.0.0.1"),
        ("http://nas.example/feed", Location::Unknown, "nas.example"),
        ("http://nas.example/feed", at("192.168.1.5"), "nas.example"),
        ("http://127.0.0.1/feed", Location::Unknown, "192.168.1.5"),
        ("http://127.0.0.1/feed", Location::Unknown, "0.0.0.0"),
        ("file:/tmp/feed.xml", Location::Unknown, "127.0.0.1"),
        ("exec:feed", Location::Unknown, "localhost"),
    ] {
        let answer = ask(&names, &by(source, location, &url(host)));
        assert!(refused(&answer), "{source} names {host}: {answer:?}");
    }
}

#[test]
fn what_the_user_names_may_be_anywhere_and_lead_on_at_home() {
    let site = Server::start(|request| match request.path.as_str() {
        "/moved" => Response::text(301, "").header("Location", "/new"),
        _ => Response::text(200, "mine"),
    })
    .expect("starts");
    let names = options(&[("nas.example", &["127.0.0.1"])]);
    for host in ["127.0.0.1", "localhost", "nas.example", "2130706433"] {
        let url = format!("http://{host}:{}/moved", port(&site));
        // The system knows localhost; this test's names do not.
        let options = if host == "localhost" {
            &local()
        } else {
            &names
        };
        let answer = ask(options, &Request::by_user(url.as_str(), RequestKind::Feed));
        assert_eq!(answer.expect(&url).body, b"mine");
    }
}

fn local() -> Options {
    Options {
        system_proxy: false,
        ..Options::default()
    }
}

#[test]
fn networks_that_the_user_allows_are_open() {
    let inside = secret();
    let mut names = options(&[("nas.example", &["127.0.0.1"])]);
    names
        .allow_networks
        .0
        .push("127.0.0.0/30".parse().expect("a network"));
    for host in ["127.0.0.1", "nas.example"] {
        let url = format!("http://{host}:{}/", port(&inside));
        assert!(ask(&names, &foreign(&url)).is_ok(), "{host}");
    }
    assert!(refused(&ask(&names, &foreign("http://127.0.0.5/"))));
    assert_eq!(PUBLIC.octets()[3], 77);
}
