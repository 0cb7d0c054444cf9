//! Names: no drawer for odds and ends. A module is named after what it holds.

use std::collections::BTreeSet;

use crate::offence::Offence;
use crate::tree::Tree;

const FORBIDDEN: [&str; 11] = [
    "utils", "helpers", "common", "core", "base", "misc", "shared", "manager", "service", "impl",
    "types",
];
const FLOORS: [&str; 6] = ["tools", "apps", "server", "tests", "bench", "deploy"];

/// Every folder, file and inline module with a name that says nothing.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Offence> {
    let mut found = Vec::new();
    let mut folders = BTreeSet::new();
    for file in &tree.files {
        let parts = file.parts();
        let Some((name, above)) = parts.split_last() else {
            continue;
        };
        if !above.first().is_some_and(|floor| FLOORS.contains(floor)) {
            continue;
        }
        for depth in 1..=above.len() {
            let path = above
                .iter()
                .take(depth)
                .copied()
                .collect::<Vec<_>>()
                .join("/");
            if forbidden(above[depth - 1]) && folders.insert(path.clone()) {
                found.push(Offence::new(&path, 1, says(above[depth - 1])));
            }
        }
        if let Some(stem) = name.strip_suffix(".rs").filter(|stem| forbidden(stem)) {
            found.push(Offence::new(&file.path, 1, says(stem)));
        }
        let tokens = if file.is_rust() {
            file.tokens()
        } else {
            Vec::new()
        };
        for three in tokens.windows(3) {
            if three[0].is("mod") && three[2].is("{") && forbidden(&three[1].text) {
                found.push(Offence::new(
                    &file.path,
                    three[1].line,
                    says(&three[1].text),
                ));
            }
        }
    }
    found
}

fn forbidden(name: &str) -> bool {
    FORBIDDEN.contains(&name)
}

fn says(name: &str) -> String {
    format!("names - `{name}` says nothing: name it after what it holds")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offence::assert_tidy;

    #[test]
    fn names_say_something() {
        let tree = Tree::read().unwrap();
        assert_tidy("names", &tree, &check(&tree));
    }

    #[test]
    fn a_good_and_a_bad_name() {
        let files = [
            ("apps/a/src/tasks/order.rs", "mod keys {}"),
            ("docs/types/a.toml", ""),
        ];
        assert_eq!(check(&Tree::of(&files)).len(), 0);

        let files = [
            ("apps/a/src/utils/a.rs", ""),
            ("apps/a/src/utils/b.rs", ""),
            ("tools/kit/src/types.rs", ""),
            ("server/src/cli.rs", "\nmod helpers {}"),
        ];
        let found = check(&Tree::of(&files));
        let places: Vec<_> = found.iter().map(|o| (o.path.as_str(), o.line)).collect();
        let expected = [
            ("apps/a/src/utils", 1),
            ("tools/kit/src/types.rs", 1),
            ("server/src/cli.rs", 2),
        ];
        assert_eq!(places, expected);
    }
}
