//! Taking jobs: in batches, by queue and priority, never more than a queue allows.

use std::collections::HashMap;

use blimp_kit::{Instant, Result};
use blimp_store::schema::job;
use blimp_store::{Conn, JobId};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::schema::queue;
use crate::state::{Fence, READY, RUNNING};

/// A job in hand.
#[derive(Debug, Clone, QueryableByName)]
#[diesel(table_name = job)]
pub(crate) struct Claimed {
    pub(crate) id: JobId,
    pub(crate) company_id: Option<i64>,
    pub(crate) kind: String,
    pub(crate) payload: String,
    pub(crate) run_at: Instant,
    pub(crate) attempt: i64,
    pub(crate) max_attempt: i64,
    #[diesel(sql_type = BigInt)]
    pub(crate) owner: i64,
    pub(crate) trace: Option<String>,
    pub(crate) checkpoint: Option<String>,
    pub(crate) cancel: bool,
    pub(crate) deadline: Option<Instant>,
}

impl Claimed {
    pub(crate) const fn fence(&self) -> Fence {
        Fence {
            job: self.id,
            worker: self.owner,
            attempt: self.attempt,
        }
    }
}

/// Who claims, and what time it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Claimant {
    pub(crate) worker: i64,
    pub(crate) now: Instant,
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

/// Claims up to `free` jobs that are due, in the order they should start.
pub(crate) fn claim(
    conn: &mut Conn,
    who: Claimant,
    shares: &[(String, usize)],
    free: usize,
) -> Result<Vec<Claimed>> {
    let mut limits = limits(conn)?;
    let mut taken = Vec::new();
    let mut dry = Vec::new();
    // What a queue leaves of its share is offered to all in a second round.
    for round in 0..2 {
        for (name, share) in shares {
            let left = free - taken.len();
            let want = if round == 0 { left.min(*share) } else { left };
            let room = room(conn, &mut limits, name)?.min(want);
            if room == 0 || dry.contains(&name) {
                continue;
            }
            let got = claim_queue(conn, who, name, room)?;
            if got.len() < room {
                dry.push(name);
            }
            taken.extend(got);
        }
    }
    Ok(taken)
}

/// Queues that are paused or capped.
///
/// On Postgres the rows of capped queues stay locked until the claim commits: two claimants that
/// count at the same time would both find room.
fn limits(conn: &mut Conn) -> Result<HashMap<String, Option<i64>>> {
    let held = queue::table
        .filter(queue::paused.or(queue::max_running.is_not_null()))
        .order(queue::name)
        .select((queue::name, queue::paused, queue::max_running));
    let rows: Vec<(String, bool, Option<i64>)> = match conn {
        Conn::Sqlite(c) => held.load(c)?,
        Conn::Postgres(c) => held.for_update().load(c)?,
    };
    let limit = |paused: bool, most: Option<i64>| if paused { Some(0) } else { most };
    Ok(rows
        .into_iter()
        .map(|(name, paused, most)| (name, limit(paused, most)))
        .collect())
}

/// How many more of this queue may start.
fn room(conn: &mut Conn, limits: &mut HashMap<String, Option<i64>>, name: &str) -> Result<usize> {
    let Some(Some(most)) = limits.get(name) else {
        return Ok(usize::MAX);
    };
    if *most == 0 {
        return Ok(0);
    }
    let running: i64 = job::table
        .filter(job::queue.eq(name))
        .filter(job::state.eq(RUNNING))
        .count()
        .get_result(conn)?;
    Ok(usize::try_from(most - running).unwrap_or(0))
}

fn claim_queue(conn: &mut Conn, who: Claimant, name: &str, n: usize) -> Result<Vec<Claimed>> {
    let mut taken = Vec::new();
    // One probe for each priority: each is a short range of `job_due`, however many wait behind.
    for prio in 0..=3 {
        if taken.len() == n {
            break;
        }
        let left = i64::try_from(n - taken.len()).unwrap_or(i64::MAX);
        let mut got = probe(conn, who, name, prio, left)?;
        // RETURNING promises no order.
        got.sort_by_key(|row| (row.run_at, row.id));
        taken.extend(got);
    }
    Ok(taken)
}

const SQLITE: &str = "UPDATE job SET state = 1, worker = $1, attempt = attempt + 1 \
     WHERE id IN (SELECT id FROM job WHERE queue = $2 AND prio = $3 AND state = 0 \
                  AND run_at <= $4 ORDER BY run_at, id LIMIT $5) \
     RETURNING id, company_id, kind, payload, run_at, attempt, max_attempt, worker AS owner, \
               trace, checkpoint, cancel, deadline";

const POSTGRES: &str = "WITH due AS MATERIALIZED (\
         SELECT id FROM job WHERE queue = $2 AND prio = $3 AND state = 0 \
         AND run_at <= $4 ORDER BY run_at, id LIMIT $5 FOR UPDATE SKIP LOCKED) \
     UPDATE job SET state = 1, worker = $1, attempt = attempt + 1 FROM due \
     WHERE job.id = due.id \
     RETURNING job.id, company_id, kind, payload, run_at, attempt, max_attempt, worker AS owner, \
               trace, checkpoint, cancel, deadline";

fn probe(conn: &mut Conn, who: Claimant, name: &str, prio: i64, n: i64) -> Result<Vec<Claimed>> {
    macro_rules! ask {
        ($c:ident, $text:expr) => {
            diesel::sql_query($text)
                .bind::<BigInt, _>(who.worker)
                .bind::<Text, _>(name)
                .bind::<BigInt, _>(prio)
                .bind::<BigInt, _>(who.now)
                .bind::<BigInt, _>(n)
                .load($c)?
        };
    }
    Ok(match conn {
        Conn::Sqlite(c) => ask!(c, SQLITE),
        Conn::Postgres(c) => ask!(c, POSTGRES),
    })
}

/// Gives back what the worker claimed without hearing of it.
pub(crate) fn give_back_others(conn: &mut Conn, worker: i64, in_hand: &[JobId]) -> Result {
    let unheard = job::table
        .filter(job::worker.eq(worker))
        .filter(job::state.eq(RUNNING))
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
