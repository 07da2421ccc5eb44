//! A 64-bit hash that means the same in every version of the program and on every machine, which
//! the standard library's does not promise.

/// FNV-1a, 64 bits (Fowler, Noll, Vo; RFC 9923). Not for secrets: a collision only means that
/// one change of a headline's text is not noticed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fingerprint(u64);

impl Fingerprint {
    /// The hash of nothing.
    pub(super) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// Takes a text in, with its presence and its end, so that ("ab", "c") and ("a", "bc") differ.
    pub(super) fn field(self, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.bytes(text.as_bytes()).bytes(&[0xff]),
            None => self.bytes(&[0xfe]),
        }
    }

    /// Takes bytes in.
    pub(super) fn bytes(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
        }))
    }

    /// As SQLite stores it.
    pub(super) fn to_stored(self) -> i64 {
        self.0.cast_signed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_published_function() {
        // Test vectors of RFC 9923.
        assert_eq!(Fingerprint::new().bytes(b"").0, 0xcbf2_9ce4_8422_2325);
        assert_eq!(Fingerprint::new().bytes(b"a").0, 0xaf63_dc4c_8601_ec8c);
        assert_eq!(Fingerprint::new().bytes(b"foobar").0, 0x8594_4171_f739_67e8);
    }

    #[test]
    fn where_a_field_ends_matters() {
        let hash = |a, b| Fingerprint::new().field(a).field(b).0;
        assert_ne!(hash(Some("ab"), Some("c")), hash(Some("a"), Some("bc")));
        assert_ne!(hash(Some(""), None), hash(None, Some("")));
    }
}
