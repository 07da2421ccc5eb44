//! Addresses as people type them: several at once, and without a scheme. https comes first;
//! http is tried only where nothing speaks https, and what was used is said.

#[path = "support/program.rs"]
mod program;
#[path = "support/server.rs"]
mod server;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::mpsc::channel;

use newswire::net::{Client, Options};
use newswire::runtime::probe::{self, Found, ProbeError};
use program::Home;
use server::{Response, Server};

fn site(title: &'static str) -> Server {
    Server::start(move |request| match request.path.as_str() {
        "/feed" => {
            let item = format!("<item><title>{title} story</title><guid>1</guid><link>https://a.example/1</link></item>");
            let feed = format!("<rss version=\"2.0\"><channel><title>{title}</title>{item}</channel></rss>");
            Response::new(200, "application/rss+xml", feed)
        }
        _ => Response::text(404, "none"),
    })
    .expect("starts")
}

fn look(typed: &str) -> Result<Found, ProbeError> {
    let options = Options {
        system_proxy: false,
        ..Options::default()
    };
    let client = Client::new(&options).expect("valid options");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("starts");
    let typed = probe::addresses(typed).expect("an address");
    runtime.block_on(probe::candidates(&client, &typed[0]))
}

/// A port that answers each connection with these bytes; what it read first comes back.
fn answering(bytes: &'static [u8]) -> (String, std::sync::mpsc::Receiver<u8>) {
    let socket = TcpListener::bind("127.0.0.1:0").expect("binds");
    let address = socket.local_addr().expect("bound").to_string();
    let (sender, first) = channel();
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = socket.accept() {
            let mut begin = [0; 1024];
            let read = stream.read(&mut begin).unwrap_or(0);
            if sender.send(if read == 0 { 0 } else { begin[0] }).is_err() {
                return;
            }
            let _ = stream.write_all(bytes);
        }
    });
    (address, first)
}

/// The first byte of a TLS record that shakes hands (RFC 8446 section 5.1).
const HANDSHAKE: u8 = 0x16;

#[test]
fn http_is_tried_for_an_address_without_a_scheme_and_said() {
    let site = site("Plain");
    let typed = format!("{}/feed", site.address());
    let found = look(&typed).expect("over http");
    assert_eq!(found.candidates[0].spec.url, format!("http://{typed}"));
    let scheme = found.scheme.expect("said");
    assert!(
        scheme.starts_with("over http, since https failed (no https)"),
        "{scheme}"
    );
    let home = Home::new();
    let said = home.run(&["add", &typed]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains(&format!("http://{typed}")), "{said:?}");
    assert!(
        said.out.contains("over http, since https failed"),
        "{said:?}"
    );
    let said = home.run(&["try", &typed]);
    assert!(
        said.out.starts_with("# over http, since https failed"),
        "{said:?}"
    );
}

#[test]
fn what_http_came_to_is_said_first() {
    let site = site("Plain");
    let error = look(&format!("{}/gone", site.address())).expect_err("404");
    let line = error.to_string();
    let address = format!("http://{}/gone: ", site.address());
    assert!(line.starts_with(&address) && line.contains("404"), "{line}");
    assert!(
        line.ends_with("https was tried before it (no https)"),
        "{line}"
    );
}

#[test]
fn a_typed_scheme_is_the_only_one() {
    let site = site("Plain");
    let error = look(&format!("https://{}/feed", site.address())).expect_err("no https there");
    let line = error.to_string();
    assert!(line.contains("does not speak https"), "{line}");
    assert_eq!(site.served(), 0);
    let found = look(&format!("{}/feed", site.url())).expect("http");
    assert_eq!(found.scheme, None);
}

#[test]
fn http_is_not_tried_where_something_speaks_https() {
    // An alert (RFC 8446 section 6): "internal error", fatal, by a server that speaks TLS.
    let (address, first) = answering(&[0x15, 3, 3, 0, 2, 2, 80]);
    let error = look(&format!("{address}/feed")).expect_err("no answer");
    assert!(
        error.to_string().contains("no secure connection"),
        "{error}"
    );
    let asked: Vec<u8> = first.try_iter().collect();
    assert_eq!(asked, [HANDSHAKE], "once, and in https");
}

#[test]
fn http_is_not_tried_after_a_certificate_that_is_not_trusted() {
    let config = tls_server();
    let socket = TcpListener::bind("127.0.0.1:0").expect("binds");
    let address = socket.local_addr().expect("bound");
    let (sender, first) = channel();
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = socket.accept() {
            let mut begin = [0];
            stream.peek(&mut begin).expect("a byte");
            if sender.send(begin[0]).is_err() {
                return;
            }
            let mut tls = rustls::ServerConnection::new(config.clone()).expect("configured");
            // The client turns away in the middle.
            let _ = tls.complete_io(&mut stream);
        }
    });
    let error = look(&format!("{address}/feed")).expect_err("not trusted");
    assert!(error.to_string().contains("is not trusted"), "{error}");
    let asked: Vec<u8> = first.try_iter().collect();
    assert_eq!(asked, [HANDSHAKE], "once, and in https");
}

/// A server with a certificate that nobody has signed.
fn tls_server() -> std::sync::Arc<rustls::ServerConfig> {
    let certificate = include_bytes!("fixtures/tls/certificate.der").to_vec();
    let key = include_bytes!("fixtures/tls/key.der").to_vec();
    let provider = rustls::crypto::ring::default_provider();
    let config = rustls::ServerConfig::builder_with_provider(provider.into())
        .with_safe_default_protocol_versions()
        .expect("the provider's own")
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.into()],
            rustls::pki_types::PrivatePkcs8KeyDer::from(key).into(),
        )
        .expect("a pair");
    config.into()
}

#[test]
fn both_failures_are_told_where_nobody_listens() {
    let free = TcpListener::bind("127.0.0.1:0").expect("binds");
    let address = free.local_addr().expect("bound");
    drop(free);
    let line = look(&format!("{address}/feed"))
        .expect_err("nobody")
        .to_string();
    assert!(
        line.contains(": cannot connect")
            && line.ends_with("; https was tried before it (refused)"),
        "{line}"
    );
}

#[test]
fn several_addresses_are_several_sources() {
    let (one, two) = (site("One"), site("Two"));
    let urls = [format!("{}/feed", one.url()), format!("{}/feed", two.url())];
    for between in [" ", "\n", ",", ", ", ";"] {
        let home = Home::new();
        let said = home.run(&["add", &urls.join(between)]);
        assert_eq!(said.code, 0, "{between:?}: {said:?}");
        let config = home.read("config/newswire/config.toml");
        assert_eq!(
            config.matches("[[feed]]").count(),
            2,
            "{between:?}: {config}"
        );
        assert!(
            urls.iter()
                .all(|url| config.contains(&format!("\"{url}\""))),
            "{config}"
        );
    }
    let home = Home::new();
    let missing = format!("{}/missing", one.url());
    let said = home.run(&["add", &missing, &urls[0], &urls[1]]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("/missing"), "{said:?}");
    assert_eq!(said.out.matches("added ").count(), 2, "{said:?}");
    let said = home.run(&["try", &urls[0], &urls[1]]);
    assert_eq!(said.out.matches("[[feed]]").count(), 2, "{said:?}");
    let said = home.run(&[
        "add",
        "--name",
        "Both",
        "https://a.example",
        "https://b.example",
    ]);
    assert_eq!(said.code, 2, "{said:?}");
}

#[test]
fn what_is_typed_and_what_is_imported_are_read_alike() {
    let site = site("Plain");
    let host = site.address().to_string();
    for typed in [
        format!("feed://{host}/feed"),
        format!("feed:http://{host}/feed"),
        format!("{host}/feed"),
        format!("me:pw@{host}/feed"),
    ] {
        let home = Home::new();
        assert_eq!(home.run(&["add", &typed]).code, 0, "{typed}");
        let said = home.run(&["try", &typed]);
        assert!(said.out.contains("Plain story"), "{typed}: {said:?}");
        let home = Home::new();
        let list = home.write("list.txt", format!("{typed}\n"));
        let said = home.run(&["import", program::argument(&list)]);
        assert_eq!(said.code, 0, "{typed}: {said:?}");
        let config = home.read("config/newswire/config.toml");
        let url = format!("url = \"http://{host}/feed\"");
        assert!(config.contains(&url), "{typed}: {config}");
    }
}
