//! `blimp files`: move files to another place, look for what is amiss.

use std::io::Write;

use anyhow::Context as _;
use blimp_kit::{Error, Result};
use blimp_store::Db;
use serde::Serialize;

use crate::blobs::Files;
use crate::moving::{self, Amiss, Manner, Moved};

/// Move files to another place, look for what is amiss.
#[derive(Debug, clap::Subcommand)]
pub enum FilesCommand {
    /// Copies every file to another place and compares the copies. Asked again, it goes on where it
    /// ended. Set `FILES_URL` to the new place afterwards, restart, and run it once more for what
    /// came meanwhile.
    Migrate(Migrate),
    /// Looks for files without bytes and bytes without a file.
    Check {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Copies every file to another place.
#[derive(Debug, clap::Args)]
pub struct Migrate {
    /// Where to: `file://path` or `s3://bucket/prefix`, with the keys of the settings.
    #[arg(long)]
    to: String,
    /// Where from; where files are now, if nothing is said.
    #[arg(long)]
    from: Option<String>,
    /// Only says what would be done.
    #[arg(long)]
    dry_run: bool,
    /// Deletes each file from where it was, once its copy was compared.
    #[arg(long)]
    delete_source: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl FilesCommand {
    /// Runs the command; its answer goes to `out`. A fault where something is amiss.
    pub async fn run(self, db: &Db, files: &Files, out: &mut dyn Write) -> Result {
        match self {
            Self::Migrate(args) => args.run(db, files, out).await,
            Self::Check { json } => {
                let amiss = moving::check(db, files).await?;
                if json {
                    say_json(&amiss, out)?;
                } else {
                    say(&about(&amiss), out)?;
                }
                fail(amiss.missing.len(), "files have no bytes")
            }
        }
    }
}

impl Migrate {
    async fn run(self, db: &Db, files: &Files, out: &mut dyn Write) -> Result {
        let from = match &self.from {
            Some(url) => files.elsewhere(url)?,
            None => files.clone(),
        };
        let to = files.elsewhere(&self.to)?;
        if from.options.url.trim_end_matches('/') == self.to.trim_end_matches('/') {
            return Err(Error::fault("--to: the files are there already"));
        }
        let manner = Manner {
            dry_run: self.dry_run,
            delete_source: self.delete_source,
        };
        let moved = if self.json {
            let moved = moving::migrate(db, (&from, &to), manner, &mut std::io::sink()).await?;
            say_json(&moved, out)?;
            moved
        } else {
            let moved = moving::migrate(db, (&from, &to), manner, out).await?;
            say(&told(&moved, self.dry_run), out)?;
            moved
        };
        fail(
            moved.missing.len() + moved.damaged.len(),
            "blobs could not be moved",
        )
    }
}

fn told(moved: &Moved, dry_run: bool) -> String {
    let copied = if dry_run {
        "to copy"
    } else {
        "copied and compared"
    };
    let mut text = format!(
        "{} files: {} blobs {copied} ({} MB), {} there already, {} deleted where they were\n",
        moved.files,
        moved.copied,
        moved.bytes >> 20,
        moved.there,
        moved.deleted
    );
    list(&mut text, "missing", &moved.missing);
    list(&mut text, "damaged", &moved.damaged);
    text
}

fn about(amiss: &Amiss) -> String {
    let mut text = format!(
        "{} files, {} blobs: {} missing, {} without a file ({} MB)\n",
        amiss.files,
        amiss.blobs,
        amiss.missing.len(),
        amiss.orphans.len(),
        amiss.orphan_bytes >> 20
    );
    list(&mut text, "missing", &amiss.missing);
    list(&mut text, "without a file", &amiss.orphans);
    text
}

fn list(text: &mut String, word: &str, keys: &[String]) {
    for key in keys {
        text.extend([word, "  ", key, "\n"]);
    }
}

fn say(text: &str, out: &mut dyn Write) -> Result {
    out.write_all(text.as_bytes()).context("cannot write")?;
    Ok(())
}

fn say_json<T: Serialize>(what: &T, out: &mut dyn Write) -> Result {
    let json = serde_json::to_string(what)?;
    say(&format!("{json}\n"), out)
}

fn fail(count: usize, what: &str) -> Result {
    if count == 0 {
        return Ok(());
    }
    Err(Error::fault(format!("{count} {what}")))
}
