//! All SQL about resets.

use blimp_kit::{Instant, Result};
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::ids::UserId;
use crate::resets::model::NewReset;
use crate::resets::schema::resets;
use crate::resets::{Reset, ResetId};

pub(crate) fn find(conn: &mut Conn, id: ResetId) -> Result<Option<Reset>> {
    Ok(resets::table
        .find(id)
        .select(Reset::as_select())
        .first(conn)
        .optional()?)
}

pub(crate) fn add(conn: &mut Conn, row: &NewReset<'_>) -> Result<ResetId> {
    Ok(on_each!(conn, c => diesel::insert_into(resets::table)
        .values(row).returning(resets::id).get_result(c))?)
}

/// Uses the link up; false where it was used before or is too old.
pub(crate) fn set_used(conn: &mut Conn, id: ResetId, at: Instant) -> Result<bool> {
    let open = resets::table.find(id).filter(resets::used_at.is_null());
    let n = diesel::update(open.filter(resets::expires_at.gt(at)))
        .set(resets::used_at.eq(at))
        .execute(conn)?;
    Ok(n == 1)
}

/// Makes all open links of somebody worthless.
pub(crate) fn set_all_used(conn: &mut Conn, user: UserId, at: Instant) -> Result {
    let open = resets::table
        .filter(resets::user_id.eq(user))
        .filter(resets::used_at.is_null());
    diesel::update(open)
        .set(resets::used_at.eq(at))
        .execute(conn)?;
    Ok(())
}

/// Deletes links that are over since `before`.
pub(crate) fn prune(conn: &mut Conn, before: Instant) -> Result<usize> {
    let old = resets::table.filter(resets::expires_at.le(before));
    Ok(diesel::delete(old).execute(conn)?)
}
