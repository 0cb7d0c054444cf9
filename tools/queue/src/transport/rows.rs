//! What the job table knows of jobs on their way: marked, put back, swept.

use std::collections::HashSet;
use std::time::Duration;

use blimp_kit::{Instant, Result};
use blimp_store::schema::job;
use blimp_store::{Conn, Db, JobId};
use diesel::prelude::*;

use super::statement::{Bind, Statement};
use super::stream::Stream;
use crate::lease;
use crate::schema::queue;

/// Rows of one stream that one pass marks, at most.
pub(super) const BATCH: i64 = 200;

/// Rows that one statement puts back, at most.
const SWEPT: i64 = 2_000;

/// A row that was marked.
#[derive(Debug, Clone, QueryableByName)]
#[diesel(table_name = job)]
pub(super) struct Marked {
    pub(super) id: JobId,
    pub(super) queue: String,
    pub(super) prio: i64,
    run_at: Instant,
}

static MARK_SQLITE: [&str; 6] = [
    "UPDATE job SET state = 2, published_at = ",
    " WHERE id IN (SELECT id FROM job WHERE queue = ",
    " AND prio = ",
    " AND state = 0 AND run_at <= ",
    " ORDER BY run_at, id LIMIT ",
    ") RETURNING id, queue, prio, run_at",
];

static MARK_POSTGRES: [&str; 6] = [
    "WITH due AS MATERIALIZED (SELECT one.id FROM unnest(",
    "::text[], ",
    "::bigint[]) AS stream (queue, prio) CROSS JOIN LATERAL (\
         SELECT job.id FROM job WHERE job.queue = stream.queue AND job.prio = stream.prio \
         AND job.state = 0 AND job.run_at <= ",
    " ORDER BY job.run_at, job.id LIMIT ",
    " FOR UPDATE SKIP LOCKED) AS one) UPDATE job SET state = 2, published_at = ",
    " FROM due WHERE job.id = due.id RETURNING job.id, job.queue, job.prio, job.run_at",
];

/// Marks the first due rows of each stream as published at `at`, in the order to publish them.
pub(super) fn mark(
    conn: &mut Conn,
    streams: &[Stream],
    now: Instant,
    at: Instant,
) -> Result<Vec<Marked>> {
    let mut marked: Vec<Marked> = match conn {
        Conn::Sqlite(c) => {
            let mut marked = Vec::new();
            for stream in streams {
                let binds = vec![
                    at.into(),
                    stream.queue.as_str().into(),
                    stream.prio.into(),
                    now.into(),
                    BATCH.into(),
                ];
                let rows: Vec<Marked> = Statement::new(&MARK_SQLITE, binds).load(c)?;
                marked.extend(rows);
            }
            marked
        }
        Conn::Postgres(c) => {
            let binds = vec![
                queues(streams),
                prios(streams),
                now.into(),
                BATCH.into(),
                at.into(),
            ];
            Statement::new(&MARK_POSTGRES, binds).load(c)?
        }
    };
    // Whoever waits inside Redis gets what comes first.
    marked.sort_by_key(|row| (row.prio, row.run_at, row.id));
    Ok(marked)
}

fn queues(streams: &[Stream]) -> Bind {
    Bind::Texts(streams.iter().map(|one| one.queue.clone()).collect())
}

fn prios(streams: &[Stream]) -> Bind {
    Bind::Numbers(streams.iter().map(|one| one.prio).collect())
}

/// Queues that only SQL can count: they are not published.
pub(super) fn limited(conn: &mut Conn) -> Result<HashSet<String>> {
    let any = queue::paused
        .or(queue::max_running.is_not_null())
        .or(queue::rate_n.is_not_null());
    let names: Vec<String> = queue::table.filter(any).select(queue::name).load(conn)?;
    Ok(names.into_iter().collect())
}

static UNMARK_SQLITE: [&str; 2] = [
    "UPDATE job SET state = 0, published_at = NULL WHERE state = 2 \
     AND id IN (SELECT value FROM json_each(",
    "))",
];

static UNMARK_POSTGRES: [&str; 2] = [
    "UPDATE job SET state = 0, published_at = NULL WHERE id IN (SELECT id FROM job WHERE id = ANY(",
    "::bigint[]) AND state = 2 FOR UPDATE SKIP LOCKED)",
];

/// Puts those of `ids` back that are still on their way.
pub(super) fn unmark(conn: &mut Conn, ids: &[JobId]) -> Result<usize> {
    Ok(match conn {
        Conn::Sqlite(c) => Statement::new(&UNMARK_SQLITE, vec![Bind::json(ids)]).execute(c)?,
        Conn::Postgres(c) => Statement::new(&UNMARK_POSTGRES, vec![ids.into()]).execute(c)?,
    })
}

static SWEEP_SQLITE: [&str; 5] = [
    "UPDATE job SET state = 0, published_at = NULL WHERE id IN (\
         SELECT id FROM job WHERE state = 2 AND queue = ",
    " AND prio = ",
    " AND published_at < ",
    " ORDER BY published_at LIMIT ",
    ")",
];

static SWEEP_POSTGRES: [&str; 5] = [
    "UPDATE job SET state = 0, published_at = NULL WHERE id IN (SELECT one.id FROM unnest(",
    "::text[], ",
    "::bigint[], ",
    "::bigint[]) AS stream (queue, prio, before) CROSS JOIN LATERAL (\
         SELECT job.id FROM job WHERE job.state = 2 AND job.queue = stream.queue \
         AND job.prio = stream.prio AND job.published_at < stream.before \
         ORDER BY job.published_at LIMIT ",
    " FOR UPDATE SKIP LOCKED) AS one)",
];

/// Puts rows back that were published before the moment given for their stream.
pub(super) fn sweep(conn: &mut Conn, lost: &[(Stream, Instant)]) -> Result<usize> {
    match conn {
        Conn::Sqlite(c) => {
            let mut swept = 0;
            for (stream, before) in lost {
                let binds = vec![
                    stream.queue.as_str().into(),
                    stream.prio.into(),
                    (*before).into(),
                    SWEPT.into(),
                ];
                swept += Statement::new(&SWEEP_SQLITE, binds).execute(c)?;
            }
            Ok(swept)
        }
        Conn::Postgres(c) => {
            let (streams, before): (Vec<Stream>, Vec<i64>) = lost
                .iter()
                .map(|(stream, before)| (stream.clone(), before.0))
                .unzip();
            let binds = vec![
                queues(&streams),
                prios(&streams),
                Bind::Numbers(before),
                SWEPT.into(),
            ];
            Ok(Statement::new(&SWEEP_POSTGRES, binds).execute(c)?)
        }
    }
}

static FORGET_SQLITE: [&str; 3] = [
    "UPDATE job SET state = 0, published_at = NULL WHERE id IN (\
         SELECT id FROM job WHERE state = 2 AND published_at < ",
    " LIMIT ",
    ")",
];

static FORGET_POSTGRES: [&str; 3] = [
    "UPDATE job SET state = 0, published_at = NULL WHERE id IN (\
         SELECT id FROM job WHERE state = 2 AND published_at < ",
    " LIMIT ",
    " FOR UPDATE SKIP LOCKED)",
];

/// Where this process has no broker: puts back what another setting has left on its way for
/// longer than `age`. A worker that still has the broker finds less to claim, no more.
pub(crate) async fn forget(db: &Db, age: Duration) -> Result {
    let left = db
        .write(move |tx| {
            let before = lease::clock(tx)? - age;
            let binds = vec![before.into(), SWEPT.into()];
            let left = match &mut **tx {
                Conn::Sqlite(c) => Statement::new(&FORGET_SQLITE, binds).execute(c)?,
                Conn::Postgres(c) => Statement::new(&FORGET_POSTGRES, binds).execute(c)?,
            };
            if left > 0 {
                tx.wake_queue();
            }
            Ok(left)
        })
        .await?;
    if left > 0 {
        tracing::warn!(
            jobs = left,
            "took jobs back from a broker that is no longer used"
        );
    }
    Ok(())
}
