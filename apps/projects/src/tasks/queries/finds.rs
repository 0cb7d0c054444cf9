//! Tasks one by one, and what stands around them.

use std::collections::HashMap;

use blimp_accounts::{Actor, CompanyId};
use blimp_kit::{Error, Instant, Result};
use blimp_store::Conn;
use diesel::dsl::exists;
use diesel::prelude::*;

use crate::goals::GoalId;
use crate::goals::schema::goals;
use crate::place::{Place, TaskId};
use crate::projects::ProjectId;
use crate::projects::schema::visible_projects;
use crate::tasks::model::{MAX_DEPTH, Task};
use crate::tasks::schema::tasks;

/// A query over tasks that can still be narrowed.
pub type Rows<'a> = tasks::BoxedQuery<'a, <Conn as Connection>::Backend>;

/// The one place that decides which tasks a person can see, the trash included.
fn in_sight(actor: &Actor) -> Rows<'static> {
    let seen = visible_projects::table
        .filter(visible_projects::company_id.eq(tasks::company_id))
        .filter(visible_projects::project_id.eq(tasks::project_id))
        .filter(visible_projects::user_id.eq(actor.user))
        .filter(visible_projects::trashed_at.is_null());
    tasks::table
        .filter(tasks::company_id.eq_any(actor.companies()))
        .filter(exists(seen))
        .into_boxed()
}

/// The tasks that a person can see: those of projects that they see, neither in the trash.
pub fn visible_to(actor: &Actor) -> Rows<'static> {
    in_sight(actor).filter(tasks::trashed_at.is_null())
}

/// The task, if the actor may see it.
pub fn find(conn: &mut Conn, actor: &Actor, id: TaskId) -> Result<Option<Task>> {
    let row = visible_to(actor).filter(tasks::id.eq(id));
    Ok(row.select(Task::as_select()).first(conn).optional()?)
}

/// The task; what the actor may not see is not found.
pub fn get(conn: &mut Conn, actor: &Actor, id: TaskId) -> Result<Task> {
    find(conn, actor, id)?.ok_or(Error::NotFound)
}

/// The task of this number, if the actor may see it.
pub fn find_numbered(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    number: i64,
) -> Result<Option<Task>> {
    let row = visible_to(actor)
        .filter(tasks::company_id.eq(company))
        .filter(tasks::number.eq(number));
    Ok(row.select(Task::as_select()).first(conn).optional()?)
}

/// Those of these tasks of a company that the actor may see.
pub fn list_seen(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    ids: &[TaskId],
) -> Result<Vec<Task>> {
    Ok(visible_to(actor)
        .filter(tasks::company_id.eq(company))
        .filter(tasks::id.eq_any(ids.to_vec()))
        .order(tasks::id)
        .select(Task::as_select())
        .load(conn)?)
}

/// The task in the trash, if the actor may see its project.
pub fn find_trashed(conn: &mut Conn, actor: &Actor, id: TaskId) -> Result<Option<Task>> {
    let row = in_sight(actor)
        .filter(tasks::id.eq(id))
        .filter(tasks::trashed_at.is_not_null());
    Ok(row.select(Task::as_select()).first(conn).optional()?)
}

/// These tasks of a company, those in the trash too, for whoever was shown to see them.
pub fn of_ids(conn: &mut Conn, company: CompanyId, ids: &[TaskId]) -> Result<Vec<Task>> {
    Ok(tasks::table
        .filter(tasks::company_id.eq(company))
        .filter(tasks::id.eq_any(ids))
        .order(tasks::id)
        .select(Task::as_select())
        .load(conn)?)
}

/// The tasks whose parent is one of these; not those in the trash.
pub fn children(conn: &mut Conn, company: CompanyId, parents: &[TaskId]) -> Result<Vec<Task>> {
    Ok(tasks::table
        .filter(tasks::company_id.eq(company))
        .filter(tasks::parent_id.eq_any(parents))
        .filter(tasks::trashed_at.is_null())
        .order(tasks::position)
        .select(Task::as_select())
        .load(conn)?)
}

/// What hangs below a task, level by level: at most as many statements as tasks are deep.
pub fn subtree(conn: &mut Conn, root: &Task) -> Result<Vec<Vec<Task>>> {
    let mut levels: Vec<Vec<Task>> = Vec::new();
    let mut parents = vec![root.id];
    for _ in 0..MAX_DEPTH {
        let level = children(conn, root.company_id, &parents)?;
        if level.is_empty() {
            break;
        }
        parents = level.iter().map(|task| task.id).collect();
        levels.push(level);
    }
    Ok(levels)
}

/// What hangs below a task and was thrown away with it, level by level.
pub fn trashed_with(conn: &mut Conn, root: &Task, at: Instant) -> Result<Vec<Vec<Task>>> {
    let mut levels: Vec<Vec<Task>> = Vec::new();
    let mut parents = vec![root.id];
    for _ in 0..MAX_DEPTH {
        let level: Vec<Task> = tasks::table
            .filter(tasks::company_id.eq(root.company_id))
            .filter(tasks::parent_id.eq_any(&parents))
            .filter(tasks::trashed_at.eq(at))
            .order(tasks::id)
            .select(Task::as_select())
            .load(conn)?;
        if level.is_empty() {
            break;
        }
        parents = level.iter().map(|task| task.id).collect();
        levels.push(level);
    }
    Ok(levels)
}

/// The order key of a task of this project, those in the trash included.
pub fn position_of(conn: &mut Conn, at: Place, id: TaskId) -> Result<Option<String>> {
    Ok(of_project(at)
        .filter(tasks::id.eq(id))
        .filter(tasks::trashed_at.is_null())
        .select(tasks::position)
        .first(conn)
        .optional()?)
}

/// The first key after `low` in a project.
pub fn next_position(conn: &mut Conn, at: Place, low: &str) -> Result<Option<String>> {
    Ok(of_project(at)
        .filter(tasks::position.gt(low.to_owned()))
        .order(tasks::position.asc())
        .select(tasks::position)
        .first(conn)
        .optional()?)
}

/// The last key before `high` in a project.
pub fn previous_position(conn: &mut Conn, at: Place, high: &str) -> Result<Option<String>> {
    Ok(of_project(at)
        .filter(tasks::position.lt(high.to_owned()))
        .order(tasks::position.desc())
        .select(tasks::position)
        .first(conn)
        .optional()?)
}

/// The tasks that stand just before, and just after, the place of this key, apart from `task`.
pub fn beside(conn: &mut Conn, task: &Task, key: &str) -> Result<(Option<TaskId>, Option<TaskId>)> {
    let others = || {
        of_project(task.place())
            .filter(tasks::trashed_at.is_null())
            .filter(tasks::id.ne(task.id))
    };
    let before = others()
        .filter(tasks::position.lt(key.to_owned()))
        .order(tasks::position.desc())
        .select(tasks::id)
        .first(conn)
        .optional()?;
    let after = others()
        .filter(tasks::position.ge(key.to_owned()))
        .order(tasks::position.asc())
        .select(tasks::id)
        .first(conn)
        .optional()?;
    Ok((before, after))
}

/// The last key of a project.
pub fn last_position(
    conn: &mut Conn,
    company: CompanyId,
    project: ProjectId,
) -> Result<Option<String>> {
    Ok(of_project(Place {
        company,
        project,
        task: TaskId(0),
    })
    .order(tasks::position.desc())
    .select(tasks::position)
    .first(conn)
    .optional()?)
}

/// A project's rows, those in the trash too: their keys are taken as well.
fn of_project(at: Place) -> Rows<'static> {
    tasks::table
        .filter(tasks::company_id.eq(at.company))
        .filter(tasks::project_id.eq(at.project))
        .into_boxed()
}

/// What these goals of a project are called; those in the trash are left out.
pub fn goal_titles(
    conn: &mut Conn,
    company: CompanyId,
    project: ProjectId,
    ids: &[GoalId],
) -> Result<HashMap<GoalId, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(GoalId, String)> = goals::table
        .filter(goals::company_id.eq(company))
        .filter(goals::project_id.eq(project))
        .filter(goals::id.eq_any(ids))
        .filter(goals::trashed_at.is_null())
        .select((goals::id, goals::title))
        .load(conn)?;
    Ok(rows.into_iter().collect())
}
