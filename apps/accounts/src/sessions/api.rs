//! Sessions over HTTP.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use blimp_app::Blimp;
use blimp_http::{Caller, Filter, Json, Path, Problem, Reply, Result, write};
use blimp_kit::{Email, Instant, Page, Secret};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::actor::Actor;
use crate::ids::SessionId;
use crate::me;
use crate::me::api::MeBody;
use crate::paging::Paging;
use crate::sessions::{
    Origin, Session, actions, check_password, clear_cookie, policy, queries, set_cookie,
};

/// The routes of sessions.
pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(start_session, end_session))
        .routes(routes!(list_sessions, end_other_sessions))
        .routes(routes!(end_one_session))
}

impl From<&Caller> for Origin {
    fn from(caller: &Caller) -> Self {
        Self {
            ip: caller.ip.to_string(),
            user_agent: caller.user_agent.clone(),
        }
    }
}

/// Who signs in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "email": "ana@example.com", "password": "a long sentence" }))]
pub struct SignIn {
    /// The address.
    email: Email,
    /// The password.
    #[schema(value_type = String, format = Password)]
    password: Secret<String>,
}

/// A browser that is signed in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": 1, "ip": "192.0.2.7", "user_agent": "Browser/1.0", "current": true,
    "created_at": "2026-11-23T09:30:00Z", "last_seen_at": "2026-11-23T10:00:00Z"
}))]
pub struct SessionBody {
    /// Its id.
    id: SessionId,
    /// Where it was started.
    ip: String,
    /// The program.
    #[schema(required)]
    user_agent: Option<String>,
    /// Whether it is the one that asks.
    current: bool,
    /// When it was started.
    created_at: Instant,
    /// When it was last seen, within five minutes.
    last_seen_at: Instant,
}

impl SessionBody {
    fn new(session: Session, current: Option<SessionId>) -> Self {
        Self {
            current: current == Some(session.id),
            id: session.id,
            ip: session.ip,
            user_agent: session.user_agent,
            created_at: session.created_at,
            last_seen_at: session.last_seen_at,
        }
    }
}

/// The answer to an unknown address and to a wrong password: the same.
pub(crate) fn bad_credentials() -> Problem {
    let title = "The address or the password is wrong.";
    Problem::new(StatusCode::UNAUTHORIZED, "bad_credentials", title)
}

/// Sign in with address and password; answers with a session cookie.
#[utoipa::path(post, path = "/session", tag = "sessions", security(()), request_body = SignIn,
    responses((status = 201, body = MeBody), Problem))]
async fn start_session(
    State(blimp): State<Blimp>,
    caller: Caller,
    Json(form): Json<SignIn>,
) -> Result<Response> {
    let found = check_password(&blimp.db, &form.email, form.password, caller.ip).await?;
    let user = found.ok_or_else(bad_credentials)?;
    let (origin, https) = (Origin::from(&caller), blimp.site.https());
    write(&blimp.db, caller, move |tx| {
        let secret = actions::start(tx, user, &origin)?;
        let me = me::queries::get(tx, user)?;
        let reply = Reply::created("/api/v1/me", &MeBody::from(&me))?;
        Ok(reply.cookie(&set_cookie(https, &secret)))
    })
    .await
}

/// Sign out.
#[utoipa::path(delete, path = "/session", tag = "sessions",
    responses((status = 204), Problem))]
async fn end_session(State(blimp): State<Blimp>, caller: Caller, actor: Actor) -> Result<Response> {
    let https = blimp.site.https();
    write(&blimp.db, caller, move |tx| {
        let id = actor.session().ok_or_else(|| {
            blimp_kit::Error::conflict("session.none", "A token is revoked, not signed out.")
        })?;
        let session = policy::end(tx, &actor, id)?;
        actions::end(tx, &session)?;
        Ok(Reply::no_content().cookie(&clear_cookie(https)))
    })
    .await
}

/// The browsers you are signed in with, newest first.
#[utoipa::path(get, path = "/sessions", tag = "sessions", params(Paging),
    responses((status = 200, body = Page<SessionBody>), Problem))]
async fn list_sessions(
    State(blimp): State<Blimp>,
    actor: Actor,
    Filter(paging): Filter<Paging>,
) -> Result<Json<Page<SessionBody>>> {
    let (current, now) = (actor.session(), blimp.clock.now());
    let page = blimp
        .db
        .read(move |conn| queries::list(conn, &actor, &paging.into(), now))
        .await?;
    Ok(Json(page.map(|session| SessionBody::new(session, current))))
}

/// Sign out everywhere else.
#[utoipa::path(delete, path = "/sessions", tag = "sessions",
    responses((status = 204), Problem))]
async fn end_other_sessions(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
) -> Result<Response> {
    write(&blimp.db, caller, move |tx| {
        actions::end_others(tx, &policy::end_others(&actor)?)?;
        Ok(Reply::no_content())
    })
    .await
}

/// Sign one browser out.
#[utoipa::path(delete, path = "/sessions/{session}", tag = "sessions",
    responses((status = 204), Problem))]
async fn end_one_session(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<SessionId>,
) -> Result<Response> {
    write(&blimp.db, caller, move |tx| {
        let session = policy::end(tx, &actor, id)?;
        actions::end(tx, &session)?;
        Ok(Reply::no_content())
    })
    .await
}
