//! The files and links of a whole project.

use axum::extract::State;
use blimp_accounts::Actor;
use blimp_app::Blimp;
use blimp_http::{Filter, Json, Path, Problem, Result};
use blimp_kit::{Page, PageParams};
use blimp_store::Conn;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{AttachmentBody, bodies};
use crate::attachments::model::AttachmentKind;
use crate::attachments::queries;
use crate::projects::{self, ProjectId};

pub(super) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new().routes(routes!(list_project_attachments))
}

/// A file or link, and what the task is called that it hangs on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProjectAttachmentBody {
    #[serde(flatten)]
    attachment: AttachmentBody,
    task: AttachmentTask,
}

/// The task that something hangs on.
#[derive(Debug, Serialize, ToSchema)]
struct AttachmentTask {
    /// Its number in the company.
    number: i64,
    /// What it is called.
    title: String,
}

/// Which files and links.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProjectAttachmentFilter {
    /// Only pictures, other files, or links.
    #[param(inline)]
    pub(crate) kind: Option<AttachmentKind>,
    /// Rows a page, 1 to 100; 50 where nothing is said.
    #[param(minimum = 1, maximum = 100)]
    pub(crate) limit: Option<i64>,
    /// The `next` of the page before.
    pub(crate) cursor: Option<String>,
}

/// List the files and links of a project's tasks, newest first.
#[utoipa::path(get, path = "/projects/{project}/attachments", tag = "attachments",
    params(("project" = ProjectId, Path), ProjectAttachmentFilter),
    responses((status = 200, body = Page<ProjectAttachmentBody>), Problem))]
async fn list_project_attachments(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(project): Path<ProjectId>,
    Filter(filter): Filter<ProjectAttachmentFilter>,
) -> Result<Json<Page<ProjectAttachmentBody>>> {
    let read = move |conn: &mut Conn| list(conn, &actor, project, filter);
    Ok(Json(blimp.db.read(read).await?))
}

/// A page of them, for whoever sees the project.
pub(crate) fn list(
    conn: &mut Conn,
    actor: &Actor,
    project: ProjectId,
    filter: ProjectAttachmentFilter,
) -> blimp_kit::Result<Page<ProjectAttachmentBody>> {
    let ProjectAttachmentFilter {
        kind,
        limit,
        cursor,
    } = filter;
    let project = projects::policy::view(conn, actor, project)?;
    let page = queries::list_of_project(conn, &project, kind, &PageParams { limit, cursor })?;
    let named = |(row, number, title)| (row, AttachmentTask { number, title });
    let (rows, tasks): (Vec<_>, Vec<_>) = page.items.into_iter().map(named).unzip();
    let attachments = bodies(conn, actor, rows)?.into_iter();
    let with_task = |(attachment, task)| ProjectAttachmentBody { attachment, task };
    Ok(Page {
        items: attachments.zip(tasks).map(with_task).collect(),
        next: page.next,
    })
}
