//! Routes of goals.

mod bodies;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use blimp_accounts::Actor;
use blimp_app::Blimp;
use blimp_http::{Caller, Filter, Json, Path, Problem, Reply, Result, write};
use blimp_kit::{May, Page, PageParams};
use blimp_store::{Conn, Tx};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::goals::api::bodies::{
    CreateGoal, EditGoal, GoalBody, GoalFilter, bodies, check_fresh, reply,
};
use crate::goals::{Goal, GoalId, NewGoal, Patch, Shown, actions, policy, queries};
use crate::projects::{ProjectId, policy as projects};

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_goals, create_goal))
        .routes(routes!(get_goal, edit_goal, trash_goal))
        .routes(routes!(close_goal, reopen_goal))
        .routes(routes!(restore_goal))
}

/// Who does something with which goal, and where.
struct At(Blimp, Caller, Actor, GoalId);

impl At {
    /// Does `act` where `may` allows it and the caller's copy is not old; answers with the goal.
    async fn turn<A: 'static>(
        self,
        may: fn(&mut Conn, &Actor, GoalId) -> blimp_kit::Result<May<A, Goal>>,
        act: fn(&mut Tx, &Actor, &May<A, Goal>) -> blimp_kit::Result<Goal>,
    ) -> Result<Response> {
        let Self(blimp, caller, actor, id) = self;
        write(&blimp.db, caller.clone(), move |tx| {
            let goal = may(tx, &actor, id)?;
            check_fresh(tx, &caller, &actor, &goal)?;
            let goal = act(tx, &actor, &goal)?;
            reply(tx, &actor, goal, false)
        })
        .await
    }
}

/// List the goals of a project, in order.
#[utoipa::path(get, path = "/projects/{project}/goals", tag = "goals",
    params(GoalFilter),
    responses((status = 200, body = Page<GoalBody>), Problem))]
async fn list_goals(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<ProjectId>,
    Filter(filter): Filter<GoalFilter>,
) -> Result<Json<Page<GoalBody>>> {
    let read = move |conn: &mut Conn| {
        let project = projects::view(conn, &actor, id)?;
        let page = PageParams {
            limit: filter.limit,
            cursor: filter.cursor,
        };
        let shown = filter.closed.unwrap_or(Shown::All);
        let page = queries::list(conn, &actor, &project, shown, &page)?;
        bodies(conn, &actor, page)
    };
    Ok(Json(blimp.db.read(read).await?))
}

/// Add a goal to a project, behind the others.
#[utoipa::path(post, path = "/projects/{project}/goals", tag = "goals", request_body = CreateGoal,
    responses((status = 201, body = GoalBody), Problem))]
async fn create_goal(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<ProjectId>,
    Json(body): Json<CreateGoal>,
) -> Result<Response> {
    let new = NewGoal::from(body);
    let work = move |tx: &mut Tx| {
        let project = projects::work(tx, &actor, id)?;
        let goal = actions::create(tx, &actor, &project, &new)?;
        reply(tx, &actor, goal, true)
    };
    write(&blimp.db, caller, work).await
}

/// Read a goal.
#[utoipa::path(get, path = "/goals/{goal}", tag = "goals",
    responses((status = 200, body = GoalBody), Problem))]
async fn get_goal(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<GoalId>,
) -> Result<Response> {
    let read = move |conn: &mut Conn| {
        let goal = policy::view(conn, &actor, id)?;
        reply(conn, &actor, goal.into_inner(), false)
    };
    Ok(blimp.db.read(read).await?.into_response())
}

/// Change a goal.
#[utoipa::path(patch, path = "/goals/{goal}", tag = "goals", request_body = EditGoal,
    responses((status = 200, body = GoalBody), Problem))]
async fn edit_goal(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<GoalId>,
    Json(edit): Json<EditGoal>,
) -> Result<Response> {
    let (patch, ask) = (Patch::from(edit), caller.clone());
    let work = move |tx: &mut Tx| {
        let goal = policy::edit(tx, &actor, id)?;
        check_fresh(tx, &ask, &actor, &goal)?;
        let goal = actions::edit(tx, &actor, &goal, patch)?;
        reply(tx, &actor, goal, false)
    };
    write(&blimp.db, caller, work).await
}

/// Throw a goal away; its tasks stay, and it can be restored.
#[utoipa::path(delete, path = "/goals/{goal}", tag = "goals",
    responses((status = 204), Problem))]
async fn trash_goal(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<GoalId>,
) -> Result<Response> {
    let ask = caller.clone();
    let work = move |tx: &mut Tx| {
        let goal = policy::edit(tx, &actor, id)?;
        check_fresh(tx, &ask, &actor, &goal)?;
        actions::trash(tx, &actor, &goal)?;
        Ok(Reply::no_content())
    };
    write(&blimp.db, caller, work).await
}

/// Take a goal out of the trash.
#[utoipa::path(post, path = "/goals/{goal}/restoration", tag = "goals", responses((status = 200, body = GoalBody), Problem))]
async fn restore_goal(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<GoalId>,
) -> Result<Response> {
    At(blimp, caller, actor, id)
        .turn(policy::restore, actions::restore)
        .await
}

/// Close a goal; its tasks stay as they are.
#[utoipa::path(post, path = "/goals/{goal}/closure", tag = "goals", responses((status = 200, body = GoalBody), Problem))]
async fn close_goal(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<GoalId>,
) -> Result<Response> {
    At(blimp, caller, actor, id)
        .turn(policy::edit, actions::close)
        .await
}

/// Open a goal again.
#[utoipa::path(delete, path = "/goals/{goal}/closure", tag = "goals", responses((status = 200, body = GoalBody), Problem))]
async fn reopen_goal(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<GoalId>,
) -> Result<Response> {
    At(blimp, caller, actor, id)
        .turn(policy::edit, actions::reopen)
        .await
}
