//! Telling of many tasks: each as if it had been changed alone, all facts of a kind at once.

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::{Error, Result};
use blimp_store::{Changes, Tx};
use serde_json::{Value, json};

use super::ground::ground;
use crate::assignees::events::{TaskAssigned, TaskUnassigned};
use crate::changes::model::{Aim, Ground};
use crate::goals::GoalId;
use crate::tasks::actions::{changed, goal_ref, label_names, plain_changes};
use crate::tasks::events::{
    StateRef, TaskArchived, TaskChanged, TaskClosed, TaskReopened, TaskStateChanged, TaskUnarchived,
};
use crate::tasks::model::{Task, Turn};

/// Records what the aims changed.
pub(super) fn tell(tx: &mut Tx, actor: &Actor, company: CompanyId, aims: &[Aim]) -> Result {
    let tasks: Vec<Task> = aims.iter().map(|aim| aim.old.clone()).collect();
    let goals: Vec<GoalId> = aims.iter().filter_map(|aim| aim.new.goal_id).collect();
    let ground = ground(tx, company, &tasks, (&[], &goals))?;
    let told = |aim: &Aim| {
        let changes = changes_of(aim, &ground);
        (!changes.is_empty()).then(|| changed(actor, &aim.new, changes, Vec::new()))
    };
    let facts: Vec<TaskChanged> = aims.iter().filter_map(told).collect();
    tx.record_all(&facts)?;
    tell_people(tx, actor.user, aims)?;
    tell_states(tx, actor.user, aims, &ground)?;
    tell_archived(tx, actor.user, aims)
}

fn changes_of(aim: &Aim, ground: &Ground) -> Changes {
    let (old, new) = (&aim.old, &aim.new);
    let mut changes = plain_changes(old, new);
    if old.goal_id != new.goal_id {
        let titles = ground
            .goals
            .iter()
            .filter(|((project, _), _)| *project == new.project_id)
            .map(|((_, goal), title)| (*goal, title.clone()))
            .collect();
        let (from, to) = (
            goal_ref(old.goal_id, &titles),
            goal_ref(new.goal_id, &titles),
        );
        changes.note("goal", &from, &to);
    }
    if let Some((before, after)) = &aim.labels {
        changes.note("labels", &label_names(before), &label_names(after));
    }
    changes
}

fn tell_people(tx: &mut Tx, by: UserId, aims: &[Aim]) -> Result {
    let person = |user: &UserId| json!({ "user": user });
    let mut joined = Vec::new();
    let mut left = Vec::new();
    for aim in aims {
        joined.extend(aim.joining.iter().map(|user| TaskAssigned {
            of: aim.new.titled(),
            by: Some(by),
            assignee: *user,
            changes: Changes::default().and("assignees", &Value::Null, &person(user)),
        }));
        left.extend(aim.leaving.iter().map(|user| TaskUnassigned {
            of: aim.new.titled(),
            by: Some(by),
            assignee: *user,
            changes: Changes::default().and("assignees", &person(user), &Value::Null),
        }));
    }
    tx.record_all(&joined)?;
    tx.record_all(&left)?;
    Ok(())
}

fn tell_states(tx: &mut Tx, user: UserId, aims: &[Aim], ground: &Ground) -> Result {
    let (mut went, mut closed, mut reopened) = (Vec::new(), Vec::new(), Vec::new());
    for aim in aims.iter().filter(|aim| aim.turn != Turn::Same) {
        let states = ground.states_of(&aim.new);
        let named = |task: &Task| {
            let state = states.iter().find(|state| state.id == task.state_id);
            state.map(StateRef::from)
        };
        let (Some(from), Some(to)) = (named(&aim.old), named(&aim.new)) else {
            return Err(Error::fault("a task in a state of another project"));
        };
        let (of, by) = (aim.new.titled(), Some(user));
        let changes = Changes::default().and("closed_at", &aim.old.closed_at, &aim.new.closed_at);
        match aim.turn {
            Turn::Closes => closed.push(TaskClosed {
                of: of.clone(),
                by,
                changes,
            }),
            Turn::Reopens => reopened.push(TaskReopened {
                of: of.clone(),
                by,
                changes,
            }),
            Turn::Same | Turn::Moves => {}
        }
        let changes = Changes::default().and("state", &from, &to);
        went.push(TaskStateChanged {
            of,
            by,
            from,
            to,
            changes,
        });
    }
    tx.record_all(&went)?;
    tx.record_all(&closed)?;
    tx.record_all(&reopened)?;
    Ok(())
}

fn tell_archived(tx: &mut Tx, user: UserId, aims: &[Aim]) -> Result {
    let (mut away, mut out) = (Vec::new(), Vec::new());
    let differs = |aim: &&Aim| aim.old.archived_at != aim.new.archived_at;
    for aim in aims.iter().filter(differs) {
        let (of, by) = (aim.new.titled(), Some(user));
        let (from, to) = (&aim.old.archived_at, &aim.new.archived_at);
        let changes = Changes::default().and("archived_at", from, to);
        if to.is_some() {
            away.push(TaskArchived { of, by, changes });
        } else {
            out.push(TaskUnarchived { of, by, changes });
        }
    }
    tx.record_all(&away)?;
    tx.record_all(&out)?;
    Ok(())
}
