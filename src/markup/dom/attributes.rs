//! Tags with thousands of attributes, made short before they are parsed: html5ever compares
//! each attribute of a tag with all before it.
//!
//! Where a tag begins depends on everything before it (comments, scripts, foreign elements),
//! but how it goes on does not. So every `<` with a letter is looked at as if a tag began
//! there. Inside a script that finds tags that are none; a `>` more does no harm there.

use std::borrow::Cow;

use memchr::memchr;

/// Attributes of one tag that are kept.
const MAX_ATTRIBUTES: usize = 1_000;
/// How often the document is gone through again after a repair.
const MAX_ROUNDS: usize = 4;

/// The document without the attributes beyond [`MAX_ATTRIBUTES`].
pub(super) fn capped(html: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(html);
    for _ in 0..MAX_ROUNDS {
        match round(&text) {
            Some(shorter) => text = Cow::Owned(shorter),
            None => return text,
        }
    }
    // Repairs that make new tags are no accident.
    Cow::Borrowed("")
}

/// One pass; `None` when there was nothing to shorten.
fn round(html: &str) -> Option<String> {
    let bytes = html.as_bytes();
    // Tags inside of tags are read more than once; a document of them is an attack.
    let mut budget = bytes.len() * 16;
    let mut shorter: Option<String> = None;
    let (mut from, mut at) = (0, 0);
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        let open = at + found;
        at = open + 1;
        let name = at + usize::from(bytes.get(at) == Some(&b'/'));
        if !bytes.get(name).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (end, is_whole) = follow(bytes, name);
        budget = budget.saturating_sub(end - open);
        if budget == 0 {
            return Some(html[..open].to_owned());
        }
        if is_whole {
            continue;
        }
        let shorter = shorter.get_or_insert_with(String::new);
        shorter.push_str(&html[from..end]);
        shorter.push('>');
        at = memchr(b'>', &bytes[end..]).map_or(bytes.len(), |rest| end + rest + 1);
        from = at;
    }
    if let Some(shorter) = &mut shorter {
        shorter.push_str(&html[from..]);
    }
    shorter
}

/// Follows a tag from its name on: where it ends, or where its attributes become too many.
fn follow(bytes: &[u8], mut at: usize) -> (usize, bool) {
    at = skip(bytes, at, |byte| {
        is_space(byte) || matches!(byte, b'/' | b'>')
    });
    let mut attributes = 0;
    loop {
        at = skip(bytes, at, |byte| !is_space(byte) && byte != b'/');
        match bytes.get(at) {
            None => return (bytes.len(), true),
            Some(b'>') => return (at + 1, true),
            Some(_) => attributes += 1,
        }
        if attributes > MAX_ATTRIBUTES {
            return (at, false);
        }
        at = skip(bytes, at + 1, |byte| {
            is_space(byte) || matches!(byte, b'/' | b'>' | b'=')
        });
        at = skip(bytes, at, |byte| !is_space(byte));
        if bytes.get(at) != Some(&b'=') {
            continue;
        }
        at = skip(bytes, at + 1, |byte| !is_space(byte));
        at = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => {
                let length = memchr(quote, &bytes[at + 1..]);
                length.map_or(bytes.len(), |length| at + length + 2)
            }
            _ => skip(bytes, at, |byte| is_space(byte) || byte == b'>'),
        };
    }
}

/// The first place from `from` on where `stop` holds.
#[inline]
fn skip(bytes: &[u8], from: usize, stop: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let length = rest.iter().position(|&byte| stop(byte));
    length.map_or(bytes.len(), |length| from + length)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xc)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many(count: usize) -> String {
        (0..count).map(|number| format!(" a{number}")).collect()
    }

    #[test]
    fn an_ordinary_page_is_left_alone() {
        let html = "<p a=\"<b c=' d\" e>x<script>for(i=0;i<n;i++)</script></p><!-- <b -->";
        assert!(matches!(capped(html), Cow::Borrowed(_)));
    }

    #[test]
    fn attributes_are_counted_as_the_parser_does() {
        let rest = "<p>the rest";
        for html in [
            format!("<a{}>{rest}", many(5_000)),
            format!("<a {}>{rest}", "x='a b c' y=\"/\"z/w".repeat(3_000)),
            format!("</a{}>{rest}", many(5_000)),
            format!("<svg><style><a{}>{rest}", many(5_000)),
            format!("<!--><a{}>{rest}", many(5_000)),
        ] {
            let short = capped(&html);
            assert!(
                short.len() < 25_000 && short.ends_with(rest),
                "{}",
                short.len()
            );
        }
        let value = format!("<a data-x='{}'>", "a b=c ".repeat(5_000));
        assert!(matches!(capped(&value), Cow::Borrowed(_)));
    }

    #[test]
    fn tags_inside_of_tags_end_the_page() {
        let html = format!("<p>before</p>{}", "<a b='".repeat(100_000));
        assert!(capped(&html).len() <= html.len());
        let html = "<a b=\"<c d='".repeat(100_000);
        assert!(capped(&html).len() <= html.len());
    }
}
