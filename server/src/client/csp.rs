//! What the client's pages may load and from where, as a Content-Security-Policy.

/// The policy of a client whose assets are at `statics` (empty: ours) and whose users' files are
/// at `files` (none: ours).
///
/// Scripts come from files alone, none stands in a page or is made of text. Styles are looser: the
/// client's components put theirs into the page as they appear.
pub(super) fn policy(statics: &str, files: Option<&str>) -> String {
    let statics = origin(statics).map_or_else(String::new, |origin| format!(" {origin}"));
    let files = files.and_then(origin);
    let files = files.map_or_else(String::new, |origin| format!(" {origin}"));
    [
        "default-src 'none'".to_owned(),
        format!("script-src 'self'{statics}"),
        format!("style-src 'self' 'unsafe-inline'{statics}"),
        format!("img-src 'self' data: blob:{statics}{files}"),
        format!("font-src 'self'{statics}"),
        format!("media-src 'self' blob:{files}"),
        format!("connect-src 'self'{files}"),
        "manifest-src 'self'".to_owned(),
        "base-uri 'none'".to_owned(),
        "form-action 'self'".to_owned(),
        "frame-ancestors 'none'".to_owned(),
        "object-src 'none'".to_owned(),
    ]
    .join("; ")
}

/// Scheme, host and port of an address; none where it has no host or could break out of a header.
pub(super) fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    let fine = matches!(scheme, "http" | "https") && !host.is_empty() && host.bytes().all(plain);
    fine.then(|| format!("{scheme}://{}", host.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::{origin, policy};

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        for (url, expected) in [
            (
                "https://cdn.example.com/blimp/",
                Some("https://cdn.example.com"),
            ),
            ("http://127.0.0.1:8333", Some("http://127.0.0.1:8333")),
            ("https://CDN.example.com?x", Some("https://cdn.example.com")),
            ("/static", None),
            ("ftp://example.com", None),
            ("https://", None),
            ("https://a b; script-src *", None),
        ] {
            assert_eq!(origin(url).as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn scripts_come_from_files_of_ours_and_of_the_static_url_only() {
        for (statics, files, scripts, connects) in [
            ("", None, "script-src 'self'", "connect-src 'self'"),
            (
                "https://cdn.example.com/b",
                Some("https://files.example.com"),
                "script-src 'self' https://cdn.example.com",
                "connect-src 'self' https://files.example.com",
            ),
        ] {
            let policy = policy(statics, files);
            let parts: Vec<_> = policy.split("; ").collect();
            assert!(parts.contains(&scripts), "{policy}");
            assert!(parts.contains(&connects), "{policy}");
            assert!(!policy.contains("unsafe-eval"), "{policy}");
            assert_eq!(policy.matches("unsafe-inline").count(), 1, "{policy}");
            for part in ["default-src 'none'", "base-uri 'none'", "object-src 'none'"] {
                assert!(parts.contains(&part), "{policy}");
            }
        }
    }
}
