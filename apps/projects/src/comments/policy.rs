//! Who may do what with comments.

use blimp_accounts::{Actor, Role};
use blimp_kit::{Error, May, Result};
use blimp_store::Conn;

use super::{Comment, CommentId, queries};
use crate::place::TaskId;
use crate::projects;
use crate::tasks::{self, Task};

/// See a task's comments.
#[derive(Debug)]
pub enum Read {}
/// Comment on a task.
#[derive(Debug)]
pub enum Add {}
/// Change what one said.
#[derive(Debug)]
pub enum Edit {}
/// Delete a comment.
#[derive(Debug)]
pub enum Delete {}
/// Bring a deleted comment back.
#[derive(Debug)]
pub enum Restore {}

/// A comment and the task it is about.
#[derive(Debug, Clone)]
pub struct Said {
    /// What was said.
    pub comment: Comment,
    /// About what.
    pub task: Task,
}

/// Whoever sees the task.
pub fn read(conn: &mut Conn, actor: &Actor, task: TaskId) -> Result<May<Read, Task>> {
    Ok(May::granted(tasks::queries::get(conn, actor, task)?))
}

/// Whoever sees the task, clients too, unless its project is archived.
pub fn add(conn: &mut Conn, actor: &Actor, task: TaskId) -> Result<May<Add, Task>> {
    let task = tasks::queries::get(conn, actor, task)?;
    open(conn, &task)?;
    Ok(May::granted(task))
}

/// Its author only: nobody puts words into somebody else's mouth.
pub fn edit(conn: &mut Conn, actor: &Actor, id: CommentId) -> Result<May<Edit, Said>> {
    let (comment, task) = queries::get(conn, actor, id)?;
    if comment.author_id != actor.user {
        return Err(Error::forbidden("Only its author may change a comment."));
    }
    open(conn, &task)?;
    Ok(May::granted(Said { comment, task }))
}

/// Its author, owners and admins.
pub fn delete(conn: &mut Conn, actor: &Actor, id: CommentId) -> Result<May<Delete, Said>> {
    let (comment, task) = queries::get(conn, actor, id)?;
    authors_or_admins(actor, &comment)?;
    open(conn, &task)?;
    Ok(May::granted(Said { comment, task }))
}

/// Its author, owners and admins; for everybody else a deleted comment is not there.
pub fn restore(conn: &mut Conn, actor: &Actor, id: CommentId) -> Result<May<Restore, Said>> {
    let (comment, task) = queries::get_trashed(conn, actor, id)?;
    authors_or_admins(actor, &comment).or(Err(Error::NotFound))?;
    open(conn, &task)?;
    Ok(May::granted(Said { comment, task }))
}

fn authors_or_admins(actor: &Actor, comment: &Comment) -> Result {
    let role = actor.role_in(comment.company_id);
    if comment.author_id == actor.user || role.is_some_and(Role::administers) {
        return Ok(());
    }
    Err(Error::forbidden(
        "Only its author, owners and admins may delete a comment.",
    ))
}

/// Refuses where the task's project is archived: all in it is read-only.
pub(crate) fn open(conn: &mut Conn, task: &Task) -> Result {
    let project = projects::queries::find_any(conn, task.company_id, task.project_id)?;
    if project.ok_or(Error::NotFound)?.archived_at.is_some() {
        return Err(Error::conflict(
            "project.archived",
            "This project is archived.",
        ));
    }
    Ok(())
}
