//! The installation's secret key.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;

use anyhow::Context as _;
use blimp_kit::{Error, Result, Settings, Signer, random};
use blimp_store::config::DATABASE_URL;

use crate::config::BLIMP_SECRET_KEY;

/// The fewest characters of a key.
const SHORTEST: usize = 32;

/// The signer with this installation's key, which is made on the first start on SQLite.
pub(crate) fn signer(settings: &Settings) -> Result<Signer> {
    let key = settings.text(&BLIMP_SECRET_KEY);
    if key.len() >= SHORTEST {
        return Ok(Signer::new(key.as_bytes().to_vec()));
    }
    if !key.is_empty() {
        return Err(Error::fault("BLIMP_SECRET_KEY: at least 32 characters"));
    }
    let Some(database) = settings.text(&DATABASE_URL).strip_prefix("sqlite://") else {
        return Err(Error::fault(
            "BLIMP_SECRET_KEY must be set on Postgres, to 32 random characters",
        ));
    };
    let file = PathBuf::from(database).with_extension("key");
    Ok(Signer::new(kept(&file)?.into_bytes()))
}

/// The key in `file`, made if it is not there; two processes that start at once agree on one.
fn kept(file: &PathBuf) -> Result<String> {
    let shown = file.display();
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let fresh = random::token()?;
    match OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
    {
        Ok(mut new) => {
            new.write_all(fresh.as_bytes())
                .and_then(|()| new.sync_all())
                .with_context(|| format!("cannot write {shown}"))?;
            Ok(fresh)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let key =
                std::fs::read_to_string(file).with_context(|| format!("cannot read {shown}"))?;
            if key.trim().len() < SHORTEST {
                return Err(Error::fault(format!(
                    "{shown} holds no key; restore it, or remove it to make a new one (links already mailed stop working)"
                )));
            }
            Ok(key.trim().to_owned())
        }
        Err(error) => Err(anyhow::Error::new(error)
            .context(format!("cannot make {shown}"))
            .into()),
    }
}
