//! What can be done with exports.

use blimp_accounts::Actor;
use blimp_accounts::companies::Company;
use blimp_accounts::companies::policy::Administer;
use blimp_files::{FileId, NewFile, Received};
use blimp_kit::{Error, May, Result};
use blimp_store::Tx;

use crate::exports::events::{ExportAsked, ExportFinished, ExportProgressed};
use crate::exports::model::{Export, ExportStatus, KEPT};
use crate::exports::policy::Remove;
use crate::exports::queries::{self, End};

/// Asks for all that a company has. The caller enqueues the work.
pub fn ask(tx: &mut Tx, actor: &Actor, company: &May<Administer, Company>) -> Result<Export> {
    let now = tx.now();
    let at_work = || {
        Error::conflict(
            "export.at_work",
            "An export of this company is being made; wait for its end.",
        )
    };
    let export = queries::add(tx, company.id, actor.user, now)?.ok_or_else(at_work)?;
    tx.record(&ExportAsked {
        export: export.id,
        company: export.company_id,
        by: export.created_by,
    })?;
    Ok(export)
}

/// Steps that are told of an export, from nothing to all.
const STEPS: i64 = 20;

/// Notes how far an export has come, and tells it now and then; false where it is over.
pub(crate) fn progress(
    tx: &mut Tx,
    export: &Export,
    (before, done, total): (i64, i64, i64),
) -> Result<bool> {
    if !queries::set_progress(tx, export.company_id, export.id, (done, total))? {
        return Ok(false);
    }
    let step = |done: i64| done * STEPS / total.max(1);
    if before == 0 || step(before) != step(done) {
        tx.record(&ExportProgressed {
            export: export.id,
            company: export.company_id,
            by: export.created_by,
            done,
            total,
        })?;
    }
    Ok(true)
}

/// Keeps the archive and ends the export well; nothing where it was ended meanwhile.
pub(crate) fn finish(tx: &mut Tx, export: &Export, archive: &Received) -> Result {
    let now = tx.now();
    let day = now.date();
    let new = NewFile {
        owner_kind: "export",
        name: format!("blimp-export-{day}.zip"),
        created_by: Some(export.created_by.0),
        quota_bytes: None,
    };
    let file = blimp_files::keep(tx, archive, &new)?;
    let end = End {
        status: ExportStatus::Done,
        file: Some((file.id.0, file.bytes)),
        error: None,
        at: now,
        expires_at: Some(now + KEPT),
    };
    if !queries::set_over(tx, export.company_id, export.id, &end)? {
        return blimp_files::remove(tx, &file);
    }
    finished(tx, export, ExportStatus::Done)
}

/// Ends an export that cannot be made.
pub(crate) fn fail(tx: &mut Tx, export: &Export, why: &str) -> Result {
    let end = End {
        status: ExportStatus::Failed,
        file: None,
        error: Some(why),
        at: tx.now(),
        expires_at: None,
    };
    if queries::set_over(tx, export.company_id, export.id, &end)? {
        finished(tx, export, ExportStatus::Failed)?;
    }
    Ok(())
}

fn finished(tx: &mut Tx, export: &Export, status: ExportStatus) -> Result {
    tx.record(&ExportFinished {
        export: export.id,
        company: export.company_id,
        by: export.created_by,
        status,
    })?;
    Ok(())
}

/// Deletes the archive of an export, or stops one that is at work.
pub fn remove(tx: &mut Tx, export: &May<Remove, Export>) -> Result {
    match export.status {
        ExportStatus::Queued | ExportStatus::Running => fail(tx, export, "It was stopped."),
        ExportStatus::Done => expire(tx, export),
        ExportStatus::Failed | ExportStatus::Expired => Err(Error::NotFound),
    }
}

/// Deletes the archive of an export.
fn expire(tx: &mut Tx, export: &Export) -> Result {
    let company = Some(export.company_id.0);
    if let Some(id) = export.file_id
        && let Some(file) = blimp_files::queries::find(tx, company, FileId(id))?
    {
        blimp_files::remove(tx, &file)?;
    }
    queries::set_expired(tx, export)
}

/// Deletes archives that are too old, `limit` at a time; says how many.
pub(crate) fn sweep(tx: &mut Tx, limit: i64) -> Result<usize> {
    let now = tx.now();
    let old = queries::list_expired(tx, now, limit)?;
    old.iter().try_for_each(|export| expire(tx, export))?;
    Ok(old.len())
}
