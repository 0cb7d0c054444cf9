//! Who may do what with tasks.
//!
//! The project decides: whoever works in it works on its tasks; clients read, watch, and say
//! whether what stands in `review` is good. An archived project is read-only.

use std::collections::HashMap;

use blimp_accounts::{Actor, CompanyId, Scope, UserId};
use blimp_kit::{Error, May, Result};
use blimp_store::Conn;

use super::model::Task;
use super::queries;
use crate::checklists::{self, Item, ItemId};
use crate::place::TaskId;
use crate::projects;

/// To read a task.
#[derive(Debug)]
pub enum View {}
/// To change a task and what hangs on it, or to throw it away.
#[derive(Debug)]
pub enum Edit {}
/// To say whether a task in review is good.
#[derive(Debug)]
pub enum Review {}
/// To change who watches a task.
#[derive(Debug)]
pub enum Watch {}
/// To take a task, or what was taken off it, out of the trash.
#[derive(Debug)]
pub enum Restore {}

/// Whoever sees its project.
pub fn view(conn: &mut Conn, actor: &Actor, id: TaskId) -> Result<May<View, Task>> {
    Ok(May::granted(queries::get(conn, actor, id)?))
}

/// Whoever works in its project, unless that is archived; clients may not.
pub fn edit(conn: &mut Conn, actor: &Actor, id: TaskId) -> Result<May<Edit, Task>> {
    let task = queries::get(conn, actor, id)?;
    projects::policy::work(conn, actor, task.project_id)?;
    Ok(May::granted(task))
}

/// A task, and whether somebody may change it.
pub type Judged = (TaskId, Result<May<Edit, Task>>);

/// As [`edit`], for several tasks of a company, in two statements: each is allowed or refused, in
/// the order of `ids`.
pub fn edit_all(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    ids: &[TaskId],
) -> Result<Vec<Judged>> {
    let seen = queries::list_seen(conn, actor, company, ids)?;
    let mut projects: Vec<_> = seen.iter().map(|task| task.project_id).collect();
    projects.sort_unstable();
    projects.dedup();
    let judged: HashMap<_, _> = projects::policy::work_all(conn, actor, &projects)?
        .into_iter()
        .collect();
    let mut seen: HashMap<TaskId, Task> = seen.into_iter().map(|task| (task.id, task)).collect();
    let mut judge = |id: TaskId| {
        let task = seen.remove(&id).ok_or(Error::NotFound)?;
        match judged.get(&task.project_id) {
            Some(Ok(_)) => Ok(May::granted(task)),
            Some(Err(Error::Forbidden(why))) => Err(Error::forbidden(why.as_str())),
            Some(Err(Error::Conflict { code, detail })) => {
                Err(Error::conflict(code, detail.as_str()))
            }
            Some(Err(_)) | None => Err(Error::NotFound),
        }
    };
    Ok(ids.iter().map(|id| (*id, judge(*id))).collect())
}

/// As [`edit`], for an item of a task's checklist.
pub fn edit_item(conn: &mut Conn, actor: &Actor, id: ItemId) -> Result<May<Edit, (Task, Item)>> {
    let item = checklists::queries::find(conn, actor, id)?.ok_or(Error::NotFound)?;
    let task = queries::get(conn, actor, item.task_id)?;
    projects::policy::work(conn, actor, task.project_id)?;
    Ok(May::granted((task, item)))
}

/// As [`restore`], for an item that was taken off a task's checklist.
pub fn restore_item(
    conn: &mut Conn,
    actor: &Actor,
    id: ItemId,
) -> Result<May<Restore, (Task, Item)>> {
    let item = checklists::queries::find_trashed(conn, actor, id)?
        .filter(|item| actor.is_staff_of(item.company_id))
        .ok_or(Error::NotFound)?;
    let task = queries::get(conn, actor, item.task_id)?;
    projects::policy::work(conn, actor, task.project_id)?;
    Ok(May::granted((task, item)))
}

/// Whoever sees its project, clients too, unless that is archived.
pub fn review(conn: &mut Conn, actor: &Actor, id: TaskId) -> Result<May<Review, Task>> {
    let task = queries::get(conn, actor, id)?;
    projects::policy::talk(conn, actor, task.project_id)?;
    Ok(May::granted(task))
}

/// Whoever sees it for themselves; for others those who work in its project.
pub fn watch(
    conn: &mut Conn,
    actor: &Actor,
    id: TaskId,
    watcher: UserId,
) -> Result<May<Watch, Task>> {
    let task = queries::get(conn, actor, id)?;
    if watcher != actor.user && !actor.is_staff_of(task.company_id) {
        return Err(Error::forbidden(
            "Clients decide for themselves only what they watch.",
        ));
    }
    actor.needs(Scope::Write)?;
    Ok(May::granted(task))
}

/// As [`edit`], for a task in the trash.
pub fn restore(conn: &mut Conn, actor: &Actor, id: TaskId) -> Result<May<Restore, Task>> {
    // To clients the trash is not there.
    let task = queries::find_trashed(conn, actor, id)?
        .filter(|task| actor.is_staff_of(task.company_id))
        .ok_or(Error::NotFound)?;
    projects::policy::work(conn, actor, task.project_id)?;
    Ok(May::granted(task))
}
