//! Making tasks.

use blimp_accounts::{Actor, UserId};
use blimp_kit::{Error, Fields, May, Result};
use blimp_store::{Changes, Tx};
use serde_json::Value;

use super::checks;
use crate::place::{Place, TaskId};
use crate::projects::Project;
use crate::projects::policy::Work;
use crate::search::{self, Doc};
use crate::states::{self, Kind, State, StateId};
use crate::tasks::events::{TaskClosed, TaskCreated};
use crate::tasks::model::{NewTask, Row, Task};
use crate::tasks::queries;
use crate::{assignees, checklists, watchers};

/// Makes a task in `project`. Its maker and its assignees watch it.
pub fn create(
    tx: &mut Tx,
    actor: &Actor,
    project: &May<Work, Project>,
    new: NewTask,
) -> Result<Task> {
    let (mentions, assignees) = (new.notes.mentions.clone(), new.assignees.clone());
    let task = add(tx, actor, project, new)?;
    let (of, by) = (task.titled(), Some(actor.user));
    let mentioned = checks::mentioned(tx, actor, task.place(), (&mentions, &[]))?;
    let changes = Changes::default().and("title", &Value::Null, &Value::from(task.title.as_str()));
    tx.record(&TaskCreated {
        of: of.clone(),
        by,
        mentioned,
        changes,
    })?;
    for assignee in distinct(assignees) {
        assignees::actions::told_assigned(tx, &of, assignee, actor.user)?;
    }
    if task.closed_at.is_some() {
        tx.record(&TaskClosed {
            of,
            by,
            changes: Changes::default(),
        })?;
    }
    Ok(task)
}

/// Makes a task and records nothing: for imports, which tell of all they made at once.
pub fn add(tx: &mut Tx, actor: &Actor, project: &May<Work, Project>, new: NewTask) -> Result<Task> {
    let at = Place {
        company: project.company_id,
        project: project.id,
        task: TaskId(0),
    };
    let state = first_state(tx, at, new.state)?;
    let people = distinct(new.assignees.clone());
    check(tx, at, &new, &people)?;
    // First: it holds the company's counter, so two at once do not find the same place free.
    let number = queries::next_number(tx, at.company)?;
    let position = checks::position(tx, at, None, new.spot)?;
    let labels = checks::labels(tx, at, &new.labels)?;
    let place = (number, position.unwrap_or_default());
    let row = row(tx, actor, at, &new, (&state, place));
    let task = queries::insert(tx, &row)?;
    let (of, at) = (task.titled(), task.place());
    watchers::actions::begin(tx, &of, actor.user)?;
    for user in people {
        assignees::actions::put(tx, &of, user, actor.user)?;
    }
    checks::set_labels(tx, at, &[], &labels)?;
    checklists::actions::begin(tx, &of, actor.user, new.checklist)?;
    search::actions::put(tx, &Doc::task(at, task.title.as_str(), task.notes.as_str()))?;
    Ok(task)
}

/// The state that a new task goes into: the one asked for, else the project's first.
fn first_state(tx: &mut Tx, at: Place, wanted: Option<StateId>) -> Result<State> {
    let states = states::queries::list(tx, at.company, at.project)?;
    let first = states.iter().find(|state| state.kind != Kind::Done);
    match wanted {
        Some(id) => states.iter().find(|state| state.id == id),
        None => first.or(states.first()),
    }
    .cloned()
    .ok_or_else(|| Error::invalid("state", "not_found", "This project has no such state."))
}

fn check(tx: &mut Tx, at: Place, new: &NewTask, people: &[UserId]) -> Result {
    let mut fields = Fields::default();
    checks::dates((new.start_on, new.due_on), &mut fields);
    if let Some(goal) = new.goal {
        checks::goal(tx, at, goal, &mut fields)?;
    }
    if let Some(parent) = new.parent {
        checks::parent(tx, at, None, (parent, 0), &mut fields)?;
    }
    if i64::try_from(new.checklist.len()).unwrap_or(i64::MAX) > checklists::model::MAX_ITEMS {
        let message = format!("At most {} items.", checklists::model::MAX_ITEMS);
        fields.add("checklist", "too_many", message);
    }
    checks::people(tx, at, people, &mut fields)?;
    fields.check()
}

fn row(
    tx: &Tx,
    actor: &Actor,
    at: Place,
    new: &NewTask,
    (state, (number, position)): (&State, (i64, String)),
) -> Row {
    let created_at = new.created_at.unwrap_or(tx.now());
    let is_done = state.kind == Kind::Done;
    Row {
        company_id: at.company,
        project_id: at.project,
        number,
        title: new.title.clone(),
        notes: new.notes.text.clone(),
        notes_html: new.notes.html.clone(),
        state_id: state.id,
        goal_id: new.goal,
        parent_id: new.parent,
        position,
        priority: new.priority,
        start_on: new.start_on,
        due_on: new.due_on,
        closed_at: is_done.then_some(created_at),
        closed_by: is_done.then_some(actor.user),
        created_by: actor.user,
        created_at,
        updated_at: created_at,
    }
}

/// Each person once, in the order in which they were named.
pub(super) fn distinct(users: Vec<UserId>) -> Vec<UserId> {
    let mut once = Vec::with_capacity(users.len());
    for user in users {
        if !once.contains(&user) {
            once.push(user);
        }
    }
    once
}
