//! Length: a Rust file has at most 400 lines. Clippy keeps functions under 60.

use crate::offence::Offence;
use crate::tree::Tree;

const MOST: usize = 400;

/// Every file that is too long.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Offence> {
    tree.rust()
        .map(|file| (file, file.text.lines().count()))
        .filter(|(_, lines)| *lines > MOST)
        .map(|(file, lines)| {
            let says = format!(
                "length - {lines} lines, {MOST} is the most: make it a folder, one verb a file"
            );
            Offence::new(&file.path, MOST + 1, says)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offence::assert_tidy;

    #[test]
    fn files_are_short() {
        let tree = Tree::read().unwrap();
        assert_tidy("length", &tree, &check(&tree));
    }

    #[test]
    fn a_good_and_a_bad_file() {
        for (lines, offences) in [(400, 0), (401, 1)] {
            let text = "\n".repeat(lines);
            assert_eq!(
                check(&Tree::of(&[("tools/kit/src/a.rs", &text)])).len(),
                offences
            );
        }
    }
}
