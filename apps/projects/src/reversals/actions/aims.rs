//! What is undone for many tasks together: states, people, labels, dates, priorities, goals.

use blimp_accounts::{Actor, UserId};
use blimp_kit::{Date, Error, Instant, Result};
use blimp_store::Tx;
use serde_json::{Value, json};

use super::act::Act;
use super::alone::{differs, overtaken};
use crate::changes::actions::{ground, write};
use crate::changes::model::{Aim, Ground, Outcome};
use crate::goals::GoalId;
use crate::labels::{self, Label};
use crate::place::TaskId;
use crate::reversals::model::{Step, Undoing, id_in};
use crate::states::StateId;
use crate::tasks::{Task, policy};
use crate::text::Tag;

/// Undoes the rest. `done` are those of which something is undone already.
pub(super) fn reverse(
    tx: &mut Tx,
    actor: &Actor,
    (act, all, done): (&Act, &[Undoing], &[TaskId]),
    outcome: &mut Outcome,
) -> Result {
    let refused: Vec<TaskId> = outcome.refused.iter().map(|one| one.task).collect();
    let is_open = |one: &&Undoing| one.trashed() != Some(false) && !refused.contains(&one.task);
    let open: Vec<&Undoing> = all.iter().filter(is_open).collect();
    let ids: Vec<TaskId> = open.iter().map(|one| one.task).collect();
    let mut tasks = Vec::with_capacity(ids.len());
    for (id, task) in policy::edit_all(tx, actor, act.company, &ids)? {
        match task {
            Ok(task) => tasks.push(task.into_inner()),
            Err(error) => act.refuse(id, error, outcome)?,
        }
    }
    let ground = look(tx, act, &tasks, &open)?;
    let by = (actor.user, tx.now());
    let mut aims = Vec::new();
    for one in open {
        let Some(task) = tasks.iter().find(|task| task.id == one.task) else {
            continue;
        };
        match aim(task, one, &ground, by) {
            Ok(aim) if aim.is_still() => {}
            Ok(aim) => aims.push(aim),
            Err(error) => act.refuse(one.task, error, outcome)?,
        }
    }
    write(tx, actor, act.company, &aims)?;
    for one in all {
        let id = one.task;
        if done.contains(&id) || aims.iter().any(|aim| aim.old.id == id) {
            outcome.changed.push(id);
        } else if !outcome.refused.iter().any(|refusal| refusal.task == id) {
            outcome.unchanged.push(id);
        }
    }
    Ok(())
}

/// Reads what the old values speak of; labels that are gone are made again.
fn look(tx: &mut Tx, act: &Act, tasks: &[Task], all: &[&Undoing]) -> Result<Ground> {
    let mut users: Vec<UserId> = Vec::new();
    let mut goals: Vec<GoalId> = Vec::new();
    let mut names: Vec<Tag> = Vec::new();
    for one in all {
        for step in &one.steps {
            match step {
                Step::Left(user) => users.push(*user),
                Step::Moved { fields, .. } | Step::Fields(fields) => {
                    let goal = fields.get("goal").and_then(|goal| id_in(&goal.from));
                    goals.extend(goal.map(GoalId));
                }
                _ => {}
            }
        }
        if let Some(change) = one.field("labels") {
            names.extend(tags(&change.from));
        }
    }
    let mut ground = ground(tx, act.company, tasks, (&users, &goals))?;
    if !names.is_empty() {
        ground.named = labels::actions::find_or_make(tx, act.company, &names)?;
    }
    Ok(ground)
}

fn tags(names: &Value) -> Vec<Tag> {
    serde_json::from_value(names.clone()).unwrap_or_default()
}

fn aim(task: &Task, one: &Undoing, ground: &Ground, by: (UserId, Instant)) -> Result<Aim> {
    let mut aim = Aim::still(task.clone());
    fields(&mut aim, one, ground)?;
    for step in &one.steps {
        match step {
            Step::State { from, to } => turn(&mut aim, (*from, *to), ground, by)?,
            Step::Joined(user) => {
                let mut there = ground.assignees.get(&task.id).into_iter().flatten();
                if there.any(|other| other == user) {
                    aim.leaving.push(*user);
                }
            }
            Step::Left(user) => join(&mut aim, *user, ground)?,
            Step::Archived(away) if aim.new.archived_at.is_some() == *away => {
                aim.set_archived(!away, by.1);
            }
            Step::Moved { fields, .. } => {
                let goal = fields.get("goal").and_then(|goal| id_in(&goal.from));
                let goal = goal.map(GoalId);
                let is_there = |goal| ground.goals.contains_key(&(task.project_id, goal));
                aim.new.goal_id = aim.new.goal_id.or(goal.filter(|goal| is_there(*goal)));
            }
            _ => {}
        }
    }
    Ok(aim)
}

/// Priority, dates, goal and labels.
fn fields(aim: &mut Aim, one: &Undoing, ground: &Ground) -> Result {
    let task = aim.old.clone();
    if let Some(change) = differs(one, &task, ("priority", json!(task.priority)))? {
        aim.new.priority = serde_json::from_value(change.from.clone())?;
    }
    if let Some(change) = differs(one, &task, ("start_on", json!(task.start_on)))? {
        aim.new.start_on = serde_json::from_value::<Option<Date>>(change.from.clone())?;
    }
    if let Some(change) = differs(one, &task, ("due_on", json!(task.due_on)))? {
        aim.new.due_on = serde_json::from_value::<Option<Date>>(change.from.clone())?;
    }
    let dates = aim.new.start_on.zip(aim.new.due_on);
    if dates.is_some_and(|(start, due)| start > due) {
        return Err(overtaken(&task, "start_on"));
    }
    if let Some(change) = differs(one, &task, ("goal", json!(task.goal_id)))? {
        let goal = id_in(&change.from).map(GoalId);
        if goal.is_some_and(|goal| !ground.goals.contains_key(&(task.project_id, goal))) {
            return Err(gone(&task, "goal"));
        }
        aim.new.goal_id = goal;
    }
    let before = ground.labels.get(&task.id).cloned().unwrap_or_default();
    let names: Vec<&str> = before.iter().map(|label| label.name.as_str()).collect();
    if let Some(change) = differs(one, &task, ("labels", json!(names)))? {
        let keys: Vec<String> = tags(&change.from).iter().map(Tag::key).collect();
        let wanted = |label: &&Label| keys.contains(&label.name_key);
        let after = ground.named.iter().filter(wanted).cloned().collect();
        aim.labels = Some((before, after));
    }
    Ok(())
}

fn turn(
    aim: &mut Aim,
    (from, to): (StateId, StateId),
    ground: &Ground,
    (by, now): (UserId, Instant),
) -> Result {
    if aim.new.state_id == from {
        return Ok(());
    }
    if aim.new.state_id != to {
        return Err(overtaken(&aim.old, "state"));
    }
    let states = ground.states_of(&aim.old);
    let state = states.iter().find(|state| state.id == from);
    let state = state.ok_or_else(|| gone(&aim.old, "state"))?;
    aim.turn = aim.new.enter(state, by, now);
    Ok(())
}

fn join(aim: &mut Aim, user: UserId, ground: &Ground) -> Result {
    let mut there = ground.assignees.get(&aim.old.id).into_iter().flatten();
    if there.any(|other| *other == user) {
        return Ok(());
    }
    if !ground.seeing.contains(&(aim.old.project_id, user)) {
        return Err(gone(&aim.old, "assignees"));
    }
    aim.joining.push(user);
    Ok(())
}

fn gone(task: &Task, field: &str) -> Error {
    let message = format!(
        "What the field {field} of task {} was before is not there any more.",
        task.number
    );
    Error::conflict("task.overtaken", message)
}
