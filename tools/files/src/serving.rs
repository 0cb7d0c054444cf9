//! Serving: what to answer to whoever may see a file. Pure, so that a table can test it.
//!
//! A file of a user is never allowed to act as a page of ours: shown inline is only what cannot
//! carry script, the rest is a download without a type, and all of it sits in a sandbox.

use std::ops::Range;

use crate::model::File;
use crate::name::disposition;
use crate::sniff::UNKNOWN;

/// What is served: a file, or its small picture.
#[derive(Debug, Clone, Copy)]
pub struct Blob<'a> {
    /// What the user calls it.
    pub name: &'a str,
    /// The type found in the content.
    pub content_type: &'a str,
    /// What changes whenever the bytes do.
    pub tag: &'a str,
    /// Its length.
    pub bytes: u64,
}

impl<'a> From<&'a File> for Blob<'a> {
    fn from(file: &'a File) -> Self {
        Self {
            name: &file.name,
            content_type: &file.content_type,
            tag: tag(file),
            bytes: u64::try_from(file.bytes).unwrap_or(0),
        }
    }
}

/// Bytes never change under a key, so it will do until their checksum is known.
fn tag(file: &File) -> &str {
    if file.sha256.is_empty() {
        file.key.rsplit('/').next().unwrap_or_default()
    } else {
        &file.sha256
    }
}

/// The headers of the request that matter, as they came.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// `Range`.
    pub range: Option<&'a str>,
    /// `If-Range`.
    pub if_range: Option<&'a str>,
    /// `If-None-Match`.
    pub if_none_match: Option<&'a str>,
    /// Whether the caller wants to save the file rather than see it.
    pub download: bool,
}

/// What to answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serving {
    /// 200, 206, 304 or 416.
    pub status: u16,
    /// The `Content-Type`; already among `headers`.
    pub content_type: &'static str,
    /// The `Content-Disposition`; already among `headers`.
    pub disposition: String,
    /// Every header of the answer.
    pub headers: Vec<(&'static str, String)>,
    /// Which bytes to send; none for 304 and 416.
    pub body: Option<Range<u64>>,
}

/// The types that browsers may show, as we spell them.
fn shown(content_type: &str) -> Option<&'static str> {
    match content_type {
        "image/png" => Some("image/png"),
        "image/jpeg" => Some("image/jpeg"),
        "image/gif" => Some("image/gif"),
        "image/webp" => Some("image/webp"),
        "video/mp4" => Some("video/mp4"),
        "text/plain" => Some("text/plain; charset=utf-8"),
        _ => None,
    }
}

/// Decides status, headers and bytes.
pub fn serve(blob: &Blob<'_>, asked: &Asked<'_>) -> Serving {
    let (content_type, kind) = match shown(blob.content_type) {
        Some(shown) if !asked.download => (shown, "inline"),
        Some(shown) => (shown, "attachment"),
        None => (UNKNOWN, "attachment"),
    };
    let disposition = disposition(kind, blob.name);
    let tag = format!("\"{}\"", blob.tag);
    let all = 0..blob.bytes;
    let (status, body) = if asked.if_none_match.is_some_and(|list| lists(list, &tag)) {
        (304, None)
    } else {
        let range = asked
            .range
            .filter(|_| asked.if_range.is_none_or(|known| known == tag));
        match range.map_or(Part::All, |range| part(range, blob.bytes)) {
            Part::All => (200, Some(all)),
            Part::Some(part) => (206, Some(part)),
            Part::Outside => (416, None),
        }
    };
    let mut headers = vec![
        ("accept-ranges", "bytes".to_owned()),
        ("cache-control", "private, no-cache".to_owned()),
        (
            "content-security-policy",
            "sandbox; default-src 'none'".to_owned(),
        ),
        ("cross-origin-resource-policy", "same-site".to_owned()),
        ("x-content-type-options", "nosniff".to_owned()),
        ("etag", tag),
    ];
    if status == 416 {
        headers.push(("content-range", format!("bytes */{}", blob.bytes)));
    }
    if let Some(part) = &body {
        headers.push(("content-type", content_type.to_owned()));
        headers.push(("content-disposition", disposition.clone()));
        headers.push(("content-length", (part.end - part.start).to_string()));
        if status == 206 {
            let (first, last) = (part.start, part.end.saturating_sub(1));
            headers.push((
                "content-range",
                format!("bytes {first}-{last}/{}", blob.bytes),
            ));
        }
    }
    Serving {
        status,
        content_type,
        disposition,
        headers,
        body,
    }
}

/// Whether an `If-None-Match` names `tag`; weak and strong count as the same here.
fn lists(list: &str, tag: &str) -> bool {
    let mut tags = list
        .split(',')
        .map(|one| one.trim().trim_start_matches("W/"));
    list.trim() == "*" || tags.any(|one| one == tag)
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    All,
    Some(Range<u64>),
    Outside,
}

/// What a `Range` header asks for. One that is no range, or that names several, asks for all:
/// RFC 9110 lets a server ignore it.
fn part(header: &str, length: u64) -> Part {
    let Some((unit, range)) = header.split_once('=') else {
        return Part::All;
    };
    let Some((first, last)) = range.trim().split_once('-') else {
        return Part::All;
    };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Part::All;
    }
    let range = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
        (Some(first), None) if last.is_empty() => first..length,
        (None, Some(count)) if first.is_empty() => length.saturating_sub(count)..length,
        _ => return Part::All,
    };
    if range.is_empty() {
        Part::Outside
    } else {
        Part::Some(range)
    }
}

/// Digits only; one too long to count is beyond every file.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::{Asked, Blob, Part, Serving, part, serve};

    const BLOB: Blob<'_> = Blob {
        name: "a.png",
        content_type: "image/png",
        tag: "abc",
        bytes: 100,
    };

    fn header<'a>(serving: &'a Serving, name: &str) -> Option<&'a str> {
        serving
            .headers
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, value)| value.as_str())
    }

    #[test]
    fn only_what_cannot_carry_script_is_shown() {
        for (content_type, sent, kind) in [
            ("image/png", "image/png", "inline"),
            ("image/jpeg", "image/jpeg", "inline"),
            ("image/gif", "image/gif", "inline"),
            ("image/webp", "image/webp", "inline"),
            ("video/mp4", "video/mp4", "inline"),
            ("text/plain", "text/plain; charset=utf-8", "inline"),
            ("text/html", "application/octet-stream", "attachment"),
            ("text/xml", "application/octet-stream", "attachment"),
            ("image/svg+xml", "application/octet-stream", "attachment"),
            ("application/pdf", "application/octet-stream", "attachment"),
            ("text/javascript", "application/octet-stream", "attachment"),
            (
                "text/plain; charset=utf-7",
                "application/octet-stream",
                "attachment",
            ),
            ("IMAGE/PNG", "application/octet-stream", "attachment"),
            ("", "application/octet-stream", "attachment"),
        ] {
            let serving = serve(
                &Blob {
                    content_type,
                    ..BLOB
                },
                &Asked::default(),
            );
            assert_eq!(
                (serving.status, serving.content_type),
                (200, sent),
                "{content_type}"
            );
            assert_eq!(header(&serving, "content-type"), Some(sent));
            assert!(serving.disposition.starts_with(kind), "{content_type}");
            assert_eq!(
                header(&serving, "content-disposition"),
                Some(&*serving.disposition)
            );
        }
        let saved = serve(
            &BLOB,
            &Asked {
                download: true,
                ..Asked::default()
            },
        );
        assert!(saved.disposition.starts_with("attachment;"));
    }

    #[test]
    fn every_answer_is_guarded() {
        for asked in [
            Asked::default(),
            Asked {
                range: Some("bytes=0-1"),
                ..Asked::default()
            },
            Asked {
                range: Some("bytes=100-"),
                ..Asked::default()
            },
            Asked {
                if_none_match: Some("\"abc\""),
                ..Asked::default()
            },
        ] {
            let serving = serve(&BLOB, &asked);
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("content-security-policy", "sandbox; default-src 'none'"),
                ("cross-origin-resource-policy", "same-site"),
                ("cache-control", "private, no-cache"),
                ("etag", "\"abc\""),
            ] {
                assert_eq!(header(&serving, name), Some(value), "{asked:?}");
            }
        }
    }

    #[test]
    fn headers_stay_headers_whatever_the_name() {
        for name in [
            "a\r\nX: y",
            "\"",
            "\u{202e}\u{0}",
            "日本",
            &"é".repeat(9000),
            "",
        ] {
            for (_, value) in serve(&Blob { name, ..BLOB }, &Asked::default()).headers {
                assert!(
                    value.bytes().all(|b| (32..127).contains(&b)),
                    "{name:?} {value}"
                );
                assert!(value.len() < 1200, "{}", value.len());
            }
        }
    }

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        let max = "bytes=0-99999999999999999999999";
        for (asked, expected) in [
            ("bytes=0-0", Part::Some(0..1)),
            ("bytes=10-19", Part::Some(10..20)),
            ("bytes=90-", Part::Some(90..100)),
            ("bytes=90-500", Part::Some(90..100)),
            (max, Part::Some(0..100)),
            ("bytes=-10", Part::Some(90..100)),
            ("bytes=-500", Part::Some(0..100)),
            ("BYTES = 1-2", Part::Some(1..3)),
            ("bytes=99-99", Part::Some(99..100)),
            ("bytes=100-", Part::Outside),
            ("bytes=100-200", Part::Outside),
            ("bytes=99999999999999999999999-", Part::Outside),
            ("bytes=-0", Part::Outside),
            ("bytes=5-4", Part::All),
            ("bytes=0-1,5-6", Part::All),
            ("bytes=a-b", Part::All),
            ("bytes=+1-2", Part::All),
            ("bytes=-", Part::All),
            ("bytes=", Part::All),
            ("items=0-1", Part::All),
            ("", Part::All),
        ] {
            assert_eq!(part(asked, 100), expected, "{asked}");
        }
        for asked in ["bytes=0-0", "bytes=0-", "bytes=-1"] {
            assert_eq!(part(asked, 0), Part::Outside, "{asked} of an empty file");
        }
    }

    #[test]
    fn status_and_bytes_follow_from_what_is_asked() {
        // Range, If-Range, If-None-Match; an empty one is not sent.
        for (sent, status, body, said) in [
            (["", "", ""], 200, Some(0..100), None),
            (
                ["bytes=10-19", "", ""],
                206,
                Some(10..20),
                Some("bytes 10-19/100"),
            ),
            (["bytes=100-", "", ""], 416, None, Some("bytes */100")),
            (
                ["bytes=0-0", "\"abc\"", ""],
                206,
                Some(0..1),
                Some("bytes 0-0/100"),
            ),
            (["bytes=0-0", "\"x\"", ""], 200, Some(0..100), None),
            (["bytes=0-0", "", "\"abc\""], 304, None, None),
            (["", "", "\"abc\""], 304, None, None),
            (["", "", "\"x\", W/\"abc\""], 304, None, None),
            (["", "", "*"], 304, None, None),
            (["", "", "\"x\""], 200, Some(0..100), None),
        ] {
            let [range, if_range, if_none_match] = sent.map(|h| Some(h).filter(|h| !h.is_empty()));
            let asked = Asked {
                range,
                if_range,
                if_none_match,
                download: false,
            };
            let serving = serve(&BLOB, &asked);
            assert_eq!((serving.status, &serving.body), (status, &body), "{sent:?}");
            assert_eq!(header(&serving, "content-range"), said, "{sent:?}");
            let length = body.map(|body| (body.end - body.start).to_string());
            assert_eq!(
                header(&serving, "content-length"),
                length.as_deref(),
                "{sent:?}"
            );
        }
    }
}
