//! Putting tasks away, throwing them away, and getting them back.

use blimp_accounts::Actor;
use blimp_kit::{Fields, May, Result};
use blimp_store::{Changes, Tx};

use super::checks;
use crate::place::TaskId;
use crate::projects;
use crate::tasks::events::{TaskArchived, TaskRestored, TaskTrashed, TaskUnarchived};
use crate::tasks::model::Task;
use crate::tasks::policy::{Edit, Restore};
use crate::tasks::queries;

/// Puts a task away: lists and boards leave it out unless asked.
pub fn archive(tx: &mut Tx, actor: &Actor, task: May<Edit, Task>) -> Result<Task> {
    let now = tx.now();
    let Some(saved) = queries::set_archived(tx, task.place(), Some(now), now)? else {
        return Ok(task.into_inner());
    };
    let changes = Changes::default().and("archived_at", &task.archived_at, &saved.archived_at);
    tx.record(&TaskArchived {
        of: saved.titled(),
        by: Some(actor.user),
        changes,
    })?;
    Ok(saved)
}

/// Takes a task out again.
pub fn unarchive(tx: &mut Tx, actor: &Actor, task: May<Edit, Task>) -> Result<Task> {
    let now = tx.now();
    let Some(saved) = queries::set_archived(tx, task.place(), None, now)? else {
        return Ok(task.into_inner());
    };
    let changes = Changes::default().and("archived_at", &task.archived_at, &saved.archived_at);
    tx.record(&TaskUnarchived {
        of: saved.titled(),
        by: Some(actor.user),
        changes,
    })?;
    Ok(saved)
}

/// Throws a task away, and all its subtasks with it.
pub fn trash(tx: &mut Tx, actor: &Actor, task: &May<Edit, Task>) -> Result {
    let now = tx.now();
    let mut ids: Vec<TaskId> = vec![task.id];
    ids.extend(
        queries::subtree(tx, task)?
            .iter()
            .flatten()
            .map(|part| part.id),
    );
    for part in queries::set_trashed(tx, task.company_id, &ids, now)? {
        let changes = Changes::default().and("trashed_at", &None, &part.trashed_at);
        tx.record(&TaskTrashed {
            of: part.titled(),
            by: Some(actor.user),
            changes,
        })?;
    }
    Ok(())
}

/// Takes a task out of the trash, and the subtasks that were thrown away with it. Where its
/// parent or goal is gone it comes back without.
pub fn restore(tx: &mut Tx, actor: &Actor, task: May<Restore, Task>) -> Result<Task> {
    let now = tx.now();
    let mut root = task.into_inner();
    projects::queries::lock(tx, root.company_id, &[root.project_id])?;
    let with_it = match root.trashed_at {
        Some(at) => queries::trashed_with(tx, &root, at)?,
        None => Vec::new(),
    };
    if let Some(parent) = root.parent_id {
        let mut fields = Fields::default();
        let under = (parent, with_it.len());
        checks::parent(tx, root.place(), Some(root.id), under, &mut fields)?;
        root.parent_id = fields.check().is_ok().then_some(parent);
    }
    let mut saved = None;
    for mut part in std::iter::once(root).chain(with_it.into_iter().flatten()) {
        if let Some(goal) = part.goal_id {
            let mut fields = Fields::default();
            checks::goal(tx, part.place(), goal, &mut fields)?;
            part.goal_id = fields.check().is_ok().then_some(goal);
        }
        let Some(back) = queries::put_back(tx, &part, now)? else {
            continue;
        };
        let changes = Changes::default().and("trashed_at", &part.trashed_at, &None);
        tx.record(&TaskRestored {
            of: back.titled(),
            by: Some(actor.user),
            changes,
        })?;
        saved = saved.or(Some(back));
    }
    saved.ok_or(blimp_kit::Error::NotFound)
}
