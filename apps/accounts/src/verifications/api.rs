//! Verifications over HTTP.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use blimp_app::Blimp;
use blimp_http::{Caller, Json, Path, Problem, Reply, Result, write};
use blimp_kit::{Email, Error, Instant, Secret};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::actor::{Actor, Scope};
use crate::passwords;
use crate::throttles::{self, VERIFY_USER};
use crate::users;
use crate::verifications::actions;

/// The routes of verifications.
pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(ask_verification))
        .routes(routes!(confirm_verification))
        .routes(routes!(change_email))
}

/// Another address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "email": "ana@example.org", "password": "a long sentence" }))]
pub struct EmailForm {
    /// The address from now on.
    #[schema(value_type = Email)]
    email: String,
    /// Your password.
    #[schema(value_type = String, format = Password)]
    password: Secret<String>,
}

/// A change of address that waits for the link that was mailed there.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmailPendingBody {
    /// The address to be.
    email: Email,
    /// Until when the link works.
    expires_at: Instant,
}

/// Change the address you sign in with: a link is mailed to the new one, and using it makes it
/// yours. The old one works until then, and is told.
#[utoipa::path(put, path = "/me/email", tag = "me", request_body = EmailForm,
    responses((status = 202, body = EmailPendingBody), Problem))]
async fn change_email(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Json(form): Json<EmailForm>,
) -> Result<Response> {
    actor.needs(Scope::Admin)?;
    let email = form.email.parse::<Email>();
    let email = email.map_err(|e| Error::invalid("email", "invalid", e.to_string()))?;
    passwords::confirm(&blimp, actor.user, form.password).await?;
    write(&blimp.db, caller, move |tx| {
        throttles::actions::take(tx, &VERIFY_USER, &actor.user.to_string())?;
        let user = users::queries::get(tx, actor.user)?;
        let expires_at = actions::ask_change(tx, &user, &email)?;
        Reply::accepted("/api/v1/me", &EmailPendingBody { email, expires_at })
    })
    .await
}

/// Have the mail sent again that shows your address to be yours. Sends none where that is known.
#[utoipa::path(post, path = "/verifications", tag = "me",
    responses((status = 202), Problem))]
async fn ask_verification(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
) -> Result<Response> {
    let whom = actor.user.to_string();
    blimp
        .db
        .write(move |tx| throttles::actions::take(tx, &VERIFY_USER, &whom))
        .await?;
    blimp
        .db
        .write(move |tx| {
            tx.caused_by(caller.request_id);
            let user = users::queries::get(tx, actor.user)?;
            actions::ask(tx, &user)
        })
        .await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// Show with a mailed token that an address is yours. You need not be signed in.
#[utoipa::path(post, path = "/verifications/{token}", tag = "me", security(()),
    responses((status = 204), Problem))]
async fn confirm_verification(
    State(blimp): State<Blimp>,
    caller: Caller,
    Path(token): Path<String>,
) -> Result<Response> {
    let signer = blimp.signer.clone();
    write(&blimp.db, caller, move |tx| {
        actions::confirm(tx, &signer, &token)?;
        Ok(Reply::no_content())
    })
    .await
}
