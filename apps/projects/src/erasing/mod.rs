//! Erasing: what projects deletes of a company that is gone, or of an import that is taken back.
//!
//! Unlike the trash, this is for good.

pub(crate) mod queries;

use std::collections::HashSet;

use blimp_accounts::CompanyId;
use blimp_kit::Result;
use blimp_store::{Conn, Tx};

use crate::projects::ProjectId;
use crate::search::Kind;
use crate::tasks;

/// Deletes up to `limit` rows of a company, and what hangs on them; says how many.
///
/// Tasks go first, with their comments, files, people and words: all that points to the rest.
pub(crate) fn erase(tx: &mut Tx, company: i64, limit: i64) -> Result<usize> {
    let company = CompanyId(company);
    let steps = [
        queries::delete_views,
        queries::delete_tasks,
        queries::delete_goals,
        queries::delete_states,
        queries::delete_labels,
        queries::delete_projects,
        queries::delete_counter,
    ];
    for step in steps {
        let gone = step(tx, company, limit)?;
        if gone > 0 {
            return Ok(gone);
        }
    }
    Ok(0)
}

/// A task that may not go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// Its id.
    pub id: i64,
    /// What it is called.
    pub title: String,
}

/// What became of tasks that were to go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TakenBack {
    /// Those that are gone.
    pub gone: Vec<i64>,
    /// Those that stay.
    pub kept: Vec<Touched>,
}

/// Deletes those of these tasks that nobody has touched since they were made in bulk: without a
/// fact of their own that a person caused, and without subtasks.
pub fn take_back_tasks(
    tx: &mut Tx,
    (company, project): (CompanyId, ProjectId),
    ids: &[i64],
) -> Result<TakenBack> {
    let there = queries::list_there(tx, (company, project), ids)?;
    let touched = queries::list_touched(tx, company, ids)?;
    let (kept, gone): (Vec<_>, Vec<_>) =
        there.into_iter().partition(|(id, _)| touched.contains(id));
    let gone: Vec<i64> = gone.into_iter().map(|(id, _)| id).collect();
    queries::delete_these(tx, company, &gone)?;
    Ok(TakenBack {
        gone,
        kept: kept
            .into_iter()
            .map(|(id, title)| Touched { id, title })
            .collect(),
    })
}

/// Deletes those of these goals that no task has and nobody has changed; answers which.
pub fn take_back_goals(tx: &mut Tx, company: CompanyId, ids: &[i64]) -> Result<Vec<i64>> {
    queries::delete_unused_goals(tx, company, ids)
}

/// Deletes those of these states that no task is in, or was before, and nobody has changed;
/// answers which.
pub fn take_back_states(tx: &mut Tx, company: CompanyId, ids: &[i64]) -> Result<Vec<i64>> {
    queries::delete_unused_states(tx, company, ids)
}

/// Deletes those of these labels that no task has and nobody has changed; answers which.
pub fn take_back_labels(tx: &mut Tx, company: CompanyId, ids: &[i64]) -> Result<Vec<i64>> {
    queries::delete_unused_labels(tx, company, ids)
}

/// Whether a project has any task, in the trash or not.
pub fn has_tasks(conn: &mut Conn, company: CompanyId, project: ProjectId) -> Result<bool> {
    queries::has_tasks(conn, company, project)
}

/// Deletes those of these comments that are as they were made, without files; answers which.
pub fn take_back_comments(tx: &mut Tx, company: CompanyId, ids: &[i64]) -> Result<Vec<i64>> {
    let gone = queries::delete_unused_comments(tx, company, ids)?;
    queries::delete_docs(tx, company, Kind::Comment, &gone)?;
    Ok(gone)
}

/// Deletes those of these attachments that are as they were made; answers which. They are links:
/// of a file somebody else must take care.
pub fn take_back_links(tx: &mut Tx, company: CompanyId, ids: &[i64]) -> Result<Vec<i64>> {
    let gone = queries::delete_unused_links(tx, company, ids)?;
    queries::delete_docs(tx, company, Kind::File, &gone)?;
    Ok(gone)
}

/// Deletes those of these checklist items that are as they were made; answers which.
pub fn take_back_items(tx: &mut Tx, company: CompanyId, ids: &[i64]) -> Result<Vec<i64>> {
    let (tasks, now) = (queries::tasks_of_items(tx, company, ids)?, tx.now());
    let gone = queries::delete_unused_items(tx, company, ids)?;
    tasks::queries::touch_all(tx, company, &tasks, now)?;
    Ok(gone)
}

/// Those of these people whom anything in a company's projects names, in the trash or not.
pub fn people_in_use(conn: &mut Conn, company: CompanyId, ids: &[i64]) -> Result<HashSet<i64>> {
    queries::people_in_use(conn, company, ids)
}
