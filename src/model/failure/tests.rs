//! The stored form of failures, which no version may change, and what older words become.

use std::time::Duration;

use super::network::Reason;
use super::*;

/// One of each kind, with its stored form.
fn stored() -> Vec<(Failure, &'static str)> {
    let host = || "a.example".to_owned();
    let status = |status, retry_after| NetError::Status {
        status,
        retry_after,
    };
    let connect = |reason| NetError::Connect {
        host: host(),
        reason,
    };
    vec![
        (
            NetError::Timeout(20).into(),
            r#"{"code":"timeout","fact":20}"#,
        ),
        (
            status(404, None).into(),
            r#"{"code":"status","fact":{"status":404}}"#,
        ),
        (
            status(429, Some(Duration::from_hours(3))).into(),
            r#"{"code":"status","fact":{"status":429,"retry_after":10800}}"#,
        ),
        (
            NetError::UnknownHost(host()).into(),
            r#"{"code":"unknown-host","fact":"a.example"}"#,
        ),
        (
            connect(Reason::Refused).into(),
            r#"{"code":"connect","fact":{"host":"a.example","reason":"refused"}}"#,
        ),
        (
            connect(Reason::Other("odd".to_owned())).into(),
            r#"{"code":"connect","fact":{"host":"a.example","reason":{"other":"odd"}}}"#,
        ),
        (
            NetError::Certificate {
                host: host(),
                reason: Reason::Expired,
            }
            .into(),
            r#"{"code":"certificate","fact":{"host":"a.example","reason":"expired"}}"#,
        ),
        (
            NetError::Inside {
                host: host(),
                address: Some([10, 0, 0, 1].into()),
            }
            .into(),
            r#"{"code":"inside","fact":{"host":"a.example","address":"10.0.0.1"}}"#,
        ),
        (NetError::Truncated.into(), r#"{"code":"truncated"}"#),
        (
            LocalError::CommandTimeout(9).into(),
            r#"{"code":"command-timeout","fact":9}"#,
        ),
        (
            IngestError::from(FeedError::Page).into(),
            r#"{"code":"page-no-feed"}"#,
        ),
        (
            IngestError::from(PageError::NoItems("p".to_owned())).into(),
            r#"{"code":"no-items","fact":"p"}"#,
        ),
        (
            IngestError::EmptySitemap.into(),
            r#"{"code":"empty-sitemap"}"#,
        ),
        (
            Failure::NamedFeed {
                feed: host(),
                failure: Box::new(NetError::Truncated.into()),
            },
            r#"{"code":"named-feed","fact":{"feed":"a.example","failure":{"code":"truncated"}}}"#,
        ),
        (
            Failure::Wall {
                site: host(),
                wall: Wall::LogIn,
            },
            r#"{"code":"wall","fact":{"site":"a.example","wall":"log-in"}}"#,
        ),
        (Failure::Robots, r#"{"code":"robots"}"#),
        (
            Failure::Other("x".to_owned()),
            r#"{"code":"other","fact":"x"}"#,
        ),
    ]
}

#[test]
fn the_stored_form_is_a_code_with_facts_and_comes_back() {
    for (failure, form) in stored() {
        assert_eq!(serde_json::to_string(&failure).expect("stored"), form);
        let read: Failure = serde_json::from_str(form).expect(form);
        assert_eq!(read, failure);
    }
}

#[test]
fn words_of_older_versions_become_facts_that_say_the_same() {
    for words in [
        "timed out after 20 s",
        "HTTP 404 not found",
        "HTTP 429 too many requests, asks to wait 3 h",
        "HTTP 401 needs a user name and password (name:password@ before the host)",
        "cannot find the host a.example (check the address or the network)",
    ] {
        let failure = Failure::of_words(words);
        assert!(!matches!(failure, Failure::Other(_)), "{words}");
        assert_eq!(failure.to_string(), words);
    }
    for words in ["HTTP 404 nowhere", "timed out", "the dog ate it", ""] {
        assert_eq!(Failure::of_words(words), Failure::Other(words.to_owned()));
    }
}

#[test]
fn what_a_newer_version_stored_is_no_reason_to_forget_the_rest() {
    let state = r#"{"etag":"e","error":{"code":"new","fact":1}}"#;
    let whole = serde_json::to_value(crate::model::FetchState::default()).expect("stored");
    let mut whole = whole.as_object().cloned().expect("an object");
    whole.extend(serde_json::from_str::<serde_json::Map<_, _>>(state).expect("read"));
    let read: crate::model::FetchState = serde_json::from_value(whole.into()).expect("read");
    assert_eq!(read.etag.as_deref(), Some("e"));
    assert!(matches!(read.error, Some(Failure::Other(text)) if text.contains("new")));
}

#[test]
fn passwords_are_not_stored() {
    let failure = Failure::UseFeed("https://u:secret@a.example/f".to_owned()).redacted();
    assert!(
        !serde_json::to_string(&failure)
            .expect("stored")
            .contains("secret")
    );
    assert!(matches!(failure, Failure::UseFeed(_)));
}
