//! What can be done with attachments.

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_files::uploads::{self, Plan, Upload};
use blimp_files::{FileId, NewFile, Received};
use blimp_kit::{Error, Instant, May, Result};
use blimp_store::Tx;

use super::events::{Attached, AttachmentAdded, AttachmentRemoved, AttachmentRestored};
use super::model::NewAttachment;
use super::policy::{Attach, Hanging, Hook, Remove, Restore};
use super::{Attachment, Link, queries};
use crate::comments::CommentId;
use crate::place::{Place, Titled};
use crate::search::{self, Doc, Kind};

/// Attaches received files, all of them or none; `Full` with the code `files.quota` where the
/// company has no room for them.
pub fn attach(
    tx: &mut Tx,
    actor: &Actor,
    hook: May<Attach, Hook>,
    files: &[(Received, String)],
) -> Result<Vec<Attachment>> {
    let Hook { task, comment } = hook.into_inner();
    let quota_bytes = queries::quota(tx, task.company_id)?;
    let mut attached = Vec::with_capacity(files.len());
    for (received, name) in files {
        let new = NewFile {
            owner_kind: "task",
            name: name.clone(),
            created_by: Some(actor.user.0),
            quota_bytes,
        };
        let file = blimp_files::keep(tx, received, &new)?;
        let it = Hung {
            file: Some(file.id),
            url: None,
            name: &file.name,
            comment,
        };
        attached.push(hang(tx, &task.titled(), (actor.user, None), &it)?);
    }
    Ok(attached)
}

/// Begins a planned upload; `Full` with the code `files.quota` where the company has no room for
/// it beside what else is on its way.
pub fn begin(tx: &mut Tx, hook: May<Attach, Hook>, plan: &Plan) -> Result<Upload> {
    let quota_bytes = queries::quota(tx, hook.into_inner().task.company_id)?;
    uploads::begin(tx, plan, quota_bytes)
}

/// Attaches what an upload brought; `Conflict` with the code `upload.done` where somebody else was
/// quicker.
pub fn complete(
    tx: &mut Tx,
    actor: &Actor,
    hook: May<Attach, Hook>,
    (upload, received): (&Upload, Option<&Received>),
) -> Result<Attachment> {
    let quicker = || Error::conflict("upload.done", "This upload was just completed.");
    let received = received.ok_or_else(quicker)?.clone();
    let attached = attach(tx, actor, hook, &[(received, upload.name.clone())])?.pop();
    let row = attached.ok_or_else(quicker)?;
    let file = row.file_id.ok_or_else(quicker)?;
    if uploads::done(tx, upload, file)? {
        return Ok(row);
    }
    Err(quicker())
}

/// Attaches a link to somewhere else.
pub fn link(
    tx: &mut Tx,
    actor: &Actor,
    hook: May<Attach, Hook>,
    link: &Link,
) -> Result<Attachment> {
    let Hook { task, comment } = hook.into_inner();
    let it = Hung {
        file: None,
        url: Some(&link.url),
        name: &link.name,
        comment,
    };
    hang(tx, &task.titled(), (actor.user, None), &it)
}

/// Takes over a link from elsewhere, with who attached it and when. Records nothing: the import
/// does.
pub fn import(
    tx: &mut Tx,
    at: &Place,
    (by, when): (UserId, Instant),
    link: &Link,
) -> Result<Attachment> {
    let it = Hung {
        file: None,
        url: Some(&link.url),
        name: &link.name,
        comment: None,
    };
    insert(tx, at, (by, Some(when)), &it)
}

/// Moves an attachment to the trash; its file is not served any more.
pub fn remove(tx: &mut Tx, actor: &Actor, it: May<Remove, Hanging>) -> Result {
    let Hanging { attachment, task } = it.into_inner();
    let now = tx.now();
    let Some(gone) = queries::set_trashed(tx, &attachment, now)? else {
        return Ok(());
    };
    if let Some(file) = file(tx, &gone)? {
        blimp_files::trash(tx, &file)?;
    }
    search::actions::remove(tx, gone.company_id, Kind::File, gone.id)?;
    tx.record(&AttachmentRemoved(Attached::new(
        task.titled(),
        actor.user,
        &gone,
    )))?;
    Ok(())
}

/// Brings an attachment back from the trash.
pub fn restore(tx: &mut Tx, actor: &Actor, it: May<Restore, Hanging>) -> Result<Attachment> {
    let Hanging { attachment, task } = it.into_inner();
    let Some(back) = queries::set_restored(tx, &attachment)? else {
        return Ok(attachment);
    };
    if let Some(file) = file(tx, &back)? {
        blimp_files::restore(tx, &file)?;
    }
    find_by(tx, &back)?;
    tx.record(&AttachmentRestored(Attached::new(
        task.titled(),
        actor.user,
        &back,
    )))?;
    Ok(back)
}

/// What hangs itself on a task.
struct Hung<'a> {
    file: Option<FileId>,
    url: Option<&'a str>,
    name: &'a str,
    comment: Option<CommentId>,
}

fn hang(
    tx: &mut Tx,
    of: &Titled,
    by: (UserId, Option<Instant>),
    it: &Hung<'_>,
) -> Result<Attachment> {
    let row = insert(tx, of, by, it)?;
    tx.record(&AttachmentAdded(Attached::new(of.clone(), by.0, &row)))?;
    Ok(row)
}

fn insert(
    tx: &mut Tx,
    at: &Place,
    (by, when): (UserId, Option<Instant>),
    it: &Hung<'_>,
) -> Result<Attachment> {
    let row = NewAttachment {
        company_id: at.company,
        project_id: at.project,
        task_id: at.task,
        comment_id: it.comment,
        file_id: it.file,
        url: it.url,
        name: it.name,
        created_by: by,
        created_at: when.unwrap_or(tx.now()),
    };
    let row = queries::insert(tx, &row)?;
    find_by(tx, &row)?;
    Ok(row)
}

fn file(tx: &mut Tx, row: &Attachment) -> Result<Option<blimp_files::File>> {
    match row.file_id {
        Some(id) => blimp_files::queries::find(tx, Some(row.company_id.0), id),
        None => Ok(None),
    }
}

fn find_by(tx: &mut Tx, row: &Attachment) -> Result {
    search::actions::put(
        tx,
        &Doc {
            company: row.company_id,
            project: row.project_id,
            task: row.task_id,
            kind: Kind::File,
            subject_id: row.id.into(),
            title: &row.name,
            body: row.url.as_deref().unwrap_or_default(),
        },
    )
}

/// Gives what one person attached to another; nothing is recorded, for nothing new hangs there.
pub(crate) fn replace_owner(tx: &mut Tx, company: CompanyId, from: UserId, to: UserId) -> Result {
    queries::replace_owner(tx, company, (from, to))
}
