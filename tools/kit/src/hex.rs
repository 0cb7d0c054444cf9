//! Bytes as hexadecimal digits (RFC 4648, section 8), in small letters.

use std::fmt::Write as _;

/// Two digits a byte.
///
/// ```
/// assert_eq!(blimp_kit::hex::encode(&[0xa5, 0, 0x0f]), "a5000f");
/// ```
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The bytes of `text`; what is not a digit, and a last one alone, is passed over.
///
/// ```
/// assert_eq!(blimp_kit::hex::decode("a5000f"), [0xa5, 0, 0x0f]);
/// ```
#[must_use]
pub fn decode(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .chars()
        .filter_map(|c| c.to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    let pairs = digits.chunks_exact(2);
    pairs
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
        .collect()
}
