//! The program learns from the pages it reads: a line that a site prints on each goes from the
//! fourth on, and what was learned lies in the store.

#[path = "support/program.rs"]
mod program;
#[path = "support/server.rs"]
mod server;
#[allow(dead_code)] // this binary needs one of the sites
mod site_set;

use std::sync::Arc;

use newswire::extract::site::{MAX_BYTES, Template};
use newswire::store::Store;
use program::{Home, list, succeeds};
use server::{Request, Response, Server};
use site_set::{PAGES, Page};

/// Printed on each page of the site, in the middle of the text.
const LINE: &str = "Receba a carta do porto todas as quintas-feiras";

/// One of the invented sites on loopback, its pages as items of a feed.
fn serve() -> (Server, Arc<Vec<Page>>) {
    let mut sites = site_set::sites().into_iter();
    let site = sites.find(|site| site.name == "jornal").unwrap();
    let pages = Arc::new(site.pages);
    let served = pages.clone();
    let server = Server::start(move |request| answer(request, &served)).unwrap();
    (server, pages)
}

fn answer(request: &Request, pages: &[Page]) -> Response {
    let feed_of = |count| Response::new(200, "application/atom+xml", feed(count));
    match request.path.as_str() {
        "/feed.xml" => return feed_of(pages.len()),
        // A guest pauses between two pages.
        "/few.xml" => return feed_of(3),
        _ => {}
    }
    let number = request
        .path
        .rsplit_once("/texto/")
        .map(|(_, number)| number);
    let page = number.and_then(|number| pages.get(number.parse::<usize>().ok()?));
    page.map_or_else(
        || Response::text(404, "nothing here"),
        |page| Response::new(200, "text/html; charset=utf-8", page.html.clone()),
    )
}

/// New ones, so that they are fetched ahead.
fn feed(count: usize) -> String {
    let now = jiff::Timestamp::now();
    let entries: String = (1..=count)
        .map(|at| {
            let number = at - 1;
            let date = now - jiff::SignedDuration::from_mins(i64::try_from(at).unwrap());
            format!(
                "<entry><id>t{number}</id><title>Texto {number}</title><link href='/texto/{number}'/>\
                 <updated>{date}</updated></entry>"
            )
        })
        .collect();
    format!("<feed xmlns='http://www.w3.org/2005/Atom'><title>Jornal</title>{entries}</feed>")
}

/// A home that is subscribed to the site.
fn home(server: &Server, feed: &str) -> Home {
    let home = Home::new();
    let config = format!("[[feed]]\nurl = \"{}/{feed}\"\n", server.url());
    home.write("config/newswire/config.toml", config);
    succeeds(&home.run(&["refresh"]));
    home
}

/// The numbers of the headlines, by page.
fn ids(home: &Home) -> Vec<String> {
    let mut all: Vec<(String, String)> = list(home, &[])
        .iter()
        .map(|one| {
            let link = one["link"].as_str().unwrap().to_owned();
            (link, one["id"].to_string())
        })
        .collect();
    all.sort();
    all.into_iter().map(|(_, id)| id).collect()
}

fn template(home: &Home, server: &Server) -> Template {
    let site = server.url();
    let site = site.strip_prefix("http://").unwrap();
    let store = Store::open(&home.path("data/newswire/newswire.db")).unwrap();
    store.template(site).unwrap()
}

#[test]
fn a_line_of_the_site_goes_from_the_fourth_page_on() {
    let (server, pages) = serve();
    let home = home(&server, "feed.xml");
    let ids = ids(&home);
    assert_eq!(ids.len(), PAGES);
    for (number, id) in ids.iter().enumerate() {
        let said = home.run(&["read", id]);
        succeeds(&said);
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = words(&said.out);
        assert_eq!(text.contains(LINE), number < 3, "page {number}: {text}");
        let last = pages[number].truth.lines().last().unwrap();
        assert!(text.contains(&words(last)), "page {number}: {text}");
        assert_eq!(template(&home, &server).pages() as usize, number + 1);
    }
    // A page that no headline links to is read with what is known, and it is the first once more.
    let address = format!("{}/print/texto/0", server.url());
    let said = home.run(&["read", &address]);
    assert!(!succeeds(&said).out.contains(LINE), "{}", said.out);
    let template = template(&home, &server);
    assert_eq!(template.pages() as usize, PAGES);
    assert!(template.to_bytes().len() <= MAX_BYTES);
}

#[test]
fn pages_that_are_fetched_ahead_teach_too() {
    let (server, _) = serve();
    let home = home(&server, "few.xml");
    succeeds(&home.run(&["refresh", "--articles"]));
    let pages = template(&home, &server).pages();
    assert_eq!(pages, 3);
}
