//! Pages that hold nothing but the way to another page: a meta refresh, or a script that goes
//! on at once. Archives, shorteners and aggregators answer like this with status 200.

use scraper::Html;
use scraper::node::Node;
use url::Url;

use super::page::outline::Outline;
use crate::markup::{address, dom};

/// Larger pages, in bytes, hold more than a way on.
const MAX_PAGE: usize = 64 * 1024;
/// So much may be said about the way on ("If nothing happens, follow this link"), in size units.
const MAX_TEXT: u32 = 300;
/// As [`MAX_TEXT`], of pages whose script goes on: a browser shows none of it.
const MAX_TEXT_BESIDE_SCRIPT: u32 = 120;
/// Longer waits, in seconds, are for reading or for loading anew.
const MAX_WAIT: f32 = 15.0;
/// Scripts of more bytes do more than to go on.
const MAX_SCRIPT: usize = 1500;

/// The address that a page sends its reader on to: another one, http or https.
#[must_use]
pub fn target(html: &str, url: &Url) -> Option<Url> {
    if html.len() > MAX_PAGE {
        return None;
    }
    let document = dom::parse(html);
    let outline = Outline::of(&document, &[]);
    let shown: u32 = outline.leaves.iter().map(|leaf| leaf.measure.size).sum();
    let base = address::base(&document, Some(url.as_str())).unwrap_or_else(|| url.clone());
    let refresh = || refresh(&document).or_else(|| refresh_without_scripts(&document));
    let found = if shown <= MAX_TEXT { refresh() } else { None };
    let found = found.or_else(|| {
        let is_bare = shown <= MAX_TEXT_BESIDE_SCRIPT;
        is_bare.then(|| script(&document)).flatten()
    })?;
    let next = base.join(found.trim()).ok()?;
    let is_web = matches!(next.scheme(), "http" | "https") && next.has_host();
    (is_web && page_of(&next) != page_of(url)).then_some(next)
}

/// The address without the place in the page.
fn page_of(url: &Url) -> Url {
    let mut page = url.clone();
    page.set_fragment(None);
    page
}

/// The address of `<meta http-equiv="refresh">`.
fn refresh(document: &Html) -> Option<String> {
    let elements = document.tree.root().descendants();
    let mut elements = elements.filter_map(|node| node.value().as_element());
    elements.find_map(|element| {
        let is_refresh = element.name() == "meta"
            && element
                .attr("http-equiv")
                .is_some_and(|name| name.trim().eq_ignore_ascii_case("refresh"));
        is_refresh
            .then(|| address_of(element.attr("content")?))
            .flatten()
    })
}

/// As [`refresh`], of what a page says to who runs no scripts; the parser keeps it as text.
fn refresh_without_scripts(document: &Html) -> Option<String> {
    texts_of(document, "noscript")
        .into_iter()
        .find_map(|markup| refresh(&dom::parse(markup)))
}

/// The contents of all elements of a name that hold nothing but text.
fn texts_of<'a>(document: &'a Html, name: &str) -> Vec<&'a str> {
    let nodes = document.tree.root().descendants();
    let named = nodes.filter(|node| {
        let element = node.value().as_element();
        element.is_some_and(|element| element.name() == name)
    });
    let texts = named.flat_map(|node| node.children());
    let texts = texts.filter_map(|child| match child.value() {
        Node::Text(text) => Some(&**text),
        _ => None,
    });
    texts.collect()
}

/// The address in "0; url='…'", after the WHATWG's "shared declarative refresh steps"; nothing
/// when the wait is long or the page only loads itself again.
fn address_of(content: &str) -> Option<String> {
    let content = content.trim_start();
    let end = content
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(content.len());
    let wait: f32 = content[..end].parse().unwrap_or(0.0);
    let rest = content[end..].trim_start();
    let rest = rest.strip_prefix([';', ',']).unwrap_or(rest).trim_start();
    let named = rest
        .get(..3)
        .filter(|name| name.eq_ignore_ascii_case("url"))
        .and_then(|_| rest[3..].trim_start().strip_prefix('='));
    let address = named.unwrap_or(rest).trim();
    let address = match address.chars().next() {
        Some(quote @ ('"' | '\'')) => address[1..].split(quote).next().unwrap_or_default(),
        _ => address,
    };
    (wait <= MAX_WAIT && !address.is_empty()).then(|| address.to_owned())
}

/// The address that a short script goes to, if it stands there as one literal.
fn script(document: &Html) -> Option<String> {
    let scripts = texts_of(document, "script");
    let length: usize = scripts.iter().map(|script| script.len()).sum();
    if length > MAX_SCRIPT {
        return None;
    }
    scripts.into_iter().find_map(literal)
}

/// What follows `location`, `location.href`, `location.replace(` or `location.assign(`.
fn literal(script: &str) -> Option<String> {
    for (at, word) in script.match_indices("location") {
        let rest = script[at + word.len()..].trim_start();
        let rest = rest.strip_prefix(".href").unwrap_or(rest).trim_start();
        let call = [".replace", ".assign"]
            .iter()
            .find_map(|name| rest.strip_prefix(name)?.trim_start().strip_prefix('('));
        let set = rest.strip_prefix('=').filter(|rest| !rest.starts_with('='));
        let Some(value) = call.or(set).map(str::trim_start) else {
            continue;
        };
        let Some(quote) = value
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\'' | '`'))
        else {
            continue;
        };
        let value = &value[1..];
        let Some(end) = value.find(quote) else {
            continue;
        };
        let after = value[end + 1..].trim_start();
        let is_whole = after.is_empty() || after.starts_with([';', ')', '}', ',', '\n']);
        let text = unescaped(&value[..end]);
        if let Some(text) = text.filter(|text| is_whole && !text.is_empty() && !text.contains("${"))
        {
            return Some(text);
        }
    }
    None
}

/// A literal of a script without its escapes; none if it has one that addresses do not need.
fn unescaped(literal: &str) -> Option<String> {
    let mut out = String::with_capacity(literal.len());
    let mut rest = literal;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let kind = rest[at + 1..].chars().next()?;
        let digits = match kind {
            '/' => 0,
            'x' => 2,
            'u' => 4,
            _ => return None,
        };
        let code = rest.get(at + 2..at + 2 + digits)?;
        out.push(match digits {
            0 => '/',
            _ => char::from_u32(u32::from_str_radix(code, 16).ok()?)?,
        });
        rest = &rest[at + 2 + digits..];
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(html: &str) -> Option<String> {
        let url = Url::parse("https://a.example/go/1").expect("an address");
        target(html, &url).map(String::from)
    }

    #[test]
    fn a_refresh_leads_on() {
        for content in [
            "0;url=https://b.example/x",
            "0; URL='https://b.example/x'",
            " 5 , url = \"https://b.example/x\"",
            "1;https://b.example/x",
            "0.5;Url=https://b.example/x",
        ] {
            let content = content.replace('"', "&quot;");
            let html = format!(
                "<head><META HTTP-EQUIV=Refresh content=\"{content}\"></head><body><p>Going on …</p>"
            );
            assert_eq!(
                to(&html).as_deref(),
                Some("https://b.example/x"),
                "{content}"
            );
        }
        let relative = "<base href='/c/'><meta http-equiv=refresh content='0;url=d?e=1&amp;f=2'>";
        assert_eq!(
            to(relative).as_deref(),
            Some("https://a.example/c/d?e=1&f=2")
        );
        let noscript = "<head><noscript><meta http-equiv=\"refresh\" content=\"0;URL=https://b.example/x\"></noscript><title>b</title></head><script>window.opener = null; location.replace(\"https:\\/\\/b.example\\/y\")</script>";
        assert_eq!(to(noscript).as_deref(), Some("https://b.example/x"));
    }

    #[test]
    fn a_script_leads_on_when_there_is_nothing_else() {
        for script in [
            "location.replace(\"https:\\/\\/b.example\\/x\")",
            "window.location.href = 'https://b.example/x';",
            "document.location='https://b.example/x'",
            "window.top.location.assign('https\\x3a//b.example/\\u0078');",
        ] {
            let html = format!("<body><script>{script}</script></body>");
            assert_eq!(
                to(&html).as_deref(),
                Some("https://b.example/x"),
                "{script}"
            );
        }
        for script in [
            "if (window.location == 'x') {}",
            "location.href = 'https://b.example/?u=' + document.cookie",
            "location.replace(target)",
            "location.hash = 'a'",
        ] {
            assert_eq!(to(&format!("<script>{script}</script>")), None, "{script}");
        }
    }

    #[test]
    fn what_is_an_article_or_loads_itself_stays() {
        let refresh = "<meta http-equiv=refresh content='0;url=https://b.example/x'>";
        let text =
            "<p>A paragraph of the story, long enough to be read, and it goes on.</p>".repeat(8);
        assert_eq!(to(&format!("{refresh}{text}")), None);
        for content in [
            "300",
            "0",
            "0;url=https://a.example/go/1#top",
            "0;url=javascript:alert(1)",
            "0;url=data:text/html,x",
            "600;url=/other",
            "0;url=file:///etc/passwd",
            "0;url=http://",
        ] {
            let html = format!("<meta http-equiv=refresh content='{content}'>");
            assert_eq!(to(&html), None, "{content}");
        }
    }
}
