//! `POST /companies/{company}/sample-project`.

use axum::extract::State;
use axum::response::Response;
use blimp_accounts::{Actor, CompanyId, companies};
use blimp_app::Blimp;
use blimp_http::{self as http, Caller, Path, Problem, Result};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::actions;
use crate::projects::api::{ProjectBody, reply};

/// The routes of samples.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new().routes(routes!(create_sample_project))
}

/// Make a small project that shows how things work, in the caller's language.
///
/// It is a project like any other: `DELETE /projects/{project}` throws it away.
#[utoipa::path(post, path = "/companies/{company}/sample-project", tag = "projects",
    params(("company" = CompanyId, Path)),
    responses((status = 201, body = ProjectBody), Problem))]
async fn create_sample_project(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(company): Path<CompanyId>,
) -> Result<Response> {
    http::write(&blimp.db, caller, move |tx| {
        let company = companies::policy::work(tx, &actor, company)?;
        let project = actions::create(tx, &actor, &company)?;
        reply(tx, &actor, project, true)
    })
    .await
}
