//! App-wide statistics: how many users, companies, projects and tasks there are, without asking
//! the tables each time.
//!
//! An app says what is counted with a [`Stat`]: the whole falls into [`Scope`]s that can be
//! counted in no time, and an event says which scope to count again. What Redis keeps is each
//! scope's last count and their sum. So nothing is ever added twice or forgotten: a scope that is
//! counted again is right again, however often and in whatever order that happens.
//!
//! Redis remembers, in the same step, up to which event it has been told. One process at a time
//! goes on from there ([`Stats::follow`]). A Redis that was emptied is told everything anew; one
//! that was put back to an older state reads on from that state. Without Redis the tables are
//! counted when somebody asks.

mod keep;
mod follow;
mod snapshot;

use std::sync::Arc;

use blimp_kit::Result;
use blimp_store::{Conn, Db, EventRow};

use crate::redis::Redis;
pub use snapshot::{Part, Snapshot, Source, Totals};

/// A part of the whole that is counted in one go. The ids mean something to the app only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    /// The tenant; 0 where the part is not one's.
    pub company: i64,
    /// The part: a project, or a block of ids.
    pub id: i64,
}

impl Scope {
    /// This part.
    pub const fn new(company: i64, id: i64) -> Self {
        Self { company, id }
    }
}

/// How many there are, by label; labels are short words. What is not named is none.
pub type Counts = Vec<(&'static str, i64)>;

/// Something that is counted.
#[derive(Debug, Clone, Copy)]
pub struct Stat {
    /// What: `users`, `tasks`.
    pub name: &'static str,
    /// Which part an event may have changed the number of.
    pub touched: fn(&EventRow) -> Option<Scope>,
    /// Every part there is, in order, after the given one; so many at a time.
    pub scopes: fn(&mut Conn, Option<Scope>, i64) -> Result<Vec<Scope>>,
    /// Counts one part. Must stay quick however large the whole grows.
    pub count: fn(&mut Conn, Scope) -> Result<Counts>,
}

/// The statistics of one installation. Cheap to clone.
#[derive(Clone)]
pub struct Stats {
    db: Db,
    list: Arc<[Stat]>,
    redis: Option<Redis>,
}

impl Stats {
    /// What `list` counts, kept in `redis` where there is one.
    pub fn new(db: Db, list: Vec<Stat>, redis: Option<Redis>) -> Self {
        Self {
            db,
            list: list.into(),
            redis,
        }
    }

    /// The numbers: as Redis has them, else counted now.
    pub async fn read(&self) -> Result<Snapshot> {
        if let Some(redis) = &self.redis
            && let Some(kept) = keep::read(redis, &self.list).await?
        {
            return Ok(kept);
        }
        self.count().await
    }

    /// Counts everything in the tables, a part at a time so that nobody waits for it.
    pub async fn count(&self) -> Result<Snapshot> {
        let mut snapshot = Snapshot::counted(self.db.read(blimp_store::events::last_seq).await?);
        for stat in self.list.iter() {
            let mut after = None;
            snapshot.totals.insert(stat.name.to_owned(), Totals::new());
            loop {
                let page = self.page(*stat, after).await?;
                let Some((last, _)) = page.last() else { break };
                after = Some(*last);
                for (scope, counts) in page {
                    snapshot.add(stat.name, scope, &counts);
                }
            }
        }
        Ok(snapshot)
    }

    /// The parts after `after`, counted.
    async fn page(&self, stat: Stat, after: Option<Scope>) -> Result<Vec<(Scope, Counts)>> {
        let count = move |conn: &mut Conn| {
            let scopes = (stat.scopes)(conn, after, PAGE)?;
            let counted = scopes.into_iter().map(|scope| {
                let counts = (stat.count)(conn, scope)?;
                Ok((scope, counts))
            });
            counted.collect()
        };
        self.db.read(count).await
    }
}

/// Parts that are counted in one read.
const PAGE: i64 = 100;

#[cfg(test)]
mod tests;
