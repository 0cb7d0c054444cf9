//! Changing tasks: what differs is written at once and told fact by fact.

use std::collections::HashMap;

use blimp_accounts::{Actor, UserId};
use blimp_kit::{Error, Fields, May, Result};
use blimp_store::{Changes, Tx};
use serde_json::{Value, json};

use super::{checks, create, turn};
use crate::assignees;
use crate::goals::GoalId;
use crate::labels::Label;
use crate::markdown::{Mentions, Written};
use crate::place::TaskId;
use crate::projects;
use crate::search::{self, Doc};
use crate::states::{self, State};
use crate::tasks::events::TaskChanged;
use crate::tasks::model::{Edit, Task};
use crate::tasks::policy;
use crate::tasks::queries;

/// People to be added to and taken off a task.
type People = (Vec<UserId>, Vec<UserId>);

/// Changes what `edit` says. What is as it was is not told, and if all is, nothing happens.
pub fn edit(
    tx: &mut Tx,
    actor: &Actor,
    task: May<policy::Edit, Task>,
    mut edit: Edit,
) -> Result<Task> {
    let old = task.into_inner();
    let mut new = old.clone();
    let mentions = plain(&mut new, &mut edit);
    check(tx, &old, &mut new, &edit)?;
    let turned = states_of(tx, actor, &mut new, &edit)?;
    if let Some(key) = checks::position(tx, old.place(), Some(&old.position), edit.spot)? {
        new.position = key;
    }
    let people = people(tx, &old, edit.assignees)?;
    let labels = labels(tx, &old, edit.labels.as_deref())?;
    let is_same = new == old && people.0.is_empty() && people.1.is_empty() && labels.is_none();
    if is_same {
        return Ok(old);
    }
    let now = tx.now();
    let saved = queries::update(tx, &new, now)?.ok_or_else(checks::too_late)?;
    if saved.title != old.title || saved.notes != old.notes {
        search::actions::put(
            tx,
            &Doc::task(saved.place(), saved.title.as_str(), saved.notes.as_str()),
        )?;
    }
    tell_changes(tx, actor, (&old, &saved), labels, &mentions)?;
    tell_people(tx, actor, &saved, people)?;
    if let Some((states, kind)) = turned {
        turn::tell(tx, actor, (&old, &saved), &states, kind)?;
    }
    Ok(saved)
}

/// Copies the fields that need no look at anything else.
fn plain(new: &mut Task, edit: &mut Edit) -> Mentions {
    if let Some(title) = edit.title.take() {
        new.title = title;
    }
    if let Some(priority) = edit.priority {
        new.priority = priority;
    }
    if let Some(day) = edit.start_on {
        new.start_on = day;
    }
    if let Some(day) = edit.due_on {
        new.due_on = day;
    }
    let Some(Written {
        text,
        html,
        mentions,
    }) = edit.notes.take()
    else {
        return Mentions::default();
    };
    (new.notes, new.notes_html) = (text, html);
    mentions
}

/// Copies the fields that refer to other rows, if these will do.
fn check(tx: &mut Tx, old: &Task, new: &mut Task, edit: &Edit) -> Result {
    let (at, mut fields) = (old.place(), Fields::default());
    checks::dates((new.start_on, new.due_on), &mut fields);
    if let Some(goal) = edit.goal.filter(|goal| *goal != old.goal_id) {
        if let Some(goal) = goal {
            checks::goal(tx, at, goal, &mut fields)?;
        }
        new.goal_id = goal;
    }
    if let Some(parent) = edit.parent.filter(|parent| *parent != old.parent_id) {
        if let Some(parent) = parent {
            projects::queries::lock(tx, at.company, &[at.project])?;
            let height = queries::subtree(tx, old)?.len();
            checks::parent(tx, at, Some(old.id), (parent, height), &mut fields)?;
        }
        new.parent_id = parent;
    }
    fields.check()
}

/// Puts the task into the state asked for; the project's states, where that is another one.
fn states_of(
    tx: &mut Tx,
    actor: &Actor,
    new: &mut Task,
    edit: &Edit,
) -> Result<Option<(Vec<State>, crate::tasks::model::Turn)>> {
    let Some(id) = edit.state.filter(|id| *id != new.state_id) else {
        return Ok(None);
    };
    let states = states::queries::list(tx, new.company_id, new.project_id)?;
    let state = states.iter().find(|state| state.id == id);
    let unknown = || Error::invalid("state", "not_found", "This project has no such state.");
    let kind = new.enter(state.ok_or_else(unknown)?, actor.user, tx.now());
    Ok(Some((states, kind)))
}

/// Who is to be added, and who taken off.
fn people(tx: &mut Tx, old: &Task, wanted: Option<Vec<UserId>>) -> Result<People> {
    let Some(wanted) = wanted.map(create::distinct) else {
        return Ok(People::default());
    };
    let before = assignees::queries::list(tx, old.company_id, old.id)?;
    let new: Vec<UserId> = wanted
        .iter()
        .filter(|u| !before.contains(u))
        .copied()
        .collect();
    let gone = before
        .into_iter()
        .filter(|user| !wanted.contains(user))
        .collect();
    let mut fields = Fields::default();
    checks::people(tx, old.place(), &new, &mut fields)?;
    checks::count_people(wanted.len(), &mut fields);
    fields.check()?;
    Ok((new, gone))
}

/// The labels before and after, where they differ; they are changed already.
fn labels(
    tx: &mut Tx,
    old: &Task,
    wanted: Option<&[crate::text::Tag]>,
) -> Result<Option<(Vec<Label>, Vec<Label>)>> {
    let Some(names) = wanted else { return Ok(None) };
    let before = queries::labels_of(tx, old.place())?;
    let after = checks::labels(tx, old.place(), names)?;
    let differ = checks::set_labels(tx, old.place(), &before, &after)?;
    Ok(differ.then_some((before, after)))
}

fn tell_changes(
    tx: &mut Tx,
    actor: &Actor,
    (old, new): (&Task, &Task),
    labels: Option<(Vec<Label>, Vec<Label>)>,
    mentions: &Mentions,
) -> Result {
    let mut changes = plain_changes(old, new);
    if old.goal_id != new.goal_id {
        let ids: Vec<GoalId> = [old.goal_id, new.goal_id].into_iter().flatten().collect();
        let titles = queries::goal_titles(tx, new.company_id, new.project_id, &ids)?;
        changes.note(
            "goal",
            &goal_ref(old.goal_id, &titles),
            &goal_ref(new.goal_id, &titles),
        );
    }
    if old.parent_id != new.parent_id {
        let ids: Vec<TaskId> = [old.parent_id, new.parent_id]
            .into_iter()
            .flatten()
            .collect();
        let tasks = queries::of_ids(tx, new.company_id, &ids)?;
        changes.note(
            "parent",
            &task_ref(old.parent_id, &tasks),
            &task_ref(new.parent_id, &tasks),
        );
    }
    if let Some((before, after)) = labels {
        changes.note("labels", &label_names(&before), &label_names(&after));
    }
    if changes.is_empty() {
        return Ok(());
    }
    let mut mentioned = Vec::new();
    if !mentions.is_empty() {
        let before = Written::from(old.notes.clone()).mentions;
        let known = checks::mentioned(tx, actor, new.place(), (&before, &[]))?;
        mentioned = checks::mentioned(tx, actor, new.place(), (mentions, &known))?;
    }
    tx.record(&changed(actor, new, changes, mentioned))?;
    Ok(())
}

/// Old and new values of the fields that speak for themselves.
pub(crate) fn plain_changes(old: &Task, new: &Task) -> Changes {
    Changes::default()
        .and("title", &old.title, &new.title)
        .and("notes", &old.notes, &new.notes)
        .and("priority", &old.priority, &new.priority)
        .and("start_on", &old.start_on, &new.start_on)
        .and("due_on", &old.due_on, &new.due_on)
        .and("position", &old.position, &new.position)
}

/// The fact that tells of changed fields.
pub(crate) fn changed(
    actor: &Actor,
    task: &Task,
    changes: Changes,
    mentioned: Vec<UserId>,
) -> TaskChanged {
    let fields = FIELDS.iter().filter(|name| changes.has(name));
    TaskChanged {
        of: task.titled(),
        by: Some(actor.user),
        fields: fields.map(ToString::to_string).collect(),
        mentioned,
        changes,
    }
}

const FIELDS: [&str; 9] = [
    "title", "notes", "priority", "start_on", "due_on", "position", "goal", "parent", "labels",
];

/// A goal as changes name it.
pub(crate) fn goal_ref(id: Option<GoalId>, titles: &HashMap<GoalId, String>) -> Value {
    id.map_or(
        Value::Null,
        |id| json!({ "id": id, "title": titles.get(&id) }),
    )
}

fn task_ref(id: Option<TaskId>, tasks: &[Task]) -> Value {
    let found = |id| tasks.iter().find(|task| task.id == id);
    match id.map(|id| (id, found(id))) {
        Some((id, Some(task))) => json!({ "id": id, "number": task.number, "title": task.title }),
        Some((id, None)) => json!({ "id": id }),
        None => Value::Null,
    }
}

/// Labels as changes name them.
pub(crate) fn label_names(labels: &[Label]) -> Vec<&str> {
    labels.iter().map(|label| label.name.as_str()).collect()
}

fn tell_people(tx: &mut Tx, actor: &Actor, task: &Task, (new, gone): People) -> Result {
    let of = task.titled();
    for user in new {
        assignees::actions::add(tx, &of, user, actor.user)?;
    }
    for user in gone {
        assignees::actions::remove(tx, &of, user, actor.user)?;
    }
    Ok(())
}
