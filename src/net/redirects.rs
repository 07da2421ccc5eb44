//! A chain of redirects, followed by hand: what may be asked next, with which headers, and
//! what is remembered of it.

use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::encoding::Encoding;
use super::freshness;
use super::named::NamedBy;
use super::request::{Fetched, Request};
use crate::model::failure::network::{NetError, printable};
use crate::model::source::redacted;

/// Where a chain of redirects stands.
pub(super) struct Redirects<'a> {
    pub(super) request: &'a Request,
    /// Asked next, without credentials.
    pub(super) url: Url,
    /// As asked first, without credentials.
    origin: Url,
    /// By whom `url` is named: a redirect is named by the answer that brings it.
    pub(super) named_by: NamedBy,
    /// The user's; sent as long as the origin stays the same.
    pub(super) credentials: Option<(String, Option<String>)>,
    /// Whether the extra headers may still be sent.
    same_origin: bool,
    seen: Vec<String>,
    /// Whether all redirects so far were permanent ones.
    permanent_so_far: bool,
    permanent: Option<Url>,
}

impl<'a> Redirects<'a> {
    pub(super) fn new(request: &'a Request) -> Result<Self, NetError> {
        let mut url = Url::parse(request.url.trim())
            .ok()
            .filter(is_web)
            .ok_or_else(|| NetError::Address(redacted(&printable(&request.url))))?;
        // What a source writes into an address is not the user's, and goes nowhere.
        let is_users = match &request.named_by {
            NamedBy::User => true,
            NamedBy::Source(home) => home.trusts(&url),
        };
        let credentials = take_credentials(&mut url).filter(|_| is_users);
        Ok(Self {
            request,
            named_by: request.named_by.clone(),
            origin: url.clone(),
            seen: vec![without_fragment(&url)],
            url,
            credentials,
            same_origin: true,
            permanent_so_far: true,
            permanent: None,
        })
    }

    pub(super) fn follow(&mut self, to: &Redirect, max: usize) -> Result<(), NetError> {
        let refused = || NetError::RedirectRefused(redacted(&printable(&to.target)));
        let mut next = self.url.join(to.target.trim()).map_err(|_| refused())?;
        if !is_web(&next) {
            return Err(refused());
        }
        // Credentials that a redirect brings along are not the user's.
        let _ = take_credentials(&mut next);
        let address = without_fragment(&next);
        if self.seen.contains(&address) {
            return Err(NetError::RedirectLoop(printable(&address)));
        }
        if self.redirects() >= max {
            return Err(NetError::TooManyRedirects(max));
        }
        self.seen.push(address);
        if self.url.origin() != next.origin() {
            self.credentials = None;
            self.same_origin = false;
        }
        self.permanent_so_far &= matches!(to.status, 301 | 308);
        if self.permanent_so_far {
            self.permanent = Some(next.clone());
        }
        self.named_by = self.named_by.in_answer(&self.url, to.from);
        self.url = next;
        Ok(())
    }

    /// Redirects that led to the address that is asked next.
    fn redirects(&self) -> usize {
        self.request.redirects + self.seen.len() - 1
    }

    pub(super) fn headers(&self) -> Result<HeaderMap, NetError> {
        let mut headers = HeaderMap::new();
        let accept = HeaderValue::from_static(self.request.kind.accept());
        headers.insert(header::ACCEPT, accept);
        let validators = [
            (header::IF_NONE_MATCH, &self.request.etag),
            (header::IF_MODIFIED_SINCE, &self.request.last_modified),
        ];
        for (name, value) in validators {
            if let Some(value) = value.as_deref().and_then(to_header) {
                headers.insert(name, value);
            }
        }
        if !self.same_origin {
            return Ok(headers);
        }
        for (name, value) in &self.request.headers {
            let bad = || NetError::Setup(format!("bad header {:?}", printable(name)));
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| bad())?;
            let value = HeaderValue::from_str(value).map_err(|_| bad())?;
            headers.insert(name, value);
        }
        Ok(headers)
    }

    pub(super) fn fetched(&self, status: u16, headers: &HeaderMap) -> Fetched {
        let text = |name: HeaderName| headers.get(name).map(from_header);
        let list = |name: HeaderName| {
            let lines = headers.get_all(name).iter().map(from_header);
            lines.reduce(|all, line| all + "," + &line)
        };
        let cache_control = list(header::CACHE_CONTROL);
        let (expires, date) = (text(header::EXPIRES), text(header::DATE));
        let (age, retry_after) = (text(header::AGE), text(header::RETRY_AFTER));
        let pacing = freshness::Headers {
            cache_control: cache_control.as_deref(),
            expires: expires.as_deref(),
            date: date.as_deref(),
            age: age.as_deref(),
            retry_after: retry_after.as_deref(),
        };
        let now = SystemTime::now();
        Fetched {
            status,
            final_url: self.url.to_string(),
            permanent_url: self.permanent_url(),
            answered_from: None,
            redirects: self.redirects(),
            not_modified: status == 304,
            content_type: text(header::CONTENT_TYPE),
            link: list(header::LINK),
            etag: text(header::ETAG),
            last_modified: text(header::LAST_MODIFIED),
            max_age: freshness::max_age(pacing, now),
            retry_after: freshness::retry_after(pacing, now),
            elapsed: Duration::ZERO,
            body: Vec::new(),
        }
    }

    fn permanent_url(&self) -> Option<String> {
        let mut url = self.permanent.clone()?;
        if self.origin.origin() == url.origin()
            && let Ok(asked) = Url::parse(self.request.url.trim())
        {
            // Both can only fail for addresses without a host; this one has one.
            let _ = url.set_username(asked.username());
            let _ = url.set_password(asked.password());
        }
        Some(url.into())
    }

    pub(super) fn host(&self) -> String {
        self.url.host_str().unwrap_or_default().to_owned()
    }
}

/// A redirect that an answer brings.
pub(super) struct Redirect {
    pub(super) status: u16,
    pub(super) target: String,
    /// The address that was connected to; `None` behind a proxy.
    pub(super) from: Option<IpAddr>,
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.host().is_some()
}

/// Host and port: what the limit of requests to one host counts.
pub(super) fn authority(url: &Url) -> String {
    let port = url.port_or_known_default().unwrap_or_default();
    format!("{}:{port}", url.host_str().unwrap_or_default())
}

fn without_fragment(url: &Url) -> String {
    let mut url = url.clone();
    url.set_fragment(None);
    url.into()
}

/// Takes user name and password out of an address.
fn take_credentials(url: &mut Url) -> Option<(String, Option<String>)> {
    let decode = |text: &str| {
        // `form_urlencoded` is the decoder that the `url` crate offers; a plus is a plus here.
        let pair = format!("k={}", text.replace('+', "%2B"));
        let mut pairs = url::form_urlencoded::parse(pair.as_bytes());
        pairs
            .next()
            .map(|(_, value)| value.into_owned())
            .unwrap_or_default()
    };
    let user = decode(url.username());
    let password = url.password().map(decode);
    let given = !user.is_empty() || password.is_some();
    // Both can only fail for addresses without a host; callers have checked that.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    given.then_some((user, password))
}

pub(super) fn redirect_target(status: u16, headers: &HeaderMap) -> Option<String> {
    let location = headers.get(header::LOCATION)?;
    matches!(status, 301 | 302 | 303 | 307 | 308)
        .then(|| String::from_utf8_lossy(location.as_bytes()).into_owned())
}

/// How the body is compressed, of what the library leaves to us.
pub(super) fn encoding(headers: &HeaderMap) -> Encoding {
    let header = headers.get(header::CONTENT_ENCODING).map(from_header);
    Encoding::of(header.as_deref())
}

/// Each byte as one character, so that a validator comes back byte for byte.
fn from_header(value: &HeaderValue) -> String {
    value.as_bytes().iter().copied().map(char::from).collect()
}

/// The opposite of [`from_header`]; `None` for what was never a header.
fn to_header(text: &str) -> Option<HeaderValue> {
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
    HeaderValue::from_bytes(&bytes?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::source::Location;
    use crate::net::RequestKind;

    fn chain(request: &Request) -> Redirects<'_> {
        Redirects::new(request).expect("a web address")
    }

    #[test]
    fn only_web_addresses_are_asked() {
        for url in ["file:///etc/passwd", "ftp://a/b", "nonsense", "", "http://"] {
            let request = Request::by_user(url, RequestKind::Feed);
            assert!(Redirects::new(&request).is_err(), "{url}");
        }
    }

    fn to(status: u16, target: &str) -> Redirect {
        Redirect {
            status,
            target: target.to_owned(),
            from: None,
        }
    }

    #[test]
    fn credentials_are_decoded_and_stay_with_their_origin() {
        let request = Request::by_user("http://us%40er:p+w%3A@a.example/feed", RequestKind::Feed);
        let mut chain = chain(&request);
        let given = Some(("us@er".to_owned(), Some("p+w:".to_owned())));
        assert_eq!(chain.credentials, given);
        assert_eq!(chain.url.as_str(), "http://a.example/feed");
        chain.follow(&to(301, "/new"), 10).expect("followed");
        assert_eq!(chain.credentials, given);
        assert_eq!(
            chain.permanent_url().as_deref(),
            Some("http://us%40er:p+w%3A@a.example/new")
        );
        for elsewhere in [
            "https://a.example/",
            "http://a.example:8080/",
            "http://b.example/",
        ] {
            let mut chain = Redirects::new(&request).expect("a web address");
            chain.follow(&to(301, elsewhere), 10).expect("followed");
            assert_eq!(chain.credentials, None, "{elsewhere}");
            assert_eq!(chain.permanent_url().as_deref(), Some(elsewhere));
            let back = chain.follow(&to(301, "http://a.example/y"), 10);
            assert!(back.is_ok() && chain.credentials.is_none());
        }
    }

    #[test]
    fn what_a_source_writes_into_an_address_is_no_password_of_the_users() {
        let home = "http://me:pw@a.example/feed";
        let sent = |url: &str| {
            let named_by = NamedBy::source(home, Location::Unknown);
            let request = Request::new(url, RequestKind::Page, named_by);
            chain(&request).credentials.is_some()
        };
        assert!(sent("http://me:pw@a.example/moved"), "its own");
        for url in [
            "http://a.example/story",
            "http://you:pw@a.example/story",
            "http://me:pw@b.example/story",
            "http://me:pw@a.example:81/story",
            "https://me:pw@a.example/story",
        ] {
            assert!(!sent(url), "{url}");
        }
    }

    #[test]
    fn redirects_are_bounded_and_loops_named() {
        let request = Request::by_user("http://a.example/0", RequestKind::Feed);
        let mut endless = chain(&request);
        for hop in 1..=10 {
            endless
                .follow(&to(302, &format!("/{hop}")), 10)
                .expect("followed");
        }
        assert_eq!(
            endless.follow(&to(302, "/11"), 10),
            Err(NetError::TooManyRedirects(10))
        );
        let mut late = request.clone();
        late.redirects = 10;
        assert_eq!(
            chain(&late).follow(&to(302, "/1"), 10),
            Err(NetError::TooManyRedirects(10))
        );
        let mut circle = chain(&request);
        circle.follow(&to(302, "/1"), 10).expect("followed");
        let again = circle.follow(&to(302, "/0#part"), 10);
        assert_eq!(
            again,
            Err(NetError::RedirectLoop("http://a.example/0".to_owned()))
        );
        assert!(matches!(
            circle.follow(&to(302, "javascript:alert(1)"), 10),
            Err(NetError::RedirectRefused(_))
        ));
    }

    #[test]
    fn validators_keep_their_bytes() {
        let bytes: Vec<u8> = (0x20..=0xff).filter(|&byte| byte != 0x7f).collect();
        let value = HeaderValue::from_bytes(&bytes).expect("visible bytes");
        assert_eq!(to_header(&from_header(&value)), Some(value));
        assert_eq!(to_header("a\nb"), None);
        assert_eq!(to_header("\u{2603}"), None);
    }
}
