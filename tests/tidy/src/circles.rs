//! Circles: modules that stand side by side do not import each other, directly or around.
//!
//! Looks at every crate of the floors, at every depth: the files of a tool as well as the files
//! of a noun. What a re-export in the crate's root hides is not seen.

use std::collections::{BTreeMap, BTreeSet};

use crate::offence::Offence;
use crate::paths::named;
use crate::tree::{File, Tree};

/// An arrow between two modules of the same parent, and where it is first written.
#[derive(Debug, Default)]
struct Graph {
    arrows: BTreeMap<String, BTreeMap<String, (String, usize)>>,
}

impl Graph {
    /// The modules on a way from `from` to `to`, both included, shortest first found.
    fn way(&self, from: &str, to: &str) -> Option<Vec<String>> {
        let mut seen = BTreeSet::from([from.to_owned()]);
        let mut ways = vec![vec![from.to_owned()]];
        while !ways.is_empty() {
            let mut longer = Vec::new();
            for way in ways {
                let last = way.last()?.clone();
                if last == to {
                    return Some(way);
                }
                for next in self.arrows.get(&last).into_iter().flat_map(BTreeMap::keys) {
                    if seen.insert(next.clone()) {
                        longer.push(way.iter().cloned().chain([next.clone()]).collect());
                    }
                }
            }
            ways = longer;
        }
        None
    }
}

/// Every arrow that is part of a circle.
#[must_use]
pub fn check(tree: &Tree) -> Vec<Offence> {
    let graph = graph(tree);
    let mut found = Vec::new();
    for (from, arrows) in &graph.arrows {
        for (to, (path, line)) in arrows {
            if let Some(way) = graph.way(to, from) {
                let says = format!(
                    "circles - {from} > {}: move what both need into a module below them",
                    way.join(" > ")
                );
                found.push(Offence::new(path, *line, says));
            }
        }
    }
    found
}

fn graph(tree: &Tree) -> Graph {
    let in_floors = |path: &str| {
        ["tools/", "apps/", "server/"]
            .iter()
            .any(|floor| path.starts_with(floor))
    };
    let modules: BTreeSet<String> = tree
        .rust()
        .filter_map(File::module)
        .flat_map(|(folder, module)| {
            (1..=module.len()).map(move |n| full_name(&folder, &module, n))
        })
        .collect();
    let mut graph = Graph::default();
    for file in tree.rust().filter(|file| in_floors(&file.path)) {
        let Some((folder, module)) = file.module() else {
            continue;
        };
        for name in named(file) {
            let same = module
                .iter()
                .zip(&name.target)
                .take_while(|(a, b)| a == b)
                .count();
            if same >= module.len() || same >= name.target.len() {
                continue;
            }
            let from = full_name(&folder, &module, same + 1);
            let to = full_name(&folder, &name.target, same + 1);
            if modules.contains(&to) {
                let arrows = graph.arrows.entry(from).or_default();
                arrows
                    .entry(to)
                    .or_insert_with(|| (file.path.clone(), name.line));
            }
        }
    }
    graph
}

/// `tools/store::tx`: the crate's folder and the first `depth` parts of the module.
fn full_name(folder: &str, module: &[String], depth: usize) -> String {
    module
        .iter()
        .take(depth)
        .fold(folder.to_owned(), |name, part| format!("{name}::{part}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offence::assert_tidy;

    #[test]
    fn modules_do_not_import_in_circles() {
        let tree = Tree::read().unwrap();
        assert_tidy("circles", &tree, &check(&tree));
    }

    #[test]
    fn a_good_and_a_bad_crate() {
        let offences = |a, b, c| {
            let files = [
                (
                    "tools/store/src/lib.rs",
                    "mod a; mod b; mod c; pub use a::X;",
                ),
                ("tools/store/src/a.rs", a),
                ("tools/store/src/b.rs", b),
                ("tools/store/src/c/deep.rs", c),
            ];
            check(&Tree::of(&files)).len()
        };
        assert_eq!(offences("", "use crate::a::X;", "use crate::{a, b};"), 0);
        assert_eq!(offences("use super::b::Y;", "use crate::a::X;", ""), 2);
        assert_eq!(
            offences(
                "use crate::c;",
                "use crate::a;",
                "use crate::b; use super::X;"
            ),
            3
        );
        assert_eq!(
            offences("mod tests { use crate::b; }", "use crate::a;", ""),
            0
        );
    }
}
