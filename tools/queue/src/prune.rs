//! Forgets finished jobs after a while.

use std::time::Duration;

use blimp_kit::Result;
use blimp_store::{Job, Tx};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::limits;
use crate::schema::job_done;

/// Rows that one commit deletes: short enough that nobody waits long for the writer.
const CHUNK: i64 = 1000;

/// How long the standing of an unused limit is remembered.
const LIMITERS: Duration = Duration::from_hours(1);

/// Forgets finished jobs that are older than the operator wants, a thousand in a commit.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Prune {
    /// How long they are remembered, in seconds.
    pub(crate) keep_s: u64,
}

impl Job for Prune {
    const KIND: &'static str = "queue.prune";
    const PRIO: i64 = 3;

    fn key(&self) -> Option<String> {
        Some(String::new())
    }
}

impl Prune {
    /// Deletes a chunk; leaves a successor where there may be more.
    pub(crate) fn apply(self, tx: &mut Tx) -> Result {
        let before = tx.now() - Duration::from_secs(self.keep_s);
        let unused = tx.now() - LIMITERS;
        limits::forget(tx, unused)?;
        let old: Vec<i64> = job_done::table
            .filter(job_done::finished_at.lt(before))
            .order(job_done::finished_at)
            .limit(CHUNK)
            .select(job_done::id)
            .load(&mut **tx)?;
        let gone =
            diesel::delete(job_done::table.filter(job_done::id.eq_any(&old))).execute(&mut **tx)?;
        if gone > 0 && i64::try_from(old.len()).is_ok_and(|n| n == CHUNK) {
            tx.enqueue(&self)?;
        }
        Ok(())
    }
}
