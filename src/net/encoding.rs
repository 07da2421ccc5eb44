//! Compression that the HTTP library leaves to us: `deflate`, which servers send with and without
//! the zlib wrapper (RFC 9110, 8.4.1.2), and gzip that no header announces.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::model::failure::NetError;

/// Bytes that a gzip file begins with, its only method included (RFC 1952, 2.3.1).
const GZIP: [u8; 3] = [0x1f, 0x8b, 8];
/// A file that is compressed for keeping is compressed once more for its way.
const MAX_LAYERS: usize = 2;

/// What is left to be done with a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Encoding {
    /// `Content-Encoding` says `deflate`.
    deflate: bool,
}

impl Encoding {
    /// By the header as the library left it: what it has undone itself is no longer there.
    pub(super) fn of(header: Option<&str>) -> Self {
        let mut codings = header.unwrap_or_default().split(',').map(str::trim);
        Self {
            deflate: codings.any(|coding| coding.eq_ignore_ascii_case("deflate")),
        }
    }

    /// Whether there is anything to do.
    pub(super) fn is_left(self, body: &[u8]) -> bool {
        self.deflate || body.starts_with(&GZIP)
    }

    /// The body without its compression, of at most `max_bytes` bytes. What only looks like gzip
    /// stays as it is.
    ///
    /// # Errors
    /// It is larger, or damaged.
    pub(super) fn undo(self, body: Vec<u8>, max_bytes: u64) -> Result<Vec<u8>, NetError> {
        let mut body = body;
        if self.deflate && !body.is_empty() && !body.starts_with(&GZIP) {
            body = inflate(&body, max_bytes)?;
        }
        for _ in 0..MAX_LAYERS {
            if !body.starts_with(&GZIP) {
                break;
            }
            body = match within(MultiGzDecoder::new(body.as_slice()), max_bytes) {
                Err(NetError::Compression) => break,
                unpacked => unpacked?,
            };
        }
        Ok(body)
    }
}

fn inflate(body: &[u8], max_bytes: u64) -> Result<Vec<u8>, NetError> {
    match within(ZlibDecoder::new(body), max_bytes) {
        Err(NetError::Compression) => within(DeflateDecoder::new(body), max_bytes),
        inflated => inflated,
    }
}

fn within(reader: impl Read, max_bytes: u64) -> Result<Vec<u8>, NetError> {
    let mut unpacked = Vec::new();
    reader
        .take(max_bytes.saturating_add(1))
        .read_to_end(&mut unpacked)
        .map_err(|_| NetError::Compression)?;
    if unpacked.len() as u64 > max_bytes {
        return Err(NetError::TooLarge(max_bytes));
    }
    Ok(unpacked)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use proptest::prelude::*;

    use super::*;

    const TEXT: &[u8] = b"<rss version='2.0'/>";

    fn raw(text: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn zlib(text: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn deflate_is_read_with_and_without_its_wrapper() {
        let deflate = Encoding::of(Some("Deflate"));
        for packed in [raw(TEXT), zlib(TEXT), gzip(TEXT)] {
            assert!(deflate.is_left(&packed));
            assert_eq!(deflate.undo(packed, 100).unwrap(), TEXT);
        }
        let damaged = deflate.undo(b"no stream".to_vec(), 100);
        assert!(matches!(damaged, Err(NetError::Compression)));
        assert_eq!(deflate.undo(Vec::new(), 100).unwrap(), b"");
    }

    #[test]
    fn gzip_is_told_by_its_first_bytes() {
        let none = Encoding::of(None);
        assert!(!none.is_left(TEXT));
        assert_eq!(none.undo(gzip(&gzip(TEXT)), 100).unwrap(), TEXT);
        let cut = gzip(TEXT)[..12].to_vec();
        assert_eq!(none.undo(cut.clone(), 100).unwrap(), cut);
    }

    #[test]
    fn a_bomb_is_refused() {
        let zeros = vec![0; 1 << 20];
        for (header, packed) in [(None, gzip(&zeros)), (Some("deflate"), raw(&zeros))] {
            let undone = Encoding::of(header).undo(packed, 1 << 16);
            assert!(matches!(undone, Err(NetError::TooLarge(_))));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_come_out_or_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), deflate: bool) {
            let undone = (Encoding { deflate }).undo(bytes, 1_000);
            prop_assert!(undone.is_ok_and(|body| body.len() <= 1_000) || deflate);
        }
    }
}
