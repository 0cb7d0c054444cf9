//! All SQL about uploads.

use blimp_kit::{Instant, Result};
use blimp_store::{Conn, on_each};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::model::{NewRow, Upload, UploadId};
use crate::model::FileId;
use crate::schema::upload;

/// The upload with this id, done or not, until it is forgotten.
pub fn find(conn: &mut Conn, id: UploadId, now: Instant) -> Result<Option<Upload>> {
    let row = upload::table
        .find(id)
        .filter(upload::expires_at.gt(now))
        .select(Upload::as_select());
    Ok(row.first(conn).optional()?)
}

pub(super) fn insert(conn: &mut Conn, row: &NewRow<'_>) -> Result<Upload> {
    Ok(on_each!(conn, c => diesel::insert_into(upload::table)
        .values(row).returning(Upload::as_returning()).get_result(c))?)
}

/// How many uploads somebody has under way.
pub(super) fn count_pending(conn: &mut Conn, company: i64, by: i64, now: Instant) -> Result<i64> {
    let own = upload::table
        .filter(upload::company_id.eq(company))
        .filter(upload::created_by.eq(by))
        .filter(upload::file_id.is_null())
        .filter(upload::expires_at.gt(now));
    Ok(own.count().get_result(conn)?)
}

/// How many bytes are under way to a company.
pub(super) fn pending_bytes(conn: &mut Conn, company: i64, now: Instant) -> Result<i64> {
    let all = upload::table
        .filter(upload::company_id.eq(company))
        .filter(upload::file_id.is_null())
        .filter(upload::expires_at.gt(now));
    // The sum of integers is no integer on Postgres.
    let sum = all.select(sql::<BigInt>("CAST(COALESCE(SUM(bytes), 0) AS BIGINT)"));
    Ok(sum.get_result(conn)?)
}

/// False where bytes with another checksum came before, or it is done.
pub(super) fn set_arrived(conn: &mut Conn, id: UploadId, sha256: &str) -> Result<bool> {
    let row = upload::table
        .find(id)
        .filter(upload::file_id.is_null())
        .filter(upload::sha256.is_null().or(upload::sha256.eq(sha256)));
    let rows = diesel::update(row)
        .set((
            upload::sha256.eq(sha256),
            upload::version.eq(upload::version + 1),
        ))
        .execute(conn)?;
    Ok(rows == 1)
}

/// False where it is done already.
pub(super) fn set_done(conn: &mut Conn, id: UploadId, file: FileId) -> Result<bool> {
    let row = upload::table.find(id).filter(upload::file_id.is_null());
    let rows = diesel::update(row)
        .set((
            upload::file_id.eq(file),
            upload::version.eq(upload::version + 1),
        ))
        .execute(conn)?;
    Ok(rows == 1)
}

/// Uploads whose time is up, the oldest first.
pub(super) fn list_expired(conn: &mut Conn, now: Instant, limit: i64) -> Result<Vec<Upload>> {
    Ok(upload::table
        .filter(upload::expires_at.le(now))
        .order((upload::expires_at, upload::id))
        .limit(limit)
        .select(Upload::as_select())
        .load(conn)?)
}

pub(super) fn delete(conn: &mut Conn, ids: &[UploadId]) -> Result {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    diesel::delete(upload::table.filter(upload::id.eq_any(ids))).execute(conn)?;
    Ok(())
}
