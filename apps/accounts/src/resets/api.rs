//! Resets over HTTP.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use blimp_app::Blimp;
use blimp_http::{Caller, Json, Path, Problem, Reply, Result, write};
use blimp_kit::{Email, Error, Fields, Secret};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::hasher;
use crate::passwords;
use crate::resets::actions;
use crate::resets::jobs::AskReset;
use crate::throttles::{self, RESET_EMAIL, RESET_IP};

/// The routes of resets.
pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(ask_password_reset))
        .routes(routes!(reset_password))
}

/// Whose password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "email": "ana@example.com" }))]
pub struct ResetForm {
    /// The address.
    email: Email,
}

/// The new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "password": "another long sentence" }))]
pub struct NewPassword {
    /// The password from now on.
    #[schema(value_type = String, format = Password, min_length = 8, max_length = 128)]
    password: Secret<String>,
}

/// Have a link mailed that lets you choose a new password. The answer never tells whether an
/// address is known.
#[utoipa::path(post, path = "/password-resets", tag = "me", security(()), request_body = ResetForm,
    responses((status = 202), Problem))]
async fn ask_password_reset(
    State(blimp): State<Blimp>,
    caller: Caller,
    Json(form): Json<ResetForm>,
) -> Result<Response> {
    let (email, network) = (form.email, throttles::network(caller.ip));
    blimp
        .db
        .write(move |tx| {
            tx.caused_by(caller.request_id);
            throttles::actions::take(tx, &RESET_IP, &network)?;
            throttles::actions::take(tx, &RESET_EMAIL, email.as_str())?;
            tx.enqueue(&AskReset { email })
        })
        .await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// Choose a new password with a mailed token. Signs you out everywhere.
#[utoipa::path(post, path = "/password-resets/{token}", tag = "me", security(()), request_body = NewPassword,
    responses((status = 204), Problem))]
async fn reset_password(
    State(blimp): State<Blimp>,
    caller: Caller,
    Path(token): Path<String>,
    Json(form): Json<NewPassword>,
) -> Result<Response> {
    check(&blimp, token.clone(), form.password.clone()).await?;
    let hash = hasher::hash(form.password).await?;
    let signer = blimp.signer.clone();
    write(&blimp.db, caller, move |tx| {
        let (reset, user) = actions::open(tx, &signer, &token)?;
        actions::complete(tx, &reset, &user, &hash)?;
        Ok(Reply::no_content())
    })
    .await
}

/// Refuses a bad token or password before anything is hashed.
async fn check(blimp: &Blimp, token: String, password: Secret<String>) -> Result<(), Error> {
    let signer = blimp.signer.clone();
    let now = blimp.clock.now();
    blimp
        .db
        .read(move |conn| {
            let (reset, user) = actions::open(conn, &signer, &token)?;
            if reset.expires_at <= now {
                let words = "This link is too old; ask for another.";
                return Err(Error::conflict("password_reset.expired", words));
            }
            let email = user.email.as_ref().map_or("", |email| email.as_str());
            let mut fields = Fields::default();
            passwords::check(
                &mut fields,
                "password",
                password.expose(),
                &[email, &user.name],
            );
            fields.check()
        })
        .await
}
