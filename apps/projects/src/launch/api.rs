//! The route that begins a project.

use axum::extract::State;
use axum::response::Response;
use blimp_accounts::{Actor, CompanyId, companies};
use blimp_app::Blimp;
use blimp_http::{Caller, Json, Path, Problem, Result, write};
use blimp_kit::Slug;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::launch::actions;
use crate::markdown::Written;
use crate::projects::NewProject;
use crate::projects::api::{ProjectBody, reply};
use crate::text::{Body, Colour, Name};

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new().routes(routes!(create_project))
}

/// A project to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateProject {
    /// What it is called.
    name: Name,
    /// Its name in web addresses; without one, the name suggests it.
    #[serde(default)]
    slug: Option<Slug>,
    /// Its colour; without one, the name chooses it.
    #[serde(default)]
    colour: Option<Colour>,
    /// What it is about, Markdown.
    #[serde(default)]
    notes: Option<Body>,
    /// Hide it from members who were not added.
    #[serde(default)]
    private: Option<bool>,
}

impl From<CreateProject> for NewProject {
    fn from(body: CreateProject) -> Self {
        Self {
            name: body.name,
            slug: body.slug,
            colour: body.colour,
            notes: body.notes.map(Written::from).unwrap_or_default(),
            private: body.private.unwrap_or(false),
        }
    }
}

/// Begin a project, with the states Plan, Doing, Review and Done.
#[utoipa::path(post, path = "/companies/{company}/projects", tag = "projects", request_body = CreateProject,
    responses((status = 201, body = ProjectBody), Problem))]
async fn create_project(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Json(body): Json<CreateProject>,
) -> Result<Response> {
    let new = NewProject::from(body);
    let work = move |tx: &mut blimp_store::Tx| {
        let company = companies::policy::work(tx, &actor, company)?;
        let project = actions::start(tx, &actor, &company, &new)?;
        reply(tx, &actor, project, true)
    };
    write(&blimp.db, caller, work).await
}
