//! A replica for reads: asked while it keeps up, left alone while it does not.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use blimp_kit::Result;
use crossbeam_channel::Sender;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use diesel::{PgConnection, sql_query};

use super::connect::Source;
use super::pool::Asked;
use crate::callers::Callers;

/// A replica that is further behind is not asked.
const MOST_LAG: Duration = Duration::from_secs(10);
/// How often it is looked at.
pub(super) const LOOK: Duration = Duration::from_secs(1);

/// The door to the replica.
pub(crate) struct Replica {
    pub(super) calls: Sender<Asked>,
    pub(super) usable: Arc<AtomicBool>,
    pub(super) callers: Arc<Callers>,
}

impl Replica {
    /// Where a read of the current caller may go; `None` for the primary.
    pub(crate) fn calls(&self) -> Option<&Sender<Asked>> {
        let key = crate::callers::current()?;
        let fine = self.usable.load(Ordering::Acquire) && self.callers.may_lag(key, Instant::now());
        fine.then_some(&self.calls)
    }

    /// The current caller has written.
    pub(crate) fn wrote(&self) {
        if let Some(key) = crate::callers::current() {
            self.callers.wrote(key, Instant::now());
        }
    }
}

/// How far the primary's log had come, and when: told by the thread that listens to the primary.
#[derive(Default)]
pub(super) struct Marks(Mutex<VecDeque<(Instant, i64)>>);

impl Marks {
    /// The primary had come to `position` at `now`.
    pub(super) fn push(&self, now: Instant, position: i64) {
        let mut marks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        marks.push_back((now, position));
        while marks.len() > 120 {
            marks.pop_front();
        }
    }

    /// For how long a replica that has come to `position` has been late.
    fn lag(&self, now: Instant, position: i64) -> Duration {
        let mut marks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while marks.front().is_some_and(|(_, mark)| *mark <= position) {
            marks.pop_front();
        }
        let oldest = marks
            .front()
            .map(|(at, _)| now.saturating_duration_since(*at));
        oldest.unwrap_or_default()
    }
}

#[derive(QueryableByName)]
struct Position {
    #[diesel(sql_type = BigInt)]
    position: i64,
}

/// How far the log of a primary has come, in bytes.
pub(super) fn written(conn: &mut PgConnection) -> QueryResult<i64> {
    let ask = "SELECT (pg_current_wal_lsn() - '0/0')::bigint AS position";
    sql_query(ask)
        .get_result::<Position>(conn)
        .map(|p| p.position)
}

/// How far a replica has come. One that was promoted has come all the way.
fn replayed(conn: &mut PgConnection) -> QueryResult<i64> {
    let ask = "SELECT CASE WHEN pg_is_in_recovery() \
               THEN coalesce(pg_last_wal_replay_lsn() - '0/0', 0)::bigint \
               ELSE 9223372036854775807 END AS position";
    sql_query(ask)
        .get_result::<Position>(conn)
        .map(|p| p.position)
}

/// Looks at the replica once a second.
pub(super) struct Watch {
    pub(super) source: Arc<Source>,
    pub(super) usable: Arc<AtomicBool>,
    pub(super) marks: Arc<Marks>,
    pub(super) alive: Weak<()>,
}

impl Watch {
    pub(super) fn start(self) -> Result {
        thread::Builder::new()
            .name("blimp-replica-watch".to_owned())
            .spawn(move || self.run())
            .context("cannot start a thread")?;
        Ok(())
    }

    fn run(&self) {
        let mut conn = None;
        while self.alive.upgrade().is_some() {
            let good = self.look(&mut conn);
            if self.usable.swap(good, Ordering::AcqRel) != good {
                if good {
                    tracing::info!("the replica serves reads");
                } else {
                    tracing::warn!("the replica is down or late: the primary serves its reads");
                }
            }
            thread::park_timeout(LOOK);
        }
    }

    fn look(&self, conn: &mut Option<PgConnection>) -> bool {
        if conn.is_none() {
            *conn = self.source.connect().ok();
        }
        let Some(open) = conn else { return false };
        let Ok(position) = replayed(open) else {
            *conn = None;
            return false;
        };
        self.marks.lag(Instant::now(), position) <= MOST_LAG
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Marks;

    #[test]
    fn a_replica_is_as_late_as_the_oldest_thing_it_lacks() {
        let (marks, start) = (Marks::default(), Instant::now());
        let at = |s| start + Duration::from_secs(s);
        assert_eq!(marks.lag(at(0), 0), Duration::ZERO, "nothing is known");
        for (second, position) in [(0, 100), (1, 100), (2, 200), (3, 300)] {
            marks.push(at(second), position);
        }
        for (position, late) in [(50, 4), (100, 2), (250, 1), (300, 0)] {
            assert_eq!(
                marks.lag(at(4), position),
                Duration::from_secs(late),
                "{position}"
            );
        }
    }
}
