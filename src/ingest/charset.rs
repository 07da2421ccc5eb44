//! Bytes to text, whatever the server, the document or nobody says about the charset.
//!
//! Order of belief: byte order mark; the shape of UTF-16/32; the `Content-Type` header; the
//! XML declaration or the HTML `meta` (each as the WHATWG Encoding Standard reads labels);
//! UTF-8 if the bytes are valid; then a guess by the statistics of chardetng. A declaration
//! that the bytes contradict is not believed: valid UTF-8 with letters beyond ASCII is never
//! an accident.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use memchr::memchr_iter;

mod twice;

/// How far into an HTML document a `meta` is looked for, in bytes.
const META_BYTES: usize = 8_192;
/// How much is shown to the statistical guess, in bytes.
const GUESS_BYTES: usize = 65_536;

/// What the bytes are, which decides where a declaration may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// A declaration in `meta`.
    Html,
    /// A declaration in `<?xml … ?>`.
    Xml,
    /// No declaration inside.
    Text,
}

/// The text of `bytes`, without a byte order mark. Bytes that are wrong in the chosen
/// charset become U+FFFD, except inside UTF-8, where they are read as windows-1252.
#[must_use]
pub fn decode(bytes: &[u8], content_type: Option<&str>, kind: DocumentKind) -> String {
    decode_lazily(bytes, content_type, kind).into_owned()
}

/// As [`decode`], without a copy of what is UTF-8 already, as nearly everything is.
#[must_use]
pub(super) fn decode_lazily<'a>(
    bytes: &'a [u8],
    content_type: Option<&str>,
    kind: DocumentKind,
) -> Cow<'a, str> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes)
        && !is_utf32_le(bytes)
    {
        let body = &bytes[length..];
        return if encoding == UTF_8 {
            utf8_or_mixed(body)
        } else {
            encoding.decode_without_bom_handling(body).0
        };
    }
    if let Some(text) = decode_wide(bytes) {
        return Cow::Owned(text);
    }
    let header = content_type.and_then(header_label).and_then(known);
    let declared = declaration(bytes, kind).and_then(known);
    let valid = std::str::from_utf8(bytes).ok();
    if let Some(text) = valid
        && !is_escaped(header.or(declared))
    {
        return Cow::Borrowed(text);
    }
    for encoding in [header, declared].into_iter().flatten() {
        if encoding == UTF_8 {
            continue;
        }
        let (text, failed) = encoding.decode_without_bom_handling(bytes);
        if !failed {
            return text;
        }
    }
    undeclared(bytes, header.or(declared))
}

/// As [`decode`], of the page of an article: what was encoded twice is decoded twice. In feeds
/// and lists it stays, since titles name headlines.
#[must_use]
pub fn decode_page(bytes: &[u8], content_type: Option<&str>) -> String {
    twice::mend(decode_lazily(bytes, content_type, DocumentKind::Html)).into_owned()
}

/// The text with C1 controls read as the windows-1252 characters that their writers meant.
#[must_use]
pub fn mend_controls(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_control = |at: usize| bytes.get(at + 1).is_some_and(|&next| next < 0xa0);
    if !memchr_iter(0xc2, bytes).any(is_control) {
        return text;
    }
    let mend = |c: char| match u8::try_from(c) {
        Ok(byte @ 0x80..=0x9f) => WINDOWS_1252
            .decode_without_bom_handling(&[byte])
            .0
            .chars()
            .next()
            .unwrap_or(c),
        _ => c,
    };
    text.chars().map(mend).collect()
}

/// A declared media type in lower case, without its parameters.
#[must_use]
pub fn media_type(declared: &str) -> String {
    let media_type = declared.split(';').next().unwrap_or_default();
    media_type.trim().to_ascii_lowercase()
}

/// The charset parameter of a `Content-Type` value.
fn header_label(content_type: &str) -> Option<&[u8]> {
    let lower = content_type.to_ascii_lowercase();
    let at = lower.find("charset")? + "charset".len();
    Some(label_after_equals(&content_type.as_bytes()[at..])).flatten()
}

/// The label after an equals sign, with or without quotes.
fn label_after_equals(bytes: &[u8]) -> Option<&[u8]> {
    let rest = bytes.trim_ascii_start().strip_prefix(b"=")?;
    let rest = rest.trim_ascii_start();
    let rest = rest
        .strip_prefix(b"\"")
        .or_else(|| rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let end = rest
        .iter()
        .position(|byte| {
            matches!(byte, b'"' | b'\'' | b';' | b'>' | b'?') || byte.is_ascii_whitespace()
        })
        .unwrap_or(rest.len());
    Some(&rest[..end])
}

/// The encoding of a label, if it says something that the bytes could be.
fn known(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label).or_else(|| alias(label))?;
    // Wide encodings were recognised by their shape before; an ASCII-readable document that
    // claims to be one is wrong about itself.
    let impossible = [REPLACEMENT, X_USER_DEFINED, UTF_16BE, UTF_16LE];
    (!impossible.contains(&encoding)).then_some(encoding)
}

/// Names that older software gave to encodings of the standard.
fn alias(label: &[u8]) -> Option<&'static Encoding> {
    let standard: &[u8] = match label.trim_ascii().to_ascii_lowercase().as_slice() {
        b"mac-cyrillic" | b"maccyrillic" => b"x-mac-cyrillic",
        b"mac-roman" | b"macroman" => b"macintosh",
        b"cp936" | b"ms936" => b"gbk",
        b"cp949" | b"ms949" => b"euc-kr",
        b"cp932" | b"mskanji" => b"shift_jis",
        b"cp950" | b"ms950" => b"big5",
        b"cp874" => b"windows-874",
        b"utf8mb4" | b"utf-8-sig" | b"utf_8" => b"utf-8",
        _ => return None,
    };
    Encoding::for_label(standard)
}

/// Encodings whose text looks like ASCII until the escapes are read.
fn is_escaped(encoding: Option<&'static Encoding>) -> bool {
    encoding == Some(encoding_rs::ISO_2022_JP)
}

fn is_utf32_le(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe, 0, 0])
}

/// UTF-32, and UTF-16 without a mark, recognised by where the zeros of the first two
/// characters stand; both are ASCII in XML, HTML and JSON (XML 1.0 appendix F, RFC 4627).
fn decode_wide(bytes: &[u8]) -> Option<String> {
    let head: [u8; 4] = bytes.get(..4)?.try_into().ok()?;
    match head {
        [0xff, 0xfe, 0, 0] => Some(utf32(&bytes[4..], u32::from_le_bytes)),
        [0, 0, 0xfe, 0xff] => Some(utf32(&bytes[4..], u32::from_be_bytes)),
        [0, 0, 0, last] if last != 0 => Some(utf32(bytes, u32::from_be_bytes)),
        [first, 0, 0, 0] if first != 0 => Some(utf32(bytes, u32::from_le_bytes)),
        [0, first, 0, second] if first != 0 && second != 0 => {
            Some(UTF_16BE.decode_without_bom_handling(bytes).0.into_owned())
        }
        [first, 0, second, 0] if first != 0 && second != 0 => {
            Some(UTF_16LE.decode_without_bom_handling(bytes).0.into_owned())
        }
        _ => None,
    }
}

fn utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> String {
    bytes
        .as_chunks::<4>()
        .0
        .iter()
        .map(|&chunk| char::from_u32(unit(chunk)).unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// The label that the document itself declares.
fn declaration(bytes: &[u8], kind: DocumentKind) -> Option<&[u8]> {
    match kind {
        DocumentKind::Xml => xml_declaration(bytes),
        DocumentKind::Html => meta(bytes).or_else(|| xml_declaration(bytes)),
        DocumentKind::Text => None,
    }
}

fn xml_declaration(bytes: &[u8]) -> Option<&[u8]> {
    let bytes = bytes.trim_ascii_start();
    let head = &bytes[..bytes.len().min(512)];
    let end = find(head, b">")?;
    let declaration = head[..end].strip_prefix(b"<?xml")?;
    let at = find(declaration, b"encoding")? + "encoding".len();
    label_after_equals(&declaration[at..])
}

/// `<meta charset=…>` or `<meta http-equiv content="…; charset=…">`.
fn meta(bytes: &[u8]) -> Option<&[u8]> {
    let head = &bytes[..bytes.len().min(META_BYTES)];
    let lower = head.to_ascii_lowercase();
    let mut at = 0;
    while let Some(found) = find(&lower[at..], b"<meta") {
        let start = at + found;
        let end = start + find(&lower[start..], b">").unwrap_or(lower.len() - start);
        if let Some(name) = find(&lower[start..end], b"charset") {
            let label = label_after_equals(&head[start + name + "charset".len()..end]);
            if label.is_some_and(|label| !label.is_empty()) {
                return label;
            }
        }
        at = end;
    }
    None
}

fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes
        .windows(pattern.len())
        .position(|window| window == pattern)
}

/// What is neither valid UTF-8 nor valid in a declared charset.
fn undeclared<'a>(bytes: &'a [u8], claimed: Option<&'static Encoding>) -> Cow<'a, str> {
    let (sequences, wrong) = count_utf8(bytes);
    if sequences > wrong {
        return utf8_or_mixed(bytes);
    }
    if let Some(encoding) = claimed.filter(|&encoding| encoding != UTF_8) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // The guess learns only from bytes beyond ASCII, so it starts at the first of them.
    let from = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let sample = &bytes[from..bytes.len().min(from + GUESS_BYTES)];
    detector.feed(sample, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    encoding.decode_without_bom_handling(bytes).0
}

/// How many UTF-8 sequences beyond ASCII, and how many wrong bytes.
fn count_utf8(bytes: &[u8]) -> (usize, usize) {
    bytes
        .utf8_chunks()
        .fold((0, 0), |(sequences, wrong), chunk| {
            let beyond = chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            (sequences + beyond, wrong + chunk.invalid().len())
        })
}

/// UTF-8 in which stray bytes are read as windows-1252: what a page becomes when a text in
/// the old charset is pasted into a template in the new one.
fn utf8_or_mixed(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utf16(text: &str, big_endian: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| {
                if big_endian {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    }

    #[test]
    fn marks_and_shapes_win() {
        let text = "<a>漢字</a>";
        for big_endian in [true, false] {
            assert_eq!(
                decode(&utf16(text, big_endian), None, DocumentKind::Xml),
                text
            );
            let marked = utf16(&format!("\u{feff}{text}"), big_endian);
            assert_eq!(
                decode(&marked, Some("text/xml; charset=latin1"), DocumentKind::Xml),
                text
            );
        }
        let utf32: Vec<u8> = text
            .chars()
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect();
        assert_eq!(decode(&utf32, None, DocumentKind::Html), text);
        assert_eq!(
            decode("\u{feff}é".as_bytes(), None, DocumentKind::Text),
            "é"
        );
    }

    #[test]
    fn header_then_declaration_then_guess() {
        let (koi8, _, _) = encoding_rs::KOI8_R.encode("Новости дня");
        assert_eq!(
            decode(
                &koi8,
                Some("text/html; charset=\"KOI8-R\""),
                DocumentKind::Html
            ),
            "Новости дня"
        );
        let page = [b"<meta charset = 'koi8-r'>".as_slice(), &koi8].concat();
        assert!(decode(&page, None, DocumentKind::Html).ends_with("Новости дня"));
        let page = [
            b"<meta http-equiv=x content='text/html; charset=koi8-r'>".as_slice(),
            &koi8,
        ]
        .concat();
        assert!(decode(&page, None, DocumentKind::Html).ends_with("Новости дня"));
        let feed = [b"<?xml version='1.0' encoding='koi8-r'?>".as_slice(), &koi8].concat();
        assert!(decode(&feed, None, DocumentKind::Xml).ends_with("Новости дня"));
        let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode("これは日本語のニュースです。東京の天気");
        assert!(decode(&sjis, None, DocumentKind::Text).contains("日本語"));
    }

    #[test]
    fn wrong_declarations_are_not_believed() {
        let text = "<?xml version='1.0' encoding='iso-8859-1'?><a>déjà vu</a>";
        assert_eq!(
            decode(
                text.as_bytes(),
                Some("text/xml; charset=iso-8859-1"),
                DocumentKind::Xml
            ),
            text
        );
        let claim = "<?xml version='1.0' encoding='utf-16'?><a>b</a>";
        assert_eq!(decode(claim.as_bytes(), None, DocumentKind::Xml), claim);
        assert_eq!(
            decode(
                b"<a>caf\xe9</a>",
                Some("text/xml; charset=utf-8"),
                DocumentKind::Xml
            ),
            "<a>café</a>"
        );
    }

    #[test]
    fn stray_bytes_inside_utf8_are_windows_1252() {
        let bytes = ["é".as_bytes(), "ü".as_bytes(), b"\x93x\x94", "ö".as_bytes()].concat();
        assert_eq!(
            decode(&bytes, None, DocumentKind::Html),
            "éü\u{201c}x\u{201d}ö"
        );
    }

    proptest! {
        #[test]
        fn any_bytes_decode(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            for kind in [DocumentKind::Html, DocumentKind::Xml, DocumentKind::Text] {
                let _ = decode(&bytes, Some("text/html; charset=gbk"), kind);
            }
        }

        #[test]
        fn utf8_is_never_changed(text in "\\PC{1,80}") {
            prop_assert_eq!(decode(text.as_bytes(), None, DocumentKind::Xml), text);
        }
    }
}
