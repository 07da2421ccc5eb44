//! The stored form of a template: a version, three counts, then fixed-width records in
//! little-endian order. Anything else is an empty template: what was learned can be learned
//! again.

use super::template::{
    Line, MAX_BYTES, MAX_LINES, MAX_PLACES, MAX_READ, Read, SitePlace, Template,
};

/// Told apart from later forms.
const VERSION: u8 = 1;
const HEAD: usize = 6;
const LINE: usize = 6;
const PLACE: usize = 9;
const READ: usize = 8;

const _: () = assert!(HEAD + MAX_LINES * LINE + MAX_PLACES * PLACE + MAX_READ * READ <= MAX_BYTES);

impl Template {
    /// The stored form.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION, self.pages];
        let lines = u16::try_from(self.lines.len()).unwrap_or(0);
        bytes.extend(lines.to_le_bytes());
        bytes.push(u8::try_from(self.places.len()).unwrap_or(0));
        bytes.push(u8::try_from(self.read.len()).unwrap_or(0));
        for line in &self.lines {
            bytes.extend(line.hash.to_le_bytes());
            bytes.extend([line.pages, line.age]);
        }
        for place in &self.places {
            bytes.extend(place.hash.to_le_bytes());
            bytes.extend([place.held, place.refused, place.listed]);
            bytes.extend([place.mixed, place.age]);
        }
        for read in &self.read {
            bytes.extend(read.address.to_le_bytes());
            bytes.extend(read.text.to_le_bytes());
        }
        bytes
    }

    /// Reads the stored form.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        parse(bytes).unwrap_or_default()
    }
}

fn parse(bytes: &[u8]) -> Option<Template> {
    let (head, rest) = bytes.split_first_chunk::<HEAD>()?;
    let [VERSION, pages, low, high, places, read] = *head else {
        return None;
    };
    let lines = usize::from(u16::from_le_bytes([low, high]));
    let (places, read) = (usize::from(places), usize::from(read));
    if lines > MAX_LINES || places > MAX_PLACES || read > MAX_READ {
        return None;
    }
    if rest.len() != lines * LINE + places * PLACE + read * READ {
        return None;
    }
    let (lines, rest) = rest.split_at(lines * LINE);
    let (places, read) = rest.split_at(places * PLACE);
    Some(Template {
        pages,
        lines: lines.as_chunks::<LINE>().0.iter().map(line).collect(),
        places: places.as_chunks::<PLACE>().0.iter().map(place).collect(),
        read: read.as_chunks::<READ>().0.iter().map(page).collect(),
    })
}

fn line(&[a, b, c, d, pages, age]: &[u8; LINE]) -> Line {
    Line {
        hash: u32::from_le_bytes([a, b, c, d]),
        pages,
        age,
    }
}

fn place(&[a, b, c, d, held, refused, listed, mixed, age]: &[u8; PLACE]) -> SitePlace {
    SitePlace {
        hash: u32::from_le_bytes([a, b, c, d]),
        held,
        refused,
        listed,
        mixed,
        age,
    }
}

fn page(&[a, b, c, d, e, f, g, h]: &[u8; READ]) -> Read {
    Read {
        address: u32::from_le_bytes([a, b, c, d]),
        text: u32::from_le_bytes([e, f, g, h]),
    }
}
