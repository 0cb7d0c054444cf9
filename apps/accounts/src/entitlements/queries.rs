//! All SQL about entitlements.

use blimp_kit::Result;
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::entitlements::schema::entitlements;
use crate::ids::CompanyId;

/// How many of `name` (`projects`, `storage_bytes`, `members`) a company may have; none for as
/// many as it likes.
pub fn limit(conn: &mut Conn, company: CompanyId, name: &str) -> Result<Option<i64>> {
    let query = entitlements::table
        .find((company, name))
        .select(entitlements::value);
    Ok(query.first(conn).optional()?)
}

pub(crate) fn set(conn: &mut Conn, company: CompanyId, name: &str, value: i64) -> Result {
    on_each!(conn, c => diesel::insert_into(entitlements::table)
        .values((
            entitlements::company_id.eq(company),
            entitlements::name.eq(name),
            entitlements::value.eq(value),
        ))
        .on_conflict((entitlements::company_id, entitlements::name))
        .do_update()
        .set(entitlements::value.eq(value))
        .execute(c))?;
    Ok(())
}

pub(crate) fn unset(conn: &mut Conn, company: CompanyId, name: &str) -> Result {
    diesel::delete(entitlements::table.find((company, name))).execute(conn)?;
    Ok(())
}

/// Deletes what a company that is being erased may do; says how many rows.
pub(crate) fn remove_all(conn: &mut Conn, company: CompanyId) -> Result<usize> {
    let all = entitlements::table.filter(entitlements::company_id.eq(company));
    Ok(diesel::delete(all).execute(conn)?)
}
