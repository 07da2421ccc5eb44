//! What reading feeds costs, beside feed-rs: `cargo bench --bench feeds`.
//!
//! Both read the same forty feeds in the same run. They do not do the same: ours also cleans
//! every text of what could harm a terminal, makes titles plain, resolves the links inside
//! the texts, and repairs charsets and markup. So there are two rows for feed-rs: alone, and
//! with our own cleaning of the same fields behind it.

mod shapes;

use std::time::Instant;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use newswire::ingest::feed;
use newswire::markup::{clean, html};
use url::Url;

use shapes::{Document, KINDS, documents};

fn main() {
    let all = documents();
    let mut bytes = 0;
    let mut entries = 0;
    for document in &all {
        let ours = ours(document);
        let theirs = theirs(document).entries.len();
        assert_eq!(ours, document.entries, "{}", document.name);
        assert_eq!(theirs, document.entries, "feed-rs: {}", document.name);
        bytes += document.bytes.len();
        entries += ours;
    }
    println!("{} feeds, {entries} entries, {bytes} bytes", all.len());
    print_ratio(&all);
    divan::main();
}

/// The two side by side: the best of twenty rounds each, in turn.
fn print_ratio(all: &[Document]) {
    let round = |read: &dyn Fn(&Document)| {
        let start = Instant::now();
        all.iter().for_each(read);
        start.elapsed().as_secs_f64()
    };
    let (mut our_best, mut their_best) = (f64::MAX, f64::MAX);
    for _ in 0..20 {
        our_best = our_best.min(round(&|document| {
            black_box(ours(document));
        }));
        their_best = their_best.min(round(&|document| {
            black_box(theirs(document));
        }));
    }
    println!("{:.2} times the speed of feed-rs", their_best / our_best);
}

fn base() -> Url {
    Url::parse("https://news.example/feeds/all").expect("a valid address")
}

fn ours(document: &Document) -> usize {
    let parsed = feed::parse(&document.bytes, None, Some(&base())).expect("a feed");
    assert!(
        parsed.damage.is_none(),
        "{}: {:?}",
        document.name,
        parsed.damage
    );
    black_box(parsed).entries.len()
}

fn theirs(document: &Document) -> feed_rs::model::Feed {
    let parser = feed_rs::parser::Builder::new()
        .base_uri(Some("https://news.example/feeds/all"))
        .build();
    parser.parse(document.bytes.as_slice()).expect("a feed")
}

/// feed-rs, and then what ours does to the texts on the way.
fn theirs_cleaned(document: &Document) -> usize {
    let base = base();
    let markup = |text: &str| html::absolute_links(&clean::text(text), &base).into_owned();
    let feed = theirs(document);
    for entry in &feed.entries {
        black_box(
            entry
                .title
                .as_ref()
                .map(|title| html::plain(&title.content)),
        );
        black_box(entry.summary.as_ref().map(|text| markup(&text.content)));
        let content = entry
            .content
            .as_ref()
            .and_then(|content| content.body.as_ref());
        black_box(content.map(|text| markup(text)));
        black_box(
            entry
                .links
                .first()
                .map(|link| clean::web_url(&link.href, Some(&base))),
        );
        for person in &entry.authors {
            black_box(clean::line(person.name.as_deref().unwrap_or_default()));
        }
        for category in &entry.categories {
            black_box(clean::line(&category.term));
        }
    }
    feed.entries.len()
}

fn measure<T>(bencher: Bencher<'_, '_>, kind: Option<&str>, read: impl Fn(&Document) -> T) {
    let mut feeds = documents();
    feeds.retain(|document| kind.is_none_or(|kind| document.kind == kind));
    let bytes: usize = feeds.iter().map(|document| document.bytes.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for document in &feeds {
            black_box(read(black_box(document)));
        }
    });
}

mod all_forty {
    use super::*;

    #[divan::bench]
    fn newswire(bencher: Bencher<'_, '_>) {
        measure(bencher, None, ours);
    }

    #[divan::bench]
    fn feed_rs(bencher: Bencher<'_, '_>) {
        measure(bencher, None, theirs);
    }

    #[divan::bench]
    fn feed_rs_and_cleaning(bencher: Bencher<'_, '_>) {
        measure(bencher, None, theirs_cleaned);
    }
}

mod by_kind {
    use super::*;

    #[divan::bench(args = KINDS)]
    fn newswire(bencher: Bencher<'_, '_>, kind: &str) {
        measure(bencher, Some(kind), ours);
    }

    #[divan::bench(args = KINDS)]
    fn feed_rs(bencher: Bencher<'_, '_>, kind: &str) {
        measure(bencher, Some(kind), theirs);
    }
}

/// Markup that is broken at each step, once and twice as long: the time must double, too.
mod broken {
    use super::*;

    const UNITS: &[&str] = &[
        "<",
        "<a \"",
        "<a b='",
        "<![CDATA[",
        "<!--",
        "<!x",
        "&",
        "</",
        "<?",
    ];

    #[divan::bench(args = [60_000, 120_000])]
    fn newswire(bencher: Bencher<'_, '_>, errors: usize) {
        let documents: Vec<String> = UNITS
            .iter()
            .map(|unit| format!("<rss><channel><title>{}", unit.repeat(errors)))
            .collect();
        bencher.bench_local(|| {
            for document in &documents {
                black_box(feed::parse(document.as_bytes(), None, None).is_ok());
            }
        });
    }
}
