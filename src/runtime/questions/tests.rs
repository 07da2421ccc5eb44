//! Questions, changes and searches that do not end, on real connections.

use std::path::Path;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::*;
use crate::model::{Change, Entry, FetchState, ParsedFeed, Scope, Search, SourceSpec};
use crate::runtime::clock;
use crate::runtime::writing::Writer;
use crate::store::Arrival;

struct Reader {
    questions: Questions,
    writer: Writer,
    events: UnboundedReceiver<Event>,
    /// Of two headlines.
    ids: Vec<HeadlineId>,
}

fn reader(path: &Path) -> Reader {
    let mut store = Store::open(path).expect("opened");
    let spec = SourceSpec {
        url: "https://news.example/feed".to_owned(),
        ..SourceSpec::default()
    };
    store.set_sources(&[spec]).expect("set");
    let source = store.sources().expect("read")[0].id;
    let entry = |id: &str| Entry {
        id: id.to_owned(),
        title: id.to_owned(),
        content_html: Some(format!("<p>The text of {id}.</p>")),
        ..Entry::default()
    };
    let feed = ParsedFeed {
        entries: vec![entry("a"), entry("b")],
        ..ParsedFeed::default()
    };
    let arrival = Arrival {
        source,
        feed: Some(feed.into()),
        state: FetchState::default(),
    };
    let changes = store.apply(&arrival, clock::now());
    let (sender, events) = unbounded_channel();
    let user = Arc::new(Handle::own(store).expect("started"));
    Reader {
        questions: Questions::new(user.clone(), Some(path.to_owned()), sender.clone()),
        writer: Writer::start(user, sender),
        events,
        ids: changes.expect("applied").new,
    }
}

impl Reader {
    /// Asks what ends only when it is overtaken, and waits until that runs.
    async fn search_without_end(&self, request: u64) {
        self.ask_without_end(&self.questions.newest_list, request)
            .await;
    }

    async fn ask_without_end(&self, newest: &NewestNumber, request: u64) {
        let (started, mut runs) = unbounded_channel();
        let question = move |store: &mut Store, turn: Turn| {
            store
                .search_without_end(move || {
                    started.send(()).ok();
                    turn.is_overtaken()
                })
                .map(Listing::from)
        };
        let turn = Turn::next(newest);
        let answer = |_: &mut Store, listing: Listing| Ok(Answer::Unread(listing.ids));
        let request = RequestId(request);
        let query = Query {
            search: Some(Search::Words("a".to_owned())),
            ..Query::default()
        };
        let searches = self.questions.searches(&query);
        self.questions
            .ask(searches, turn, request, question, answer);
        runs.recv().await.expect("it runs");
    }

    fn keep(&self, id: HeadlineId) {
        let change = move |store: &mut Store| {
            let change = Change::Favourite { id, on: true };
            store.change(&change, clock::now())?;
            Ok(Some(Event::Done("kept".to_owned())))
        };
        self.writer.store(true, change, Event::Failed);
    }

    fn list(&self, request: u64, scope: Scope) {
        let query = Query {
            scope,
            ..Query::default()
        };
        self.questions
            .list(RequestId(request), query, TimeZone::UTC);
    }

    async fn next(&mut self) -> Event {
        self.events.recv().await.expect("the questions live")
    }
}

fn listed(event: &Event) -> (u64, usize) {
    match event {
        Event::Answer(request, Answer::List { listing, .. }) => (request.0, listing.ids.len()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_search_that_is_overtaken_is_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut reader = reader(&folder.path().join("news.db"));
    reader.search_without_end(1).await;
    // It begins only after the first has ended.
    reader.search_without_end(2).await;
    reader.list(3, Scope::All);
    assert_eq!(listed(&reader.next().await), (3, 2));
    // The list of the same view takes no place of the unread ones; that of another view does.
    reader.questions.unread(RequestId(4), Query::default());
    reader.list(5, Scope::All);
    let unread = Event::Answer(RequestId(4), Answer::Unread(reader.ids.clone()));
    assert_eq!(reader.next().await, unread);
    assert_eq!(listed(&reader.next().await), (5, 2));
    reader
        .ask_without_end(&reader.questions.newest_unread, 6)
        .await;
    reader.list(7, Scope::Favourites);
    assert_eq!(listed(&reader.next().await), (7, 0));
}

#[tokio::test]
async fn a_mark_is_stored_and_an_article_opened_while_a_search_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut reader = reader(&folder.path().join("news.db"));
    reader.search_without_end(1).await;
    let id = reader.ids[0];
    reader.keep(id);
    assert_eq!(reader.next().await, Event::Done("kept".to_owned()));
    reader.questions.rows(RequestId(2), vec![id]);
    let rows = reader.next().await;
    assert!(matches!(rows, Event::Answer(_, Answer::Rows(rows)) if rows[0].favourite));
    reader.questions.stored(RequestId(3), id);
    let stored = reader.next().await;
    assert!(matches!(
        stored,
        Event::Answer(_, Answer::Stored { feed_text: Some(_), headline, .. }) if headline.favourite
    ));
    // What is asked after a change knows of it.
    reader.list(4, Scope::Favourites);
    assert_eq!(listed(&reader.next().await), (4, 1));
}

#[tokio::test]
async fn whoever_leaves_does_not_wait_for_a_search() {
    let folder = tempfile::tempdir().expect("a folder");
    let reader = reader(&folder.path().join("news.db"));
    reader.search_without_end(1).await;
    // Ends, although the search would not.
    drop(reader);
}

#[tokio::test]
async fn whoever_leaves_while_a_search_waits_to_begin_goes_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let reader = reader(&folder.path().join("news.db"));
    let (open, gate) = std::sync::mpsc::channel::<()>();
    // A disk that is slow until somebody leaves.
    reader.questions.user.post(move |_| {
        let _ = gate.recv();
    });
    let search = Some(Search::Words("text".to_owned()));
    let query = Query {
        search,
        ..Query::default()
    };
    reader.questions.list(RequestId(1), query, TimeZone::UTC);
    let slow = std::thread::spawn(move || drop(open));
    drop(reader);
    slow.join().expect("it ends");
}
