//! All SQL about attachments.

use std::collections::HashMap;

use blimp_accounts::{Actor, CompanyId, UserId, entitlements};
use blimp_files::schema::file;
use blimp_files::uploads::{self, Upload, UploadId};
use blimp_files::{File, FileId, State};
use blimp_kit::{Error, Instant, Page, PageParams, Result};
use blimp_store::{Conn, on_each};
use diesel::connection::Connection;
use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::model::{AttachmentKind, NewAttachment};
use super::schema::attachments;
use super::{Attachment, AttachmentId};
use crate::place::TaskId;
use crate::projects::{Project, ProjectId};
use crate::tasks::schema::tasks as task;
use crate::tasks::{self, Task};

type Boxed = attachments::BoxedQuery<'static, <Conn as Connection>::Backend>;

/// Of the actor's companies; whether the task may be seen the caller of this asks.
fn owned_by(actor: &Actor) -> Boxed {
    attachments::table
        .filter(attachments::company_id.eq_any(actor.companies()))
        .into_boxed()
}

/// Visibility has one source: the task, where it is now.
fn shown(conn: &mut Conn, actor: &Actor, query: Boxed) -> Result<(Attachment, Task)> {
    let row: Option<Attachment> = query
        .select(Attachment::as_select())
        .first(conn)
        .optional()?;
    let row = row.ok_or(Error::NotFound)?;
    let task = tasks::queries::get(conn, actor, row.task_id)?;
    Ok((row, task))
}

/// An attachment and its task; not found where the task may not be seen.
pub fn get(conn: &mut Conn, actor: &Actor, id: AttachmentId) -> Result<(Attachment, Task)> {
    let row = owned_by(actor).filter(attachments::id.eq(id));
    shown(conn, actor, row.filter(attachments::trashed_at.is_null()))
}

/// A removed attachment of a task that may be seen.
pub fn get_trashed(conn: &mut Conn, actor: &Actor, id: AttachmentId) -> Result<(Attachment, Task)> {
    let row = owned_by(actor).filter(attachments::id.eq(id));
    shown(
        conn,
        actor,
        row.filter(attachments::trashed_at.is_not_null()),
    )
}

/// A file that hangs on a task that may be seen.
pub fn get_file(conn: &mut Conn, actor: &Actor, id: FileId) -> Result<File> {
    let row = owned_by(actor).filter(attachments::file_id.eq(id));
    let (row, _) = shown(conn, actor, row.filter(attachments::trashed_at.is_null()))?;
    let file = blimp_files::queries::find(conn, Some(row.company_id.0), id)?;
    file.filter(|file| file.state == State::Ready)
        .ok_or(Error::NotFound)
}

/// The attachment of a file, on a task that may be seen.
pub fn get_by_file(conn: &mut Conn, actor: &Actor, id: FileId) -> Result<Attachment> {
    let row = owned_by(actor).filter(attachments::file_id.eq(id));
    Ok(shown(conn, actor, row.filter(attachments::trashed_at.is_null()))?.0)
}

/// An upload that the actor began for a task, until it is forgotten; not found for others.
pub fn get_upload(conn: &mut Conn, actor: &Actor, id: UploadId, now: Instant) -> Result<Upload> {
    let found = uploads::find(conn, id, now)?;
    let own = found.filter(|upload| {
        upload.owner_kind == "task"
            && upload.created_by == actor.user.0
            && actor.companies().contains(&CompanyId(upload.company_id))
    });
    own.ok_or(Error::NotFound)
}

/// What hangs on a task that the caller was shown to see, oldest first.
pub fn list(conn: &mut Conn, task: &Task, page: &PageParams) -> Result<Page<Attachment>> {
    let limit = page.limit()?;
    let after = page.after::<AttachmentId>()?.unwrap_or(AttachmentId(0));
    let rows = attachments::table
        .filter(attachments::company_id.eq(task.company_id))
        .filter(attachments::task_id.eq(task.id))
        .filter(attachments::trashed_at.is_null())
        .filter(attachments::id.gt(after))
        .order(attachments::id)
        .limit(limit + 1)
        .select(Attachment::as_select())
        .load(conn)?;
    Ok(Page::cut(rows, limit, |row: &Attachment| row.id))
}

/// What hangs on the tasks of a project that the caller was shown to see, newest first; with the
/// number and the title of its task.
pub fn list_of_project(
    conn: &mut Conn,
    project: &Project,
    kind: Option<AttachmentKind>,
    page: &PageParams,
) -> Result<Page<(Attachment, i64, String)>> {
    let limit = page.limit()?;
    let hook = task::company_id
        .eq(attachments::company_id)
        .and(task::id.eq(attachments::task_id));
    let mut rows = attachments::table
        .inner_join(task::table.on(hook))
        .filter(attachments::company_id.eq(project.company_id))
        .filter(attachments::project_id.eq(project.id))
        .filter(attachments::trashed_at.is_null())
        .filter(task::trashed_at.is_null())
        .into_boxed::<<Conn as Connection>::Backend>();
    let picture = file::table
        .filter(file::company_id.eq(attachments::company_id.nullable()))
        .filter(file::id.nullable().eq(attachments::file_id))
        .filter(file::content_type.like("image/%"));
    rows = match kind {
        None => rows,
        Some(AttachmentKind::Link) => rows.filter(attachments::url.is_not_null()),
        Some(AttachmentKind::Picture) => rows.filter(exists(picture)),
        Some(AttachmentKind::Document) => rows
            .filter(attachments::file_id.is_not_null())
            .filter(not(exists(picture))),
    };
    if let Some(after) = page.after::<AttachmentId>()? {
        rows = rows.filter(attachments::id.lt(after));
    }
    let found = rows
        .order(attachments::id.desc())
        .limit(limit + 1)
        .select((Attachment::as_select(), task::number, task::title))
        .load(conn)?;
    Ok(Page::cut(found, limit, |(row, ..): &(Attachment, _, _)| {
        row.id
    }))
}

/// The files behind attachments of one company, in one statement.
pub fn files_of(conn: &mut Conn, rows: &[Attachment]) -> Result<HashMap<FileId, File>> {
    let Some(company) = rows.first().map(|row| row.company_id.0) else {
        return Ok(HashMap::new());
    };
    let ids: Vec<FileId> = rows.iter().filter_map(|row| row.file_id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let files = blimp_files::queries::list_by_id(conn, Some(company), &ids)?;
    Ok(files.into_iter().map(|file| (file.id, file)).collect())
}

/// How many bytes of files a company may have; none for as many as it likes.
pub fn quota(conn: &mut Conn, company: CompanyId) -> Result<Option<i64>> {
    entitlements::limit(conn, company, "storage_bytes")
}

/// Whether a company has used up what it may have.
pub fn is_full(conn: &mut Conn, company: CompanyId) -> Result<bool> {
    let Some(quota) = quota(conn, company)? else {
        return Ok(false);
    };
    Ok(blimp_files::queries::usage(conn, company.0)? >= quota)
}

/// Whether somebody has attached this link to a task before: imports ask.
pub fn has_link(conn: &mut Conn, company: CompanyId, task: TaskId, url: &str) -> Result<bool> {
    let same = attachments::table
        .filter(attachments::company_id.eq(company))
        .filter(attachments::task_id.eq(task))
        .filter(attachments::url.eq(url));
    Ok(diesel::select(exists(same)).get_result(conn)?)
}

pub(super) fn insert(conn: &mut Conn, row: &NewAttachment<'_>) -> Result<Attachment> {
    Ok(on_each!(conn, c => diesel::insert_into(attachments::table)
        .values(row).returning(Attachment::as_returning()).get_result(c))?)
}

macro_rules! raised {
    ($conn:expr, $before:expr, $only:expr, $set:expr) => {
        on_each!($conn, c => diesel::update(
                attachments::table
                    .filter(attachments::company_id.eq($before.company_id))
                    .filter(attachments::id.eq($before.id))
                    .filter($only),
            )
            .set(($set, attachments::version.eq(attachments::version + 1)))
            .returning(Attachment::as_returning())
            .get_result(c))
        .optional()?
    };
}

/// Moves an attachment to the trash; none where it is there.
pub(super) fn set_trashed(
    conn: &mut Conn,
    it: &Attachment,
    at: Instant,
) -> Result<Option<Attachment>> {
    let set = attachments::trashed_at.eq(at);
    Ok(raised!(conn, it, attachments::trashed_at.is_null(), set))
}

/// Takes an attachment out of the trash; none where it is not there.
pub(super) fn set_restored(conn: &mut Conn, it: &Attachment) -> Result<Option<Attachment>> {
    let set = attachments::trashed_at.eq(None::<Instant>);
    Ok(raised!(
        conn,
        it,
        attachments::trashed_at.is_not_null(),
        set
    ))
}

/// Makes one person the owner of all that another attached in a company.
pub(super) fn replace_owner(
    conn: &mut Conn,
    company: CompanyId,
    (from, to): (UserId, UserId),
) -> Result {
    let all = attachments::table
        .filter(attachments::company_id.eq(company))
        .filter(attachments::created_by.eq(from));
    diesel::update(all)
        .set((
            attachments::created_by.eq(to),
            attachments::version.eq(attachments::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes that a task, with what hangs on it, is in another project now.
pub fn move_task(conn: &mut Conn, company: CompanyId, task: TaskId, project: ProjectId) -> Result {
    let all = attachments::table
        .filter(attachments::company_id.eq(company))
        .filter(attachments::task_id.eq(task));
    diesel::update(all)
        .set((
            attachments::project_id.eq(project),
            attachments::version.eq(attachments::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Who made each of these rows.
pub(super) fn authors(rows: &[Attachment]) -> Vec<UserId> {
    rows.iter().map(|row| row.created_by).collect()
}
