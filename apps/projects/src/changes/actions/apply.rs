//! Changing many tasks: one transaction, in which each task is changed or refused.

use blimp_accounts::companies::Company;
use blimp_accounts::companies::policy::Work as WorkInCompany;
use blimp_accounts::{Actor, CompanyId};
use blimp_kit::{Error, May, Result};
use blimp_store::{EventId, Tx};

use super::{weigh, write};
use crate::changes::events::TasksChanged;
use crate::changes::model::{Aim, ChangeSet, Outcome, Refusal};
use crate::changes::queries;
use crate::moves;
use crate::place::TaskId;
use crate::projects::{self, ProjectId};
use crate::tasks::{self, Task, policy};

/// Changes these tasks of a company as `set` says. The whole is one fact with parts, and nothing
/// is recorded where nothing changes.
pub fn apply(
    tx: &mut Tx,
    actor: &Actor,
    company: &May<WorkInCompany, Company>,
    (ids, set): (&[TaskId], &ChangeSet),
) -> Result<Outcome> {
    queries::lock(tx, company.id, ids)?;
    let mut outcome = Outcome::default();
    // What did not come about leaves no trace, its first fact neither.
    let done = tx.savepoint(|tx| {
        let about = (company.id, project_of(tx, company.id, ids)?);
        outcome.fact = Some(begin(tx, actor, about)?);
        match set.trashed {
            Some(true) => trash(tx, actor, (company.id, ids), &mut outcome)?,
            Some(false) => restore(tx, actor, (company.id, ids), &mut outcome)?,
            None => change(tx, actor, (company.id, ids, set), &mut outcome)?,
        }
        if outcome.changed.is_empty() {
            return Err(Error::NotFound);
        }
        Ok(())
    });
    match done {
        Ok(()) => Ok(outcome),
        Err(Error::NotFound) if outcome.changed.is_empty() => {
            outcome.fact = None;
            Ok(outcome)
        }
        Err(error) => Err(error),
    }
}

/// The project of these tasks, if they have but one.
fn project_of(tx: &mut Tx, company: CompanyId, ids: &[TaskId]) -> Result<Option<ProjectId>> {
    let mut projects: Vec<ProjectId> = tasks::queries::of_ids(tx, company, ids)?
        .iter()
        .map(|task| task.project_id)
        .collect();
    projects.dedup();
    Ok(match projects.as_slice() {
        [one] => Some(*one),
        _ => None,
    })
}

fn begin(
    tx: &mut Tx,
    actor: &Actor,
    (company, project): (CompanyId, Option<ProjectId>),
) -> Result<EventId> {
    tx.record(&TasksChanged {
        company,
        project,
        by: actor.user,
        of: None,
        reverses: None,
    })
}

/// Those that may be changed; the others are refused.
fn allowed(
    judged: Vec<policy::Judged>,
    outcome: &mut Outcome,
) -> Result<Vec<May<policy::Edit, Task>>> {
    let mut allowed = Vec::with_capacity(judged.len());
    for (id, task) in judged {
        match task {
            Ok(task) => allowed.push(task),
            Err(error) => outcome.refused.push(Refusal::from(id, error)?),
        }
    }
    Ok(allowed)
}

/// Changes fields, after a move to another project where one is asked for.
fn change(
    tx: &mut Tx,
    actor: &Actor,
    (company, ids, set): (CompanyId, &[TaskId], &ChangeSet),
    outcome: &mut Outcome,
) -> Result {
    let judged = policy::edit_all(tx, actor, company, ids)?;
    let mut tasks = allowed(judged, outcome)?;
    let mut moved = Vec::new();
    if let Some(project) = set.project {
        moved = move_all(tx, actor, (tasks, project), outcome)?;
        let still: Vec<TaskId> = ids
            .iter()
            .filter(|id| !outcome.refused.iter().any(|refusal| refusal.task == **id))
            .copied()
            .collect();
        tasks = allowed(policy::edit_all(tx, actor, company, &still)?, outcome)?;
    }
    let tasks: Vec<Task> = tasks.into_iter().map(May::into_inner).collect();
    let aims = if set.has_fields() {
        weigh::weigh(tx, actor, (company, tasks, set), outcome)?
    } else {
        tasks.into_iter().map(Aim::still).collect()
    };
    let (still, aims): (Vec<Aim>, Vec<Aim>) = aims.into_iter().partition(Aim::is_still);
    write::write(tx, actor, company, &aims)?;
    for aim in still {
        if moved.contains(&aim.old.id) {
            outcome.changed.push(aim.old.id);
        } else {
            outcome.unchanged.push(aim.old.id);
        }
    }
    outcome.changed.extend(aims.iter().map(|aim| aim.old.id));
    Ok(())
}

/// Moves tasks one by one, each with its subtasks; those that moved.
fn move_all(
    tx: &mut Tx,
    actor: &Actor,
    (tasks, project): (Vec<May<policy::Edit, Task>>, ProjectId),
    outcome: &mut Outcome,
) -> Result<Vec<TaskId>> {
    let target = projects::policy::work(tx, actor, project).map_err(|error| match error {
        Error::NotFound => Error::invalid("changes/project_id", "not_found", "No such project."),
        other => other,
    })?;
    let mut moved = Vec::new();
    for task in tasks {
        let id = task.id;
        if task.project_id == target.id {
            continue;
        }
        match tx.savepoint(|tx| moves::actions::move_to(tx, actor, task, &target, None)) {
            Ok(_) => moved.push(id),
            Err(error) => outcome.refused.push(Refusal::from(id, error)?),
        }
    }
    Ok(moved)
}

/// Throws tasks away one by one, each with its subtasks.
fn trash(
    tx: &mut Tx,
    actor: &Actor,
    (company, ids): (CompanyId, &[TaskId]),
    outcome: &mut Outcome,
) -> Result {
    let judged = policy::edit_all(tx, actor, company, ids)?;
    for task in allowed(judged, outcome)? {
        tasks::actions::trash(tx, actor, &task)?;
        outcome.changed.push(task.id);
    }
    Ok(())
}

/// Takes tasks out of the trash one by one, each with the subtasks that went with it.
fn restore(
    tx: &mut Tx,
    actor: &Actor,
    (company, ids): (CompanyId, &[TaskId]),
    outcome: &mut Outcome,
) -> Result {
    for id in ids.iter().copied() {
        let back = tx.savepoint(|tx| {
            let task = policy::restore(tx, actor, id)?;
            if task.company_id != company {
                return Err(Error::NotFound);
            }
            tasks::actions::restore(tx, actor, task)
        });
        match back {
            Ok(_) => outcome.changed.push(id),
            Err(error) => outcome.refused.push(Refusal::from(id, error)?),
        }
    }
    // What came back with its parent is back as well.
    let there = policy::edit_all(tx, actor, company, ids)?;
    let is_there = |id: TaskId| there.iter().any(|(one, task)| *one == id && task.is_ok());
    let (back, refused) = std::mem::take(&mut outcome.refused)
        .into_iter()
        .partition(|refusal| refusal.code == "not_found" && is_there(refusal.task));
    let back: Vec<Refusal> = back;
    outcome.unchanged.extend(back.iter().map(|one| one.task));
    outcome.refused = refused;
    Ok(())
}
