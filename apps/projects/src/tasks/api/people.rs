//! Who is responsible for a task, and who watches it.

use axum::extract::State;
use axum::response::Response;
use blimp_accounts::{Actor, UserId};
use blimp_app::Blimp;
use blimp_http::{self as http, Caller, Json, Path, Problem, Reply, Result};
use blimp_store::Conn;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::bodies::{TaskBody, check_fresh};
use super::verbs::At;
use crate::people::{self, PersonBody};
use crate::place::TaskId;
use crate::tasks::model::Task;
use crate::tasks::{actions, policy};
use crate::watchers;

pub(super) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(assign_task, unassign_task))
        .routes(routes!(list_watchers))
        .routes(routes!(watch_task, unwatch_task))
}

/// Somebody in a path: an id, or `me`.
#[derive(Debug, Clone, Copy)]
enum Who {
    Me,
    User(UserId),
}

impl Who {
    const fn user(self, actor: &Actor) -> UserId {
        match self {
            Self::Me => actor.user,
            Self::User(id) => id,
        }
    }
}

impl<'de> Deserialize<'de> for Who {
    fn deserialize<D: Deserializer<'de>>(from: D) -> std::result::Result<Self, D::Error> {
        match String::deserialize(from)?.as_str() {
            "me" => Ok(Self::Me),
            text => text.parse().map(Self::User).map_err(D::Error::custom),
        }
    }
}

/// Make somebody responsible for a task. They must be able to see its project.
#[utoipa::path(put, path = "/tasks/{task}/assignees/{user}", tag = "tasks",
    params(("task" = TaskId, Path),
        ("user" = String, Path, description = "A user's id, or `me`.", pattern = "^(me|[1-9][0-9]*)$")),
    responses((status = 200, body = TaskBody), Problem))]
async fn assign_task(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path((id, who)): Path<(TaskId, Who)>,
) -> Result<Response> {
    let user = who.user(&actor);
    At(blimp, caller, actor, id)
        .turn(policy::edit, move |tx, actor, task| {
            actions::assign(tx, actor, task, user)
        })
        .await
}

/// Take the responsibility for a task from somebody.
#[utoipa::path(delete, path = "/tasks/{task}/assignees/{user}", tag = "tasks",
    params(("task" = TaskId, Path),
        ("user" = String, Path, description = "A user's id, or `me`.", pattern = "^(me|[1-9][0-9]*)$")),
    responses((status = 204), Problem))]
async fn unassign_task(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path((id, who)): Path<(TaskId, Who)>,
) -> Result<Response> {
    http::write(&blimp.db, caller.clone(), move |tx| {
        let task = policy::edit(tx, &actor, id)?;
        check_fresh(tx, &caller, &actor, &task)?;
        actions::unassign(tx, &actor, &task, who.user(&actor))?;
        Ok(Reply::no_content())
    })
    .await
}

/// Who watches a task.
#[derive(Debug, Serialize, ToSchema)]
struct WatchersBody {
    /// In the order in which they began.
    items: Vec<PersonBody>,
    /// Always null: the list is whole.
    #[schema(required)]
    next: Option<String>,
    /// Whether the caller is one of them.
    watching: bool,
}

fn body(conn: &mut Conn, actor: &Actor, task: &Task) -> blimp_kit::Result<WatchersBody> {
    let users = watchers::queries::list(conn, task.company_id, task.id)?;
    let people = people::queries::bodies(conn, actor, task.company_id, &users)?;
    Ok(WatchersBody {
        items: users.iter().map(|user| people.get(*user)).collect(),
        next: None,
        watching: users.contains(&actor.user),
    })
}

/// Who watches a task.
#[utoipa::path(get, path = "/tasks/{task}/watchers", tag = "tasks",
    params(("task" = TaskId, Path)), responses((status = 200, body = WatchersBody), Problem))]
async fn list_watchers(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<TaskId>,
) -> Result<Json<WatchersBody>> {
    let read = move |conn: &mut Conn| {
        let task = policy::view(conn, &actor, id)?;
        body(conn, &actor, &task)
    };
    Ok(Json(blimp.db.read(read).await?))
}

/// Make somebody a watcher; everybody who sees a task may watch it.
#[utoipa::path(put, path = "/tasks/{task}/watchers/{user}", tag = "tasks",
    params(("task" = TaskId, Path),
        ("user" = String, Path, description = "A user's id, or `me`.", pattern = "^(me|[1-9][0-9]*)$")),
    responses((status = 200, body = WatchersBody), Problem))]
async fn watch_task(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path((id, who)): Path<(TaskId, Who)>,
) -> Result<Response> {
    http::write(&blimp.db, caller, move |tx| {
        let user = who.user(&actor);
        let task = policy::watch(tx, &actor, id, user)?;
        actions::watch(tx, &actor, &task, user)?;
        Reply::ok(&body(tx, &actor, &task)?)
    })
    .await
}

/// Stop somebody watching.
#[utoipa::path(delete, path = "/tasks/{task}/watchers/{user}", tag = "tasks",
    params(("task" = TaskId, Path),
        ("user" = String, Path, description = "A user's id, or `me`.", pattern = "^(me|[1-9][0-9]*)$")),
    responses((status = 204), Problem))]
async fn unwatch_task(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path((id, who)): Path<(TaskId, Who)>,
) -> Result<Response> {
    http::write(&blimp.db, caller, move |tx| {
        let user = who.user(&actor);
        let task = policy::watch(tx, &actor, id, user)?;
        actions::unwatch(tx, &actor, &task, user)?;
        Ok(Reply::no_content())
    })
    .await
}
