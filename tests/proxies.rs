//! The proxies of the environment are honoured: HTTP, and SOCKS with the name resolved there.

#[path = "support/program.rs"]
mod program;
#[path = "support/server.rs"]
mod server;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};

use program::{Home, Said};
use server::{Response, Server};

const FEED: &str = "<rss version=\"2.0\"><channel><title>Far</title><item><title>Through the proxy\
    </title><guid>1</guid></item></channel></rss>";

/// A proxy that answers itself, and what it was asked for.
fn proxy(
    take: impl Fn(&mut TcpStream) -> String + Send + 'static,
) -> (std::net::SocketAddr, Receiver<String>) {
    let socket = TcpListener::bind("127.0.0.1:0").expect("binds");
    let address = socket.local_addr().expect("bound");
    let (sender, asked) = channel();
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = socket.accept() {
            let wanted = take(&mut stream);
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: {}\r\n\r\n{FEED}",
                FEED.len()
            );
            stream.write_all(answer.as_bytes()).expect("sends");
            let _ = stream.shutdown(Shutdown::Both);
            sender.send(wanted).expect("the test is listening");
        }
    });
    (address, asked)
}

/// The first line of a request, which is read to the end of its head.
fn request_line(stream: &mut TcpStream) -> String {
    let mut lines = BufReader::new(stream).lines();
    let mut line = || lines.next().expect("a line").expect("text");
    let first = line();
    while !line().is_empty() {}
    first
}

/// The greeting and the request of SOCKS 5 (RFC 1928); gives the wanted host.
fn socks(stream: &mut TcpStream) -> String {
    let read = |stream: &mut TcpStream, count: usize| {
        let mut bytes = vec![0; count];
        stream.read_exact(&mut bytes).expect("SOCKS");
        bytes
    };
    let methods = read(stream, 2)[1];
    read(stream, methods.into());
    stream.write_all(&[5, 0]).expect("sends");
    let request = read(stream, 4);
    assert_eq!(request, [5, 1, 0, 3], "connect to a name");
    let length = read(stream, 1)[0];
    let host = read(stream, length.into());
    read(stream, 2);
    stream
        .write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])
        .expect("sends");
    String::from_utf8(host).expect("a name")
}

fn refresh_with(variable: &str, value: &str) -> Said {
    let home = Home::new();
    home.write(
        "config/newswire/config.toml",
        "[[feed]]\nurl = \"http://feeds.example.test/feed\"\n",
    );
    let output = home
        .command(&["refresh"])
        .env(variable, value)
        .output()
        .expect("it starts");
    Said {
        code: output.status.code().expect("it ends"),
        out: String::from_utf8(output.stdout).expect("text"),
        err: String::from_utf8(output.stderr).expect("text"),
    }
}

#[test]
fn an_http_proxy_is_asked_for_the_whole_address() {
    let (address, asked) = proxy(request_line);
    let said = refresh_with("http_proxy", &format!("http://{address}"));
    assert!(said.out.contains("; 1 new headline\n"), "{said:?}");
    let asked = asked.recv().expect("asked");
    assert_eq!(asked, "GET http://feeds.example.test/feed HTTP/1.1");
}

#[test]
fn a_socks_proxy_resolves_the_name() {
    let (address, asked) = proxy(|stream| {
        let host = socks(stream);
        format!("{host} {}", request_line(stream))
    });
    let said = refresh_with("ALL_PROXY", &format!("socks5h://{address}"));
    assert!(said.out.contains("; 1 new headline\n"), "{said:?}");
    let asked = asked.recv().expect("asked");
    assert_eq!(asked, "feeds.example.test GET /feed HTTP/1.1");
}

#[test]
fn a_proxy_that_is_not_there_is_named() {
    let closed = TcpListener::bind("127.0.0.1:0").expect("binds");
    let address = closed.local_addr().expect("bound");
    drop(closed);
    let said = refresh_with("http_proxy", &format!("http://{address}"));
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("feeds.example.test"), "{said:?}");
}

/// Links that lead inside by their spelling.
const INSIDE: [&str; 8] = [
    "http://127.0.0.1:9/",
    "http://2130706433:9/",
    "http://localhost.:9/",
    "http://[::ffff:10.0.0.1]/",
    "http://192.168.1.1/",
    "http://router/",
    "http://nas.local/",
    "http://wiki.intranet./",
];

fn feed_of(links: &[&str]) -> String {
    let date = jiff::Timestamp::now() - jiff::SignedDuration::from_mins(5);
    let item = |link: &&str| {
        format!(
            "<entry><id>{link}</id><title>{link}</title><updated>{date}</updated><link href='{link}'/></entry>"
        )
    };
    let entries: String = links.iter().map(item).collect();
    format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>Far</title>{entries}</feed>")
}

/// A proxy that answers for every host itself, and the hosts that it was asked for.
fn proxy_of_all(feed: String) -> (Server, Receiver<Option<String>>) {
    let (sender, asked) = channel();
    let sender = Mutex::new(sender);
    let sentence = "The council agreed after a long debate that the bridge shall be repaired. ";
    let server = Server::start(move |request| {
        let host = request.header("host").map(str::to_owned);
        let sent = sender.lock().expect("unpoisoned").send(host);
        sent.expect("the test is listening");
        match request.path.as_str() {
            "/feed" => Response::new(200, "application/atom+xml", feed.clone()),
            "/robots.txt" => Response::text(404, ""),
            _ => Response::html(format!(
                "<article><h1>Story</h1><p>{}</p></article>",
                sentence.repeat(9)
            )),
        }
    });
    (server.expect("starts"), asked)
}

#[test]
fn behind_a_proxy_addresses_inside_are_told_by_their_spelling() {
    let links = [&INSIDE[..], &["http://stories.example.test/1"]].concat();
    let (server, asked) = proxy_of_all(feed_of(&links));
    let home = Home::new();
    home.write(
        "config/newswire/config.toml",
        "[[feed]]\nurl = \"http://feeds.example.test/feed\"\nfull_text = \"always\"\n",
    );
    let output = home
        .command(&["refresh", "--articles"])
        .env("http_proxy", server.url())
        .output()
        .expect("it starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert!(
        out.contains("articles: 1 stored, 8 without text"),
        "{out} {err}"
    );
    assert_eq!(err.matches("refused to ask").count(), INSIDE.len(), "{err}");
    let hosts: Vec<String> = asked.try_iter().flatten().collect();
    assert!(
        !hosts.is_empty() && hosts.iter().all(|host| host.ends_with(".example.test")),
        "{hosts:?}"
    );
}
