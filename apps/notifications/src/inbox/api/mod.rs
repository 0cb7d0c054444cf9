//! Routes of the inbox.

mod bodies;
mod filter;
mod steps;
mod trace;

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::IntoResponse as _;
use blimp_accounts::{Actor, CompanyId};
use blimp_app::Blimp;
use blimp_http::{Filter, Json, Path, Problem, Result};
use blimp_kit::Page;
use blimp_store::Conn;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::inbox::model::{NoticeId, Shelf};
use crate::inbox::queries::{self, Wanted};
use bodies::NoticeBody;
use filter::NoticeFilter;

pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_notifications))
        .routes(routes!(get_notification_counts))
        .routes(routes!(get_notification))
        .routes(routes!(
            steps::read_notification,
            steps::unread_notification
        ))
        .routes(routes!(
            steps::archive_notification,
            steps::unarchive_notification
        ))
        .routes(routes!(
            steps::snooze_notification,
            steps::unsnooze_notification
        ))
        .routes(routes!(trace::trace_notification))
}

/// The most that is counted.
const COUNTED: i64 = 100;

/// How much there is to read.
#[derive(Debug, Serialize, ToSchema)]
struct CountsBody {
    /// Unread notices of the inbox, counted up to 100.
    unread: usize,
    /// Snoozed notices, counted up to 100.
    snoozed: usize,
    /// Which of the unread ones are of which company; companies without any are left out.
    companies: Vec<CompanyCountBody>,
}

/// How much there is to read of a company.
#[derive(Debug, Serialize, ToSchema)]
struct CompanyCountBody {
    company_id: CompanyId,
    unread: usize,
}

fn counts(conn: &mut Conn, actor: &Actor) -> blimp_kit::Result<CountsBody> {
    let unread = Wanted {
        unread: Some(true),
        ..Wanted::default()
    };
    let snoozed = Wanted {
        shelf: Shelf::Snoozed,
        ..Wanted::default()
    };
    let unread = queries::list_companies(conn, actor, &unread, COUNTED)?;
    let snoozed = queries::list_companies(conn, actor, &snoozed, COUNTED)?;
    let mut by_company: BTreeMap<CompanyId, usize> = BTreeMap::new();
    for company in &unread {
        *by_company.entry(*company).or_default() += 1;
    }
    let body = |(company_id, unread)| CompanyCountBody { company_id, unread };
    Ok(CountsBody {
        unread: unread.len(),
        snoozed: snoozed.len(),
        companies: by_company.into_iter().map(body).collect(),
    })
}

/// The caller's inbox, newest first; what was snoozed comes back on top.
#[utoipa::path(get, path = "/notifications", tag = "notifications", params(NoticeFilter),
    responses((status = 200, body = Page<NoticeBody>), Problem))]
async fn list_notifications(
    State(blimp): State<Blimp>,
    actor: Actor,
    Filter(filter): Filter<NoticeFilter>,
) -> Result {
    let (wanted, page) = filter.split()?;
    let found = blimp.db.read(move |conn| {
        let page = queries::list(conn, &actor, &wanted, &page)?;
        bodies::page(conn, &actor, page, wanted.by_task)
    });
    Ok(Json(found.await?).into_response())
}

/// How many notices are unread, and snoozed.
#[utoipa::path(get, path = "/notifications/counts", tag = "notifications",
    responses((status = 200, body = CountsBody), Problem))]
async fn get_notification_counts(State(blimp): State<Blimp>, actor: Actor) -> Result {
    let found = blimp.db.read(move |conn| counts(conn, &actor));
    Ok(Json(found.await?).into_response())
}

/// One of the caller's notices.
#[utoipa::path(get, path = "/notifications/{notification}", tag = "notifications",
    params(("notification" = NoticeId, Path)),
    responses((status = 200, body = NoticeBody), Problem))]
async fn get_notification(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<NoticeId>,
) -> Result {
    let found = blimp.db.read(move |conn| {
        let notice = queries::get(conn, &actor, id)?;
        bodies::one(conn, &actor, notice)
    });
    Ok(found.await?.into_response())
}
