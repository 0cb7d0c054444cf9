//! Routes of imports.

mod bodies;
mod form;

use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{DefaultBodyLimit, State};
use axum::response::{IntoResponse as _, Response};
use blimp_accounts::{Actor, CompanyId};
use blimp_app::Blimp;
use blimp_http::{Caller, Filter, Path, Problem, Reply, Result, etag, write};
use blimp_kit::{May, Page, PageParams};
use blimp_store::Tx;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::imports::jobs::{self, ReverseImport, RunImport};
use crate::imports::policy::Manage;
use crate::imports::{Asked, Import, ImportId, actions, policy, queries};
use crate::trello::Board;
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
        .routes(routes!(get_import, give_up_import))
        .routes(routes!(confirm_import))
        .routes(routes!(reverse_import))
}

/// Bring in a Trello board: a form with its JSON export. The work goes on in the background; look
/// at the import to see how far it has come. With `dry_run` it says what would be done, and does
/// nothing. With `hold` it says so on the import, which then waits to be confirmed.
#[utoipa::path(post, path = "/companies/{company}/imports", tag = "imports",
    params(("company" = CompanyId, Path)),
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 200, body = RehearsalBody), (status = 201, body = ImportBody),
        (status = 202, body = ImportBody), Problem))]
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
        let (report, _) = jobs::rehearse(&blimp, &actor, (company, form.asked), board).await?;
        return Ok(Reply::ok(&RehearsalBody::new(name, cards, report))?.into_response());
    }
    let brought = bring(&blimp, &actor, company, (board, form.asked, form.hold)).await?;
    write(&blimp.db, caller, move |tx| {
        begin(tx, &actor, company, &brought)
    })
    .await
}

/// Stores a board, with what would become of it where that is to be confirmed.
async fn bring(
    blimp: &Blimp,
    actor: &Actor,
    company: CompanyId,
    (board, asked, hold): (Board, Asked, bool),
) -> Result<actions::Brought> {
    if !hold {
        return Ok(jobs::store(blimp, (company, asked), board).await?);
    }
    let (report, board) = jobs::rehearse(blimp, actor, (company, asked), board).await?;
    let mut brought = jobs::store(blimp, (company, asked), board).await?;
    brought.held = Some(report);
    Ok(brought)
}

fn begin(
    tx: &mut Tx,
    actor: &Actor,
    company: CompanyId,
    brought: &actions::Brought,
) -> blimp_kit::Result<Reply> {
    let company = policy::begin(tx, actor, company)?;
    let import = actions::begin(tx, actor, &company, brought)?;
    let place = format!("/api/v1/companies/{}/imports/{}", company.id, import.id);
    if import.held_at.is_some() {
        let reply = Reply::created(&place, &ImportBody::new(&import)?)?;
        return Ok(reply.etag(&tag(&import, actor)));
    }
    tx.enqueue(&RunImport {
        import: import.id,
        company: company.id,
    })?;
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
        shown(&import, &actor)
    });
    Ok(reply.await?.into_response())
}

/// An import as it stands, with the work on it accepted.
fn accepted(import: &Import, actor: &Actor) -> blimp_kit::Result<Reply> {
    let place = format!(
        "/api/v1/companies/{}/imports/{}",
        import.company_id, import.id
    );
    Ok(Reply::accepted(&place, &ImportBody::new(import)?)?.etag(&tag(import, actor)))
}

fn shown(import: &Import, actor: &Actor) -> blimp_kit::Result<Reply> {
    Ok(Reply::ok(&ImportBody::new(import)?)?.etag(&tag(import, actor)))
}

/// An import that the caller may decide about, if it is not another than they have seen.
fn fresh(
    tx: &mut Tx,
    (caller, actor): (&Caller, &Actor),
    company: CompanyId,
    id: ImportId,
) -> blimp_kit::Result<May<Manage, Import>> {
    let import = policy::manage(tx, actor, company, id)?;
    caller.expects(&tag(&import, actor), || shown(&import, actor))?;
    Ok(import)
}

/// Confirm a rehearsed import: it is carried out.
#[utoipa::path(post, path = "/companies/{company}/imports/{import}/confirmation", tag = "imports",
    params(("company" = CompanyId, Path), ("import" = ImportId, Path)),
    responses((status = 202, body = ImportBody), Problem))]
async fn confirm_import(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path((company, id)): Path<(CompanyId, ImportId)>,
) -> Result<Response> {
    write(&blimp.db, caller.clone(), move |tx| {
        let import = fresh(tx, (&caller, &actor), company, id)?;
        let import = actions::confirm(tx, &import)?;
        tx.enqueue(&RunImport {
            import: import.id,
            company: import.company_id,
        })?;
        accepted(&import, &actor)
    })
    .await
}

/// Give up a rehearsed import instead of confirming it: its file is deleted.
#[utoipa::path(delete, path = "/companies/{company}/imports/{import}", tag = "imports",
    params(("company" = CompanyId, Path), ("import" = ImportId, Path)),
    responses((status = 204), Problem))]
async fn give_up_import(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path((company, id)): Path<(CompanyId, ImportId)>,
) -> Result<Response> {
    write(&blimp.db, caller.clone(), move |tx| {
        let import = fresh(tx, (&caller, &actor), company, id)?;
        actions::give_up(tx, &import)?;
        Ok(Reply::no_content())
    })
    .await
}

/// Take an import back: what it made and nobody has touched since goes, what stays is listed in
/// `reversal`. The work goes on in the background.
#[utoipa::path(post, path = "/companies/{company}/imports/{import}/reversal", tag = "imports",
    params(("company" = CompanyId, Path), ("import" = ImportId, Path)),
    responses((status = 202, body = ImportBody), Problem))]
async fn reverse_import(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path((company, id)): Path<(CompanyId, ImportId)>,
) -> Result<Response> {
    write(&blimp.db, caller.clone(), move |tx| {
        let import = fresh(tx, (&caller, &actor), company, id)?;
        if actions::reverse(tx, &actor, &import)? {
            tx.enqueue(&ReverseImport {
                import: import.id,
                company: import.company_id,
            })?;
        }
        let import = policy::manage(tx, &actor, company, id)?;
        accepted(&import, &actor)
    })
    .await
}
