//! Routes of comments.

use axum::extract::State;
use blimp_accounts::Actor;
use blimp_app::Blimp;
use blimp_http::{Caller, Filter, Json, Path, Problem, Reply, Result, etag};
use blimp_kit::{Instant, Page, PageParams};
use blimp_store::Conn;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::model::Order;
use super::{Comment, CommentId, actions, policy, queries};
use crate::markdown::Written;
use crate::people::{self, PersonBody};
use crate::place::TaskId;
use crate::text::Body;

/// The routes of comments.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_comments, add_comment))
        .routes(routes!(get_comment, edit_comment, delete_comment))
        .routes(routes!(restore_comment))
}

/// What somebody said about a task.
#[derive(Debug, Serialize, ToSchema)]
struct CommentBody {
    id: CommentId,
    task_id: TaskId,
    author: PersonBody,
    /// Markdown.
    text: Body,
    /// The same as safe HTML.
    html: String,
    created_at: Instant,
    /// When its author last changed it.
    #[schema(required)]
    edited_at: Option<Instant>,
}

/// What to say.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CommentInput {
    /// Markdown; `@[Ana Lopez](12)` mentions a person.
    #[schema(value_type = String, min_length = 1, max_length = 100_000)]
    text: Body,
}

blimp_kit::words!(
    /// Which comments come first.
    CommentOrder {
        /// As they were said.
        Oldest = "oldest",
        /// The other way round.
        Newest = "newest",
    }
);

/// Which comments.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CommentFilter {
    /// `oldest` (where nothing is said) or `newest` first.
    #[param(inline)]
    order: Option<CommentOrder>,
    /// Rows a page, 1 to 100; 50 where nothing is said.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

fn bodies(
    conn: &mut Conn,
    actor: &Actor,
    rows: Vec<Comment>,
) -> blimp_kit::Result<Vec<CommentBody>> {
    let Some(company) = rows.first().map(|row| row.company_id) else {
        return Ok(Vec::new());
    };
    let authors: Vec<_> = rows.iter().map(|row| row.author_id).collect();
    let people = people::queries::bodies(conn, actor, company, &authors)?;
    let body = |row: Comment| CommentBody {
        id: row.id,
        task_id: row.task_id,
        author: people.get(row.author_id),
        text: row.text,
        html: row.html,
        created_at: row.created_at,
        edited_at: row.edited_at,
    };
    Ok(rows.into_iter().map(body).collect())
}

fn body(conn: &mut Conn, actor: &Actor, row: Comment) -> blimp_kit::Result<CommentBody> {
    let one = bodies(conn, actor, vec![row])?.pop();
    one.ok_or_else(|| blimp_kit::Error::fault("a comment has a body"))
}

fn tag(actor: &Actor, comment: &Comment) -> String {
    etag::of(comment.version, actor.rights(comment.company_id))
}

fn reply(conn: &mut Conn, actor: &Actor, comment: Comment) -> blimp_kit::Result<Reply> {
    let tag = tag(actor, &comment);
    Ok(Reply::ok(&body(conn, actor, comment)?)?.etag(&tag))
}

/// Refuses a caller whose copy of the comment is old, and shows it as it is.
fn check_fresh(
    conn: &mut Conn,
    caller: &Caller,
    actor: &Actor,
    comment: &Comment,
) -> blimp_kit::Result {
    caller.expects(&tag(actor, comment), || reply(conn, actor, comment.clone()))
}

/// List what was said about a task.
#[utoipa::path(get, path = "/tasks/{task}/comments", tag = "comments",
    params(("task" = TaskId, Path), CommentFilter),
    responses((status = 200, body = Page<CommentBody>), Problem))]
async fn list_comments(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(task): Path<TaskId>,
    Filter(CommentFilter {
        order,
        limit,
        cursor,
    }): Filter<CommentFilter>,
) -> Result<Json<Page<CommentBody>>> {
    let order = if order == Some(CommentOrder::Newest) {
        Order::NewestFirst
    } else {
        Order::OldestFirst
    };
    let read = move |conn: &mut Conn| {
        let task = policy::read(conn, &actor, task)?;
        let page = queries::list(conn, &task, order, &PageParams { limit, cursor })?;
        Ok(Page {
            items: bodies(conn, &actor, page.items)?,
            next: page.next,
        })
    };
    Ok(Json(blimp.db.read(read).await?))
}

/// Comment on a task.
#[utoipa::path(post, path = "/tasks/{task}/comments", tag = "comments",
    params(("task" = TaskId, Path)),
    request_body = CommentInput,
    responses((status = 201, body = CommentBody), Problem))]
async fn add_comment(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(task): Path<TaskId>,
    Json(input): Json<CommentInput>,
) -> Result {
    let written = Written::from(input.text);
    let work = move |tx: &mut blimp_store::Tx| {
        let task = policy::add(tx, &actor, task)?;
        let comment = actions::add(tx, &actor, task, &written)?;
        let (place, tag) = (
            format!("/api/v1/comments/{}", comment.id),
            tag(&actor, &comment),
        );
        Ok(Reply::created(&place, &body(tx, &actor, comment)?)?.etag(&tag))
    };
    blimp_http::write(&blimp.db, caller, work).await
}

/// Read a comment.
#[utoipa::path(get, path = "/comments/{comment}", tag = "comments",
    params(("comment" = CommentId, Path)),
    responses((status = 200, body = CommentBody), Problem))]
async fn get_comment(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<CommentId>,
) -> Result<Reply> {
    let read = move |conn: &mut Conn| {
        let (comment, _) = queries::get(conn, &actor, id)?;
        reply(conn, &actor, comment)
    };
    Ok(blimp.db.read(read).await?)
}

/// Change what one said.
#[utoipa::path(patch, path = "/comments/{comment}", tag = "comments",
    params(("comment" = CommentId, Path)),
    request_body = CommentInput,
    responses((status = 200, body = CommentBody), Problem))]
async fn edit_comment(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<CommentId>,
    Json(input): Json<CommentInput>,
) -> Result {
    let (written, expected) = (Written::from(input.text), caller.clone());
    let work = move |tx: &mut blimp_store::Tx| {
        let said = policy::edit(tx, &actor, id)?;
        check_fresh(tx, &expected, &actor, &said.comment)?;
        let comment = actions::edit(tx, &actor, said, &written)?;
        reply(tx, &actor, comment)
    };
    blimp_http::write(&blimp.db, caller, work).await
}

/// Delete a comment.
#[utoipa::path(delete, path = "/comments/{comment}", tag = "comments",
    params(("comment" = CommentId, Path)),
    responses((status = 204), Problem))]
async fn delete_comment(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<CommentId>,
) -> Result {
    let expected = caller.clone();
    let work = move |tx: &mut blimp_store::Tx| {
        let said = policy::delete(tx, &actor, id)?;
        check_fresh(tx, &expected, &actor, &said.comment)?;
        actions::delete(tx, &actor, said)?;
        Ok(Reply::no_content())
    };
    blimp_http::write(&blimp.db, caller, work).await
}

/// Bring a deleted comment back.
#[utoipa::path(post, path = "/comments/{comment}/restoration", tag = "comments",
    params(("comment" = CommentId, Path)),
    responses((status = 200, body = CommentBody), Problem))]
async fn restore_comment(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<CommentId>,
) -> Result {
    let expected = caller.clone();
    let work = move |tx: &mut blimp_store::Tx| {
        let said = policy::restore(tx, &actor, id)?;
        check_fresh(tx, &expected, &actor, &said.comment)?;
        let comment = actions::restore(tx, &actor, said)?;
        reply(tx, &actor, comment)
    };
    blimp_http::write(&blimp.db, caller, work).await
}
