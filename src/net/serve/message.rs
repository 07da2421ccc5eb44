//! Requests and responses of the loopback server as bytes (RFC 9112), bounded.

use std::fmt::Write as _;
use std::io::{self, BufRead, Read};

/// Request line and header together.
const MAX_HEAD_BYTES: u64 = 32 << 10;
/// Header lines.
const MAX_HEADERS: usize = 100;
/// A request's body, which is read and dropped.
const MAX_BODY_BYTES: u64 = 1 << 20;

/// A request as it arrived; its body is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Request {
    /// "GET".
    pub method: String,
    /// Path as sent, percent-encoding kept, without the query.
    pub path: String,
    /// What follows the question mark, as sent; empty if there is none.
    pub query: String,
    /// Header lines in order, names as sent.
    pub headers: Vec<(String, String)>,
}

impl Request {
    /// The first header of this name, in whatever case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(given, _)| given.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The first query parameter of this name, decoded.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<String> {
        url::form_urlencoded::parse(self.query.as_bytes())
            .find(|(given, _)| given == name)
            .map(|(_, value)| value.into_owned())
    }

    pub(super) fn keeps_alive(&self) -> bool {
        let connection = self.header("connection").unwrap_or_default();
        !connection.to_ascii_lowercase().contains("close")
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`; none if empty.
    pub content_type: String,
    /// Further headers.
    pub headers: Vec<(String, String)>,
    /// The body, sent as it is.
    pub body: Vec<u8>,
}

impl Response {
    /// An answer of any type.
    #[must_use]
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            content_type: content_type.to_owned(),
            headers: Vec::new(),
            body: body.into(),
        }
    }

    /// Plain text.
    #[must_use]
    pub fn text(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status, "text/plain; charset=utf-8", body)
    }

    /// HTML.
    #[must_use]
    pub fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, "text/html; charset=utf-8", body)
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The whole answer as it goes over the wire.
    pub(super) fn to_bytes(&self, keep_alive: bool, head_only: bool) -> Vec<u8> {
        let reason = reqwest::StatusCode::from_u16(self.status)
            .ok()
            .and_then(|status| status.canonical_reason())
            .unwrap_or("Unknown");
        let mut head = format!("HTTP/1.1 {} {reason}\r\n", self.status);
        let mut line = |name: &str, value: &str| {
            // A line break in a value would start a header of its own.
            let value: String = value.chars().filter(|c| !c.is_control()).collect();
            // Writing to a String cannot fail.
            let _ = write!(head, "{name}: {value}\r\n");
        };
        if !self.content_type.is_empty() {
            line("Content-Type", &self.content_type);
        }
        for (name, value) in &self.headers {
            line(name, value);
        }
        let has_body = !matches!(self.status, 100..=199 | 204 | 304);
        if has_body {
            line("Content-Length", &self.body.len().to_string());
        }
        line(
            "Connection",
            if keep_alive { "keep-alive" } else { "close" },
        );
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        if has_body && !head_only {
            bytes.extend_from_slice(&self.body);
        }
        bytes
    }
}

/// What came in.
pub(super) enum Incoming {
    Request(Request),
    /// To be answered with this status, then closed.
    Bad(u16),
    /// The other side has finished.
    End,
}

/// Reads one request.
pub(super) fn read(reader: &mut impl BufRead) -> io::Result<Incoming> {
    let mut head = reader.by_ref().take(MAX_HEAD_BYTES);
    // What begins like no method is told so at once: a client that speaks https here would wait
    // for an answer to its greeting.
    let is_method = |byte: u8| byte.is_ascii_alphabetic() || byte.is_ascii_whitespace();
    if head
        .fill_buf()?
        .first()
        .is_some_and(|byte| !is_method(*byte))
    {
        return Ok(Incoming::Bad(400));
    }
    let mut first = Vec::new();
    head.read_until(b'\n', &mut first)?;
    if first.is_empty() {
        return Ok(Incoming::End);
    }
    let mut headers = Vec::new();
    loop {
        let mut line = Vec::new();
        head.read_until(b'\n', &mut line)?;
        if !line.ends_with(b"\n") || headers.len() >= MAX_HEADERS {
            return Ok(Incoming::Bad(if head.limit() == 0 { 431 } else { 400 }));
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            break;
        }
        let Some((name, value)) = line.split_once(':') else {
            return Ok(Incoming::Bad(400));
        };
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    let Some(mut request) = request_line(&String::from_utf8_lossy(&first)) else {
        return Ok(Incoming::Bad(400));
    };
    request.headers = headers;
    if request.header("transfer-encoding").is_some() {
        return Ok(Incoming::Bad(411));
    }
    let length = request.header("content-length").unwrap_or("0");
    match length.parse::<u64>() {
        Ok(length) if length <= MAX_BODY_BYTES => {
            io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
            Ok(Incoming::Request(request))
        }
        Ok(_) => Ok(Incoming::Bad(413)),
        Err(_) => Ok(Incoming::Bad(400)),
    }
}

fn request_line(line: &str) -> Option<Request> {
    let mut parts = line.trim_end_matches(['\r', '\n']).split(' ');
    let (method, target, version) = (parts.next()?, parts.next()?, parts.next()?);
    let is_http = version.starts_with("HTTP/1.") && parts.next().is_none();
    // A client that takes this server for its proxy sends the whole address (RFC 9112 section
    // 3.2.2).
    let target = match target.strip_prefix("http://") {
        Some(address) => &address[address.find('/')?..],
        None => target,
    };
    if !is_http || !target.starts_with('/') {
        return None;
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Some(Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: Vec::new(),
    })
}
