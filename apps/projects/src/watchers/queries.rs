//! SQL about watchers.

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::{Instant, Result};
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use super::schema::watchers;
use crate::place::TaskId;

/// True when they did not watch it before.
pub fn add(
    conn: &mut Conn,
    company: CompanyId,
    task: TaskId,
    user: UserId,
    since: Instant,
) -> Result<bool> {
    let row = (
        watchers::company_id.eq(company),
        watchers::task_id.eq(task),
        watchers::user_id.eq(user),
        watchers::since.eq(since),
    );
    let new = on_each!(conn, c => diesel::insert_into(watchers::table)
        .values(row).on_conflict_do_nothing().execute(c))?;
    Ok(new == 1)
}

/// True when they watched it.
pub fn remove(conn: &mut Conn, company: CompanyId, task: TaskId, user: UserId) -> Result<bool> {
    let row = watchers::table.find((company, task, user));
    Ok(diesel::delete(row).execute(conn)? == 1)
}

/// Who watches a task, in the order in which they began.
pub fn list(conn: &mut Conn, company: CompanyId, task: TaskId) -> Result<Vec<UserId>> {
    Ok(watchers::table
        .filter(watchers::company_id.eq(company))
        .filter(watchers::task_id.eq(task))
        .order((watchers::since, watchers::user_id))
        .select(watchers::user_id)
        .load(conn)?)
}
