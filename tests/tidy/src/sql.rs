//! SQL: in an app, Diesel is spoken in `queries` only; `model` has its derives, `schema` its tables.

use crate::offence::Offence;
use crate::steps::step_of;
use crate::tree::Tree;

/// Every mention of `diesel::` in an app.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Offence> {
    let mut found = Vec::new();
    for file in tree.rust().filter(|file| file.path.starts_with("apps/")) {
        if step_of(file).is_some_and(|s| matches!(s.as_str(), "queries" | "model" | "schema")) {
            continue;
        }
        for two in file.tokens().windows(2) {
            if two[0].is("diesel") && two[1].is("::") {
                let says = "sql - Diesel belongs in queries.rs: write a query there and call it";
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
    fn diesel_stays_in_queries() {
        let tree = Tree::read().unwrap();
        assert_tidy("sql", &tree, &check(&tree));
    }

    #[test]
    fn a_good_and_a_bad_file() {
        for (path, text, offences) in [
            (
                "apps/projects/src/tasks/queries.rs",
                "use diesel::prelude::*;",
                0,
            ),
            (
                "apps/projects/src/tasks/queries/lists.rs",
                "diesel::update(tasks::table)",
                0,
            ),
            (
                "apps/projects/src/tasks/model.rs",
                "use diesel::prelude::Queryable;",
                0,
            ),
            (
                "apps/projects/src/tasks/actions.rs",
                "//! diesel::update\nqueries::close(tx)",
                0,
            ),
            (
                "apps/projects/src/tasks/actions.rs",
                "\ndiesel::insert_into(x)",
                1,
            ),
            (
                "apps/projects/src/lib.rs",
                "diesel_migrations::embed_migrations!(\"x\")",
                0,
            ),
            ("tools/store/src/conn.rs", "use diesel::prelude::*;", 0),
        ] {
            assert_eq!(
                check(&Tree::of(&[(path, text)])).len(),
                offences,
                "{path}: {text}"
            );
        }
    }
}
