//! How a try ended, written down if the job is still ours.

use std::time::Duration;

use blimp_kit::{Error, Instant, Result};
use blimp_store::schema::job;
use blimp_store::{Conn, JobId, on_each};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt};

use crate::backoff;
use crate::run::{Run, Why};
use crate::schema::job_done;
use crate::state::{DEAD, Fence, READY, RUNNING};

/// How a try ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It did its work.
    Done,
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
    /// It was not finished when the process stopped; the try does not count.
    GiveBack,
    /// It belongs to another worker now.
    Lost,
}

impl Verdict {
    /// A word for the metrics.
    pub(crate) const fn outcome(&self) -> &'static str {
        match self {
            Self::Done | Self::Applied => "done",
            Self::Cancelled => "cancelled",
            Self::Retry { .. } => "failed",
            Self::Dead { .. } => "dead",
            Self::Snooze { .. } => "snoozed",
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
            at: now + backoff::wait(run.attempt(), backoff::chance()),
            error,
        }
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

#[derive(QueryableByName, Queryable, Selectable)]
#[diesel(table_name = job)]
struct Gone {
    id: JobId,
    company_id: Option<i64>,
    queue: String,
    kind: String,
    attempt: i64,
    created_at: Instant,
    last_error: Option<String>,
}

/// Writes verdicts down; returns the jobs whose verdict came too late.
pub(crate) fn record(
    conn: &mut Conn,
    verdicts: &[(Fence, Verdict)],
    now: Instant,
) -> Result<Vec<JobId>> {
    let mut refused = Vec::new();
    for (status, kept) in [("done", Verdict::Done), ("cancelled", Verdict::Cancelled)] {
        let ended: Vec<Fence> = verdicts
            .iter()
            .filter(|(_, v)| *v == kept)
            .map(|(fence, _)| *fence)
            .collect();
        let gone = finish(conn, &ended, status, now)?;
        refused.extend(ended.iter().map(|f| f.job).filter(|id| !gone.contains(id)));
    }
    for (fence, verdict) in verdicts {
        if !put_back(conn, *fence, verdict)? {
            refused.push(fence.job);
        }
    }
    Ok(refused)
}

/// Moves jobs to `job_done`; returns those that were still ours.
pub(crate) fn finish(
    conn: &mut Conn,
    ended: &[Fence],
    status: &str,
    now: Instant,
) -> Result<Vec<JobId>> {
    if ended.is_empty() {
        return Ok(Vec::new());
    }
    let gone = take(conn, ended)?;
    let rows: Vec<_> = gone
        .iter()
        .map(|row| {
            (
                job_done::id.eq(row.id),
                job_done::company_id.eq(row.company_id),
                job_done::queue.eq(&row.queue),
                job_done::kind.eq(&row.kind),
                job_done::status.eq(status),
                job_done::attempt.eq(row.attempt),
                job_done::created_at.eq(row.created_at),
                job_done::finished_at.eq(now),
                job_done::last_error.eq(row.last_error.as_deref()),
            )
        })
        .collect();
    on_each!(conn, c => diesel::insert_into(job_done::table).values(&rows).execute(c))?;
    Ok(gone.into_iter().map(|row| row.id).collect())
}

const TAKE: &str = "DELETE FROM job \
     USING unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS ended (id, worker, attempt) \
     WHERE job.id = ended.id AND job.worker = ended.worker AND job.attempt = ended.attempt \
     AND job.state = 1 \
     RETURNING job.id, company_id, queue, kind, job.attempt, created_at, last_error";

fn take(conn: &mut Conn, ended: &[Fence]) -> Result<Vec<Gone>> {
    match conn {
        Conn::Sqlite(c) => {
            let mut gone = Vec::new();
            for fence in ended {
                let row = diesel::delete(job::table.find(fence.job))
                    .filter(job::worker.eq(fence.worker))
                    .filter(job::attempt.eq(fence.attempt))
                    .filter(job::state.eq(RUNNING))
                    .returning(Gone::as_returning());
                gone.extend(row.get_result(c).optional()?);
            }
            Ok(gone)
        }
        Conn::Postgres(c) => {
            let column = |of: fn(&Fence) -> i64| ended.iter().map(of).collect::<Vec<_>>();
            Ok(diesel::sql_query(TAKE)
                .bind::<Array<BigInt>, _>(column(|f| f.job.0))
                .bind::<Array<BigInt>, _>(column(|f| f.worker))
                .bind::<Array<BigInt>, _>(column(|f| f.attempt))
                .load(c)?)
        }
    }
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

/// Writes what keeps the row; false where it came too late.
fn put_back(conn: &mut Conn, fence: Fence, verdict: &Verdict) -> Result<bool> {
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
        Verdict::Done | Verdict::Cancelled | Verdict::Applied => return Ok(true),
        Verdict::Lost => return Ok(false),
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
        Verdict::GiveBack => uncounted(),
    };
    let mine = job::table
        .filter(job::id.eq(fence.job))
        .filter(job::worker.eq(fence.worker))
        .filter(job::attempt.eq(fence.attempt))
        .filter(job::state.eq(RUNNING));
    Ok(diesel::update(mine).set(&back).execute(conn)? == 1)
}
