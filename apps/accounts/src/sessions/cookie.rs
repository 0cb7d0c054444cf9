//! The session's cookie.

use crate::sessions::model::ABSOLUTE;

/// Its name. The prefix has browsers insist on `Secure` and `Path=/` and refuse a `Domain`.
const fn name(https: bool) -> &'static str {
    if https { "__Host-blimp" } else { "blimp" }
}

const fn secure(https: bool) -> &'static str {
    if https { "; Secure" } else { "" }
}

/// The `Set-Cookie` that signs a browser in.
pub(crate) fn set_cookie(https: bool, secret: &str) -> String {
    let (name, secure, age) = (name(https), secure(https), ABSOLUTE.as_secs());
    format!("{name}={secret}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}")
}

/// The `Set-Cookie` that signs a browser out.
pub(crate) fn clear_cookie(https: bool) -> String {
    let (name, secure) = (name(https), secure(https));
    format!("{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}")
}

/// The secret in a `Cookie` header.
pub(crate) fn find_cookie(https: bool, header: &str) -> Option<&str> {
    let mut pairs = header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(key, _)| *key == name(https))
        .map(|(_, secret)| secret)
}

#[cfg(test)]
mod tests {
    use super::{clear_cookie, find_cookie, set_cookie};

    #[test]
    fn a_cookie_is_found_under_its_own_name_only() {
        for (https, header, expected) in [
            (false, "blimp=a", Some("a")),
            (false, "x=1; blimp=a; y=2", Some("a")),
            (false, "__Host-blimp=a", None),
            (true, "__Host-blimp=a; blimp=b", Some("a")),
            (true, "blimp=b", None),
            (false, "notblimp=a", None),
            (false, "", None),
        ] {
            assert_eq!(find_cookie(https, header), expected, "{header}");
        }
    }

    #[test]
    fn cookies_are_out_of_reach_of_scripts_and_of_plain_http_where_there_is_tls() {
        for cookie in [set_cookie(true, "s"), clear_cookie(true)] {
            assert!(
                cookie.starts_with("__Host-blimp=") && cookie.ends_with("; Secure"),
                "{cookie}"
            );
            assert!(cookie.contains("; Path=/;") && cookie.contains("; HttpOnly; SameSite=Lax"));
        }
        assert!(!set_cookie(false, "s").contains("Secure"));
    }
}
