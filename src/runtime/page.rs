//! Downloading a page, and telling a page from what is none.

use url::Url;

use super::reading_error::ReadingError;
use crate::extract::{self, forward};
use crate::ingest::charset;
use crate::markup::xhtml;
use crate::markup::{clean, html};
use crate::model::source::shown_address;
use crate::model::{Article, Headline, When};
use crate::net::{Client, Fetched, NamedBy, NetError, Request, RequestKind};

const XHTML: &str = "application/xhtml+xml";

/// A page as it arrived.
pub(crate) struct Downloaded {
    /// Where it is.
    pub url: String,
    /// Its HTML, or what it says if it is plain text: an RFC, a list's archive, a changelog.
    pub text: String,
    /// Whether it is plain text.
    pub is_plain: bool,
}

/// Downloads a web page, whose address is named so. One that only leads on to another is
/// followed once, as a redirect: what it names may not lead inside.
///
/// # Errors
/// When it cannot be had, or is no web page.
pub(crate) async fn download(
    client: &Client,
    url: &str,
    named_by: NamedBy,
) -> Result<Downloaded, ReadingError> {
    let download = |source| ReadingError::Download {
        url: shown_address(url),
        source,
    };
    let request = Request::new(url, RequestKind::Page, named_by);
    let fetched = ask(client, &request).await.map_err(download)?;
    let (from, redirects) = (fetched.answered_from, fetched.redirects);
    let (page, forward) = read(fetched).await?;
    let Some((here, next)) = forward else {
        return Ok(page);
    };
    let next = Request {
        url: next.into(),
        named_by: request.named_by.in_answer(&here, from),
        redirects: redirects + 1,
        ..request
    };
    let fetched = ask(client, &next).await.map_err(download)?;
    Ok(read(fetched).await?.0)
}

async fn ask(client: &Client, request: &Request) -> Result<Fetched, NetError> {
    client.fetch(request).await.and_then(Fetched::success)
}

/// Where a page is that holds nothing but the way to another, and where it leads.
type Forward = (Url, Url);

/// A long page takes long enough to be felt by whoever presses keys meanwhile.
async fn read(fetched: Fetched) -> Result<(Downloaded, Option<Forward>), ReadingError> {
    let fault = ReadingError::Fault {
        url: shown_address(&fetched.final_url),
    };
    let read = tokio::task::spawn_blocking(move || {
        let page = decoded(fetched)?;
        let forward = leads_on(&page);
        Ok((page, forward))
    });
    read.await.map_err(|_| fault)?
}

fn decoded(fetched: Fetched) -> Result<Downloaded, ReadingError> {
    let (is_plain, what) = (is_text(&fetched), not_a_page(&fetched));
    let (url, content_type) = (fetched.final_url, fetched.content_type.as_deref());
    if let Some(what) = what {
        return Err(ReadingError::NotAPage { url, what });
    }
    let text = match is_plain {
        true => charset::decode(&fetched.body, content_type, charset::DocumentKind::Text),
        false => charset::decode_page(&fetched.body, content_type),
    };
    let is_xhtml = content_type.is_some_and(|declared| charset::media_type(declared) == XHTML);
    let text = match is_xhtml {
        true => xhtml::as_html(&text).into_owned(),
        false => text,
    };
    Ok(Downloaded {
        url,
        text,
        is_plain,
    })
}

fn leads_on(page: &Downloaded) -> Option<Forward> {
    let here = Url::parse(&page.url).ok().filter(|_| !page.is_plain)?;
    let next = forward::target(&page.text, &here)?;
    Some((here, next))
}

/// Plain text as an article, with its lines as they stand. Its title is the headline, else the
/// name of the file.
#[must_use]
pub(crate) fn of_text(text: &str, url: &str, headline: Option<&Headline>) -> Article {
    let base = Url::parse(url).ok();
    let file = || {
        let mut segments = base.as_ref()?.path_segments()?;
        segments.next_back().map(clean::line)
    };
    let title = headline.map(|row| row.title.clone()).or_else(file);
    Article {
        url: Some(url.to_owned()),
        title: title.unwrap_or_default(),
        published: headline.map(|row| When::utc(row.published)),
        blocks: extract::fragment(&html::from_text(text), base.as_ref()),
        ..Article::default()
    }
}

fn is_text(fetched: &Fetched) -> bool {
    matches!(media_type(fetched).as_str(), "text/plain" | "text/markdown")
        && !looks_like_html(fetched)
        && !fetched.body.starts_with(b"%PDF-")
}

/// The declared type, without its parameters.
fn media_type(fetched: &Fetched) -> String {
    charset::media_type(fetched.content_type.as_deref().unwrap_or_default())
}

fn looks_like_html(fetched: &Fetched) -> bool {
    let is_space = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, 0xef | 0xbb | 0xbf);
    let first = fetched.body.iter().find(|byte| !is_space(**byte));
    first == Some(&b'<')
}

/// What the answer is if it is no HTML; by its declared type, else by its first bytes.
fn not_a_page(fetched: &Fetched) -> Option<String> {
    match media_type(fetched).as_str() {
        "text/html" | XHTML => None,
        "application/pdf" => Some("a PDF document".to_owned()),
        _ if fetched.body.starts_with(b"%PDF-") => Some("a PDF document".to_owned()),
        "" | "text/plain" | "application/xml" | "text/xml" | "application/octet-stream"
            if looks_like_html(fetched) =>
        {
            None
        }
        _ if is_text(fetched) => None,
        "" => Some("a file of an unknown type".to_owned()),
        other => Some(format!(
            "a file of type {}",
            crate::model::failure::network::printable(other)
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
