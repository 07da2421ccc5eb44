//! A small HTTP/1.1 server (RFC 9112) on the loopback interface, for tests: it answers with
//! exactly what a test says, and is gone with its connections when it is dropped.

#![allow(dead_code)] // each test file uses a part of it

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::thread::{self, JoinHandle};

/// A request as it arrived; its body is not read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// "GET".
    pub method: String,
    /// Path as sent, percent-encoding kept, without the query.
    pub path: String,
    /// What follows the question mark, as sent; empty if there is none.
    pub query: String,
    /// Header lines in order, names as sent.
    pub headers: Vec<(String, String)>,
}

impl Request {
    /// The first header of this name, in whatever case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(given, _)| given.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Response {
    /// An answer of any type; without one if it is empty.
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let answer = Self {
            status,
            headers: Vec::new(),
            body: body.into(),
        };
        if content_type.is_empty() {
            return answer;
        }
        answer.header("Content-Type", content_type)
    }

    /// Plain text.
    pub fn text(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status, "text/plain; charset=utf-8", body)
    }

    /// HTML.
    pub fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, "text/html; charset=utf-8", body)
    }

    /// The same with one more header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn to_bytes(&self) -> Vec<u8> {
        let reason = reqwest::StatusCode::from_u16(self.status).ok();
        let reason = reason.and_then(|status| status.canonical_reason());
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason.unwrap_or("Other"));
        for (name, value) in &self.headers {
            write!(head, "{name}: {value}\r\n").expect("a string grows");
        }
        if matches!(self.status, 204 | 304) {
            return [head.as_bytes(), b"\r\n"].concat();
        }
        let length = self.body.len();
        write!(head, "Content-Length: {length}\r\n\r\n").expect("a string grows");
        [head.as_bytes(), &self.body].concat()
    }
}

type Handler = dyn Fn(&Request) -> Response + Send + Sync;

/// A running server.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    listener: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    stopping: AtomicBool,
    served: AtomicU64,
    connections: Mutex<Vec<Weak<TcpStream>>>,
}

impl Server {
    /// Listens on a free port of 127.0.0.1 and answers with what `handler` returns. It is
    /// called from several threads at once; if it panics, that connection alone is closed.
    pub fn start(
        handler: impl Fn(&Request) -> Response + Send + Sync + 'static,
    ) -> io::Result<Self> {
        Self::start_at((Ipv4Addr::LOCALHOST, 0).into(), handler)
    }

    /// The same at an address of the caller's choice.
    pub fn start_at(
        address: SocketAddr,
        handler: impl Fn(&Request) -> Response + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let socket = TcpListener::bind(address)?;
        let address = socket.local_addr()?;
        let shared = Arc::new(Shared::default());
        let for_listener = shared.clone();
        let listener = thread::spawn(move || listen(&socket, &for_listener, &Arc::new(handler)));
        Ok(Self {
            address,
            shared,
            listener: Some(listener),
        })
    }

    /// "http://127.0.0.1:PORT", without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many requests were answered.
    pub fn served(&self) -> u64 {
        self.shared.served.load(Ordering::SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        // `accept` has no time limit; a connection of our own wakes it.
        let _ = TcpStream::connect(self.address);
        let _ = self.listener.take().map(JoinHandle::join);
        let Ok(connections) = self.shared.connections.lock() else {
            return;
        };
        for connection in connections.iter().filter_map(Weak::upgrade) {
            let _ = connection.shutdown(Shutdown::Both);
        }
    }
}

fn listen(
    socket: &TcpListener,
    shared: &Arc<Shared>,
    handler: &Arc<impl Fn(&Request) -> Response + Send + Sync + 'static>,
) {
    while let Ok((stream, _)) = socket.accept() {
        if shared.stopping.load(Ordering::SeqCst) {
            return;
        }
        let stream = Arc::new(stream);
        let mut connections = shared.connections.lock().expect("held by no handler");
        connections.retain(|connection| connection.strong_count() > 0);
        connections.push(Arc::downgrade(&stream));
        let (shared, handler) = (shared.clone(), handler.clone());
        // The other side has gone away or talks nonsense: nobody to tell.
        thread::spawn(move || drop(converse(&stream, &shared, &*handler)));
    }
}

fn converse(stream: &TcpStream, shared: &Shared, handler: &Handler) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(first) = reader.fill_buf()?.first() {
        // A client that speaks https here would wait for an answer to its greeting.
        let request = if first.is_ascii_alphabetic() {
            read(&mut reader)?
        } else {
            None
        };
        let Some(request) = request else {
            (&*stream).write_all(&Response::text(400, "bad request\n").to_bytes())?;
            // Closing before the rest is read resets the connection, and the client may never
            // see the answer (RFC 9112 section 9.6).
            stream.shutdown(Shutdown::Write)?;
            io::copy(&mut reader, &mut io::sink())?;
            return Ok(());
        };
        let answer = handler(&request).to_bytes();
        // Counted before it is sent: whoever has the answer finds it counted.
        shared.served.fetch_add(1, Ordering::SeqCst);
        (&*stream).write_all(&answer)?;
        if request.header("connection") == Some("close") {
            break;
        }
    }
    Ok(())
}

/// Reads the head of a request; `None` if it is none.
fn read(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        io::Result::Ok(line.trim_end().to_owned())
    };
    let Some(mut request) = request_line(&line()?) else {
        return Ok(None);
    };
    loop {
        let line = line()?;
        if line.is_empty() {
            return Ok(Some(request));
        }
        let Some((name, value)) = line.split_once(':') else {
            return Ok(None);
        };
        let header = (name.to_owned(), value.trim().to_owned());
        request.headers.push(header);
    }
}

fn request_line(line: &str) -> Option<Request> {
    let mut parts = line.split(' ');
    let (method, target, version) = (parts.next()?, parts.next()?, parts.next()?);
    // A client that takes this server for its proxy sends the whole address (RFC 9112 section
    // 3.2.2).
    let target = match target.strip_prefix("http://") {
        Some(address) => &address[address.find('/')?..],
        None => target,
    };
    if !version.starts_with("HTTP/1.") || !target.starts_with('/') {
        return None;
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Some(Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: Vec::new(),
    })
}
