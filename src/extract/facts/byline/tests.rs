//! Where pages of our own writing name their authors.

use crate::extract::facts::metadata;
use crate::extract::page::outline::Outline;
use scraper::Html;

/// What a page is taken to be by, its head and its body given.
fn byline(head: &str, body: &str) -> Vec<String> {
    let html = format!(
        "<html><head><title>Ferries sail again</title>{head}</head><body><article>\
         <h1>Ferries sail again</h1>{body}</article></body></html>"
    );
    let document = Html::parse_document(&html);
    metadata::read(&Outline::of(&document, &[]), None, None).byline
}

const STORY: &str = "<p>The ferries sail again, says the harbour, and they will do so all winter. \
    The first one left at six, with ten cars and a dog on board.</p>";

#[test]
fn lines_near_the_headline_name_authors() {
    for line in [
        "<div>By</div><div>Ann Lee</div>",
        "<p><time>3 May 2025</time> by Ann Lee in <a href=/x>Harbours</a></p>",
        "<p>By Ann Lee December 2, 2025</p>",
        "<p>Ann Lee | Senior Writer | July 2, 2025</p>",
        "<p class=author>Ann Lee, Head of Ferries</p>",
        "<div><img src=a.jpg alt='Ann Lee, Editor'><div><p>Ann Lee</p><p>3 May 2025</p></div></div>",
    ] {
        assert_eq!(byline("", &format!("{line}{STORY}")), ["Ann Lee"], "{line}");
    }
}

#[test]
fn what_stands_below_the_text_names_authors() {
    let far = "<p>Short line.</p>".repeat(20);
    for line in [
        "<p style='text-align: right'>Ann Lee</p>",
        "<p><i>Ann Lee</i></p>",
        "<p>Authors: Ann Lee, harbour master</p>",
        "<div>Written by</div><div>Ann Lee</div>",
    ] {
        let page = format!("{far}{STORY}{line}");
        assert_eq!(byline("", &page), ["Ann Lee"], "{line}");
    }
    assert_eq!(
        byline("", &format!("{STORY}<p><b>Ann Lee</b></p>{STORY}")),
        [""; 0]
    );
}

#[test]
fn metadata_names_authors_by_what_it_calls_them() {
    for head in [
        "<meta name=twitter:label2 content='Written by'><meta name=twitter:data2 content='Ann Lee'>",
        "<meta name=citation_author content='Lee, Ann'>",
    ] {
        assert_eq!(byline(head, STORY), ["Ann Lee"], "{head}");
    }
    let minutes = "<meta name=twitter:label1 content='Reading time'><meta name=twitter:data1 content='Ten minutes'>";
    assert_eq!(byline(minutes, STORY), [""; 0]);
}

#[test]
fn a_name_is_better_than_an_account_and_a_staff_than_nobody() {
    let account = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferries sail again",
        "author":{"@type":"Person","name":"annlee"}}</script>"#;
    assert_eq!(
        byline(account, &format!("<p>By Ann Lee</p>{STORY}")),
        ["Ann Lee"]
    );
    assert_eq!(byline(account, STORY), ["annlee"]);
    let staff = "<meta name=author content='Harbour Staff'>";
    assert_eq!(byline(staff, STORY), ["Harbour Staff"]);
    assert_eq!(
        byline(staff, &format!("<p>By Ann Lee</p>{STORY}")),
        ["Ann Lee"]
    );
    assert_eq!(byline("<meta name=author content=admin>", STORY), [""; 0]);
}

#[test]
fn who_supplies_pictures_is_no_author() {
    let person = |name: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"author\":{{\"@type\":\"Person\",\"name\":\"{name}\"}}}}</script>"
        )
    };
    let line = format!("<p class=byline>By Ann Lee</p>{STORY}");
    for head in [
        person("Getty Images"),
        person("Bo Chen / Getty Images"),
        "<meta name=author content='Shutterstock'>".to_owned(),
        "<meta name=author content='Bo Chen/Getty'>".to_owned(),
    ] {
        assert_eq!(byline(&head, &line), ["Ann Lee"], "{head}");
        assert_eq!(byline(&head, STORY), [""; 0], "{head}");
    }
    assert_eq!(byline(&person("Ann Lee, Getty Images"), STORY), ["Ann Lee"]);
    for figure in [
        "<figure><img src=a><figcaption>A ferry. Photo by <a rel=author href=/author/bo>Bo Chen</a></figcaption></figure>",
        "<div class=image><img src=a><span class=author>Bo Chen/Getty Images</span></div>",
        "<figure itemprop=image itemscope><img src=a><meta itemprop=author content='Bo Chen'></figure>",
    ] {
        assert_eq!(
            byline("", &format!("{figure}{line}")),
            ["Ann Lee"],
            "{figure}"
        );
        assert_eq!(byline("", &format!("{figure}{STORY}")), [""; 0], "{figure}");
    }
    assert_eq!(
        byline("", &format!("<p class=byline>By Getty Images</p>{STORY}")),
        [""; 0]
    );
}

#[test]
fn a_printed_person_beats_the_sites_name() {
    let html = |head: &str, body: &str| {
        format!(
            "<title>Ferries sail again - Harbour Post</title>{head}<article><h1>Ferries sail again</h1>{body}{STORY}"
        )
    };
    let of = |page: &str| {
        let document = Html::parse_document(page);
        metadata::read(&Outline::of(&document, &[]), None, None).byline
    };
    let head = "<meta name=author content='Harbour Post'>";
    assert_eq!(
        of(&html(head, "<p class=byline>By Ann Lee</p>")),
        ["Ann Lee"]
    );
    assert_eq!(of(&html(head, "")), ["Harbour Post"]);
    let own = "<title>Ferries sail again - Ann Lee</title><meta name=author content='Ann Lee'><h1>Ferries sail again</h1>";
    assert_eq!(of(&format!("{own}{STORY}")), ["Ann Lee"]);
}
