//! All SQL about verifications.

use blimp_kit::{Instant, Result};
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::ids::UserId;
use crate::verifications::model::NewVerification;
use crate::verifications::schema::verifications;
use crate::verifications::{Verification, VerificationId};

pub(crate) fn find(conn: &mut Conn, id: VerificationId) -> Result<Option<Verification>> {
    let query = verifications::table.find(id);
    Ok(query
        .select(Verification::as_select())
        .first(conn)
        .optional()?)
}

pub(crate) fn add(conn: &mut Conn, row: &NewVerification<'_>) -> Result<VerificationId> {
    Ok(
        on_each!(conn, c => diesel::insert_into(verifications::table)
        .values(row).returning(verifications::id).get_result(c))?,
    )
}

/// Uses the link up; false where it was used before or is too old.
pub(crate) fn set_used(conn: &mut Conn, id: VerificationId, at: Instant) -> Result<bool> {
    let open = verifications::table
        .find(id)
        .filter(verifications::used_at.is_null());
    let n = diesel::update(open.filter(verifications::expires_at.gt(at)))
        .set(verifications::used_at.eq(at))
        .execute(conn)?;
    Ok(n == 1)
}

/// Deletes links that are over since `before`.
pub(crate) fn prune(conn: &mut Conn, before: Instant) -> Result<usize> {
    let old = verifications::table.filter(verifications::expires_at.le(before));
    Ok(diesel::delete(old).execute(conn)?)
}

/// Deletes somebody's links: they hold addresses.
pub(crate) fn remove_of(conn: &mut Conn, user: UserId) -> Result {
    diesel::delete(verifications::table.filter(verifications::user_id.eq(user))).execute(conn)?;
    Ok(())
}
