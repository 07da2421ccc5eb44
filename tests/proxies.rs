//! The proxies of the environment are honoured: HTTP, and SOCKS with the name resolved there.

#[path = "support/program.rs"]
mod program;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

use program::{Home, Said};

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
    assert!(said.out.contains("1 new headlines"), "{said:?}");
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
    assert!(said.out.contains("1 new headlines"), "{said:?}");
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
