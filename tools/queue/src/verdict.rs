//! How a try ended, written down if the job is still ours.

use std::time::Duration;

use blimp_kit::{Error, Instant, Result};
use blimp_store::schema::job;
use blimp_store::{Conn, JobId, Tx, on_each};
use diesel::prelude::*;

use crate::history::{self, Ended, Gone};
use crate::run::{Run, Why};
use crate::state::{DEAD, Fence, IsRunning, READY};
use crate::{backoff, chain, limits};

/// How a try ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It did its work.
    Done,
    /// It did its work, and this (JSON) is what it came to.
    DoneWith(String),
    /// It did its work and was acknowledged in the same commit.
    Applied,
    /// Somebody cancelled it.
    Cancelled,
    /// It failed and is tried again at `at`.
    Retry { at: Instant, error: String },
    /// It failed for good.
    Dead { error: String },
    /// It was too early; the try does not count.
    Snooze { until: Instant },
    /// Newer code must do it; the try does not count.
    PutOff { until: Instant, error: String },
    /// It was not finished when the process stopped; the try does not count.
    GiveBack,
    /// It belongs to another worker now.
    Lost,
}

impl Verdict {
    /// A word for the metrics.
    pub(crate) const fn outcome(&self) -> &'static str {
        match self {
            Self::Done | Self::DoneWith(_) | Self::Applied => "done",
            Self::Cancelled => "cancelled",
            Self::Retry { .. } => "failed",
            Self::Dead { .. } => "dead",
            Self::Snooze { .. } | Self::PutOff { .. } => "snoozed",
            Self::GiveBack => "given_back",
            Self::Lost => "fenced",
        }
    }

    /// What follows from an error.
    pub(crate) fn on_error(error: &Error, run: &Run, now: Instant) -> Self {
        match (run.why(), error) {
            (Why::Cancelled, _) => Self::Cancelled,
            (Why::Stopping, _) => Self::GiveBack,
            (_, Error::TooMany { retry_after }) => Self::Snooze {
                until: now + (*retry_after).max(Duration::from_secs(1)),
            },
            _ => Self::failed(words(error), run, now),
        }
    }

    /// Tried again after a while, or dead.
    pub(crate) fn failed(error: String, run: &Run, now: Instant) -> Self {
        if run.is_last_attempt() {
            return Self::Dead { error };
        }
        Self::Retry {
            at: now + backoff::wait(run.backoff(), run.attempt(), backoff::chance()),
            error,
        }
    }

    /// The try as it ended, where it ended with this status.
    fn ends(&self, fence: Fence, status: &str) -> Option<Ended> {
        let result = match self {
            Self::Done if status == "done" => None,
            Self::DoneWith(result) if status == "done" => Some(result.clone()),
            Self::Cancelled if status == "cancelled" => None,
            _ => return None,
        };
        Some(Ended { fence, result })
    }
}

/// An error for the row: what Postgres can store, and not a book.
fn words(error: &Error) -> String {
    format!("{error:#}")
        .chars()
        .filter(|c| *c != '\0')
        .take(2000)
        .collect()
}

/// Writes verdicts down; returns the jobs whose verdict came too late.
pub(crate) fn record(
    tx: &mut Tx,
    verdicts: &[(Fence, Verdict)],
    now: Instant,
) -> Result<Vec<JobId>> {
    let mut refused = Vec::new();
    for status in ["done", "cancelled"] {
        let of_status = |(fence, verdict): &(Fence, Verdict)| verdict.ends(*fence, status);
        let ended: Vec<Ended> = verdicts.iter().filter_map(of_status).collect();
        let gone = finish(tx, &ended, status, now)?;
        let late = ended.iter().map(|one| one.fence.job);
        refused.extend(late.filter(|id| !gone.contains(id)));
    }
    let mut freed = Vec::new();
    for (fence, verdict) in verdicts {
        match put_back(tx, *fence, verdict)? {
            None => refused.push(fence.job),
            Some(mine) => freed.push(mine.limit_key),
        }
    }
    if limits::unpark(tx, &limits::tally(freed))? {
        tx.wake_queue();
    }
    Ok(refused)
}

/// Moves jobs to `job_done` and does what follows from it; returns those that were still ours.
pub(crate) fn finish(
    tx: &mut Tx,
    ended: &[Ended],
    status: &str,
    now: Instant,
) -> Result<Vec<JobId>> {
    let gone = history::remember(tx, ended, status, now)?;
    let ids = gone.iter().map(|row| row.id).collect();
    settle(tx, gone, status, now)?;
    Ok(ids)
}

/// What follows from the end of jobs, for those that waited for them or behind them.
pub(crate) fn settle(tx: &mut Tx, gone: Vec<Gone>, status: &str, now: Instant) -> Result {
    let freed = chain::after_end(tx, &gone, status, now)?;
    let keys = limits::tally(gone.into_iter().map(|row| row.limit_key));
    if limits::unpark(tx, &keys)? || freed {
        tx.wake_queue();
    }
    Ok(())
}

/// What a verdict leaves in the table.
#[derive(AsChangeset, Default)]
#[diesel(table_name = job)]
struct Back<'a> {
    state: i64,
    #[diesel(treat_none_as_null = true)]
    worker: Option<i64>,
    attempt: i64,
    run_at: Option<Instant>,
    last_error: Option<&'a str>,
}

/// A row that was ours.
#[derive(Default)]
struct Mine {
    /// The key under which it ran.
    limit_key: Option<String>,
}

/// Writes what keeps the row; `None` where it came too late.
fn put_back(conn: &mut Conn, fence: Fence, verdict: &Verdict) -> Result<Option<Mine>> {
    let same = || Back {
        state: READY,
        attempt: fence.attempt,
        ..Back::default()
    };
    let uncounted = || Back {
        attempt: fence.attempt - 1,
        ..same()
    };
    let back = match verdict {
        Verdict::Done | Verdict::DoneWith(_) | Verdict::Cancelled | Verdict::Applied => {
            return Ok(Some(Mine::default()));
        }
        Verdict::Lost => return Ok(None),
        Verdict::Retry { at, error } => Back {
            run_at: Some(*at),
            last_error: Some(error),
            ..same()
        },
        Verdict::Dead { error } => Back {
            state: DEAD,
            last_error: Some(error),
            ..same()
        },
        Verdict::Snooze { until } => Back {
            run_at: Some(*until),
            ..uncounted()
        },
        Verdict::PutOff { until, error } => Back {
            run_at: Some(*until),
            last_error: Some(error),
            ..uncounted()
        },
        Verdict::GiveBack => uncounted(),
    };
    let mine = job::table
        .filter(job::id.eq(fence.job))
        .filter(job::worker.eq(fence.worker))
        .filter(job::attempt.eq(fence.attempt))
        .filter(IsRunning);
    let key = on_each!(conn, c => diesel::update(mine).set(&back)
        .returning(job::limit_key).get_result::<Option<String>>(c))
    .optional()?;
    Ok(key.map(|limit_key| Mine { limit_key }))
}
