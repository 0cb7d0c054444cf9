//! Changes of rows. Each raises the version and says in its own condition what it relies on.

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::{Date, Error, Instant, Result};
use blimp_store::{Conn, on_each};
use diesel::prelude::*;

use crate::assignees;
use crate::assignees::queries::NewAssignee;
use crate::assignees::schema::task_assignees;
use crate::labels::LabelId;
use crate::place::{Place, TaskId};
use crate::projects::schema::visible_projects;
use crate::tasks::model::{Row, Task};
use crate::tasks::schema::{task_counters, task_labels, task_reminders, tasks};
use crate::watchers as watching;
use crate::watchers::schema::watchers;

/// The next number of a company, given once.
pub(crate) fn next_number(conn: &mut Conn, company: CompanyId) -> Result<i64> {
    let first = (
        task_counters::company_id.eq(company),
        task_counters::next.eq(2),
    );
    let next: i64 = on_each!(conn, c => diesel::insert_into(task_counters::table)
        .values(first)
        .on_conflict(task_counters::company_id)
        .do_update()
        .set(task_counters::next.eq(task_counters::next + 1))
        .returning(task_counters::next)
        .get_result(c))?;
    Ok(next - 1)
}

/// Writes a new row.
pub(crate) fn insert(conn: &mut Conn, row: &Row) -> Result<Task> {
    Ok(on_each!(conn, c => diesel::insert_into(tasks::table)
        .values(row).returning(Task::as_returning()).get_result(c))?)
}

/// Writes what has changed of a task; none where somebody else was faster.
pub(crate) fn update(conn: &mut Conn, task: &Task, at: Instant) -> Result<Option<Task>> {
    let same = tasks::table
        .filter(tasks::company_id.eq(task.company_id))
        .filter(tasks::id.eq(task.id))
        .filter(tasks::version.eq(task.version));
    Ok(on_each!(conn, c => diesel::update(same)
        .set((
            (
                tasks::project_id.eq(task.project_id),
                tasks::title.eq(&task.title),
                tasks::notes.eq(&task.notes),
                tasks::notes_html.eq(&task.notes_html),
                tasks::state_id.eq(task.state_id),
                tasks::previous_state_id.eq(task.previous_state_id),
                tasks::goal_id.eq(task.goal_id),
                tasks::parent_id.eq(task.parent_id),
            ),
            (
                tasks::position.eq(&task.position),
                tasks::priority.eq(task.priority),
                tasks::start_on.eq(task.start_on),
                tasks::due_on.eq(task.due_on),
                tasks::closed_at.eq(task.closed_at),
                tasks::closed_by.eq(task.closed_by),
                tasks::updated_at.eq(at),
                tasks::version.eq(tasks::version + 1),
            ),
        ))
        .returning(Task::as_returning())
        .get_result(c))
    .optional()?)
}

/// Raises the version, because something that hangs on the task has changed.
pub(crate) fn touch(conn: &mut Conn, at: Place, now: Instant) -> Result<Task> {
    let row = tasks::table
        .filter(tasks::company_id.eq(at.company))
        .filter(tasks::id.eq(at.task));
    let task = on_each!(conn, c => diesel::update(row)
        .set((tasks::updated_at.eq(now), tasks::version.eq(tasks::version + 1)))
        .returning(Task::as_returning())
        .get_result(c))
    .optional()?;
    task.ok_or(Error::NotFound)
}

/// Puts a task away (`Some`) or takes it out again; none where it is there already.
pub(crate) fn set_archived(
    conn: &mut Conn,
    at: Place,
    when: Option<Instant>,
    now: Instant,
) -> Result<Option<Task>> {
    let row = tasks::table
        .filter(tasks::company_id.eq(at.company))
        .filter(tasks::id.eq(at.task))
        .filter(tasks::archived_at.is_null().eq(when.is_some()));
    Ok(on_each!(conn, c => diesel::update(row)
        .set((
            tasks::archived_at.eq(when),
            tasks::updated_at.eq(now),
            tasks::version.eq(tasks::version + 1),
        ))
        .returning(Task::as_returning())
        .get_result(c))
    .optional()?)
}

/// Throws tasks away; returns those that were not in the trash yet.
pub(crate) fn set_trashed(
    conn: &mut Conn,
    company: CompanyId,
    ids: &[TaskId],
    now: Instant,
) -> Result<Vec<Task>> {
    let rows = tasks::table
        .filter(tasks::company_id.eq(company))
        .filter(tasks::id.eq_any(ids))
        .filter(tasks::trashed_at.is_null());
    Ok(on_each!(conn, c => diesel::update(rows)
        .set((
            tasks::trashed_at.eq(now),
            tasks::updated_at.eq(now),
            tasks::version.eq(tasks::version + 1),
        ))
        .returning(Task::as_returning())
        .get_results(c))?)
}

/// Takes a task out of the trash, under this parent and goal; none where it is out already.
pub(crate) fn put_back(conn: &mut Conn, task: &Task, now: Instant) -> Result<Option<Task>> {
    let row = tasks::table
        .filter(tasks::company_id.eq(task.company_id))
        .filter(tasks::id.eq(task.id))
        .filter(tasks::trashed_at.is_not_null());
    Ok(on_each!(conn, c => diesel::update(row)
        .set((
            tasks::trashed_at.eq(None::<Instant>),
            tasks::parent_id.eq(task.parent_id),
            tasks::goal_id.eq(task.goal_id),
            tasks::updated_at.eq(now),
            tasks::version.eq(tasks::version + 1),
        ))
        .returning(Task::as_returning())
        .get_result(c))
    .optional()?)
}

/// Puts labels on a task.
pub(crate) fn add_labels(conn: &mut Conn, at: Place, labels: &[LabelId]) -> Result {
    let rows: Vec<_> = labels
        .iter()
        .map(|label| {
            (
                task_labels::company_id.eq(at.company),
                task_labels::task_id.eq(at.task),
                task_labels::label_id.eq(*label),
            )
        })
        .collect();
    on_each!(conn, c => diesel::insert_into(task_labels::table)
        .values(&rows).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Takes labels off a task.
pub(crate) fn remove_labels(conn: &mut Conn, at: Place, labels: &[LabelId]) -> Result {
    let rows = task_labels::table
        .filter(task_labels::company_id.eq(at.company))
        .filter(task_labels::task_id.eq(at.task))
        .filter(task_labels::label_id.eq_any(labels));
    diesel::delete(rows).execute(conn)?;
    Ok(())
}

/// Notes that people are reminded of a due date. False where they were before.
pub(crate) fn remind(conn: &mut Conn, at: Place, due_on: Date) -> Result<bool> {
    let row = (
        task_reminders::company_id.eq(at.company),
        task_reminders::task_id.eq(at.task),
        task_reminders::due_on.eq(due_on),
    );
    let new = on_each!(conn, c => diesel::insert_into(task_reminders::table)
        .values(row).on_conflict_do_nothing().execute(c))?;
    Ok(new == 1)
}

/// Takes somebody off the tasks of projects that they do not see, if ever they did.
pub(crate) fn drop_unseen(
    conn: &mut Conn,
    company: CompanyId,
    user: UserId,
    now: Instant,
) -> Result {
    let seen = visible_projects::table
        .filter(visible_projects::company_id.eq(company))
        .filter(visible_projects::user_id.eq(user))
        .select(visible_projects::project_id);
    let theirs = task_assignees::table
        .filter(task_assignees::company_id.eq(company))
        .filter(task_assignees::user_id.eq(user))
        .select(task_assignees::task_id);
    let watched = watchers::table
        .filter(watchers::company_id.eq(company))
        .filter(watchers::user_id.eq(user))
        .select(watchers::task_id);
    let unseen: Vec<TaskId> = tasks::table
        .filter(tasks::company_id.eq(company))
        .filter(tasks::id.eq_any(theirs).or(tasks::id.eq_any(watched)))
        .filter(tasks::project_id.ne_all(seen))
        .select(tasks::id)
        .load(conn)?;
    touch_all(conn, company, &unseen, now)?;
    for task in unseen {
        assignees::queries::remove(conn, company, task, user)?;
        watching::queries::remove(conn, company, task, user)?;
    }
    Ok(())
}

/// Notes that something changed about each of these tasks.
pub(crate) fn touch_all(
    conn: &mut Conn,
    company: CompanyId,
    ids: &[TaskId],
    now: Instant,
) -> Result {
    for some in ids.chunks(500) {
        let rows = tasks::table
            .filter(tasks::company_id.eq(company))
            .filter(tasks::id.eq_any(some));
        diesel::update(rows)
            .set((
                tasks::updated_at.eq(now),
                tasks::version.eq(tasks::version + 1),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Puts one person in the place of another, on every task of a company.
pub(crate) fn replace_person(
    conn: &mut Conn,
    company: CompanyId,
    (from, to): (UserId, UserId),
    now: Instant,
) -> Result {
    let old = task_assignees::table
        .filter(task_assignees::company_id.eq(company))
        .filter(task_assignees::user_id.eq(from));
    let rows: Vec<(TaskId, Instant)> = old
        .select((task_assignees::task_id, task_assignees::assigned_at))
        .load(conn)?;
    let ids: Vec<TaskId> = rows.iter().map(|row| row.0).collect();
    for (task_id, assigned_at) in rows {
        let (company_id, user_id) = (company, to);
        let row = NewAssignee {
            company_id,
            task_id,
            user_id,
            assigned_by: None,
            assigned_at,
        };
        assignees::queries::add(conn, &row)?;
    }
    diesel::delete(old).execute(conn)?;
    touch_all(conn, company, &ids, now)?;
    let old = watchers::table
        .filter(watchers::company_id.eq(company))
        .filter(watchers::user_id.eq(from));
    let rows: Vec<(TaskId, Instant)> = old
        .select((watchers::task_id, watchers::since))
        .load(conn)?;
    for (task, since) in rows {
        watching::queries::add(conn, company, task, to, since)?;
    }
    diesel::delete(old).execute(conn)?;
    let made = tasks::table
        .filter(tasks::company_id.eq(company))
        .filter(tasks::created_by.eq(from));
    diesel::update(made)
        .set((
            tasks::created_by.eq(to),
            tasks::version.eq(tasks::version + 1),
        ))
        .execute(conn)?;
    let closed = tasks::table
        .filter(tasks::company_id.eq(company))
        .filter(tasks::closed_by.eq(from));
    diesel::update(closed)
        .set((
            tasks::closed_by.eq(to),
            tasks::version.eq(tasks::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}
