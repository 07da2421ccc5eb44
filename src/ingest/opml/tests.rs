//! Lists as they occur, and the way out and in again.

use super::*;
use crate::markup::clean;
use proptest::prelude::*;

fn list(file: &str) -> Subscriptions {
    read(file.as_bytes()).expect("a list")
}

/// Address, name and groups of each source, in a form that is easy to compare.
fn flat(list: &Subscriptions) -> Vec<String> {
    list.sources
        .iter()
        .map(|source| {
            let name = source.name.as_deref().unwrap_or("-");
            format!("{} {name} [{}]", source.url, source.groups.join(", "))
        })
        .collect()
}

fn reasons(list: &Subscriptions) -> Vec<(Reason, &str)> {
    list.remarks
        .iter()
        .map(|remark| (remark.reason, remark.what.as_str()))
        .collect()
}

#[test]
fn groups_nest_and_duplicates_merge() {
    let list = list(
        "\u{feff}<opml><body>
        <outline text='News &amp; more'><outline text=\"R&D\">
          <OUTLINE type=rss text='One&nbsp;feed' xmlUrl='http://example.org/feed?a=1&b=2&copy=3'/>
        </outline></outline>
        <outline title='One' xmlURL='https://www.example.org/feed?b=2&amp;a=1&amp;copy=3' category='/tech / rust,uk,,/'/>
        <outline text='' xmlUrl='feed://example.net/rss'></outline>
        <outline text='bad' xmlUrl='exec:rm -rf'/><outline text='bad' xmlUrl='file:///etc/passwd'/>
        </body></opml>",
    );
    assert_eq!(
        flat(&list),
        [
            "https://www.example.org/feed?b=2&a=1&copy=3 One feed [News & more/R&D, tech/rust, uk]",
            "http://example.net/rss - []",
        ]
    );
    assert_eq!((list.merged, list.damage), (1, None));
    assert_eq!(
        reasons(&list),
        [
            (Reason::Command, "exec:rm -rf"),
            (Reason::File, "file:///etc/passwd")
        ]
    );
}

#[test]
fn names_come_from_the_first_attribute_that_is_one() {
    let list = list(
        "<opml><body>
        <outline TEXT='Given' title='Own' xmlUrl='http://a.example/'/>
        <outline text='http://b.example/' title='Own' xmlUrl='http://b.example/'/>
        <outline text=' ' description='Told' xmlUrl='http://c.example/'/>
        <outline text='Ars&amp;#39;s &amp;amp; more' xmlUrl='http://d.example/'/>
        <outline xmlUrl='http://e.example/'/>
        <outline text='Caf&eacute; \u{1b}[31m\u{202e}x' xmlUrl='http://f.example/'/></body></opml>",
    );
    let names: Vec<Option<&str>> = list.sources.iter().map(|one| one.name.as_deref()).collect();
    assert_eq!(
        names,
        [
            Some("Given"),
            Some("Own"),
            Some("Told"),
            Some("Ars's & more"),
            None,
            Some("Café x")
        ]
    );
}

#[test]
fn other_lists_and_pages_are_named_and_not_followed() {
    let list = list(
        "<o:opml xmlns:o='http://opml.org/spec2'><o:body>
        <o:outline text='In' type='include' url='http://a.example/o.opml'/>
        <o:outline text='In' type='LINK' url='http://b.example/o.opml'/>
        <o:outline text='In' type='source' xmlUrl='http://c.example/o.opml'/>
        <o:outline text='Page' type='rss' xmlUrl='' htmlUrl='http://d.example/'/>
        <o:outline text='Page' htmlUrl='http://e.example/'/>
        <o:outline text='Group with a page' htmlUrl='http://f.example/'>
          <o:outline text='Feed' type='rss' url='http://f.example/feed'/>
        </o:outline>
        <!-- <outline text='x' xmlUrl='http://g.example/'/> -->
        <o:outline text='out' isComment='true'><o:outline xmlUrl='http://h.example/'/></o:outline>
        </o:body></o:opml>",
    );
    assert_eq!(
        flat(&list),
        ["http://f.example/feed Feed [Group with a page]"]
    );
    assert_eq!(
        reasons(&list),
        [
            (Reason::OtherList, "http://a.example/o.opml"),
            (Reason::OtherList, "http://b.example/o.opml"),
            (Reason::OtherList, "http://c.example/o.opml"),
            (Reason::Page, "http://d.example/"),
            (Reason::Page, "http://e.example/"),
            (Reason::Commented, "http://h.example/"),
        ]
    );
}

#[test]
fn relative_addresses_need_a_base() {
    let list = list(
        "<opml xml:base='http://a.example/lists/'><body xml:base='deep/'>
        <outline xmlUrl='one.xml'/>
        <outline text='g' xml:base='http://b.example/'><outline xmlUrl='/two.xml'/></outline>
        <outline xmlUrl='../three.xml'/></body></opml>",
    );
    assert_eq!(
        flat(&list),
        [
            "http://a.example/lists/deep/one.xml - []",
            "http://b.example/two.xml - [g]",
            "http://a.example/lists/three.xml - []",
        ]
    );
    let without = self::list("<opml><body><outline text='R' xmlUrl='rss?id=1'/></body></opml>");
    assert_eq!(reasons(&without), [(Reason::NoAddress, "rss?id=1")]);
}

#[test]
fn damaged_files_give_what_stands_before_the_damage() {
    let whole = "<?xml version='1.0'?><opml version='2.0'><head><title>t</title></head><body>\
        <outline text='g'><outline text='a' xmlUrl='http://a.example/'/>\
        <outline text='b' xmlUrl='http://b.example/'/></outline></body></opml>";
    assert_eq!(list(whole).damage, None);
    let first = whole.find("<outline text='b'").expect("there");
    for at in first..whole.len() - "</opml>".len() {
        let cut = list(&whole[..at]);
        assert_eq!(flat(&cut)[0], "http://a.example/ a [g]", "{at}");
        assert!(cut.damage.is_some(), "{at}: {:?}", &whole[..at]);
    }
    let odd = list(
        "<opml><body><outline text='5 < 6' xmlUrl=http://a.example/ <outline text=x xmlUrl='http://b.example/'/></body></opml>",
    );
    assert!(!odd.sources.is_empty());
}

#[test]
fn charsets_are_recognised() {
    let text = "<?xml version='1.0' encoding='ENC'?><opml><body><outline text='Новости' xmlUrl='http://a.example/'/></body></opml>";
    let koi8 = text.replace("ENC", "koi8-r");
    let mut wide = vec![0xff, 0xfe];
    wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    for bytes in [
        encoding_rs::KOI8_R.encode(&koi8).0.into_owned(),
        wide,
        text.replace("ENC", "utf-8").into_bytes(),
    ] {
        let list = read(&bytes).expect("a list");
        assert_eq!(list.sources[0].name.as_deref(), Some("Новости"));
    }
}

#[test]
fn members_of_a_planet_and_tabs_of_igoogle() {
    let planet = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>
        <foaf:Group><foaf:name>Planet</foaf:name><foaf:member><foaf:Agent>
        <foaf:name>Ada &amp; co</foaf:name><foaf:weblog><foaf:Document rdf:about='http://a.example/'>
        <dc:title>Her pages</dc:title><rdfs:seeAlso><rss:channel rdf:about='http://a.example/rss'/></rdfs:seeAlso>
        </foaf:Document></foaf:weblog></foaf:Agent></foaf:member>
        <foaf:member><foaf:Person><foaf:nick>bob</foaf:nick><ya:feed rdf:resource='http://b.example/rss?a=1&amp;b=2'/></foaf:Person></foaf:member>
        <foaf:member><foaf:Agent><foaf:name>C</foaf:name><foaf:Document rdf:about='http://c.example/'/>
        <rdfs:seeAlso rdf:resource='http://c.example/foaf'/></foaf:Agent></foaf:member>
        </foaf:Group></rdf:RDF>";
    let planet = list(planet);
    assert_eq!(
        flat(&planet),
        [
            "http://a.example/rss Ada & co [Planet]",
            "http://b.example/rss?a=1&b=2 bob [Planet]",
        ]
    );
    assert_eq!(
        reasons(&planet),
        [
            (Reason::OtherList, "http://c.example/foaf"),
            (Reason::Page, "http://c.example/")
        ]
    );
    let tabs = list(
        "<GadgetTabML version='1.0'><Tab title='Home'><Section>
        <Module type='RSS' xmlns='http://www.google.com/ig'><ModulePrefs xmlUrl='http://a.example/rss'/></Module>
        <Module type='remote'><ModulePrefs xmlUrl='http://b.example/gadget.xml'/></Module>
        </Section></Tab></GadgetTabML>",
    );
    assert_eq!(flat(&tabs), ["http://a.example/rss - [Home]"]);
}

#[test]
fn what_is_no_list() {
    let error = |text: &str| read(text.as_bytes()).expect_err(text);
    assert_eq!(error("<rss/>"), MovingError::Feed);
    assert_eq!(
        error("<rdf:RDF><channel rdf:about='http://a.example/'/><item/></rdf:RDF>"),
        MovingError::Feed
    );
    assert_eq!(
        error(
            "<rdf:RDF><channel rdf:about='http://a.example/'><foaf:maker><foaf:Person/></foaf:maker></channel><item/></rdf:RDF>"
        ),
        MovingError::Feed
    );
    assert_eq!(
        error("<redirect><newLocation>http://a.example/</newLocation></redirect>"),
        MovingError::Moved
    );
    let empty = MovingError::NoFeeds(FORMAT);
    assert_eq!(error("<opml><outline text='x'/></opml>"), empty);
    assert_eq!(error("<opml version='2.0'><body/></opml>"), empty);
    assert_eq!(error(&"<outline text='a'>".repeat(50_000)), empty);
}

fn source(url: &str, name: &str, groups: &[&str]) -> Exported {
    Exported {
        url: url.to_owned(),
        page: None,
        name: Some(name.to_owned()),
        groups: groups.iter().map(|&group| group.to_owned()).collect(),
    }
}

#[test]
fn writing_is_stable_and_as_the_specification_wants_it() {
    let mut sources = [
        source("http://b.example/", "b", &[]),
        source(
            "http://a.example/?x=1&y=\"",
            "A <one>",
            &["z/y", "news", "news", "/"],
        ),
        source("http://c.example/", "", &["z"]),
    ];
    sources[0].page = Some("http://b.example/page".to_owned());
    let mut turned = sources.clone();
    turned.reverse();
    turned[1].groups.reverse();
    assert_eq!(write(&sources), write(&turned));
    let text = write(&sources);
    assert_eq!(text.matches("xmlUrl").count(), 4);
    assert!(text.contains("xmlUrl=\"http://b.example/\" htmlUrl=\"http://b.example/page\"/>"));
    for line in text.lines().filter(|line| line.contains("<outline")) {
        assert!(
            line.contains(" text=\"") && line.contains(" title=\""),
            "{line}"
        );
        assert_eq!(
            line.contains("type=\"rss\""),
            line.contains("xmlUrl="),
            "{line}"
        );
    }
    // No address is empty, and no name either.
    assert!(!text.contains("=\"\""));
}

proptest! {
    #[test]
    fn what_is_written_comes_back_whole(
        sources in prop::collection::vec((
            "[a-z]{1,8}",
            "[A-Za-z<>&\"'é;日 ]{0,12}x",
            prop::collection::btree_set("[a-z&<\"]{1,5}(/[a-z]{1,5}){0,2}", 0..4),
        ), 1..12)
    ) {
        let mut sources: Vec<Exported> = sources
            .iter()
            .map(|(host, name, groups)| {
                let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
                source(&format!("https://{host}.example/"), &clean::line(name), &groups)
            })
            .collect();
        sources.sort_by(|one, two| one.url.cmp(&two.url));
        sources.dedup_by(|one, two| one.url == two.url);
        let again = read(write(&sources).as_bytes()).expect("a list");
        prop_assert_eq!(again.damage, None);
        prop_assert!(again.remarks.is_empty());
        prop_assert_eq!(again.sources.len(), sources.len());
        let back: Vec<Exported> = again
            .sources
            .into_iter()
            .map(|spec| Exported { url: spec.url, page: None, name: spec.name, groups: spec.groups })
            .collect();
        for source in &sources {
            let found = back.iter().find(|other| other.url == source.url).expect("kept");
            let mut groups = found.groups.clone();
            groups.sort();
            prop_assert_eq!(&groups, &source.groups);
            if !source.name.as_ref().is_some_and(|name| name.contains(';')) {
                prop_assert_eq!(&found.name, &source.name);
            }
        }
        prop_assert_eq!(write(&back), write(&sources));
    }

    #[test]
    fn no_file_panics(text in "(<outline |</outline>|<opml>|</opml>|xmlUrl='|http://a.example/|'|/>|>|&|<| |é){0,40}") {
        if let Ok(list) = read(text.as_bytes()) {
            for source in list.sources {
                prop_assert!(source.url.starts_with("http"));
            }
        }
    }
}
