//! Imports that wait to be confirmed, and imports that are taken back.

use std::collections::HashSet;

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::{Instant, Result};
use blimp_projects::attachments::schema::attachments;
use blimp_projects::checklists::schema::checklist_items;
use blimp_projects::comments::schema::comments;
use blimp_projects::projects::ProjectId;
use blimp_store::Conn;
use diesel::dsl::not;
use diesel::prelude::*;

use crate::imports::model::{Import, ImportKind, ImportStatus};
use crate::imports::schema::{import_rows, imports};

/// Lets an import that waits begin; false where it does not wait.
pub(crate) fn set_confirmed(conn: &mut Conn, import: &Import, at: Instant) -> Result<bool> {
    let held = imports::table
        .filter(imports::company_id.eq(import.company_id))
        .filter(imports::id.eq(import.id))
        .filter(imports::held_at.is_not_null());
    let n = diesel::update(held)
        .set((
            imports::held_at.eq(None::<Instant>),
            imports::report.eq(None::<String>),
            imports::updated_at.eq(at),
            imports::version.eq(imports::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Deletes an import that waits.
pub(crate) fn remove_held(conn: &mut Conn, import: &Import) -> Result {
    let held = imports::table
        .filter(imports::company_id.eq(import.company_id))
        .filter(imports::id.eq(import.id))
        .filter(imports::held_at.is_not_null());
    diesel::delete(held).execute(conn)?;
    Ok(())
}

/// Imports that wait since before `since`.
pub(crate) fn list_held(conn: &mut Conn, since: Instant, limit: i64) -> Result<Vec<Import>> {
    Ok(imports::table
        .filter(imports::held_at.le(since))
        .order(imports::held_at)
        .limit(limit)
        .select(Import::as_select())
        .load(conn)?)
}

/// Notes that an import is being taken back; false where it is already.
pub(crate) fn set_reversing(
    conn: &mut Conn,
    import: &Import,
    (by, at): (UserId, Instant),
    reversal: &str,
) -> Result<bool> {
    let over = imports::table
        .filter(imports::company_id.eq(import.company_id))
        .filter(imports::id.eq(import.id))
        .filter(imports::reversing_at.is_null())
        .filter(imports::status.eq_any([ImportStatus::Done, ImportStatus::Failed]));
    let n = diesel::update(over)
        .set((
            imports::reversing_at.eq(at),
            imports::reversed_by.eq(by),
            imports::reversal.eq(reversal),
            imports::version.eq(imports::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// How far taking back has come.
pub(crate) struct Reversing<'a> {
    pub(crate) reversal: &'a str,
    pub(crate) over: bool,
    pub(crate) at: Instant,
}

/// Notes how far taking back has come; false where it is over.
pub(crate) fn set_reversal(conn: &mut Conn, import: &Import, to: &Reversing<'_>) -> Result<bool> {
    let open = imports::table
        .filter(imports::company_id.eq(import.company_id))
        .filter(imports::id.eq(import.id))
        .filter(imports::status.ne(ImportStatus::Undone));
    let status = if to.over {
        ImportStatus::Undone
    } else {
        import.status
    };
    let n = diesel::update(open)
        .set((
            imports::status.eq(status),
            imports::reversal.eq(to.reversal),
            imports::updated_at.eq(to.at),
            imports::version.eq(imports::version + 1),
        ))
        .execute(conn)?;
    Ok(n == 1)
}

/// Things of a kind that an import made and no later one has brought up to date, by our ids.
pub(crate) fn list_made(
    conn: &mut Conn,
    (import, project): (&Import, ProjectId),
    kind: ImportKind,
    after: i64,
    limit: i64,
) -> Result<Vec<(String, i64)>> {
    Ok(import_rows::table
        .filter(import_rows::company_id.eq(import.company_id))
        .filter(import_rows::project_id.eq(project))
        .filter(import_rows::import_id.eq(import.id))
        .filter(import_rows::kind.eq(kind))
        .filter(import_rows::version.eq(1))
        .filter(import_rows::row_id.gt(after))
        .order(import_rows::row_id)
        .limit(limit)
        .select((import_rows::source_id, import_rows::row_id))
        .load(conn)?)
}

/// Forgets what things became, so that a later import makes them anew.
pub(crate) fn forget(
    conn: &mut Conn,
    (company, project): (CompanyId, ProjectId),
    kind: ImportKind,
    ids: &[&str],
) -> Result {
    let some = import_rows::table
        .filter(import_rows::company_id.eq(company))
        .filter(import_rows::project_id.eq(project))
        .filter(import_rows::kind.eq(kind))
        .filter(import_rows::source_id.eq_any(ids));
    diesel::delete(some).execute(conn)?;
    Ok(())
}

/// What became of comments, links or items that an import made.
#[derive(Debug, Default)]
pub(crate) struct Fates {
    /// They went with their tasks.
    pub(crate) gone: Vec<i64>,
    /// They hang on tasks that were there before the import.
    pub(crate) added: Vec<i64>,
}

/// What became of these comments, links or items. Those of tasks that the import made and that
/// stay are in neither list.
pub(crate) fn fates(
    conn: &mut Conn,
    (import, project): (&Import, ProjectId),
    (kind, ids): (ImportKind, &[i64]),
) -> Result<Fates> {
    macro_rules! there {
        ($table:ident) => {
            $table::table
                .filter($table::company_id.eq(import.company_id))
                .filter($table::id.eq_any(ids.to_vec()))
                .select(($table::id, $table::task_id))
                .load::<(i64, i64)>(conn)?
        };
    }
    let there = match kind {
        ImportKind::Comment => there!(comments),
        ImportKind::Link => there!(attachments),
        ImportKind::Item => there!(checklist_items),
        _ => return Ok(Fates::default()),
    };
    let tasks: Vec<i64> = there.iter().map(|(_, task)| *task).collect();
    let before = tasks_before(conn, (import, project), tasks)?;
    let is_there = |id: &i64| there.iter().any(|(other, _)| other == id);
    Ok(Fates {
        gone: ids.iter().copied().filter(|id| !is_there(id)).collect(),
        added: there
            .iter()
            .filter(|(_, task)| before.contains(task))
            .map(|(id, _)| *id)
            .collect(),
    })
}

/// Those of these tasks that an earlier import made: it is the last that knows of them, or this
/// one has found and changed them. Of tasks that a later import has changed nobody knows.
fn tasks_before(
    conn: &mut Conn,
    (import, project): (&Import, ProjectId),
    tasks: Vec<i64>,
) -> Result<HashSet<i64>> {
    if tasks.is_empty() {
        return Ok(HashSet::new());
    }
    let found = import_rows::import_id
        .eq(import.id)
        .and(import_rows::version.gt(1));
    let before: Vec<i64> = import_rows::table
        .filter(import_rows::company_id.eq(import.company_id))
        .filter(import_rows::project_id.eq(project))
        .filter(import_rows::kind.eq(ImportKind::Card))
        .filter(import_rows::row_id.eq_any(tasks))
        .filter(import_rows::import_id.lt(import.id).or(found))
        .select(import_rows::row_id)
        .load(conn)?;
    Ok(before.into_iter().collect())
}

/// Those of these people whom no other import knows, unless it was taken back itself.
pub(crate) fn people_of_one(
    conn: &mut Conn,
    (import, project): (&Import, ProjectId),
    ids: &[i64],
) -> Result<Vec<i64>> {
    let undone = imports::table
        .filter(imports::company_id.eq(import.company_id))
        .filter(imports::status.eq(ImportStatus::Undone))
        .select(imports::id);
    let own = import_rows::import_id
        .eq(import.id)
        .and(import_rows::project_id.eq(project));
    let others: Vec<i64> = import_rows::table
        .filter(import_rows::company_id.eq(import.company_id))
        .filter(import_rows::kind.eq(ImportKind::Member))
        .filter(import_rows::row_id.eq_any(ids.to_vec()))
        .filter(not(own))
        .filter(import_rows::import_id.ne_all(undone))
        .select(import_rows::row_id)
        .load(conn)?;
    let mut alone = ids.to_vec();
    alone.retain(|id| !others.contains(id));
    Ok(alone)
}
