//! A leaf's runs of text as styled spans: emphasis and links come from the elements between the
//! text node and the leaf's container.

use ego_tree::{NodeId, NodeRef};
use scraper::node::Node;
use url::Url;

use crate::extract::page::notes;
use crate::extract::page::outline::{Leaf, Outline};
use crate::markup::clean;
use crate::markup::tags::Tag;
use crate::model::{Span, Style};

/// The lines of a leaf, split at line breaks, each as spans without white space at the ends.
#[must_use]
pub fn lines(outline: &Outline<'_>, leaf: &Leaf, base: Option<&Url>) -> Vec<Vec<Span>> {
    let container = outline.entries[leaf.container as usize].node;
    let mut lines: Vec<Vec<Span>> = vec![Vec::new()];
    for run in &outline.runs[leaf.runs.start as usize..leaf.runs.end as usize] {
        let Some(node) = container.tree().get(run.id) else {
            continue;
        };
        if node.value().is_element() {
            lines.push(Vec::new());
            continue;
        }
        let (style, link) = dress(node, container.id(), base);
        let note = note_text(node, container.id());
        if let Some(line) = lines.last_mut() {
            push(line, note.as_deref().unwrap_or(run.text), style, link);
        }
    }
    for line in &mut lines {
        trim(line);
    }
    lines.retain(|line| line.iter().any(|span| !span.text.trim().is_empty()));
    lines
}

/// All lines of a leaf as one run of text: `between` stands where it broke, a space or a
/// [`LINE_BREAK`](crate::model::LINE_BREAK).
#[must_use]
pub fn joined(outline: &Outline<'_>, leaf: &Leaf, base: Option<&Url>, between: char) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for line in lines(outline, leaf, base) {
        append(&mut out, line, between);
    }
    out
}

/// Adds a line to a text, `between` standing between the two.
pub fn append(text: &mut Vec<Span>, line: Vec<Span>, between: char) {
    match text.last_mut() {
        None => {}
        Some(last) if last.link.is_none() && !last.style.code => last.text.push(between),
        Some(_) => text.push(Span::plain(between.to_string())),
    }
    for span in line {
        match text.last_mut() {
            Some(last) if last.style == span.style && last.link == span.link => {
                last.text.push_str(&span.text);
            }
            _ => text.push(span),
        }
    }
}

/// Style and link of a text node inside its container.
fn dress(
    node: NodeRef<'_, Node>,
    container: NodeId,
    base: Option<&Url>,
) -> (Style, Option<String>) {
    let mut style = Style::default();
    let mut link = None;
    let mut at = node.parent();
    // The container itself may be a link or bold only if it is inline, which it never is; but a
    // block inside a link is common, so one level of link above is looked at by the caller.
    while let Some(parent) = at.filter(|parent| parent.id() != container) {
        if let Some(element) = parent.value().as_element() {
            match Tag::from_name(element.name()) {
                Tag::B | Tag::Strong => style.bold = true,
                Tag::I | Tag::Em | Tag::Cite | Tag::Var => style.italic = true,
                Tag::Code | Tag::Kbd | Tag::Samp | Tag::Tt => style.code = true,
                Tag::S | Tag::Strike | Tag::Del => style.strike = true,
                Tag::A if link.is_none() => {
                    link = element.attr("href").and_then(|href| target(href, base));
                }
                _ => {}
            }
        }
        at = parent.parent();
    }
    (style, link)
}

/// What stands for a text in the mark of a note: the mark as `[1]`, since raised digits would
/// run into the word before them, once however many texts it has. The way back from a note to
/// its mark is nothing to read.
fn note_text(node: NodeRef<'_, Node>, container: NodeId) -> Option<String> {
    if notes::is_own_number(node, container) {
        let text = node.value().as_text().map_or("", |text| &**text);
        return Some(format!("[{}]", notes::inner(text)));
    }
    let (link, _) = notes::link_of(node, container)?;
    if notes::leads_back(link) {
        return Some(String::new());
    }
    notes::mark_of(node, container)?;
    if stands_in_brackets(link, container) {
        return None;
    }
    let words = notes::words_of(link);
    let mut texts = link.descendants().filter(|inner| match inner.value() {
        Node::Text(text) => !text.trim().is_empty(),
        _ => false,
    });
    let is_first = texts.next().is_some_and(|first| first.id() == node.id());
    Some(if is_first {
        format!("[{}]", notes::inner(&words))
    } else {
        String::new()
    })
}

/// Whether the text before a link has opened a bracket: "[1, 2]", each with elements of its own
/// around it.
fn stands_in_brackets(link: NodeRef<'_, Node>, container: NodeId) -> bool {
    let around = std::iter::once(link).chain(link.ancestors());
    let before = around
        .take_while(|around| around.id() != container)
        .flat_map(|around| around.prev_siblings().take(12));
    let mut signs = before
        .take(24)
        .filter_map(|node| last_sign(node, &['[', ']', '(', ')']));
    signs.next().is_some_and(|sign| matches!(sign, '[' | '('))
}

/// The last of some characters below a node.
fn last_sign(node: NodeRef<'_, Node>, signs: &[char]) -> Option<char> {
    let texts = node.descendants().filter_map(|node| node.value().as_text());
    let last = texts.filter_map(|text| text.chars().rfind(|c| signs.contains(c)));
    last.last()
}

/// The absolute address of a link; none for places on the same page.
#[must_use]
pub fn target(href: &str, base: Option<&Url>) -> Option<String> {
    let href = href.trim();
    if href.is_empty() || href.starts_with('#') {
        return None;
    }
    clean::url(href, base)
}

fn push(line: &mut Vec<Span>, text: &str, style: Style, link: Option<String>) {
    let text = clean::prose(text);
    let mut folded = String::with_capacity(text.len());
    let open = line.last().is_none_or(|span| span.text.ends_with(' '));
    let mut space = open;
    for c in text.chars() {
        if c.is_whitespace() {
            if !space {
                folded.push(' ');
            }
            space = true;
        } else {
            folded.push(c);
            space = false;
        }
    }
    if folded.is_empty() {
        return;
    }
    match line.last_mut() {
        Some(last) if last.style == style && last.link == link => last.text.push_str(&folded),
        Some(last) if folded == " " => last.text.push(' '),
        _ => line.push(Span {
            text: folded,
            style,
            link,
        }),
    }
}

fn trim(line: &mut Vec<Span>) {
    while let Some(last) = line.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if last.text.is_empty() {
            line.pop();
        } else {
            break;
        }
    }
    if let Some(first) = line.first_mut() {
        // A mark that sat on the space has lost its base.
        first.text = clean::prose(first.text.trim_start());
    }
    line.retain(|span| !span.text.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn first(html: &str) -> Vec<Vec<Span>> {
        let document = Html::parse_document(html);
        let outline = Outline::of(&document, &[]);
        let base = Url::parse("https://a.example/b/").ok();
        lines(&outline, &outline.leaves[0], base.as_ref())
    }

    #[test]
    fn emphasis_and_links_are_kept() {
        let got = first(
            "<p> A <b>bold <i>and</i></b>\n<a href='../c'>link</a>. <a href='javascript:x()'>no</a></p>",
        );
        let line = &got[0];
        assert_eq!(line[0], Span::plain("A "));
        assert!(line[1].style.bold && !line[1].style.italic);
        assert!(line[2].style.bold && line[2].style.italic);
        let link = line.iter().find(|span| span.text == "link").expect("kept");
        assert_eq!(link.link.as_deref(), Some("https://a.example/c"));
        assert!(
            line.iter()
                .all(|span| span.link.as_deref().is_none_or(|l| l.starts_with("https")))
        );
    }

    #[test]
    fn marks_of_footnotes_stand_in_brackets() {
        let text = |html: &str| -> String {
            first(html)[0]
                .iter()
                .map(|span| span.text.as_str())
                .collect()
        };
        let noted = "<p>He said so<sup><a href=#fn1>1</a></sup>, and <sup>2</sup> m<sup>2</sup>.";
        assert_eq!(text(noted), "He said so[1], and 2 m2.");
        assert_eq!(text("<p>So<a role=doc-noteref href=#n>*</a>."), "So[*].");
        assert_eq!(text("<p>So<sup><a href=#n>[3]</a></sup>."), "So[3].");
        let parted = "<p>So<sup class=reference><a href=#cite_note-1><span>[</span>1<span>]</span></a></sup>.";
        assert_eq!(text(parted), "So[1].");
        let journal = "<p>So [<a class=ref href=#ref1>1</a>-<a class=ref href=#ref3>3</a>], so.";
        assert_eq!(text(journal), "So [1-3], so.");
        let wrapped = "<p>So [<i><a href=#r1 rel=footnote>1</a></i>,<i><a href=#r3 rel=footnote>3</a></i>] (<i>or</i>), so<a href=#r4 rel=footnote>4</a>.";
        assert_eq!(text(wrapped), "So [1,3] (or), so[4].");
        let pandoc = "<p>So<a href=#fn1 class=footnote-ref role=doc-noteref><sup>¹</sup></a>.";
        assert_eq!(text(pandoc), "So[1].");
        let own = "<p id=fn1><sup>¹</sup> The note, 10<sup>²</sup> m.</p>";
        assert_eq!(text(own), "[1] The note, 10² m.");
        let bare = "<p>So<a class=footnote-anchor href=#footnote-1>1</a>, <a href=#p2>2</a>.";
        assert_eq!(text(bare), "So[1], 2.");
        let back = "<p>A note. <a href=#fnref:1 class=reversefootnote>&#8617;&#xfe0e;</a>";
        assert_eq!(text(back), "A note.");
    }

    #[test]
    fn no_line_begins_with_a_mark() {
        assert_eq!(first("<p> \u{5b4}a \u{301}b</p>")[0][0].text, "a \u{301}b");
    }

    #[test]
    fn soft_hyphens_stay() {
        let got = first("<p>Seðla&shy;bank&shy;<b>inn</b> &shy;1</p>");
        assert_eq!(got[0][0].text, "Seðla\u{ad}bank");
        assert_eq!(got[0].last().expect("a span").text, " 1");
    }

    #[test]
    fn line_breaks_split() {
        let got = first("<p>one<br>two<br/> three</p>");
        assert_eq!(got.len(), 3);
        assert_eq!(got[2][0].text, "three");
        let mut text = Vec::new();
        for line in first("<p>a <a href=/x>link</a><br>b<br><b>c</b><br>d") {
            append(&mut text, line, '\n');
        }
        let texts: Vec<&str> = text.iter().map(|span| span.text.as_str()).collect();
        assert_eq!(texts, ["a ", "link", "\nb\n", "c\n", "d"]);
    }
}
