//! `POST /tasks/{task}/move`.

use axum::extract::State;
use axum::response::Response;
use blimp_accounts::Actor;
use blimp_app::Blimp;
use blimp_http::{self as http, Caller, Json, Path, Problem, Result};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::actions;
use crate::place::TaskId;
use crate::projects::{self, ProjectId};
use crate::states::StateId;
use crate::tasks::api::{TaskBody, answer, check_fresh};
use crate::tasks::policy;

/// The routes of moves.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new().routes(routes!(move_task))
}

/// Where a task shall go.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Destination {
    /// Another project of the same company, in which the caller works too.
    project_id: ProjectId,
    /// A state of that project; the first of the same kind where nothing is said.
    state: Option<StateId>,
}

/// Move a task, with its subtasks, to another project.
#[utoipa::path(post, path = "/tasks/{task}/move", tag = "tasks", params(("task" = TaskId, Path)),
    request_body = Destination, responses((status = 200, body = TaskBody), Problem))]
async fn move_task(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<TaskId>,
    Json(to): Json<Destination>,
) -> Result<Response> {
    http::write(&blimp.db, caller.clone(), move |tx| {
        let task = policy::edit(tx, &actor, id)?;
        check_fresh(tx, &caller, &actor, &task)?;
        let target = projects::policy::work(tx, &actor, to.project_id)?;
        let task = actions::move_to(tx, &actor, task, &target, to.state)?;
        answer(tx, &actor, task)
    })
    .await
}
