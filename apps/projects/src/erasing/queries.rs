//! All SQL of erasing.

use std::collections::HashSet;

use blimp_accounts::CompanyId;
use blimp_kit::Result;
use blimp_store::Conn;
use blimp_store::schema::event;
use diesel::prelude::*;

use crate::goals::schema::goals;
use crate::labels::schema::labels;
use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::projects::schema::projects;
use crate::states::schema::states;
use crate::tasks::schema::{task_counters, task_labels, tasks};
use crate::views::schema::saved_views;

/// Deletes up to `limit` tasks, and by the schema all that hangs on them; the newest first.
pub(super) fn delete_tasks(conn: &mut Conn, company: CompanyId, limit: i64) -> Result<usize> {
    let ids: Vec<TaskId> = tasks::table
        .filter(tasks::company_id.eq(company))
        .order(tasks::id.desc())
        .limit(limit)
        .select(tasks::id)
        .load(conn)?;
    if ids.is_empty() {
        return Ok(0);
    }
    let children = tasks::table
        .filter(tasks::company_id.eq(company))
        .filter(tasks::parent_id.eq_any(ids.clone()));
    diesel::update(children)
        .set(tasks::parent_id.eq(None::<TaskId>))
        .execute(conn)?;
    let some = tasks::table
        .filter(tasks::company_id.eq(company))
        .filter(tasks::id.eq_any(ids));
    Ok(diesel::delete(some).execute(conn)?)
}

/// Deletes up to `limit` rows of a table whose rows have ids.
macro_rules! delete_some {
    ($(#[$about:meta])* $name:ident, $table:ident) => {
        $(#[$about])*
        pub(super) fn $name(conn: &mut Conn, company: CompanyId, limit: i64) -> Result<usize> {
            let ids: Vec<i64> = $table::table
                .filter($table::company_id.eq(company))
                .order($table::id)
                .limit(limit)
                .select($table::id)
                .load(conn)?;
            let some = $table::table
                .filter($table::company_id.eq(company))
                .filter($table::id.eq_any(ids));
            Ok(diesel::delete(some).execute(conn)?)
        }
    };
}

delete_some!(
    /// Deletes up to `limit` saved views.
    delete_views,
    saved_views
);
delete_some!(
    /// Deletes up to `limit` goals.
    delete_goals,
    goals
);
delete_some!(
    /// Deletes up to `limit` states.
    delete_states,
    states
);
delete_some!(
    /// Deletes up to `limit` labels.
    delete_labels,
    labels
);
delete_some!(
    /// Deletes up to `limit` projects, and by the schema who was added to them.
    delete_projects,
    projects
);

/// Deletes the counter of task numbers.
pub(super) fn delete_counter(conn: &mut Conn, company: CompanyId, _limit: i64) -> Result<usize> {
    Ok(diesel::delete(task_counters::table.find(company)).execute(conn)?)
}

/// Those of these tasks that are in a project, with their titles.
pub(super) fn list_there(
    conn: &mut Conn,
    (company, project): (CompanyId, ProjectId),
    ids: &[i64],
) -> Result<Vec<(i64, String)>> {
    Ok(tasks::table
        .filter(tasks::company_id.eq(company))
        .filter(tasks::project_id.eq(project))
        .filter(tasks::id.eq_any(ids.to_vec()))
        .order(tasks::id)
        .select((tasks::id, tasks::title))
        .load(conn)?)
}

/// Those of these tasks that have a history which people made, or subtasks.
pub(super) fn list_touched(
    conn: &mut Conn,
    company: CompanyId,
    ids: &[i64],
) -> Result<HashSet<i64>> {
    let facts: Vec<Option<i64>> = event::table
        .filter(event::company_id.eq(company.0))
        .filter(event::thread_id.eq_any(ids.to_vec()))
        .filter(event::actor_id.is_not_null())
        .select(event::thread_id)
        .distinct()
        .load(conn)?;
    let parents: Vec<Option<i64>> = tasks::table
        .filter(tasks::company_id.eq(company))
        .filter(tasks::parent_id.eq_any(ids.to_vec()))
        .select(tasks::parent_id)
        .distinct()
        .load(conn)?;
    Ok(facts.into_iter().chain(parents).flatten().collect())
}

/// Deletes these tasks, and by the schema all that hangs on them.
pub(super) fn delete_these(conn: &mut Conn, company: CompanyId, ids: &[i64]) -> Result<usize> {
    let some = tasks::table
        .filter(tasks::company_id.eq(company))
        .filter(tasks::id.eq_any(ids.to_vec()));
    Ok(diesel::delete(some).execute(conn)?)
}

/// Deletes those of these rows that are as they were made and not among `$used`.
macro_rules! delete_unused {
    ($(#[$about:meta])* $name:ident, $table:ident, $($used:ident . $column:ident),+) => {
        $(#[$about])*
        pub(super) fn $name(conn: &mut Conn, company: CompanyId, ids: &[i64]) -> Result<Vec<i64>> {
            let mut used: HashSet<i64> = HashSet::new();
            $(
                let rows: Vec<Option<i64>> = $used::table
                    .filter($used::company_id.eq(company))
                    .filter($used::$column.eq_any(ids.to_vec()))
                    .select($used::$column.nullable())
                    .distinct()
                    .load(conn)?;
                used.extend(rows.into_iter().flatten());
            )+
            let mut free: Vec<i64> = $table::table
                .filter($table::company_id.eq(company))
                .filter($table::id.eq_any(ids.to_vec()))
                .filter($table::version.eq(1))
                .select($table::id)
                .load(conn)?;
            free.retain(|id| !used.contains(id));
            let some = $table::table
                .filter($table::company_id.eq(company))
                .filter($table::id.eq_any(free.clone()));
            diesel::delete(some).execute(conn)?;
            Ok(free)
        }
    };
}

delete_unused!(
    /// Deletes those of these goals that no task has and nobody has changed.
    delete_unused_goals,
    goals,
    tasks.goal_id
);
delete_unused!(
    /// Deletes those of these states that no task is in, or was, and nobody has changed.
    delete_unused_states,
    states,
    tasks.state_id,
    tasks.previous_state_id
);
delete_unused!(
    /// Deletes those of these labels that no task has and nobody has changed.
    delete_unused_labels,
    labels,
    task_labels.label_id
);

/// Whether a project has any task, in the trash or not.
pub(super) fn has_tasks(conn: &mut Conn, company: CompanyId, project: ProjectId) -> Result<bool> {
    let any: Option<i64> = tasks::table
        .filter(tasks::company_id.eq(company))
        .filter(tasks::project_id.eq(project))
        .select(tasks::id)
        .first(conn)
        .optional()?;
    Ok(any.is_some())
}
