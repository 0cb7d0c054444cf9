//! What a queue allows: paused, so many at once, so many in a time.

use std::collections::HashMap;
use std::time::Duration;

use blimp_kit::{Instant, Result};
use blimp_store::schema::job;
use blimp_store::{Conn, Rate};
use diesel::prelude::*;

use crate::gcra::Gcra;
use crate::schema::queue;
use crate::state::IsRunning;

/// A row of `queue`, as the operator set it.
#[derive(Debug, Clone, Queryable)]
pub(crate) struct Cap {
    pub(crate) name: String,
    pub(crate) paused: bool,
    pub(crate) max_running: Option<i64>,
    pub(crate) rate_n: Option<i64>,
    pub(crate) rate_per: Option<i64>,
    tat: Instant,
}

impl Cap {
    /// The rate, where there is one.
    pub(crate) fn rate(&self) -> Option<Rate> {
        Some(Rate {
            n: u32::try_from(self.rate_n?).ok()?,
            per: Duration::from_micros(u64::try_from(self.rate_per?).ok()?),
        })
    }
}

/// The limits of all queues, as a claim sees them.
pub(crate) struct Held {
    caps: HashMap<String, Cap>,
}

impl Held {
    /// Reads the limits.
    ///
    /// On Postgres the rows of limited queues stay locked until the claim commits: two claimants
    /// that count at the same time would both find room.
    pub(crate) fn read(conn: &mut Conn) -> Result<Self> {
        let held = queue::table
            .filter(
                queue::paused
                    .or(queue::max_running.is_not_null())
                    .or(queue::rate_n.is_not_null()),
            )
            .order(queue::name)
            .select(queue::all_columns);
        let rows: Vec<Cap> = match conn {
            Conn::Sqlite(c) => held.load(c)?,
            Conn::Postgres(c) => held.for_update().load(c)?,
        };
        let by_name = |cap: Cap| (cap.name.clone(), cap);
        Ok(Self {
            caps: rows.into_iter().map(by_name).collect(),
        })
    }

    /// How many more of this queue may start.
    pub(crate) fn room(&self, conn: &mut Conn, name: &str, now: Instant) -> Result<usize> {
        let Some(cap) = self.caps.get(name) else {
            return Ok(usize::MAX);
        };
        if cap.paused {
            return Ok(0);
        }
        let by_rate = cap
            .rate()
            .map_or(usize::MAX, |rate| Gcra::new(rate).room(cap.tat, now));
        let Some(most) = cap.max_running.filter(|_| by_rate > 0) else {
            return Ok(by_rate);
        };
        let running: i64 = job::table
            .filter(job::queue.eq(name))
            .filter(IsRunning)
            .count()
            .get_result(conn)?;
        Ok(usize::try_from(most - running).unwrap_or(0).min(by_rate))
    }

    /// Notes that `n` of this queue start.
    pub(crate) fn started(
        &mut self,
        conn: &mut Conn,
        name: &str,
        now: Instant,
        n: usize,
    ) -> Result {
        let Some(cap) = self.caps.get_mut(name).filter(|_| n > 0) else {
            return Ok(());
        };
        if let Some(rate) = cap.rate() {
            cap.tat = Gcra::new(rate).after(cap.tat, now, n);
            diesel::update(queue::table.find(name))
                .set(queue::tat.eq(cap.tat))
                .execute(conn)?;
        }
        Ok(())
    }

    /// When the first queue that its rate holds back opens again.
    pub(crate) fn again(&self, now: Instant) -> Option<Instant> {
        self.caps
            .values()
            .filter(|cap| !cap.paused)
            .filter_map(|cap| Some(Gcra::new(cap.rate()?).opens(cap.tat)))
            .filter(|at| *at > now)
            .min()
    }
}
