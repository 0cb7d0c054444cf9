//! `blimp jobs`: look at background jobs, retry and cancel them.

use std::io::Write;

use anyhow::Context as _;
use blimp_kit::{Page, PageParams, Result};
use blimp_store::{Db, JobId};

use super::bulk::{Cancel, Retry};
use super::show::Show;
use super::table;
use super::top::Top;
use crate::admin::{self, EndedFilter, EndedRow, JobFilter, JobRow};
use crate::state::State;

/// Look at background jobs, retry and cancel them.
#[derive(Debug, clap::Subcommand)]
pub enum JobsCommand {
    /// Show jobs that wait, run or are dead, the newest first.
    List(List),
    /// Show all that is known of one job.
    Show(Show),
    /// Show jobs that came to their end, the latest first.
    History(History),
    /// Make dead or waiting jobs due now; a dead one starts over with all its tries.
    Retry(Retry),
    /// End waiting and dead jobs with those that wait for them, and ask running ones to stop.
    Cancel(Cancel),
    /// Watch the queue work: depth, rate, waits and failures, once a second.
    Top(Top),
}

/// Show jobs that wait, run or are dead, the newest first.
#[derive(Debug, clap::Args)]
pub struct List {
    /// Only those that stand so: ready, running, published, dead or blocked.
    #[arg(long, value_parser = |word: &str| word.parse::<State>().map_err(|e| e.to_string()))]
    state: Option<State>,
    /// Only those of this queue.
    #[arg(long)]
    queue: Option<String>,
    /// Only those of this kind, such as mail.send.
    #[arg(long)]
    kind: Option<String>,
    #[command(flatten)]
    part: Part,
}

/// Show jobs that came to their end, the latest first.
#[derive(Debug, clap::Args)]
pub struct History {
    /// Only those that ended so: done or cancelled.
    #[arg(long, value_parser = ["done", "cancelled"])]
    status: Option<String>,
    /// Only those of this queue.
    #[arg(long)]
    queue: Option<String>,
    /// Only those of this kind, such as mail.send.
    #[arg(long)]
    kind: Option<String>,
    #[command(flatten)]
    part: Part,
}

#[derive(Debug, clap::Args)]
struct Part {
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

impl Part {
    fn page(&self) -> PageParams {
        PageParams {
            limit: Some(self.limit),
            cursor: self.cursor.clone(),
        }
    }
}

impl JobsCommand {
    /// Does it and says so on `out`. Where some jobs were refused, the others are done all the
    /// same and the error names the refused.
    pub async fn run(self, db: &Db, out: &mut dyn Write) -> Result {
        match self {
            Self::List(list) => list.run(db, out).await,
            Self::Show(show) => show.run(db, out).await,
            Self::History(history) => history.run(db, out).await,
            Self::Retry(retry) => retry.run(db, out).await,
            Self::Cancel(cancel) => cancel.run(db, out).await,
            Self::Top(top) => top.run(db, out).await,
        }
    }
}

impl List {
    async fn run(self, db: &Db, out: &mut dyn Write) -> Result {
        let filter = JobFilter {
            page: self.part.page(),
            state: self.state,
            queue: self.queue,
            kind: self.kind,
        };
        let found = db.read(move |conn| admin::list(conn, &filter)).await?;
        let head = ["ID", "STATE", "QUEUE", "KIND", "TRY", "DUE", "LAST ERROR"];
        let written = if self.part.json {
            as_json(out, &found)
        } else {
            as_table(out, head, &found, line, "No jobs.")
        };
        Ok(written.context("cannot write the list")?)
    }
}

impl History {
    async fn run(self, db: &Db, out: &mut dyn Write) -> Result {
        let filter = EndedFilter {
            page: self.part.page(),
            status: self.status,
            queue: self.queue,
            kind: self.kind,
        };
        let found = db.read(move |conn| admin::history(conn, &filter)).await?;
        let head = ["ID", "STATUS", "QUEUE", "KIND", "TRIES", "ENDED", "TOOK"];
        let written = if self.part.json {
            as_json(out, &found)
        } else {
            as_table(out, head, &found, ended, "No jobs.")
        };
        Ok(written.context("cannot write the list")?)
    }
}

fn as_json<T: serde::Serialize>(out: &mut dyn Write, found: &Page<T>) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, found)?;
    writeln!(out)
}

fn as_table<T, const N: usize>(
    out: &mut dyn Write,
    head: [&str; N],
    found: &Page<T>,
    line: fn(&T) -> [String; N],
    none: &str,
) -> std::io::Result<()> {
    if found.items.is_empty() {
        return writeln!(out, "{none}");
    }
    table::write(out, head, found.items.iter().map(line))?;
    match &found.next {
        Some(next) => writeln!(out, "More: --cursor {next}"),
        None => Ok(()),
    }
}

fn line(job: &JobRow) -> [String; 7] {
    [
        job.id.to_string(),
        job.state.to_string(),
        job.queue.clone(),
        job.kind.clone(),
        format!("{}/{}", job.attempt, job.max_attempt),
        table::time(job.run_at),
        table::first_words(job.last_error.as_deref()),
    ]
}

fn ended(job: &EndedRow) -> [String; 7] {
    let took = job.started_at.map(|began| job.finished_at.since(began));
    [
        JobId::to_string(&job.id),
        job.status.clone(),
        job.queue.clone(),
        job.kind.clone(),
        job.attempt.to_string(),
        table::time(job.finished_at),
        took.map_or(String::new(), |took| format!("{took:.1?}")),
    ]
}
