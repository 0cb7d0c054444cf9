//! Claiming the jobs that Redis announced.

use std::collections::{HashMap, HashSet};

use blimp_kit::Result;
use blimp_store::{Conn, JobId, Tx};
use diesel::prelude::*;

use super::rows;
use super::statement::{Bind, Statement};
use crate::claim::{self, Claimant, Claimed, Got};

static SQLITE: [&str; 6] = [
    "UPDATE job SET state = 1, published_at = NULL, attempt = attempt + 1, worker = ",
    ", started_at = ",
    " WHERE id IN (SELECT value FROM json_each(",
    ")) AND state IN (0, 2) AND run_at <= ",
    " AND queue NOT IN (SELECT value FROM json_each(",
    ")) RETURNING id, company_id, kind, payload, version, run_at, attempt, max_attempt, \
     limit_key, worker AS owner, trace, checkpoint, cancel, deadline",
];

static POSTGRES: [&str; 6] = [
    "WITH due AS MATERIALIZED (SELECT id FROM job WHERE id = ANY(",
    "::bigint[]) AND state IN (0, 2) AND run_at <= ",
    " AND queue <> ALL(",
    "::text[]) FOR UPDATE SKIP LOCKED) \
     UPDATE job SET state = 1, published_at = NULL, attempt = attempt + 1, worker = ",
    ", started_at = ",
    " FROM due WHERE job.id = due.id \
     RETURNING job.id, company_id, kind, payload, version, run_at, attempt, max_attempt, \
     limit_key, worker AS owner, trace, checkpoint, cancel, deadline",
];

/// Claims the jobs that Redis announced, as far as they are due and their queue has no limit, then
/// up to `want` in all from queues that have one.
pub(crate) fn claim(
    tx: &mut Tx,
    who: Claimant,
    ids: &[JobId],
    (shares, want): (&[(String, usize)], usize),
) -> Result<Got> {
    let limited = rows::limited(tx)?;
    let mut got = Got::default();
    if !ids.is_empty() {
        got.jobs = by_id(tx, who, ids, &limited)?;
        let mine: HashSet<JobId> = got.jobs.iter().map(|job| job.id).collect();
        let others: Vec<JobId> = ids
            .iter()
            .copied()
            .filter(|id| !mine.contains(id))
            .collect();
        if !others.is_empty() && rows::unmark(tx, &others)? > 0 {
            tx.wake_queue();
        }
    }
    got.taken = got.jobs.len();
    let left = want.saturating_sub(got.taken);
    let shares: Vec<(String, usize)> = shares
        .iter()
        .filter(|(name, _)| limited.contains(name))
        .cloned()
        .collect();
    if left > 0 && !shares.is_empty() {
        let more = claim::claim(tx, who, &shares, left)?;
        got.jobs.extend(more.jobs);
        got.taken += more.taken;
        got.again = more.again;
    }
    Ok(got)
}

/// In the order of `ids`: that is how they should start.
fn by_id(
    conn: &mut Conn,
    who: Claimant,
    ids: &[JobId],
    limited: &HashSet<String>,
) -> Result<Vec<Claimed>> {
    let limited: Vec<String> = limited.iter().cloned().collect();
    let mut jobs: Vec<Claimed> = match conn {
        Conn::Sqlite(c) => {
            let binds = vec![
                who.worker.into(),
                who.now.into(),
                Bind::json(ids),
                who.now.into(),
                Bind::json(&limited),
            ];
            Statement::new(&SQLITE, binds).load(c)?
        }
        Conn::Postgres(c) => {
            let binds = vec![
                ids.into(),
                who.now.into(),
                Bind::Texts(limited),
                who.worker.into(),
                who.now.into(),
            ];
            Statement::new(&POSTGRES, binds).load(c)?
        }
    };
    let place: HashMap<JobId, usize> = ids.iter().enumerate().map(|(n, id)| (*id, n)).collect();
    jobs.sort_by_key(|job| place.get(&job.id).copied());
    Ok(jobs)
}
