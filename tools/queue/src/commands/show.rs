//! `blimp jobs show`: all that is known of one job, but its arguments.

use std::io::Write;

use anyhow::Context as _;
use blimp_kit::{Error, Result};
use blimp_store::{Db, JobId};
use serde_json::Value;

use crate::admin;

/// Show all that is known of one job.
#[derive(Debug, clap::Args)]
pub struct Show {
    /// The job, as `blimp jobs list` shows it.
    id: JobId,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) async fn run(self, db: &Db, out: &mut dyn Write) -> Result {
        let id = self.id;
        let found = db.read(move |conn| admin::describe(conn, id)).await?;
        let found = found.ok_or(Error::NotFound)?;
        let written = if self.json {
            writeln!(out, "{found}")
        } else {
            fields(out, &found)
        };
        Ok(written.context("cannot write")?)
    }
}

fn fields(out: &mut dyn Write, found: &Value) -> std::io::Result<()> {
    for (name, value) in found.as_object().into_iter().flatten() {
        match value {
            Value::Null => {}
            Value::String(text) => writeln!(out, "{name:14}{text}")?,
            other => writeln!(out, "{name:14}{other}")?,
        }
    }
    Ok(())
}
