//! All SQL about throttles.

use blimp_kit::{Instant, Result};
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::throttles::schema::throttles;

/// Counts one more; the count so far and when it starts anew.
///
/// The upsert locks the row, so tries at the same time see each other.
pub(crate) fn count_one(
    conn: &mut Conn,
    key: &str,
    now: Instant,
    expires_at: Instant,
) -> Result<(i64, Instant)> {
    let over = throttles::table
        .find(key)
        .filter(throttles::expires_at.le(now));
    diesel::delete(over).execute(conn)?;
    Ok(on_each!(conn, c => diesel::insert_into(throttles::table)
        .values((
            throttles::key.eq(key),
            throttles::count.eq(1_i64),
            throttles::expires_at.eq(expires_at),
        ))
        .on_conflict(throttles::key)
        .do_update()
        .set(throttles::count.eq(throttles::count + 1))
        .returning((throttles::count, throttles::expires_at))
        .get_result(c))?)
}

/// Counts one less.
pub(crate) fn uncount_one(conn: &mut Conn, key: &str) -> Result {
    diesel::update(throttles::table.find(key).filter(throttles::count.gt(0)))
        .set(throttles::count.eq(throttles::count - 1))
        .execute(conn)?;
    Ok(())
}

/// Forgets a count.
pub(crate) fn forget(conn: &mut Conn, key: &str) -> Result {
    diesel::delete(throttles::table.find(key)).execute(conn)?;
    Ok(())
}

/// Deletes counts that are over.
pub(crate) fn prune(conn: &mut Conn, now: Instant) -> Result<usize> {
    Ok(diesel::delete(throttles::table.filter(throttles::expires_at.le(now))).execute(conn)?)
}
