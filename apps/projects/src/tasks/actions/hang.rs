//! What hangs on a task: people, watchers, checklists, reminders.

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::{Error, Fields, May, Result};
use blimp_store::{Changes, Tx};

use super::checks;
use crate::checklists::model::ItemEdit;
use crate::checklists::{self, Item, NewItem};
use crate::tasks::events::TaskDueSoon;
use crate::tasks::model::Task;
use crate::tasks::policy::{Edit, Restore, Watch};
use crate::tasks::queries;
use crate::{assignees, people, watchers};

/// Makes somebody responsible; they must be able to see the project.
pub fn assign(tx: &mut Tx, actor: &Actor, task: May<Edit, Task>, user: UserId) -> Result<Task> {
    let before = assignees::queries::list(tx, task.company_id, task.id)?;
    if before.contains(&user) {
        return Ok(task.into_inner());
    }
    let mut fields = Fields::default();
    checks::count_people(before.len() + 1, &mut fields);
    checks::people(tx, task.place(), &[user], &mut fields)?;
    fields.check()?;
    assignees::actions::add(tx, &task.titled(), user, actor.user)?;
    let now = tx.now();
    queries::touch(tx, task.place(), now)
}

/// Takes the responsibility from somebody who has it.
pub fn unassign(tx: &mut Tx, actor: &Actor, task: &May<Edit, Task>, user: UserId) -> Result<Task> {
    if !assignees::actions::remove(tx, &task.titled(), user, actor.user)? {
        return Err(Error::NotFound);
    }
    let now = tx.now();
    queries::touch(tx, task.place(), now)
}

/// Makes somebody a watcher; they must be able to see the project.
pub fn watch(tx: &mut Tx, actor: &Actor, task: &May<Watch, Task>, user: UserId) -> Result {
    if !people::queries::sees(tx, task.company_id, task.project_id, user)? {
        let message = "A watcher must be able to see the project.";
        return Err(Error::invalid("user", "cannot_see", message));
    }
    watchers::actions::add(tx, &task.titled(), user, actor.user)?;
    Ok(())
}

/// Leaves somebody alone who watches.
pub fn unwatch(tx: &mut Tx, actor: &Actor, task: &May<Watch, Task>, user: UserId) -> Result {
    if watchers::actions::remove(tx, &task.titled(), user, actor.user)? {
        return Ok(());
    }
    Err(Error::NotFound)
}

/// Adds an item to the checklist.
pub fn add_item(tx: &mut Tx, actor: &Actor, task: &May<Edit, Task>, item: NewItem) -> Result<Item> {
    let item = checklists::actions::add(tx, &task.titled(), actor.user, item)?;
    let now = tx.now();
    queries::touch(tx, task.place(), now)?;
    Ok(item)
}

/// Changes an item of the checklist.
pub fn change_item(
    tx: &mut Tx,
    actor: &Actor,
    place: May<Edit, (Task, Item)>,
    edit: ItemEdit,
) -> Result<Item> {
    let (task, item) = place.into_inner();
    let changed = checklists::actions::change(tx, &task.titled(), actor.user, &item, edit)?;
    let Some(changed) = changed else {
        return Ok(item);
    };
    let now = tx.now();
    queries::touch(tx, task.place(), now)?;
    Ok(changed)
}

/// Takes an item off the checklist.
pub fn remove_item(tx: &mut Tx, actor: &Actor, place: &May<Edit, (Task, Item)>) -> Result {
    let (task, item) = &**place;
    if checklists::actions::remove(tx, &task.titled(), actor.user, item)? {
        let now = tx.now();
        queries::touch(tx, task.place(), now)?;
    }
    Ok(())
}

/// Brings back an item that was taken off the checklist.
pub fn restore_item(tx: &mut Tx, actor: &Actor, place: May<Restore, (Task, Item)>) -> Result<Item> {
    let (task, item) = place.into_inner();
    let Some(back) = checklists::actions::restore(tx, &task.titled(), actor.user, &item)? else {
        return Err(Error::NotFound);
    };
    let now = tx.now();
    queries::touch(tx, task.place(), now)?;
    Ok(back)
}

/// Takes somebody off all tasks that they may not see any more. The fact that they may not tells
/// of it.
pub fn drop_unseen(tx: &mut Tx, company: CompanyId, user: UserId) -> Result {
    let now = tx.now();
    queries::drop_unseen(tx, company, user, now)
}

/// Gives all that a placeholder has on the tasks of a company to whom it stood for.
pub fn replace_person(tx: &mut Tx, company: CompanyId, from: UserId, to: UserId) -> Result {
    let now = tx.now();
    queries::replace_person(tx, company, (from, to), now)
}

/// Records that a task is due soon; once for each due date.
pub fn remind(tx: &mut Tx, task: &Task) -> Result<bool> {
    let Some(due_on) = task.due_on else {
        return Ok(false);
    };
    if !queries::remind(tx, task.place(), due_on)? {
        return Ok(false);
    }
    let assignees = assignees::queries::list(tx, task.company_id, task.id)?;
    let (of, by, changes) = (task.titled(), None, Changes::default());
    tx.record(&TaskDueSoon {
        of,
        by,
        due_on,
        assignees,
        changes,
    })?;
    Ok(true)
}
