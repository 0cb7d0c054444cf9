//! Names that users give to files: kept as data, cleaned on the way in, encoded on the way out.

use std::fmt::Write as _;

/// The longest name that is kept, in bytes; what most file systems take.
pub const LONGEST: usize = 200;

/// An ending longer than this is not an ending.
const LONGEST_ENDING: usize = 20;

/// The last part of a path, without control and direction marks, at most [`LONGEST`] bytes with
/// its ending kept; `file` where nothing is left.
pub fn clean(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|c| !is_treacherous(*c)).collect();
    let kept = shorten(kept.trim());
    if kept.trim_matches(['.', ' ']).is_empty() {
        "file".to_owned()
    } else {
        kept
    }
}

/// Control characters, line ends, and marks that turn the direction of writing: with these
/// `annexe<202E>gpj.exe` reads as a picture.
fn is_treacherous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
        || ('\u{2028}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

fn shorten(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let ending = match name.rsplit_once('.') {
        Some((_, ending)) if ending.len() <= LONGEST_ENDING => format!(".{ending}"),
        _ => String::new(),
    };
    let stem = name.floor_char_boundary(LONGEST - ending.len());
    format!("{}{ending}", name.get(..stem).unwrap_or_default())
}

/// A `Content-Disposition` of this kind (`inline`, `attachment`): RFC 6266, an ASCII form for old
/// clients and the true name in UTF-8.
pub fn disposition(kind: &str, name: &str) -> String {
    let name = clean(name);
    let ascii: String = name
        .chars()
        .map(|c| if is_plain(c) { c } else { '_' })
        .collect();
    let mut header = format!("{kind}; filename=\"{ascii}\"; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            header.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(header, "%{byte:02X}");
        }
    }
    header
}

/// Safe between quotes in every client; `%` is not, since some decode it there.
fn is_plain(c: char) -> bool {
    c == ' ' || (c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%' | ';'))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, clean, disposition};

    #[test]
    fn names_are_cleaned_on_the_way_in() {
        for (given, kept) in [
            ("plan.pdf", "plan.pdf"),
            ("  plan.pdf ", "plan.pdf"),
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\ana\\plan.pdf", "plan.pdf"),
            ("a\r\nSet-Cookie: x=1.txt", "aSet-Cookie: x=1.txt"),
            ("nul\0l.txt", "null.txt"),
            ("annexe\u{202e}gpj.exe", "annexegpj.exe"),
            ("\u{feff}a\u{2028}b\u{2066}.txt", "ab.txt"),
            ("", "file"),
            ("..", "file"),
            (" . . ", "file"),
            ("dir/", "file"),
            ("año 2026 日本.txt", "año 2026 日本.txt"),
        ] {
            assert_eq!(clean(given), kept, "{given:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_between_characters_and_keeps_its_ending() {
        for (given, ending) in [
            (format!("{}.pdf", "é".repeat(500)), ".pdf"),
            (format!("{}.pdf", "a".repeat(LONGEST - 3)), "a.pdf"),
            (format!("a.{}", "b".repeat(500)), "b"),
            ("日".repeat(500), "日"),
        ] {
            let kept = clean(&given);
            assert!(
                kept.len() <= LONGEST && kept.len() > LONGEST - 4,
                "{}",
                kept.len()
            );
            assert!(kept.ends_with(ending), "{kept}");
        }
        assert_eq!(clean(&"a".repeat(LONGEST)).len(), LONGEST);
    }

    #[test]
    fn names_are_encoded_on_the_way_out() {
        for (name, expected) in [
            (
                "plan.pdf",
                "x; filename=\"plan.pdf\"; filename*=UTF-8''plan.pdf",
            ),
            (
                "a b.txt",
                "x; filename=\"a b.txt\"; filename*=UTF-8''a%20b.txt",
            ),
            ("a\"b\\.txt", "x; filename=\".txt\"; filename*=UTF-8''.txt"),
            (
                "a\"; b=\".txt",
                "x; filename=\"a__ b=_.txt\"; filename*=UTF-8''a%22%3B%20b%3D%22.txt",
            ),
            (
                "100%.txt",
                "x; filename=\"100_.txt\"; filename*=UTF-8''100%25.txt",
            ),
            (
                "año.txt",
                "x; filename=\"a_o.txt\"; filename*=UTF-8''a%C3%B1o.txt",
            ),
            (
                "a\r\nb: c.txt",
                "x; filename=\"ab: c.txt\"; filename*=UTF-8''ab%3A%20c.txt",
            ),
        ] {
            assert_eq!(disposition("x", name), expected, "{name:?}");
        }
    }
}
