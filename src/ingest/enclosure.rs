//! Attached files as a part of an entry's text: the sound of a podcast, a film, a document. Each
//! is a paragraph at the end, with what the feed says of its type, size and length.

use std::fmt::Write as _;

use url::Url;

use crate::markup::{clean, html};
use crate::model::headline::Enclosure;

/// Files of one entry that are shown; more are the same film in other sizes.
const MAX_SHOWN: usize = 3;
/// How the paragraph of a file begins.
const BEGINNING: &str = "<p class=\"enclosure\"><a href=\"";

/// The paragraphs of an entry's files; pictures are shown elsewhere. Empty without files.
#[must_use]
pub(crate) fn paragraphs(enclosures: &[Enclosure]) -> String {
    let mut out = String::new();
    for file in enclosures
        .iter()
        .filter(|file| is_shown(file))
        .take(MAX_SHOWN)
    {
        out.push_str(BEGINNING);
        out.push_str(&attribute(&file.url));
        out.push_str("\">");
        html::push_escaped(&mut out, &name(&file.url));
        out.push_str("</a>");
        let facts = facts(file);
        if !facts.is_empty() {
            out.push_str(" (");
            html::push_escaped(&mut out, &facts.join(", "));
            out.push(')');
        }
        out.push_str("</p>\n");
    }
    out
}

/// Whether an entry's link is one of the files in its text, and no page.
#[must_use]
pub(crate) fn is_file(body: &str, link: &str) -> bool {
    body.contains(&format!("{BEGINNING}{}\"", attribute(link)))
}

/// The text of an entry without its files.
#[must_use]
pub(super) fn before_files(body: &str) -> &str {
    body.split(BEGINNING).next().unwrap_or_default()
}

fn is_shown(file: &Enclosure) -> bool {
    // What video sites still name for players that are gone.
    !file.is_image() && file.mime.as_deref() != Some("application/x-shockwave-flash")
}

fn attribute(url: &str) -> String {
    url.replace('&', "&amp;").replace('"', "%22")
}

/// The last part of the address.
fn name(url: &str) -> String {
    let Ok(parsed) = Url::parse(url) else {
        return url.to_owned();
    };
    let path = parsed.path().trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    let bytes: Vec<u8> = url::form_urlencoded::parse(last.replace('+', "%2B").as_bytes())
        .flat_map(|(name, _)| name.into_owned().into_bytes())
        .collect();
    let name = clean::line(&String::from_utf8_lossy(&bytes));
    match name.is_empty() {
        true => parsed.host_str().unwrap_or(url).to_owned(),
        false => name,
    }
}

fn facts(file: &Enclosure) -> Vec<String> {
    let size = file.length.filter(|length| *length > 0).map(size);
    let mime = file.mime.clone().filter(|mime| !mime.is_empty());
    mime.into_iter()
        .chain(size)
        .chain(file.seconds.map(length))
        .collect()
}

/// Bytes for people, in powers of a thousand.
fn size(bytes: u64) -> String {
    let mut unit = 1;
    for name in ["bytes", "kB", "MB", "GB"] {
        let next = unit * 1_000;
        if bytes < next || name == "GB" {
            let tenths = (bytes * 10 + unit / 2) / unit;
            return match name {
                "bytes" => format!("{bytes} bytes"),
                _ if tenths >= 100 => format!("{} {name}", (bytes + unit / 2) / unit),
                _ => format!("{}.{} {name}", tenths / 10, tenths % 10),
            };
        }
        unit = next;
    }
    String::new()
}

/// Seconds as a clock shows them.
fn length(seconds: u64) -> String {
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = match hours {
        0 => write!(text, "{minutes}:{:02}", seconds % 60),
        _ => write!(text, "{hours}:{minutes:02}:{:02}", seconds % 60),
    };
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(url: &str, mime: &str, length: u64, seconds: Option<u64>) -> Enclosure {
        Enclosure {
            url: url.to_owned(),
            mime: Some(mime.to_owned()).filter(|mime| !mime.is_empty()),
            length: Some(length),
            seconds,
        }
    }

    #[test]
    fn type_size_and_length_are_shown() {
        let files = [
            file(
                "https://a.example/x/Folge%201.mp3?a=1&b=2",
                "audio/mpeg",
                31_449_600,
                Some(1_947),
            ),
            file("https://a.example/i.png", "image/png", 1, None),
            file("https://a.example/", "", 0, Some(7_325)),
        ];
        assert_eq!(
            paragraphs(&files),
            "<p class=\"enclosure\"><a href=\"https://a.example/x/Folge%201.mp3?a=1&amp;b=2\">\
             Folge 1.mp3</a> (audio/mpeg, 31 MB, 32:27)</p>\n\
             <p class=\"enclosure\"><a href=\"https://a.example/\">a.example</a> (2:02:05)</p>\n"
        );
        let body = paragraphs(&files);
        assert!(is_file(&body, &files[0].url) && !is_file(&body, "https://a.example/x"));
        for (bytes, shown) in [
            (99, "99 bytes"),
            (1_200_000, "1.2 MB"),
            (9_960, "10 kB"),
            (u64::from(u32::MAX) * 5, "21 GB"),
        ] {
            assert_eq!(size(bytes), shown);
        }
    }
}
