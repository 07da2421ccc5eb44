//! Opening: what is created, what is refused, and that what is refused is left alone.

use std::path::Path;
use std::sync::{Arc, Barrier};

use super::testing::{apply, at, entry, spec};
use super::{Handle, Store, StoreError, schema};
use crate::model::{Change, HeadlineId, Query};

fn refused(path: &Path) -> String {
    let before = std::fs::read(path).expect("readable");
    let message = Store::open(path).expect_err("refused").to_string();
    assert_eq!(std::fs::read(path).expect("readable"), before, "left alone");
    assert!(message.contains(&path.display().to_string()), "{message}");
    assert!(!message.contains('\n'), "{message}");
    message
}

#[test]
fn folders_are_created_for_the_user_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a/b/news.db");
    drop(Store::open(&path).expect("opened"));
    let again = Store::open(&path).expect("opened again");
    assert_eq!(again.verdict(), "ok");
    drop(again);
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.path().join("a/b"))
            .expect("there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}

#[test]
fn what_is_not_ours_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("text.db");
    std::fs::write(
        &text,
        "not a database at all, but long enough to be looked at. ".repeat(40),
    )
    .expect("written");
    assert!(refused(&text).contains("not a Newswire database"));
    let other = folder.path().join("other.db");
    let sql = rusqlite::Connection::open(&other).expect("opened");
    sql.execute_batch("CREATE TABLE theirs (id)")
        .expect("created");
    drop(sql);
    assert!(refused(&other).contains("another program"));
    assert!(matches!(
        Store::open(folder.path()),
        Err(StoreError::Open { .. })
    ));
    assert!(matches!(
        Store::open(&text.join("under/a/file.db")),
        Err(StoreError::Folder { .. })
    ));
}

#[test]
fn a_newer_format_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    let store = Store::open(&path).expect("opened");
    store
        .connection
        .pragma_update(None, "user_version", schema::VERSION + 1)
        .expect("set");
    drop(store);
    assert!(refused(&path).contains("update newswire"));
}

#[test]
fn a_truncated_file_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    drop(Store::open(&path).expect("opened"));
    let bytes = std::fs::read(&path).expect("read");
    std::fs::write(&path, &bytes[..bytes.len() / 2]).expect("written");
    assert!(refused(&path).contains("damaged"));
}

#[test]
fn a_read_only_file_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    drop(Store::open(&path).expect("opened"));
    let mut permissions = std::fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions).expect("set");
    if std::fs::OpenOptions::new().write(true).open(&path).is_ok() {
        println!("skipped: this user may write everything");
        return;
    }
    assert!(matches!(
        Store::open(&path),
        Err(StoreError::Unwritable { .. })
    ));
}

#[test]
fn many_may_open_a_new_database_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    let start = Arc::new(Barrier::new(4));
    let threads: Vec<_> = (0..4)
        .map(|number| {
            let (path, start) = (path.clone(), start.clone());
            std::thread::spawn(move || {
                start.wait();
                let mut store = Store::open(&path).expect("opened");
                store
                    .set_sources(&[spec("https://news.example/feed")])
                    .expect("set");
                let source = store.sources().expect("read")[0].id;
                apply(
                    &mut store,
                    source,
                    &[entry(&number.to_string(), "title", Some(0))],
                    0,
                );
            })
        })
        .collect();
    for thread in threads {
        thread.join().expect("no panic");
    }
    assert_eq!(
        Store::open(&path)
            .expect("opened")
            .counts()
            .expect("read")
            .total,
        4
    );
}

#[test]
fn calls_are_answered_in_order_and_dropping_waits_for_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.db");
    let handle = Handle::own(Store::open(&path).expect("opened")).expect("started");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let id = runtime.block_on(async {
        let set = handle.call(|store| store.set_sources(&[spec("https://news.example/feed")]));
        let source = handle.call(|store| store.sources().map(|sources| sources[0].id));
        set.await.expect("set");
        let source = source.await.expect("read");
        handle
            .call(move |store| apply(store, source, &[entry("a", "a", Some(0))], 0)[0])
            .await
    });
    let ids = runtime.block_on(handle.call(|store| store.ids(&Query::default())));
    assert_eq!(ids.expect("read"), [id]);
    handle.post(|_| panic!("on purpose: one job's panic is its own"));
    drop(handle.call(move |store| store.change(&Change::Favourite { id, on: true }, at(1))));
    drop(handle);
    let store = Store::open(&path).expect("opened");
    assert!(store.headline(id).expect("read").expect("there").favourite);
}

#[test]
fn a_question_ends_when_it_is_overtaken_and_no_write_does() {
    let mut store = Store::open_in_memory().expect("memory");
    store
        .set_sources(&[spec("https://news.example/feed")])
        .expect("set");
    let source = store.sources().expect("read")[0].id;
    let id = apply(&mut store, source, &[entry("a", "a", Some(0))], 0)[0];
    let mut looks = 0;
    let third = move || {
        looks += 1;
        looks == 3
    };
    let ended = store.search_without_end(third);
    assert!(matches!(ended, Err(StoreError::Interrupted)));
    let ids = store.listing_unless(&Query::default(), None, || false);
    assert_eq!(ids.expect("not overtaken").ids, [id]);
    assert_eq!(
        store
            .change(&Change::read(&[id], true), at(0))
            .expect("not interrupted"),
        [id]
    );
    assert!(matches!(
        store.change(
            &Change::Favourite {
                id: HeadlineId(9),
                on: true
            },
            at(0)
        ),
        Err(StoreError::Missing(_))
    ));
}
