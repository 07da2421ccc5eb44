//! How sources without a name are told apart.

use super::*;
use crate::store::testing::{apply, entry, spec};

#[test]
fn sources_of_one_host_are_told_apart() {
    let names = |urls: &[&str]| {
        let mut store = Store::open_in_memory().expect("memory");
        let specs: Vec<SourceSpec> = urls.iter().map(|url| spec(url)).collect();
        store.set_sources(&specs).expect("set");
        let sources = store.sources().expect("sources");
        let names = sources.into_iter().map(|source| source.name);
        names.collect::<Vec<String>>()
    };
    assert_eq!(
        names(&[
            "http://me:pw@127.0.0.1:81/a.xml",
            "http://127.0.0.1:81/b/",
            "https://www.paper.example/feed",
        ]),
        ["127.0.0.1/a.xml", "127.0.0.1/b", "paper.example"]
    );
    assert_eq!(
        names(&["http://h.example:81/a", "http://me:pw@h.example:82/a"]),
        ["h.example:81/a", "h.example:82/a"]
    );
    // As soon as there is another one, also of a store that has them already.
    let mut store = Store::open_in_memory().expect("memory");
    let (a, b) = (spec("http://h.example/a"), spec("http://h.example/b"));
    store.set_sources(std::slice::from_ref(&a)).expect("set");
    let id = store.sources().expect("sources")[0].id;
    apply(&mut store, id, &[entry("1", "T", None)], 0);
    store.set_sources(&[a, b]).expect("set");
    let sources = store.sources().expect("sources");
    assert_eq!(
        (sources[0].id, sources[1].name.as_str()),
        (id, "h.example/b")
    );
}
