//! The colour in an answer of the terminal: `11 ; rgb : RRRR / GGGG / BBBB` and its other forms.

/// Forms of a colour by their first bytes, with the number of channels; the fourth is how opaque
/// it is.
const FORMS: [(&[u8], usize); 2] = [(b"rgb:", 3), (b"rgba:", 4)];
/// Digits of a channel.
const MOST_DIGITS: usize = 4;
/// Digits of the number of a command that asks for a colour.
const LONGEST_NUMBER: usize = 3;

/// The background, if that is what the body of a command string tells.
pub(super) fn background(body: &[u8]) -> Option<[u8; 3]> {
    let color = body.strip_prefix(b"11;")?;
    for (form, count) in FORMS {
        if let Some(channels) = color.strip_prefix(form) {
            let channels: Vec<u8> = channels
                .split(|&byte| byte == b'/')
                .map(channel)
                .collect::<Option<_>>()?;
            return match channels[..] {
                [red, green, blue, ..] if channels.len() == count => Some([red, green, blue]),
                _ => None,
            };
        }
    }
    let digits = color.strip_prefix(b"#")?;
    let width = digits.len() / 3;
    if width == 0 || width * 3 != digits.len() {
        return None;
    }
    let channels: Vec<u8> = digits.chunks(width).map(channel).collect::<Option<_>>()?;
    channels.try_into().ok()
}

/// A channel of 1 to 4 hexadecimal digits: all ones are full light, however many there are.
fn channel(digits: &[u8]) -> Option<u8> {
    let is_one = (1..=MOST_DIGITS).contains(&digits.len());
    if !is_one || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let value = u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    let full = (1 << (4 * digits.len())) - 1;
    u8::try_from((value * 255 + full / 2) / full).ok()
}

/// Whether the body of a command string goes on with a byte as an answer with a colour does.
pub(super) fn continues(body: &[u8], byte: u8) -> bool {
    let longest = b"110;rgba:".len() + 4 * (MOST_DIGITS + 1);
    body.len() < longest && is_begun(&[body, &[byte]].concat())
}

/// Whether an answer with a colour can begin so.
fn is_begun(body: &[u8]) -> bool {
    let digits = body.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, rest) = body.split_at(digits);
    if number.len() > LONGEST_NUMBER {
        return false;
    }
    let Some((b';', color)) = rest.split_first().filter(|_| !number.is_empty()) else {
        return rest.is_empty();
    };
    let has_channels = |(form, count): (&[u8], usize)| {
        let Some(channels) = color.strip_prefix(form) else {
            return form.starts_with(color);
        };
        let channels: Vec<&[u8]> = channels.split(|&byte| byte == b'/').collect();
        let is_channel = |digits: &&[u8]| {
            digits.len() <= MOST_DIGITS && digits.iter().all(u8::is_ascii_hexdigit)
        };
        let are_whole = channels.iter().rev().skip(1).all(|one| !one.is_empty());
        channels.len() <= count && are_whole && channels.iter().all(is_channel)
    };
    let has_digits =
        |digits: &[u8]| digits.len() <= 3 * MOST_DIGITS && digits.iter().all(u8::is_ascii_hexdigit);
    FORMS.into_iter().any(has_channels) || color.strip_prefix(b"#").is_some_and(has_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers, and the colour that they tell.
    const ANSWERS: &[(&str, [u8; 3])] = &[
        ("11;rgb:1e1e/1e1e/2e2e", [0x1e, 0x1e, 0x2e]),
        ("11;rgb:FFFF/FfFf/ffff", [255, 255, 255]),
        ("11;rgb:0/8/f", [0, 136, 255]),
        ("11;rgb:00/80/ff", [0, 128, 255]),
        ("11;rgb:000/800/fff", [0, 128, 255]),
        ("11;rgb:0/80/ffff", [0, 128, 255]),
        ("11;rgba:1e1e/1e1e/2e2e/8000", [0x1e, 0x1e, 0x2e]),
        ("11;#1e1e2e", [0x1e, 0x1e, 0x2e]),
        ("11;#18f", [17, 136, 255]),
        ("11;#000080008000", [0, 128, 128]),
    ];

    #[test]
    fn every_form_of_a_background_is_read() {
        for (body, color) in ANSWERS {
            assert_eq!(background(body.as_bytes()), Some(*color), "{body}");
        }
    }

    #[test]
    fn anything_else_is_no_background() {
        for body in [
            "",
            "11;",
            "11;?",
            "11;rgb:",
            "11;rgb:1/2",
            "11;rgb:1/2/3/4",
            "11;rgba:1/2/3",
            "11;rgb:1/2/",
            "11;rgb:12345/2/3",
            "11;rgb:+1/2/3",
            "11;rgb:xx/2/3",
            "11;#",
            "11;#1234",
            "11;#12345g",
            "11;#é1",
            "11;#111112222233333",
            "10;rgb:1e1e/1e1e/2e2e",
            "111;rgb:1e1e/1e1e/2e2e",
        ] {
            assert_eq!(background(body.as_bytes()), None, "{body}");
        }
    }

    #[test]
    fn an_answer_goes_on_with_its_bytes_and_with_no_keys() {
        for (body, _) in ANSWERS {
            for (at, &byte) in body.as_bytes().iter().enumerate() {
                assert!(continues(&body.as_bytes()[..at], byte), "{body}: {at}");
            }
        }
        for (body, keys) in [
            ("", "j;rgb:a#/"),
            ("11", "jrg:a#/"),
            ("1111", "1;"),
            ("11;", "j1abcdf/?"),
            ("11;r", "rj:1"),
            ("11;rgb:", "jg/:;"),
            ("11;rgb:1e1e", "1ajG: "),
            ("11;rgb:1/2/3", "/jr"),
            ("11;rgb:1e1e/1e1e/2e2e", "0a/jr"),
            ("11;#111122223333", "0a/j"),
        ] {
            for key in keys.bytes() {
                let key = char::from(key);
                assert!(!continues(body.as_bytes(), key as u8), "{body}: {key}");
            }
        }
    }
}
