//! What people type, taken apart into words.
//!
//! Only letters and digits survive, so nothing that is left can be syntax of FTS5 or of tsquery:
//! no quote, no operator, no star, no bracket. Every word must be there; each stands for all that
//! begin with it, single letters for themselves only (they would match half of everything).

use blimp_kit::{Error, Result};

use blimp_accounts::CompanyId;

/// The fewest and most characters that are looked for.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=200;
/// More words than this make no search better.
const MOST: usize = 12;

/// The words of a search, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms(Vec<String>);

impl Terms {
    /// The words in `text`; a refusal names the parameter `name`.
    ///
    /// # Errors
    /// Fewer than 2 or more than 200 characters.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        let text = text.trim();
        if !LENGTH.contains(&text.chars().count()) {
            return Err(Error::bad_parameter(name, "Between 2 and 200 characters."));
        }
        let words = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        Ok(Self(words.take(MOST).map(str::to_lowercase).collect()))
    }

    /// Whether nothing is left to look for: only signs were typed.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a word of a text, in any case, is one that is looked for.
    pub(crate) fn hits(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.0.iter().any(|term| {
            if whole(term) {
                word == *term
            } else {
                word.starts_with(term)
            }
        })
    }

    /// For FTS5: `scope : "c9" AND {title body} : ("write"* AND "page"*)`.
    ///
    /// The company is a word of the index too, so that a search costs what its own company has.
    pub(crate) fn fts5(&self, company: CompanyId) -> String {
        let words = self
            .0
            .iter()
            .map(|term| format!("\"{term}\"{}", star(term, "*")));
        let words = words.collect::<Vec<_>>().join(" AND ");
        format!("scope : \"c{company}\" AND {{title body}} : ({words})")
    }

    /// For `to_tsquery('simple', …)`: `'write':* & 'page':*`.
    pub(crate) fn tsquery(&self) -> String {
        let words = self
            .0
            .iter()
            .map(|term| format!("'{term}'{}", star(term, ":*")));
        words.collect::<Vec<_>>().join(" & ")
    }
}

fn whole(term: &str) -> bool {
    term.chars().nth(1).is_none()
}

fn star<'a>(term: &str, star: &'a str) -> &'a str {
    if whole(term) { "" } else { star }
}

#[cfg(test)]
mod tests {
    use blimp_accounts::CompanyId;

    use super::Terms;

    #[test]
    fn nothing_that_people_type_is_syntax() {
        for (typed, fts5, tsquery) in [
            (
                "write page",
                r#""write"* AND "page"*"#,
                "'write':* & 'page':*",
            ),
            (
                r#"say "hello"#,
                r#""say"* AND "hello"*"#,
                "'say':* & 'hello':*",
            ),
            ("a OR b", r#""a" AND "or"* AND "b""#, "'a' & 'or':* & 'b'"),
            (
                "NOT NEAR(x, 5)",
                r#""not"* AND "near"* AND "x" AND "5""#,
                "'not':* & 'near':* & 'x' & '5'",
            ),
            (
                "fo* ^title: -x +y",
                r#""fo"* AND "title"* AND "x" AND "y""#,
                "'fo':* & 'title':* & 'x' & 'y'",
            ),
            (
                "((un{bal]anced",
                r#""un"* AND "bal"* AND "anced"*"#,
                "'un':* & 'bal':* & 'anced':*",
            ),
            (
                "o'clock & !x | <->",
                r#""o" AND "clock"* AND "x""#,
                "'o' & 'clock':* & 'x'",
            ),
            (
                r"back\slash;--",
                r#""back"* AND "slash"*"#,
                "'back':* & 'slash':*",
            ),
            ("Año 日本", r#""año"* AND "日本"*"#, "'año':* & '日本':*"),
        ] {
            let terms = Terms::parse("q", typed).unwrap();
            let scoped = format!(r#"scope : "c9" AND {{title body}} : ({fts5})"#);
            assert_eq!(terms.fts5(CompanyId(9)), scoped, "{typed}");
            assert_eq!(terms.tsquery(), tsquery, "{typed}");
        }
    }

    #[test]
    fn signs_alone_look_for_nothing() {
        assert!(Terms::parse("q", "\"*\" ^ ()").unwrap().is_empty());
        assert!(Terms::parse("q", "\0\0\0").unwrap().is_empty());
    }

    #[test]
    fn a_search_has_2_to_200_characters_and_few_words() {
        let (longest, too_long) = ("x".repeat(200), "x".repeat(201));
        for (typed, good) in [
            ("", false),
            (" a ", false),
            ("ab", true),
            (&longest, true),
            (&too_long, false),
        ] {
            assert_eq!(Terms::parse("q", typed).is_ok(), good, "{typed}");
        }
        let many = "ab ".repeat(60);
        assert_eq!(Terms::parse("q", &many).unwrap().0.len(), super::MOST);
    }
}
