//! Schemas: one name, one type. The API's document keeps schemas by name, over all apps, and the
//! last one of a name silently takes the place of the others.

use std::collections::BTreeMap;

use crate::offence::Offence;
use crate::tree::{File, Tree};

/// Macros of kit that make a schema.
const MACROS: [&str; 3] = [
    "blimp_kit::words!(",
    "blimp_kit::id!(",
    "blimp_kit::checked_text!(",
];

/// Every second use of a schema's name.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Offence> {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let mut found = Vec::new();
    for file in tree.rust().filter(|file| is_ours(&file.path)) {
        for (line, name) in names(file) {
            let place = format!("{}:{line}", file.path);
            if let Some(other) = first.get(&name) {
                let says = format!(
                    "schemas - `{name}` is the schema of {other}: use #[schema(as = ..)], or \
                     `{name} as \"..\"` in a macro"
                );
                found.push(Offence::new(&file.path, line, says));
            } else {
                first.insert(name, place);
            }
        }
    }
    found
}

fn is_ours(path: &str) -> bool {
    let floor = ["tools/", "apps/", "server/"];
    floor.iter().any(|floor| path.starts_with(floor)) && !path.contains("/tests")
}

/// The schemas that a file declares, each with its line.
fn names(file: &File) -> Vec<(usize, String)> {
    let (mut found, mut derived, mut in_macro, mut given) = (Vec::new(), false, false, None);
    for (n, line) in file.text.lines().map(str::trim).enumerate() {
        if line == "mod tests {" {
            break;
        }
        if line.starts_with("//") {
            continue;
        }
        if MACROS.iter().any(|name| line.starts_with(name)) {
            in_macro = true;
        } else if in_macro {
            in_macro = false;
            let name = line.split(" as \"").nth(1).unwrap_or(line);
            found.extend(word(name).map(|name| (n + 1, name)));
        } else if line.starts_with("#[") && line.contains("ToSchema") {
            derived = true;
        } else if let Some((_, name)) = line.split_once("#[schema(as = ") {
            given = word(name);
        } else if derived && let Some(name) = declared(line) {
            found.extend(given.take().or(Some(name)).map(|name| (n + 1, name)));
            derived = false;
        }
    }
    found
}

fn declared(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    words.find(|word| *word == "struct" || *word == "enum")?;
    word(words.next()?)
}

/// The name that a text begins with.
fn word(text: &str) -> Option<String> {
    let name = text
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offence::assert_tidy;

    #[test]
    fn a_schema_has_one_type() {
        let tree = Tree::read().unwrap();
        assert!(tree.rust().map(|file| names(file).len()).sum::<usize>() > 100);
        assert_tidy("schemas", &tree, &check(&tree));
    }

    #[test]
    fn a_name_is_taken_by_derive_by_macro_and_by_as() {
        let one = "#[derive(ToSchema)]\npub struct Kind {";
        for (other, offences) in [
            ("#[derive(Debug, ToSchema)]\npub(super) enum Kind {", 1),
            (
                "#[derive(ToSchema)]\n#[schema(as = Kind)]\nstruct Other;",
                1,
            ),
            (
                "#[derive(ToSchema)]\n#[schema(as = Other)]\nstruct Kind;",
                0,
            ),
            ("blimp_kit::words!(\n    /// A kind.\n    Kind {", 1),
            (
                "blimp_kit::words!(\n    /// A kind.\n    Kind as \"Other\" {",
                0,
            ),
            ("blimp_kit::id!(\n    /// A kind.\n    Kind\n);", 1),
            ("#[derive(Debug)]\nstruct Kind;", 0),
        ] {
            let tree = Tree::of(&[("apps/a/src/a.rs", one), ("apps/b/src/b.rs", other)]);
            assert_eq!(check(&tree).len(), offences, "{other}");
        }
    }
}
