//! What can be done about checklists; [`crate::tasks`] asks who may.

use blimp_accounts::UserId;
use blimp_kit::{Error, Result};
use blimp_store::{Changes, Tx};
use serde_json::Value;

use super::events::{ItemAdded, ItemChanged, ItemRemoved, ItemRestored};
use super::model::{Item, ItemEdit, ItemId, MAX_ITEMS, NewItem};
use super::queries::{self, ItemRow};
use crate::order;
use crate::place::Titled;

/// Writes the items of a new task, whose own fact tells of them.
pub(crate) fn begin(tx: &mut Tx, of: &Titled, by: UserId, items: Vec<NewItem>) -> Result {
    let keys = order::spread(None, items.len())?;
    let rows: Vec<ItemRow> = items
        .into_iter()
        .zip(keys)
        .map(|(item, key)| row(tx, of, by, item, key))
        .collect();
    // A statement takes a limited number of values.
    for some in rows.chunks(100) {
        queries::insert_all(tx, some)?;
    }
    Ok(())
}

/// Adds an item at the end.
pub(crate) fn add(tx: &mut Tx, of: &Titled, by: UserId, item: NewItem) -> Result<Item> {
    room_for_one(tx, of)?;
    let last = queries::last_position(tx, of.company, of.task, None)?;
    let key = order::between(last.as_deref(), None)?;
    let row = row(tx, of, by, item, key);
    let item = queries::insert(tx, &row)?;
    tx.record(&ItemAdded {
        of: of.clone(),
        by: Some(by),
        item: item.id,
        item_title: item.title.to_string(),
        changes: Changes::default().and(
            "checklist",
            &Value::Null,
            &Value::from(item.title.as_str()),
        ),
    })?;
    Ok(item)
}

fn room_for_one(tx: &mut Tx, of: &Titled) -> Result {
    if queries::count_of(tx, of.company, of.task)? < MAX_ITEMS {
        return Ok(());
    }
    let detail = format!("A task has at most {MAX_ITEMS} checklist items.");
    Err(Error::conflict("checklist.full", detail))
}

/// Changes an item. None where nothing changes.
pub(crate) fn change(
    tx: &mut Tx,
    of: &Titled,
    by: UserId,
    old: &Item,
    edit: ItemEdit,
) -> Result<Option<Item>> {
    let mut new = old.clone();
    if let Some(title) = edit.title {
        new.title = title;
    }
    if let Some(section) = edit.section {
        new.section = section.map(|name| name.to_string()).unwrap_or_default();
    }
    if let Some(done) = edit.done.filter(|done| *done != old.done_at.is_some()) {
        new.done_at = done.then(|| tx.now());
        new.done_by = done.then_some(by);
    }
    if edit.after.is_some() || edit.before.is_some() {
        new.position = place_between(tx, of, old, (edit.after, edit.before))?;
    }
    let changes = Changes::default()
        .and("title", &old.title.as_str(), &new.title.as_str())
        .and("section", &old.section, &new.section)
        .and("done", &old.done_at.is_some(), &new.done_at.is_some())
        .and("position", &old.position, &new.position);
    if changes.is_empty() {
        return Ok(None);
    }
    if !queries::update(tx, &new)? {
        return Err(Error::conflict(
            "checklist.changed",
            "Somebody changed this at the same moment.",
        ));
    }
    new.version += 1;
    tx.record(&ItemChanged {
        of: of.clone(),
        by: Some(by),
        item: new.id,
        item_title: new.title.to_string(),
        changes,
    })?;
    Ok(Some(new))
}

/// Takes an item off. False where it is gone already.
pub(crate) fn remove(tx: &mut Tx, of: &Titled, by: UserId, item: &Item) -> Result<bool> {
    let now = tx.now();
    if queries::set_trashed(tx, item, now)?.is_none() {
        return Ok(false);
    }
    tx.record(&ItemRemoved {
        of: of.clone(),
        by: Some(by),
        item: item.id,
        item_title: item.title.to_string(),
        changes: Changes::default().and(
            "checklist",
            &Value::from(item.title.as_str()),
            &Value::Null,
        ),
    })?;
    Ok(true)
}

/// Brings back an item that was taken off, to where it stood and as it was. None where it is back
/// already.
pub(crate) fn restore(tx: &mut Tx, of: &Titled, by: UserId, item: &Item) -> Result<Option<Item>> {
    room_for_one(tx, of)?;
    let Some(back) = queries::set_restored(tx, item)? else {
        return Ok(None);
    };
    tx.record(&ItemRestored {
        of: of.clone(),
        by: Some(by),
        item: back.id,
        item_title: back.title.to_string(),
        changes: Changes::default().and(
            "checklist",
            &Value::Null,
            &Value::from(back.title.as_str()),
        ),
    })?;
    Ok(Some(back))
}

fn row(tx: &Tx, of: &Titled, by: UserId, item: NewItem, position: String) -> ItemRow {
    ItemRow {
        company_id: of.company,
        task_id: of.task,
        section: item
            .section
            .map(|name| name.to_string())
            .unwrap_or_default(),
        title: item.title.to_string(),
        position,
        done_at: item.done.then(|| tx.now()),
        done_by: item.done.then_some(by),
        created_at: tx.now(),
    }
}

/// The key for an item that shall stand after one and before another.
fn place_between(
    tx: &mut Tx,
    of: &Titled,
    item: &Item,
    (after, before): (Option<ItemId>, Option<ItemId>),
) -> Result<String> {
    let mut key = |id: Option<ItemId>, field: &str| -> Result<Option<String>> {
        let Some(id) = id.filter(|id| *id != item.id) else {
            return Ok(None);
        };
        let found = queries::position_of(tx, of.company, of.task, id)?;
        let missing = || Error::invalid(field, "not_found", "This task has no such item.");
        found.ok_or_else(missing).map(Some)
    };
    let (mut low, mut high) = (key(after, "after")?, key(before, "before")?);
    match (&low, &high) {
        (None, None) => return Ok(item.position.clone()),
        (None, Some(before)) => {
            low = queries::last_position(tx, of.company, of.task, Some(before))?;
        }
        // Between the two there may be the place of one that was taken off.
        (Some(after), before) if before.as_ref().is_none_or(|before| after < before) => {
            high = queries::next_position(tx, of.company, of.task, after)?;
        }
        (Some(_), _) => {}
    }
    let here = Some(item.position.as_str());
    if low.as_deref() == here || high.as_deref() == here {
        return Ok(item.position.clone());
    }
    order::between(low.as_deref(), high.as_deref())
}
