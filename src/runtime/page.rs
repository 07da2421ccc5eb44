//! Downloading a page, and telling a page from what is none.

use url::Url;

use super::reading::ReadingError;
use crate::extract::forward;
use crate::ingest::charset;
use crate::model::source::shown_address;
use crate::net::{Client, Fetched, Kind, NamedBy, NetError, Request};

/// Downloads a web page, whose address is named so. One that only leads on to another is
/// followed once, as a redirect: what it names may not lead inside.
///
/// # Errors
/// When it cannot be had, or is no web page.
pub async fn download(
    client: &Client,
    url: &str,
    named_by: NamedBy,
) -> Result<Fetched, ReadingError> {
    let download = |source| ReadingError::Download {
        url: shown_address(url),
        source,
    };
    let request = Request::new(url, Kind::Page, named_by);
    let mut fetched = ask(client, &request).await.map_err(download)?;
    if let Some((page, next)) = leads_on(&fetched) {
        let next = Request {
            url: next.into(),
            named_by: request.named_by.in_answer(&page, fetched.answered_from),
            redirects: fetched.redirects + 1,
            ..request
        };
        fetched = ask(client, &next).await.map_err(download)?;
    }
    match not_a_page(&fetched) {
        Some(what) => Err(ReadingError::NotAPage {
            url: fetched.final_url,
            what,
        }),
        None => Ok(fetched),
    }
}

async fn ask(client: &Client, request: &Request) -> Result<Fetched, NetError> {
    client.fetch(request).await.and_then(Fetched::success)
}

/// A page that holds nothing but the way to another, and where it leads.
fn leads_on(fetched: &Fetched) -> Option<(Url, Url)> {
    if not_a_page(fetched).is_some() {
        return None;
    }
    let page = Url::parse(&fetched.final_url).ok()?;
    let next = forward::target(&decoded(fetched), &page)?;
    Some((page, next))
}

/// The text of a downloaded page.
#[must_use]
pub fn decoded(fetched: &Fetched) -> String {
    let content_type = fetched.content_type.as_deref();
    charset::decode(&fetched.body, content_type, charset::Kind::Html)
}

/// What the answer is if it is no HTML; by its declared type, else by its first bytes.
fn not_a_page(fetched: &Fetched) -> Option<String> {
    let declared = fetched.content_type.as_deref().unwrap_or_default();
    let mime = declared.split(';').next().unwrap_or_default().trim();
    let mime = mime.to_ascii_lowercase();
    let looks_like_html = fetched
        .body
        .iter()
        .find(|byte| !byte.is_ascii_whitespace() && !matches!(**byte, 0xef | 0xbb | 0xbf))
        == Some(&b'<');
    match mime.as_str() {
        "text/html" | "application/xhtml+xml" => None,
        "application/pdf" => Some("a PDF document".to_owned()),
        _ if fetched.body.starts_with(b"%PDF-") => Some("a PDF document".to_owned()),
        "" | "text/plain" | "application/xml" | "text/xml" | "application/octet-stream"
            if looks_like_html =>
        {
            None
        }
        "" => Some("a file of an unknown type".to_owned()),
        other => Some(format!(
            "a file of type {}",
            crate::net::error::printable(other)
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_page_is_named() {
        let answer = |mime: &str, body: &[u8]| Fetched {
            content_type: (!mime.is_empty()).then(|| mime.to_owned()),
            body: body.to_vec(),
            ..Fetched::default()
        };
        let what = |mime, body: &[u8]| not_a_page(&answer(mime, body));
        assert_eq!(what("Text/HTML; charset=utf-8", b"anything"), None);
        assert_eq!(what("", b"\xef\xbb\xbf \n<!doctype html>"), None);
        assert_eq!(what("application/pdf", b""), Some("a PDF document".into()));
        assert_eq!(what("", b"%PDF-1.7"), Some("a PDF document".into()));
        assert_eq!(
            what("video/mp4", b"<"),
            Some("a file of type video/mp4".into())
        );
    }
}
