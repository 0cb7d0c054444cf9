//! Locks that say that a process lives.

use std::time::Duration;

use blimp_kit::Result;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::BigInt;

use crate::db::Doors;
use crate::{Conn, Db};

/// A lock must be free for so long before anyone believes it: a process that lives has connected
/// again by then.
const BELIEVED: Duration = Duration::from_millis(1500);

/// How often, and how many times, a process looks whether it holds what it wants to hold.
const LOOK: Duration = Duration::from_millis(25);
const LOOKS: usize = 40;

#[derive(QueryableByName)]
struct Held {
    #[diesel(sql_type = BigInt)]
    key: i64,
}

impl Db {
    /// Holds `key` for as long as this process lives and is connected; whether that worked. It
    /// does on Postgres, and not on SQLite, where files are locked instead.
    ///
    /// The server frees it at the moment that the process dies: long before a lease runs out. It
    /// is taken again whenever the connection was replaced.
    pub async fn hold(&self, key: i64) -> bool {
        let Doors::Postgres(doors) = &*self.doors else {
            return false;
        };
        doors.holds.wanted().insert(key);
        let mut look = tokio::time::interval(LOOK);
        for _ in 0..LOOKS {
            look.tick().await;
            // Only what others can see is held: some servers say yes to every lock.
            if let Ok(held) = self.primary().read(held).await
                && held.contains(&key)
            {
                return true;
            }
        }
        self.let_go(key);
        false
    }

    /// Gives `key` up, a few milliseconds from now.
    pub fn let_go(&self, key: i64) {
        if let Doors::Postgres(doors) = &*self.doors {
            doors.holds.wanted().remove(&key);
        }
    }

    /// Of `keys`, those that no process has held for a while. It takes at least two looks, over a
    /// second apart: ask again and again with the same keys.
    pub async fn unheld(&self, keys: Vec<i64>) -> Result<Vec<i64>> {
        let Doors::Postgres(doors) = &*self.doors else {
            return Ok(Vec::new());
        };
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let held = self.primary().read(held).await?;
        Ok(doors.holds.long_free(&keys, &held, BELIEVED))
    }
}

fn held(conn: &mut Conn) -> Result<Vec<i64>> {
    let Conn::Postgres(c) = conn else {
        return Ok(Vec::new());
    };
    let rows: Vec<Held> = sql_query(
        "SELECT (classid::bigint << 32) | objid::bigint AS key FROM pg_locks \
         WHERE locktype = 'advisory' AND objsubid = 1 AND granted \
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    )
    .load(c)?;
    Ok(rows.into_iter().map(|row| row.key).collect())
}
