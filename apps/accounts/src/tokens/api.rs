//! Tokens over HTTP.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use blimp_app::Blimp;
use blimp_http::{Caller, Filter, Json, Path, Problem, Reply, Result, write};
use blimp_kit::{Error, Fields, Instant, Page};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::actor::{Actor, Scope};
use crate::ids::TokenId;
use crate::names;
use crate::paging::Paging;
use crate::tokens::{Token, actions, policy, queries};

/// The routes of tokens.
pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_tokens, make_token))
        .routes(routes!(get_token, revoke_token))
}

/// A token to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "name": "Backup script", "scopes": ["read"] }))]
pub struct TokenForm {
    /// What you call it.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// What it allows: `read`, `write`, `admin`; each includes those before it.
    #[schema(min_items = 1)]
    scopes: Vec<Scope>,
    /// When it stops working; never, where nothing is said.
    expires_at: Option<Instant>,
}

impl TokenForm {
    fn checked(&self, now: Instant) -> Result<(String, Scope), Error> {
        let mut fields = Fields::default();
        let name = names::tidy(&mut fields, "name", &self.name);
        if self.scopes.is_empty() {
            fields.add("scopes", "empty", "Say at least one of read, write, admin.");
        }
        if self.expires_at.is_some_and(|at| at <= now) {
            fields.add("expires_at", "past", "This time is over.");
        }
        fields.check()?;
        Ok((
            name,
            self.scopes.iter().copied().max().unwrap_or(Scope::Read),
        ))
    }
}

/// A token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": 1, "name": "Backup script", "scopes": ["read"], "expires_at": null,
    "last_used_at": null, "created_at": "2026-11-23T09:30:00Z"
}))]
pub struct TokenBody {
    /// Its id.
    id: TokenId,
    /// What you call it.
    name: String,
    /// What it allows.
    scopes: Vec<Scope>,
    /// When it stops working.
    #[schema(required)]
    expires_at: Option<Instant>,
    /// When it was last used, within a minute.
    #[schema(required)]
    last_used_at: Option<Instant>,
    /// When it was made.
    created_at: Instant,
}

impl From<Token> for TokenBody {
    fn from(token: Token) -> Self {
        Self {
            id: token.id,
            name: token.name,
            scopes: Scope::ALL
                .iter()
                .copied()
                .filter(|scope| *scope <= token.scope)
                .collect(),
            expires_at: token.expires_at,
            last_used_at: token.last_used_at,
            created_at: token.created_at,
        }
    }
}

/// A new token. Its secret is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeToken {
    /// The secret, for `Authorization: Bearer`.
    #[schema(example = "blimp_pat_…")]
    token: String,
    /// The rest.
    #[serde(flatten)]
    body: TokenBody,
}

/// Your tokens, newest first.
#[utoipa::path(get, path = "/tokens", tag = "tokens", params(Paging),
    responses((status = 200, body = Page<TokenBody>), Problem))]
async fn list_tokens(
    State(blimp): State<Blimp>,
    actor: Actor,
    Filter(paging): Filter<Paging>,
) -> Result<Json<Page<TokenBody>>> {
    let page = blimp
        .db
        .read(move |conn| queries::list(conn, &actor, &paging.into()))
        .await?;
    Ok(Json(page.map(TokenBody::from)))
}

/// Make a token for a script.
#[utoipa::path(post, path = "/tokens", tag = "tokens", request_body = TokenForm,
    responses((status = 201, body = MadeToken), Problem))]
async fn make_token(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Json(form): Json<TokenForm>,
) -> Result<Response> {
    write(&blimp.db, caller, move |tx| {
        let (name, scope) = form.checked(tx.now())?;
        let scope = policy::make(&actor, scope)?;
        let (token, secret) = actions::make(tx, &actor, &scope, &name, form.expires_at)?;
        let location = format!("/api/v1/tokens/{}", token.id);
        let made = MadeToken {
            token: secret,
            body: TokenBody::from(token),
        };
        Ok(Reply::created(&location, &made)?.secret())
    })
    .await
}

/// One of your tokens.
#[utoipa::path(get, path = "/tokens/{token}", tag = "tokens",
    responses((status = 200, body = TokenBody), Problem))]
async fn get_token(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<TokenId>,
) -> Result<Response> {
    let found = blimp
        .db
        .read(move |conn| queries::find(conn, &actor, id))
        .await?;
    let token = found.ok_or(Error::NotFound)?;
    Ok(Json(TokenBody::from(token)).into_response())
}

/// Revoke a token: its next use is refused.
#[utoipa::path(delete, path = "/tokens/{token}", tag = "tokens",
    responses((status = 204), Problem))]
async fn revoke_token(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<TokenId>,
) -> Result<Response> {
    write(&blimp.db, caller, move |tx| {
        let token = policy::revoke(tx, &actor, id)?;
        actions::revoke(tx, &token)?;
        Ok(Reply::no_content())
    })
    .await
}
