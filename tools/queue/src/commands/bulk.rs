//! `blimp jobs retry` and `blimp jobs cancel`: some by their ids, or many by what they are.

use std::io::Write;

use anyhow::Context as _;
use blimp_kit::{Error, Instant, Result};
use blimp_store::{Db, JobId, Tx};
use serde_json::json;

use crate::admin::{self, Bulk, Chunk};
use crate::state::State;

/// Make dead or waiting jobs due now.
#[derive(Debug, clap::Args)]
pub struct Retry {
    /// The jobs, as `blimp jobs list` shows them.
    #[arg(required_unless_present = "dead")]
    ids: Vec<JobId>,
    /// Every dead job that the other options mean.
    #[arg(long, alias = "all-dead", conflicts_with = "ids")]
    dead: bool,
    #[command(flatten)]
    which: Which,
    /// As JSON: `{"retried": n, "refused": …}`.
    #[arg(long)]
    json: bool,
}

/// End waiting and dead jobs, and ask running ones to stop.
#[derive(Debug, clap::Args)]
pub struct Cancel {
    /// The jobs, as `blimp jobs list` shows them.
    #[arg(required_unless_present = "state")]
    ids: Vec<JobId>,
    /// Every job that stands so and that the other options mean.
    #[arg(long, conflicts_with = "ids",
          value_parser = |word: &str| word.parse::<State>().map_err(|e| e.to_string()))]
    state: Option<State>,
    #[command(flatten)]
    which: Which,
    /// As JSON: `{"cancelled": n, "refused": …}`.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct Which {
    /// Only those of this queue.
    #[arg(long, conflicts_with = "ids")]
    queue: Option<String>,
    /// Only those of this kind, such as mail.send.
    #[arg(long, conflicts_with = "ids")]
    kind: Option<String>,
    /// Only those whose latest try began at or after this time, such as 2026-11-23T09:00:00Z.
    #[arg(long, conflicts_with = "ids")]
    since: Option<Instant>,
    /// Only those whose latest try began before this time.
    #[arg(long, conflicts_with = "ids")]
    until: Option<Instant>,
}

impl Which {
    fn of(self, state: State) -> Bulk {
        Bulk {
            state: Some(state),
            queue: self.queue,
            kind: self.kind,
            since: self.since,
            until: self.until,
        }
    }
}

impl Retry {
    pub(super) async fn run(self, db: &Db, out: &mut dyn Write) -> Result {
        let words = ("retried", self.json);
        if self.dead {
            let which = self.which.of(State::Dead);
            return many(db, out, which, words, admin::retry_chunk).await;
        }
        each(db, out, self.ids, words, admin::retry).await
    }
}

impl Cancel {
    pub(super) async fn run(self, db: &Db, out: &mut dyn Write) -> Result {
        let words = ("cancelled", self.json);
        if let Some(state) = self.state {
            let which = self.which.of(state);
            return many(db, out, which, words, admin::cancel_chunk).await;
        }
        each(db, out, self.ids, words, admin::cancel).await
    }
}

async fn many(
    db: &Db,
    out: &mut dyn Write,
    which: Bulk,
    (verb, as_json): (&'static str, bool),
    act: fn(&mut Tx, &Bulk, Option<JobId>) -> Result<Chunk>,
) -> Result {
    let (done, refused) = admin::in_chunks(db, &which, act).await?;
    let written = if as_json {
        writeln!(out, "{}", json!({ verb: done, "refused": refused }))
    } else if refused == 0 {
        writeln!(out, "{done} {verb}")
    } else {
        writeln!(
            out,
            "{done} {verb}; {refused} stay as they are: live jobs have their keys, or they run"
        )
    };
    Ok(written.context("cannot write")?)
}

async fn each(
    db: &Db,
    out: &mut dyn Write,
    ids: Vec<JobId>,
    (verb, as_json): (&'static str, bool),
    act: fn(&mut Tx, JobId) -> Result,
) -> Result {
    let (mut done, mut refused) = (0, Vec::new());
    for id in ids {
        match db.write(move |tx| act(tx, id)).await {
            Ok(()) => done += 1,
            Err(Error::NotFound) => {
                let says = "there is no such job; look for a finished one with `jobs show`";
                refused.push((id, says.to_owned()));
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
