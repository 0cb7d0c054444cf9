//! Room: how much there is, in words.

use blimp_kit::Error;

/// The refusal of `bytes` more than a company may have.
pub(crate) fn full(bytes: i64, quota: Option<i64>) -> Error {
    let words = |bytes: i64| in_words(u64::try_from(bytes).unwrap_or(0));
    let detail = match quota {
        Some(quota) => format!(
            "There is no room for {}: the files of this company may take {} in all.",
            words(bytes),
            words(quota)
        ),
        None => format!("There is no room for {}.", words(bytes)),
    };
    Error::Full {
        code: "files.quota",
        detail,
    }
}

/// `10 MB`, or `1500 bytes` where it is no round number.
pub(crate) fn in_words(bytes: u64) -> String {
    for (size, unit) in [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")] {
        if bytes >= size && bytes.is_multiple_of(size) {
            return format!("{} {unit}", bytes / size);
        }
    }
    format!("{bytes} bytes")
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn sizes_are_said_in_words() {
        for (bytes, words) in [
            (0, "0 bytes"),
            (1023, "1023 bytes"),
            (1024, "1 kB"),
            (1500, "1500 bytes"),
            (10 << 20, "10 MB"),
            (2 << 30, "2 GB"),
        ] {
            assert_eq!(in_words(bytes), words);
        }
    }
}
