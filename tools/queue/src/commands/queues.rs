//! `blimp queues`: what stands in them, and what they may do.

use std::io::Write;

use anyhow::Context as _;
use blimp_kit::Result;
use blimp_store::{Db, Rate};
use serde_json::json;

use super::table;
use crate::admin::{self, CAP, Change, QueueRow};

/// Look at queues, pause them and limit them.
#[derive(Debug, clap::Subcommand)]
pub enum QueuesCommand {
    /// Show the queues that have jobs or limits.
    List {
        /// As JSON: `{"items": […]}`.
        #[arg(long)]
        json: bool,
    },
    /// Let no more jobs of a queue start.
    Pause {
        /// The queue.
        name: String,
    },
    /// Let jobs of a queue start again.
    Resume {
        /// The queue.
        name: String,
    },
    /// Limit a queue, over all processes; `none` takes a limit away.
    Limit {
        /// The queue.
        name: String,
        /// Jobs that run at once, or none.
        #[arg(long, value_parser = most, required_unless_present = "rate")]
        max_running: Option<Most>,
        /// Jobs that start in a second, a minute or an hour, such as 10/s, or none.
        #[arg(long, value_parser = rate)]
        rate: Option<Pace>,
    },
}

/// A number of jobs, or as many as there are.
#[derive(Debug, Clone, Copy)]
pub struct Most(Option<i64>);

/// A rate, or as fast as it goes.
#[derive(Debug, Clone, Copy)]
pub struct Pace(Option<Rate>);

fn most(word: &str) -> Result<Most, String> {
    match word {
        "none" => Ok(Most(None)),
        word => word
            .parse()
            .map(|n| Most(Some(n)))
            .map_err(|error: std::num::ParseIntError| error.to_string()),
    }
}

fn rate(word: &str) -> Result<Pace, String> {
    match word {
        "none" => Ok(Pace(None)),
        word => word.parse().map(|rate| Pace(Some(rate))),
    }
}

impl QueuesCommand {
    /// Does it and says so on `out`.
    pub async fn run(self, db: &Db, out: &mut dyn Write) -> Result {
        let paused = |paused| Change {
            paused: Some(paused),
            ..Change::default()
        };
        match self {
            Self::List { json } => list(db, out, json).await,
            Self::Pause { name } => set(db, out, name, paused(true), "is paused").await,
            Self::Resume { name } => set(db, out, name, paused(false), "goes on").await,
            Self::Limit {
                name,
                max_running,
                rate,
            } => {
                let change = Change {
                    paused: None,
                    max_running: max_running.map(|most| most.0),
                    rate: rate.map(|pace| pace.0),
                };
                set(db, out, name, change, "has its new limits").await
            }
        }
    }
}

async fn set(db: &Db, out: &mut dyn Write, name: String, change: Change, says: &str) -> Result {
    let queue = name.clone();
    db.write(move |tx| admin::set_queue(tx, &queue, change))
        .await?;
    writeln!(out, "{name} {says}").context("cannot write")?;
    Ok(())
}

async fn list(db: &Db, out: &mut dyn Write, as_json: bool) -> Result {
    let now = db.clock().now();
    let rows = db.read(move |conn| admin::queues(conn, now)).await?;
    let written = if as_json {
        writeln!(out, "{}", json!({ "items": rows }))
    } else if rows.is_empty() {
        writeln!(out, "No queue has jobs or limits.")
    } else {
        table::write(out, HEAD, rows.iter().map(line))
    };
    Ok(written.context("cannot write the list")?)
}

/// The columns of a queue.
pub(super) const HEAD: [&str; 9] = [
    "QUEUE", "DUE", "LATER", "RUNNING", "SENT", "BLOCKED", "DEAD", "OLDEST", "LIMITS",
];

pub(super) fn line(row: &QueueRow) -> [String; 9] {
    let mut limits = Vec::new();
    if row.paused {
        limits.push("paused".to_owned());
    }
    limits.extend(row.max_running.map(|most| format!("{most} at once")));
    limits.extend(row.rate.clone());
    [
        row.name.clone(),
        count(row.due),
        count(row.later),
        count(row.running),
        count(row.published),
        count(row.blocked),
        count(row.dead),
        row.oldest_due_at.map_or(String::new(), table::time),
        limits.join(", "),
    ]
}

fn count(n: i64) -> String {
    if n >= CAP {
        format!("{CAP}+")
    } else {
        n.to_string()
    }
}
