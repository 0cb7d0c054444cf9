//! Passwords over HTTP.

use axum::extract::State;
use axum::response::Response;
use blimp_app::Blimp;
use blimp_http::{Caller, Json, Problem, Reply, Result, write};
use blimp_kit::{Error, Fields, Secret};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::actor::{Actor, Scope};
use crate::hasher::{self, Verdict};
use crate::ids::UserId;
use crate::passwords::{actions, check};
use crate::throttles::{self, PASSWORD_USER};
use crate::users::{self, Login};

/// The routes of passwords.
pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new().routes(routes!(change_password))
}

/// The old password and the new one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "current": "a long sentence", "new": "another long sentence" }))]
pub struct PasswordChange {
    /// The password of today.
    #[schema(value_type = String, format = Password)]
    current: Secret<String>,
    /// The one from now on.
    #[schema(value_type = String, format = Password, min_length = 8, max_length = 128)]
    new: Secret<String>,
}

/// Change your password. Signs you out everywhere else.
#[utoipa::path(put, path = "/password", tag = "me", request_body = PasswordChange,
    responses((status = 204), Problem))]
async fn change_password(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Json(form): Json<PasswordChange>,
) -> Result<Response> {
    actor.needs(Scope::Admin)?;
    verify_current(&blimp, actor.user, &form).await?;
    let hash = hasher::hash(form.new).await?;
    write(&blimp.db, caller, move |tx| {
        actions::change(tx, actor.user, &hash, actor.session())?;
        Ok(Reply::no_content())
    })
    .await
}

/// Refuses a new password that will not do, then a current one that is wrong. Tries are counted.
async fn verify_current(blimp: &Blimp, user: UserId, form: &PasswordChange) -> Result<(), Error> {
    let whom = user.to_string();
    let new = form.new.clone();
    let login = blimp.db.write(move |tx| {
        let owner = users::queries::get(tx, user)?;
        let mut fields = Fields::default();
        let email = owner.email.as_ref().map_or("", |email| email.as_str());
        check(&mut fields, "new", new.expose(), &[email, &owner.name]);
        fields.check()?;
        throttles::actions::take(tx, &PASSWORD_USER, &whom)?;
        users::queries::find_login_of(tx, user)
    });
    confirm_with(blimp, user, ("current", form.current.clone()), login.await?).await
}

/// Makes sure that it is the person themselves: refuses, under `password`, what is not theirs.
/// Tries are counted.
pub(crate) async fn confirm(
    blimp: &Blimp,
    user: UserId,
    password: Secret<String>,
) -> Result<(), Error> {
    let whom = user.to_string();
    let login = blimp.db.write(move |tx| {
        throttles::actions::take(tx, &PASSWORD_USER, &whom)?;
        users::queries::find_login_of(tx, user)
    });
    confirm_with(blimp, user, ("password", password), login.await?).await
}

async fn confirm_with(
    blimp: &Blimp,
    user: UserId,
    (field, password): (&'static str, Secret<String>),
    login: Option<Login>,
) -> Result<(), Error> {
    let stored = login.and_then(|login| login.password_hash);
    if hasher::verify(password, stored).await? == Verdict::Wrong {
        return Err(Error::invalid(field, "wrong", "This is not your password."));
    }
    let whom = user.to_string();
    blimp
        .db
        .write(move |tx| throttles::actions::give_back(tx, &PASSWORD_USER, &whom))
        .await
}
