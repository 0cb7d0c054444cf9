//! The caller's profile.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use blimp_app::Blimp;
use blimp_http::{Caller, Json, Problem, Reply, Result, etag, present, write};
use blimp_kit::{Error, Fields, Slug, signer};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::actor::Actor;
use crate::ids::CompanyId;
use crate::me::{Me, queries};
use crate::names;
use crate::role::Role;
use crate::users::api::UserBody;
use crate::users::{self, Profile, WeekStart};

/// You, and the companies you are in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "user": {
        "id": 1, "name": "Ana Example", "email": "ana@example.com", "email_verified": true,
        "time_zone": "Europe/Berlin", "language": "en", "week_start": "monday", "avatar_url": null,
        "created_at": "2026-11-23T09:30:00Z"
    },
    "memberships": [{ "company": { "id": 1, "slug": "acme", "name": "Acme" }, "role": "owner" }]
}))]
pub struct MeBody {
    /// You.
    pub user: UserBody,
    /// The companies you are in, by id.
    pub memberships: Vec<MembershipBody>,
}

/// A company you are in.
#[derive(Debug, Serialize, ToSchema)]
pub struct MembershipBody {
    /// Which.
    pub company: MembershipCompany,
    /// As what.
    pub role: Role,
}

/// A company, in few words.
#[derive(Debug, Serialize, ToSchema)]
pub struct MembershipCompany {
    /// Its id.
    pub id: CompanyId,
    /// Its name in web addresses.
    pub slug: Slug,
    /// What it is called.
    pub name: String,
}

impl From<&Me> for MeBody {
    fn from(me: &Me) -> Self {
        let memberships = me.memberships.iter().map(|(company, role)| MembershipBody {
            company: MembershipCompany {
                id: company.id,
                slug: company.slug.clone(),
                name: company.name.clone(),
            },
            role: *role,
        });
        Self {
            user: UserBody::from(&me.user),
            memberships: memberships.collect(),
        }
    }
}

/// What to change of your profile.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "time_zone": "Europe/Lisbon" }))]
pub(crate) struct ProfileChange {
    /// What you are called.
    #[serde(default, deserialize_with = "present")]
    #[schema(min_length = 1, max_length = 100, nullable = false)]
    name: Option<String>,
    /// An IANA name, such as `Europe/Berlin`.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    time_zone: Option<String>,
    /// The language you read.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, pattern = "^(en|es)$")]
    language: Option<String>,
    /// The day on which your week begins.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    week_start: Option<WeekStart>,
}

impl ProfileChange {
    fn checked(self) -> Result<Profile, Error> {
        let mut fields = Fields::default();
        let name = self
            .name
            .map(|name| names::tidy(&mut fields, "name", &name));
        if let Some(zone) = &self.time_zone {
            names::check_time_zone(&mut fields, zone);
        }
        if let Some(language) = &self.language {
            names::check_language(&mut fields, language);
        }
        fields.check()?;
        Ok(Profile {
            name,
            time_zone: self.time_zone,
            language: self.language,
            week_start: self.week_start,
        })
    }
}

/// The reply and its `ETag`, which changes with the memberships too.
pub(super) fn reply(me: &Me) -> blimp_kit::Result<Reply> {
    let body = MeBody::from(me);
    Ok(Reply::ok(&body)?.etag(&tag(me.user.version, &body)?))
}

fn tag(version: i64, body: &MeBody) -> blimp_kit::Result<String> {
    let memberships = serde_json::to_string(&body.memberships)?;
    Ok(etag::of(version, &signer::fingerprint(&memberships)))
}

/// You, and the companies you are in.
#[utoipa::path(get, path = "/me", tag = "me",
    responses((status = 200, body = MeBody), Problem))]
pub(super) async fn get_me(State(blimp): State<Blimp>, actor: Actor) -> Result<Response> {
    let reply = blimp
        .db
        .read(move |conn| reply(&queries::get(conn, actor.user)?));
    Ok(reply.await?.into_response())
}

/// Change your name, time zone or language.
#[utoipa::path(patch, path = "/me", tag = "me", request_body = ProfileChange,
    responses((status = 200, body = MeBody), Problem))]
pub(super) async fn change_me(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Json(change): Json<ProfileChange>,
) -> Result<Response> {
    let conditions = caller.clone();
    write(&blimp.db, caller, move |tx| {
        let profile = change.checked()?;
        let me = queries::get(tx, actor.user)?;
        conditions.expects(&tag(me.user.version, &MeBody::from(&me))?, || reply(&me))?;
        users::actions::change(tx, &actor, &me.user, &profile)?;
        reply(&queries::get(tx, actor.user)?)
    })
    .await
}
