//! A small HTTP/1.1 server on the loopback interface: the demo's news site, and the servers
//! that tests talk to.
//!
//! Plain threads and no dependencies. It listens on a loopback address only, takes
//! bounded requests, keeps connections alive, and is gone (socket, connections, threads) when
//! it is dropped.

use std::collections::HashMap;
use std::io::{self, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

mod message;

pub use message::{Request, Response};

/// Connections at once; further ones are closed at once.
const MAX_CONNECTIONS: usize = 64;
/// An idle connection is closed after this time, and so is one that stops reading.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes of a refused request that are still read.
const MAX_LINGER: u64 = 1 << 20;

/// A running server; it stops and joins its threads when dropped.
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
    connections: Mutex<HashMap<u64, Connection>>,
}

/// An open connection: a second handle to close it by, and its thread.
#[derive(Debug)]
struct Connection {
    stream: TcpStream,
    thread: Option<JoinHandle<()>>,
}

type Handler = dyn Fn(&Request) -> Response + Send + Sync;

impl Server {
    /// Listens on a free port of 127.0.0.1 and answers with what `handler` returns. It is
    /// called from several threads at once; if it panics, that connection alone is closed.
    ///
    /// # Errors
    /// When no socket can be opened or no thread started.
    pub fn start(
        handler: impl Fn(&Request) -> Response + Send + Sync + 'static,
    ) -> io::Result<Self> {
        Self::start_at((Ipv4Addr::LOCALHOST, 0).into(), handler)
    }

    /// The same at another loopback address, or at a port of the caller's choice.
    ///
    /// # Errors
    /// Also when the address is not a loopback one: nobody else is served.
    pub fn start_at(
        address: SocketAddr,
        handler: impl Fn(&Request) -> Response + Send + Sync + 'static,
    ) -> io::Result<Self> {
        if !address.ip().is_loopback() {
            return Err(io::ErrorKind::AddrNotAvailable.into());
        }
        let socket = TcpListener::bind(address)?;
        let address = socket.local_addr()?;
        let shared = Arc::new(Shared::default());
        let handler: Arc<Handler> = Arc::new(handler);
        let for_listener = shared.clone();
        let listener = thread::Builder::new()
            .name("loopback server".to_owned())
            .spawn(move || listen(&socket, &for_listener, &handler))?;
        Ok(Self {
            address,
            shared,
            listener: Some(listener),
        })
    }

    /// "http://127.0.0.1:PORT", without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many requests were answered.
    #[must_use]
    pub fn served(&self) -> u64 {
        self.shared.served.load(Ordering::Relaxed)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        // `accept` has no time limit; a connection of our own wakes it.
        let _ = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
        let open: Vec<Connection> = self.shared.connections().drain().map(|(_, c)| c).collect();
        for connection in &open {
            let _ = connection.stream.shutdown(Shutdown::Both);
        }
        for thread in open.into_iter().filter_map(|connection| connection.thread) {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn connections(&self) -> MutexGuard<'_, HashMap<u64, Connection>> {
        self.connections
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }
}

fn listen(socket: &TcpListener, shared: &Arc<Shared>, handler: &Arc<Handler>) {
    for number in 0_u64.. {
        let accepted = socket.accept();
        if shared.is_stopping() {
            return;
        }
        let Ok((stream, _)) = accepted else {
            // Out of file descriptors, say: let others finish before the next try.
            thread::yield_now();
            continue;
        };
        // Held until the thread is entered, so that it cannot leave before.
        let mut connections = shared.connections();
        if connections.len() >= MAX_CONNECTIONS {
            continue;
        }
        let Ok(second) = stream.try_clone() else {
            continue;
        };
        let (for_thread, handler) = (shared.clone(), handler.clone());
        let thread = thread::Builder::new()
            .name("loopback connection".to_owned())
            .spawn(move || {
                let _leaves = Leaves(&for_thread, number);
                // The other side has gone away or talks nonsense: nobody to tell.
                let _ = converse(&stream, &for_thread, handler.as_ref());
            });
        if let Ok(thread) = thread {
            let connection = Connection {
                stream: second,
                thread: Some(thread),
            };
            connections.insert(number, connection);
        }
    }
}

/// Takes a connection out of the books when its thread ends, also by a panic.
struct Leaves<'a>(&'a Shared, u64);

impl Drop for Leaves<'_> {
    fn drop(&mut self) {
        // Dropping the handle of this very thread detaches it; it is about to end.
        if let Some(connection) = self.0.connections().remove(&self.1) {
            let _ = connection.stream.shutdown(Shutdown::Both);
        }
    }
}

fn converse(stream: &TcpStream, shared: &Shared, handler: &Handler) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while !shared.is_stopping() {
        let request = match message::read(&mut reader)? {
            message::Incoming::Request(request) => request,
            message::Incoming::Bad(status) => {
                let answer = Response::text(status, "bad request\n");
                (&*stream).write_all(&answer.to_bytes(false, false))?;
                // Closing before the rest is read resets the connection, and the client may
                // never see the answer (RFC 9112 section 9.6).
                stream.shutdown(Shutdown::Write)?;
                io::copy(&mut reader.take(MAX_LINGER), &mut io::sink())?;
                return Ok(());
            }
            message::Incoming::End => return Ok(()),
        };
        let stays = request.keeps_alive();
        let answer = handler(&request);
        let head_only = request.method == "HEAD";
        // Counted before it is sent: whoever has the answer finds it counted.
        shared.served.fetch_add(1, Ordering::Relaxed);
        (&*stream).write_all(&answer.to_bytes(stays, head_only))?;
        if !stays {
            return Ok(());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufRead;

    fn echo() -> Server {
        Server::start(|request| {
            let name = request.parameter("name").unwrap_or_default();
            Response::text(200, format!("{} {} {name}", request.method, request.path))
                .header("X-Host", request.header("host").unwrap_or("none"))
        })
        .expect("starts")
    }

    fn ask(server: &Server, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(server.address()).expect("connects");
        stream.write_all(bytes).expect("sends");
        stream.shutdown(Shutdown::Write).expect("shuts");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("answers");
        answer
    }

    #[test]
    fn it_answers_and_keeps_the_connection() {
        let server = echo();
        let two =
            b"GET /a?name=x%20y HTTP/1.1\r\nHost: h\r\n\r\nHEAD /b HTTP/1.1\r\nHost: h\r\n\r\n";
        let answer = ask(&server, two);
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.contains("GET /a x y"), "{answer}");
        assert!(answer.contains("X-Host: h\r\n"), "{answer}");
        assert_eq!(answer.matches("HTTP/1.1 200").count(), 2);
        assert!(!answer.contains("HEAD /b"), "no body for HEAD");
        assert_eq!(server.served(), 2);
    }

    #[test]
    fn bad_and_endless_requests_are_refused() {
        let server = echo();
        assert!(ask(&server, b"nonsense\r\n\r\n").starts_with("HTTP/1.1 400"));
        let long = format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(100_000));
        assert!(ask(&server, long.as_bytes()).starts_with("HTTP/1.1 431"));
        let body = b"POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n";
        assert!(ask(&server, body).starts_with("HTTP/1.1 413"));
        assert!(ask(&server, b"GET / HTTP/1.1\r\nHost: h\r\n\r\n").contains("GET /"));
    }

    #[test]
    fn a_panic_costs_one_connection_only() {
        let server = Server::start(|request| {
            assert!(request.path != "/panic", "as ordered");
            Response::text(200, "fine")
        })
        .expect("starts");
        assert_eq!(ask(&server, b"GET /panic HTTP/1.1\r\n\r\n"), "");
        assert!(ask(&server, b"GET / HTTP/1.1\r\n\r\n").ends_with("fine"));
    }

    #[test]
    fn dropping_it_closes_idle_connections() {
        let server = echo();
        let mut stream = TcpStream::connect(server.address()).expect("connects");
        stream.write_all(b"GET / HTTP/1.1\r\n\r\n").expect("sends");
        let mut line = String::new();
        let mut reader = BufReader::new(stream);
        reader.read_line(&mut line).expect("an answer");
        let address = server.address();
        drop(server);
        let mut rest = Vec::new();
        assert!(reader.read_to_end(&mut rest).is_ok(), "closed, not hanging");
        assert!(TcpStream::connect(address).is_err(), "nobody listens");
    }
}
