//! Who may do what with attachments.

use blimp_accounts::Actor;
use blimp_files::uploads::{Upload, UploadId};
use blimp_kit::{Error, Instant, May, Result};
use blimp_store::Conn;

use super::{Attachment, AttachmentId, queries};
use crate::comments::policy::open;
use crate::comments::{self, CommentId};
use crate::place::TaskId;
use crate::tasks::{self, Task};

/// See what hangs on a task.
#[derive(Debug)]
pub enum Read {}
/// Attach to a task.
#[derive(Debug)]
pub enum Attach {}
/// Remove an attachment.
#[derive(Debug)]
pub enum Remove {}
/// Bring a removed attachment back.
#[derive(Debug)]
pub enum Restore {}

/// An attachment and the task it hangs on.
#[derive(Debug, Clone)]
pub struct Hanging {
    /// The file or link.
    pub attachment: Attachment,
    /// The task.
    pub task: Task,
}

/// A task, and the comment on it that attachments come with.
#[derive(Debug, Clone)]
pub struct Hook {
    /// The task.
    pub task: Task,
    /// A comment of the caller's own.
    pub comment: Option<CommentId>,
}

/// Whoever sees the task.
pub fn read(conn: &mut Conn, actor: &Actor, task: TaskId) -> Result<May<Read, Task>> {
    Ok(May::granted(tasks::queries::get(conn, actor, task)?))
}

/// Whoever sees the task, clients too, unless its project is archived; to a comment its author.
pub fn attach(
    conn: &mut Conn,
    actor: &Actor,
    task: TaskId,
    comment: Option<CommentId>,
) -> Result<May<Attach, Hook>> {
    let task = tasks::queries::get(conn, actor, task)?;
    open(conn, &task)?;
    if let Some(id) = comment {
        let found = match comments::queries::get(conn, actor, id) {
            Err(Error::NotFound) => None,
            found => Some(found?.0),
        };
        let own = found.is_some_and(|c| c.author_id == actor.user && c.task_id == task.id);
        if !own {
            let words = "Expected a comment of yours on this task.";
            return Err(Error::invalid("comment_id", "unknown", words));
        }
    }
    Ok(May::granted(Hook { task, comment }))
}

/// Whoever began the upload, while they may attach to its task.
pub fn complete(
    conn: &mut Conn,
    actor: &Actor,
    (id, now): (UploadId, Instant),
    comment: Option<CommentId>,
) -> Result<(Upload, May<Attach, Hook>)> {
    let upload = queries::get_upload(conn, actor, id, now)?;
    let hook = attach(conn, actor, TaskId(upload.owner_id), comment)?;
    Ok((upload, hook))
}

/// Whoever attached it, and everybody who works here: all but clients.
pub fn remove(conn: &mut Conn, actor: &Actor, id: AttachmentId) -> Result<May<Remove, Hanging>> {
    let (attachment, task) = queries::get(conn, actor, id)?;
    may_remove(actor, &attachment)?;
    open(conn, &task)?;
    Ok(May::granted(Hanging { attachment, task }))
}

/// Whoever could have removed it; for everybody else it is not there.
pub fn restore(conn: &mut Conn, actor: &Actor, id: AttachmentId) -> Result<May<Restore, Hanging>> {
    let (attachment, task) = queries::get_trashed(conn, actor, id)?;
    may_remove(actor, &attachment).or(Err(Error::NotFound))?;
    open(conn, &task)?;
    Ok(May::granted(Hanging { attachment, task }))
}

fn may_remove(actor: &Actor, attachment: &Attachment) -> Result {
    if attachment.created_by == actor.user || actor.is_staff_of(attachment.company_id) {
        return Ok(());
    }
    Err(Error::forbidden(
        "Clients remove only what they attached themselves.",
    ))
}
