//! Permission: `May::granted` stands in `policy` only, so a permission has one source.

use crate::offence::Offence;
use crate::steps::step_of;
use crate::tokens::Token;
use crate::tree::Tree;

/// Every `May::granted` outside of policies and of kit, which defines it.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Offence> {
    let mut found = Vec::new();
    for file in tree
        .rust()
        .filter(|file| !file.path.starts_with("tools/kit/"))
    {
        if step_of(file).is_some_and(|step| step == "policy") {
            continue;
        }
        for line in grants(&file.tokens()) {
            let says = "permission - only policy.rs grants: ask it for the May you need";
            found.push(Offence::new(&file.path, line, says));
        }
    }
    found
}

/// The lines of `May::granted`, `May::<A, T>::granted` and `<May<A, T>>::granted`.
fn grants(tokens: &[Token]) -> Vec<usize> {
    let mut lines = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let is_call = token.is("granted") && at > 0 && tokens[at - 1].is("::");
        let start = at.saturating_sub(24);
        if is_call && tokens[start..at].iter().any(|before| before.is("May")) {
            lines.push(token.line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offence::assert_tidy;

    #[test]
    fn only_policies_grant() {
        let tree = Tree::read().unwrap();
        assert_tidy("permission", &tree, &check(&tree));
    }

    #[test]
    fn a_good_and_a_bad_file() {
        for (path, text, offences) in [
            (
                "apps/projects/src/tasks/policy.rs",
                "Ok(May::granted(task))",
                0,
            ),
            (
                "apps/projects/src/tasks/policy/edit.rs",
                "Ok(May::granted(task))",
                0,
            ),
            (
                "apps/projects/src/tasks/actions.rs",
                "f(policy::edit(tx, actor, id)?)",
                0,
            ),
            (
                "apps/projects/src/tasks/actions.rs",
                "f(May::granted(task))",
                1,
            ),
            (
                "server/src/cli.rs",
                "f(May::<Edit, Task>::granted(task))",
                1,
            ),
            ("tests/src/house.rs", "// May::granted\nlet granted = 1;", 0),
            ("tools/kit/src/may.rs", "May::granted(1)", 0),
        ] {
            assert_eq!(
                check(&Tree::of(&[(path, text)])).len(),
                offences,
                "{path}: {text}"
            );
        }
    }
}
