//! Routes of imports.

mod bodies;
mod form;

use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{DefaultBodyLimit, State};
use axum::response::{IntoResponse as _, Response};
use blimp_accounts::{Actor, CompanyId};
use blimp_app::Blimp;
use blimp_http::{Caller, Filter, Path, Problem, Reply, Result, etag, write};
use blimp_kit::{Page, PageParams};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::imports::jobs::{self, RunImport};
use crate::imports::{Import, ImportId, actions, policy, queries};
use bodies::{ImportBody, ImportFilter, ImportForm, RehearsalBody};

/// The routes of this noun.
pub fn routes() -> OpenApiRouter<Blimp> {
    // The form bounds the file itself, as it reads it.
    let uploads = OpenApiRouter::new()
        .routes(routes!(create_import))
        .layer(DefaultBodyLimit::disable());
    OpenApiRouter::new()
        .merge(uploads)
        .routes(routes!(list_imports))
        .routes(routes!(get_import))
}

/// Bring in a Trello board: a form with its JSON export. The work goes on in the background; look
/// at the import to see how far it has come. With `dry_run` it says what would be done, and does
/// nothing.
#[utoipa::path(post, path = "/companies/{company}/imports", tag = "imports",
    params(("company" = CompanyId, Path)),
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 200, body = RehearsalBody), (status = 202, body = ImportBody), Problem))]
async fn create_import(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(company): Path<CompanyId>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response> {
    let asking = actor.clone();
    blimp
        .db
        .read(move |conn| policy::begin(conn, &asking, company).map(drop))
        .await?;
    let form = form::read(form).await?;
    let board = jobs::read_file(&blimp, &actor, (company, form.asked), form.file).await?;
    if form.dry_run {
        let (name, cards) = (board.name.clone(), board.card_count());
        let report = jobs::rehearse(&blimp, &actor, (company, form.asked), board).await?;
        return Ok(Reply::ok(&RehearsalBody::new(name, cards, report))?.into_response());
    }
    let brought = jobs::store(&blimp, (company, form.asked), board).await?;
    write(&blimp.db, caller, move |tx| {
        begin(tx, &actor, company, &brought)
    })
    .await
}

fn begin(
    tx: &mut blimp_store::Tx,
    actor: &Actor,
    company: CompanyId,
    brought: &actions::Brought,
) -> blimp_kit::Result<Reply> {
    let company = policy::begin(tx, actor, company)?;
    let import = actions::begin(tx, actor, &company, brought)?;
    tx.enqueue(&RunImport {
        import: import.id,
        company: company.id,
    })?;
    let place = format!("/api/v1/companies/{}/imports/{}", company.id, import.id);
    Ok(Reply::accepted(&place, &ImportBody::new(&import)?)?.etag(&tag(&import, actor)))
}

fn tag(import: &Import, actor: &Actor) -> String {
    etag::of(import.version, actor.rights(import.company_id))
}

/// The imports of a company, newest first: members see their own, owners and admins all.
#[utoipa::path(get, path = "/companies/{company}/imports", tag = "imports",
    params(("company" = CompanyId, Path), ImportFilter),
    responses((status = 200, body = Page<ImportBody>), Problem))]
async fn list_imports(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Filter(filter): Filter<ImportFilter>,
) -> Result<Response> {
    let page = PageParams {
        limit: filter.limit,
        cursor: filter.cursor,
    };
    let reply = blimp.db.read(move |conn| {
        policy::list(conn, &actor, company)?;
        let Page { items, next } = queries::list(conn, &actor, company, &page)?;
        let items = items
            .iter()
            .map(ImportBody::new)
            .collect::<blimp_kit::Result<Vec<_>>>()?;
        Reply::ok(&Page { items, next })
    });
    Ok(reply.await?.into_response())
}

/// How an import stands, and what came of it.
#[utoipa::path(get, path = "/companies/{company}/imports/{import}", tag = "imports",
    params(("company" = CompanyId, Path), ("import" = ImportId, Path)),
    responses((status = 200, body = ImportBody), Problem))]
async fn get_import(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path((company, id)): Path<(CompanyId, ImportId)>,
) -> Result<Response> {
    let reply = blimp.db.read(move |conn| {
        let import = policy::view(conn, &actor, company, id)?;
        Ok(Reply::ok(&ImportBody::new(&import)?)?.etag(&tag(&import, &actor)))
    });
    Ok(reply.await?.into_response())
}
