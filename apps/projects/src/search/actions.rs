//! Keeping the index true. No facts: nothing happened that was not recorded by whoever calls.

use blimp_accounts::CompanyId;
use blimp_kit::Result;
use blimp_store::Tx;

use super::{Doc, Kind, queries};
use crate::place::TaskId;
use crate::projects::ProjectId;

/// Makes a task, comment or file name findable, or brings what is found up to date.
pub fn put(tx: &mut Tx, doc: &Doc<'_>) -> Result {
    queries::put(tx, doc)
}

/// Makes one thing unfindable.
pub fn remove(tx: &mut Tx, company: CompanyId, kind: Kind, subject: impl Into<i64>) -> Result {
    queries::remove(tx, company, kind, subject.into())
}

/// Makes a task and all that hangs on it unfindable for ever. Trash needs no such call.
pub fn remove_task(tx: &mut Tx, company: CompanyId, task: TaskId) -> Result {
    queries::remove_task(tx, company, task)
}

/// Notes that a task, with all that hangs on it, is in another project now.
pub fn move_task(tx: &mut Tx, company: CompanyId, task: TaskId, project: ProjectId) -> Result {
    queries::move_task(tx, company, task, project)
}
