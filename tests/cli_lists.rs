//! Lists of sources and kept articles, in and out: OPML, lists of addresses, starred.json.

#[path = "support/program.rs"]
mod program;

use program::{Home, argument, list, numbers, succeeds, written};

const CONFIG: &str = "config/newswire/config.toml";
const A: &str = "https://a.example/feed";

const STARRED: &str = r#"{"id":"user/-/state/com.google/starred","items":[
  {"id":"tag:google.com,2005:reader/item/1","title":"Under its source","published":1600000001,
   "canonical":[{"href":"https://a.example/1"}],"content":{"content":"<p>Whole text one.</p>"},
   "origin":{"streamId":"feed/http://www.a.example/feed/","title":"A"},
   "categories":["user/-/state/com.google/read","user/-/state/com.google/starred"]},
  {"title":"From nowhere","published":1600000002,"alternate":[{"href":"https://gone.example/2"}],
   "summary":{"content":"<p>Whole text two.</p>"},"origin":{"streamId":"feed/https://gone.example/feed","title":"Gone"}},
  {"title":"Lost","content":{"content":"x"}}]}"#;

#[test]
fn starred_articles_become_favourites_under_their_source_or_outside() {
    let home = Home::new();
    home.write(CONFIG, format!("[[feed]]\nurl = \"{A}\"\nname = \"A\"\n"));
    let file = home.write("starred.json", STARRED);
    let before = written(&home);
    let tried = home.run(&["import", "--dry-run", argument(&file)]);
    assert!(
        succeeds(&tried)
            .out
            .contains("nothing written: 2 articles to add"),
        "{tried:?}"
    );
    assert_eq!(written(&home), before);
    let said = home.run(&["import", argument(&file)]);
    assert!(
        succeeds(&said).out.starts_with(
            "2 articles added, 0 there already, 1 marked read, 2 new favourites (1 outside"
        ),
        "{said:?}"
    );
    assert!(
        said.err
            .contains("1 left out: kept articles without a web address: Lost"),
        "{said:?}"
    );
    assert_eq!(numbers(&list(&home, &["--source", "A"])), ["1"]);
    assert_eq!(numbers(&list(&home, &["--favourites"])), ["1", "2"]);
    assert!(
        home.run(&["read", "https://gone.example/2"])
            .out
            .contains("Whole text two.")
    );
    assert_eq!(home.read(CONFIG).matches("[[feed]]").count(), 1);
    let again = home.run(&["import", argument(&file)]);
    assert!(
        succeeds(&again)
            .out
            .starts_with("0 articles added, 2 there already\n"),
        "{again:?}"
    );
    // What stands before the end of a file that was cut off comes in, and that is said.
    let cut = home.write(
        "cut.json",
        &STARRED[..STARRED.find("{\"title\":\"From").unwrap()],
    );
    let said = home.run(&["import", argument(&cut)]);
    assert!(succeeds(&said).err.contains("damaged"), "{said:?}");
}

#[test]
fn lists_say_what_was_merged_damaged_and_left_out() {
    let home = Home::new();
    let opml = "<opml version='2.0'><body><outline text='News'><outline text='World'>\
        <outline type='rss' text='A' xmlUrl='https://a.example/feed'/></outline></outline>\
        <outline text='A again' category='/Other' xmlUrl='http://www.a.example/feed/'/>\
        <outline type='include' text='more' url='https://b.example/list.opml'/>\
        <outline text='c' xmlUrl='exec:touch PWNED'/><outline text='d' xmlUrl='https://d.exam";
    let said = home.run_with(&["import", "-"], opml.as_bytes());
    assert!(
        succeeds(&said).out.contains("1 added to") && said.out.contains("1 named more than once"),
        "{said:?}"
    );
    for part in [
        "damaged (cut off",
        "1 left out: commands",
        "1 left out: other lists",
    ] {
        assert!(said.err.contains(part), "{part}: {said:?}");
    }
    assert!(home.read(CONFIG).contains("[\"News/World\", \"Other\"]"));
    assert!(!home.path("PWNED").exists());
    for (text, code) in [
        ("<rss version='2.0'/>", 1),
        ("exec:touch PWNED\n", 1),
        ("", 1),
        ("some prose here", 1),
    ] {
        let said = home.run_with(&["import", "-"], text.as_bytes());
        assert_eq!(said.code, code, "{text}: {said:?}");
        assert!(!said.err.is_empty());
    }
    assert_eq!(home.run(&["import", "missing.opml"]).code, 1);
    assert_eq!(home.run(&["import"]).code, 2);
    home.write("nothing/here", "");
    assert_eq!(home.run(&["import", "nothing"]).code, 1);
}

#[test]
fn an_empty_list_says_why() {
    let home = Home::new();
    let feed = "<rss version='2.0'><channel><title>P</title><item><title>T</title><guid>1</guid><description>Words.</description></item></channel></rss>";
    let file = home.write("p.xml", feed);
    let config = format!(
        "[[feed]]\nname = \"Paper\"\nurl = \"file:{}\"\n",
        file.display()
    );
    home.write("config/newswire/config.toml", config);
    let said = home.run(&["refresh"]);
    assert!(said.out.contains("; 1 new headline\n"), "{said:?}");
    for arguments in [&["refresh"][..], &["refresh", "Paper"]] {
        let said = home.run(arguments);
        assert!(
            said.err.contains("Paper is asked in ") && said.err.contains("--force"),
            "{said:?}"
        );
    }
    home.run(&["read", "1"]);
    for (arguments, why) in [
        (&["--limit", "0"][..], "`--limit 0` lists no headlines"),
        (&["--search", "zzzz"], "no headline here has \"zzzz\""),
        (&["--unread"], "no headline here is unread"),
        (&["--favourites"], "there are no favourites"),
    ] {
        let said = home.run(&[&["list"], arguments].concat());
        assert_eq!((said.code, said.out.as_str()), (1, ""), "{said:?}");
        assert!(said.err.contains(why), "{said:?}");
    }
}
