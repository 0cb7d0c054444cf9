//! `GET /companies/{company}/events`.

use axum::extract::State;
use blimp_accounts::{Actor, CompanyId, UserId, companies};
use blimp_app::Blimp;
use blimp_http::{Filter, Json, Path, Problem, Result};
use blimp_kit::{Error, Page, PageParams};
use blimp_store::Conn;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Fact, Wanted, queries};
use crate::place::TaskId;
use crate::projects::ProjectId;

/// The routes of activity.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new().routes(routes!(list_events))
}

/// The most names in one question.
const MOST_NAMES: usize = 20;

/// Which events.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct EventFilter {
    /// Only of this project.
    project: Option<ProjectId>,
    /// Only of this task's history: its comments, files and people too.
    task: Option<TaskId>,
    /// Only what this person did.
    actor: Option<UserId>,
    /// Only these names, with commas between: `task.closed.v1,task.reopened.v1`.
    name: Option<String>,
    /// Rows a page, 1 to 100; 50 where nothing is said.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

fn names(text: Option<&str>) -> blimp_kit::Result<Vec<String>> {
    let names = text
        .into_iter()
        .flat_map(|text| text.split(','))
        .map(str::trim);
    let names: Vec<String> = names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    if names.len() > MOST_NAMES || names.iter().any(|name| name.contains('\0')) {
        return Err(Error::bad_parameter("name", "Up to 20 names of events."));
    }
    Ok(names)
}

/// List what happened in a company, newest first.
///
/// Only what the caller may see: facts of projects they see, facts of the company unless they are a
/// client, and what concerns themselves. People they may not know are "Someone".
#[utoipa::path(get, path = "/companies/{company}/events", tag = "activity",
    params(("company" = CompanyId, Path), EventFilter),
    responses((status = 200, body = Page<Fact>), Problem))]
async fn list_events(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Filter(filter): Filter<EventFilter>,
) -> Result<Json<Page<Fact>>> {
    let EventFilter {
        project,
        task,
        actor: by,
        name,
        limit,
        cursor,
    } = filter;
    let wanted = Wanted {
        company,
        project,
        task,
        actor: by,
        names: names(name.as_deref())?,
    };
    let read = move |conn: &mut Conn| {
        companies::policy::view(conn, &actor, company)?;
        queries::list(conn, &actor, &wanted, &PageParams { limit, cursor })
    };
    Ok(Json(blimp.db.read(read).await?))
}
