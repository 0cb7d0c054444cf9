//! Paths: which modules of its own crate a file names.
//!
//! Reads `crate::…`, `self::…` and `super::…`, in `use` lines (groups are spread out) and in
//! code, and resolves them to full paths from the crate's root. What a re-export hides stays
//! hidden: a rule sees the path as it is written.

use crate::tokens::Token;
use crate::tree::File;

/// A module path that a file names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub line: usize,
    /// From the crate's root: `[tasks, queries, find]`.
    pub target: Vec<String>,
}

/// The crate's own modules that `file` names outside of its tests.
#[must_use]
pub fn named(file: &File) -> Vec<Named> {
    let Some((_, module)) = file.module() else {
        return Vec::new();
    };
    if module.iter().any(|name| name == "tests") {
        return Vec::new();
    }
    let tokens = file.tokens();
    let mut found = Vec::new();
    for (at, scope) in scopes(&tokens) {
        if scope.iter().any(|name| name == "tests") || !starts_path(&tokens, at) {
            continue;
        }
        let mut here = module.clone();
        here.extend(scope);
        let mut written = Vec::new();
        spread(&tokens, at, &[], &mut written);
        let resolved = written.into_iter().filter_map(|(line, path)| {
            Some(Named {
                line,
                target: resolve(&here, &path)?,
            })
        });
        found.extend(resolved);
    }
    found
}

/// Every token's place, with the inline modules around it.
fn scopes(tokens: &[Token]) -> Vec<(usize, Vec<String>)> {
    let mut open: Vec<Option<String>> = Vec::new();
    let mut all = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if token.is("{") {
            let is_module = at >= 2 && tokens[at - 2].is("mod");
            open.push(is_module.then(|| tokens[at - 1].text.clone()));
        } else if token.is("}") {
            open.pop();
        }
        all.push((at, open.iter().flatten().cloned().collect()));
    }
    all
}

fn starts_path(tokens: &[Token], at: usize) -> bool {
    let root = ["crate", "self", "super"]
        .iter()
        .any(|root| tokens[at].is(root));
    root && tokens.get(at + 1).is_some_and(|next| next.is("::"))
        && (at == 0 || !tokens[at - 1].is("::"))
}

/// Read the path or the tree of paths that starts at `at`; answer where it ends.
fn spread(
    tokens: &[Token],
    mut at: usize,
    prefix: &[String],
    out: &mut Vec<(usize, Vec<String>)>,
) -> usize {
    let mut path = prefix.to_vec();
    let mut line = 0;
    while let Some(token) = tokens.get(at) {
        if token.is("{") {
            at += 1;
            while tokens.get(at).is_some_and(|token| !token.is("}")) {
                at = spread(tokens, at, &path, out).max(at + 1);
                while tokens
                    .get(at)
                    .is_some_and(|token| !token.is(",") && !token.is("}"))
                {
                    at += 1; // `as name`
                }
                if tokens.get(at).is_some_and(|token| token.is(",")) {
                    at += 1;
                }
            }
            return at + 1;
        }
        if !token.is_word() && !token.is("*") {
            break;
        }
        line = token.line;
        if !(token.is("self") && !prefix.is_empty() && path.len() == prefix.len()) {
            path.push(token.text.clone());
        }
        at += 1;
        if tokens.get(at).is_some_and(|next| next.is("::")) {
            at += 1;
        } else {
            break;
        }
    }
    if line > 0 {
        out.push((line, path));
    }
    at
}

/// From the path as written inside module `here` to the path from the crate's root.
fn resolve(here: &[String], written: &[String]) -> Option<Vec<String>> {
    let (root, mut rest) = written.split_first()?;
    let mut base = match root.as_str() {
        "crate" => Vec::new(),
        _ => here.to_vec(),
    };
    if root == "super" {
        base.pop()?;
    }
    while let Some((first, after)) = rest.split_first()
        && first == "super"
    {
        base.pop()?;
        rest = after;
    }
    base.extend(rest.iter().cloned());
    Some(base)
}

/// The modules a file declares, in their order: `mod a;` and `pub mod b;`.
#[must_use]
pub fn declared(file: &File) -> Vec<String> {
    let tokens = file.tokens();
    tokens
        .windows(3)
        .filter(|three| three[0].is("mod") && three[2].is(";"))
        .map(|three| three[1].text.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Tree;

    fn targets(source: &str) -> Vec<String> {
        let tree = Tree::of(&[("apps/projects/src/tasks/actions.rs", source)]);
        named(&tree.files[0])
            .into_iter()
            .map(|named| named.target.join("::"))
            .collect()
    }

    #[test]
    fn paths_are_spread_and_resolved() {
        for (source, expected) in [
            ("use super::model::Task;", vec!["tasks::model::Task"]),
            (
                "use crate::goals::{self, queries::{find as f, list}, *};",
                vec![
                    "goals",
                    "goals::queries::find",
                    "goals::queries::list",
                    "goals::*",
                ],
            ),
            (
                "fn f() { super::queries::find(tx, self::limit()); }",
                vec!["tasks::queries::find", "tasks::actions::limit"],
            ),
            (
                "mod inner { use super::super::policy; use super::x; }",
                vec!["tasks::policy", "tasks::actions::x"],
            ),
            (
                "pub(crate) fn f(self) {} use super::super::labels;",
                vec!["labels"],
            ),
            (
                "super::model::Task::<u8>::new()",
                vec!["tasks::model::Task"],
            ),
            (
                "#[cfg(test)] mod tests { use super::*; use crate::goals; }",
                vec![],
            ),
        ] {
            assert_eq!(targets(source), expected, "{source}");
        }
    }

    #[test]
    fn declarations_keep_their_order() {
        let tree = Tree::of(&[(
            "apps/a/src/lib.rs",
            "mod b; pub mod a; mod c { } fn mod_d() {}",
        )]);
        assert_eq!(declared(&tree.files[0]), ["b", "a"]);
    }
}
