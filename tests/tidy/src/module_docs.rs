//! Module docs: every Rust file opens with a `//!` line that says what it is.

use crate::offence::Offence;
use crate::tree::Tree;

/// Every Rust file that opens with anything else.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Offence> {
    tree.rust()
        .filter(|file| !opens_well(&file.text))
        .map(|file| {
            let says = "module-docs - open the file with `//! Noun: what it is.`";
            Offence::new(&file.path, 1, says)
        })
        .collect()
}

fn opens_well(text: &str) -> bool {
    text.lines()
        .next()
        .and_then(|first| first.strip_prefix("//!"))
        .is_some_and(|words| words.split_whitespace().count() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offence::assert_tidy;

    #[test]
    fn files_say_what_they_are() {
        let tree = Tree::read().unwrap();
        assert_tidy("module-docs", &tree, &check(&tree));
    }

    #[test]
    fn a_good_and_a_bad_file() {
        for (text, offences) in [
            ("//! Tasks: things to do.\nuse x;", 0),
            ("//!\nuse x;", 1),
            ("// Tasks: things to do.", 1),
            ("use x;\n//! Tasks: things to do.", 1),
            ("", 1),
        ] {
            assert_eq!(
                check(&Tree::of(&[("tools/kit/src/a.rs", text)])).len(),
                offences,
                "{text}"
            );
        }
    }
}
