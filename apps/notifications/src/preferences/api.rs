//! Routes of preferences.

use axum::extract::State;
use axum::response::IntoResponse as _;
use blimp_accounts::companies::policy;
use blimp_accounts::{Actor, CompanyId, UserId};
use blimp_app::Blimp;
use blimp_http::{Caller, Json, Path, Problem, Reply, Result, present};
use blimp_kit::signer;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::preferences::{Chosen, Kind, Medium, actions, queries};

pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new().routes(routes!(get_preferences, update_preferences))
}

/// What the caller is told in a company, and how.
#[derive(Debug, Serialize, ToSchema)]
struct PreferencesBody {
    /// One entry for each kind.
    items: Vec<PreferenceBody>,
}

/// Whether a kind of notification comes to the inbox and by mail.
#[derive(Debug, Serialize, ToSchema)]
struct PreferenceBody {
    kind: Kind,
    inbox: bool,
    mail: bool,
}

/// Choices; a medium that is not named stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PreferencesPatch {
    #[schema(max_items = 50)]
    items: Vec<PreferencePatch>,
}

/// One kind's choices.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PreferencePatch {
    kind: Kind,
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    inbox: Option<bool>,
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    mail: Option<bool>,
}

impl PreferencesPatch {
    fn choices(&self) -> Vec<(Kind, Medium, bool)> {
        let both = |item: &PreferencePatch| {
            [
                (item.kind, Medium::Inbox, item.inbox),
                (item.kind, Medium::Mail, item.mail),
            ]
        };
        let named = |(kind, medium, on): (Kind, Medium, Option<bool>)| Some((kind, medium, on?));
        self.items
            .iter()
            .take(50)
            .flat_map(both)
            .filter_map(named)
            .collect()
    }
}

fn body(user: UserId, chosen: &Chosen) -> PreferencesBody {
    let item = |kind: &Kind| PreferenceBody {
        kind: *kind,
        inbox: chosen.wants(user, *kind, Medium::Inbox),
        mail: chosen.wants(user, *kind, Medium::Mail),
    };
    PreferencesBody {
        items: Kind::ALL.iter().map(item).collect(),
    }
}

/// The choices and their `ETag`, which follows from what they say.
fn reply(body: &PreferencesBody) -> blimp_kit::Result<Reply> {
    Ok(Reply::ok(body)?.etag(&tag(body)?))
}

fn tag(body: &PreferencesBody) -> blimp_kit::Result<String> {
    Ok(format!(
        "\"{}\"",
        signer::fingerprint(&serde_json::to_string(body)?)
    ))
}

/// What the caller is told in this company, by inbox and by mail.
#[utoipa::path(get, path = "/companies/{company}/notification-preferences", tag = "notifications",
    params(("company" = CompanyId, Path)),
    responses((status = 200, body = PreferencesBody), Problem))]
async fn get_preferences(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(company): Path<CompanyId>,
) -> Result {
    let found = blimp.db.read(move |conn| {
        let company = policy::view(conn, &actor, company)?;
        let chosen = queries::chosen(conn, company.id, &[actor.user])?;
        reply(&body(actor.user, &chosen))
    });
    Ok(found.await?.into_response())
}

/// Choose what to be told in this company, and how.
#[utoipa::path(patch, path = "/companies/{company}/notification-preferences", tag = "notifications",
    params(("company" = CompanyId, Path)),
    request_body = PreferencesPatch,
    responses((status = 200, body = PreferencesBody), Problem))]
async fn update_preferences(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Json(patch): Json<PreferencesPatch>,
) -> Result {
    blimp_http::write(&blimp.db, caller.clone(), move |tx| {
        let company = policy::view(tx, &actor, company)?;
        let now = body(actor.user, &queries::chosen(tx, company.id, &[actor.user])?);
        caller.expects(&tag(&now)?, || reply(&now))?;
        let chosen = actions::choose(tx, &actor, &company, &patch.choices())?;
        reply(&body(actor.user, &chosen))
    })
    .await
}
