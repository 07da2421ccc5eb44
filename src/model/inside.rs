//! Which addresses are inside: on this machine, or in networks that the internet cannot reach.
//!
//! Pure. An IPv4 address that travels inside an IPv6 address is judged as itself, since that is
//! where the packets arrive. The table is `assets/net/inside.toml`.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use ipnet::IpNet;
use serde::Deserialize;

use super::address::is_under;

#[derive(Debug, Deserialize)]
struct Table {
    networks: HashMap<String, String>,
    names: Names,
}

#[derive(Debug, Deserialize)]
struct Names {
    inside: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../assets/net/inside.toml")).expect("a test reads the table")
});

/// Networks of the table, and what their addresses are.
static NETWORKS: LazyLock<Vec<(IpNet, &'static str)>> = LazyLock::new(|| {
    let parse = |network: &str| network.parse().expect("a test reads the table");
    let rows = TABLE.networks.iter();
    rows.map(|(network, words)| (parse(network), words.as_str()))
        .collect()
});

/// Where packets to an address arrive: IPv4-mapped and -compatible addresses (RFC 4291), IPv4
/// translated (RFC 7915) and behind NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380) and
/// ISATAP (RFC 5214) carry an IPv4 address.
#[must_use]
pub fn destination(address: IpAddr) -> IpAddr {
    let IpAddr::V6(six) = address else {
        return address;
    };
    let parts = six.segments();
    let four = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        IpAddr::V4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => address,
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low]
        | [0, 0, 0, 0, 0xffff, 0, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => four(high, low),
        // Teredo turns every bit of the client's address.
        [0x2001, 0, .., high, low] => four(!high, !low),
        [first, .., 0 | 0x200, 0x5efe, high, low] if !is_local(six, first) => four(high, low),
        _ => address,
    }
}

/// Already inside by its prefix, whatever it carries.
fn is_local(address: Ipv6Addr, first: u16) -> bool {
    address.is_multicast() || first & 0xfe00 == 0xfc00 || first & 0xff80 == 0xfe80
}

/// What an inside address is, in words ("a private address"); `None` for a public one.
#[must_use]
pub fn kind(address: IpAddr) -> Option<&'static str> {
    let address = destination(address);
    let mut networks = NETWORKS.iter();
    networks
        .find(|(network, _)| network.contains(&address))
        .map(|(_, words)| *words)
}

/// A host without its final dots and in small letters, as two spellings are compared.
fn plain(name: &str) -> String {
    name.trim_end_matches('.').to_ascii_lowercase()
}

/// Whether two names are the same one.
#[must_use]
pub fn same_name(one: &str, other: &str) -> bool {
    plain(one) == plain(other)
}

/// Whether a name means this machine by its spelling (RFC 6761 section 6.3).
#[must_use]
pub fn is_localhost(name: &str) -> bool {
    let name = plain(name);
    is_under(&name, "localhost")
}

/// Whether a name can only be one of the user's own network: it has no dot, or an ending that
/// the public name system does not have.
#[must_use]
pub fn is_inside_name(name: &str) -> bool {
    let name = plain(name);
    let mut endings = TABLE.names.inside.iter();
    !name.contains('.') || endings.any(|ending| is_under(&name, ending))
}

/// The one place inside that a source may name: where it is itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Own {
    /// This machine, by any of its loopback addresses.
    Loopback,
    /// This address.
    Address(IpAddr),
}

impl Own {
    /// Where a source with this address is, if that is inside.
    #[must_use]
    pub fn at(address: IpAddr) -> Option<Self> {
        let address = destination(address);
        if address.is_loopback() {
            return Some(Self::Loopback);
        }
        kind(address).map(|_| Self::Address(address))
    }
}

/// Networks inside that foreign addresses may lead to, because the user says so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Networks(pub Vec<IpNet>);

impl Networks {
    /// Why an address is refused to a source that is at `own`: what it is, in words.
    #[must_use]
    pub fn refuse(&self, address: IpAddr, own: Option<Own>) -> Option<&'static str> {
        let words = kind(address)?;
        let is_own = own.is_some() && Own::at(address) == own;
        let (given, arrives) = (address, destination(address));
        let is_allowed = |network: &IpNet| network.contains(&given) || network.contains(&arrives);
        (!is_own && !self.0.iter().any(is_allowed)).then_some(words)
    }

    /// What a source at an address may reach that others may not. Where everybody may go,
    /// nobody has a place of his own.
    #[must_use]
    pub fn own(&self, place: IpAddr) -> Option<Own> {
        self.refuse(place, None).and_then(|_| Own::at(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(address: &str) -> Option<&'static str> {
        kind(address.parse().expect("an address"))
    }

    #[test]
    fn inside_is_what_the_internet_cannot_reach() {
        for address in [
            "127.0.0.1",
            "127.255.0.9",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.0.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.127.255.255",
            "0.0.0.0",
            "0.1.2.3",
            "224.0.0.1",
            "239.1.1.1",
            "255.255.255.255",
            "240.0.0.1",
            "192.0.0.8",
            "::",
            "::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "::ffff:0:192.168.1.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2002:c0a8:101::1",
            "2001:0:1:2:3:4:80ff:fffe",
            "2001:db8::5efe:10.0.0.1",
            "fe80::5efe:8.8.8.8",
        ] {
            assert!(words(address).is_some(), "{address}");
        }
        for address in [
            "1.1.1.1",
            "8.8.8.8",
            "172.15.0.1",
            "172.32.0.1",
            "100.63.255.255",
            "100.128.0.1",
            "192.167.1.1",
            "198.18.0.1",
            "203.0.113.1",
            "223.255.255.255",
            "2606:4700::1111",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
            "2002:808:808::1",
            "2001:4860:4860::8888",
        ] {
            assert_eq!(words(address), None, "{address}");
        }
        assert_eq!(words("::ffff:192.168.1.1"), Some("a private address"));
    }

    #[test]
    fn names_say_what_they_can() {
        for name in ["localhost", "LOCALHOST.", "a.localhost", "localhost.."] {
            assert!(is_localhost(name), "{name}");
        }
        assert!(!is_localhost("localhost.example") && !is_localhost("notlocalhost"));
        for name in ["router", "nas.local", "NAS.LAN.", "a.home.arpa", "local"] {
            assert!(is_inside_name(name), "{name}");
        }
        for name in ["a.example", "local.example", "atlan.", "notlocal.org"] {
            assert_eq!(is_inside_name(name), name == "atlan.", "{name}");
        }
    }

    #[test]
    fn a_source_inside_may_name_its_own_host_and_no_other() {
        let none = Networks::default();
        let address = |text: &str| text.parse::<IpAddr>().expect("an address");
        let refused = |text: &str, own| none.refuse(address(text), own).is_some();
        let loopback = Own::at(address("127.0.0.1"));
        assert_eq!(loopback, Some(Own::Loopback));
        for same in ["127.0.0.1", "127.0.0.2", "::1", "::ffff:127.0.0.1"] {
            assert!(!refused(same, loopback), "{same}");
        }
        for other in ["192.168.1.5", "0.0.0.0", "fe80::1"] {
            assert!(refused(other, loopback), "{other}");
        }
        let nas = Own::at(address("192.168.1.5"));
        assert!(!refused("192.168.1.5", nas) && !refused("::ffff:192.168.1.5", nas));
        assert!(refused("192.168.1.6", nas) && refused("127.0.0.1", nas));
        assert_eq!(Own::at(address("8.8.8.8")), None);
        assert!(!refused("8.8.8.8", None));
        let home = Networks(vec!["192.168.1.0/24".parse().expect("a network")]);
        for allowed in ["192.168.1.9", "::ffff:192.168.1.9"] {
            assert_eq!(home.refuse(address(allowed), None), None);
        }
        assert!(home.refuse(address("192.168.2.9"), None).is_some());
    }

    proptest! {
        /// Whatever carries an IPv4 address is inside when that address is.
        #[test]
        fn an_address_is_judged_in_every_dress(bits: u32) {
            let four = Ipv4Addr::from_bits(bits);
            let [a, b, c, d] = four.octets();
            let (high, low) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
            let inside = kind(four.into()).is_some();
            for six in [
                four.to_ipv6_mapped(),
                Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low),
                Ipv6Addr::new(0x2002, high, low, 0, 0, 0, 0, 1),
                Ipv6Addr::new(0x2001, 0, 1, 2, 3, 4, !high, !low),
            ] {
                prop_assert_eq!(kind(six.into()).is_some(), inside, "{}", six);
            }
        }
    }
}
