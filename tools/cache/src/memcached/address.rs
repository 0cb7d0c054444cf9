//! The address: which servers, and whose answers.

use blimp_kit::{Error, Result};

/// The port where none is said.
const PORT: u16 = 11_211;

/// What `CACHE_URL` says of Memcached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    /// `host:port` of each server, none twice.
    pub(crate) servers: Vec<String>,
    /// Keeps installations apart that share servers and secret key; mostly empty.
    pub(crate) name: String,
}

impl Address {
    /// Reads `memcached://host:port,host:port/name`; port and name may be left out.
    pub(crate) fn parse(url: &str) -> Result<Self> {
        let Some(rest) = url.strip_prefix("memcached://") else {
            return Err(bad("it begins with memcached://"));
        };
        let (hosts, name) = rest.split_once('/').unwrap_or((rest, ""));
        let mut servers = Vec::new();
        for host in hosts.split(',') {
            let server = server(host)?;
            if servers.contains(&server) {
                return Err(bad("a server stands in it twice"));
            }
            servers.push(server);
        }
        Ok(Self {
            servers,
            name: name.to_owned(),
        })
    }
}

fn server(host: &str) -> Result<String> {
    if host.contains('@') {
        return Err(bad(
            "servers that ask for a name and a password are not supported yet",
        ));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-:[]".contains(c);
    if host.is_empty() || !host.chars().all(plain) {
        return Err(bad("a server is host:port"));
    }
    let (name, port) = match host.rsplit_once(':') {
        // The colons of an IPv6 address stand in brackets.
        Some((name, port)) if !port.contains(']') => {
            (name, port.parse().or(Err(bad("a port is a number")))?)
        }
        _ => (host, PORT),
    };
    let whole = name.starts_with('[') == name.ends_with(']');
    if name.is_empty() || !whole || (name.contains(':') && !name.starts_with('[')) {
        return Err(bad("a server is host:port"));
    }
    Ok(format!("{}:{port}", name.to_ascii_lowercase()))
}

fn bad(what: &str) -> Error {
    Error::fault(format!(
        "CACHE_URL: {what}, as in memcached://10.0.0.1:11211,10.0.0.2:11211"
    ))
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn addresses_are_read() {
        for (url, servers, name) in [
            ("memcached://a:1,b:2", &["a:1", "b:2"][..], ""),
            ("memcached://A", &["a:11211"], ""),
            ("memcached://a/blue", &["a:11211"], "blue"),
            ("memcached://[::1],[::1]:7", &["[::1]:11211", "[::1]:7"], ""),
        ] {
            let read = Address::parse(url).unwrap();
            assert_eq!(
                (read.servers.as_slice(), read.name.as_str()),
                (&*own(servers), name)
            );
        }
    }

    fn own(servers: &[&str]) -> Vec<String> {
        servers.iter().map(|server| (*server).to_owned()).collect()
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for url in [
            "memcached://",
            "memcached:///blue",
            "memcached://a,",
            "memcached://a,a:11211",
            "memcached://a:x",
            "memcached://a:70000",
            "memcached://user:secret@a",
            "memcached://::1",
            "memcached://[::1",
            "memcached://a b",
            "redis://a",
        ] {
            let error = Address::parse(url).unwrap_err().to_string();
            assert!(
                error.starts_with("CACHE_URL: ") && !error.contains("secret"),
                "{error}"
            );
        }
    }
}
