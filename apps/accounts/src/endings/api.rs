//! Endings over HTTP.

use axum::extract::State;
use axum::response::Response;
use blimp_app::Blimp;
use blimp_http::{Caller, Json, Path, Problem, Reply, Result, write};
use blimp_kit::Secret;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::actor::Actor;
use crate::companies::api::{CompanyBody, tag};
use crate::companies::{self, policy};
use crate::endings::actions;
use crate::ids::CompanyId;
use crate::passwords;
use crate::sessions::clear_cookie;

/// The routes of endings.
pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(delete_company))
        .routes(routes!(restore_company))
        .routes(routes!(delete_me))
}

/// That it is meant: the company's name, typed again, and your password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "confirm": "Acme", "password": "a long sentence" }))]
pub struct CompanyEnding {
    /// What the company is called.
    confirm: String,
    /// Your password.
    #[schema(value_type = String, format = Password)]
    password: Secret<String>,
}

/// That it is meant: your password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "password": "a long sentence" }))]
pub struct AccountEnding {
    /// Your password.
    #[schema(value_type = String, format = Password)]
    password: Secret<String>,
}

/// Delete a company. Only its owner may. It is out of everybody's sight at once; its owner can
/// bring it back for 30 days, then all of it is erased for good.
#[utoipa::path(delete, path = "/companies/{company}", tag = "companies",
    request_body = CompanyEnding, responses((status = 200, body = CompanyBody), Problem))]
async fn delete_company(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<CompanyId>,
    Json(form): Json<CompanyEnding>,
) -> Result<Response> {
    let (asking, conditions) = (actor.clone(), caller.clone());
    let may = blimp
        .db
        .read(move |conn| policy::own(conn, &asking, id).map(drop));
    may.await?;
    passwords::confirm(&blimp, actor.user, form.password).await?;
    write(&blimp.db, caller, move |tx| {
        let company = policy::own(tx, &actor, id)?;
        let now = || Ok(Reply::ok(&CompanyBody::from(&*company))?.etag(&tag(&company, &actor)));
        conditions.expects(&tag(&company, &actor), now)?;
        let gone = companies::actions::delete(tx, &company, actor.user, &form.confirm)?;
        Reply::ok(&CompanyBody::from(&gone))
    })
    .await
}

/// Bring a deleted company back, as it was. Only its owner may, within 30 days.
#[utoipa::path(post, path = "/companies/{company}/restoration", tag = "companies",
    responses((status = 200, body = CompanyBody), Problem))]
async fn restore_company(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<CompanyId>,
) -> Result<Response> {
    write(&blimp.db, caller, move |tx| {
        let company = policy::restore(tx, &actor, id)?;
        let back = companies::actions::restore(tx, &company, actor.user)?;
        let actor = Actor::acting_for(tx, actor.user, actor.via)?;
        Ok(Reply::ok(&CompanyBody::from(&back))?.etag(&tag(&back, &actor)))
    })
    .await
}

/// Delete your account. You leave every company and are signed out everywhere; what you made
/// stays, without your name. Refused while you own a company.
#[utoipa::path(delete, path = "/me", tag = "me", request_body = AccountEnding,
    responses((status = 204), Problem))]
async fn delete_me(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Json(form): Json<AccountEnding>,
) -> Result<Response> {
    let asking = actor.clone();
    let may = blimp.db.read(move |conn| actions::check(conn, &asking));
    may.await?;
    passwords::confirm(&blimp, actor.user, form.password).await?;
    let https = blimp.site.https();
    write(&blimp.db, caller, move |tx| {
        actions::delete_account(tx, &actor)?;
        Ok(Reply::no_content().cookie(&clear_cookie(https)))
    })
    .await
}
