//! Text that people write: checked once, where it comes in.
//!
//! One line ([`Title`], [`Name`], [`Tag`]) is trimmed and has no control characters; a [`Body`] is
//! Markdown of many lines. What other systems hand over, which may be anything, is made to fit by
//! `fit`.

/// The longest [`Title`], in characters.
pub const MAX_TITLE: usize = 500;
/// The longest [`Name`], in characters.
pub const MAX_NAME: usize = 200;
/// The longest [`Tag`], in characters.
pub const MAX_TAG: usize = 60;
/// The longest [`Body`], in characters.
pub const MAX_BODY: usize = 100_000;

blimp_kit::checked_text!(
    /// One line that says what something is: 1 to 500 characters.
    Title, title, length = 1..=MAX_TITLE, pattern = "\\S"
);
blimp_kit::checked_text!(
    /// What a project is called: 1 to 200 characters.
    Name, name, length = 1..=MAX_NAME, pattern = "\\S"
);
blimp_kit::checked_text!(
    /// What a state or a label is called: 1 to 60 characters.
    Tag, tag, length = 1..=MAX_TAG, pattern = "\\S"
);
blimp_kit::checked_text!(
    /// Markdown, up to 100,000 characters; may be empty.
    Body, body, length = 0..=MAX_BODY
);
blimp_kit::checked_text!(
    /// A colour such as `#1c7ed6`.
    Colour, colour, length = 7..=7, pattern = "^#[0-9a-fA-F]{6}$"
);

impl Title {
    /// `text` made to fit: bad characters become spaces, what is too long is cut.
    pub fn fit(text: &str, fallback: &'static str) -> Self {
        Self(fitted(text, MAX_TITLE, fallback))
    }
}

impl Name {
    /// `text` made to fit, as [`Title::fit`].
    pub fn fit(text: &str, fallback: &'static str) -> Self {
        Self(fitted(text, MAX_NAME, fallback))
    }
}

impl Tag {
    /// `text` made to fit, as [`Title::fit`].
    pub fn fit(text: &str, fallback: &'static str) -> Self {
        Self(fitted(text, MAX_TAG, fallback))
    }

    /// The name folded, so that `Bug` and `bug ` are one.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl Body {
    /// No text at all.
    pub const fn empty() -> Self {
        Self(String::new())
    }

    /// Whether there is nothing to read in it.
    pub fn is_blank(&self) -> bool {
        self.0.chars().all(unseen)
    }

    /// What differs, old and new, cut to what a history shows: up to 500 characters from shortly
    /// before the first difference on.
    pub fn difference(&self, new: &Self) -> (String, String) {
        let same = self
            .0
            .chars()
            .zip(new.0.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let from = same.saturating_sub(40);
        let cut = |text: &str| text.chars().skip(from).take(500).collect();
        (cut(&self.0), cut(&new.0))
    }

    /// `text` made to fit: NUL goes, what is too long is cut.
    pub fn fit(text: &str) -> Self {
        Self(
            lines(text)
                .replace('\0', "")
                .chars()
                .take(MAX_BODY)
                .collect(),
        )
    }
}

/// Colours that new projects and labels take in turn.
const PALETTE: [&str; 10] = [
    "#1c7ed6", "#0ca678", "#f76707", "#ae3ec9", "#e03131", "#1098ad", "#f59f00", "#4263eb",
    "#74b816", "#d6336c",
];

impl Colour {
    /// The colour that goes with a name where none was chosen: always the same.
    pub fn of(name: &str) -> Self {
        let sum = name.bytes().fold(7_usize, |sum, b| {
            sum.wrapping_mul(31).wrapping_add(b.into())
        });
        let colour = PALETTE.get(sum % PALETTE.len()).copied();
        Self(colour.unwrap_or("#1c7ed6").to_owned())
    }
}

fn title(text: &str) -> Result<String, &'static str> {
    line(text, MAX_TITLE).ok_or("expected one line of 1 to 500 characters")
}

fn name(text: &str) -> Result<String, &'static str> {
    line(text, MAX_NAME).ok_or("expected one line of 1 to 200 characters")
}

fn tag(text: &str) -> Result<String, &'static str> {
    line(text, MAX_TAG).ok_or("expected one line of 1 to 60 characters")
}

fn body(text: &str) -> Result<String, &'static str> {
    if text.contains('\0') {
        return Err("expected text without NUL characters");
    }
    let text = lines(text);
    if text.chars().count() > MAX_BODY {
        return Err("expected at most 100000 characters");
    }
    Ok(text)
}

fn colour(text: &str) -> Result<String, &'static str> {
    let digits = text.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        Ok(text.to_ascii_lowercase())
    } else {
        Err("expected a colour such as #1c7ed6")
    }
}

/// Line ends as `\n`.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Whether a character breaks a line or hides what follows.
fn breaks(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}')
}

/// Whether a character leaves no mark on the screen.
fn unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
        )
}

fn line(text: &str, max: usize) -> Option<String> {
    let text = text.trim();
    let good =
        text.chars().count() <= max && !text.chars().any(breaks) && !text.chars().all(unseen);
    good.then(|| text.to_owned())
}

fn fitted(text: &str, max: usize, fallback: &'static str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if breaks(c) { ' ' } else { c })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let cut: String = words.join(" ").chars().take(max).collect();
    line(&cut, max).unwrap_or_else(|| fallback.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Body, Colour, MAX_BODY, Name, Tag, Title};

    #[test]
    fn a_line_is_trimmed_visible_and_has_an_end() {
        let long = "é".repeat(500);
        let too_long = "é".repeat(501);
        for (text, expected) in [
            ("Write the page", Some("Write the page")),
            ("  Write\u{a0}", Some("Write")),
            ("👩‍👩‍👧 ok", Some("👩‍👩‍👧 ok")),
            ("مرحبا", Some("مرحبا")),
            (&long, Some(long.as_str())),
            (&too_long, None),
            ("", None),
            (" \t\n", None),
            ("\u{200b}\u{feff}", None),
            ("a\nb", None),
            ("a\0b", None),
            ("a\u{1b}[31m", None),
            ("a\u{2028}b", None),
            ("txt.\u{202e}exe", None),
        ] {
            let title = text.parse::<Title>().ok();
            assert_eq!(title.as_ref().map(Title::as_str), expected, "{text:?}");
        }
    }

    #[test]
    fn a_body_keeps_its_lines_and_refuses_nul() {
        assert_eq!("a\r\nb\rc\n".parse::<Body>().unwrap().as_str(), "a\nb\nc\n");
        assert!("".parse::<Body>().unwrap().is_blank());
        assert!(" \n\u{200b}".parse::<Body>().unwrap().is_blank());
        assert!("a\0".parse::<Body>().is_err());
        assert!("x".repeat(MAX_BODY).parse::<Body>().is_ok());
        assert!("x".repeat(MAX_BODY + 1).parse::<Body>().is_err());
    }

    #[test]
    fn a_difference_always_shows() {
        let old = "x".repeat(9000);
        let (old, new) = (Body::fit(&format!("{old}a")), Body::fit(&format!("{old}b")));
        let (from, to) = old.difference(&new);
        assert_eq!((from.len(), to.len()), (41, 41));
        assert_ne!(from, to);
        assert_eq!(
            Body::empty().difference(&Body::fit("a")),
            (String::new(), "a".to_owned())
        );
    }

    #[test]
    fn colours_are_six_digits() {
        assert_eq!("#AbCdEf".parse::<Colour>().unwrap().as_str(), "#abcdef");
        for bad in [
            "", "#", "red", "#12345", "#1234567", "#12345g", "123456", "#１２",
        ] {
            assert!(bad.parse::<Colour>().is_err(), "{bad}");
        }
        assert_eq!(Colour::of("Launch"), Colour::of("Launch"));
    }

    #[test]
    fn labels_are_one_whatever_their_case() {
        let key = |text: &str| text.parse::<Tag>().unwrap().key();
        assert_eq!(key("Bug"), key(" bUG "));
        assert_ne!(key("Bug"), key("Bugs"));
    }

    proptest! {
        #[test]
        fn what_is_made_to_fit_fits(text in any::<String>()) {
            for made in [Title::fit(&text, "Untitled").to_string(), Name::fit(&text, "Untitled").to_string()] {
                prop_assert_eq!(made.parse::<Title>().map(|t| t.to_string()), Ok(made.clone()));
            }
            let body = Body::fit(&text);
            prop_assert_eq!(body.as_str().parse::<Body>(), Ok(body.clone()));
        }

        #[test]
        fn what_was_accepted_is_accepted_again_unchanged(text in any::<String>()) {
            if let Ok(title) = text.parse::<Title>() {
                prop_assert_eq!(title.as_str().parse::<Title>(), Ok(title.clone()));
            }
        }
    }
}
