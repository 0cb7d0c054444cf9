//! Steps: inside a noun, a file names lower steps only.
//!
//! The steps are the file names of a noun folder in the order in which they build on each other.
//! A file of another name has no step; `circles` keeps it honest.

use crate::offence::Offence;
use crate::paths::named;
use crate::tree::{File, Tree};

/// From the ground up.
pub const STEPS: [&str; 11] = [
    "schema",
    "model",
    "events",
    "queries",
    "policy",
    "actions",
    "mails",
    "jobs",
    "reactions",
    "api",
    "commands",
];

fn rank(name: &str) -> Option<usize> {
    STEPS.iter().position(|step| *step == name)
}

/// The step that an app's file belongs to: `tasks/actions/close.rs` is `actions`, and so is
/// `tasks/actions.rs`. None outside of apps and for files that are no step.
#[must_use]
pub fn step_of(file: &File) -> Option<String> {
    if !file.path.starts_with("apps/") {
        return None;
    }
    let (_, module) = file.module()?;
    module.into_iter().find(|name| rank(name).is_some())
}

/// Every file in a noun folder against the steps it names.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Offence> {
    let mut found = Vec::new();
    for file in tree.rust().filter(|file| file.path.starts_with("apps/")) {
        let Some((_, module)) = file.module() else {
            continue;
        };
        let [noun, step, ..] = module.as_slice() else {
            continue;
        };
        let Some(here) = rank(step) else { continue };
        for name in named(file) {
            let [other, target, ..] = name.target.as_slice() else {
                continue;
            };
            if other == noun && rank(target).is_some_and(|there| there > here) {
                let says = format!("steps - {step} may not use {target}: {}", order());
                found.push(Offence::new(&file.path, name.line, says));
            }
        }
    }
    found
}

fn order() -> String {
    STEPS.join(" < ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offence::assert_tidy;

    #[test]
    fn files_use_lower_steps_only() {
        let tree = Tree::read().unwrap();
        assert_tidy("steps", &tree, &check(&tree));
    }

    #[test]
    fn a_good_and_a_bad_file() {
        for (path, text, offences) in [
            (
                "tasks/actions.rs",
                "use super::{model::Task, policy, queries};",
                0,
            ),
            ("tasks/actions.rs", "use super::api::TaskBody;", 1),
            (
                "tasks/queries.rs",
                "fn f() { crate::tasks::policy::edit() }",
                1,
            ),
            (
                "tasks/actions/close.rs",
                "use super::super::jobs::Remind;",
                1,
            ),
            (
                "tasks/actions/close.rs",
                "use super::assign; use crate::tasks::events::X;",
                0,
            ),
            ("tasks/queries.rs", "use crate::labels::actions;", 0),
            ("tasks/mod.rs", "pub use self::api::routes;", 0),
            (
                "tasks/model.rs",
                "mod tests { use crate::tasks::actions; }",
                0,
            ),
        ] {
            let path = format!("apps/projects/src/{path}");
            assert_eq!(
                check(&Tree::of(&[(&path, text)])).len(),
                offences,
                "{path}: {text}"
            );
        }
    }
}
