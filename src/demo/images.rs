//! The demo's pictures: drawn from their name, so that the site needs no files and every article
//! has a picture of its own. They are PNG, as a terminal's image protocols and real news pages
//! want it, written without compression to need no library.

const WIDTH: u32 = 480;
const HEIGHT: u32 = 270;
/// Palette: sky from top to horizon, the sun, three rows of hills.
const SKY: u32 = 12;
const SUN: u32 = 12;
const HILLS: u32 = 13;

/// A landscape of hills under a sun, as PNG; the name decides colours and shapes.
#[must_use]
pub(super) fn landscape(name: &str) -> Vec<u8> {
    let seed = name.bytes().fold(17_u32, |hash, byte| {
        hash.wrapping_mul(31).wrapping_add(u32::from(byte))
    });
    let mut pixels = Vec::with_capacity((HEIGHT * (WIDTH / 2 + 1)) as usize);
    for y in 0..HEIGHT {
        pixels.push(0); // the row's filter: none
        for pair in 0..WIDTH / 2 {
            let both = colour(seed, pair * 2, y) << 4 | colour(seed, pair * 2 + 1, y);
            pixels.extend(u8::try_from(both));
        }
    }
    png(&palette(seed), &pixels)
}

/// The palette index of a pixel.
fn colour(seed: u32, x: u32, y: u32) -> u32 {
    let pick = |shift: u32, range: u32| (seed >> shift) % range;
    for row in (0..3).rev() {
        let (length, shift) = (150 + pick(row * 4, 160), pick(row * 7, 200));
        let at = (x + shift) % length;
        // A parabola from ridge to ridge, highest in the middle.
        let rise = 4 * at * (length - at) / length * (18 + row * 9) / length;
        if y + rise > 150 + row * 40 {
            return HILLS + row;
        }
    }
    let (right, down) = (x.abs_diff(60 + pick(4, 350)), y.abs_diff(45 + pick(9, 60)));
    if right * right + down * down < 24 * 24 {
        return SUN;
    }
    (y * SKY / HEIGHT).min(SKY - 1)
}

/// Sixteen colours around a hue that the seed picks.
fn palette(seed: u32) -> Vec<u8> {
    let tint = [seed % 60, (seed >> 6) % 60, (seed >> 12) % 60];
    let shade = |light: u32| tint.map(|part| u8::try_from((light + part).min(255)).unwrap_or(255));
    let mut colours: Vec<u8> = (0..SKY).flat_map(|step| shade(140 + step * 6)).collect();
    colours.extend([250, 235, 190]);
    colours.extend((0..3).flat_map(|row| shade(110 - row * 40)));
    colours
}

/// A PNG file (W3C Recommendation, third edition) with four bits a pixel.
fn png(palette: &[u8], rows: &[u8]) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat();
    header.extend([4, 3, 0, 0, 0]); // bits, palette, and the only methods there are
    chunk(&mut file, *b"IHDR", &header);
    chunk(&mut file, *b"PLTE", palette);
    chunk(&mut file, *b"IDAT", &zlib(rows));
    chunk(&mut file, *b"IEND", &[]);
    file
}

fn chunk(file: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    let length = u32::try_from(data.len()).unwrap_or(0);
    file.extend(length.to_be_bytes());
    let sum = kind.iter().chain(data).fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg())
        })
    });
    file.extend(kind);
    file.extend(data);
    file.extend((!sum).to_be_bytes());
}

/// A zlib stream of stored blocks (RFC 1950, RFC 1951 section 3.2.4).
fn zlib(data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = data.chunks(usize::from(u16::MAX)).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        out.push(u8::from(blocks.peek().is_none()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    let (low, high) = data.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    out.extend((high << 16 | low).to_be_bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_always_gives_the_same_picture() {
        assert_eq!(landscape("ferry"), landscape("ferry"));
        assert_ne!(landscape("ferry"), landscape("glacier"));
        assert!(landscape("").starts_with(b"\x89PNG"));
    }

    #[test]
    fn sums_are_those_of_the_formats() {
        let mut end = Vec::new();
        chunk(&mut end, *b"IEND", &[]);
        assert_eq!(
            end,
            [0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82]
        );
        assert!(zlib(b"Wikipedia").ends_with(&0x11e6_0398_u32.to_be_bytes()));
    }
}
