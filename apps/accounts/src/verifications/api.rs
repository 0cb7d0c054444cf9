//! Verifications over HTTP.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use blimp_app::Blimp;
use blimp_http::{Caller, Path, Problem, Reply, Result, write};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::actor::Actor;
use crate::throttles::{self, VERIFY_USER};
use crate::users;
use crate::verifications::actions;

/// The routes of verifications.
pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(ask_verification))
        .routes(routes!(confirm_verification))
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
