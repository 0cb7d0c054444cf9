//! All SQL about comments.

use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_kit::{Error, Instant, Page, PageParams, Result};
use blimp_store::{Conn, on_each};
use diesel::connection::Connection;
use diesel::prelude::*;

use super::model::{NewComment, Order};
use super::schema::comments;
use super::{Comment, CommentId};
use crate::markdown::Written;
use crate::place::TaskId;
use crate::projects::ProjectId;
use crate::tasks::{self, Task};

type Boxed = comments::BoxedQuery<'static, <Conn as Connection>::Backend>;

/// Of the actor's companies; whether the task may be seen the caller of this asks.
fn owned_by(actor: &Actor, id: CommentId) -> Boxed {
    comments::table
        .filter(comments::company_id.eq_any(actor.companies()))
        .filter(comments::id.eq(id))
        .into_boxed()
}

/// Visibility has one source: the task, where it is now.
fn shown(conn: &mut Conn, actor: &Actor, query: Boxed) -> Result<(Comment, Task)> {
    let comment: Option<Comment> = query.select(Comment::as_select()).first(conn).optional()?;
    let comment = comment.ok_or(Error::NotFound)?;
    let task = tasks::queries::get(conn, actor, comment.task_id)?;
    Ok((comment, task))
}

/// A comment that was not deleted, with its task; not found where the task may not be seen.
pub fn get(conn: &mut Conn, actor: &Actor, id: CommentId) -> Result<(Comment, Task)> {
    shown(
        conn,
        actor,
        owned_by(actor, id).filter(comments::trashed_at.is_null()),
    )
}

/// A deleted comment of a task that may be seen.
pub fn get_trashed(conn: &mut Conn, actor: &Actor, id: CommentId) -> Result<(Comment, Task)> {
    shown(
        conn,
        actor,
        owned_by(actor, id).filter(comments::trashed_at.is_not_null()),
    )
}

/// The comments of a task that the caller was shown to see.
pub fn list(
    conn: &mut Conn,
    task: &Task,
    order: Order,
    page: &PageParams,
) -> Result<Page<Comment>> {
    let limit = page.limit()?;
    let after: Option<(Instant, CommentId)> = page.after()?;
    let mut query = comments::table
        .filter(comments::company_id.eq(task.company_id))
        .filter(comments::task_id.eq(task.id))
        .filter(comments::trashed_at.is_null())
        .limit(limit + 1)
        .select(Comment::as_select())
        .into_boxed::<<Conn as Connection>::Backend>();
    query = match order {
        Order::OldestFirst => query.order((comments::created_at.asc(), comments::id.asc())),
        Order::NewestFirst => query.order((comments::created_at.desc(), comments::id.desc())),
    };
    if let Some((at, id)) = after {
        let (same, later, earlier) = (
            comments::created_at.eq(at),
            comments::created_at.gt(at),
            comments::created_at.lt(at),
        );
        query = match order {
            Order::OldestFirst => query.filter(later.or(same.and(comments::id.gt(id)))),
            Order::NewestFirst => query.filter(earlier.or(same.and(comments::id.lt(id)))),
        };
    }
    let rows = query.load(conn)?;
    Ok(Page::cut(rows, limit, |row: &Comment| {
        (row.created_at, row.id)
    }))
}

/// Inserts a comment; none where one was made from the same fact before.
pub(super) fn insert(conn: &mut Conn, row: &NewComment<'_>) -> Result<Option<Comment>> {
    Ok(on_each!(conn, c => diesel::insert_into(comments::table)
        .values(row)
        .on_conflict_do_nothing()
        .returning(Comment::as_returning())
        .get_result(c))
    .optional()?)
}

macro_rules! raised {
    ($conn:expr, $before:expr, $only:expr, $set:expr) => {
        on_each!($conn, c => diesel::update(
                comments::table
                    .filter(comments::company_id.eq($before.company_id))
                    .filter(comments::id.eq($before.id))
                    .filter($only),
            )
            .set(($set, comments::version.eq(comments::version + 1)))
            .returning(Comment::as_returning())
            .get_result(c))
        .optional()?
    };
}

/// Changes the text; none where the row is not `before` any more.
pub(super) fn set_text(
    conn: &mut Conn,
    before: &Comment,
    written: &Written,
    at: Instant,
) -> Result<Option<Comment>> {
    let same = comments::version
        .eq(before.version)
        .and(comments::trashed_at.is_null());
    let set = (
        comments::text.eq(&written.text),
        comments::html.eq(&written.html),
        comments::edited_at.eq(at),
    );
    Ok(raised!(conn, before, same, set))
}

/// Moves a comment to the trash; none where it is there.
pub(super) fn set_trashed(conn: &mut Conn, it: &Comment, at: Instant) -> Result<Option<Comment>> {
    Ok(raised!(
        conn,
        it,
        comments::trashed_at.is_null(),
        comments::trashed_at.eq(at)
    ))
}

/// Takes a comment out of the trash; none where it is not there.
pub(super) fn set_restored(conn: &mut Conn, it: &Comment) -> Result<Option<Comment>> {
    let set = comments::trashed_at.eq(None::<Instant>);
    Ok(raised!(conn, it, comments::trashed_at.is_not_null(), set))
}

/// Makes one person the author of all that another said in a company.
pub(super) fn replace_author(
    conn: &mut Conn,
    company: CompanyId,
    (from, to): (UserId, UserId),
) -> Result {
    let all = comments::table
        .filter(comments::company_id.eq(company))
        .filter(comments::author_id.eq(from));
    diesel::update(all)
        .set((
            comments::author_id.eq(to),
            comments::version.eq(comments::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes that a task, with its comments, is in another project now.
pub fn move_task(conn: &mut Conn, company: CompanyId, task: TaskId, project: ProjectId) -> Result {
    let all = comments::table
        .filter(comments::company_id.eq(company))
        .filter(comments::task_id.eq(task));
    diesel::update(all)
        .set((
            comments::project_id.eq(project),
            comments::version.eq(comments::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}
