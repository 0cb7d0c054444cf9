//! Waiting: no test sleeps, no test is switched off.
//!
//! A test that sleeps is slow on a good day and wrong on a bad one: move the clock, or wait for
//! the thing itself.

use crate::offence::Offence;
use crate::tokens::Token;
use crate::tree::{File, Tree};

/// Every `#[ignore]`, and every sleep in test code.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Offence> {
    let mut found = Vec::new();
    for file in tree.rust() {
        let tokens = file.tokens();
        for three in tokens.windows(3) {
            if three[0].is("#") && three[1].is("[") && three[2].is("ignore") {
                let says = "waiting - #[ignore] hides a test: mend it or delete it";
                found.push(Offence::new(&file.path, three[2].line, says));
            }
        }
        let from = first_test_token(file, &tokens);
        for token in tokens.iter().skip(from) {
            if token.is("sleep") || token.is("sleep_until") {
                let says = "waiting - a test may not sleep: move the clock, or wait for the thing";
                found.push(Offence::new(&file.path, token.line, says));
            }
        }
    }
    found
}

/// All of a file under `tests/` is test code; elsewhere what follows `mod tests {`.
fn first_test_token(file: &File, tokens: &[Token]) -> usize {
    if file
        .parts()
        .iter()
        .any(|part| matches!(*part, "tests" | "tests.rs"))
    {
        return 0;
    }
    let starts = |three: &[Token]| three[0].is("mod") && three[1].is("tests") && three[2].is("{");
    tokens.windows(3).position(starts).unwrap_or(tokens.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offence::assert_tidy;

    #[test]
    fn tests_neither_sleep_nor_hide() {
        let tree = Tree::read().unwrap();
        assert_tidy("waiting", &tree, &check(&tree));
    }

    #[test]
    fn a_good_and_a_bad_test() {
        for (path, text, offences) in [
            (
                "tools/queue/src/runner.rs",
                "tokio::time::sleep(a); mod tests { advance(b); }",
                0,
            ),
            (
                "tools/queue/src/runner.rs",
                "fn a() {} mod tests { tokio::time::sleep(b); }",
                1,
            ),
            ("tests/src/story.rs", "use std::thread::sleep;", 1),
            ("tests/src/story.rs", "// sleep\nlet s = \"sleep\";", 0),
            (
                "tools/kit/src/a.rs",
                "#[test]\n#[ignore = \"slow\"]\nfn a() {}",
                1,
            ),
        ] {
            assert_eq!(
                check(&Tree::of(&[(path, text)])).len(),
                offences,
                "{path}: {text}"
            );
        }
    }
}
