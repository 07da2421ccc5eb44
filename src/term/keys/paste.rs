//! A bracketed paste: text up to `ESC [ 201 ~`, whatever it looks like.

const END: &[u8] = b"\x1b[201~";
/// What is longer is cut; the rest is swallowed up to its end.
const LONGEST: usize = 256 << 10;

/// A paste that is coming in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Paste {
    text: Vec<u8>,
    /// Bytes of [`END`] that have come.
    matched: usize,
}

impl Paste {
    /// The text, once its end is there.
    pub(super) fn take(&mut self, byte: u8) -> Option<String> {
        if byte == END[self.matched] {
            self.matched += 1;
            if self.matched == END.len() {
                return Some(String::from_utf8_lossy(&self.text).into_owned());
            }
            return None;
        }
        // Only the first byte of the end can begin it anew.
        let text = &END[..std::mem::take(&mut self.matched)];
        self.keep(text);
        if byte == END[0] {
            self.matched = 1;
        } else {
            self.keep(&[byte]);
        }
        None
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = LONGEST.saturating_sub(self.text.len());
        self.text.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }
}
