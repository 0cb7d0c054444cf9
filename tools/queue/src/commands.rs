//! `blimp jobs`: look at background jobs, retry and cancel them.

use std::io::Write;

use anyhow::Context as _;
use blimp_kit::{Error, Page, PageParams, Result};
use blimp_store::{Db, JobId};
use serde_json::json;

use crate::admin::{self, JobFilter, JobRow};
use crate::state::State;

/// Look at background jobs, retry and cancel them.
#[derive(Debug, clap::Subcommand)]
pub enum JobsCommand {
    /// Show jobs that wait, run or are dead, the newest first.
    List(List),
    /// Make dead or waiting jobs due now; a dead one starts over with all its tries.
    Retry(Retry),
    /// End waiting and dead jobs, and ask running ones to stop.
    Cancel(Cancel),
}

/// Show jobs that wait, run or are dead, the newest first.
#[derive(Debug, clap::Args)]
pub struct List {
    /// Only those that stand so: ready, running, published or dead.
    #[arg(long, value_parser = |word: &str| word.parse::<State>().map_err(|e| e.to_string()))]
    state: Option<State>,
    /// Only those of this queue.
    #[arg(long)]
    queue: Option<String>,
    /// Only those of this kind, such as mail.send.
    #[arg(long)]
    kind: Option<String>,
    /// How many, 1 to 100.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=100))]
    limit: i64,
    /// Read on from here: the `next` of the page before.
    #[arg(long)]
    cursor: Option<String>,
    /// As JSON: `{"items": […], "next": cursor|null}`.
    #[arg(long)]
    json: bool,
}

/// Make dead or waiting jobs due now.
#[derive(Debug, clap::Args)]
pub struct Retry {
    /// The jobs, as `blimp jobs list` shows them.
    #[arg(required_unless_present = "all_dead")]
    ids: Vec<JobId>,
    /// Every dead job.
    #[arg(long, conflicts_with = "ids")]
    all_dead: bool,
    /// As JSON: `{"retried": n, "refused": [{"id", "reason"}]}`.
    #[arg(long)]
    json: bool,
}

/// End waiting and dead jobs, and ask running ones to stop.
#[derive(Debug, clap::Args)]
pub struct Cancel {
    /// The jobs, as `blimp jobs list` shows them.
    #[arg(required = true)]
    ids: Vec<JobId>,
    /// As JSON: `{"cancelled": n, "refused": [{"id", "reason"}]}`.
    #[arg(long)]
    json: bool,
}

impl JobsCommand {
    /// Does it and says so on `out`. Where some jobs were refused, the others are done all the
    /// same and the error names the refused.
    pub async fn run(self, db: &Db, out: &mut dyn Write) -> Result {
        match self {
            Self::List(list) => list.run(db, out).await,
            Self::Retry(retry) => retry.run(db, out).await,
            Self::Cancel(cancel) => {
                each(
                    db,
                    out,
                    cancel.ids,
                    ("cancelled", cancel.json),
                    admin::cancel,
                )
                .await
            }
        }
    }
}

impl List {
    async fn run(self, db: &Db, out: &mut dyn Write) -> Result {
        let page = PageParams {
            limit: Some(self.limit),
            cursor: self.cursor,
        };
        let filter = JobFilter {
            state: self.state,
            queue: self.queue,
            kind: self.kind,
            page,
        };
        let found = db.read(move |conn| admin::list(conn, &filter)).await?;
        let written = if self.json {
            as_json(out, &found)
        } else {
            as_table(out, &found)
        };
        Ok(written.context("cannot write the list")?)
    }
}

impl Retry {
    async fn run(self, db: &Db, out: &mut dyn Write) -> Result {
        if !self.all_dead {
            return each(db, out, self.ids, ("retried", self.json), admin::retry).await;
        }
        let (retried, stayed) = db.write(admin::retry_all_dead).await?;
        let written = if self.json {
            writeln!(out, "{}", json!({ "retried": retried, "refused": stayed }))
        } else if stayed == 0 {
            writeln!(out, "{retried} retried")
        } else {
            writeln!(
                out,
                "{retried} retried; {stayed} stay dead: live jobs have their keys"
            )
        };
        Ok(written.context("cannot write")?)
    }
}

async fn each(
    db: &Db,
    out: &mut dyn Write,
    ids: Vec<JobId>,
    (verb, as_json): (&'static str, bool),
    act: fn(&mut blimp_store::Tx, JobId) -> Result,
) -> Result {
    let (mut done, mut refused) = (0, Vec::new());
    for id in ids {
        match db.write(move |tx| act(tx, id)).await {
            Ok(()) => done += 1,
            Err(Error::NotFound) => {
                refused.push((
                    id,
                    "there is no such job; a finished one is not kept".to_owned(),
                ));
            }
            Err(Error::Conflict { detail, .. }) => refused.push((id, detail)),
            Err(other) => return Err(other),
        }
    }
    let written = if as_json {
        let reasons: Vec<_> = refused
            .iter()
            .map(|(id, reason)| json!({ "id": id, "reason": reason }))
            .collect();
        writeln!(out, "{}", json!({ verb: done, "refused": reasons }))
    } else {
        writeln!(out, "{done} {verb}")
    };
    written.context("cannot write")?;
    let says: Vec<String> = refused
        .iter()
        .map(|(id, reason)| format!("job {id}: {reason}"))
        .collect();
    if says.is_empty() {
        Ok(())
    } else {
        Err(Error::conflict("job.refused", says.join("\n")))
    }
}

fn as_json(out: &mut dyn Write, found: &Page<JobRow>) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, found)?;
    writeln!(out)
}

fn as_table(out: &mut dyn Write, found: &Page<JobRow>) -> std::io::Result<()> {
    if found.items.is_empty() {
        return writeln!(out, "No jobs.");
    }
    let head = ["ID", "STATE", "QUEUE", "KIND", "TRY", "DUE", "LAST ERROR"].map(str::to_owned);
    let lines: Vec<[String; 7]> = std::iter::once(head)
        .chain(found.items.iter().map(line))
        .collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max();
    let widths: Vec<usize> = (0..7).map(|column| width(column).unwrap_or(0)).collect();
    for line in &lines {
        let cells = line
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:width$}"));
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    match &found.next {
        Some(next) => writeln!(out, "More: --cursor {next}"),
        None => Ok(()),
    }
}

fn line(job: &JobRow) -> [String; 7] {
    let error = job.last_error.as_deref().unwrap_or_default();
    let error: String = error
        .lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(60)
        .collect();
    [
        job.id.to_string(),
        job.state.to_string(),
        job.queue.clone(),
        job.kind.clone(),
        format!("{}/{}", job.attempt, job.max_attempt),
        job.run_at
            .to_chrono()
            .format("%Y-%m-%dT%H:%M:%SZ")
            .to_string(),
        error,
    ]
}
