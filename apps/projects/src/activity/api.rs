//! What happened: in a company, in a project, to a task.

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
use crate::projects::{self, ProjectId};
use crate::tasks;

/// The routes of activity.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_events))
        .routes(routes!(list_project_events))
        .routes(routes!(list_task_history))
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

/// Which events of a project or a task.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct HistoryFilter {
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

impl HistoryFilter {
    /// The same of a company.
    fn of(self, company: CompanyId) -> blimp_kit::Result<(Wanted, PageParams)> {
        let wanted = Wanted {
            company,
            project: None,
            task: None,
            actor: self.actor,
            names: names(self.name.as_deref())?,
        };
        let (limit, cursor) = (self.limit, self.cursor);
        Ok((wanted, PageParams { limit, cursor }))
    }
}

/// List what happened in a project, newest first.
#[utoipa::path(get, path = "/projects/{project}/events", tag = "activity",
    params(("project" = ProjectId, Path), HistoryFilter),
    responses((status = 200, body = Page<Fact>), Problem))]
async fn list_project_events(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<ProjectId>,
    Filter(filter): Filter<HistoryFilter>,
) -> Result<Json<Page<Fact>>> {
    let read = move |conn: &mut Conn| {
        let project = projects::policy::view(conn, &actor, id)?;
        let (mut wanted, page) = filter.of(project.company_id)?;
        wanted.project = Some(id);
        queries::list(conn, &actor, &wanted, &page)
    };
    Ok(Json(blimp.db.read(read).await?))
}

/// List what happened to a task, newest first: to its comments, files and people, too.
///
/// Each fact names its fields with old and new values, and what these were called. Where
/// `reversible`, `POST /events/{event}/reversal` undoes it.
#[utoipa::path(get, path = "/tasks/{task}/history", tag = "activity",
    params(("task" = TaskId, Path), HistoryFilter),
    responses((status = 200, body = Page<Fact>), Problem))]
async fn list_task_history(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<TaskId>,
    Filter(filter): Filter<HistoryFilter>,
) -> Result<Json<Page<Fact>>> {
    let read = move |conn: &mut Conn| {
        let task = tasks::policy::view(conn, &actor, id)?;
        let (mut wanted, page) = filter.of(task.company_id)?;
        wanted.task = Some(id);
        queries::list(conn, &actor, &wanted, &page)
    };
    Ok(Json(blimp.db.read(read).await?))
}
