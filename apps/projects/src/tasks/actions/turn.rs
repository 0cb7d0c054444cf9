//! From state to state: closing, reopening, review.

use blimp_accounts::Actor;
use blimp_kit::{Error, May, Result};
use blimp_store::{Changes, Tx};

use super::checks;
use crate::states::{self, Kind, State};
use crate::tasks::columns::{state_to_close, state_to_reopen, state_to_return};
use crate::tasks::events::{
    StateRef, TaskApproved, TaskClosed, TaskReopened, TaskReturned, TaskStateChanged,
};
use crate::tasks::model::{Task, Turn};
use crate::tasks::policy::{Edit, Review};
use crate::tasks::queries;
use crate::text::Body;

/// Closes a task: it goes into the first state of kind `done`. Closing a closed task changes
/// nothing and records nothing.
pub fn close(tx: &mut Tx, actor: &Actor, task: May<Edit, Task>) -> Result<Task> {
    let task = task.into_inner();
    if task.closed_at.is_some() {
        return Ok(task);
    }
    let states = states::queries::list(tx, task.company_id, task.project_id)?;
    let state = state_to_close(&states).ok_or_else(|| Error::fault("a project without done"))?;
    enter(tx, actor, task, (&states, state))
}

/// Opens a closed task again: it goes back to the state before. Reopening an open task changes
/// nothing and records nothing.
pub fn reopen(tx: &mut Tx, actor: &Actor, task: May<Edit, Task>) -> Result<Task> {
    let task = task.into_inner();
    if task.closed_at.is_none() {
        return Ok(task);
    }
    let states = states::queries::list(tx, task.company_id, task.project_id)?;
    let state = state_to_reopen(&states, task.previous_state_id);
    let state = state.ok_or_else(|| Error::fault("a project without an open state"))?;
    enter(tx, actor, task, (&states, state))
}

/// Says that what is up for review is good, which closes it.
pub fn approve(
    tx: &mut Tx,
    actor: &Actor,
    task: May<Review, Task>,
    note: Option<Body>,
) -> Result<Task> {
    let (task, states) = in_review(tx, task)?;
    let state = state_to_close(&states).ok_or_else(|| Error::fault("a project without done"))?;
    let note = note
        .filter(|note| !note.is_blank())
        .map(|note| note.to_string());
    let (of, by) = (task.titled(), Some(actor.user));
    tx.record(&TaskApproved {
        of,
        by,
        note,
        changes: Changes::default(),
    })?;
    enter(tx, actor, task, (&states, state))
}

/// Says that what is up for review needs more work.
pub fn send_back(tx: &mut Tx, actor: &Actor, task: May<Review, Task>, note: &Body) -> Result<Task> {
    let (task, states) = in_review(tx, task)?;
    if note.is_blank() {
        return Err(Error::invalid(
            "comment",
            "required",
            "Say what is missing.",
        ));
    }
    let state = state_to_return(&states, task.previous_state_id);
    let state = state.ok_or_else(|| Error::fault("a project without a state to work in"))?;
    let (of, by, note) = (task.titled(), Some(actor.user), note.to_string());
    tx.record(&TaskReturned {
        of,
        by,
        note,
        changes: Changes::default(),
    })?;
    enter(tx, actor, task, (&states, state))
}

/// The task and its project's states, if it stands in one of kind `review`.
fn in_review(tx: &mut Tx, task: May<Review, Task>) -> Result<(Task, Vec<State>)> {
    let task = task.into_inner();
    let states = states::queries::list(tx, task.company_id, task.project_id)?;
    let here = states.iter().find(|state| state.id == task.state_id);
    if here.is_none_or(|state| state.kind != Kind::Review) {
        return Err(Error::conflict(
            "task.not_in_review",
            "This task is not up for review.",
        ));
    }
    Ok((task, states))
}

/// Puts a task into a state and tells of it.
pub(super) fn enter(
    tx: &mut Tx,
    actor: &Actor,
    old: Task,
    (states, state): (&[State], &State),
) -> Result<Task> {
    let now = tx.now();
    let mut new = old.clone();
    let turn = new.enter(state, actor.user, now);
    if turn == Turn::Same {
        return Ok(old);
    }
    let Some(saved) = queries::update(tx, &new, now)? else {
        // Two who do the same at the same moment have both done it; the other one told of it.
        let there = queries::of_ids(tx, old.company_id, &[old.id])?.pop();
        let same = there.filter(|task| task.state_id == new.state_id && task.trashed_at.is_none());
        return same.ok_or_else(checks::too_late);
    };
    tell(tx, actor, (&old, &saved), states, turn)?;
    Ok(saved)
}

/// Records that a task went into another state, and what that means.
pub(super) fn tell(
    tx: &mut Tx,
    actor: &Actor,
    (old, new): (&Task, &Task),
    states: &[State],
    turn: Turn,
) -> Result {
    let named = |task: &Task| {
        states
            .iter()
            .find(|s| s.id == task.state_id)
            .map(StateRef::from)
    };
    let (Some(from), Some(to)) = (named(old), named(new)) else {
        return Err(Error::fault("a task in a state of another project"));
    };
    let (of, by) = (new.titled(), Some(actor.user));
    let changes = Changes::default().and("state", &from, &to);
    tx.record(&TaskStateChanged {
        of,
        by,
        from,
        to,
        changes,
    })?;
    tell_turn(tx, actor, (old, new), turn)
}

/// Records that a task was closed or reopened, if it was.
pub(crate) fn tell_turn(
    tx: &mut Tx,
    actor: &Actor,
    (old, new): (&Task, &Task),
    turn: Turn,
) -> Result {
    let (of, by) = (new.titled(), Some(actor.user));
    let changes = Changes::default().and("closed_at", &old.closed_at, &new.closed_at);
    match turn {
        Turn::Closes => {
            tx.record(&TaskClosed { of, by, changes })?;
        }
        Turn::Reopens => {
            tx.record(&TaskReopened { of, by, changes })?;
        }
        Turn::Same | Turn::Moves => {}
    }
    Ok(())
}
