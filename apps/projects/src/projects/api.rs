//! Routes of projects.

mod bodies;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use blimp_accounts::{Actor, CompanyId, companies};
use blimp_app::Blimp;
use blimp_http::{Caller, Filter, Json, Path, Problem, Reply, Result, write};
use blimp_kit::Page;
use blimp_store::{Conn, Tx};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use crate::projects::api::bodies::ProjectBody;
pub(crate) use crate::projects::api::bodies::reply;

use crate::paging::Paging;
use crate::projects::api::bodies::{EditProject, ProjectFilter, bodies, tag};
use crate::projects::{Patch, ProjectId, actions, policy, queries};

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_projects))
        .routes(routes!(get_project, edit_project, trash_project))
        .routes(routes!(archive_project, unarchive_project))
        .routes(routes!(restore_project))
        .routes(routes!(list_trashed_projects))
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
        ask.expects(&tag(&actor, &project))?;
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
        ask.expects(&tag(&actor, &project))?;
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
    let work = move |tx: &mut Tx| {
        let project = policy::restore(tx, &actor, id)?;
        let project = actions::restore(tx, &actor, &project)?;
        reply(tx, &actor, project, false)
    };
    write(&blimp.db, caller, work).await
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
    let work = move |tx: &mut Tx| {
        let project = policy::manage(tx, &actor, id)?;
        let project = actions::archive(tx, &actor, &project)?;
        reply(tx, &actor, project, false)
    };
    write(&blimp.db, caller, work).await
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
    let work = move |tx: &mut Tx| {
        let project = policy::manage(tx, &actor, id)?;
        let project = actions::unarchive(tx, &actor, &project)?;
        reply(tx, &actor, project, false)
    };
    write(&blimp.db, caller, work).await
}
