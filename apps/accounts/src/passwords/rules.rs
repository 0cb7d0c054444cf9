//! What a password may be: long, not on the list of the most common, not the person's own name.

use std::collections::HashSet;
use std::sync::LazyLock;

use blimp_kit::Fields;

/// The fewest characters.
pub(crate) const MIN: usize = 8;
/// The most characters; longer ones would only cost time.
pub(crate) const MAX: usize = 128;

/// Common passwords of eight characters or more, in lower case.
static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("common.txt").lines().collect());

/// Notes under `field` what is wrong with a password; `own` are words that name the person.
pub(crate) fn check(fields: &mut Fields, field: &str, password: &str, own: &[&str]) {
    let length = password.chars().count();
    if length < MIN {
        return fields.add(field, "too_short", format!("At least {MIN} characters."));
    }
    if length > MAX {
        return fields.add(field, "too_long", format!("At most {MAX} characters."));
    }
    let plain = password.to_lowercase();
    if COMMON.contains(plain.as_str()) || is_pattern(&plain) {
        return fields.add(field, "common", "Too many people use this password.");
    }
    if own.iter().any(|word| is_own(&plain, word)) {
        fields.add(field, "personal", "Your name or address is no secret.");
    }
}

/// Whether it is the word itself, or the part of an address before the `@`.
fn is_own(password: &str, word: &str) -> bool {
    let word = word.trim().to_lowercase();
    let local = word.split('@').next().unwrap_or_default();
    !word.is_empty() && (password == word || password == local)
}

/// At most two different characters, or one step repeated: `abababab`, `abcdefgh`, `98765432`.
fn is_pattern(text: &str) -> bool {
    let letters: Vec<u32> = text.chars().map(u32::from).collect();
    let kinds: HashSet<&u32> = letters.iter().collect();
    let step = |pair: &[u32]| i64::from(pair[1]) - i64::from(pair[0]);
    let mut steps = letters.windows(2).map(step);
    let first = steps.next();
    kinds.len() <= 2 || (matches!(first, Some(1 | -1)) && steps.all(|s| Some(s) == first))
}

#[cfg(test)]
mod tests {
    use blimp_kit::Fields;

    use super::{COMMON, MIN, check};

    #[test]
    fn passwords_are_long_uncommon_and_not_the_name() {
        let (longest, too_long) = ("aå1 ".repeat(32), "aå1 ".repeat(33));
        for (password, expected) in [
            ("a long sentence", None),
            ("pässwörd-mit-ümlaut", None),
            (longest.as_str(), None),
            (too_long.as_str(), Some("too_long")),
            ("", Some("too_short")),
            ("seven77", Some("too_short")),
            ("password", Some("common")),
            ("PassWord1", Some("common")),
            ("aaaaaaaaaaaa", Some("common")),
            ("abababababab", Some("common")),
            ("cdefghijkl", Some("common")),
            ("ana@example.com", Some("personal")),
            ("Ana Example", Some("personal")),
            ("ana.example", Some("personal")),
        ] {
            let mut fields = Fields::default();
            let own = ["ana@example.com", "Ana Example", "ana.example@example.com"];
            check(&mut fields, "password", password, &own);
            let code = fields.0.first().map(|field| field.code.as_str());
            assert_eq!(code, expected, "{password}");
        }
    }

    #[test]
    fn the_list_holds_what_is_long_enough_to_matter() {
        assert!(COMMON.len() >= 200);
        for word in COMMON.iter() {
            assert!(
                word.chars().count() >= MIN && *word == word.to_lowercase(),
                "{word}"
            );
        }
    }
}
