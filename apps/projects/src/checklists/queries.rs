//! SQL about checklists.
//!
//! An item that was taken off keeps its place, for when it is brought back.

use std::collections::HashMap;

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::{Instant, Result};
use blimp_store::{Conn, on_each};
use diesel::dsl::{count, count_star};
use diesel::prelude::*;

use super::model::{Item, ItemId, Progress};
use super::schema::checklist_items;
use crate::place::TaskId;

/// A row to be written.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = checklist_items)]
pub struct ItemRow {
    /// The company.
    pub company_id: CompanyId,
    /// The task.
    pub task_id: TaskId,
    /// The section's name.
    pub section: String,
    /// What to do.
    pub title: String,
    /// An order key.
    pub position: String,
    /// When it was ticked.
    pub done_at: Option<Instant>,
    /// By whom.
    pub done_by: Option<UserId>,
    /// When it was written.
    pub created_at: Instant,
}

type Boxed = checklist_items::BoxedQuery<'static, <Conn as Connection>::Backend>;

/// Of the actor's companies; whether they see its task is for tasks to say.
fn owned_by(actor: &Actor, id: ItemId) -> Boxed {
    checklist_items::table
        .filter(checklist_items::company_id.eq_any(actor.companies()))
        .filter(checklist_items::id.eq(id))
        .into_boxed()
}

/// The items of a task, those that were taken off too.
fn of_task(company: CompanyId, task: TaskId) -> Boxed {
    checklist_items::table
        .filter(checklist_items::company_id.eq(company))
        .filter(checklist_items::task_id.eq(task))
        .into_boxed()
}

/// The item, in a company of the actor's.
pub fn find(conn: &mut Conn, actor: &Actor, id: ItemId) -> Result<Option<Item>> {
    let row = owned_by(actor, id).filter(checklist_items::trashed_at.is_null());
    Ok(row.select(Item::as_select()).first(conn).optional()?)
}

/// The item that was taken off, in a company of the actor's.
pub fn find_trashed(conn: &mut Conn, actor: &Actor, id: ItemId) -> Result<Option<Item>> {
    let row = owned_by(actor, id).filter(checklist_items::trashed_at.is_not_null());
    Ok(row.select(Item::as_select()).first(conn).optional()?)
}

/// The items of a task, in order.
pub fn list(conn: &mut Conn, company: CompanyId, task: TaskId) -> Result<Vec<Item>> {
    Ok(of_task(company, task)
        .filter(checklist_items::trashed_at.is_null())
        .order(checklist_items::position)
        .select(Item::as_select())
        .load(conn)?)
}

/// How many items a task has.
pub fn count_of(conn: &mut Conn, company: CompanyId, task: TaskId) -> Result<i64> {
    Ok(of_task(company, task)
        .filter(checklist_items::trashed_at.is_null())
        .select(count_star())
        .first(conn)?)
}

/// How far the checklists of many tasks have come, in one statement.
pub fn progress(
    conn: &mut Conn,
    company: CompanyId,
    tasks: &[TaskId],
) -> Result<HashMap<TaskId, Progress>> {
    let rows: Vec<(TaskId, i64, i64)> = checklist_items::table
        .filter(checklist_items::company_id.eq(company))
        .filter(checklist_items::task_id.eq_any(tasks))
        .filter(checklist_items::trashed_at.is_null())
        .group_by(checklist_items::task_id)
        .select((
            checklist_items::task_id,
            count(checklist_items::done_at),
            count_star(),
        ))
        .load(conn)?;
    let progress = |(task, done, total)| (task, Progress { done, total });
    Ok(rows.into_iter().map(progress).collect())
}

/// Writes a row.
pub fn insert(conn: &mut Conn, row: &ItemRow) -> Result<Item> {
    Ok(
        on_each!(conn, c => diesel::insert_into(checklist_items::table)
        .values(row).returning(Item::as_returning()).get_result(c))?,
    )
}

/// Writes many rows.
pub fn insert_all(conn: &mut Conn, rows: &[ItemRow]) -> Result {
    on_each!(conn, c => diesel::insert_into(checklist_items::table).values(rows).execute(c))?;
    Ok(())
}

/// Writes what has changed of an item; false where somebody else was faster.
pub fn update(conn: &mut Conn, item: &Item) -> Result<bool> {
    let row = checklist_items::table
        .filter(checklist_items::company_id.eq(item.company_id))
        .filter(checklist_items::id.eq(item.id))
        .filter(checklist_items::version.eq(item.version));
    let changed = diesel::update(row)
        .set((
            checklist_items::section.eq(&item.section),
            checklist_items::title.eq(&item.title),
            checklist_items::position.eq(&item.position),
            checklist_items::done_at.eq(item.done_at),
            checklist_items::done_by.eq(item.done_by),
            checklist_items::version.eq(checklist_items::version + 1),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

macro_rules! raised {
    ($conn:expr, $before:expr, $only:expr, $set:expr) => {
        on_each!($conn, c => diesel::update(
                checklist_items::table
                    .filter(checklist_items::company_id.eq($before.company_id))
                    .filter(checklist_items::id.eq($before.id))
                    .filter($only),
            )
            .set(($set, checklist_items::version.eq(checklist_items::version + 1)))
            .returning(Item::as_returning())
            .get_result(c))
        .optional()?
    };
}

/// Takes an item off; none where it is off.
pub fn set_trashed(conn: &mut Conn, item: &Item, at: Instant) -> Result<Option<Item>> {
    let there = checklist_items::trashed_at.is_null();
    Ok(raised!(
        conn,
        item,
        there,
        checklist_items::trashed_at.eq(at)
    ))
}

/// Brings an item back; none where it is back.
pub fn set_restored(conn: &mut Conn, item: &Item) -> Result<Option<Item>> {
    let off = checklist_items::trashed_at.is_not_null();
    let set = checklist_items::trashed_at.eq(None::<Instant>);
    Ok(raised!(conn, item, off, set))
}

/// The place of an item of this task; none where it has no such item.
pub fn position_of(
    conn: &mut Conn,
    company: CompanyId,
    task: TaskId,
    id: ItemId,
) -> Result<Option<String>> {
    Ok(of_task(company, task)
        .filter(checklist_items::trashed_at.is_null())
        .filter(checklist_items::id.eq(id))
        .select(checklist_items::position)
        .first(conn)
        .optional()?)
}

/// The first place after `low`, taken or kept.
pub fn next_position(
    conn: &mut Conn,
    company: CompanyId,
    task: TaskId,
    low: &str,
) -> Result<Option<String>> {
    Ok(of_task(company, task)
        .filter(checklist_items::position.gt(low.to_owned()))
        .order(checklist_items::position.asc())
        .select(checklist_items::position)
        .first(conn)
        .optional()?)
}

/// The last place before `high`, or of all, taken or kept.
pub fn last_position(
    conn: &mut Conn,
    company: CompanyId,
    task: TaskId,
    high: Option<&str>,
) -> Result<Option<String>> {
    let mut rows = of_task(company, task);
    if let Some(high) = high {
        rows = rows.filter(checklist_items::position.lt(high.to_owned()));
    }
    Ok(rows
        .order(checklist_items::position.desc())
        .select(checklist_items::position)
        .first(conn)
        .optional()?)
}
