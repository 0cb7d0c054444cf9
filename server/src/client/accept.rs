//! What a browser takes: pages, and compressed files.

use axum::http::{HeaderMap, HeaderName, header};

/// A way to compress a file beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    /// The better one first.
    pub(super) const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// Its name in headers.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// What the name of such a file ends in.
    pub(super) const fn ending(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }

    /// Those that `Accept-Encoding` takes, the better one first.
    pub(super) fn accepted(headers: &HeaderMap) -> Vec<Self> {
        let all = Self::ALL.into_iter();
        all.filter(|coding| takes(headers, &header::ACCEPT_ENCODING, coding.word()))
            .collect()
    }
}

/// Whether somebody wants to see a page: browsers name it, programs rarely do.
pub(super) fn wants_html(headers: &HeaderMap) -> bool {
    takes(headers, &header::ACCEPT, "text/html")
}

/// Whether a header with a list names `word`, and not with the weight 0.
fn takes(headers: &HeaderMap, name: &HeaderName, word: &str) -> bool {
    let lines = headers.get_all(name).iter();
    let lines = lines.filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let named = parts.next().is_some_and(|it| it.eq_ignore_ascii_case(word));
        named && !parts.any(is_zero)
    })
}

/// Whether a parameter is the weight 0.
fn is_zero(parameter: &str) -> bool {
    let weight = parameter
        .strip_prefix("q=")
        .or_else(|| parameter.strip_prefix("Q="));
    weight.is_some_and(|weight| weight.trim().parse() == Ok(0.0))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::{Coding, wants_html};

    #[test]
    fn the_better_of_what_is_taken_comes_first() {
        let (br, gz) = (Coding::Brotli, Coding::Gzip);
        for (sent, expected) in [
            ("", vec![]),
            ("identity", vec![]),
            ("gzip, deflate, br, zstd", vec![br, gz]),
            ("GZIP", vec![gz]),
            ("br;q=0.5,gzip;q=0", vec![br]),
            ("br; q=0.000 , gzip;q=1.0", vec![gz]),
            ("brotli, xgzip", vec![]),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("accept-encoding", sent.parse().unwrap());
            assert_eq!(Coding::accepted(&headers), expected, "{sent}");
        }
    }

    #[test]
    fn a_browser_wants_html_and_a_program_does_not() {
        for (sent, expected) in [
            ("text/html,application/xhtml+xml,*/*;q=0.8", true),
            ("application/json, Text/HTML;q=0.1", true),
            ("text/html;q=0", false),
            ("*/*", false),
            ("image/avif,image/webp,*/*", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("accept", sent.parse().unwrap());
            assert_eq!(wants_html(&headers), expected, "{sent}");
        }
    }
}
