//! What can be done about watchers; [`crate::tasks`] asks who may.

use blimp_accounts::UserId;
use blimp_kit::Result;
use blimp_store::{Changes, Tx};
use serde_json::{Value, json};

use super::events::{WatcherAdded, WatcherRemoved};
use super::queries;
use crate::place::Titled;

/// Makes `user` a watcher because of what they did or were given; their own fact tells of it.
pub fn begin(tx: &mut Tx, of: &Titled, user: UserId) -> Result<bool> {
    let now = tx.now();
    queries::add(tx, of.company, of.task, user, now)
}

/// Makes `user` a watcher. False where they are one already.
pub(crate) fn add(tx: &mut Tx, of: &Titled, user: UserId, by: UserId) -> Result<bool> {
    if !begin(tx, of, user)? {
        return Ok(false);
    }
    tx.record(&WatcherAdded {
        of: of.clone(),
        by: Some(by),
        watcher: user,
        changes: Changes::default().and("watchers", &Value::Null, &json!({ "user": user })),
    })?;
    Ok(true)
}

/// Leaves `user` alone from now on. False where they do not watch.
pub(crate) fn remove(tx: &mut Tx, of: &Titled, user: UserId, by: UserId) -> Result<bool> {
    if !queries::remove(tx, of.company, of.task, user)? {
        return Ok(false);
    }
    tx.record(&WatcherRemoved {
        of: of.clone(),
        by: Some(by),
        watcher: user,
        changes: Changes::default().and("watchers", &json!({ "user": user }), &Value::Null),
    })?;
    Ok(true)
}
