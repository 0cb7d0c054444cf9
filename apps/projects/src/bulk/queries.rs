//! SQL about rows that come from elsewhere.

use std::collections::HashSet;

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::{Instant, Result};
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use super::model::Row;
use crate::comments::CommentId;
use crate::comments::schema::comments;
use crate::goals::GoalId;
use crate::goals::schema::goals;
use crate::markdown::Written;
use crate::place::{Place, TaskId};
use crate::projects::Project;
use crate::projects::schema::visible_projects;
use crate::tasks::schema::{task_counters, tasks};
use crate::text::Title;

/// Takes `count` numbers of a company; returns the first.
pub(crate) fn take_numbers(conn: &mut Conn, company: CompanyId, count: i64) -> Result<i64> {
    let first = (
        task_counters::company_id.eq(company),
        task_counters::next.eq(1 + count),
    );
    let next: i64 = on_each!(conn, c => diesel::insert_into(task_counters::table)
        .values(first)
        .on_conflict(task_counters::company_id)
        .do_update()
        .set(task_counters::next.eq(task_counters::next + count))
        .returning(task_counters::next)
        .get_result(c))?;
    Ok(next - count)
}

/// Writes a task's row.
pub(crate) fn insert(conn: &mut Conn, row: &Row<'_>) -> Result<TaskId> {
    Ok(on_each!(conn, c => diesel::insert_into(tasks::table)
        .values(row).returning(tasks::id).get_result(c))?)
}

/// Everybody who sees a project.
pub fn seeing(conn: &mut Conn, project: &Project) -> Result<HashSet<UserId>> {
    let users: Vec<UserId> = visible_projects::table
        .filter(visible_projects::company_id.eq(project.company_id))
        .filter(visible_projects::project_id.eq(project.id))
        .select(visible_projects::user_id)
        .load(conn)?;
    Ok(users.into_iter().collect())
}

/// Changes what a comment says; false where it is gone.
pub(crate) fn set_comment(
    conn: &mut Conn,
    at: Place,
    id: CommentId,
    written: &Written,
) -> Result<bool> {
    let row = comments::table
        .filter(comments::company_id.eq(at.company))
        .filter(comments::id.eq(id))
        .filter(comments::trashed_at.is_null());
    let changed = diesel::update(row)
        .set((
            comments::text.eq(&written.text),
            comments::html.eq(&written.html),
            comments::version.eq(comments::version + 1),
        ))
        .execute(conn)?;
    Ok(changed == 1)
}

/// Closes a goal, or opens it again.
pub(crate) fn set_goal_closed(
    conn: &mut Conn,
    project: &Project,
    id: GoalId,
    closed_at: Option<Instant>,
) -> Result {
    let row = goals::table
        .filter(goals::company_id.eq(project.company_id))
        .filter(goals::id.eq(id));
    diesel::update(row)
        .set((
            goals::closed_at.eq(closed_at),
            goals::version.eq(goals::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Changes what a goal is called.
pub(crate) fn set_goal_title(
    conn: &mut Conn,
    project: &Project,
    id: GoalId,
    title: &Title,
) -> Result {
    let row = goals::table
        .filter(goals::company_id.eq(project.company_id))
        .filter(goals::id.eq(id));
    diesel::update(row)
        .set((
            goals::title.eq(title),
            goals::version.eq(goals::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}
