//! Members over HTTP.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use blimp_app::Blimp;
use blimp_http::{Caller, Filter, Json, Path, Problem, Reply, Result, etag, write};
use blimp_kit::{Email, Instant, Page};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::actor::Actor;
use crate::companies::policy as companies;
use crate::ids::{CompanyId, UserId};
use crate::members::{Person, actions, policy, queries};
use crate::paging::Paging;
use crate::role::Role;
use crate::users::api::avatar_url;

/// The routes of members.
pub(crate) fn routes() -> OpenApiRouter<Blimp> {
    OpenApiRouter::new()
        .routes(routes!(list_members))
        .routes(routes!(get_member, change_member, remove_member))
        .routes(routes!(move_ownership))
}

/// A person, as colleagues and clients see them.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MemberPerson)]
pub struct PersonBody {
    /// Their id.
    pub id: UserId,
    /// What they are called.
    pub name: String,
    /// Their address; null for placeholders, and for clients who look at others.
    #[schema(required)]
    pub email: Option<Email>,
    /// Where their picture is.
    #[schema(required)]
    pub avatar_url: Option<String>,
    /// An IANA name.
    pub time_zone: String,
    /// Whether they stand for somebody who has no account yet.
    pub is_placeholder: bool,
}

/// Somebody's place in a company.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "user": {
        "id": 2, "name": "Bo Example", "email": "bo@example.com", "avatar_url": null,
        "time_zone": "UTC", "is_placeholder": false
    },
    "role": "member", "joined_at": "2026-11-23T09:30:00Z"
}))]
pub struct MemberBody {
    /// Who.
    pub user: PersonBody,
    /// As what.
    pub role: Role,
    /// Since when.
    pub joined_at: Instant,
}

impl MemberBody {
    fn new(person: &Person, actor: &Actor) -> Self {
        let (company, id) = (person.member.company_id, person.member.user_id);
        let reads_addresses = actor.is_staff_of(company) || actor.user == id;
        Self {
            user: PersonBody {
                id,
                name: person.name.clone(),
                email: person.email.clone().filter(|_| reads_addresses),
                avatar_url: avatar_url(id, person.avatar_file),
                time_zone: person.time_zone.clone(),
                is_placeholder: person.is_placeholder(),
            },
            role: person.member.role,
            joined_at: person.member.joined_at,
        }
    }
}

/// Somebody's new role.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "role": "admin" }))]
pub struct MemberChange {
    /// `admin`, `member` or `client`.
    role: Role,
}

/// Who owns the company from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "user_id": 2 }))]
pub struct OwnershipBody {
    /// An admin or member of the company.
    user_id: UserId,
}

fn reply(person: &Person, actor: &Actor) -> blimp_kit::Result<Reply> {
    Ok(Reply::ok(&MemberBody::new(person, actor))?.etag(&tag(person, actor)))
}

/// Changes with the role and with the profile, for both are shown.
fn tag(person: &Person, actor: &Actor) -> String {
    let rights = actor.rights(person.member.company_id);
    etag::of(
        person.member.version,
        &format!("{}-{rights}", person.user_version),
    )
}

/// The people of a company whom you may see. A client sees no other client here.
#[utoipa::path(get, path = "/companies/{company}/members", tag = "members", params(Paging),
    responses((status = 200, body = Page<MemberBody>), Problem))]
async fn list_members(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(id): Path<CompanyId>,
    Filter(paging): Filter<Paging>,
) -> Result<Json<Page<MemberBody>>> {
    let page = blimp.db.read(move |conn| {
        companies::view(conn, &actor, id)?;
        let page = queries::visible_people(conn, &actor, id, &paging.into())?;
        Ok(page.map(|person| MemberBody::new(&person, &actor)))
    });
    Ok(Json(page.await?))
}

/// One person of a company.
#[utoipa::path(get, path = "/companies/{company}/members/{user}", tag = "members",
    responses((status = 200, body = MemberBody), Problem))]
async fn get_member(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path((company, user)): Path<(CompanyId, UserId)>,
) -> Result<Response> {
    let reply = blimp.db.read(move |conn| {
        companies::view(conn, &actor, company)?;
        reply(&queries::get_person(conn, &actor, company, user)?, &actor)
    });
    Ok(reply.await?.into_response())
}

/// Give somebody another role. Owners and admins may; nobody changes the owner's.
#[utoipa::path(patch, path = "/companies/{company}/members/{user}", tag = "members",
    request_body = MemberChange, responses((status = 200, body = MemberBody), Problem))]
async fn change_member(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path((company, user)): Path<(CompanyId, UserId)>,
    Json(change): Json<MemberChange>,
) -> Result<Response> {
    let conditions = caller.clone();
    write(&blimp.db, caller, move |tx| {
        let member = policy::set_role(tx, &actor, (company, user), change.role)?;
        let person = queries::get_person(tx, &actor, company, user)?;
        conditions.expects(&tag(&person, &actor), || reply(&person, &actor))?;
        actions::set_role(tx, actor.user, &member, change.role)?;
        reply(&queries::get_person(tx, &actor, company, user)?, &actor)
    })
    .await
}

/// Take somebody out of a company, or leave it: with your own id.
#[utoipa::path(delete, path = "/companies/{company}/members/{user}", tag = "members",
    responses((status = 204), Problem))]
async fn remove_member(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path((company, user)): Path<(CompanyId, UserId)>,
) -> Result<Response> {
    let conditions = caller.clone();
    write(&blimp.db, caller, move |tx| {
        let person = queries::get_person(tx, &actor, company, user)?;
        if actor.user == user {
            let member = policy::leave(tx, &actor, company)?;
            conditions.expects(&tag(&person, &actor), || reply(&person, &actor))?;
            actions::leave(tx, &member)?;
        } else {
            let member = policy::remove(tx, &actor, company, user)?;
            conditions.expects(&tag(&person, &actor), || reply(&person, &actor))?;
            actions::remove(tx, actor.user, &member)?;
        }
        Ok(Reply::no_content())
    })
    .await
}

/// Hand a company on. Only its owner may, and becomes an admin by it.
#[utoipa::path(post, path = "/companies/{company}/ownership", tag = "members",
    request_body = OwnershipBody, responses((status = 200, body = MemberBody), Problem))]
async fn move_ownership(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(id): Path<CompanyId>,
    Json(body): Json<OwnershipBody>,
) -> Result<Response> {
    write(&blimp.db, caller, move |tx| {
        let company = companies::own(tx, &actor, id)?;
        actions::hand_on(tx, &actor, &company, body.user_id)?;
        // The caller is an admin from here on.
        let actor = Actor::acting_for(tx, actor.user, actor.via)?;
        reply(&queries::get_person(tx, &actor, id, body.user_id)?, &actor)
    })
    .await
}
