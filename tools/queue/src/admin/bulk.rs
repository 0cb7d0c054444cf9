//! Retry or cancel many jobs: by state, kind, queue and time, a few in each commit.

use blimp_kit::{Error, Instant, Result};
use blimp_store::schema::job;
use blimp_store::{Conn, Db, JobId, Tx};
use diesel::prelude::*;

use super::{cancel, retry};
use crate::state::{IsDead, State};

/// Jobs of one commit: short enough that nobody waits long for the writer.
const CHUNK: i64 = 100;

/// Which jobs.
#[derive(Debug, Clone, Default)]
pub struct Bulk {
    /// Only those that stand so.
    pub state: Option<State>,
    /// Only those of this queue.
    pub queue: Option<String>,
    /// Only those of this kind.
    pub kind: Option<String>,
    /// Only those whose latest try began, or that were made, from here on.
    pub since: Option<Instant>,
    /// And before here.
    pub until: Option<Instant>,
}

/// What became of some of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chunk {
    /// As it was asked.
    pub done: usize,
    /// Refused: they run, or a live job has their key.
    pub refused: usize,
    /// Where to go on; none where that was all.
    pub next: Option<JobId>,
}

/// Retries the next few after `after`.
pub fn retry_chunk(tx: &mut Tx, which: &Bulk, after: Option<JobId>) -> Result<Chunk> {
    each(tx, which, after, retry)
}

/// Cancels the next few after `after`.
pub fn cancel_chunk(tx: &mut Tx, which: &Bulk, after: Option<JobId>) -> Result<Chunk> {
    each(tx, which, after, cancel)
}

/// Does `act` about all of them, chunk by chunk, each in a commit of its own; returns how many it
/// was done about, and how many were refused.
pub async fn in_chunks(
    db: &Db,
    which: &Bulk,
    act: fn(&mut Tx, &Bulk, Option<JobId>) -> Result<Chunk>,
) -> Result<(usize, usize)> {
    let (mut done, mut refused, mut after) = (0, 0, None);
    loop {
        let which = which.clone();
        let chunk = db.write(move |tx| act(tx, &which, after)).await?;
        done += chunk.done;
        refused += chunk.refused;
        after = chunk.next;
        if after.is_none() {
            return Ok((done, refused));
        }
    }
}

fn each(
    tx: &mut Tx,
    which: &Bulk,
    after: Option<JobId>,
    act: fn(&mut Tx, JobId) -> Result,
) -> Result<Chunk> {
    let found = find(tx, which, after)?;
    let full = i64::try_from(found.len()).is_ok_and(|n| n == CHUNK);
    let last = found.last().map(|(id, _)| *id);
    let mut chunk = Chunk {
        next: last.filter(|_| full),
        ..Chunk::default()
    };
    let in_time = |at: &Instant| {
        which.since.is_none_or(|since| *at >= since) && which.until.is_none_or(|until| *at < until)
    };
    for (id, _) in found.iter().filter(|(_, at)| in_time(at)) {
        match act(tx, *id) {
            Ok(()) => chunk.done += 1,
            Err(Error::Conflict { .. } | Error::NotFound) => chunk.refused += 1,
            Err(other) => return Err(other),
        }
    }
    Ok(chunk)
}

fn find(conn: &mut Conn, which: &Bulk, after: Option<JobId>) -> Result<Vec<(JobId, Instant)>> {
    let mut rows = job::table
        .filter(job::id.gt(after.unwrap_or(JobId(0))))
        .order(job::id)
        .limit(CHUNK)
        .select((job::id, job::started_at, job::created_at))
        .into_boxed::<<Conn as Connection>::Backend>();
    rows = match which.state {
        // By its index, however many others there are.
        Some(State::Dead) => rows.filter(IsDead),
        Some(state) => rows.filter(job::state.eq(state.code())),
        None => rows,
    };
    if let Some(queue) = &which.queue {
        rows = rows.filter(job::queue.eq(queue));
    }
    if let Some(kind) = &which.kind {
        rows = rows.filter(job::kind.eq(kind));
    }
    let rows: Vec<(JobId, Option<Instant>, Instant)> = rows.load(conn)?;
    let at = |(id, began, made): (JobId, Option<Instant>, Instant)| (id, began.unwrap_or(made));
    Ok(rows.into_iter().map(at).collect())
}
