//! Migrations: a version is used once in the whole house, and both databases have the same ones.
//!
//! Diesel keeps one table of applied versions for a database, so a version that two crates use
//! would be skipped in one of them without a word.

use std::collections::{BTreeMap, BTreeSet};

use crate::offence::Offence;
use crate::tree::Tree;

/// A migration's folder, taken apart.
#[derive(Debug)]
struct Migration {
    path: String,
    /// The folder that holds the `sqlite` and `postgres` folders.
    set: String,
    database: String,
    name: String,
}

impl Migration {
    /// As Diesel reads it: up to the first `_`, without the dashes.
    fn version(&self) -> String {
        self.name
            .split('_')
            .next()
            .unwrap_or_default()
            .replace('-', "")
    }
}

/// Every version that is used twice, and every migration that one database lacks.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Offence> {
    let all = migrations(tree);
    let names: BTreeSet<_> = all.iter().map(|m| (&m.set, &m.database, &m.name)).collect();
    let mut owner: BTreeMap<String, (&str, &str)> = BTreeMap::new();
    let mut found = Vec::new();
    for migration in &all {
        let other = if migration.database == "sqlite" {
            "postgres"
        } else {
            "sqlite"
        };
        if !names.contains(&(&migration.set, &other.to_owned(), &migration.name)) {
            let says = format!("migrations - write the same migration for {other}");
            found.push(Offence::new(&migration.path, 1, says));
        }
        let here = (migration.set.as_str(), migration.name.as_str());
        let first = *owner.entry(migration.version()).or_insert(here);
        if first != here {
            let says = format!(
                "migrations - {}/*/{} has this version: take a later",
                first.0, first.1
            );
            found.push(Offence::new(&migration.path, 1, says));
        }
    }
    found
}

fn migrations(tree: &Tree) -> Vec<Migration> {
    let mut all = Vec::new();
    for file in &tree.files {
        let parts = file.parts();
        if let [set @ .., database @ ("sqlite" | "postgres"), name, "up.sql"] = parts.as_slice()
            && set.contains(&"migrations")
        {
            all.push(Migration {
                path: file.path.clone(),
                set: set.join("/"),
                database: (*database).to_owned(),
                name: (*name).to_owned(),
            });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offence::assert_tidy;

    #[test]
    fn versions_are_unique_and_paired() {
        let tree = Tree::read().unwrap();
        assert_tidy("migrations", &tree, &check(&tree));
    }

    #[test]
    fn good_and_bad_migrations() {
        let offences = |paths: &[&str]| {
            let files: Vec<_> = paths.iter().map(|path| (*path, "")).collect();
            check(&Tree::of(&files)).len()
        };
        let tasks = [
            "apps/projects/migrations/sqlite/2026-11-23-000001_tasks/up.sql",
            "apps/projects/migrations/postgres/2026-11-23-000001_tasks/up.sql",
        ];
        assert_eq!(offences(&tasks), 0);
        assert_eq!(offences(&tasks[..1]), 1);
        let users = [
            "apps/accounts/migrations/sqlite/20261123000001_users/up.sql",
            "apps/accounts/migrations/postgres/20261123000001_users/up.sql",
        ];
        assert_eq!(offences(&[tasks, users].concat()), 2);
    }
}
