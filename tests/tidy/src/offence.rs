//! Offences: what a rule found, and the list of exceptions that excuse it.

use std::fmt;

use crate::tree::Tree;

/// One place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offence {
    /// The file, from the root of the repository.
    pub path: String,
    /// Counted from 1.
    pub line: usize,
    /// The rule and what to do instead: `rule - what to do instead`.
    pub says: String,
}

impl Offence {
    /// Name a place and the way out.
    #[must_use]
    pub fn new(path: &str, line: usize, says: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            says: says.into(),
        }
    }
}

impl fmt::Display for Offence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.says)
    }
}

/// Where the exceptions are written.
const ALLOWED: &str = "tests/tidy/allowed.txt";

/// Fail with every offence that the list of exceptions does not excuse, and with every exception
/// of this rule that excuses nothing or gives no reason.
///
/// # Panics
/// When anything is left.
pub fn assert_tidy(rule: &str, tree: &Tree, offences: &[Offence]) {
    let left = remaining(rule, tree.text(ALLOWED).unwrap_or_default(), offences);
    let lines: Vec<String> = left.iter().map(ToString::to_string).collect();
    assert!(
        lines.is_empty(),
        "\n{}\n{} untidy ({rule})",
        lines.join("\n"),
        lines.len()
    );
}

fn remaining(rule: &str, allowed: &str, offences: &[Offence]) -> Vec<Offence> {
    let mut left = offences.to_vec();
    for (index, line) in allowed.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut parts = line.splitn(3, '|').map(str::trim);
        let (name, path) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        if name != rule {
            continue;
        }
        let before = left.len();
        left.retain(|offence| offence.path != path);
        if parts.next().unwrap_or_default().split_whitespace().count() < 4 {
            left.push(Offence::new(
                ALLOWED,
                index + 1,
                "exception - say why in a sentence",
            ));
        } else if left.len() == before {
            left.push(Offence::new(
                ALLOWED,
                index + 1,
                "exception - excuses nothing, remove it",
            ));
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_needs_a_reason_and_a_use() {
        let found = [Offence::new("a.rs", 3, "length - split it")];
        let left = |allowed| remaining("length", allowed, &found).len();

        assert_eq!(left(""), 1);
        assert_eq!(left("# length | a.rs | a comment is not an exception"), 1);
        assert_eq!(left("length | a.rs | a table that is read as one"), 0);
        assert_eq!(left("names | a.rs | another rule altogether it is"), 1);
        assert_eq!(left("length | a.rs | because"), 1);
        assert_eq!(left("length | b.rs | a table that is read as one"), 2);
    }

    #[test]
    fn an_offence_reads_like_a_compiler_message() {
        let offence = Offence::new("a.rs", 3, "length - split it");
        assert_eq!(offence.to_string(), "a.rs:3: length - split it");
    }
}
