//! What fills the frame: tasks with their items, comments and links.

use blimp_accounts::UserId;
use blimp_kit::{Error, Instant, May, Result};
use blimp_store::Tx;

use crate::assignees;
use crate::attachments::{self, Attachment, Link};
use crate::bulk::model::{Bulk, BulkItem, BulkTask, Change, Filled, Row};
use crate::bulk::queries;
use crate::checklists::ItemId;
use crate::checklists::model::Item;
use crate::checklists::queries::{self as item_rows, ItemRow};
use crate::comments::{self, CommentId};
use crate::markdown::Written;
use crate::order;
use crate::place::{Place, TaskId, Titled};
use crate::projects::Project;
use crate::projects::policy::Work;
use crate::search::{self, Doc, Kind as Found};
use crate::tasks::{self, Task};
use crate::text::Tag;

/// Takes numbers and places at the end of the project for `count` tasks.
pub fn reserve(tx: &mut Tx, project: &May<Work, Project>, count: usize) -> Result<Bulk> {
    let (company, number) = (project.company_id, i64::try_from(count).unwrap_or(0));
    let number = queries::take_numbers(tx, company, number)?;
    let last = tasks::queries::last_position(tx, company, project.id)?;
    let keys = order::spread(last.as_deref(), count)?.into_iter();
    Ok(Bulk { number, keys })
}

/// Makes a task with its labels, people and items.
pub fn add_task(
    tx: &mut Tx,
    project: &May<Work, Project>,
    bulk: &mut Bulk,
    new: &BulkTask,
) -> Result<Filled> {
    let number = bulk.number;
    bulk.number += 1;
    let key = bulk
        .keys
        .next()
        .ok_or_else(|| Error::fault("more tasks than places were made"))?;
    let row = Row {
        company_id: project.company_id,
        project_id: project.id,
        number,
        title: new.title.as_str(),
        notes: new.notes.text.as_str(),
        notes_html: &new.notes.html,
        state_id: new.state,
        previous_state_id: new.previous_state,
        goal_id: new.goal,
        position: &key,
        start_on: new.start_on,
        due_on: new.due_on,
        closed_at: new.closed_at,
        archived_at: new.archived_at,
        created_by: new.created_by,
        created_at: new.created_at,
        updated_at: tx.now(),
    };
    let task = queries::insert(tx, &row)?;
    let at = Place {
        company: project.company_id,
        project: project.id,
        task,
    };
    search::actions::put(
        tx,
        &Doc::task(at, new.title.as_str(), new.notes.text.as_str()),
    )?;
    if !new.labels.is_empty() {
        tasks::queries::add_labels(tx, at, &new.labels)?;
    }
    let task = Titled {
        at,
        number,
        title: new.title.to_string(),
    };
    for user in &new.assignees {
        assignees::actions::put(tx, &task, *user, new.created_by)?;
    }
    let items = add_items(tx, at, new.created_by, &new.items)?;
    Ok(Filled { task, items })
}

/// Adds items behind those a task has.
pub fn add_items(tx: &mut Tx, at: Place, by: UserId, items: &[BulkItem]) -> Result<Vec<ItemId>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let last = item_rows::last_position(tx, at.company, at.task, None)?;
    let keys = order::spread(last.as_deref(), items.len())?;
    let mut ids = Vec::with_capacity(items.len());
    for (item, position) in items.iter().zip(keys) {
        let row = ItemRow {
            company_id: at.company,
            task_id: at.task,
            section: section(item),
            title: item.title.to_string(),
            position,
            done_at: item.done.then(|| tx.now()),
            done_by: item.done.then_some(by),
            created_at: tx.now(),
        };
        ids.push(item_rows::insert(tx, &row)?.id);
    }
    Ok(ids)
}

fn section(item: &BulkItem) -> String {
    item.section
        .as_ref()
        .map(Tag::to_string)
        .unwrap_or_default()
}

/// The task with this id, if it is still in the project and not in the trash.
pub fn find_task(tx: &mut Tx, project: &May<Work, Project>, id: TaskId) -> Result<Option<Task>> {
    let found = tasks::queries::of_ids(tx, project.company_id, &[id])?;
    let here = |task: &Task| task.project_id == project.id && task.trashed_at.is_none();
    Ok(found.into_iter().find(here))
}

/// Brings a task up to date with what has changed elsewhere.
pub fn change_task(tx: &mut Tx, task: &Task, change: Change, by: UserId) -> Result {
    let (at, now) = (task.place(), tx.now());
    if !change.add_labels.is_empty() {
        tasks::queries::add_labels(tx, at, &change.add_labels)?;
    }
    if !change.drop_labels.is_empty() {
        tasks::queries::remove_labels(tx, at, &change.drop_labels)?;
    }
    for user in &change.add_people {
        assignees::actions::put(tx, &task.titled(), *user, by)?;
    }
    for user in &change.drop_people {
        assignees::queries::remove(tx, at.company, at.task, *user)?;
    }
    if !change.is_of_row() {
        tasks::queries::touch(tx, at, now)?;
        return Ok(());
    }
    if let Some(archived_at) = change.archived_at {
        tasks::queries::set_archived(tx, at, archived_at, now)?;
    }
    let fresh = tasks::queries::of_ids(tx, at.company, &[at.task])?;
    let Some(old) = fresh.into_iter().next() else {
        return Err(Error::NotFound);
    };
    let new = turned(old, change, by);
    let done = tasks::queries::update(tx, &new, now)?.ok_or(Error::Stale)?;
    search::actions::put(tx, &Doc::task(at, done.title.as_str(), done.notes.as_str()))
}

fn turned(mut task: Task, change: Change, by: UserId) -> Task {
    if let Some(title) = change.title {
        task.title = title;
    }
    if let Some(notes) = change.notes {
        (task.notes, task.notes_html) = (notes.text, notes.html);
    }
    if let Some((state, previous, closed_at)) = change.state {
        (task.state_id, task.previous_state_id) = (state, previous);
        task.closed_by = closed_at.map(|_| task.closed_by.unwrap_or(by));
        task.closed_at = closed_at;
    }
    task.goal_id = change.goal.unwrap_or(task.goal_id);
    task.start_on = change.start_on.unwrap_or(task.start_on);
    task.due_on = change.due_on.unwrap_or(task.due_on);
    task
}

/// The items of a task.
pub fn items_of(tx: &mut Tx, at: Place) -> Result<Vec<Item>> {
    item_rows::list(tx, at.company, at.task)
}

/// Brings an item up to date with what has changed elsewhere.
pub fn change_item(tx: &mut Tx, old: &Item, new: &BulkItem, by: UserId) -> Result {
    let was_done = old.done_at.is_some();
    let (now, at) = (tx.now(), old.done_at.zip(old.done_by));
    let done = if new.done && was_done {
        at
    } else {
        new.done.then_some((now, by))
    };
    let (done_at, done_by) = done.unzip();
    let item = Item {
        section: section(new),
        title: new.title.clone(),
        done_at,
        done_by,
        ..old.clone()
    };
    if item_rows::update(tx, &item)? {
        Ok(())
    } else {
        Err(Error::Stale)
    }
}

/// Takes over a comment with its author and time.
pub fn add_comment(
    tx: &mut Tx,
    of: &Titled,
    said: (UserId, Instant),
    written: &Written,
) -> Result<CommentId> {
    Ok(comments::actions::import(tx, of, said, written)?.id)
}

/// Brings a comment up to date; one that was deleted here stays so.
pub fn change_comment(tx: &mut Tx, of: &Titled, id: CommentId, written: &Written) -> Result {
    if !queries::set_comment(tx, of.at, id, written)? {
        return Ok(());
    }
    let Place {
        company,
        project,
        task,
    } = of.at;
    let (kind, subject_id) = (Found::Comment, id.0);
    let body = written.text.as_str();
    search::actions::put(
        tx,
        &Doc {
            company,
            project,
            task,
            kind,
            subject_id,
            title: "",
            body,
        },
    )
}

/// Takes over a link with who attached it and when.
pub fn add_link(
    tx: &mut Tx,
    of: &Titled,
    by: (UserId, Instant),
    link: &Link,
) -> Result<Attachment> {
    attachments::actions::import(tx, &of.at, by, link)
}
