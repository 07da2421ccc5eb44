//! Names that a test resolves itself. 127.0.0.77 plays the internet: a network that the user
//! allows is treated like it, and all of 127.0.0.0/8 answers on Linux.

#![allow(dead_code)] // each test file uses a part of it

#[path = "server.rs"]
pub mod server;

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Mutex;
use std::time::Duration;

use newswire::net::Options;
use newswire::net::inside::Networks;
use newswire::net::names::{LookedUp, Lookup, Names};
use server::{Request, Response, Server};

/// Where the internet is.
pub const PUBLIC: Ipv4Addr = Ipv4Addr::new(127, 0, 0, 77);

/// Each name's answers in turn; the last one stays.
#[derive(Debug)]
struct Zone(Mutex<HashMap<String, Vec<Vec<IpAddr>>>>);

impl Lookup for Zone {
    fn lookup(&self, name: &str) -> LookedUp {
        let mut zone = self.0.lock().expect("unpoisoned");
        let answer = match zone.get_mut(name) {
            Some(answers) if answers.len() > 1 => Ok(answers.remove(0)),
            Some(answers) => Ok(answers[0].clone()),
            None => Err(io::Error::other("no such name")),
        };
        Box::pin(async move { answer })
    }
}

/// A name and its answers in turn, addresses parted by spaces.
pub type Row<'a> = (&'a str, &'a [&'a str]);

/// Options of a client for which these names are all there are.
pub fn options(rows: &[Row<'_>]) -> Options {
    let parse = |answer: &&str| {
        let addresses = answer.split(' ');
        addresses
            .map(|address| address.parse().expect("an address"))
            .collect()
    };
    let zone = rows
        .iter()
        .map(|(name, answers)| ((*name).to_owned(), answers.iter().map(parse).collect()))
        .collect();
    Options {
        timeout: Duration::from_secs(10),
        system_proxy: false,
        allow_networks: Networks(vec![IpAddr::from(PUBLIC).into()]),
        names: Names::by(Zone(Mutex::new(zone))),
        ..Options::default()
    }
}

/// A server of the internet.
pub fn public(handler: impl Fn(&Request) -> Response + Send + Sync + 'static) -> Server {
    Server::start_at((PUBLIC, 0).into(), handler).expect("starts")
}

/// A server of the internet, and one inside at the same port that must not be asked.
pub fn public_and_inside(
    handler: impl Fn(&Request) -> Response + Send + Sync + Clone + 'static,
) -> (Server, Server) {
    // Another program may have the port inside: then the next one is taken.
    for _ in 0..100 {
        let public = public(handler.clone());
        let inside = SocketAddr::from((Ipv4Addr::LOCALHOST, public.address().port()));
        if let Ok(inside) = Server::start_at(inside, |_| Response::text(200, "secret")) {
            return (public, inside);
        }
    }
    panic!("no port is free at both addresses");
}
