//! All SQL of erasing.

use std::collections::HashSet;

use blimp_accounts::CompanyId;
use blimp_kit::Result;
use blimp_store::Conn;
use blimp_store::schema::event;
use diesel::prelude::*;

use crate::assignees::schema::task_assignees;
use crate::attachments::schema::attachments;
use crate::checklists::schema::checklist_items;
use crate::comments::schema::comments;
use crate::goals::schema::goals;
use crate::labels::schema::labels;
use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::projects::schema::{project_people, projects};
use crate::search::Kind;
use crate::search::schema::search_docs;
use crate::states::schema::states;
use crate::tasks::schema::{task_counters, task_labels, tasks};
use crate::views::schema::saved_views;
use crate::watchers::schema::watchers;

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

/// Those of these ids that rows of a company name in a column.
macro_rules! named {
    ($conn:expr, $company:expr, $ids:expr; $($table:ident . $column:ident),*) => {{
        let lists: Vec<Vec<Option<i64>>> = vec![$(
            $table::table
                .filter($table::company_id.eq($company))
                .filter($table::$column.eq_any($ids.to_vec()))
                .select($table::$column.nullable())
                .distinct()
                .load($conn)?
        ),*];
        lists.into_iter().flatten().flatten().collect::<HashSet<i64>>()
    }};
}

/// Deletes those of these rows that are as they were made and that no `$used` names.
macro_rules! delete_unused {
    ($(#[$about:meta])* $name:ident, $table:ident $(, $used:ident . $column:ident)*) => {
        $(#[$about])*
        pub(super) fn $name(conn: &mut Conn, company: CompanyId, ids: &[i64]) -> Result<Vec<i64>> {
            let used = named!(conn, company, ids; $($used.$column),*);
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
delete_unused!(
    /// Deletes those of these comments that nothing was attached with and nobody has changed.
    delete_unused_comments,
    comments,
    attachments.comment_id
);
delete_unused!(
    /// Deletes those of these attachments that nobody has changed.
    delete_unused_links,
    attachments
);
delete_unused!(
    /// Deletes those of these checklist items that nobody has changed.
    delete_unused_items,
    checklist_items
);

/// The tasks of these checklist items.
pub(super) fn tasks_of_items(
    conn: &mut Conn,
    company: CompanyId,
    ids: &[i64],
) -> Result<Vec<TaskId>> {
    Ok(checklist_items::table
        .filter(checklist_items::company_id.eq(company))
        .filter(checklist_items::id.eq_any(ids.to_vec()))
        .select(checklist_items::task_id)
        .distinct()
        .load(conn)?)
}

/// Makes these things unfindable.
pub(super) fn delete_docs(conn: &mut Conn, company: CompanyId, kind: Kind, ids: &[i64]) -> Result {
    let some = search_docs::table
        .filter(search_docs::company_id.eq(company))
        .filter(search_docs::kind.eq(kind))
        .filter(search_docs::subject_id.eq_any(ids.to_vec()));
    diesel::delete(some).execute(conn)?;
    Ok(())
}

/// Those of these people whom any row names.
pub(super) fn people_in_use(
    conn: &mut Conn,
    company: CompanyId,
    ids: &[i64],
) -> Result<HashSet<i64>> {
    Ok(named!(conn, company, ids;
        projects.created_by, project_people.user_id, goals.created_by,
        tasks.created_by, tasks.closed_by, task_assignees.user_id, watchers.user_id,
        checklist_items.done_by, comments.author_id, attachments.created_by))
}

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
