//! What can be done to goals.

use blimp_accounts::Actor;
use blimp_kit::{Error, May, Result};
use blimp_store::{Changes, Tx};

use crate::goals::events::{
    GoalChanged, GoalClosed, GoalCreated, GoalReopened, GoalRestored, GoalTrashed, Which,
};
use crate::goals::model::{Fields, Row};
use crate::goals::policy::{Edit, Restore};
use crate::goals::{Goal, NewGoal, Patch, queries};
use crate::order;
use crate::projects::Project;
use crate::projects::policy::Work;

/// Adds a goal behind the others.
pub fn create(
    tx: &mut Tx,
    actor: &Actor,
    project: &May<Work, Project>,
    new: &NewGoal,
) -> Result<Goal> {
    let last = queries::last_place(tx, project)?;
    let at = tx.now();
    let row = Row {
        company_id: project.company_id,
        project_id: project.id,
        title: &new.title,
        notes: &new.notes.text,
        notes_html: &new.notes.html,
        due_on: new.due_on,
        position: &order::between(last.as_deref(), None)?,
        created_by: actor.user,
        created_at: at,
        updated_at: at,
    };
    let goal = queries::add(tx, &row)?;
    tx.record(&GoalCreated(Which::of(&goal, actor.user)))?;
    Ok(goal)
}

/// Changes a goal. No change records nothing.
pub fn edit(tx: &mut Tx, actor: &Actor, goal: &May<Edit, Goal>, patch: Patch) -> Result<Goal> {
    let position = match patch.after {
        Some(after) => {
            let list = queries::list_places(tx, goal.project_id, goal.company_id)?;
            order::moved(&list, goal.id, after)?
        }
        None => None,
    };
    let changes = differences(goal, &patch, position.as_ref());
    if changes.is_empty() {
        return Ok(Goal::clone(goal));
    }
    let (notes, notes_html) = patch.notes.map(|w| (w.text, w.html)).unzip();
    let fields = Fields {
        title: patch.title,
        notes,
        notes_html,
        due_on: patch.due_on,
        position,
    };
    let at = tx.now();
    let edited = queries::set(tx, goal, &fields, at)?.ok_or(Error::Stale)?;
    tx.record(&GoalChanged {
        which: Which::of(&edited, actor.user),
        changes,
    })?;
    Ok(edited)
}

fn differences(goal: &Goal, patch: &Patch, position: Option<&String>) -> Changes {
    let mut changes = Changes::default();
    if let Some(title) = &patch.title {
        changes.note("title", &goal.title, title);
    }
    if let Some(notes) = &patch.notes {
        let (from, to) = goal.notes.difference(&notes.text);
        changes.note("notes", &from, &to);
    }
    if let Some(due_on) = &patch.due_on {
        changes.note("due_on", &goal.due_on, due_on);
    }
    if let Some(position) = position {
        changes.note("position", &goal.position, position);
    }
    changes
}

/// Closes a goal; its tasks stay as they are. Doing it twice records one fact.
pub fn close(tx: &mut Tx, actor: &Actor, goal: &May<Edit, Goal>) -> Result<Goal> {
    let at = tx.now();
    let Some(closed) = queries::set_closed(tx, goal, at)? else {
        return queries::get(tx, actor, goal.id);
    };
    tx.record(&GoalClosed(Which::of(&closed, actor.user)))?;
    Ok(closed)
}

/// Opens a goal again. Doing it twice records one fact.
pub fn reopen(tx: &mut Tx, actor: &Actor, goal: &May<Edit, Goal>) -> Result<Goal> {
    let at = tx.now();
    let Some(open) = queries::set_open(tx, goal, at)? else {
        return queries::get(tx, actor, goal.id);
    };
    tx.record(&GoalReopened(Which::of(&open, actor.user)))?;
    Ok(open)
}

/// Throws a goal away; its tasks stay.
pub fn trash(tx: &mut Tx, actor: &Actor, goal: &May<Edit, Goal>) -> Result {
    let at = tx.now();
    let trashed = queries::set_trashed(tx, goal, at)?.ok_or(Error::NotFound)?;
    tx.record(&GoalTrashed(Which::of(&trashed, actor.user)))?;
    Ok(())
}

/// Takes a goal out of the trash.
pub fn restore(tx: &mut Tx, actor: &Actor, goal: &May<Restore, Goal>) -> Result<Goal> {
    let at = tx.now();
    let restored = queries::set_restored(tx, goal, at)?.ok_or(Error::NotFound)?;
    tx.record(&GoalRestored(Which::of(&restored, actor.user)))?;
    Ok(restored)
}
