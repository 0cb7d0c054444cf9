//! What is undone task by task: trash, moves, texts, and places.

use blimp_accounts::Actor;
use blimp_kit::{Error, Result};
use blimp_store::Tx;

use super::act::Act;
use crate::activity::model::Change;
use crate::changes::model::Outcome;
use crate::markdown::{Mentions, Written};
use crate::moves;
use crate::place::TaskId;
use crate::projects;
use crate::reversals::model::{Step, Undoing, id_in, same};
use crate::states;
use crate::tasks::model::{Edit, Spot, Task};
use crate::tasks::{self, policy};

/// Undoes what cannot be undone together. Answers those that were thrown away by it, or moved.
pub(super) fn reverse(
    tx: &mut Tx,
    actor: &Actor,
    (act, all): (&Act, &[Undoing]),
    outcome: &mut Outcome,
) -> Result<Vec<TaskId>> {
    let mut done = Vec::new();
    for one in all {
        let result = tx.savepoint(|tx| {
            let trash = trash(tx, actor, (act, one))?;
            let there = one.trashed() != Some(false);
            let moved = there && carry(tx, actor, one)?;
            let edited = there && texts(tx, actor, one)?;
            Ok(trash || moved || edited)
        });
        match result {
            Ok(true) => done.push(one.task),
            Ok(false) => {}
            Err(error) => act.refuse(one.task, error, outcome)?,
        }
    }
    Ok(done)
}

/// Takes back what was thrown away, or throws away what was taken back.
fn trash(tx: &mut Tx, actor: &Actor, (act, one): (&Act, &Undoing)) -> Result<bool> {
    let Some(gone) = one.trashed() else {
        return Ok(false);
    };
    let task = tasks::queries::of_ids(tx, act.company, &[one.task])?.pop();
    let is_gone = task.is_some_and(|task| task.trashed_at.is_some());
    if gone != is_gone {
        return Ok(false);
    }
    if gone {
        let task = policy::restore(tx, actor, one.task)?;
        tasks::actions::restore(tx, actor, task)?;
    } else {
        let task = policy::edit(tx, actor, one.task)?;
        tasks::actions::trash(tx, actor, &task)?;
    }
    Ok(true)
}

/// Moves a task back to the project where it was, with its parent if that is still there.
fn carry(tx: &mut Tx, actor: &Actor, one: &Undoing) -> Result<bool> {
    let moved = one.steps.iter().find_map(|step| match step {
        Step::Moved { from, to, fields } => Some((*from, *to, fields)),
        _ => None,
    });
    let Some((from, to, fields)) = moved else {
        return Ok(false);
    };
    let task = policy::edit(tx, actor, one.task)?;
    if task.project_id == from {
        return Ok(false);
    }
    if task.project_id != to {
        return Err(overtaken(&task, "project"));
    }
    let target = projects::policy::work(tx, actor, from)?;
    let there = states::queries::list(tx, target.company_id, target.id)?;
    let before = fields.get("state").and_then(|state| id_in(&state.from));
    let state = there.iter().find(|state| Some(state.id.0) == before);
    let back = moves::actions::move_to(tx, actor, task, &target, state.map(|state| state.id))?;
    if let Some(parent) = fields.get("parent").and_then(|parent| id_in(&parent.from)) {
        let task = policy::edit(tx, actor, back.id)?;
        let edit = Edit {
            parent: Some(Some(TaskId(parent))),
            ..Edit::default()
        };
        // Where the parent is gone the task comes back without, as from the trash.
        let hung = tx.savepoint(|tx| tasks::actions::edit(tx, actor, task, edit));
        if let Err(error @ (Error::Fault(_) | Error::Unavailable(_))) = hung {
            return Err(error);
        }
    }
    Ok(true)
}

/// Puts back titles, notes, parents and places.
fn texts(tx: &mut Tx, actor: &Actor, one: &Undoing) -> Result<bool> {
    const FIELDS: [&str; 4] = ["title", "notes", "parent", "position"];
    if !one.fields().any(|(name, _)| FIELDS.contains(&name)) {
        return Ok(false);
    }
    let task = policy::edit(tx, actor, one.task)?;
    let mut edit = Edit::default();
    if let Some(change) = differs(one, &task, ("title", task.title.as_str().into()))? {
        edit.title = Some(serde_json::from_value(change.from.clone())?);
    }
    if let Some(change) = differs(one, &task, ("notes", task.notes.as_str().into()))? {
        let text: crate::text::Body = serde_json::from_value(change.from.clone())?;
        edit.notes = Some(Written {
            // Who was named then was told then.
            mentions: Mentions::default(),
            ..Written::from(text)
        });
    }
    let parent = task.parent_id.map(|id| id.0);
    if let Some(change) = differs(one, &task, ("parent", parent.into()))? {
        edit.parent = Some(id_in(&change.from).map(TaskId));
    }
    if let Some(change) = differs(one, &task, ("position", task.position.as_str().into()))? {
        let key = change.from.as_str().unwrap_or_default();
        edit.spot = spot(tx, &task, key)?;
    }
    let version = task.version;
    let saved = tasks::actions::edit(tx, actor, task, edit)?;
    Ok(saved.version != version)
}

/// The change of a field, where the task still has the value that it made; nothing where it has
/// the old one already.
pub(super) fn differs<'a>(
    one: &'a Undoing,
    task: &Task,
    (name, present): (&str, serde_json::Value),
) -> Result<Option<&'a Change>> {
    let Some(change) = one.field(name) else {
        return Ok(None);
    };
    if same(&present, &change.from) {
        return Ok(None);
    }
    if same(&present, &change.to) {
        return Ok(Some(change));
    }
    Err(overtaken(task, name))
}

/// What a value that somebody changed since is answered with.
pub(super) fn overtaken(task: &Task, field: &str) -> Error {
    let message = format!(
        "The field {field} of task {} was changed since.",
        task.number
    );
    Error::conflict("task.overtaken", message)
}

/// The neighbour of the place that had this order key.
fn spot(tx: &mut Tx, task: &Task, key: &str) -> Result<Spot> {
    let (before, after) = tasks::queries::beside(tx, task, key)?;
    Ok(match before {
        Some(id) => Spot {
            after: Some(id),
            before: None,
        },
        None => Spot {
            after: None,
            before: after,
        },
    })
}
