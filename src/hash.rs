//! A 64-bit hash that means the same in every version of the program and on every machine, which
//! the standard library's does not promise: what is stored must be found again.

use std::hash::Hasher;

/// FNV-1a, 64 bits (Fowler, Noll, Vo; RFC 9923): small, and fast on short keys. It is no defence
/// against collisions made on purpose: where they matter nothing else may rest on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fnv(pub u64);

impl Default for Fnv {
    /// The hash of nothing.
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Adds bytes.
    #[inline]
    pub fn add(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// Adds many bytes, in a fraction of the time: each of eight hashes takes every eighth, and
    /// none waits for another; then they are added, and what is left over.
    pub fn add_many(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        let mut lanes = [Self::default(); 8];
        for eight in eights {
            for (lane, byte) in lanes.iter_mut().zip(eight) {
                lane.add(&[*byte]);
            }
        }
        for lane in lanes {
            self.add(&lane.0.to_le_bytes());
        }
        self.add(rest);
    }

    /// Adds a text with its presence and its end, so that ("ab", "c") and ("a", "bc") differ.
    #[must_use]
    pub fn field(mut self, text: Option<&str>) -> Self {
        match text {
            Some(text) => {
                self.add(text.as_bytes());
                self.add(&[0xff]);
            }
            None => self.add(&[0xfe]),
        }
        self
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.add(bytes);
    }
}

/// The hash of some bytes.
#[must_use]
pub fn of(bytes: impl AsRef<[u8]>) -> u64 {
    let mut hash = Fnv::default();
    hash.add(bytes.as_ref());
    hash.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_published_function() {
        // Test vectors of RFC 9923.
        assert_eq!(of(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(of("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(of("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn of_many_bytes_each_counts_in_its_place() {
        let hash = |bytes: &[u8]| {
            let mut hash = Fnv::default();
            hash.add_many(bytes);
            hash.0
        };
        let text = b"eight by eight, and three";
        let mut seen = std::collections::HashSet::from([hash(text)]);
        for at in 0..text.len() {
            assert!(seen.insert(hash(&text[..at])), "{at}");
            let mut other = *text;
            other[at] ^= 1;
            assert!(seen.insert(hash(&other)), "{at}");
        }
        // It is stored.
        assert_eq!(hash(text), 0x915b_2546_58db_aff0);
    }

    #[test]
    fn where_a_field_ends_matters() {
        let hash = |a, b| Fnv::default().field(a).field(b).0;
        assert_ne!(hash(Some("ab"), Some("c")), hash(Some("a"), Some("bc")));
        assert_ne!(hash(Some(""), None), hash(None, Some("")));
    }
}
