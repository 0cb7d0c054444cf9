//! Routes of presence.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use blimp_accounts::Actor;
use blimp_app::Blimp;
use blimp_http::{Json, Path, Problem, Reply, Result};
use blimp_kit::Error;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{PresenceBody, policy, queries};
use crate::place::TaskId;

/// The routes of presence.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new().routes(routes!(list_viewers, look_at_task, leave_task))
}

/// What somebody does at a task.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LookInput {
    /// Whether they are writing there.
    #[serde(default)]
    typing: bool,
}

/// Who looks at a task now.
#[utoipa::path(get, path = "/tasks/{task}/presence", tag = "tasks",
    params(("task" = TaskId, Path)), responses((status = 200, body = PresenceBody), Problem))]
async fn list_viewers(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<TaskId>,
) -> Result<Json<PresenceBody>> {
    answer(&blimp, actor, id).await
}

/// Say that one looks at a task, every 20 seconds; who says nothing for 45 seconds is gone.
///
/// Answers who is there. Whoever looks is told of the others by `GET /live`, as events called
/// `presence` with the same body. Nothing of this is kept.
#[utoipa::path(put, path = "/tasks/{task}/presence", tag = "tasks",
    params(("task" = TaskId, Path)), request_body = LookInput,
    responses((status = 200, body = PresenceBody), Problem))]
async fn look_at_task(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<TaskId>,
    Json(input): Json<LookInput>,
) -> Result<Json<PresenceBody>> {
    may_look(&blimp, &actor, id).await?;
    let presence = blimp.feed.presence();
    presence.here(id.0, actor.user.0, input.typing).await;
    answer(&blimp, actor, id).await
}

/// Say that one does not look at a task any more.
#[utoipa::path(delete, path = "/tasks/{task}/presence", tag = "tasks",
    params(("task" = TaskId, Path)), responses((status = 204), Problem))]
async fn leave_task(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<TaskId>,
) -> Result<Response> {
    may_look(&blimp, &actor, id).await?;
    blimp.feed.presence().leave(id.0, actor.user.0).await;
    Ok(Reply::no_content().into_response())
}

async fn may_look(blimp: &Blimp, actor: &Actor, id: TaskId) -> blimp_kit::Result {
    let actor = actor.clone();
    let may = move |conn: &mut blimp_store::Conn| policy::look(conn, &actor, id).map(drop);
    blimp.db.read(may).await
}

async fn answer(blimp: &Blimp, actor: Actor, id: TaskId) -> Result<Json<PresenceBody>> {
    let there = blimp.feed.presence().list(id.0).await;
    let read = move |conn: &mut blimp_store::Conn| queries::find(conn, &actor, id, &there);
    let found = blimp.db.read(read).await?;
    Ok(Json(found.ok_or(Error::NotFound)?))
}
