//! What can be done: to move.

use blimp_accounts::{Actor, CompanyId};
use blimp_kit::{Error, May, Result};
use blimp_store::{Changes, Tx};

use super::events::{TaskLeft, TaskMoved};
use crate::projects::Project;
use crate::projects::policy::Work;
use crate::states::{self, State, StateId};
use crate::tasks::actions::goal_ref;
use crate::tasks::columns::state_like;
use crate::tasks::events::StateRef;
use crate::tasks::model::{Task, Turn};
use crate::tasks::policy::Edit;
use crate::tasks::{self, queries};
use crate::{assignees, attachments, comments, order, people, projects, search, watchers};

/// Moves a task and its subtasks to `target`, the task itself into `state` where one is named.
pub fn move_to(
    tx: &mut Tx,
    actor: &Actor,
    task: May<Edit, Task>,
    target: &May<Work, Project>,
    state: Option<StateId>,
) -> Result<Task> {
    let root = task.into_inner();
    check(&root, target)?;
    if root.project_id == target.id {
        return Ok(root);
    }
    let both = [root.project_id, target.id];
    projects::queries::lock(tx, root.company_id, &both)?;
    let old = states::queries::list(tx, root.company_id, root.project_id)?;
    let new = states::queries::list(tx, target.company_id, target.id)?;
    let mut all = vec![root];
    if let Some(root) = all.first() {
        let parts = queries::subtree(tx, root)?;
        all.extend(parts.into_iter().flatten());
    }
    let last = queries::last_position(tx, target.company_id, target.id)?;
    let keys = order::spread(last.as_deref(), all.len())?;
    let mut moved = None;
    for (place, (task, key)) in all.iter().zip(keys).enumerate() {
        let wanted = state.filter(|_| place == 0);
        let here = old.iter().find(|state| state.id == task.state_id);
        let there = state_there(task, &old, &new, wanted)?;
        let mut after = task.clone();
        after.parent_id = task.parent_id.filter(|_| place > 0);
        after.position = key;
        let saved = carry(tx, actor, (task, after), target, (here, there))?;
        moved = moved.or(Some(saved));
    }
    moved.ok_or(Error::NotFound)
}

fn check(task: &Task, target: &Project) -> Result {
    if task.company_id == target.company_id {
        return Ok(());
    }
    let message = "A task stays in its company.";
    Err(Error::invalid("project_id", "other_company", message))
}

/// The state that a task goes into: the one asked for, else the first of the same kind.
fn state_there<'a>(
    task: &Task,
    old: &[State],
    new: &'a [State],
    wanted: Option<StateId>,
) -> Result<&'a State> {
    if let Some(id) = wanted {
        let unknown = || Error::invalid("state", "not_found", "That project has no such state.");
        return new.iter().find(|state| state.id == id).ok_or_else(unknown);
    }
    let here = old.iter().find(|state| state.id == task.state_id);
    here.and_then(|state| state_like(new, state.kind))
        .ok_or_else(|| Error::fault("a project without states"))
}

/// Writes one task where it is now, takes along what hangs on it, and tells of it.
fn carry(
    tx: &mut Tx,
    actor: &Actor,
    (before, mut after): (&Task, Task),
    target: &Project,
    (left, state): (Option<&State>, &State),
) -> Result<Task> {
    let (now, by, company) = (tx.now(), Some(actor.user), target.company_id);
    let turn = after.enter(state, actor.user, now);
    (after.project_id, after.goal_id, after.previous_state_id) = (target.id, None, None);
    let late = || Error::conflict("task.changed", "Somebody changed this at the same moment.");
    let saved = queries::update(tx, &after, now)?.ok_or_else(late)?;
    search::actions::move_task(tx, company, saved.id, target.id)?;
    comments::queries::move_task(tx, company, saved.id, target.id)?;
    attachments::queries::move_task(tx, company, saved.id, target.id)?;
    tx.record(&TaskLeft {
        of: before.titled(),
        by,
        changes: Changes::default(),
    })?;
    let (of, from) = (saved.titled(), before.project_id);
    let goals = before.goal_id.as_slice();
    let titles = queries::goal_titles(tx, company, before.project_id, goals)?;
    let goal = |id| goal_ref(id, &titles);
    let changes = Changes::default()
        .and("project", &before.project_id, &saved.project_id)
        .and("goal", &goal(before.goal_id), &goal(saved.goal_id))
        .and("parent", &before.parent_id, &saved.parent_id)
        .and(
            "state",
            &left.map(StateRef::from),
            &Some(StateRef::from(state)),
        );
    tx.record(&TaskMoved {
        of,
        by,
        from,
        changes,
    })?;
    leave_behind(tx, actor, company, &saved)?;
    if matches!(turn, Turn::Closes | Turn::Reopens) {
        tasks::actions::tell_turn(tx, actor, (before, &saved), turn)?;
    }
    Ok(saved)
}

/// Takes people off who may not see where the task is now.
fn leave_behind(tx: &mut Tx, actor: &Actor, company: CompanyId, task: &Task) -> Result {
    let of = task.titled();
    let assigned = assignees::queries::list(tx, company, task.id)?;
    let watching = watchers::queries::list(tx, company, task.id)?;
    let all: Vec<_> = assigned.iter().chain(&watching).copied().collect();
    let seeing = people::queries::list_seeing(tx, company, task.project_id, &all)?;
    for user in assigned.iter().filter(|user| !seeing.contains(user)) {
        assignees::actions::remove(tx, &of, *user, actor.user)?;
    }
    for user in watching.iter().filter(|user| !seeing.contains(user)) {
        watchers::queries::remove(tx, company, task.id, *user)?;
    }
    Ok(())
}
