//! What a run says: on standard output, and in a log where one is asked for.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

/// Where lines go.
#[derive(Debug)]
pub struct Report {
    log: Option<File>,
}

impl Report {
    /// On standard output, and in `log`.
    pub fn new(log: Option<&Path>) -> Self {
        let log = log.map(|path| {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).expect("the folder of the log");
            }
            File::create(path).expect("the log")
        });
        Self { log }
    }

    /// On standard output only.
    pub const fn to_nowhere() -> Self {
        Self { log: None }
    }

    /// One line, or several.
    pub fn say(&mut self, words: &str) {
        drop(writeln!(std::io::stdout(), "{words}"));
        if let Some(log) = &mut self.log {
            writeln!(log, "{words}").expect("the log can be written");
        }
    }
}

/// The commit that is checked out, with `+` where the tree differs from it.
pub fn commit() -> String {
    let git = |args: &[&str]| {
        let done = Command::new("git").args(args).output().ok()?;
        done.status
            .success()
            .then(|| String::from_utf8_lossy(&done.stdout).trim().to_owned())
    };
    let Some(id) = git(&["rev-parse", "--short=12", "HEAD"]) else {
        return "unknown".to_owned();
    };
    let changed = git(&["status", "--porcelain"]).is_none_or(|list| !list.is_empty());
    if changed { format!("{id}+") } else { id }
}
