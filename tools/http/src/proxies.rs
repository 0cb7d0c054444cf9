//! Where a request came from, past the proxies that are trusted.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use axum::http::HeaderMap;

/// The proxies whose `X-Forwarded-For` and `X-Request-Id` are believed: addresses and ranges.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<Range>);

/// A range of addresses, as `10.0.0.0/8`; IPv4 ranges are kept in their IPv6-mapped form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    start: u128,
    mask: u128,
}

/// Not a list of addresses and ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadProxies(String);

impl std::fmt::Display for BadProxies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "`{}` is neither an address nor a range such as 10.0.0.0/8",
            self.0
        )
    }
}

impl std::error::Error for BadProxies {}

impl FromStr for TrustedProxies {
    type Err = BadProxies;

    fn from_str(text: &str) -> Result<Self, BadProxies> {
        let parts = text
            .split([',', ' '])
            .map(str::trim)
            .filter(|part| !part.is_empty());
        parts
            .map(|part| range(part).ok_or_else(|| BadProxies(part.to_owned())))
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

fn range(text: &str) -> Option<Range> {
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address.parse().ok()?, Some(bits.parse::<u32>().ok()?)),
        None => (text.parse().ok()?, None),
    };
    let width = if matches!(address, IpAddr::V4(_)) {
        32
    } else {
        128
    };
    let bits = bits.unwrap_or(width);
    if bits > width {
        return None;
    }
    let host = width - bits;
    let mask = if host == 128 { 0 } else { u128::MAX << host };
    Some(Range {
        start: number(address) & mask,
        mask,
    })
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => u128::from(v4.to_ipv6_mapped()),
        IpAddr::V6(v6) => u128::from(v6),
    }
}

impl TrustedProxies {
    /// Whether this address is a trusted proxy's.
    pub fn trust(&self, address: IpAddr) -> bool {
        let address = number(address);
        self.0
            .iter()
            .any(|range| address & range.mask == range.start)
    }

    /// The client behind `peer`: `X-Forwarded-For` is read from the right for as long as the
    /// address that vouches for an entry is trusted; what is left of it may be forged.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        let lines: Vec<&str> = headers
            .get_all("x-forwarded-for")
            .iter()
            .map(|v| v.to_str().unwrap_or("?"))
            .collect();
        for entry in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
            if !self.trust(client) {
                break;
            }
            match address(entry.trim()) {
                Some(next) => client = next.to_canonical(),
                // Nobody knows what is left of nonsense.
                None => break,
            }
        }
        client
    }
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    if let Ok(address) = text.parse() {
        return Some(address);
    }
    if let Ok(socket) = text.parse::<SocketAddr>() {
        return Some(socket.ip());
    }
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    inner.parse().ok().map(IpAddr::V6)
}

/// The part of an address that one customer holds: a /64 of IPv6, a single IPv4 address.
pub(crate) fn customer(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(Ipv4Addr::from_bits(v4.to_bits())),
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use axum::http::{HeaderMap, HeaderValue};

    use super::{TrustedProxies, customer};

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn only_trusted_proxies_say_who_the_client_is() {
        let table: &[(&str, &str, &[&str], &str)] = &[
            // trusted, peer, X-Forwarded-For lines, client
            ("", "203.0.113.9", &["1.2.3.4"], "203.0.113.9"),
            ("10.0.0.0/8", "203.0.113.9", &["1.2.3.4"], "203.0.113.9"),
            ("10.0.0.0/8", "10.1.2.3", &["1.2.3.4"], "1.2.3.4"),
            ("10.0.0.0/8", "10.1.2.3", &[], "10.1.2.3"),
            ("10.0.0.0/8", "10.1.2.3", &["6.6.6.6, 1.2.3.4"], "1.2.3.4"),
            (
                "10.0.0.0/8",
                "10.1.2.3",
                &["6.6.6.6, 1.2.3.4, 10.9.9.9"],
                "1.2.3.4",
            ),
            ("10.0.0.0/8", "10.1.2.3", &["6.6.6.6", "1.2.3.4"], "1.2.3.4"),
            (
                "10.0.0.0/8",
                "10.1.2.3",
                &["10.0.0.1, 10.0.0.2"],
                "10.0.0.1",
            ),
            ("10.0.0.0/8", "10.1.2.3", &["1.2.3.4, junk"], "10.1.2.3"),
            ("10.0.0.0/8", "10.1.2.3", &["junk, 1.2.3.4"], "1.2.3.4"),
            ("10.0.0.0/8", "10.1.2.3", &[""], "10.1.2.3"),
            ("10.0.0.0/8", "10.1.2.3", &["1.2.3.4:5678"], "1.2.3.4"),
            ("10.0.0.0/8", "::ffff:10.1.2.3", &["1.2.3.4"], "1.2.3.4"),
            (
                "::1, 127.0.0.1",
                "::1",
                &["[2001:db8::7]:443"],
                "2001:db8::7",
            ),
            (
                "::1 127.0.0.1",
                "127.0.0.1",
                &["[2001:db8::7]"],
                "2001:db8::7",
            ),
            (
                "2001:db8::/32",
                "2001:db8:1::1",
                &["::ffff:1.2.3.4"],
                "1.2.3.4",
            ),
            ("10.1.2.3/32", "10.1.2.4", &["1.2.3.4"], "10.1.2.4"),
            ("0.0.0.0/0", "10.1.2.4", &["1.2.3.4"], "1.2.3.4"),
        ];
        for (trusted, peer, lines, client) in table {
            let proxies: TrustedProxies = trusted.parse().unwrap();
            let mut headers = HeaderMap::new();
            for line in *lines {
                headers.append("x-forwarded-for", HeaderValue::from_static(line));
            }
            let found = proxies.client(ip(peer), &headers);
            assert_eq!(found, ip(client), "{trusted} {peer} {lines:?}");
        }
    }

    #[test]
    fn what_is_no_range_is_refused_by_name() {
        for bad in [
            "10.0.0.0/33",
            "::/129",
            "proxy",
            "10.0.0.0/x",
            "*",
            "10.0.0/8",
        ] {
            let error = bad.parse::<TrustedProxies>().unwrap_err();
            assert!(error.to_string().contains(bad), "{error}");
        }
    }

    #[test]
    fn neighbours_in_an_ipv6_network_count_as_one_customer() {
        assert_eq!(
            customer(ip("2001:db8::1")),
            customer(ip("2001:db8::ffff:2"))
        );
        assert_ne!(
            customer(ip("2001:db8:0:1::1")),
            customer(ip("2001:db8:0:2::1"))
        );
        assert_ne!(customer(ip("1.2.3.4")), customer(ip("1.2.3.5")));
        assert_eq!(customer(ip("::ffff:1.2.3.4")), ip("1.2.3.4"));
    }
}
