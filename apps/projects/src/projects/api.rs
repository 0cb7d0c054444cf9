//! Routes of projects.

mod bodies;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use blimp_accounts::{Actor, CompanyId, companies};
use blimp_app::Blimp;
use blimp_http::{Caller, Filter, Json, Path, Problem, Reply, Result, write};
use blimp_kit::{May, Page};
use blimp_store::{Conn, Tx};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use crate::projects::api::bodies::ProjectBody;
pub(crate) use crate::projects::api::bodies::reply;

use crate::paging::Paging;
use crate::projects::api::bodies::{EditProject, ProjectFilter, bodies, check_fresh};
use crate::projects::{Patch, Project, ProjectId, actions, policy, queries};

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_projects))
        .routes(routes!(get_project, edit_project, trash_project))
        .routes(routes!(archive_project, unarchive_project))
        .routes(routes!(restore_project))
        .routes(routes!(list_trashed_projects))
}

/// Who does something with which project, and where.
struct At(Blimp, Caller, Actor, ProjectId);

impl At {
    /// Does `act` where `may` allows it and the caller's copy is not old; answers with the project.
    async fn turn<A: 'static>(
        self,
        may: fn(&mut Conn, &Actor, ProjectId) -> blimp_kit::Result<May<A, Project>>,
        act: fn(&mut Tx, &Actor, &May<A, Project>) -> blimp_kit::Result<Project>,
    ) -> Result<Response> {
        let Self(blimp, caller, actor, id) = self;
        write(&blimp.db, caller.clone(), move |tx| {
            let project = may(tx, &actor, id)?;
            check_fresh(tx, &caller, &actor, &project)?;
            let project = act(tx, &actor, &project)?;
            reply(tx, &actor, project, false)
        })
        .await
    }
}

/// List the projects of a company that the caller can see.
#[utoipa::path(get, path = "/companies/{company}/projects", tag = "projects",
    params(ProjectFilter),
    responses((status = 200, body = Page<ProjectBody>), Problem))]
async fn list_projects(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Filter(filter): Filter<ProjectFilter>,
) -> Result<Json<Page<ProjectBody>>> {
    let read = move |conn: &mut Conn| {
        companies::policy::view(conn, &actor, company)?;
        let (wanted, page) = filter.parts()?;
        let page = queries::list(conn, &actor, company, &wanted, &page)?;
        bodies(conn, company, page)
    };
    Ok(Json(blimp.db.read(read).await?))
}

/// List the projects in the trash of a company, last thrown away first.
#[utoipa::path(get, path = "/companies/{company}/trash/projects", tag = "projects",
    params(Paging),
    responses((status = 200, body = Page<ProjectBody>), Problem))]
async fn list_trashed_projects(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Filter(paging): Filter<Paging>,
) -> Result<Json<Page<ProjectBody>>> {
    let read = move |conn: &mut Conn| {
        policy::see_trash(conn, &actor, company)?;
        let page = queries::list_trashed(conn, &actor, company, &paging.into())?;
        bodies(conn, company, page)
    };
    Ok(Json(blimp.db.read(read).await?))
}

/// Read a project.
#[utoipa::path(get, path = "/projects/{project}", tag = "projects",
    responses((status = 200, body = ProjectBody), Problem))]
async fn get_project(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<ProjectId>,
) -> Result<Response> {
    let read = move |conn: &mut Conn| {
        let project = policy::view(conn, &actor, id)?;
        reply(conn, &actor, project.into_inner(), false)
    };
    Ok(blimp.db.read(read).await?.into_response())
}

/// Change a project.
#[utoipa::path(patch, path = "/projects/{project}", tag = "projects", request_body = EditProject,
    responses((status = 200, body = ProjectBody), Problem))]
async fn edit_project(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<ProjectId>,
    Json(edit): Json<EditProject>,
) -> Result<Response> {
    let (patch, ask) = (Patch::from(edit), caller.clone());
    let work = move |tx: &mut Tx| {
        let project = policy::work(tx, &actor, id)?;
        check_fresh(tx, &ask, &actor, &project)?;
        let project = actions::edit(tx, &actor, &project, patch)?;
        reply(tx, &actor, project, false)
    };
    write(&blimp.db, caller, work).await
}

/// Throw a project away; it can be restored.
#[utoipa::path(delete, path = "/projects/{project}", tag = "projects", responses((status = 204), Problem))]
async fn trash_project(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<ProjectId>,
) -> Result<Response> {
    let ask = caller.clone();
    let work = move |tx: &mut Tx| {
        let project = policy::trash(tx, &actor, id)?;
        check_fresh(tx, &ask, &actor, &project)?;
        actions::trash(tx, &actor, &project)?;
        Ok(Reply::no_content())
    };
    write(&blimp.db, caller, work).await
}

/// Take a project out of the trash.
#[utoipa::path(post, path = "/projects/{project}/restoration", tag = "projects",
    responses((status = 200, body = ProjectBody), Problem))]
async fn restore_project(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<ProjectId>,
) -> Result<Response> {
    At(blimp, caller, actor, id)
        .turn(policy::restore, actions::restore)
        .await
}

/// Put a project away: it can be read but not changed.
#[utoipa::path(post, path = "/projects/{project}/archiving", tag = "projects",
    responses((status = 200, body = ProjectBody), Problem))]
async fn archive_project(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<ProjectId>,
) -> Result<Response> {
    At(blimp, caller, actor, id)
        .turn(policy::manage, actions::archive)
        .await
}

/// Take up a project that was put away.
#[utoipa::path(delete, path = "/projects/{project}/archiving", tag = "projects",
    responses((status = 200, body = ProjectBody), Problem))]
async fn unarchive_project(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<ProjectId>,
) -> Result<Response> {
    At(blimp, caller, actor, id)
        .turn(policy::manage, actions::unarchive)
        .await
}
