//! The client of the program, and servers that answer as a test wants.

#![allow(dead_code)] // each test file uses a part of it

use std::io::{BufRead, BufReader};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::time::Duration;

use newswire::net::{Client, Fetched, NetError, Options, Request, RequestKind};

/// Patient enough for a busy machine, without the system's proxies.
pub fn options() -> Options {
    Options {
        timeout: Duration::from_secs(10),
        system_proxy: false,
        ..Options::default()
    }
}

/// Asks for all of them at once.
pub fn ask_all(options: &Options, requests: &[Request]) -> Vec<Result<Fetched, NetError>> {
    let client = Client::new(options).expect("valid options");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("starts");
    let asked = requests.iter().map(|request| client.fetch(request));
    runtime.block_on(futures_util::future::join_all(asked))
}

/// Asks for one.
pub fn ask_with(options: &Options, request: &Request) -> Result<Fetched, NetError> {
    let mut answers = ask_all(options, std::slice::from_ref(request));
    answers.pop().expect("one answer a request")
}

/// Asks for one with [`options`].
pub fn ask(request: &Request) -> Result<Fetched, NetError> {
    ask_with(&options(), request)
}

/// A request for a feed.
pub fn feed(url: String) -> Request {
    Request::by_user(url, RequestKind::Feed)
}

/// A server that sends `answer` as it is to everyone, then closes.
pub fn raw(answer: impl Fn(&mut TcpStream) + Send + 'static) -> String {
    let socket = TcpListener::bind("127.0.0.1:0").expect("binds");
    let url = format!("http://{}/feed", socket.local_addr().expect("bound"));
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = socket.accept() {
            let mut lines = BufReader::new(stream.try_clone().expect("clones")).lines();
            while lines
                .next()
                .is_some_and(|line| line.is_ok_and(|line| !line.is_empty()))
            {}
            answer(&mut stream);
            let _ = stream.shutdown(Shutdown::Both);
        }
    });
    url
}
