//! SQL about assignees.

use std::collections::HashMap;

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::{Instant, Result};
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use super::schema::task_assignees;
use crate::place::TaskId;

/// A new row.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = task_assignees, treat_none_as_default_value = false)]
pub struct NewAssignee {
    /// The company.
    pub company_id: CompanyId,
    /// The task.
    pub task_id: TaskId,
    /// The person.
    pub user_id: UserId,
    /// Who asked them.
    pub assigned_by: Option<UserId>,
    /// When.
    pub assigned_at: Instant,
}

/// True when they were not assigned before.
pub fn add(conn: &mut Conn, row: &NewAssignee) -> Result<bool> {
    let new = on_each!(conn, c => diesel::insert_into(task_assignees::table)
        .values(row).on_conflict_do_nothing().execute(c))?;
    Ok(new == 1)
}

/// True when they were assigned.
pub fn remove(conn: &mut Conn, company: CompanyId, task: TaskId, user: UserId) -> Result<bool> {
    let row = task_assignees::table.find((company, task, user));
    Ok(diesel::delete(row).execute(conn)? == 1)
}

/// Who is responsible for a task, in the order in which they were asked.
pub fn list(conn: &mut Conn, company: CompanyId, task: TaskId) -> Result<Vec<UserId>> {
    Ok(by_task(conn, company, &[task])?
        .remove(&task)
        .unwrap_or_default())
}

/// The same for many tasks, in one statement.
pub fn by_task(
    conn: &mut Conn,
    company: CompanyId,
    tasks: &[TaskId],
) -> Result<HashMap<TaskId, Vec<UserId>>> {
    let rows: Vec<(TaskId, UserId)> = task_assignees::table
        .filter(task_assignees::company_id.eq(company))
        .filter(task_assignees::task_id.eq_any(tasks))
        .order((task_assignees::assigned_at, task_assignees::user_id))
        .select((task_assignees::task_id, task_assignees::user_id))
        .load(conn)?;
    let mut found: HashMap<TaskId, Vec<UserId>> = HashMap::new();
    for (task, user) in rows {
        found.entry(task).or_default().push(user);
    }
    Ok(found)
}
