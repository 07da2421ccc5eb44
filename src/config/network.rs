//! Networks as the configuration writes them: an address, or one with the length of its prefix
//! ("192.168.1.0/24", RFC 4632 and 4291). What people write instead is understood well enough
//! to offer the right form.

use std::net::IpAddr;

use ipnet::{IpNet, Ipv4Net};

use super::wrong::Wrong;

/// Reads a network; an address is a network of one.
pub(super) fn parse(text: &str) -> Result<IpNet, Wrong> {
    let text = text.trim();
    if let Ok(address) = text.parse::<IpAddr>() {
        return Ok(address.into());
    }
    match text.parse::<IpNet>() {
        Ok(network) if network.trunc() == network => Ok(network),
        Ok(network) => Err(Wrong {
            message: format!("\"{text}\" names an address and a network"),
            suggestion: Some(network.trunc().to_string()),
        }),
        Err(_) => Err(Wrong {
            suggestion: meant(text).map(|network| network.to_string()),
            ..not_one(&format!("\"{text}\""))
        }),
    }
}

/// The complaint about what is no network.
pub(super) fn not_one(found: &str) -> Wrong {
    format!("expected a network such as \"192.168.1.0/24\", found {found}").into()
}

/// "255.255.255.0" is 24.
fn prefix_length(mask: IpAddr) -> Option<u8> {
    ipnet::ip_mask_to_prefix(mask).ok()
}

/// The network that was probably meant: "192.168.1.*", "192.168.1.", "192.168.1.0/255.255.255.0",
/// "192.168.1.0-192.168.1.255", "192.168.1.0/33".
fn meant(text: &str) -> Option<IpNet> {
    let (head, tail) = text.split_once(['/', '-']).unwrap_or((text, ""));
    let mut bytes = [0; 4];
    let mut known = 0;
    for part in head
        .trim()
        .split('.')
        .take_while(|part| !matches!(*part, "*" | "x" | ""))
    {
        *bytes.get_mut(known)? = part.parse().ok()?;
        known += 1;
    }
    let mask = tail.trim().parse().ok().and_then(prefix_length);
    let length = match mask {
        Some(length) => length,
        // A range, or a length that is none, of a whole address: its last part is what varies.
        None if known == 4 => 24,
        None if known > 0 => u8::try_from(known * 8).ok()?,
        None => return None,
    };
    Some(Ipv4Net::new(bytes.into(), length).ok()?.trunc().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_and_addresses_are_read() {
        for (text, network) in [
            ("192.168.1.0/24", "192.168.1.0/24"),
            (" 10.0.0.0/8 ", "10.0.0.0/8"),
            ("192.168.1.5", "192.168.1.5/32"),
            ("fd00::/8", "fd00::/8"),
            ("::1", "::1/128"),
        ] {
            let read = parse(text).ok().map(|network| network.to_string());
            assert_eq!(read.as_deref(), Some(network), "{text}");
        }
    }

    #[test]
    fn a_mistake_gets_the_right_form() {
        for (text, suggestion) in [
            ("192.168.1.7/24", Some("192.168.1.0/24")),
            ("192.168.1.*", Some("192.168.1.0/24")),
            ("192.168.1", Some("192.168.1.0/24")),
            ("10.", Some("10.0.0.0/8")),
            ("192.168.1.0/255.255.255.0", Some("192.168.1.0/24")),
            ("172.16.0.0/255.240.0.0", Some("172.16.0.0/12")),
            ("192.168.1.0/33", Some("192.168.1.0/24")),
            ("192.168.1.0-192.168.1.255", Some("192.168.1.0/24")),
            ("nas.lan", None),
            ("", None),
            ("300.1.1.1/24", None),
            ("1.2.3.4.5", None),
        ] {
            let wrong = parse(text).expect_err(text);
            assert_eq!(wrong.suggestion.as_deref(), suggestion, "{text}");
            assert!(!wrong.message.is_empty());
        }
    }
}
