//! What must be true of a task before it is written, and the facts that tell of it.

use blimp_accounts::{Actor, UserId};
use blimp_kit::{Date, Error, Fields, Result};
use blimp_store::Tx;

use crate::goals::GoalId;
use crate::labels::{self, Label, LabelId};
use crate::markdown::Mentions;
use crate::order;
use crate::people;
use crate::place::{Place, TaskId};
use crate::tasks::model::{MAX_DEPTH, Spot, Task};
use crate::tasks::queries;
use crate::text::Tag;

/// The most people or labels of one task.
pub(crate) const MOST: usize = 50;

/// A start after the due date is refused.
pub(super) fn dates((start, due): (Option<Date>, Option<Date>), fields: &mut Fields) {
    if start.zip(due).is_some_and(|(start, due)| start > due) {
        fields.add(
            "start_on",
            "after_due",
            "A task cannot start after it is due.",
        );
    }
}

/// A goal must be one of the task's project.
pub(super) fn goal(tx: &mut Tx, at: Place, goal: GoalId, fields: &mut Fields) -> Result {
    if queries::goal_titles(tx, at.company, at.project, &[goal])?.is_empty() {
        fields.add("goal_id", "not_found", "This project has no such goal.");
    }
    Ok(())
}

/// People must be able to see the task's project.
pub(super) fn people(tx: &mut Tx, at: Place, users: &[UserId], fields: &mut Fields) -> Result {
    if users.is_empty() || count_people(users.len(), fields) {
        return Ok(());
    }
    let seeing = people::queries::list_seeing(tx, at.company, at.project, users)?;
    if let Some(user) = users.iter().find(|user| !seeing.contains(user)) {
        let message = format!("{user}: an assignee must be able to see the project.");
        fields.add("assignee_ids", "cannot_see", message);
    }
    Ok(())
}

/// Whether there are too many.
pub(super) fn count_people(count: usize, fields: &mut Fields) -> bool {
    if count > MOST {
        fields.add(
            "assignee_ids",
            "too_many",
            format!("At most {MOST} people."),
        );
    }
    count > MOST
}

/// A parent must be in the same project, no part of the task itself, and not too deep.
///
/// `task` is none for a new one; `height` is how many levels hang below it.
pub(super) fn parent(
    tx: &mut Tx,
    at: Place,
    task: Option<TaskId>,
    (parent, height): (TaskId, usize),
    fields: &mut Fields,
) -> Result {
    let mut next = Some(parent);
    let mut depth = 1 + height;
    while let Some(id) = next {
        depth += 1;
        if Some(id) == task {
            fields.add("parent_id", "circle", "A task cannot be a part of itself.");
            return Ok(());
        }
        if depth > MAX_DEPTH {
            let message = format!("Subtasks go at most {MAX_DEPTH} levels deep.");
            fields.add("parent_id", "too_deep", message);
            return Ok(());
        }
        let found = queries::of_ids(tx, at.company, &[id])?.into_iter().next();
        let there = |one: &Task| one.project_id == at.project && one.trashed_at.is_none();
        let Some(found) = found.filter(there) else {
            fields.add("parent_id", "not_found", "This project has no such task.");
            return Ok(());
        };
        next = found.parent_id;
    }
    Ok(())
}

/// The order key for `spot` in the task's project; none where it stands there already.
pub(super) fn position(
    tx: &mut Tx,
    at: Place,
    here: Option<&str>,
    spot: Spot,
) -> Result<Option<String>> {
    let mut key = |id: Option<TaskId>, field: &str| -> Result<Option<String>> {
        let Some(id) = id.filter(|id| *id != at.task) else {
            return Ok(None);
        };
        let missing = || Error::invalid(field, "not_found", "This project has no such task.");
        queries::position_of(tx, at, id)?
            .ok_or_else(missing)
            .map(Some)
    };
    let (mut low, mut high) = (key(spot.after, "after")?, key(spot.before, "before")?);
    match (&low, &high) {
        (None, None) if here.is_some() => return Ok(None),
        (None, None) => low = queries::last_position(tx, at.company, at.project)?,
        (Some(low), None) => high = queries::next_position(tx, at, low)?,
        (None, Some(high)) => low = queries::previous_position(tx, at, high)?,
        (Some(_), Some(_)) => {}
    }
    if here.is_some() && (low.as_deref() == here || high.as_deref() == here) {
        return Ok(None);
    }
    order::between(low.as_deref(), high.as_deref()).map(Some)
}

/// The labels of these names; missing ones are made.
pub(super) fn labels(tx: &mut Tx, at: Place, names: &[Tag]) -> Result<Vec<Label>> {
    if names.len() > MOST {
        return Err(Error::invalid(
            "labels",
            "too_many",
            format!("At most {MOST} labels."),
        ));
    }
    if names.is_empty() {
        return Ok(Vec::new());
    }
    labels::actions::find_or_make(tx, at.company, names)
}

/// Makes `after` the labels of a task; says whether that changed anything.
pub(super) fn set_labels(
    tx: &mut Tx,
    at: Place,
    before: &[Label],
    after: &[Label],
) -> Result<bool> {
    let missing_in = |some: &[Label], all: &[Label]| -> Vec<LabelId> {
        let is_new = |label: &&Label| !some.iter().any(|other| other.id == label.id);
        all.iter().filter(is_new).map(|label| label.id).collect()
    };
    let (new, gone) = (missing_in(before, after), missing_in(after, before));
    if !new.is_empty() {
        queries::add_labels(tx, at, &new)?;
    }
    if !gone.is_empty() {
        queries::remove_labels(tx, at, &gone)?;
    }
    Ok(!new.is_empty() || !gone.is_empty())
}

/// Those named in a text who may see the task, but for whoever wrote it and those named `before`.
pub(super) fn mentioned(
    tx: &mut Tx,
    actor: &Actor,
    at: Place,
    (mentions, before): (&Mentions, &[UserId]),
) -> Result<Vec<UserId>> {
    let mut users = people::queries::mentioned(tx, actor, at.company, at.project, mentions)?;
    users.retain(|user| *user != actor.user && !before.contains(user));
    Ok(users)
}

/// What a version that is not ours any more is answered with.
pub(super) fn too_late() -> Error {
    Error::conflict(
        "task.changed",
        "Somebody changed this task at the same moment; try again.",
    )
}
