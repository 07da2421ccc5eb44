//! Plain markup read ahead: the trees are those of the tokenizer, and no page is slow.

use std::fs;
use std::io::Read as _;
use std::path::PathBuf;

use flate2::read::GzDecoder;
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use proptest::prelude::*;
use scraper::Html;

use super::super::super::bounds::Bounds;
use super::super::super::{MAX_DEPTH, MAX_NODES, tree};
use super::{Plain, Reader};
use crate::testing::shared;

/// The tree that the tokenizer makes of every letter.
fn letter_by_letter(html: &str) -> Html {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Bounds::new(MAX_DEPTH, MAX_NODES), TokenizerOpts::default());
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.into_document()
}

/// How much of a text is read ahead when it follows a tag.
fn plain(html: &str) -> usize {
    let input = StrTendril::from(html);
    let mut reader = Reader::new(&input);
    while let Some(plain) = reader.next(true) {
        if let Plain::Raw(_, raw) = plain {
            reader.take_raw(&raw);
        }
    }
    reader.taken()
}

#[test]
fn what_is_plain_is_read_ahead() {
    for html in [
        "text <b class=\"a b\" id=x hidden data-a='\"'>bold</b > &amp; &#160;&#x2014; R & D</i>",
        "<IMG SRC=\"/a?b=1&c=2&amp;d\" /><br/>",
        "<script type=a>if (a</b/.c) { '</scripts>' }</SCRIPT><title>a</title>",
        "<style>a > b { }</style><!-- a -- b - -><x> ---><p>",
    ] {
        assert_eq!(plain(html), html.len(), "{html}");
    }
}

#[test]
fn what_is_not_plain_is_left() {
    for html in [
        "a text without an end",
        "&copy <b>",
        "&unknown; <b>",
        "&#128; <b>",
        "&#10; <b>",
        "\0 <b>",
        "< b>",
        "</>",
        "</b a>",
        "<b a=1 a=2>",
        "<b a=\"1\"c>",
        "<b =a>",
        "<b a=\"&copy\">",
        "<b a='",
        "<b a/b>",
        "<script><!-- <script></script>--></script>",
        "<script>",
        "<script></script a>",
        "<title>a &amp; b</title>",
        "<plaintext>",
        "<!doctype html>",
        "<![CDATA[a]]>",
        "<!-->a-->",
        "<!-- a --!> b -->",
    ] {
        assert_eq!(plain(html), 0, "{html}");
    }
}

#[test]
fn the_tree_is_the_tokenizers() {
    for html in [
        "<svg><title>a<p>b</svg><style><b></style>",
        "<svg><style><b>a</b></style><script><b></script></svg><p>b",
        "<math><mi><script><b></script></mi><annotation-xml encoding=text/html><style><b></style>",
        "<frameset><style><b></style><frame></frameset><noframes><p></noframes>",
        "<select><style><option></style><textarea><b></textarea><option>a</select>",
        "<textarea>\n\n a</textarea><pre>\n<!-- a -->\n b</pre><listing>\n</listing>",
        "<table><tr>a<!-- b --> <td>c<style> d</style></table> e",
        "<template><script><b></script></template><noscript><p>a</noscript>",
        "</p></br><p/><script/>a</script><br/ >",
        "<a href='a&amp;b&lt=c'>&lt;&ngE;&#38;&#x1F600;</a> &Aacute;",
        "<p>a\r\nb\rc<pre>\r\n d</pre><b title='\r'>",
        "<head><meta charset=latin1><title></title></head> <body>a",
        "<p>a<b <c>d</p>",
        "<plaintext><p>a</plaintext>",
    ] {
        assert!(tree(html) == letter_by_letter(html), "{html}");
    }
}

/// Pieces of pages, whole and broken.
const PIECES: &[&str] = &[
    "a",
    " ",
    "\n",
    "\r\n",
    "\0",
    "é",
    "&amp;",
    "&nbsp;",
    "&copy",
    "&#65;",
    "&#x80;",
    "&",
    "<",
    ">",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<b class=a>",
    "<i id='b' class=\"c d\">",
    "</i>",
    "<a href=\"?a=1&b=2\">",
    "<a href=x title='&lt;'>",
    "</a>",
    "<br>",
    "<br/>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<select>",
    "<option>",
    "</select>",
    "<svg>",
    "</svg>",
    "<math>",
    "<mi>",
    "<title>",
    "</title>",
    "<style>",
    "</style>",
    "<script>",
    "</script>",
    "<SCRIPT SRC=a>",
    "</script >",
    "<textarea>",
    "</textarea>",
    "<noscript>",
    "</noscript>",
    "<template>",
    "</template>",
    "<iframe>",
    "</iframe>",
    "<frameset>",
    "<frame>",
    "<body>",
    "<head>",
    "</head>",
    "<html lang=a>",
    "<!doctype html>",
    "<!--",
    "-->",
    "--!>",
    "<!-- c -->",
    "<![CDATA[",
    "]]>",
    "<?x>",
    "</>",
    "<pre>",
    "<form>",
    "<li>",
    "<h1>",
    "</h1>",
    "<plaintext>",
    "<x-y z>",
    "\"",
    "'",
    "=",
];

proptest! {
    #[test]
    fn the_tree_of_any_pieces_is_the_tokenizers(pieces in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        let html: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        prop_assert!(tree(&html) == letter_by_letter(&html), "{}", html);
    }

    #[test]
    fn the_tree_of_any_text_is_the_tokenizers(html in "[<>/!&;#=a-c1 \"'-]{0,60}") {
        prop_assert!(tree(&html) == letter_by_letter(&html), "{}", html);
    }
}

#[test]
fn the_trees_of_real_pages_are_the_tokenizers() {
    let Some(root) = shared("extraction/dev") else {
        return;
    };
    let mut files: Vec<PathBuf> = fs::read_dir(root)
        .expect("readable")
        .flatten()
        .filter_map(|set| fs::read_dir(set.path().join("html")).ok())
        .flat_map(|pages| pages.flatten().map(|page| page.path()))
        .collect();
    files.sort();
    for file in files.iter().step_by(30) {
        let raw = fs::read(file).expect("readable");
        let mut page = Vec::new();
        match GzDecoder::new(raw.as_slice()).read_to_end(&mut page) {
            Ok(_) => {}
            Err(_) => page = raw,
        }
        let page = String::from_utf8_lossy(&page);
        let page = &page[..page.floor_char_boundary(500_000)];
        assert!(tree(page) == letter_by_letter(page), "{}", file.display());
    }
}

#[test]
fn tags_that_come_to_nothing_are_not_searched_for_an_end_each() {
    // In a frameset a style is left out and its content is markup.
    let html = format!("<frameset>{}</style>", "<style>".repeat(200_000));
    assert!(tree(&html).tree.values().len() < 100);
}
