//! Routes of states.

mod heir;

use axum::extract::State as Given;
use axum::response::Response;
use blimp_accounts::Actor;
use blimp_app::Blimp;
use blimp_http::{
    Caller, Filter, Json, Path, Problem, Reply, Result, double_option, etag, present, write,
};
use blimp_kit::Page;
use blimp_store::{Conn, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::projects::{ProjectId, policy as projects};
use crate::states::api::heir::Heir;
use crate::states::{Kind, NewState, Patch, State, StateId, actions, policy, queries};
use crate::text::Tag;

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_states, create_state))
        .routes(routes!(edit_state, remove_state))
}

/// A column of a project's board.
#[derive(Debug, Serialize, ToSchema)]
pub struct StateBody {
    /// Its id.
    pub id: StateId,
    /// The project.
    pub project_id: ProjectId,
    /// What it is called.
    pub name: Tag,
    /// What it means.
    pub kind: Kind,
}

impl From<State> for StateBody {
    fn from(state: State) -> Self {
        Self {
            id: state.id,
            project_id: state.project_id,
            name: state.name,
            kind: state.kind,
        }
    }
}

fn tag(actor: &Actor, state: &State) -> String {
    etag::of(state.version, actor.rights(state.company_id))
}

fn reply(actor: &Actor, state: State) -> blimp_kit::Result<Reply> {
    let tag = tag(actor, &state);
    Ok(Reply::ok(&StateBody::from(state))?.etag(&tag))
}

/// List the states of a project, in order, all on one page.
#[utoipa::path(get, path = "/projects/{project}/states", tag = "states",
    responses((status = 200, body = Page<StateBody>), Problem))]
async fn list_states(
    Given(blimp): Given<Blimp>,
    actor: Actor,
    Path(id): Path<ProjectId>,
) -> Result<Json<Page<StateBody>>> {
    let read = move |conn: &mut Conn| {
        let project = projects::view(conn, &actor, id)?;
        queries::list(conn, project.company_id, project.id)
    };
    let items = blimp
        .db
        .read(read)
        .await?
        .into_iter()
        .map(StateBody::from)
        .collect();
    Ok(Json(Page { items, next: None }))
}

/// A state to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateState {
    /// What it is called.
    name: Tag,
    /// What it means.
    kind: Kind,
    /// The state it stands behind; null for the first place, the last where nothing is said.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<StateId>)]
    #[expect(clippy::option_option, reason = "a merge patch tells absent from null")]
    after: Option<Option<StateId>>,
}

/// Add a state to a project.
#[utoipa::path(post, path = "/projects/{project}/states", tag = "states", request_body = CreateState,
    responses((status = 201, body = StateBody), Problem))]
async fn create_state(
    Given(blimp): Given<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<ProjectId>,
    Json(body): Json<CreateState>,
) -> Result<Response> {
    let new = NewState {
        name: body.name,
        kind: body.kind,
        after: body.after,
    };
    let work = move |tx: &mut Tx| {
        let project = projects::work(tx, &actor, id)?;
        let state = actions::create(tx, &actor, &project, &new)?;
        let (tag, location) = (tag(&actor, &state), format!("/api/v1/states/{}", state.id));
        Ok(Reply::created(&location, &StateBody::from(state))?.etag(&tag))
    };
    write(&blimp.db, caller, work).await
}

/// What to change about a state; what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EditState {
    /// What it is called.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    name: Option<Tag>,
    /// The state to stand behind; null for the first place.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<StateId>)]
    #[expect(clippy::option_option, reason = "a merge patch tells absent from null")]
    after: Option<Option<StateId>>,
}

/// Change a state's name or place.
#[utoipa::path(patch, path = "/states/{state}", tag = "states", request_body = EditState,
    responses((status = 200, body = StateBody), Problem))]
async fn edit_state(
    Given(blimp): Given<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<StateId>,
    Json(edit): Json<EditState>,
) -> Result<Response> {
    let (patch, ask) = (
        Patch {
            name: edit.name,
            after: edit.after,
        },
        caller.clone(),
    );
    let work = move |tx: &mut Tx| {
        let state = policy::edit(tx, &actor, id)?;
        ask.expects(&tag(&actor, &state), || reply(&actor, state.clone()))?;
        let state = actions::edit(tx, &actor, &state, patch)?;
        reply(&actor, state)
    };
    write(&blimp.db, caller, work).await
}

/// Remove a state; its tasks go to another.
#[utoipa::path(delete, path = "/states/{state}", tag = "states",
    params(Heir), responses((status = 204), Problem))]
async fn remove_state(
    Given(blimp): Given<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<StateId>,
    Filter(heir): Filter<Heir>,
) -> Result<Response> {
    let ask = caller.clone();
    let work = move |tx: &mut Tx| {
        let state = policy::edit(tx, &actor, id)?;
        ask.expects(&tag(&actor, &state), || reply(&actor, state.clone()))?;
        actions::remove(tx, &actor, &state, heir.to)?;
        Ok(Reply::no_content())
    };
    write(&blimp.db, caller, work).await
}
