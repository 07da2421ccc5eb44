//! What of a page is text, through the whole extractor: what is hidden, short text in the run of
//! the article, notes. The pages are of our own writing.

use newswire::extract::{Options, article};

const PARTS: [&str; 4] = [
    "The ferry company said on Monday that its oldest ship, which has crossed the sound for forty \
     years, will be taken out of service before the winter, since repairs would cost too much.",
    "Captains of three other ships, two of whom learned their trade on board of it, said that they \
     would miss the sound of its engine, while the third was glad that the noise is over.",
    "A group of passengers asks that the ship be kept as a museum in the old harbour, and it has \
     collected more than six thousand names for that in less than two weeks.",
    "The town said that it has neither a berth nor the money for a museum, and it pointed out that \
     the lighthouse still waits for a new roof after the storm of last year.",
];

/// The text of a page that has these pieces between its paragraphs.
fn text(first: &str, between: &str, last: &str) -> String {
    let [one, two, three, four] = PARTS;
    let html = format!(
        "<!doctype html><html lang=en><head><title>Last trip of the ferry - Sound Times</title></head>\
         <body><header><a href=/>Sound Times</a><nav><a href=/n>News</a></nav></header><main><article>\
         <h1>Last trip of the ferry</h1><p class=byline>By Ann Lee</p><time>3 May 2025</time>\
         <div class=post-content><p>{one}{first}</p><p>{two}</p>{between}<p>{three}</p><p>{four}</p>{last}</div>\
         </article></main><footer><ul><li><a href=/t>Terms of use</a></li></ul></footer></body></html>"
    );
    let text = article(&html, &Options::default()).text();
    for part in PARTS {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(
        !text.contains("3 May 2025") && !text.contains("Terms of use"),
        "{text}"
    );
    text
}

#[test]
fn what_nobody_sees_is_no_text() {
    let inline = " See <a href=/m>the map<span class=visually-hidden> (opens in a new window)</span></a>\
        <span hidden>NOT</span><span style='visibility:hidden'>NOT</span><span class=sr-only>NOT</span>\
        <span style='position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)'>NOT</span>.";
    let long = "of the article, long enough to be taken for a text by whoever does not look at it.";
    let blocks = format!(
        "<p style='display:none'>NOT a part {long}</p><div hidden=until-found><p>NOT a part {long}</p></div>\
         <div class='screen-reader-text'><p>NOT a part {long}</p></div><template><p>NOT {long}</p></template>"
    );
    let got = text(inline, &blocks, "");
    assert!(got.contains("See the map."), "{got}");
    assert!(!got.contains("NOT") && !got.contains("new window"), "{got}");
    let wide = format!(
        "<p class='hidden md:block'>{}</p>",
        "This one is seen on wide screens, by everybody who has one of these, and it is a part of the story."
    );
    assert!(text("", &wide, "").contains("wide screens"));
}

#[test]
fn short_text_in_the_run_of_the_article_stays() {
    let steps = "<div class=rn_Answer><p>Steps:</p><div><div>1. Buy a ticket.</div><div>2. Go on board.</div></div>\
        <div><div>3. Take the <a href=/l>left door</a>.</div><div>4. Sit down.</div></div></div>";
    let got = text("", steps, "");
    for step in [
        "Steps:",
        "1. Buy a ticket.",
        "2. Go on board.",
        "3. Take the left door.",
        "4. Sit down.",
    ] {
        assert!(got.contains(step), "{step}\n{got}");
    }
    assert!(text("", "It is not for sale", "").contains("It is not for sale"));
    for name in [
        "kg-card kg-callout-card",
        "admonition tip",
        "wp-block-callout",
    ] {
        let callout = format!(
            "<div class='{name}'><div class=callout-text>The last trip is on Sunday at ten.</div></div>"
        );
        assert!(
            text("", &callout, "").contains("on Sunday at ten"),
            "{name}"
        );
    }
}

#[test]
fn what_a_kept_mark_points_to_is_kept() {
    let note = "The log has another day.";
    for (mark, notes) in [
        (
            "<sup id=fnref:1><a href=#fn:1 class=footnote rel=footnote>1</a></sup>",
            "<div class=footnotes role=doc-endnotes><hr><ol><li id=fn:1><p>NOTE <a href=#fnref:1 class=reversefootnote>&#8617;&#xfe0e;</a></p></li></ol></div>",
        ),
        (
            "<a href=#fn1 class=footnote-ref id=fnref1 role=doc-noteref><sup>1</sup></a>",
            "<section class=footnotes role=doc-endnotes><hr><ol><li id=fn1><p>NOTE<a href=#fnref1 class=footnote-back role=doc-backlink>↩︎</a></p></li></ol></section>",
        ),
        (
            "<sup><a href=#n1 data-type=noteref>1</a></sup>",
            "<div data-type=footnotes><p data-type=footnote id=n1><sup><a href=#n1-marker>1</a></sup> NOTE</p></div>",
        ),
        (
            "<a class=footnote-anchor id=footnote-anchor-1 href=#footnote-1>1</a>",
            "<div class=footnote><a id=footnote-1 href=#footnote-anchor-1 class=footnote-number>1</a><div class=footnote-content><p>NOTE</p></div></div>",
        ),
        (
            "<sup class=reference><a href=#cite_note-1><span>[</span>1<span>]</span></a></sup>",
            "<h2>References</h2><ol class=references><li id=cite_note-1><span class=mw-cite-backlink><a href=#cite_ref-1>^</a></span> <span>NOTE</span></li></ol>",
        ),
        (
            "<a href=#_ftn1 name=_ftnref1>[1]</a>",
            "<hr><p><a href=#_ftnref1 name=_ftn1>[1]</a> NOTE</p>",
        ),
        (
            "<sup><a href='#easy-footnote-bottom-1-9'>1</a></sup>",
            "<ol class=easy-footnotes-wrapper><li><span id=easy-footnote-bottom-1-9></span>NOTE<a href=#easy-footnote-1-9>↩</a></li></ol>",
        ),
    ] {
        let got = text(mark, "", &notes.replace("NOTE", note));
        assert!(got.contains("too much.[1]"), "{mark}\n{got}");
        assert!(got.contains(note), "{notes}\n{got}");
        assert!(!got.contains(['↩', '^']) && !got.contains("[["), "{got}");
    }
}
