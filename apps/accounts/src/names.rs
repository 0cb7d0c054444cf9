//! What names of people, companies and tokens may look like, and which time zones and languages
//! there are.

use blimp_kit::Fields;

/// The longest name, in characters.
pub(crate) const MAX_NAME: usize = 100;
/// The languages that we have words in: mails, samples, the web client.
pub(crate) const LANGUAGES: [&str; 2] = ["en", "es"];

/// The name without spaces around it; notes what is wrong with it under `field`.
pub(crate) fn tidy(fields: &mut Fields, field: &str, text: &str) -> String {
    let name = text.trim();
    if name.is_empty() {
        fields.add(field, "empty", "Say at least one character.");
    } else if name.chars().count() > MAX_NAME {
        fields.add(field, "too_long", format!("At most {MAX_NAME} characters."));
    } else if name.chars().any(char::is_control) {
        fields.add(
            field,
            "control_character",
            "No line breaks or control characters.",
        );
    }
    name.to_owned()
}

/// Notes under `time_zone` where `text` is no IANA name.
pub(crate) fn check_time_zone(fields: &mut Fields, text: &str) {
    if text.parse::<chrono_tz::Tz>().is_err() {
        fields.add(
            "time_zone",
            "unknown",
            "Expected a name such as Europe/Berlin.",
        );
    }
}

/// Notes under `language` where `text` is none of [`LANGUAGES`].
pub(crate) fn check_language(fields: &mut Fields, text: &str) {
    if !LANGUAGES.contains(&text) {
        let message = format!("Expected one of: {}.", LANGUAGES.join(", "));
        fields.add("language", "unknown", message);
    }
}

#[cfg(test)]
mod tests {
    use blimp_kit::Fields;

    use super::{check_language, check_time_zone, tidy};

    #[test]
    fn names_are_trimmed_and_bounded() {
        let (longest, too_long) = ("é".repeat(100), "é".repeat(101));
        for (text, expected) in [
            (" Acme ", Some("Acme")),
            (longest.as_str(), Some(longest.as_str())),
            (too_long.as_str(), None),
            ("", None),
            ("  ", None),
            ("a\nb", None),
            ("a\0b", None),
        ] {
            let mut fields = Fields::default();
            let name = tidy(&mut fields, "name", text);
            assert_eq!(
                fields.check().ok().map(|()| name).as_deref(),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn time_zones_and_languages_are_those_there_are() {
        for (zone, good) in [
            ("UTC", true),
            ("Europe/Berlin", true),
            ("Mars/Base", false),
            ("", false),
        ] {
            let mut fields = Fields::default();
            check_time_zone(&mut fields, zone);
            assert_eq!(fields.0.is_empty(), good, "{zone}");
        }
        for (language, good) in [
            ("en", true),
            ("es", true),
            ("es-MX", false),
            ("de", false),
            ("EN", false),
            ("", false),
        ] {
            let mut fields = Fields::default();
            check_language(&mut fields, language);
            assert_eq!(fields.0.is_empty(), good, "{language}");
        }
    }
}
