//! Taking jobs: in batches, by queue and priority, never more than a limit allows.

use std::collections::{HashMap, HashSet};

use blimp_kit::{Instant, Result};
use blimp_store::schema::job;
use blimp_store::{Conn, JobId, Limit, Tx};
use diesel::backend::Backend;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{BigInt, HasSqlType, Text, Untyped};

use crate::caps::Held;
use crate::state::{Fence, IsRunning, READY};

/// A job in hand.
#[derive(Debug, Clone, QueryableByName)]
#[diesel(table_name = job)]
pub(crate) struct Claimed {
    pub(crate) id: JobId,
    pub(crate) company_id: Option<i64>,
    pub(crate) kind: String,
    pub(crate) payload: String,
    pub(crate) version: i64,
    pub(crate) run_at: Instant,
    pub(crate) attempt: i64,
    pub(crate) max_attempt: i64,
    pub(crate) limit_key: Option<String>,
    #[diesel(sql_type = BigInt)]
    pub(crate) owner: i64,
    pub(crate) trace: Option<String>,
    pub(crate) checkpoint: Option<String>,
    pub(crate) cancel: bool,
    pub(crate) deadline: Option<Instant>,
}

impl Claimed {
    pub(crate) fn args(&self) -> Args<'_> {
        Args {
            text: &self.payload,
            version: self.version,
        }
    }

    pub(crate) const fn fence(&self) -> Fence {
        Fence {
            job: self.id,
            worker: self.owner,
            attempt: self.attempt,
        }
    }
}

/// A job's arguments as they stand in its row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Args<'a> {
    /// JSON.
    pub(crate) text: &'a str,
    pub(crate) version: i64,
}

/// Who claims, and what time it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Claimant {
    pub(crate) worker: i64,
    pub(crate) now: Instant,
}

/// What a claim must know of the kinds of job.
#[derive(Debug, Default)]
pub(crate) struct Kinds {
    pub(crate) limits: HashMap<&'static str, Limit>,
    /// Those that run on a database thread, many in one transaction.
    pub(crate) chores: HashSet<&'static str>,
}

/// How many of each queue to take, in this order, `free` in all.
///
/// Each queue first gets its share by weight; `turn` moves the start, so that a lone free slot
/// goes to every queue in turn, as often as its weight says.
pub(crate) fn shares(queues: &[(String, u32)], free: usize, turn: usize) -> Vec<(String, usize)> {
    let total: usize = queues.iter().map(|(_, weight)| *weight as usize).sum();
    if total == 0 || free == 0 {
        return Vec::new();
    }
    let mut place = turn % total;
    let start = queues
        .iter()
        .position(|(_, weight)| {
            let here = place < *weight as usize;
            place = place.saturating_sub(*weight as usize);
            here
        })
        .unwrap_or(0);
    let (later, first) = queues.split_at(start);
    first
        .iter()
        .chain(later)
        .map(|(name, weight)| (name.clone(), (free * *weight as usize).div_ceil(total)))
        .collect()
}

/// What a claim got.
#[derive(Debug, Default)]
pub(crate) struct Got {
    /// In the order in which they should start.
    pub(crate) jobs: Vec<Claimed>,
    /// How many were due and taken, those that a limit sent away again included.
    pub(crate) taken: usize,
    /// Where a rate holds jobs back: when to look again.
    pub(crate) again: Option<Instant>,
}

/// Claims up to `want` jobs that are due.
pub(crate) fn claim(
    tx: &mut Tx,
    who: Claimant,
    shares: &[(String, usize)],
    want: usize,
) -> Result<Got> {
    let mut held = Held::read(tx)?;
    let mut got = Got::default();
    let mut dry = Vec::new();
    // What a queue leaves of its share is offered to all in a second round.
    for round in 0..2 {
        for (name, share) in shares {
            let left = want - got.jobs.len();
            let most = if round == 0 { left.min(*share) } else { left };
            let room = held.room(tx, name, who.now)?.min(most);
            if room == 0 || dry.contains(&name) {
                continue;
            }
            let jobs = claim_queue(tx, who, name, room)?;
            if jobs.len() < room {
                dry.push(name);
            }
            held.started(tx, name, who.now, jobs.len())?;
            got.jobs.extend(jobs);
        }
    }
    got.taken = got.jobs.len();
    got.again = held.again(who.now);
    Ok(got)
}

/// Sends back the jobs of `got` that there is no slot for: chores need none.
pub(crate) fn send_back_surplus(
    conn: &mut Conn,
    kinds: &Kinds,
    got: &mut Got,
    free: usize,
) -> Result {
    let mut slots = free;
    let (mine, surplus): (Vec<_>, Vec<_>) = got.jobs.drain(..).partition(|job| {
        if kinds.chores.contains(job.kind.as_str()) {
            return true;
        }
        let mine = slots > 0;
        slots = slots.saturating_sub(1);
        mine
    });
    got.jobs = mine;
    let ids: Vec<JobId> = surplus.iter().map(|job| job.id).collect();
    send_back(conn, &ids, None, READY)
}

/// Takes back a claim of this very transaction: the try does not count.
pub(crate) fn send_back(
    conn: &mut Conn,
    ids: &[JobId],
    run_at: Option<Instant>,
    state: i64,
) -> Result {
    if ids.is_empty() {
        return Ok(());
    }
    diesel::update(job::table.filter(job::id.eq_any(ids)))
        .set((
            job::state.eq(state),
            job::worker.eq(None::<i64>),
            job::attempt.eq(job::attempt - 1),
            run_at.map(|at| job::run_at.eq(at)),
        ))
        .execute(conn)?;
    Ok(())
}

fn claim_queue(conn: &mut Conn, who: Claimant, name: &str, n: usize) -> Result<Vec<Claimed>> {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    match conn {
        Conn::Sqlite(c) => {
            let mut taken = Vec::new();
            // One probe for each priority: a short range of `job_due`, however many wait behind.
            for prio in 0..=3 {
                let left = n - i64::try_from(taken.len()).unwrap_or(n);
                if left == 0 {
                    break;
                }
                let probe = Probe::new(&SQLITE, who, name, left).prio(prio);
                let mut got: Vec<Claimed> = probe.load(c)?;
                // RETURNING promises no order.
                got.sort_by_key(|job| (job.run_at, job.id));
                taken.extend(got);
            }
            Ok(taken)
        }
        Conn::Postgres(c) => {
            let mut got: Vec<Ranked> = Probe::new(&POSTGRES, who, name, n).load(c)?;
            got.sort_by_key(|one| (one.prio, one.job.run_at, one.job.id));
            Ok(got.into_iter().map(|one| one.job).collect())
        }
    }
}

#[derive(QueryableByName)]
struct Ranked {
    #[diesel(sql_type = BigInt)]
    prio: i64,
    #[diesel(embed)]
    job: Claimed,
}

/// A claim's statement: its text never changes, so that it is prepared once for each connection
/// (`sql_query` would prepare it each time).
struct Probe<'a> {
    text: &'static [&'static str],
    worker: i64,
    now: i64,
    name: &'a str,
    prio: Option<i64>,
    n: i64,
}

/// The pieces between the binds: worker, now, queue, priority, now, n.
static SQLITE: [&str; 7] = [
    "UPDATE job SET state = 1, worker = ",
    ", attempt = attempt + 1, started_at = ",
    " WHERE id IN (SELECT id FROM job WHERE queue = ",
    " AND prio = ",
    " AND state = 0 AND run_at <= ",
    " ORDER BY run_at, id LIMIT ",
    ") RETURNING id, company_id, kind, payload, version, run_at, attempt, max_attempt, \
     limit_key, worker AS owner, trace, checkpoint, cancel, deadline",
];

/// The pieces between the binds: queue, now, n, n, worker, now. One probe for each priority, each
/// a short range of `job_due`; the outer LIMIT stops at the first that fills it.
static POSTGRES: [&str; 7] = [
    "WITH due AS MATERIALIZED (SELECT one.id FROM (VALUES (0::bigint), (1), (2), (3)) AS p (prio), \
     LATERAL (SELECT id FROM job WHERE queue = ",
    " AND prio = p.prio AND state = 0 AND run_at <= ",
    " ORDER BY run_at, id LIMIT ",
    " FOR UPDATE SKIP LOCKED) AS one LIMIT ",
    ") UPDATE job SET state = 1, worker = ",
    ", attempt = attempt + 1, started_at = ",
    " FROM due WHERE job.id = due.id \
     RETURNING job.id, company_id, kind, payload, version, run_at, attempt, max_attempt, \
     limit_key, worker AS owner, trace, checkpoint, cancel, deadline, prio",
];

impl<'a> Probe<'a> {
    fn new(text: &'static [&'static str], who: Claimant, name: &'a str, n: i64) -> Self {
        Self {
            text,
            worker: who.worker,
            now: who.now.0,
            name,
            prio: None,
            n,
        }
    }

    const fn prio(mut self, prio: i64) -> Self {
        self.prio = Some(prio);
        self
    }
}

impl<DB> QueryFragment<DB> for Probe<'_>
where
    DB: Backend + HasSqlType<BigInt> + HasSqlType<Text>,
    i64: ToSql<BigInt, DB>,
    str: ToSql<Text, DB>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        let binds: [Option<&i64>; 6] = match &self.prio {
            Some(prio) => [
                Some(&self.worker),
                Some(&self.now),
                None,
                Some(prio),
                Some(&self.now),
                Some(&self.n),
            ],
            None => [
                None,
                Some(&self.now),
                Some(&self.n),
                Some(&self.n),
                Some(&self.worker),
                Some(&self.now),
            ],
        };
        for (place, piece) in self.text.iter().enumerate() {
            out.push_sql(piece);
            match binds.get(place) {
                Some(Some(number)) => out.push_bind_param::<BigInt, i64>(number)?,
                Some(None) => out.push_bind_param::<Text, str>(self.name)?,
                None => {}
            }
        }
        Ok(())
    }
}

impl QueryId for Probe<'_> {
    type QueryId = Probe<'static>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl Query for Probe<'_> {
    type SqlType = Untyped;
}

impl<C> RunQueryDsl<C> for Probe<'_> {}

/// Gives back what the worker claimed without hearing of it.
pub(crate) fn give_back_others(conn: &mut Conn, worker: i64, in_hand: &[JobId]) -> Result {
    let unheard = job::table
        .filter(job::worker.eq(worker))
        .filter(IsRunning)
        .filter(job::id.ne_all(in_hand));
    diesel::update(unheard)
        .set((
            job::state.eq(READY),
            job::worker.eq(None::<i64>),
            job::attempt.eq(job::attempt - 1),
        ))
        .execute(conn)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::shares;

    #[test]
    fn queues_share_free_slots_by_weight_and_take_turns() {
        let queues = [("a".to_owned(), 3), ("b".to_owned(), 1)];
        for (free, turn, expected) in [
            (0, 0, ""),
            (8, 0, "a6 b2"),
            (1, 0, "a1 b1"),
            (1, 2, "a1 b1"),
            (1, 3, "b1 a1"),
            (1, 4, "a1 b1"),
        ] {
            let got: Vec<String> = shares(&queues, free, turn)
                .iter()
                .map(|(name, n)| format!("{name}{n}"))
                .collect();
            assert_eq!(got.join(" "), expected, "{free} free, turn {turn}");
        }
        assert!(shares(&[], 4, 0).is_empty());
    }
}
