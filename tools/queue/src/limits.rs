//! Limits of a kind of job: how many with the same key run at once, and start in a time.
//!
//! A claim takes what is due and sends back what is too many, in the same transaction. Where too
//! many run the job is parked (blocked, without anything it waits for) until one with its key
//! ends; where too many start it is promised a moment of its own. No try is used up.
//!
//! On Postgres the row of `limiter` is the lock: a claim that counts holds it, and an end that
//! looks for parked jobs waits for it. A claim never waits: what it cannot look at comes back soon.

use std::collections::BTreeMap;
use std::time::Duration;

use blimp_kit::{Instant, Result};
use blimp_store::schema::job;
use blimp_store::{Conn, JobId, Limit, on_each};
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::claim::{self, Claimed, Got, Kinds};
use crate::gcra::Gcra;
use crate::schema::{job_wait, limiter};
use crate::state::{BLOCKED, IsBlocked, IsRunning, READY};

/// When to look again at a key that another claim was looking at.
const BUSY: Duration = Duration::from_millis(100);
/// Keys that one sweep looks at.
const SWEEP: usize = 1000;

/// Sends back what of `got` its limits do not allow.
pub(crate) fn admit(conn: &mut Conn, kinds: &Kinds, got: &mut Got, now: Instant) -> Result {
    let mut by_key: BTreeMap<String, (Limit, Vec<JobId>)> = BTreeMap::new();
    for job in &got.jobs {
        let limit = kinds.limits.get(job.kind.as_str());
        if let (Some(key), Some(limit)) = (&job.limit_key, limit) {
            let (_, ids) = by_key.entry(key.clone()).or_insert((*limit, Vec::new()));
            ids.push(job.id);
        }
    }
    for (key, (limit, ids)) in by_key {
        let (refused, again) = refuse(conn, &key, limit, &ids, now)?;
        got.jobs.retain(|job: &Claimed| !refused.contains(&job.id));
        got.again = got.again.into_iter().chain(again).min();
    }
    Ok(())
}

/// Sends back what is too many of one key; returns it, and when the first of it comes again.
fn refuse(
    conn: &mut Conn,
    key: &str,
    limit: Limit,
    ids: &[JobId],
    now: Instant,
) -> Result<(Vec<JobId>, Option<Instant>)> {
    let Some((tat, mut booked)) = hold(conn, key, now)? else {
        claim::send_back(conn, ids, Some(now + BUSY), READY)?;
        return Ok((ids.to_vec(), Some(now + BUSY)));
    };
    let mut again = None;
    let by_running = match limit.running {
        None => usize::MAX,
        Some(most) => room(conn, key, i64::from(most), ids)?,
    };
    let gcra = limit.rate.map(Gcra::new);
    let by_rate = gcra.map_or(usize::MAX, |gcra| gcra.room(tat, now));
    let kept = ids.len().min(by_running).min(by_rate);
    let tat = gcra.map_or(now, |gcra| gcra.after(tat, now, kept));
    let refused = ids.get(kept..).unwrap_or_default();
    match gcra.filter(|_| by_rate < by_running) {
        // Each has a moment of its own: they do not all come back at the first.
        Some(gcra) => {
            for id in refused {
                booked = gcra.book(tat, booked);
                again = again.or(Some(booked));
                claim::send_back(conn, &[*id], Some(booked), READY)?;
            }
        }
        None => claim::send_back(conn, refused, None, BLOCKED)?,
    }
    diesel::update(limiter::table.find(key))
        .set((limiter::tat.eq(tat), limiter::booked.eq(booked)))
        .execute(conn)?;
    Ok((refused.to_vec(), again))
}

/// The key's row, made and locked; `None` where another claim has it.
fn hold(conn: &mut Conn, key: &str, now: Instant) -> Result<Option<(Instant, Instant)>> {
    let row = (
        limiter::key.eq(key),
        limiter::tat.eq(now),
        limiter::booked.eq(now),
    );
    on_each!(conn, c => diesel::insert_into(limiter::table)
        .values(row).on_conflict_do_nothing().execute(c))?;
    let stand = limiter::table
        .find(key)
        .select((limiter::tat, limiter::booked));
    Ok(match conn {
        Conn::Sqlite(c) => stand.first(c).optional()?,
        Conn::Postgres(c) => stand.for_update().skip_locked().first(c).optional()?,
    })
}

/// How many of `ids` may run, beside those with this key that run already.
fn room(conn: &mut Conn, key: &str, most: i64, ids: &[JobId]) -> Result<usize> {
    let running: i64 = job::table
        .filter(job::limit_key.eq(key))
        .filter(IsRunning)
        .count()
        .get_result(conn)?;
    let others = running - i64::try_from(ids.len()).unwrap_or(i64::MAX);
    Ok(usize::try_from(most - others).unwrap_or(0))
}

/// Lets parked jobs come after so many of each key have ended; says whether any does.
pub(crate) fn unpark(conn: &mut Conn, ended: &BTreeMap<String, i64>) -> Result<bool> {
    let mut any = false;
    for (key, n) in ended {
        if let Conn::Postgres(c) = conn {
            let row = limiter::table.find(key).select(limiter::tat);
            row.for_update().first::<Instant>(c).optional()?;
        }
        let next: Vec<JobId> = job::table
            .filter(job::limit_key.eq(key))
            .filter(IsBlocked)
            .filter(not(exists(
                job_wait::table.filter(job_wait::job_id.eq(job::id)),
            )))
            .order((job::run_at, job::id))
            .limit(*n)
            .select(job::id)
            .load(conn)?;
        if next.is_empty() {
            continue;
        }
        any = true;
        let parked = job::table.filter(job::id.eq_any(next));
        diesel::update(parked.filter(IsBlocked))
            .set(job::state.eq(READY))
            .execute(conn)?;
    }
    Ok(any)
}

/// Counts jobs that ended, by key.
pub(crate) fn tally(keys: impl IntoIterator<Item = Option<String>>) -> BTreeMap<String, i64> {
    let mut tally = BTreeMap::new();
    for key in keys.into_iter().flatten() {
        *tally.entry(key).or_insert(0) += 1;
    }
    tally
}

/// Lets one job come of each key under which none runs: for whatever was parked and forgotten,
/// such as under a limit that a newer release has lifted. Says whether any does.
pub(crate) fn sweep(conn: &mut Conn) -> Result<bool> {
    let (mut last, mut idle) = (String::new(), BTreeMap::new());
    for _ in 0..SWEEP {
        let next: Option<Option<String>> = job::table
            .filter(job::limit_key.gt(&last))
            .filter(IsBlocked)
            .order(job::limit_key)
            .select(job::limit_key)
            .first(conn)
            .optional()?;
        let Some(key) = next.flatten() else { break };
        let going: Option<JobId> = job::table
            .filter(job::limit_key.eq(&key))
            .filter(IsRunning)
            .select(job::id)
            .first(conn)
            .optional()?;
        if going.is_none() {
            idle.insert(key.clone(), 1);
        }
        last = key;
    }
    unpark(conn, &idle)
}

/// Forgets keys that were not used since `before`.
pub(crate) fn forget(conn: &mut Conn, before: Instant) -> Result {
    let idle = limiter::table
        .filter(limiter::tat.lt(before))
        .filter(limiter::booked.lt(before));
    diesel::delete(idle).execute(conn)?;
    Ok(())
}
