//! What a file is, from its first bytes. Neither its name nor what the client says counts.

/// How many bytes are looked at.
pub(crate) const LOOK: usize = 4096;

/// What nobody can tell.
pub(crate) const UNKNOWN: &str = "application/octet-stream";

/// The type of what begins with `head`: all of it, or its first [`LOOK`] bytes.
pub(crate) fn sniff(head: &[u8]) -> &'static str {
    match infer::get(head) {
        Some(kind) => kind.mime_type(),
        None if is_plain_text(head) => "text/plain",
        None => UNKNOWN,
    }
}

/// UTF-8 without control characters that does not begin like markup: what begins with `<` may be
/// SVG, HTML or XML, which some program down the line would run.
fn is_plain_text(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        // The look may end inside a character.
        Err(e) if e.error_len().is_none() && head.len() >= LOOK => head
            .get(..e.valid_up_to())
            .and_then(|ok| std::str::from_utf8(ok).ok())
            .unwrap_or(""),
        Err(_) => return false,
    };
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let printable = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    !start.is_empty() && !start.starts_with('<') && text.chars().all(printable)
}

#[cfg(test)]
mod tests {
    use super::{LOOK, UNKNOWN, sniff};

    #[test]
    fn types_come_from_the_content() {
        let long = format!("{}é", "a".repeat(LOOK - 1));
        for (head, expected) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "image/png"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "image/jpeg"),
            (b"GIF89a\x01\0\x01\0", "image/gif"),
            (b"RIFF\x24\0\0\0WEBPVP8 ", "image/webp"),
            (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "video/mp4"),
            (b"%PDF-1.7\n", "application/pdf"),
            (b"PK\x03\x04\x14\0\0\0", "application/zip"),
            (b"hello, world\n", "text/plain"),
            ("\u{feff}héllo, 日本\r\n\tx".as_bytes(), "text/plain"),
            (&long.as_bytes()[..LOOK], "text/plain"),
            (b"caf\xe9", UNKNOWN),
            (b"h\xc3", UNKNOWN),
            (b"a\0b", UNKNOWN),
            (b"a\x1b[31mb", UNKNOWN),
            (b"", UNKNOWN),
            (b"  \n ", UNKNOWN),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", UNKNOWN),
            ("\u{feff} \n<svg onload=alert(1)>".as_bytes(), UNKNOWN),
            (b"<ScRiPt>alert(1)</script>", "text/html"),
        ] {
            assert_eq!(sniff(head), expected, "{:?}", String::from_utf8_lossy(head));
        }
    }

    #[test]
    fn markup_is_never_plain_text() {
        for head in [
            "<!DOCTYPE html><p>",
            "<html>",
            "<?xml version='1.0'?><svg/>",
            "\n <body>",
        ] {
            assert_ne!(sniff(head.as_bytes()), "text/plain", "{head}");
        }
    }
}
