//! What a change means for each task, decided on what was read once for all of them.

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::{Fields, Instant, Result};
use blimp_store::Tx;

use super::ground::ground;
use crate::changes::model::{Aim, ChangeSet, Column, Ground, Outcome, Refusal, Several};
use crate::labels::{self, Label};
use crate::states::State;
use crate::tasks::Task;
use crate::tasks::actions::MOST;
use crate::tasks::columns::{state_to_close, state_to_reopen};
use crate::text::Tag;

/// What `set` means for these tasks; those that it cannot be done to are refused.
pub(super) fn weigh(
    tx: &mut Tx,
    actor: &Actor,
    (company, tasks, set): (CompanyId, Vec<Task>, &ChangeSet),
    outcome: &mut Outcome,
) -> Result<Vec<Aim>> {
    let users: Vec<UserId> = set
        .assignees
        .as_ref()
        .map(|several| several.wanted().to_vec())
        .unwrap_or_default();
    let goals = set.goal.flatten();
    let mut ground = ground(tx, company, &tasks, (&users, goals.as_slice()))?;
    if let Some(several) = set.labels.as_ref().filter(|_| !tasks.is_empty()) {
        let names: Vec<Tag> = several.wanted().to_vec();
        labels::actions::find_or_make(tx, company, &names)?;
        let keys: Vec<String> = several.named().map(Tag::key).collect();
        ground.named = labels::queries::list_named(tx, company, &keys)?;
    }
    let mut aims = Vec::with_capacity(tasks.len());
    for task in tasks {
        let id = task.id;
        match aim(task, set, &ground, (actor.user, tx.now())) {
            Ok(aim) => aims.push(aim),
            Err(error) => outcome.refused.push(Refusal::from(id, error)?),
        }
    }
    Ok(aims)
}

fn aim(task: Task, set: &ChangeSet, ground: &Ground, (by, now): (UserId, Instant)) -> Result<Aim> {
    let (mut aim, mut fields) = (Aim::still(task), Fields::default());
    if let Some(column) = set.column {
        match state_for(&aim.old, column, ground.states_of(&aim.old)) {
            Some(state) => aim.turn = aim.new.enter(state, by, now),
            None => fields.add("state", "state.not_found", "The project has no such state."),
        }
    }
    if let Some(priority) = set.priority {
        aim.new.priority = priority;
    }
    aim.set_days(set.start_on, set.due_on);
    let (start, due) = (aim.new.start_on, aim.new.due_on);
    if start.zip(due).is_some_and(|(start, due)| start > due) {
        let message = "A task cannot start after it is due.";
        fields.add("start_on", "after_due", message);
    }
    if let Some(goal) = set.goal {
        let is_there = |goal| ground.goals.contains_key(&(aim.old.project_id, goal));
        if goal.is_some_and(|goal| !is_there(goal)) {
            fields.add("goal_id", "goal.not_found", "The project has no such goal.");
        }
        aim.new.goal_id = goal;
    }
    if let Some(archived) = set.archived {
        aim.set_archived(archived, now);
    }
    if let Some(several) = &set.assignees {
        people(&mut aim, several, ground, &mut fields);
    }
    if let Some(several) = &set.labels {
        stick(&mut aim, several, ground, &mut fields);
    }
    fields.check()?;
    Ok(aim)
}

/// The state that a task shall be in; where it is there already, that one.
fn state_for<'a>(task: &Task, column: Column, states: &'a [State]) -> Option<&'a State> {
    let here = states.iter().find(|state| state.id == task.state_id);
    match column {
        Column::Id(id) => states.iter().find(|state| state.id == id),
        Column::Kind(kind) => here
            .filter(|state| state.kind == kind)
            .or_else(|| states.iter().find(|state| state.kind == kind)),
        Column::Closed if task.closed_at.is_some() => here,
        Column::Closed => state_to_close(states),
        Column::Reopened if task.closed_at.is_none() => here,
        Column::Reopened => state_to_reopen(states, task.previous_state_id),
    }
}

fn people(aim: &mut Aim, several: &Several<UserId>, ground: &Ground, fields: &mut Fields) {
    let before = ground
        .assignees
        .get(&aim.old.id)
        .map(Vec::as_slice)
        .unwrap_or_default();
    for user in several.wanted() {
        if !before.contains(user) && !aim.joining.contains(user) {
            aim.joining.push(*user);
        }
    }
    let goes = |user: &UserId| match several {
        Several::Set(all) => !all.contains(user),
        Several::Differ { remove, .. } => remove.contains(user),
    };
    aim.leaving = before.iter().filter(|user| goes(user)).copied().collect();
    let sees = |user: &UserId| ground.seeing.contains(&(aim.old.project_id, *user));
    if let Some(user) = aim.joining.iter().find(|user| !sees(user)) {
        let message = format!("{user}: an assignee must be able to see the project.");
        fields.add("assignees", "cannot_see", message);
    }
    if before.len() + aim.joining.len() - aim.leaving.len() > MOST {
        fields.add("assignees", "too_many", format!("At most {MOST} people."));
    }
}

fn stick(aim: &mut Aim, several: &Several<Tag>, ground: &Ground, fields: &mut Fields) {
    let before = ground.labels.get(&aim.old.id).cloned().unwrap_or_default();
    let keys = |tags: &[Tag]| -> Vec<String> { tags.iter().map(Tag::key).collect() };
    let wanted = keys(several.wanted());
    let gone = match several {
        Several::Set(_) => None,
        Several::Differ { remove, .. } => Some(keys(remove)),
    };
    let stays = |label: &&Label| {
        wanted.contains(&label.name_key)
            || gone
                .as_ref()
                .is_some_and(|gone| !gone.contains(&label.name_key))
    };
    let mut after: Vec<Label> = before.iter().filter(stays).cloned().collect();
    let new = |label: &&Label| {
        wanted.contains(&label.name_key) && !before.iter().any(|other| other.id == label.id)
    };
    after.extend(ground.named.iter().filter(new).cloned());
    after.sort_by(|a, b| a.name_key.cmp(&b.name_key));
    if after.len() > MOST {
        fields.add("labels", "too_many", format!("At most {MOST} labels."));
    }
    let ids = |labels: &[Label]| labels.iter().map(|label| label.id).collect::<Vec<_>>();
    if ids(&before) != ids(&after) {
        aim.labels = Some((before, after));
    }
}
