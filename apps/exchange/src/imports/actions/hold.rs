//! Imports that were rehearsed and wait: confirming one, or giving it up.

use blimp_files::FileId;
use blimp_kit::{Error, May, Result};
use blimp_store::Tx;

use crate::imports::events::ImportStarted;
use crate::imports::model::Import;
use crate::imports::policy::Manage;
use crate::imports::queries;

/// Says that a rehearsed import is meant. The caller enqueues the work.
pub fn confirm(tx: &mut Tx, import: &May<Manage, Import>) -> Result<Import> {
    let at = tx.now();
    if !queries::set_confirmed(tx, import, at)? {
        return Err(not_held());
    }
    started(tx, import)?;
    queries::find(tx, import.company_id, import.id)?.ok_or(Error::NotFound)
}

/// Gives up an import that was rehearsed and not confirmed: its file and row are gone.
pub fn give_up(tx: &mut Tx, import: &May<Manage, Import>) -> Result {
    if import.held_at.is_none() {
        return Err(not_held());
    }
    discard(tx, import)
}

fn not_held() -> Error {
    Error::conflict(
        "import.not_held",
        "This import does not wait to be confirmed.",
    )
}

/// Deletes the row and the file of an import that waits.
pub(super) fn discard(tx: &mut Tx, import: &Import) -> Result {
    if let Some(id) = import.file_id {
        let company = Some(import.company_id.0);
        if let Some(file) = blimp_files::queries::find(tx, company, FileId(id))? {
            blimp_files::remove(tx, &file)?;
        }
    }
    queries::remove_held(tx, import)
}

/// Gives up imports that nobody has confirmed since `since`, `limit` at a time; says how many.
pub(crate) fn sweep(tx: &mut Tx, since: blimp_kit::Instant, limit: i64) -> Result<usize> {
    let old = queries::list_held(tx, since, limit)?;
    old.iter().try_for_each(|import| discard(tx, import))?;
    Ok(old.len())
}

pub(super) fn started(tx: &mut Tx, import: &Import) -> Result {
    tx.record(&ImportStarted {
        import: import.id,
        company: import.company_id,
        by: import.created_by,
        name: import.name.clone(),
    })?;
    Ok(())
}
