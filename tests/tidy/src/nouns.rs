//! Nouns: inside an app, a module uses only the modules that `lib.rs` lists before it.
//!
//! So the list of `mod` lines reads as the order in which the nouns know each other. It is why
//! rustfmt must not sort them.

use crate::offence::Offence;
use crate::paths::{declared, named};
use crate::tree::Tree;

/// Every module of every app against the order of its `lib.rs`.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Offence> {
    let mut found = Vec::new();
    for lib in tree.rust().filter(|file| file.path.starts_with("apps/")) {
        let Some(app) = lib.path.strip_suffix("/src/lib.rs") else {
            continue;
        };
        let order = declared(lib);
        let rank = |name: &String| order.iter().position(|listed| listed == name);
        let inside = format!("{app}/src/");
        for file in tree.rust().filter(|file| file.path.starts_with(&inside)) {
            let Some((_, module)) = file.module() else {
                continue;
            };
            let Some(here) = module.first().and_then(rank) else {
                continue;
            };
            for name in named(file) {
                let Some(other) = name.target.first() else {
                    continue;
                };
                if rank(other).is_some_and(|there| there > here) {
                    let says = format!(
                        "nouns - {} may not use {other}: list {other} first in lib.rs, or react to an event",
                        module[0]
                    );
                    found.push(Offence::new(&file.path, name.line, says));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offence::assert_tidy;

    #[test]
    fn nouns_use_earlier_nouns_only() {
        let tree = Tree::read().unwrap();
        assert_tidy("nouns", &tree, &check(&tree));
    }

    #[test]
    fn a_good_and_a_bad_noun() {
        for (path, text, offences) in [
            (
                "tasks/api.rs",
                "use crate::goals::queries; use crate::Error;",
                0,
            ),
            ("goals/api.rs", "use crate::tasks::queries;", 1),
            ("goals/api.rs", "use super::super::tasks;", 1),
            ("reactions.rs", "use crate::{goals, tasks};", 0),
            ("tasks/actions.rs", "use crate::reactions::tell;", 1),
        ] {
            let path = format!("apps/projects/src/{path}");
            let lib = (
                "apps/projects/src/lib.rs",
                "mod goals; pub mod tasks; mod reactions;",
            );
            assert_eq!(
                check(&Tree::of(&[lib, (&path, text)])).len(),
                offences,
                "{path}: {text}"
            );
        }
    }
}
