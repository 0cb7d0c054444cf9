//! What can be done about assignees; [`crate::tasks`] asks who may, and who can be.

use blimp_accounts::UserId;
use blimp_kit::Result;
use blimp_store::{Changes, Tx};
use serde_json::{Value, json};

use super::events::{TaskAssigned, TaskUnassigned};
use super::queries::{self, NewAssignee};
use crate::place::Titled;
use crate::watchers;

/// Makes `user` responsible, and a watcher, without a word. False where they are already.
pub(crate) fn put(tx: &mut Tx, of: &Titled, user: UserId, by: UserId) -> Result<bool> {
    let row = NewAssignee {
        company_id: of.company,
        task_id: of.task,
        user_id: user,
        assigned_by: Some(by),
        assigned_at: tx.now(),
    };
    let new = queries::add(tx, &row)?;
    if new {
        watchers::actions::begin(tx, of, user)?;
    }
    Ok(new)
}

/// Makes `user` responsible, and a watcher. False where they are already.
pub(crate) fn add(tx: &mut Tx, of: &Titled, user: UserId, by: UserId) -> Result<bool> {
    if !put(tx, of, user, by)? {
        return Ok(false);
    }
    told_assigned(tx, of, user, by)?;
    Ok(true)
}

/// Records that `user` was made responsible.
pub(crate) fn told_assigned(tx: &mut Tx, of: &Titled, user: UserId, by: UserId) -> Result {
    tx.record(&TaskAssigned {
        of: of.clone(),
        by: Some(by),
        assignee: user,
        changes: Changes::default().and("assignees", &Value::Null, &json!({ "user": user })),
    })?;
    Ok(())
}

/// Takes the responsibility from `user`. False where they have none.
pub(crate) fn remove(tx: &mut Tx, of: &Titled, user: UserId, by: UserId) -> Result<bool> {
    if !queries::remove(tx, of.company, of.task, user)? {
        return Ok(false);
    }
    tx.record(&TaskUnassigned {
        of: of.clone(),
        by: Some(by),
        assignee: user,
        changes: Changes::default().and("assignees", &json!({ "user": user }), &Value::Null),
    })?;
    Ok(true)
}
