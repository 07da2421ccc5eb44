//! Many hosts at once: few requests to each, few connections, and nobody waits for the slow.

#[path = "support/net.rs"]
mod net;
#[path = "support/server.rs"]
mod server;

use std::net::TcpListener;
use std::sync::mpsc::channel;
use std::sync::{Arc, Barrier, Mutex};
use std::time::Duration;

use futures_util::future::{Either, join_all, select};
use net::{ask_all, feed, options, raw};
use newswire::net::{Client, NetError, Options, Request};
use server::{Response, Server};

#[test]
fn one_host_gets_few_requests_at_once_over_few_connections() {
    // The barrier opens only when four requests are inside together; a fifth would be seen.
    let (barrier, inside) = (Arc::new(Barrier::new(4)), Arc::new(Mutex::new((0, 0))));
    let seen = inside.clone();
    let server = Server::start(move |_| {
        let enter = |change: i32| {
            let mut inside = inside.lock().expect("unpoisoned");
            inside.0 += change;
            inside.1 = inside.1.max(inside.0);
        };
        enter(1);
        barrier.wait();
        enter(-1);
        Response::text(200, "ok")
    })
    .expect("starts");
    let requests: Vec<Request> = (0..12)
        .map(|number| feed(format!("{}/{number}", server.url())))
        .collect();
    let answers = ask_all(&options(), &requests);
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    assert_eq!(seen.lock().expect("unpoisoned").1, 4);
}

#[test]
fn a_host_that_hangs_does_not_hold_up_the_others() {
    let (release, wait) = channel::<()>();
    let hanging = raw(move |_| {
        let _ = wait.recv();
    });
    let server = Server::start(|_| Response::text(200, "ok")).expect("starts");
    let narrow = Options {
        hosts_at_once: 1,
        patience: Duration::from_millis(20),
        timeout: Duration::from_secs(2),
        ..options()
    };
    let answers = ask_all(&narrow, &[feed(hanging), feed(server.url())]);
    drop(release);
    assert_eq!(answers[0], Err(NetError::Timeout(2)));
    assert!(
        answers[1].is_ok(),
        "asked while the other one hung: {:?}",
        answers[1]
    );
}

#[test]
fn many_hosts_that_hang_do_not_hold_up_the_others() {
    // The system takes the connections; nobody ever answers.
    let silent: Vec<TcpListener> = (0..24)
        .map(|_| TcpListener::bind("127.0.0.1:0").expect("binds"))
        .collect();
    let hanging = silent.iter().map(|socket| {
        let address = socket.local_addr().expect("bound");
        feed(format!("http://{address}/feed"))
    });
    let servers: Vec<Server> = (0..12)
        .map(|_| Server::start(|_| Response::text(200, "ok")).expect("starts"))
        .collect();
    let quick = servers.iter().map(|server| feed(server.url()));
    let few = Options {
        hosts_at_once: 2,
        timeout: Duration::from_secs(3600),
        ..options()
    };
    let client = Client::new(&few).expect("valid options");
    let (hanging, quick): (Vec<Request>, Vec<Request>) = (hanging.collect(), quick.collect());
    let hanging = join_all(hanging.iter().map(|request| client.fetch(request)));
    let quick = join_all(quick.iter().map(|request| client.fetch(request)));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("starts");
    // The silent ones stand first in every line.
    match runtime.block_on(select(hanging, quick)) {
        Either::Left((answers, _)) => panic!("nobody answered, and yet {answers:?}"),
        Either::Right((answers, _)) => assert!(answers.iter().all(Result::is_ok), "{answers:?}"),
    }
}
