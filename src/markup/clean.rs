//! The one gate for text from outside: what comes out of here can be put on a terminal.
//!
//! Feeds and pages carry escape sequences, C1 controls, bidirectional overrides, zero-width
//! and tag characters, thousands of combining marks on one letter. Any of them can rewrite
//! the screen or show the reader something else than what is there. Nothing is stored,
//! drawn, printed or logged before it has passed [`text`], [`line()`] or [`url()`].

mod classes;

use std::str::Chars;

use url::Url;

use crate::model::SOFT_HYPHEN;
use classes::{Class, class, is_emoji, is_shaping, is_variation_selector, plain_length};

/// Combining marks kept on one base character; no living script needs more.
const MAX_MARKS: u8 = 8;
/// Longest address that is kept, in bytes; longer ones are payloads, not links.
const MAX_URL: usize = 8_192;

/// Text of many lines: keeps `\n` and `\t`, turns every other line break into `\n`, and
/// drops controls, whole escape sequences, bidirectional controls and invisible characters.
#[must_use]
pub fn text(raw: &str) -> String {
    if kept(raw.as_bytes()) == raw.len() {
        return raw.to_owned();
    }
    Cleaner::new(raw, false).run()
}

/// As [`text`], for a text that is no longer needed: most are clean and stay where they are.
#[must_use]
pub(crate) fn owned_text(raw: String) -> String {
    if kept(raw.as_bytes()) == raw.len() {
        return raw;
    }
    Cleaner::new(&raw, false).run()
}

/// As [`text`], for the running text of an article: soft hyphens (U+00AD) between two letters
/// stay, which say where a word may be parted at the end of a line. Whoever shows the text
/// shows nothing for them anywhere else.
#[must_use]
pub fn prose(raw: &str) -> String {
    if kept(raw.as_bytes()) == raw.len() {
        return raw.to_owned();
    }
    let mut cleaner = Cleaner::new(raw, false);
    cleaner.prose = true;
    cleaner.run()
}

/// Text of one line: as [`text`], with all white space folded to single spaces and trimmed.
#[must_use]
pub fn line(raw: &str) -> String {
    if kept_folded(raw.as_bytes()) == raw.len() {
        return raw.to_owned();
    }
    Cleaner::new(raw, true).run()
}

/// An absolute `http`, `https` or `mailto` address in ASCII, without user name, password or
/// control characters; `None` for any other scheme, for what is no address, and for what is
/// longer than 8 KiB.
#[must_use]
pub fn url(raw: &str, base: Option<&Url>) -> Option<String> {
    let raw = raw.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    if raw.is_empty() || raw.len() > MAX_URL {
        return None;
    }
    let mut url = match Url::parse(raw) {
        Ok(url) => url,
        Err(_) => base?.join(raw).ok()?,
    };
    match url.scheme() {
        "http" | "https" => {
            // The name before an `@` is read as the host by people; it never is.
            let _ = url.set_username("");
            let _ = url.set_password(None);
        }
        "mailto" => {}
        _ => return None,
    }
    let text = String::from(url);
    (text.len() <= MAX_URL && text.bytes().all(|byte| byte.is_ascii_graphic())).then_some(text)
}

/// As [`url()`], for what a reader opens or downloads: `http` and `https` only.
#[must_use]
pub fn web_url(raw: &str, base: Option<&Url>) -> Option<String> {
    url(raw, base).filter(|url| url.starts_with("http"))
}

/// Length of the beginning of a text that stays as it is.
fn kept(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        if first < 0x80
            && let Some(chunk) = bytes[at..].first_chunk::<32>()
            && chunk.iter().fold(true, |all, &byte| all & is_plain(byte))
        {
            at += 32;
            continue;
        }
        match plain_length(&bytes[at..]) {
            0 if is_plain(first) => at += 1,
            0 => break,
            length => at += length,
        }
    }
    at
}

/// As [`kept`], for one line: single spaces between what shows something.
fn kept_folded(bytes: &[u8]) -> usize {
    let mut at = 0;
    while at < bytes.len() {
        let space = usize::from(bytes[at] == b' ' && at > 0);
        match plain_length(&bytes[at + space..]) {
            0 => break,
            length => at += space + length,
        }
    }
    at
}

fn is_plain(byte: u8) -> bool {
    (b' '..=b'~').contains(&byte) | (byte == b'\n') | (byte == b'\t')
}

struct Cleaner<'a> {
    input: Chars<'a>,
    out: String,
    fold: bool,
    prose: bool,
    last: Option<char>,
    marks: u8,
    space: bool,
}

impl<'a> Cleaner<'a> {
    fn new(raw: &'a str, fold: bool) -> Self {
        Self {
            input: raw.chars(),
            out: String::with_capacity(raw.len()),
            fold,
            prose: false,
            last: None,
            marks: 0,
            space: false,
        }
    }

    fn run(mut self) -> String {
        loop {
            self.run_of_kept();
            let Some(c) = self.input.next() else { break };
            match class(c) {
                Class::Keep => self.keep(c),
                Class::Break => self.line_break(c),
                Class::Drop => self.drop(c),
                Class::Joiner => self.joiner(c),
                Class::Mark => self.mark(c),
            }
        }
        self.out
    }

    /// Copies what needs no look at each character.
    fn run_of_kept(&mut self) {
        let rest = self.input.as_str();
        let length = if self.fold {
            kept_folded(rest.as_bytes())
        } else {
            kept(rest.as_bytes())
        };
        let (run, rest) = rest.split_at(length);
        let Some(last) = run.chars().next_back() else {
            return;
        };
        self.flush_space();
        self.out.push_str(run);
        self.last = Some(last);
        self.marks = 0;
        self.input = rest.chars();
    }

    fn peek(&self) -> Option<char> {
        self.input.clone().next()
    }

    fn next_if(&mut self, fits: impl Fn(char) -> bool) -> bool {
        let found = self.peek().is_some_and(fits);
        if found {
            self.input.next();
        }
        found
    }

    fn keep(&mut self, c: char) {
        if self.fold && c.is_whitespace() {
            self.space = true;
            return;
        }
        self.flush_space();
        self.out.push(c);
        self.last = Some(c);
        self.marks = 0;
    }

    fn flush_space(&mut self) {
        if std::mem::take(&mut self.space) && !self.out.is_empty() {
            self.out.push(' ');
            self.last = Some(' ');
            self.marks = 0;
        }
    }

    fn line_break(&mut self, c: char) {
        if c == '\r' {
            self.next_if(|next| next == '\n');
        }
        self.keep('\n');
    }

    fn drop(&mut self, c: char) {
        match c {
            '\u{1b}' => self.escape(),
            '\u{9b}' => self.control_sequence(true),
            '\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => self.control_string(),
            SOFT_HYPHEN if self.prose => self.soft_hyphen(),
            _ => {}
        }
    }

    fn soft_hyphen(&mut self) {
        let is_letter = |c: char| c.is_alphabetic() && class(c) == Class::Keep;
        if self.last.is_some_and(is_letter) && self.peek().is_some_and(is_letter) {
            self.out.push(SOFT_HYPHEN);
            self.last = Some(SOFT_HYPHEN);
        }
    }

    /// After ESC: the rest of the sequence as ECMA-48 defines it.
    fn escape(&mut self) {
        match self.peek() {
            Some('[') => {
                self.input.next();
                self.control_sequence(false);
            }
            Some(']' | 'P' | 'X' | '^' | '_') => {
                self.input.next();
                self.control_string();
            }
            Some(' '..='/') => {
                while self.next_if(|c| matches!(c, ' '..='/')) {}
                self.next_if(|c| matches!(c, '0'..='~'));
            }
            Some('0'..='~') => {
                self.input.next();
            }
            _ => {}
        }
    }

    /// Parameters, intermediates and the final byte of a control sequence. The one-character
    /// introducer is also a stray byte of broken encodings, so there at least one parameter
    /// is asked for before a letter is taken for the final byte.
    fn control_sequence(&mut self, stray: bool) {
        let mut any = !stray;
        while self.next_if(|c| matches!(c, '0'..='?')) {
            any = true;
        }
        while any && self.next_if(|c| matches!(c, ' '..='/')) {}
        if any {
            self.next_if(|c| matches!(c, '@'..='~'));
        }
    }

    /// The payload of an OSC, DCS, SOS, PM or APC string, if it is terminated; an
    /// unterminated one would hide the rest of the text, so there only the introducer goes.
    fn control_string(&mut self) {
        let mut ahead = self.input.clone();
        while let Some(c) = ahead.next() {
            match c {
                '\u{7}' | '\u{9c}' => {
                    self.input = ahead;
                    return;
                }
                '\u{1b}' => {
                    if ahead.next() == Some('\\') {
                        self.input = ahead;
                    }
                    return;
                }
                c if c.is_control() => return,
                _ => {}
            }
        }
    }

    fn joiner(&mut self, c: char) {
        let (Some(before), Some(after)) = (self.last, self.peek()) else {
            return;
        };
        if self.space || class(after) != Class::Keep {
            return;
        }
        let shaping = is_shaping(before) && is_shaping(after);
        if shaping || (c == '\u{200d}' && is_emoji(before) && is_emoji(after)) {
            self.out.push(c);
            self.last = Some(c);
        }
    }

    fn mark(&mut self, c: char) {
        let limit = if is_variation_selector(c) {
            1
        } else {
            MAX_MARKS
        };
        if self.fold {
            self.flush_space();
        }
        // Without a base it would sit on whatever the screen shows to its left.
        let based = self.last.is_some_and(|last| !matches!(last, '\n' | '\t'));
        if based && self.marks < limit {
            self.out.push(c);
            self.last = Some(c);
            self.marks += 1;
        }
    }
}

#[cfg(test)]
mod tests;
