//! Routes of exports.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_app::Blimp;
use blimp_files::FileId;
use blimp_files::serving::Blob;
use blimp_http::{Caller, Filter, Path, Problem, Reply, Result, Wanted, etag, hand_over, write};
use blimp_kit::{Error, Instant, Page, PageParams};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::exports::jobs::RunExport;
use crate::exports::{Export, ExportId, ExportStatus, actions, policy, queries};

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_exports, create_export))
        .routes(routes!(get_export, delete_export))
        .routes(routes!(read_export))
}

/// An export: all that a company has, in one archive.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": 1, "company_id": 1, "status": "done", "done": 1200, "total": 1200, "bytes": 48_000,
    "error": null, "content_url": "/api/v1/companies/1/exports/1/content", "created_by": 1,
    "created_at": "2026-11-23T09:30:00Z", "finished_at": "2026-11-23T09:30:20Z",
    "expires_at": "2026-11-30T09:30:20Z"
}))]
struct ExportBody {
    id: ExportId,
    company_id: CompanyId,
    status: ExportStatus,
    /// Rows and files packed so far.
    done: i64,
    /// How many there were at the beginning.
    total: i64,
    /// The length of the archive.
    #[schema(required)]
    bytes: Option<i64>,
    /// Why it could not be made.
    #[schema(required)]
    error: Option<String>,
    /// Where the archive is, once it can be loaded down.
    #[schema(required)]
    content_url: Option<String>,
    /// Who asked for it.
    created_by: UserId,
    created_at: Instant,
    #[schema(required)]
    finished_at: Option<Instant>,
    /// Until when it can be loaded down.
    #[schema(required)]
    expires_at: Option<Instant>,
}

impl From<&Export> for ExportBody {
    fn from(export: &Export) -> Self {
        let place = || {
            let (company, id) = (export.company_id, export.id);
            format!("/api/v1/companies/{company}/exports/{id}/content")
        };
        Self {
            id: export.id,
            company_id: export.company_id,
            status: export.status,
            done: export.done,
            total: export.total,
            bytes: export.bytes,
            error: export.error.clone(),
            content_url: export.file_id.map(|_| place()),
            created_by: export.created_by,
            created_at: export.created_at,
            finished_at: export.finished_at,
            expires_at: export.expires_at,
        }
    }
}

/// How many exports to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ExportFilter {
    /// Rows a page.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<i64>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

fn tag(export: &Export, actor: &Actor) -> String {
    etag::of(export.version, actor.rights(export.company_id))
}

fn shown(export: &Export, actor: &Actor) -> blimp_kit::Result<Reply> {
    Ok(Reply::ok(&ExportBody::from(export))?.etag(&tag(export, actor)))
}

/// Have all that a company has packed into one archive. Owners and admins may. The work goes on in
/// the background; whoever asked is mailed when it is done.
#[utoipa::path(post, path = "/companies/{company}/exports", tag = "exports",
    params(("company" = CompanyId, Path)),
    responses((status = 202, body = ExportBody), Problem))]
async fn create_export(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(company): Path<CompanyId>,
) -> Result<Response> {
    write(&blimp.db, caller, move |tx| {
        let company = policy::ask(tx, &actor, company)?;
        let export = actions::ask(tx, &actor, &company)?;
        tx.enqueue(&RunExport {
            export: export.id,
            company: export.company_id,
        })?;
        let place = format!("/api/v1/companies/{}/exports/{}", company.id, export.id);
        Ok(Reply::accepted(&place, &ExportBody::from(&export))?.etag(&tag(&export, &actor)))
    })
    .await
}

/// The exports of a company, newest first.
#[utoipa::path(get, path = "/companies/{company}/exports", tag = "exports",
    params(("company" = CompanyId, Path), ExportFilter),
    responses((status = 200, body = Page<ExportBody>), Problem))]
async fn list_exports(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Filter(filter): Filter<ExportFilter>,
) -> Result<Response> {
    let page = PageParams {
        limit: filter.limit,
        cursor: filter.cursor,
    };
    let reply = blimp.db.read(move |conn| {
        let company = policy::list(conn, &actor, company)?;
        let page = queries::list(conn, company.id, &page)?;
        Reply::ok(&page.map(|export| ExportBody::from(&export)))
    });
    Ok(reply.await?.into_response())
}

/// How an export stands.
#[utoipa::path(get, path = "/companies/{company}/exports/{export}", tag = "exports",
    params(("company" = CompanyId, Path), ("export" = ExportId, Path)),
    responses((status = 200, body = ExportBody), Problem))]
async fn get_export(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path((company, id)): Path<(CompanyId, ExportId)>,
) -> Result<Response> {
    let reply = blimp.db.read(move |conn| {
        let export = policy::view(conn, &actor, company, id)?;
        shown(&export, &actor)
    });
    Ok(reply.await?.into_response())
}

/// Delete the archive of an export before its time, or stop one that is at work.
#[utoipa::path(delete, path = "/companies/{company}/exports/{export}", tag = "exports",
    params(("company" = CompanyId, Path), ("export" = ExportId, Path)),
    responses((status = 204), Problem))]
async fn delete_export(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path((company, id)): Path<(CompanyId, ExportId)>,
) -> Result<Response> {
    let conditions = caller.clone();
    write(&blimp.db, caller, move |tx| {
        let export = policy::remove(tx, &actor, company, id)?;
        conditions.expects(&tag(&export, &actor), || shown(&export, &actor))?;
        actions::remove(tx, &export)?;
        Ok(Reply::no_content())
    })
    .await
}

/// Load the archive of an export down, a ZIP file. Ranges and `If-None-Match` are honoured.
#[utoipa::path(get, path = "/companies/{company}/exports/{export}/content", tag = "exports",
    params(("company" = CompanyId, Path), ("export" = ExportId, Path)),
    responses((status = 200, description = "The archive.", content_type = "application/octet-stream"),
        (status = 206, description = "A part of it.", content_type = "application/octet-stream"),
        (status = 302, description = "It is to be read there, within a minute."),
        (status = 304, description = "As it was."), Problem))]
async fn read_export(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path((company, id)): Path<(CompanyId, ExportId)>,
    mut wanted: Wanted,
) -> Result<Response> {
    let now = blimp.clock.now();
    let file = blimp.db.read(move |conn| {
        let export = policy::view(conn, &actor, company, id)?;
        let fresh = export.expires_at.is_some_and(|at| at > now);
        let file = export.file_id.filter(|_| fresh).ok_or(Error::NotFound)?;
        let file = blimp_files::queries::find(conn, Some(company.0), FileId(file))?;
        file.ok_or(Error::NotFound)
    });
    let file = file.await?;
    wanted.save = true;
    hand_over(&blimp.files, &file.key, &Blob::from(&file), &wanted).await
}
