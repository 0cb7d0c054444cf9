//! Addresses: one URL with several hosts, taken apart, with our defaults added.

/// What every connection gets where the URL does not say otherwise: a host that does not answer
/// is given up after three seconds, one that fell silent after eight.
const DEFAULTS: &[(&str, &str)] = &[
    ("application_name", "blimp"),
    ("connect_timeout", "3"),
    ("keepalives_idle", "5"),
    ("keepalives_interval", "2"),
    ("keepalives_count", "2"),
    ("tcp_user_timeout", "8000"),
    ("gssencmode", "disable"),
];

/// The same database on one or more hosts: one URL for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) hosts: Vec<String>,
}

impl Address {
    /// Where writes go: of several hosts the one that takes them.
    pub(super) fn primary(url: &str) -> Self {
        Self::new(url, "read-write")
    }

    /// Where reads may go.
    pub(super) fn replica(url: &str) -> Self {
        Self::new(url, "any")
    }

    fn new(url: &str, wanted: &str) -> Self {
        let url = with_default(url.to_owned(), "target_session_attrs", wanted);
        let url = DEFAULTS
            .iter()
            .fold(url, |url, (name, value)| with_default(url, name, value));
        Self { hosts: apart(&url) }
    }
}

fn with_default(mut url: String, name: &str, value: &str) -> String {
    let query = url.split_once('?').map(|(_, query)| query);
    let known = query.is_some_and(|query| {
        let mut pairs = query.split('&');
        pairs.any(|pair| pair.split('=').next() == Some(name))
    });
    if known {
        return url;
    }
    match query {
        None => url.push('?'),
        Some("") => {}
        Some(_) => url.push('&'),
    }
    url.push_str(name);
    url.push('=');
    url.push_str(value);
    url
}

/// One URL for each host. Hosts that stand in `host=` instead are left to libpq.
fn apart(url: &str) -> Vec<String> {
    let whole = || vec![url.to_owned()];
    let Some((scheme, rest)) = url.split_once("://") else {
        return whole();
    };
    let (authority, tail) = match rest.find(['/', '?']) {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let (user, hosts) = match authority.rsplit_once('@') {
        Some((user, hosts)) => (format!("{user}@"), hosts),
        None => (String::new(), authority),
    };
    if !hosts.contains(',') {
        return whole();
    }
    let one = |host| format!("{scheme}://{user}{host}{tail}");
    hosts.split(',').map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::{Address, apart, with_default};

    #[test]
    fn hosts_are_taken_apart() {
        let table: &[(&str, &[&str])] = &[
            ("postgres://a/db", &["postgres://a/db"]),
            (
                "postgres://u:p@a:1,b:2/db?x=1,2",
                &["postgres://u:p@a:1/db?x=1,2", "postgres://u:p@b:2/db?x=1,2"],
            ),
            (
                "postgres://a,[::1]:5,c",
                &["postgres://a", "postgres://[::1]:5", "postgres://c"],
            ),
            ("postgres:///db?host=a,b", &["postgres:///db?host=a,b"]),
            (
                "postgres://u@a,b?sslmode=require",
                &[
                    "postgres://u@a?sslmode=require",
                    "postgres://u@b?sslmode=require",
                ],
            ),
        ];
        for (url, expected) in table {
            assert_eq!(apart(url), *expected, "{url}");
        }
    }

    #[test]
    fn what_the_url_says_stands() {
        for (url, expected) in [
            ("postgres://a/db", "postgres://a/db?connect_timeout=3"),
            ("postgres://a/db?", "postgres://a/db?connect_timeout=3"),
            (
                "postgres://a/db?sslmode=require",
                "postgres://a/db?sslmode=require&connect_timeout=3",
            ),
            (
                "postgres://a/db?connect_timeout=9",
                "postgres://a/db?connect_timeout=9",
            ),
            (
                "postgres://a?x_connect_timeout=9",
                "postgres://a?x_connect_timeout=9&connect_timeout=3",
            ),
        ] {
            let url = url.to_owned();
            assert_eq!(with_default(url, "connect_timeout", "3"), expected);
        }
    }

    #[test]
    fn the_primary_must_take_writes_unless_the_url_says_otherwise() {
        let wants = |address: Address, attrs: &str| {
            let attrs = format!("target_session_attrs={attrs}");
            address.hosts.iter().all(|url| url.contains(&attrs))
        };
        assert!(wants(Address::primary("postgres://a,b/db"), "read-write"));
        assert!(wants(Address::replica("postgres://a,b/db"), "any"));
        let asked = "postgres://a,b/db?target_session_attrs=any";
        assert!(wants(Address::primary(asked), "any"));
    }
}
