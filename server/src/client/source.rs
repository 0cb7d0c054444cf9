//! Where the client's files are: in this binary, or in a folder.

use std::path::PathBuf;

use axum::body::Bytes;

/// The files of `client/dist`. Release builds hold them; debug builds read the folder.
#[cfg(feature = "ui")]
#[derive(rust_embed::RustEmbed)]
#[folder = "../client/dist"]
#[allow_missing = true]
struct Embedded;

/// Where to look.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    /// What was built in.
    Binary,
    /// `CLIENT_DIR`.
    Folder(PathBuf),
}

impl Source {
    /// The folder of this name; the binary where it is empty.
    pub(crate) fn of(folder: &str) -> Self {
        if folder.is_empty() {
            Self::Binary
        } else {
            Self::Folder(PathBuf::from(folder))
        }
    }

    /// The bytes of a file. From a folder it is read at once: these are small, and in memory.
    pub(crate) fn read(&self, name: &str) -> Option<Bytes> {
        if !is_plain(name) {
            return None;
        }
        match self {
            Self::Binary => embedded(name),
            Self::Folder(root) => std::fs::read(root.join(name)).ok().map(Bytes::from),
        }
    }

    /// Every name under `folder`, which ends in a slash or is empty, in order.
    pub(crate) fn list(&self, folder: &str) -> Vec<String> {
        let mut names = match self {
            Self::Binary => embedded_names(),
            Self::Folder(root) => names_in(root),
        };
        names.retain(|name| name.starts_with(folder) && is_plain(name));
        names.sort();
        names
    }

    /// What there is, for people.
    pub(crate) fn in_words(&self) -> String {
        let place = match self {
            Self::Binary if cfg!(not(feature = "ui")) => {
                return "Client: this binary was built without one (feature ui).".to_owned();
            }
            Self::Binary if cfg!(debug_assertions) => "in client/dist".to_owned(),
            Self::Binary => "in this binary".to_owned(),
            Self::Folder(root) => format!("in {}", root.display()),
        };
        if self.read(super::SHELL).is_none() {
            return format!("Client: none {place}; ./run builds one.");
        }
        let files = self.list("");
        let bytes: usize = files
            .iter()
            .filter_map(|name| self.read(name))
            .map(|b| b.len())
            .sum();
        format!(
            "Client: {} files, {} kB, {place}.",
            files.len(),
            bytes >> 10
        )
    }
}

/// Words between slashes, none of which begins with a dot: nothing hidden, nothing outside.
fn is_plain(name: &str) -> bool {
    name.split('/')
        .all(|part| !part.is_empty() && !part.starts_with('.'))
        && !name.contains(['\\', '\0'])
}

#[cfg(feature = "ui")]
fn embedded(name: &str) -> Option<Bytes> {
    use std::borrow::Cow;
    Some(match Embedded::get(name)?.data {
        Cow::Borrowed(held) => Bytes::from_static(held),
        Cow::Owned(read) => Bytes::from(read),
    })
}

#[cfg(feature = "ui")]
fn embedded_names() -> Vec<String> {
    Embedded::iter().map(std::borrow::Cow::into_owned).collect()
}

#[cfg(not(feature = "ui"))]
fn embedded(_: &str) -> Option<Bytes> {
    None
}

#[cfg(not(feature = "ui"))]
fn embedded_names() -> Vec<String> {
    Vec::new()
}

fn names_in(root: &PathBuf) -> Vec<String> {
    let (mut found, mut folders) = (Vec::new(), vec![root.clone()]);
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(name) = path.strip_prefix(root) {
                found.push(name.to_string_lossy().into_owned());
            }
        }
    }
    found
}
