//! Web: in an app, axum is spoken in `api` only.

use crate::offence::Offence;
use crate::steps::step_of;
use crate::tree::Tree;

/// Every mention of axum in an app.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Offence> {
    let mut found = Vec::new();
    for file in tree.rust().filter(|file| file.path.starts_with("apps/")) {
        if step_of(file).is_some_and(|step| step == "api") {
            continue;
        }
        for two in file.tokens().windows(2) {
            if two[0].is("axum") && (two[1].is("::") || two[1].is(";")) {
                let says = "web - axum belongs in api.rs: parse there and pass plain values down";
                found.push(Offence::new(&file.path, two[0].line, says));
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
    fn axum_stays_in_api() {
        let tree = Tree::read().unwrap();
        assert_tidy("web", &tree, &check(&tree));
    }

    #[test]
    fn a_good_and_a_bad_file() {
        for (path, text, offences) in [
            (
                "apps/projects/src/tasks/api.rs",
                "use axum::extract::Path;",
                0,
            ),
            (
                "apps/projects/src/tasks/api/bodies.rs",
                "use axum::Json;",
                0,
            ),
            ("apps/projects/src/tasks/actions.rs", "use axum::Json;", 1),
            (
                "apps/projects/src/lib.rs",
                "fn routes() -> axum::Router {}",
                1,
            ),
            ("tools/http/src/problem.rs", "use axum::Json;", 0),
        ] {
            assert_eq!(
                check(&Tree::of(&[(path, text)])).len(),
                offences,
                "{path}: {text}"
            );
        }
    }
}
