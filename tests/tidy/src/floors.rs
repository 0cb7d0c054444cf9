//! Floors: a crate depends only on what stands before it in the floor plan.
//!
//! Tools use the tools before them, apps use tools and the apps before them, and only `tests/`
//! and `bench/` use the server. Dev-dependencies count: a test that needs a later room belongs
//! in `tests/`.

use std::collections::BTreeMap;

use crate::offence::Offence;
use crate::tree::{File, Tree};

const TOOLS: [&str; 10] = [
    "kit", "watch", "store", "cache", "queue", "outgoing", "files", "mail", "http", "app",
];
const APPS: [&str; 10] = [
    "accounts",
    "projects",
    "exchange",
    "notifications",
    "webhooks",
    "billing",
    "ingest",
    "errors",
    "monitor",
    "hasselblad",
];

/// Crates that make test data and know nothing of ours: any room's tests may use them.
const TEST_DATA: [&str; 1] = ["boards"];

/// Every crate's dependencies on our own crates.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Offence> {
    let aliases = tree.text("Cargo.toml").map(aliases).unwrap_or_default();
    let mut found = Vec::new();
    for file in &tree.files {
        let Some(folder) = file.path.strip_suffix("/Cargo.toml") else {
            continue;
        };
        found.extend(check_name(file, folder));
        for (line, package) in dependencies(&file.text, &aliases) {
            if let Some(says) = refuse(folder, &package) {
                found.push(Offence::new(&file.path, line, says));
            }
        }
    }
    found
}

/// The package is named after its folder, and a tool or app has its place in the floor plan.
fn check_name(file: &File, folder: &str) -> Option<Offence> {
    let (floor, room) = folder.split_once('/')?;
    let known = match floor {
        "tools" => TOOLS.contains(&room),
        "apps" => APPS.contains(&room),
        _ => return None,
    };
    if !known {
        let says = format!("floors - {folder} is not in the floor plan: write an ADR, add it here");
        return Some(Offence::new(&file.path, 1, says));
    }
    let line = format!("name = \"blimp-{room}\"");
    (!file.text.lines().any(|found| found.trim() == line))
        .then(|| Offence::new(&file.path, 1, format!("floors - name the package: {line}")))
}

fn place(list: &[&str], room: &str) -> Option<usize> {
    list.iter().position(|name| *name == room)
}

/// Why the crate in `folder` may not use `package`; None if it may.
fn refuse(folder: &str, package: &str) -> Option<String> {
    let (floor, room) = folder.split_once('/').unwrap_or((folder, ""));
    if package == "blimp" {
        let ours = matches!(floor, "tests" | "bench" | "server");
        return (!ours).then(|| "floors - only tests/ and bench/ use the server".to_owned());
    }
    let other = package.strip_prefix("blimp-")?;
    if TEST_DATA.contains(&other) {
        return None;
    }
    let allowed = match (floor, place(&TOOLS, other), place(&APPS, other)) {
        ("tools", Some(tool), _) => place(&TOOLS, room).is_none_or(|here| tool < here),
        ("tools", None, _) | ("apps", None, None) => false,
        ("apps", None, Some(app)) => place(&APPS, room).is_none_or(|here| app < here),
        _ => true,
    };
    (!allowed).then(|| {
        format!("floors - {folder} may not use {package}: call down, or react to an event")
    })
}

/// `key -> package` for the root's `[workspace.dependencies]` that rename one of our crates.
fn aliases(root: &str) -> BTreeMap<String, String> {
    entries(root)
        .filter(|(_, section, _, _)| section == "workspace.dependencies")
        .filter_map(|(_, _, key, value)| Some((key, package(&value)?)))
        .collect()
}

fn dependencies(text: &str, aliases: &BTreeMap<String, String>) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (line, section, key, value) in entries(text) {
        let name = if section.ends_with("dependencies") {
            key
        } else if let Some((kind, name)) = section.rsplit_once('.')
            && kind.ends_with("dependencies")
            && key == "[header]"
        {
            name.trim_matches('"').to_owned()
        } else {
            continue;
        };
        if !section.starts_with("workspace.") && name != "[header]" {
            found.push((
                line,
                package(&value)
                    .or_else(|| aliases.get(&name).cloned())
                    .unwrap_or(name),
            ));
        }
    }
    found
}

/// `package = "…"` of an inline table.
fn package(value: &str) -> Option<String> {
    let (_, after) = value.split_once("package")?;
    after.split('"').nth(1).map(str::to_owned)
}

/// `(line, section, key, value)` of each entry; a section's own line has the key `[header]`.
fn entries(text: &str) -> impl Iterator<Item = (usize, String, String, String)> {
    let mut section = String::new();
    text.lines().enumerate().filter_map(move |(index, line)| {
        let line = line.trim();
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
        {
            name.trim_matches(['[', ']']).clone_into(&mut section);
            return Some((
                index + 1,
                section.clone(),
                "[header]".to_owned(),
                String::new(),
            ));
        }
        let (key, value) = line.split_once('=')?;
        let key = key
            .split('.')
            .next()
            .unwrap_or_default()
            .trim()
            .trim_matches('"');
        (!line.starts_with('#')).then(|| {
            (
                index + 1,
                section.clone(),
                key.to_owned(),
                value.trim().to_owned(),
            )
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offence::assert_tidy;

    #[test]
    fn crates_use_only_the_floors_below() {
        let tree = Tree::read().unwrap();
        assert_tidy("floors", &tree, &check(&tree));
    }

    fn lines(path: &str, text: &str) -> Vec<usize> {
        let root = "[workspace.dependencies]\nhouse = { package = \"blimp\", path = \"server\" }\n";
        let tree = Tree::of(&[("Cargo.toml", root), (path, text)]);
        check(&tree)
            .into_iter()
            .map(|offence| offence.line)
            .collect()
    }

    #[test]
    fn a_good_and_a_bad_app() {
        for (rest, expected) in [
            (
                "[dependencies]\nblimp-kit.workspace = true\nblimp-accounts = { path = \"x\" }",
                None,
            ),
            (
                "[dependencies]\nserde = \"1\"\nblimp-webhooks.workspace = true",
                Some(5),
            ),
            ("[dev-dependencies]\nhouse.workspace = true", Some(4)),
            ("[dependencies.blimp-billing]\npath = \"x\"", Some(3)),
            (
                "[target.'cfg(unix)'.dependencies]\nb = { package = \"blimp-errors\" }",
                Some(4),
            ),
        ] {
            let text = format!("[package]\nname = \"blimp-projects\"\n{rest}");
            assert_eq!(
                lines("apps/projects/Cargo.toml", &text),
                Vec::from_iter(expected),
                "{rest}"
            );
        }
    }

    #[test]
    fn a_good_and_a_bad_crate_of_another_floor() {
        for (folder, name, dependency, expected) in [
            ("tools/store", "blimp-store", "blimp-kit", None),
            ("tools/store", "blimp-store", "blimp-queue", Some(4)),
            ("tools/store", "blimp-store", "blimp-accounts", Some(4)),
            ("tools/cache", "cache", "serde", Some(1)),
            ("tools/gears", "blimp-gears", "serde", Some(1)),
            ("tests/house", "blimp-tests", "blimp", None),
            ("deploy", "blimp-deploy", "blimp", Some(4)),
        ] {
            let text = format!(
                "[package]\nname = \"{name}\"\n[dependencies]\n{dependency}.workspace = true"
            );
            let path = format!("{folder}/Cargo.toml");
            assert_eq!(
                lines(&path, &text),
                Vec::from_iter(expected),
                "{folder} {dependency}"
            );
        }
    }
}
