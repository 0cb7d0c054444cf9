//! The tree: the files that rules look at.

use std::fs;
use std::io;
use std::path::Path;

use crate::tokens::{Token, tokens};

/// One file: its path from the root of the repository, and its text.
#[derive(Debug, Clone)]
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    /// The Rust tokens of the file, without comments and the insides of strings.
    #[must_use]
    pub fn tokens(&self) -> Vec<Token> {
        tokens(&self.text)
    }

    /// The parts of the path.
    #[must_use]
    pub fn parts(&self) -> Vec<&str> {
        self.path.split('/').collect()
    }

    /// Whether this is Rust source.
    #[must_use]
    pub fn is_rust(&self) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|ending| ending == "rs")
    }

    /// The crate's folder and the module path inside it: `apps/projects` and `[tasks, api]`.
    /// None for a file that is no module of a crate's `src`.
    #[must_use]
    pub fn module(&self) -> Option<(String, Vec<String>)> {
        let (folder, inside) = self.path.split_once("/src/")?;
        let mut module: Vec<String> = inside
            .strip_suffix(".rs")?
            .split('/')
            .map(str::to_owned)
            .collect();
        if module.last().is_some_and(|name| name == "mod") || matches!(inside, "lib.rs" | "main.rs")
        {
            module.pop();
        }
        Some((folder.to_owned(), module))
    }
}

/// The files of the repository, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    pub files: Vec<File>,
}

/// Folders that hold nothing we wrote. Hidden ones are left out too.
const NOT_OURS: [&str; 4] = ["target", "node_modules", "data", "dist"];

impl Tree {
    /// Read the repository that this crate stands in.
    ///
    /// # Errors
    /// When a folder or a file cannot be read.
    pub fn read() -> io::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut tree = Self::default();
        tree.add_folder(&root, "")?;
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }

    /// A tree of snippets, for the tests of the rules.
    #[must_use]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let file = |&(path, text): &(&str, &str)| File {
            path: path.into(),
            text: text.into(),
        };
        Self {
            files: files.iter().map(file).collect(),
        }
    }

    /// The text of one file, if it is there.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files
            .iter()
            .find(|file| file.path == path)
            .map(|file| file.text.as_str())
    }

    /// All Rust files.
    pub fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_rust())
    }

    fn add_folder(&mut self, folder: &Path, prefix: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type()?;
            if kind.is_dir() && !name.starts_with('.') && !NOT_OURS.contains(&name.as_str()) {
                self.add_folder(&entry.path(), &format!("{prefix}{name}/"))?;
            } else if kind.is_file() && is_read(&name) {
                let text = fs::read_to_string(entry.path())?;
                self.files.push(File {
                    path: format!("{prefix}{name}"),
                    text,
                });
            }
        }
        Ok(())
    }
}

fn is_read(name: &str) -> bool {
    name == "allowed.txt"
        || Path::new(name)
            .extension()
            .is_some_and(|ending| ["rs", "toml", "sql"].iter().any(|known| ending == *known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_knows_its_module() {
        for (path, expected) in [
            ("apps/projects/src/lib.rs", Some(vec![])),
            ("apps/projects/src/tasks/mod.rs", Some(vec!["tasks"])),
            (
                "apps/projects/src/tasks/actions/close.rs",
                Some(vec!["tasks", "actions", "close"]),
            ),
            ("server/src/main.rs", Some(vec![])),
            ("server/src/cli/main.rs", Some(vec!["cli", "main"])),
            ("server/build.rs", None),
        ] {
            let tree = Tree::of(&[(path, "")]);
            let module = tree.files[0].module().map(|(_, module)| module);
            assert_eq!(
                module,
                expected.map(|m| m.into_iter().map(str::to_owned).collect())
            );
        }
    }

    #[test]
    fn the_tree_holds_this_file() {
        let tree = Tree::read().unwrap();
        assert!(tree.text("tests/tidy/src/tree.rs").is_some());
    }
}
