//! For those who invite.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use blimp_app::Blimp;
use blimp_http::{Caller, Filter, Json, Path, Problem, Reply, Result, etag, write};
use blimp_kit::{Email, Error, Fields, Instant, Page};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::actor::Actor;
use crate::companies;
use crate::ids::{CompanyId, UserId};
use crate::invitations::{
    Invitation, InvitationId, InvitationState, Invitee, actions, policy, queries,
};
use crate::paging::Paging;
use crate::role::Role;
use crate::throttles::{self, INVITE_AGAIN, INVITE_COMPANY, Rule};

/// The most projects of one invitation.
const MOST_PROJECTS: usize = 100;

/// Whom to invite.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "email": "bo@example.com", "role": "member" }))]
pub(super) struct InvitationForm {
    /// Their address.
    email: Email,
    /// `admin`, `member` or `client`.
    role: Role,
    /// The projects they are added to on acceptance.
    #[serde(default)]
    #[schema(max_items = 100)]
    project_ids: Vec<i64>,
    /// The placeholder that they are.
    claims_user_id: Option<UserId>,
}

impl InvitationForm {
    fn checked(self) -> Result<Invitee, Error> {
        let mut fields = Fields::default();
        if self.project_ids.len() > MOST_PROJECTS {
            fields.add(
                "project_ids",
                "too_many",
                format!("At most {MOST_PROJECTS}."),
            );
        }
        fields.check()?;
        let Self {
            email,
            role,
            project_ids,
            claims_user_id: claims,
        } = self;
        Ok(Invitee {
            email,
            role,
            project_ids,
            claims,
        })
    }
}

/// Somebody asked into a company.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": 1, "email": "bo@example.com", "role": "member", "project_ids": [],
    "claims_user_id": null, "invited_by": 1, "state": "open",
    "created_at": "2026-11-23T09:30:00Z", "sent_at": "2026-11-23T09:30:00Z",
    "expires_at": "2026-12-07T09:30:00Z"
}))]
pub(super) struct InvitationBody {
    /// Its id.
    id: InvitationId,
    /// Who.
    email: Email,
    /// As what.
    role: Role,
    /// The projects they are added to on acceptance.
    project_ids: Vec<i64>,
    /// The placeholder that they are.
    #[schema(required)]
    claims_user_id: Option<UserId>,
    /// Who asked.
    #[schema(required)]
    invited_by: Option<UserId>,
    /// What has become of it.
    state: InvitationState,
    /// When they were first asked.
    created_at: Instant,
    /// When they were last asked.
    sent_at: Instant,
    /// When the link stops working.
    expires_at: Instant,
}

impl InvitationBody {
    fn new(row: &Invitation, now: Instant) -> Self {
        Self {
            id: row.id,
            email: row.email.clone(),
            role: row.role,
            project_ids: row.project_ids(),
            claims_user_id: row.claims_user_id,
            invited_by: row.invited_by,
            state: row.state(now),
            created_at: row.created_at,
            sent_at: row.sent_at,
            expires_at: row.expires_at,
        }
    }
}

fn tag(row: &Invitation, actor: &Actor) -> String {
    etag::of(row.version, actor.rights(row.company_id))
}

fn reply(row: &Invitation, actor: &Actor, now: Instant) -> Result<Reply, Error> {
    Ok(Reply::ok(&InvitationBody::new(row, now))?.etag(&tag(row, actor)))
}

/// Counts a try, in a transaction of its own, unless limits are off.
async fn count(blimp: &Blimp, rule: &'static Rule, whom: String) -> Result<(), Error> {
    if !blimp.site.rate_limits {
        return Ok(());
    }
    blimp
        .db
        .write(move |tx| throttles::actions::take(tx, rule, &whom))
        .await
}

/// The invitations of a company that nobody has accepted yet, newest first.
#[utoipa::path(get, path = "/companies/{company}/invitations", tag = "invitations",
    params(Paging), responses((status = 200, body = Page<InvitationBody>), Problem))]
pub(super) async fn list_invitations(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Filter(paging): Filter<Paging>,
) -> Result<Json<Page<InvitationBody>>> {
    let now = blimp.clock.now();
    let page = blimp.db.read(move |conn| {
        companies::policy::oversee(conn, &actor, company)?;
        queries::list(conn, &actor, company, &paging.into())
    });
    Ok(Json(page.await?.map(|row| InvitationBody::new(&row, now))))
}

/// Invite somebody by mail. Owners and admins may.
#[utoipa::path(post, path = "/companies/{company}/invitations", tag = "invitations",
    request_body = InvitationForm, responses((status = 201, body = InvitationBody), Problem))]
pub(super) async fn invite_person(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path(company): Path<CompanyId>,
    Json(form): Json<InvitationForm>,
) -> Result<Response> {
    if actor.administers(company) {
        count(&blimp, &INVITE_COMPANY, company.to_string()).await?;
    }
    write(&blimp.db, caller, move |tx| {
        let company = policy::invite(tx, &actor, company, form.role)?;
        let row = actions::invite(tx, &actor, &company, &form.checked()?)?;
        let location = format!("/api/v1/companies/{}/invitations/{}", company.id, row.id);
        let body = InvitationBody::new(&row, tx.now());
        Ok(Reply::created(&location, &body)?.etag(&tag(&row, &actor)))
    })
    .await
}

/// One invitation.
#[utoipa::path(get, path = "/companies/{company}/invitations/{invitation}", tag = "invitations",
    responses((status = 200, body = InvitationBody), Problem))]
pub(super) async fn get_invitation(
    State(blimp): State<Blimp>,
    actor: Actor,
    Path((company, id)): Path<(CompanyId, InvitationId)>,
) -> Result<Response> {
    let now = blimp.clock.now();
    let reply = blimp.db.read(move |conn| {
        companies::policy::oversee(conn, &actor, company)?;
        let row = queries::find(conn, company, id)?.filter(|row| row.cancelled_at.is_none());
        let row = row.ok_or(Error::NotFound)?;
        reply(&row, &actor, now)
    });
    Ok(reply.await?.into_response())
}

/// Take an invitation back: its link stops working.
#[utoipa::path(delete, path = "/companies/{company}/invitations/{invitation}",
    tag = "invitations", responses((status = 204), Problem))]
pub(super) async fn cancel_invitation(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path((company, id)): Path<(CompanyId, InvitationId)>,
) -> Result<Response> {
    let conditions = caller.clone();
    write(&blimp.db, caller, move |tx| {
        let row = policy::manage(tx, &actor, company, id)?;
        conditions.expects(&tag(&row, &actor), || reply(&row, &actor, tx.now()))?;
        actions::cancel(tx, actor.user, &row)?;
        Ok(Reply::no_content())
    })
    .await
}

/// Send an invitation again; its link is good for another 14 days.
#[utoipa::path(post, path = "/companies/{company}/invitations/{invitation}/resending",
    tag = "invitations", responses((status = 200, body = InvitationBody), Problem))]
pub(super) async fn resend_invitation(
    State(blimp): State<Blimp>,
    caller: Caller,
    actor: Actor,
    Path((company, id)): Path<(CompanyId, InvitationId)>,
) -> Result<Response> {
    if actor.administers(company) {
        count(&blimp, &INVITE_AGAIN, id.to_string()).await?;
    }
    write(&blimp.db, caller.clone(), move |tx| {
        let row = policy::manage(tx, &actor, company, id)?;
        caller.expects(&tag(&row, &actor), || reply(&row, &actor, tx.now()))?;
        let row = actions::resend(tx, actor.user, &row)?;
        reply(&row, &actor, tx.now())
    })
    .await
}
