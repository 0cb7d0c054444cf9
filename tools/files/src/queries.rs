//! All SQL about files.

use std::collections::HashSet;

use blimp_kit::Result;
use blimp_store::{Conn, on_each};
use diesel::connection::Connection;
use diesel::prelude::*;

use crate::model::{File, FileId, Measured, NewRow, State};
use crate::schema::{file, file_usage, upload};

type Boxed = file::BoxedQuery<'static, <Conn as Connection>::Backend>;

/// The files of a company, or of nobody: another company's are not there.
fn owned_by(company: Option<i64>) -> Boxed {
    let all = file::table.into_boxed::<<Conn as Connection>::Backend>();
    match company {
        Some(company) => all.filter(file::company_id.eq(company)),
        None => all.filter(file::company_id.is_null()),
    }
}

/// The file with this id, whatever its state.
pub fn find(conn: &mut Conn, company: Option<i64>, id: FileId) -> Result<Option<File>> {
    let row = owned_by(company)
        .filter(file::id.eq(id))
        .select(File::as_select());
    Ok(row.first(conn).optional()?)
}

/// The files with these ids, whatever their state, in no order.
pub fn list_by_id(conn: &mut Conn, company: Option<i64>, ids: &[FileId]) -> Result<Vec<File>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    Ok(owned_by(company)
        .filter(file::id.eq_any(ids))
        .select(File::as_select())
        .load(conn)?)
}

/// How many bytes the files of a company take, trashed ones too.
pub fn usage(conn: &mut Conn, company: i64) -> Result<i64> {
    let bytes: Option<i64> = file_usage::table
        .find(company)
        .select(file_usage::bytes)
        .first(conn)
        .optional()?;
    Ok(bytes.unwrap_or(0))
}

pub(crate) fn insert(conn: &mut Conn, row: &NewRow<'_>) -> Result<File> {
    Ok(on_each!(conn, c => diesel::insert_into(file::table)
        .values(row).returning(File::as_returning()).get_result(c))?)
}

/// Counts `bytes` more; false where that would go beyond `quota`. The condition is part of the
/// update, so two uploads at once cannot both take the last bytes.
pub(crate) fn charge(
    conn: &mut Conn,
    company: i64,
    bytes: i64,
    quota: Option<i64>,
) -> Result<bool> {
    let none = (file_usage::company_id.eq(company), file_usage::bytes.eq(0));
    on_each!(conn, c => diesel::insert_into(file_usage::table)
        .values(none).on_conflict_do_nothing().execute(c))?;
    let most = quota.unwrap_or(i64::MAX).saturating_sub(bytes);
    let fits = file_usage::table
        .find(company)
        .filter(file_usage::bytes.le(most));
    let rows = diesel::update(fits)
        .set(file_usage::bytes.eq(file_usage::bytes + bytes))
        .execute(conn)?;
    Ok(rows == 1)
}

fn refund(conn: &mut Conn, company: i64, bytes: i64) -> Result {
    diesel::update(file_usage::table.find(company))
        .set(file_usage::bytes.eq(file_usage::bytes - bytes))
        .execute(conn)?;
    Ok(())
}

/// Deletes the row and gives its bytes back; returns what was deleted.
pub(crate) fn delete(conn: &mut Conn, id: FileId) -> Result<Option<File>> {
    let gone: Option<File> = on_each!(conn, c => diesel::delete(file::table.find(id))
        .returning(File::as_returning()).get_result(c))
    .optional()?;
    if let Some(File {
        company_id: Some(company),
        bytes,
        ..
    }) = &gone
    {
        refund(conn, *company, *bytes)?;
    }
    Ok(gone)
}

/// True where the state changed.
pub(crate) fn set_state(conn: &mut Conn, id: FileId, from: State, to: State) -> Result<bool> {
    let row = file::table.find(id).filter(file::state.eq(from));
    let rows = diesel::update(row)
        .set((file::state.eq(to), file::version.eq(file::version + 1)))
        .execute(conn)?;
    Ok(rows == 1)
}

/// False where the file is gone or has a small picture already.
pub(crate) fn set_thumb(conn: &mut Conn, id: FileId, seen: &Measured) -> Result<bool> {
    let row = file::table.find(id).filter(file::thumb_key.is_null());
    let rows = diesel::update(row)
        .set((
            file::thumb_key.eq(&seen.thumb_key),
            file::width.eq(seen.width),
            file::height.eq(seen.height),
            file::version.eq(file::version + 1),
        ))
        .execute(conn)?;
    Ok(rows == 1)
}

/// Those of `keys` that a row needs, or will.
pub(crate) fn needed(conn: &mut Conn, keys: &[String]) -> Result<HashSet<String>> {
    let mut needed = HashSet::new();
    let files: Vec<String> = file::table
        .filter(file::key.eq_any(keys))
        .select(file::key)
        .load(conn)?;
    let thumbs: Vec<Option<String>> = file::table
        .filter(file::thumb_key.eq_any(keys))
        .select(file::thumb_key)
        .load(conn)?;
    let expected: Vec<String> = upload::table
        .filter(upload::key.eq_any(keys))
        .select(upload::key)
        .load(conn)?;
    needed.extend(files);
    needed.extend(expected);
    needed.extend(thumbs.into_iter().flatten());
    Ok(needed)
}

/// Notes the checksum of a file that had none. True where that is new.
pub(crate) fn set_hash(conn: &mut Conn, id: FileId, sha256: &str) -> Result<bool> {
    let row = file::table.find(id).filter(file::sha256.eq(""));
    let rows = diesel::update(row)
        .set((file::sha256.eq(sha256), file::version.eq(file::version + 1)))
        .execute(conn)?;
    Ok(rows == 1)
}

/// Files of every company, by id, after `after`.
pub(crate) fn list_all(conn: &mut Conn, after: FileId, limit: i64) -> Result<Vec<File>> {
    Ok(file::table
        .filter(file::id.gt(after))
        .order(file::id)
        .limit(limit)
        .select(File::as_select())
        .load(conn)?)
}

/// How many files there are.
pub(crate) fn count_all(conn: &mut Conn) -> Result<i64> {
    Ok(file::table.count().get_result(conn)?)
}

/// Deletes up to `limit` files of a tenant that is gone; returns where their blobs are.
pub(crate) fn delete_some(
    conn: &mut Conn,
    company: i64,
    limit: i64,
) -> Result<Vec<(String, Option<String>)>> {
    let rows: Vec<(FileId, String, Option<String>)> = file::table
        .filter(file::company_id.eq(company))
        .order(file::id)
        .limit(limit)
        .select((file::id, file::key, file::thumb_key))
        .load(conn)?;
    let ids: Vec<FileId> = rows.iter().map(|(id, ..)| *id).collect();
    diesel::delete(file::table.filter(file::id.eq_any(ids))).execute(conn)?;
    Ok(rows
        .into_iter()
        .map(|(_, key, thumb_key)| (key, thumb_key))
        .collect())
}

/// Deletes up to `limit` uploads of a tenant that has no file any more, then its count of bytes.
/// What was sent meanwhile is swept as what nobody kept.
pub(crate) fn delete_rest(conn: &mut Conn, company: i64, limit: i64) -> Result<usize> {
    let ids: Vec<i64> = upload::table
        .filter(upload::company_id.eq(company))
        .limit(limit)
        .select(upload::id)
        .load(conn)?;
    if !ids.is_empty() {
        return Ok(diesel::delete(upload::table.filter(upload::id.eq_any(ids))).execute(conn)?);
    }
    Ok(diesel::delete(file_usage::table.find(company)).execute(conn)?)
}
