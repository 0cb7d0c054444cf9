//! Routes of who is in a project.

use axum::extract::State;
use axum::response::Response;
use blimp_accounts::{Actor, Role, UserId};
use blimp_app::Blimp;
use blimp_http::{Caller, Filter, Json, Path, Problem, Reply, Result, write};
use blimp_kit::{Instant, Page};
use blimp_store::{Conn, Tx};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::paging::Paging;
use crate::people::{Member, PersonBody, actions, queries};
use crate::projects::{ProjectId, policy};

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_project_people))
        .routes(routes!(add_project_person, remove_project_person))
}

/// Somebody who sees a project.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProjectPersonBody {
    /// Who.
    pub person: PersonBody,
    /// What they are in the company.
    pub role: Role,
    /// When they were added to the project; null for who sees it by their role alone.
    #[schema(required)]
    pub added_at: Option<Instant>,
}

impl From<Member> for ProjectPersonBody {
    fn from(member: Member) -> Self {
        Self {
            person: member.person,
            role: member.role,
            added_at: member.added_at,
        }
    }
}

/// List who sees a project, as far as the caller may know.
#[utoipa::path(get, path = "/projects/{project}/people", tag = "projects",
    params(Paging),
    responses((status = 200, body = Page<ProjectPersonBody>), Problem))]
async fn list_project_people(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<ProjectId>,
    Filter(paging): Filter<Paging>,
) -> Result<Json<Page<ProjectPersonBody>>> {
    let read = move |conn: &mut Conn| {
        let project = policy::view(conn, &actor, id)?;
        queries::list(conn, &actor, &project, &paging.into())
    };
    Ok(Json(
        blimp.db.read(read).await?.map(ProjectPersonBody::from),
    ))
}

/// Add a member or client of the company to a project.
#[utoipa::path(put, path = "/projects/{project}/people/{user}", tag = "projects",
    responses((status = 200, body = ProjectPersonBody), Problem))]
async fn add_project_person(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path((id, user)): Path<(ProjectId, UserId)>,
) -> Result<Response> {
    let work = move |tx: &mut Tx| {
        let project = policy::manage(tx, &actor, id)?;
        actions::add(tx, &actor, &project, user)?;
        let member = queries::get(tx, &actor, &project, user)?;
        Reply::ok(&ProjectPersonBody::from(member))
    };
    write(&blimp.db, caller, work).await
}

/// Take somebody off a project.
#[utoipa::path(delete, path = "/projects/{project}/people/{user}", tag = "projects",
    responses((status = 204), Problem))]
async fn remove_project_person(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path((id, user)): Path<(ProjectId, UserId)>,
) -> Result<Response> {
    let work = move |tx: &mut Tx| {
        let project = policy::manage(tx, &actor, id)?;
        actions::remove(tx, &actor, &project, user)?;
        Ok(Reply::no_content())
    };
    write(&blimp.db, caller, work).await
}
