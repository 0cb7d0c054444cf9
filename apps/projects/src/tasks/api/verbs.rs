//! What can be done with a task and undone: closing, reviewing, putting away, restoring.

use axum::extract::State;
use axum::response::Response;
use blimp_accounts::Actor;
use blimp_app::Blimp;
use blimp_http::{self as http, Caller, Json, Path, Problem, Result};
use blimp_kit::May;
use blimp_store::{Conn, Tx};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bodies::{TaskBody, answer, check_fresh};
use crate::place::TaskId;
use crate::tasks::model::Task;
use crate::tasks::{actions, policy};
use crate::text::Body;

pub(super) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(close_task, reopen_task))
        .routes(routes!(approve_task))
        .routes(routes!(return_task))
        .routes(routes!(archive_task, unarchive_task))
        .routes(routes!(restore_task))
}

/// Who does something with which task, and where.
pub(super) struct At(
    pub(super) Blimp,
    pub(super) Caller,
    pub(super) Actor,
    pub(super) TaskId,
);

impl At {
    /// Does `act` where `may` allows it and the caller's copy is not old; answers with the task.
    pub(super) async fn turn<A: 'static>(
        self,
        may: fn(&mut Conn, &Actor, TaskId) -> blimp_kit::Result<May<A, Task>>,
        act: impl FnOnce(&mut Tx, &Actor, May<A, Task>) -> blimp_kit::Result<Task> + Send + 'static,
    ) -> Result<Response> {
        let Self(blimp, caller, actor, id) = self;
        http::write(&blimp.db, caller.clone(), move |tx| {
            let task = may(tx, &actor, id)?;
            check_fresh(tx, &caller, &actor, &task)?;
            let task = act(tx, &actor, task)?;
            answer(tx, &actor, task)
        })
        .await
    }
}

/// Close a task: it goes into the first state of kind `done`.
#[utoipa::path(post, path = "/tasks/{task}/closure", tag = "tasks",
    params(("task" = TaskId, Path)), responses((status = 200, body = TaskBody), Problem))]
async fn close_task(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<TaskId>,
) -> Result<Response> {
    At(blimp, caller, actor, id)
        .turn(policy::edit, actions::close)
        .await
}

/// Open a closed task again: it goes back to the state before.
#[utoipa::path(delete, path = "/tasks/{task}/closure", tag = "tasks",
    params(("task" = TaskId, Path)), responses((status = 200, body = TaskBody), Problem))]
async fn reopen_task(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<TaskId>,
) -> Result<Response> {
    At(blimp, caller, actor, id)
        .turn(policy::edit, actions::reopen)
        .await
}

/// What a reviewer says.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ApprovalNote {
    /// Becomes a comment, Markdown.
    comment: Option<Body>,
}

/// Say that what is up for review is good, which closes the task. Clients may, too.
#[utoipa::path(post, path = "/tasks/{task}/approval", tag = "tasks",
    params(("task" = TaskId, Path)), request_body = Option<ApprovalNote>,
    responses((status = 200, body = TaskBody), Problem))]
async fn approve_task(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<TaskId>,
    note: Option<Json<Option<ApprovalNote>>>,
) -> Result<Response> {
    let note = note.and_then(|Json(note)| note?.comment);
    At(blimp, caller, actor, id)
        .turn(policy::review, move |tx, actor, task| {
            actions::approve(tx, actor, task, note)
        })
        .await
}

/// What is missing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReturnNote {
    /// Becomes a comment, Markdown; not empty.
    comment: Body,
}

/// Say that what is up for review needs more work. Clients may, too.
#[utoipa::path(post, path = "/tasks/{task}/return", tag = "tasks",
    params(("task" = TaskId, Path)), request_body = ReturnNote,
    responses((status = 200, body = TaskBody), Problem))]
async fn return_task(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<TaskId>,
    Json(note): Json<ReturnNote>,
) -> Result<Response> {
    At(blimp, caller, actor, id)
        .turn(policy::review, move |tx, actor, task| {
            actions::send_back(tx, actor, task, &note.comment)
        })
        .await
}

/// Put a task away: lists and boards leave it out unless asked.
#[utoipa::path(post, path = "/tasks/{task}/archiving", tag = "tasks",
    params(("task" = TaskId, Path)), responses((status = 200, body = TaskBody), Problem))]
async fn archive_task(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<TaskId>,
) -> Result<Response> {
    At(blimp, caller, actor, id)
        .turn(policy::edit, actions::archive)
        .await
}

/// Take a task out again.
#[utoipa::path(delete, path = "/tasks/{task}/archiving", tag = "tasks",
    params(("task" = TaskId, Path)), responses((status = 200, body = TaskBody), Problem))]
async fn unarchive_task(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<TaskId>,
) -> Result<Response> {
    At(blimp, caller, actor, id)
        .turn(policy::edit, actions::unarchive)
        .await
}

/// Take a task out of the trash, with the subtasks that were thrown away with it.
#[utoipa::path(post, path = "/tasks/{task}/restoration", tag = "tasks",
    params(("task" = TaskId, Path)), responses((status = 200, body = TaskBody), Problem))]
async fn restore_task(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<TaskId>,
) -> Result<Response> {
    At(blimp, caller, actor, id)
        .turn(policy::restore, actions::restore)
        .await
}
