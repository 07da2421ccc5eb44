//! The HTTP client against servers on loopback: conditional requests, limits, redirects,
//! broken answers. Servers and tests hand over through channels; nothing sleeps.

#[path = "support/net.rs"]
mod net;
#[path = "support/server.rs"]
mod server;

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use net::{ask, ask_with, feed, options, raw};
use newswire::net::{Client, Fetched, NetError, Options, Request, RequestKind};
use server::{Response, Server};

/// A server that records what it was asked.
fn recording(
    handler: impl Fn(&server::Request) -> Response + Send + Sync + 'static,
) -> (Server, Receiver<server::Request>) {
    let (sender, asked) = channel();
    let sender = Mutex::new(sender);
    let server = Server::start(move |request| {
        let sent = sender.lock().expect("unpoisoned").send(request.clone());
        sent.expect("the test is listening");
        handler(request)
    });
    (server.expect("starts"), asked)
}

fn raw_bytes(answer: Vec<u8>) -> String {
    raw(move |stream| {
        let _ = stream.write_all(&answer);
    })
}

#[test]
fn validators_go_back_byte_for_byte() {
    let tag = "W/\"a,b;c-~ \u{e9}\"";
    let raw_tag: Vec<u8> = tag
        .chars()
        .map(|c| u8::try_from(c).expect("Latin-1"))
        .collect();
    let mut answer = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nETag: ".to_vec();
    answer.extend_from_slice(&raw_tag);
    answer.extend_from_slice(b"\r\nLast-Modified: Thu, 1 Jan 2026 07:59:60 +0000\r\n\r\nok");
    let first = ask(&feed(raw_bytes(answer))).expect("an answer");
    assert_eq!(first.etag.as_deref(), Some(tag));

    let (sender, requests) = channel();
    let url = {
        let socket = TcpListener::bind("127.0.0.1:0").expect("binds");
        let url = format!("http://{}/", socket.local_addr().expect("bound"));
        std::thread::spawn(move || {
            let (mut stream, _) = socket.accept().expect("a client");
            let mut head = Vec::new();
            let mut reader = BufReader::new(stream.try_clone().expect("clones"));
            while !head.ends_with(b"\r\n\r\n") {
                reader.read_until(b'\n', &mut head).expect("a request");
            }
            sender.send(head).expect("the test is listening");
            stream.write_all(b"HTTP/1.1 304 X\r\n\r\n").expect("sends");
        });
        url
    };
    let request = Request {
        etag: first.etag,
        last_modified: first.last_modified,
        ..feed(url)
    };
    let second = ask(&request).expect("an answer");
    assert!(second.not_modified && second.body.is_empty());
    let head = requests.recv().expect("a request");
    let holds = |bytes: &[u8]| head.windows(bytes.len()).any(|window| window == bytes);
    assert!(holds(&raw_tag), "the tag as it was sent");
    assert!(
        holds(b"Thu, 1 Jan 2026 07:59:60 +0000"),
        "the date as it was sent"
    );
}

#[test]
fn a_first_request_is_plain_and_honest() {
    let (server, asked) = recording(|_| Response::text(200, "x").header("Set-Cookie", "a=b"));
    let url = format!("{}/feed?a=b&c=%20d#part", server.url());
    let client = Client::new(&options()).expect("valid options");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("starts");
    for _ in 0..2 {
        runtime
            .block_on(client.fetch(&feed(url.clone())))
            .expect("an answer");
        let request = asked.recv().expect("a request");
        assert_eq!(
            (request.path.as_str(), request.query.as_str()),
            ("/feed", "a=b&c=%20d")
        );
        for absent in ["Cookie", "Referer", "If-None-Match", "If-Modified-Since"] {
            assert_eq!(request.header(absent), None, "{absent}");
        }
        let agent = request.header("User-Agent").expect("sent");
        assert!(agent.starts_with("newswire/"), "{agent}");
        let accept = request.header("Accept").expect("sent");
        assert!(accept.contains("application/atom+xml"), "{accept}");
        let codings = request.header("Accept-Encoding").expect("sent");
        assert!(
            codings.contains("gzip") && codings.contains("br"),
            "{codings}"
        );
    }
}

#[test]
fn a_body_shorter_than_announced_is_an_error() {
    let url = raw_bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<rss>".to_vec());
    assert_eq!(ask(&feed(url)), Err(NetError::Truncated));
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<rss>\r\n";
    assert_eq!(
        ask(&feed(raw_bytes(chunked.to_vec()))),
        Err(NetError::Truncated)
    );
}

#[test]
fn chunks_with_trailers_and_old_http_are_read() {
    let chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\
        2;a=b\r\nok\r\n0\r\nX-T: 1\r\n\r\n";
    let answer = ask(&feed(raw_bytes(chunked.to_vec()))).expect("an answer");
    assert_eq!(answer.body, b"ok");
    let old = b"HTTP/1.0 200 OK\r\nContent-Type: text/xml\r\n\r\nok";
    assert_eq!(
        ask(&feed(raw_bytes(old.to_vec()))).expect("an answer").body,
        b"ok"
    );
}

#[test]
fn an_endless_body_is_cut_off_and_the_server_hung_up_on() {
    let (sender, hung_up) = channel();
    let url = raw(move |stream| {
        let mut sent = 0_u64;
        let mut bytes: &[u8] = b"HTTP/1.1 200 OK\r\n\r\n";
        while stream.write_all(bytes).is_ok() {
            bytes = &[b'x'; 16_384];
            sent += bytes.len() as u64;
        }
        let _ = sender.send(sent);
    });
    let answer = ask(&feed(url));
    assert_eq!(answer, Err(NetError::TooLarge(10_000_000)));
    assert!(hung_up.recv().expect("the server ends") < 64 << 20);
}

#[test]
fn a_bomb_is_measured_after_decompression() {
    let bomb = gzip_zeros(64 << 20);
    assert!(bomb.len() < 1 << 20, "small on the wire: {}", bomb.len());
    let server = Server::start(move |_| {
        Response::new(200, "text/xml", bomb.clone()).header("Content-Encoding", "gzip")
    })
    .expect("starts");
    assert_eq!(
        ask(&feed(server.url())),
        Err(NetError::TooLarge(10_000_000))
    );
    let damaged = Server::start(|_| {
        Response::new(200, "text/xml", "not gzip").header("Content-Encoding", "gzip")
    })
    .expect("starts");
    assert_eq!(ask(&feed(damaged.url())), Err(NetError::Compression));
}

/// gzip of `length` zero bytes, written by hand (RFC 1951, 1952): a fixed-Huffman block of
/// one literal and matches of length 258 at distance 1.
fn gzip_zeros(length: usize) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.push(0b011, 3);
    // Literal 0 is the code 0x30 of 8 bits, most significant bit first.
    bits.push_reversed(0x30, 8);
    for _ in 0..length / 258 {
        // Length 258 is symbol 285: 0xc5 of 8 bits. Distance 1 is symbol 0 of 5 bits.
        bits.push_reversed(0xc5, 8);
        bits.push_reversed(0, 5);
    }
    // End of block: seven zero bits.
    bits.push(0, 7);
    let mut gzip = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    gzip.extend(bits.into_bytes());
    gzip.extend([0; 8]);
    gzip
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn push(&mut self, value: u32, count: u32) {
        self.held |= value << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push((self.held & 0xff) as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    fn push_reversed(&mut self, value: u32, count: u32) {
        self.push(value.reverse_bits() >> (32 - count), count);
    }

    fn into_bytes(mut self) -> Vec<u8> {
        self.push(0, 7);
        self.bytes
    }
}

#[test]
fn an_endless_header_is_refused() {
    let url = raw(|stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
        while stream.write_all(&[b'X'; 4096]).is_ok() {}
    });
    assert_eq!(ask(&feed(url)), Err(NetError::HeaderTooLarge));
}

#[test]
fn a_stalling_body_and_a_silent_server_end_in_time() {
    let hasty = Options {
        stall: Duration::from_millis(100),
        timeout: Duration::from_millis(300),
        ..options()
    };
    let (release, wait) = channel::<()>();
    let url = raw(move |stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx");
        let _ = wait.recv();
    });
    let stalled = ask_with(&hasty, &feed(url));
    assert!(
        matches!(stalled, Err(NetError::Stalled { .. })),
        "{stalled:?}"
    );
    drop(release);
    let (release, wait) = channel::<()>();
    let url = raw(move |_| {
        let _ = wait.recv();
    });
    assert_eq!(ask_with(&hasty, &feed(url)), Err(NetError::Timeout(0)));
    drop(release);
}

#[test]
fn redirects_are_followed_remembered_and_refused() {
    let (server, asked) = recording(|request| {
        let to = |status, target: &str| Response::text(status, "").header("Location", target);
        match request.path.as_str() {
            "/moved" => to(301, "/moved-again"),
            "/moved-again" => to(308, "/new"),
            "/for-now" => to(302, "/moved"),
            "/file" => to(302, "file:///etc/hostname"),
            "/loop" => to(302, "/loop"),
            "/nowhere" => Response::text(301, ""),
            path if path.starts_with("/endless") => to(302, &format!("{path}x")),
            _ => Response::text(200, "ok"),
        }
    });
    let fetch = |path: &str| ask(&feed(format!("{}{path}", server.url())));
    let moved = fetch("/moved").expect("an answer");
    assert_eq!(moved.permanent_url, Some(format!("{}/new", server.url())));
    let temporary = fetch("/for-now").expect("an answer");
    assert_eq!(temporary.permanent_url, None);
    assert_eq!(temporary.final_url, format!("{}/new", server.url()));
    let refused = NetError::RedirectRefused("file:///etc/hostname".into());
    assert_eq!(fetch("/file"), Err(refused));
    let circle = NetError::RedirectLoop(format!("{}/loop", server.url()));
    assert_eq!(fetch("/loop"), Err(circle));
    assert_eq!(fetch("/endless"), Err(NetError::TooManyRedirects(10)));
    let nowhere = fetch("/nowhere").and_then(Fetched::success);
    assert!(matches!(nowhere, Err(NetError::Status { status: 301, .. })));
    assert_eq!(asked.try_iter().count(), 3 + 4 + 1 + 1 + 11 + 1);
}

#[test]
fn credentials_and_own_headers_stay_with_their_origin() {
    let (other, asked_other) = recording(|_| Response::text(200, "ok"));
    let target = other.url();
    let (server, asked) =
        recording(move |_| Response::text(302, "").header("Location", &format!("{target}/x")));
    let with_user = server.url().replace("http://", "http://us:pw@");
    let request = Request {
        headers: vec![("X-Token".into(), "secret".into())],
        ..feed(with_user)
    };
    let answer = ask(&request).expect("an answer");
    assert!(!answer.final_url.contains("us:pw"));
    let first = asked.recv().expect("a request");
    assert_eq!(first.header("Authorization"), Some("Basic dXM6cHc="));
    assert_eq!(first.header("X-Token"), Some("secret"));
    let second = asked_other.recv().expect("a request");
    assert_eq!(second.header("Authorization"), None);
    assert_eq!(second.header("X-Token"), None);
}

#[test]
fn errors_of_servers_are_said_in_words() {
    let server = Server::start(|request| match request.path.as_str() {
        "/busy" => Response::text(429, "slow down").header("Retry-After", "10800"),
        _ => Response::text(404, "no"),
    })
    .expect("starts");
    let fetch = |path: &str| {
        let answer = ask(&feed(format!("{}{path}", server.url())));
        answer
            .and_then(Fetched::success)
            .expect_err("an error")
            .to_string()
    };
    assert_eq!(
        fetch("/busy"),
        "HTTP 429 too many requests, asks to wait 3 h"
    );
    assert_eq!(fetch("/none"), "HTTP 404 not found");
    let quote = Request::by_user(format!("{}/busy", server.url()), RequestKind::Quote);
    assert_eq!(ask(&quote).expect("an answer").body, b"slow down");
    let free = TcpListener::bind("127.0.0.1:0").expect("binds");
    let address = free.local_addr().expect("bound");
    drop(free);
    let refused = ask(&feed(format!("http://{address}/"))).expect_err("nobody listens");
    assert!(refused.is_unreachable());
    assert_eq!(
        refused.to_string(),
        "cannot connect to 127.0.0.1: it refuses connections"
    );
    let closed = ask(&feed(raw_bytes(Vec::new()))).expect_err("no answer");
    assert_eq!(
        closed.to_string(),
        "127.0.0.1 closed the connection without an answer"
    );
}
