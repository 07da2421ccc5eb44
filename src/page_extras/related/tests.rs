//! Pages of our own writing, and the shared one when it is there.

use super::*;
use crate::testing::shared_text;

fn found(html: &str) -> FoundHeadlines {
    let base = Url::parse("https://news.test/a/b").unwrap();
    find(&Html::parse_document(html), Some(&base))
}

#[test]
fn a_list_with_agency_time_and_teaser() {
    let html = r#"<main><h1>T</h1><p>Texte.</p><section><h2>A lire aussi</h2><ul>
        <li><a href="/x/1"><img alt="Un navire dans le port de Brest ( Agence / Nom )"></a>
          <div>information fournie par <strong>AFP</strong> <span>09.11.2025</span> <span>05:21</span></div>
          <p>Un navire est arrivé samedi dans le port, a rapporté la préfecture, au lendemain de sa sortie ... <a href="/x/1">Lire la suite</a></p></li>
        <li><h3><a href="/x/2">Les prix ont progressé en octobre</a></h3><time datetime="2025-11-09T03:53:00+01:00">hier</time>
          <p>PARIS (Reuters) - Les prix ont progressé en octobre, montrent des données officielles publiées dimanche.</p></li>
        </ul></section><div>Mes listes</div></main>"#;
    let found = found(html);
    let [first, second] = &found.related[..] else {
        panic!("{found:?}");
    };
    assert_eq!(
        first.title,
        "Un navire dans le port de Brest ( Agence / Nom )"
    );
    assert_eq!(first.link.as_deref(), Some("https://news.test/x/1"));
    assert_eq!(first.agency.as_deref(), Some("AFP"));
    assert_eq!(first.published.unwrap().to_text(), "2025-11-09T05:21:00");
    let summary = first.summary.as_deref().unwrap();
    assert!(
        summary.starts_with("Un navire") && summary.ends_with("sortie …"),
        "{summary}"
    );
    assert_eq!(second.title, "Les prix ont progressé en octobre");
    assert_eq!(
        second.published.unwrap().to_text(),
        "2025-11-09T03:53:00+01:00"
    );
    assert!(!found.containers.is_empty());
}

#[test]
fn headings_in_other_languages_and_shapes() {
    for html in [
        "<div><strong>Mehr zum Thema</strong></div><ul><li><a href='/1'>Ein Titel mit Worten</a></li></ul>",
        "<aside><h3>Related articles</h3><div><a href='/1'>A headline of some words</a></div></aside>",
        "<div><h4>関連記事</h4><ul><li><a href='/1'>物価が十月に上昇した</a></li></ul></div>",
        "<section><header><h2>Lees ook</h2></header><article><h3><a href='/1'>Een kop met woorden</a></h3></article></section>",
        "<section><h2>Read more</h2><div><h3><a href='/1'>A headline of some words</a></h3><p>A teaser.</p></div></section>",
    ] {
        let found = found(&format!("<main><h1>T</h1><p>Text.</p>{html}</main>"));
        assert_eq!(found.related.len(), 1, "{html}");
        assert_eq!(
            found.related[0].link.as_deref(),
            Some("https://news.test/1"),
            "{html}"
        );
    }
}

#[test]
fn several_cards_without_a_list() {
    let html = "<main><h1>T</h1><div><h2>Related</h2><div class=g><div><a href='/1'>First headline here</a><p>One.</p></div>\
                <div><a href='/2'>Second headline here</a></div></div></div></main>";
    let titles: Vec<String> = found(html)
        .related
        .into_iter()
        .map(|one| one.title)
        .collect();
    assert_eq!(titles, ["First headline here", "Second headline here"]);
}

#[test]
fn text_behind_a_heading_is_not_a_list() {
    for html in [
        "<h2>Related</h2><p>This paragraph of the story speaks about relations between many people, with no <a href='/1'>link text</a> that matters.</p>",
        "<p><a href='/1'>Read more</a></p><p>The story goes on after the link with more words.</p>",
        "<button>Related</button><ul><li><a href='/1'>A headline of some words</a></li></ul>",
    ] {
        let found = found(&format!("<main><h1>T</h1>{html}</main>"));
        assert_eq!(found, FoundHeadlines::default(), "{html}");
    }
}

#[test]
fn a_teaser_loses_its_read_on() {
    for (text, cleaned) in [
        ("Autre résumé ... Lire la suite", "Autre résumé …"),
        ("Ein Satz. Weiterlesen", "Ein Satz."),
        ("A whole sentence.", "A whole sentence."),
        ("They want to read more", "They want to read more"),
        ("Cut here… Read more »", "Cut here …"),
    ] {
        assert_eq!(item::teaser(text), cleaned);
    }
}

#[test]
fn the_number_of_headlines_is_bounded() {
    let items: String = (0..200)
        .map(|at| format!("<li><a href='/{at}'>Headline with a number {at}</a></li>"))
        .collect();
    assert_eq!(
        found(&format!("<h2>Related</h2><ul>{items}</ul>"))
            .related
            .len(),
        MAX_RELATED
    );
}

#[test]
fn the_shared_article_is_read() {
    let Some(html) = shared_text("market/fixtures/boursorama_article.html") else {
        return;
    };
    let found = found(&html);
    let [one] = &found.related[..] else {
        panic!("{found:?}");
    };
    assert_eq!(
        (one.title.as_str(), one.agency.as_deref()),
        ("Autre titre", Some("AFP"))
    );
    assert_eq!(one.published.unwrap().to_text(), "2025-11-09T05:21:00");
}

#[test]
fn containers_leave_the_paragraphs_of_a_wide_box() {
    let paragraph = "<div class=part>A paragraph of the story that is long enough to be prose, with a \
        <a href='/term'>term</a> that is linked, and which goes on for a while after it.</div>";
    let html = format!(
        "<main><h1>T</h1><div><h2>Read more</h2></div><div><ul><li><a href='/1'>A headline of some words</a></li>\
         <li><a href='/2'>Another headline of words</a></li></ul><div>{}</div></div></main>",
        paragraph
            .repeat(30)
            .replace("for a while", &"on and on ".repeat(60))
    );
    let document = Html::parse_document(&html);
    let found = find(&document, None);
    let texts = found.containers.iter().map(|id| {
        let node = document.tree.get(*id).unwrap();
        let runs = node
            .descendants()
            .filter_map(|inner| inner.value().as_text());
        runs.map(|run| run.to_string()).collect::<String>()
    });
    let texts: Vec<String> = texts.collect();
    assert!(texts.iter().any(|text| text.contains("Another headline")));
    assert!(
        !texts.iter().any(|text| text.contains("A paragraph")),
        "{texts:?}"
    );
}

#[test]
fn teasers_behind_their_headlines_are_left_out_too() {
    let html = "<main><h1>T</h1><div><h4>Read more</h4><a href='/1'>A headline of some words</a>\
        <p>A teaser that says what the story is about, and which is long enough to be prose. <a href='/1'>Read more</a></p>\
        <p>The next paragraph belongs to the story and not to the list, however short it may be.</p></div></main>";
    let document = Html::parse_document(html);
    let found = find(&document, None);
    assert_eq!(found.related.len(), 1);
    assert_eq!(found.containers.len(), 3);
}

#[test]
fn the_link_that_reads_an_item_on_is_no_heading() {
    let card = |number: u32| {
        format!(
            "<div><h2>The crane number {number} of the harbour</h2><p>It lifts {number} tons, and it is cheap to keep.</p><div><a href='/{number}'>Read more</a></div></div>"
        )
    };
    let cards: String = (1..5).map(card).collect();
    let page = format!("<main><h1>T</h1><p>Text.</p><div>{cards}</div></main>");
    assert_eq!(found(&page), FoundHeadlines::default());
    // A heading may be a link to all of them.
    let listed = "<main><h1>T</h1><p>Text.</p><h2><a href='/all'>Read more</a></h2><ul><li><a href='/1'>A headline of some words</a></li></ul></main>";
    assert_eq!(found(listed).related.len(), 1);
}
