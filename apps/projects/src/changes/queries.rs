//! All SQL about changes of many tasks: a statement for all of them, not one for each.

use std::collections::{HashMap, HashSet};

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::{Instant, Result};
use blimp_store::schema::event;
use blimp_store::{Conn, Event, EventId, on_each};
use diesel::prelude::*;

use super::events::TasksChanged;
use super::model::Values;
use crate::assignees::queries::NewAssignee;
use crate::assignees::schema::task_assignees;
use crate::goals::GoalId;
use crate::goals::schema::goals;
use crate::labels::schema::labels;
use crate::labels::{Label, LabelId};
use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::projects::schema::visible_projects;
use crate::states::State;
use crate::states::schema::states;
use crate::tasks::schema::{task_labels, tasks};
use crate::watchers::schema::watchers;

/// The most rows of one insert: each has five values, and Postgres takes 65,535.
const ROWS: usize = 5_000;

/// Makes those who change these tasks wait for each other, in the order of the tasks' ids.
///
/// SQLite has one writer anyway.
pub(crate) fn lock(conn: &mut Conn, company: CompanyId, ids: &[TaskId]) -> Result {
    if let Conn::Postgres(pg) = conn {
        tasks::table
            .filter(tasks::company_id.eq(company))
            .filter(tasks::id.eq_any(ids.to_vec()))
            .order(tasks::id)
            .select(tasks::id)
            .for_no_key_update()
            .load::<TaskId>(pg)?;
    }
    Ok(())
}

/// The states of these projects, in order.
pub(crate) fn states_of(
    conn: &mut Conn,
    company: CompanyId,
    projects: &[ProjectId],
) -> Result<HashMap<ProjectId, Vec<State>>> {
    let rows: Vec<State> = states::table
        .filter(states::company_id.eq(company))
        .filter(states::project_id.eq_any(projects.to_vec()))
        .order((states::project_id, states::position))
        .select(State::as_select())
        .load(conn)?;
    let mut found: HashMap<ProjectId, Vec<State>> = HashMap::new();
    for state in rows {
        found.entry(state.project_id).or_default().push(state);
    }
    Ok(found)
}

/// What these goals are called; those in the trash are left out.
pub(crate) fn goals_of(
    conn: &mut Conn,
    company: CompanyId,
    ids: &[GoalId],
) -> Result<HashMap<(ProjectId, GoalId), String>> {
    let rows: Vec<(ProjectId, GoalId, String)> = goals::table
        .filter(goals::company_id.eq(company))
        .filter(goals::id.eq_any(ids.to_vec()))
        .filter(goals::trashed_at.is_null())
        .select((goals::project_id, goals::id, goals::title))
        .load(conn)?;
    let named = |(project, goal, title)| ((project, goal), title);
    Ok(rows.into_iter().map(named).collect())
}

/// Who of these people sees which of these projects.
pub(crate) fn seeing(
    conn: &mut Conn,
    company: CompanyId,
    (projects, users): (&[ProjectId], &[UserId]),
) -> Result<HashSet<(ProjectId, UserId)>> {
    let rows: Vec<(ProjectId, UserId)> = visible_projects::table
        .filter(visible_projects::company_id.eq(company))
        .filter(visible_projects::project_id.eq_any(projects.to_vec()))
        .filter(visible_projects::user_id.eq_any(users.to_vec()))
        .select((visible_projects::project_id, visible_projects::user_id))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}

/// The labels of these tasks, by name.
pub(crate) fn labels_of(
    conn: &mut Conn,
    company: CompanyId,
    ids: &[TaskId],
) -> Result<HashMap<TaskId, Vec<Label>>> {
    let same = labels::company_id
        .eq(task_labels::company_id)
        .and(labels::id.eq(task_labels::label_id));
    let rows: Vec<(TaskId, Label)> = task_labels::table
        .inner_join(labels::table.on(same))
        .filter(task_labels::company_id.eq(company))
        .filter(task_labels::task_id.eq_any(ids.to_vec()))
        .order(labels::name_key)
        .select((task_labels::task_id, Label::as_select()))
        .load(conn)?;
    let mut found: HashMap<TaskId, Vec<Label>> = HashMap::new();
    for (task, label) in rows {
        found.entry(task).or_default().push(label);
    }
    Ok(found)
}

/// Writes the same values into these tasks, and raises their versions.
pub(super) fn update(
    conn: &mut Conn,
    company: CompanyId,
    (ids, values): (&[TaskId], &Values),
    now: Instant,
) -> Result {
    let rows = tasks::table
        .filter(tasks::company_id.eq(company))
        .filter(tasks::id.eq_any(ids.to_vec()));
    diesel::update(rows)
        .set((
            values,
            tasks::updated_at.eq(now),
            tasks::version.eq(tasks::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Makes people responsible, and watchers.
pub(super) fn assign(conn: &mut Conn, rows: &[NewAssignee]) -> Result {
    for some in rows.chunks(ROWS) {
        on_each!(conn, c => diesel::insert_into(task_assignees::table)
            .values(some).on_conflict_do_nothing().execute(c))?;
        let watching: Vec<_> = some
            .iter()
            .map(|row| {
                (
                    watchers::company_id.eq(row.company_id),
                    watchers::task_id.eq(row.task_id),
                    watchers::user_id.eq(row.user_id),
                    watchers::since.eq(row.assigned_at),
                )
            })
            .collect();
        on_each!(conn, c => diesel::insert_into(watchers::table)
            .values(&watching).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// Takes the responsibility for these tasks from somebody.
pub(super) fn unassign(
    conn: &mut Conn,
    company: CompanyId,
    user: UserId,
    ids: &[TaskId],
) -> Result {
    let rows = task_assignees::table
        .filter(task_assignees::company_id.eq(company))
        .filter(task_assignees::user_id.eq(user))
        .filter(task_assignees::task_id.eq_any(ids.to_vec()));
    diesel::delete(rows).execute(conn)?;
    Ok(())
}

/// Puts labels on tasks.
pub(super) fn label(conn: &mut Conn, company: CompanyId, pairs: &[(TaskId, LabelId)]) -> Result {
    for some in pairs.chunks(ROWS) {
        let rows: Vec<_> = some
            .iter()
            .map(|(task, label)| {
                (
                    task_labels::company_id.eq(company),
                    task_labels::task_id.eq(*task),
                    task_labels::label_id.eq(*label),
                )
            })
            .collect();
        on_each!(conn, c => diesel::insert_into(task_labels::table)
            .values(&rows).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// Takes a label off tasks.
pub(super) fn unlabel(
    conn: &mut Conn,
    company: CompanyId,
    label: LabelId,
    ids: &[TaskId],
) -> Result {
    let rows = task_labels::table
        .filter(task_labels::company_id.eq(company))
        .filter(task_labels::label_id.eq(label))
        .filter(task_labels::task_id.eq_any(ids.to_vec()));
    diesel::delete(rows).execute(conn)?;
    Ok(())
}

/// The fact as which people are told of `fact`: where many tasks were changed at once, the first
/// fact of the change, so that nobody is told of each task.
pub fn told_as(conn: &mut Conn, fact: EventId) -> Result<EventId> {
    let whole: Option<Option<EventId>> = event::table
        .find(fact)
        .select(event::part_of)
        .first(conn)
        .optional()?;
    let Some(whole) = whole.flatten() else {
        return Ok(fact);
    };
    let name: Option<String> = event::table
        .find(whole)
        .select(event::name)
        .first(conn)
        .optional()?;
    let is_one = name.is_some_and(|name| name == TasksChanged::NAME);
    Ok(if is_one { whole } else { fact })
}
