//! Serves the demo's site: hyper on a free port of the loopback interface, on a thread of its
//! own that ends with the [`Server`].

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HOST, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, http};
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, oneshot};

use super::routes::{Newsroom, Question};

/// Connections at once; a further one waits.
const MAX_CONNECTIONS: usize = 64;
/// Out of file descriptors, say: let others finish before the next try.
const PAUSE: Duration = Duration::from_millis(100);

/// The demo's site, served until it is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves what the newsroom has at the moment of the question.
    ///
    /// # Errors
    /// When no port can be opened or no thread started.
    pub(super) fn start(
        newsroom: Newsroom,
        clock: impl Fn() -> Timestamp + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let site = Arc::new((newsroom, clock));
        let thread = thread::Builder::new()
            .name("demo site".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    tokio::select! {
                        _ = stopped => {}
                        () = listen(&listener, &site) => {}
                    }
                });
            })?;
        Ok(Self {
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Scheme, host and port, without a slash at the end.
    #[must_use]
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

async fn listen<Clock>(listener: &TcpListener, site: &Arc<(Newsroom, Clock)>)
where
    Clock: Fn() -> Timestamp + Send + Sync + 'static,
{
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    while let Ok(place) = places.clone().acquire_owned().await {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let site = site.clone();
        let service = service_fn(move |request| {
            let answer = respond(&site.0, &request, (site.1)());
            async { answer }
        });
        tokio::spawn(async move {
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .serve_connection(TokioIo::new(stream), service);
            // The other side has gone away or talks nonsense: nobody to tell.
            drop(connection.await);
            drop(place);
        });
    }
}

fn respond<Body>(
    newsroom: &Newsroom,
    request: &Request<Body>,
    now: Timestamp,
) -> http::Result<Response<Full<Bytes>>> {
    let header = |name: HeaderName| request.headers().get(name)?.to_str().ok();
    let question = Question {
        path: request.uri().path(),
        etag: header(IF_NONE_MATCH),
        modified_since: header(IF_MODIFIED_SINCE),
    };
    let base = format!("http://{}", header(HOST).unwrap_or("localhost"));
    let answer = newsroom.answer(&question, &base, now);
    let start = Response::builder()
        .status(answer.status)
        .header(CONTENT_TYPE, answer.content_type);
    let headers = answer.headers.into_iter();
    headers
        .fold(start, |response, (name, value)| {
            response.header(name, value)
        })
        .body(Full::from(answer.body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::quotes::Market;
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpStream;

    fn site() -> Server {
        let start = Timestamp::from_second(1_795_435_200).unwrap();
        let newsroom = Newsroom::new(Market { seed: 7, start });
        Server::start(newsroom, move || start).expect("starts")
    }

    fn ask(server: &Server, bytes: &str) -> String {
        let mut stream = TcpStream::connect(server.address).expect("connects");
        stream.write_all(bytes.as_bytes()).expect("sends");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("answers");
        answer
    }

    #[test]
    fn one_connection_carries_many_questions() {
        let answers = ask(
            &site(),
            "GET /robots.txt HTTP/1.1\r\nHost: h\r\n\r\n\
             HEAD /world/ HTTP/1.1\r\nHost: h\r\n\r\n\
             GET /nowhere HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n",
        );
        assert!(answers.starts_with("HTTP/1.1 200 OK\r\n"), "{answers}");
        assert!(answers.contains("Allow: /\n"), "{answers}");
        assert_eq!(answers.matches("HTTP/1.1 200").count(), 2);
        assert_eq!(answers.matches("<h1>").count(), 1, "no body for HEAD");
        assert!(answers.contains("HTTP/1.1 404 Not Found\r\n"), "{answers}");
    }

    #[test]
    fn addresses_are_those_of_the_asker_and_what_did_not_change_is_not_sent() {
        let server = site();
        let feed = |more: &str| {
            let head = "GET /atom.xml HTTP/1.1\r\nHost: news.test:81\r\nConnection: close\r\n";
            ask(&server, &format!("{head}{more}\r\n"))
        };
        let first = feed("");
        assert!(first.contains("http://news.test:81/world/"), "{first}");
        let tag = first.lines().find_map(|line| line.strip_prefix("etag: "));
        let again = feed(&format!("If-None-Match: {}\r\n", tag.expect("a tag")));
        assert!(again.starts_with("HTTP/1.1 304 Not Modified\r\n"));
        assert!(again.ends_with("\r\n\r\n"), "{again}");
    }

    #[test]
    fn nonsense_is_refused_and_others_are_served() {
        let server = site();
        assert!(ask(&server, "\u{16}\u{3}\u{1}\r\n\r\n").starts_with("HTTP/1.1 400"));
        let long = format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(100_000));
        assert!(ask(&server, &long).starts_with("HTTP/1.1 414"));
        let old = ask(&server, "GET /atom.xml HTTP/1.0\r\n\r\n");
        assert!(old.contains("http://localhost/world/"), "{old}");
    }

    #[test]
    fn dropping_it_closes_idle_connections() {
        let server = site();
        let mut stream = TcpStream::connect(server.address).expect("connects");
        stream
            .write_all(b"GET /robots.txt HTTP/1.1\r\nHost: h\r\n\r\n")
            .expect("sends");
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line).expect("an answer");
        let address = server.address;
        drop(server);
        let mut rest = Vec::new();
        assert!(reader.read_to_end(&mut rest).is_ok(), "closed, not hanging");
        assert!(TcpStream::connect(address).is_err(), "nobody listens");
    }
}
