//! Plain character references: those with a semicolon, and ampersands that are none. After
//! WHATWG HTML, section 13.2.5.72, "Character reference state".

use html5ever::data::NAMED_ENTITIES;
use memchr::memchr;

/// Where a text stands: in an attribute, a reference without a semicolon may be none.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Text,
    Attribute,
}

/// The text with its references resolved; `None` when one of them is not plain, or a character
/// is not to stay.
pub(super) fn resolved(text: &str, within: Within) -> Option<String> {
    if memchr(0, text.as_bytes()).is_some() {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let length = match rest.as_bytes().first() {
            Some(b'#') => numeric(&rest[1..], &mut out)? + 1,
            _ => named(rest, within, &mut out)?,
        };
        rest = &rest[length..];
    }
    out.push_str(rest);
    Some(out)
}

/// Reads `160;` or `xA0;`; the length of what was read.
fn numeric(text: &str, out: &mut String) -> Option<usize> {
    let (digits, radix) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    let length = memchr(b';', digits.as_bytes().get(..digits.len().min(9))?)?;
    let is_number = length > 0
        && digits[..length]
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit());
    let code = is_number.then(|| u32::from_str_radix(&digits[..length], radix).ok())??;
    // Controls and white space have rules of their own.
    let is_plain = matches!(code, 0x21..=0x7e) || code >= 0xa0;
    out.push(char::from_u32(code).filter(|_| is_plain)?);
    Some(text.len() - digits.len() + length + 1)
}

/// Reads `amp;`, or nothing if the ampersand stands for itself; the length of what was read.
fn named(text: &str, within: Within, out: &mut String) -> Option<usize> {
    let length = text
        .bytes()
        .position(|byte| !byte.is_ascii_alphanumeric())
        .unwrap_or(text.len());
    let next = text.as_bytes().get(length).copied();
    if length > 0 && next == Some(b';') {
        let &(first, second) = NAMED_ENTITIES.get(&text[..=length])?;
        out.push(char::from_u32(first).filter(|&c| c != '\0')?);
        out.extend(char::from_u32(second).filter(|&c| c != '\0'));
        return Some(length + 1);
    }
    // `?a=1&copy=2`: followed by an equals sign, a name is the next parameter's.
    let stands_for_itself = length == 0 || within == Within::Attribute && next == Some(b'=');
    out.push('&');
    stands_for_itself
        .then_some(length)
        .inspect(|&length| out.push_str(&text[..length]))
}
