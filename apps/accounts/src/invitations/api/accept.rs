//! For those who are invited: they hold the token of a mailed link.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use blimp_app::Blimp;
use blimp_http::{Caller, Json, Path, Problem, Reply, Result, write};
use blimp_kit::{Email, Error, Fields, Instant, Secret};
use blimp_store::{Conn, Tx};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::actor::{Actor, Scope};
use crate::companies;
use crate::companies::api::CompanyBody;
use crate::credentials::api::MaybeActor;
use crate::hasher;
use crate::ids::UserId;
use crate::invitations::Invitation;
use crate::invitations::actions::{self, NewPerson};
use crate::invitations::policy::{self, Accept};
use crate::members;
use crate::names;
use crate::passwords;
use crate::role::Role;
use crate::sessions::api::bad_credentials;
use crate::sessions::{self, Origin, check_password, set_cookie};
use crate::users::api::UserBody;
use crate::users::{self, User};
use blimp_kit::May;

blimp_kit::words!(
    /// What accepting takes.
    Needs {
        /// A name and a new password: the address has no account.
        Password = "password",
        /// The address has an account: its session, or its password.
        Session = "session",
    }
);

/// What the holder of a token is accepting.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "company": { "name": "Acme" }, "email": "bo@example.com", "role": "member",
    "invited_by": "Ana Example", "needs": "password", "expires_at": "2026-12-07T09:30:00Z"
}))]
pub(super) struct OpenInvitation {
    /// Into which company.
    company: InvitingCompany,
    /// Who was invited.
    email: Email,
    /// As what.
    role: Role,
    /// Who asked.
    #[schema(required)]
    invited_by: Option<String>,
    /// What accepting takes.
    needs: Needs,
    /// When the link stops working.
    expires_at: Instant,
}

/// The company that invites.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct InvitingCompany {
    /// What it is called.
    name: String,
}

/// Who accepts: a new person with both, somebody with an account with their password or, signed
/// in, with nothing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "name": "Bo Example", "password": "a long sentence" }))]
pub(super) struct Acceptance {
    /// What a new person is called.
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    /// A new person's password, or the account's.
    #[schema(value_type = Option<String>, format = Password)]
    password: Option<Secret<String>>,
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AcceptedBody {
    /// You.
    user: UserBody,
    /// The company you are in now.
    company: CompanyBody,
    /// What you are there.
    role: Role,
}

/// What a token invites to.
#[utoipa::path(get, path = "/invitations/{token}", tag = "invitations", security(()),
    responses((status = 200, body = OpenInvitation), Problem))]
pub(super) async fn read_invitation(
    State(blimp): State<Blimp>,
    Path(token): Path<String>,
) -> Result<Json<OpenInvitation>> {
    let reading = blimp.clone();
    let body = blimp.db.read(move |conn| {
        let (row, user) = open(conn, &reading, &token)?;
        let company = companies::queries::find_any(conn, row.company_id)?;
        let by = row
            .invited_by
            .map(|by| users::queries::find(conn, by))
            .transpose()?
            .flatten();
        Ok(OpenInvitation {
            company: InvitingCompany {
                name: company.ok_or(Error::NotFound)?.name,
            },
            email: row.email.clone(),
            role: row.role,
            invited_by: by.map(|by| by.name),
            needs: if user.is_some() {
                Needs::Session
            } else {
                Needs::Password
            },
            expires_at: row.expires_at,
        })
    });
    Ok(Json(body.await?))
}

/// Accept an invitation. A new person gets a session cookie.
#[utoipa::path(post, path = "/invitations/{token}/acceptance", tag = "invitations", security(()),
    request_body = Acceptance,
    responses((status = 200, body = AcceptedBody), (status = 201, body = AcceptedBody), Problem))]
pub(super) async fn accept_invitation(
    State(blimp): State<Blimp>,
    caller: Caller,
    MaybeActor(actor): MaybeActor,
    Path(token): Path<String>,
    Json(form): Json<Acceptance>,
) -> Result<Response> {
    let way = find_way(&blimp, &caller, actor, (&token, form)).await?;
    let (origin, house) = (Origin::from(&caller), blimp.clone());
    write(&blimp.db, caller, move |tx| {
        let invitation = policy::accept(tx, &house.signer, &token)?;
        enter(tx, &house, &invitation, (way, &origin))
    })
    .await
}

/// How somebody accepts, once they have shown who they are.
enum Way {
    New(NewPerson),
    Password(UserId),
    SignedIn(UserId),
}

/// The open invitation of a token, and who has its address.
fn open(
    conn: &mut Conn,
    blimp: &Blimp,
    token: &str,
) -> blimp_kit::Result<(Invitation, Option<User>)> {
    let invitation = policy::accept(conn, &blimp.signer, token)?.into_inner();
    if !invitation.is_open(blimp.clock.now()) {
        return Err(actions::expired());
    }
    let user = users::queries::find_by_email(conn, &invitation.email)?;
    Ok((invitation, user))
}

async fn find_way(
    blimp: &Blimp,
    caller: &Caller,
    actor: Option<Actor>,
    (token, form): (&str, Acceptance),
) -> Result<Way> {
    let (reading, token) = (blimp.clone(), token.to_owned());
    let found = blimp
        .db
        .read(move |conn| open(conn, &reading, &token))
        .await?;
    let (invitation, user) = found;
    let Some(user) = user else {
        let (name, password) = checked(form, &invitation.email)?;
        let password_hash = hasher::hash(password).await?;
        return Ok(Way::New(NewPerson {
            name,
            password_hash,
        }));
    };
    if let Some(actor) = actor.filter(|actor| actor.user == user.id) {
        actor.needs(Scope::Admin)?;
        return Ok(Way::SignedIn(user.id));
    }
    let Some(password) = form.password else {
        let title = "This address has an account: sign in with it, or give its password.";
        return Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "sign_in_first",
            title,
        ));
    };
    let found = check_password(&blimp.db, &invitation.email, password, caller.ip).await?;
    found.map(Way::Password).ok_or_else(bad_credentials)
}

/// A new person's name and password, or all that is wrong with them.
fn checked(form: Acceptance, email: &Email) -> Result<(String, Secret<String>), Error> {
    let mut fields = Fields::default();
    let name = names::tidy(&mut fields, "name", &form.name.unwrap_or_default());
    let password = form.password.unwrap_or_default();
    passwords::check(
        &mut fields,
        "password",
        password.expose(),
        &[email.as_str(), &name],
    );
    fields.check()?;
    Ok((name, password))
}

fn enter(
    tx: &mut Tx,
    blimp: &Blimp,
    invitation: &May<Accept, Invitation>,
    (way, origin): (Way, &Origin),
) -> blimp_kit::Result<Reply> {
    let (user, is_new, signs_in) = match way {
        Way::New(person) => (actions::accept_as_new(tx, invitation, person)?, true, true),
        Way::Password(user) => (user, false, true),
        Way::SignedIn(user) => (user, false, false),
    };
    if !is_new {
        actions::accept(tx, invitation, user)?;
    }
    let body = accepted(tx, invitation, user)?;
    let location = format!("/api/v1/companies/{}", invitation.company_id);
    let reply = if is_new {
        Reply::created(&location, &body)?
    } else {
        Reply::ok(&body)?
    };
    if !signs_in {
        return Ok(reply);
    }
    let secret = sessions::actions::start(tx, user, origin)?;
    Ok(reply.cookie(&set_cookie(blimp.site.https(), &secret)))
}

fn accepted(
    conn: &mut Conn,
    invitation: &Invitation,
    user: UserId,
) -> blimp_kit::Result<AcceptedBody> {
    let company = companies::queries::find_any(conn, invitation.company_id)?;
    let member = members::queries::find(conn, invitation.company_id, user)?;
    Ok(AcceptedBody {
        user: UserBody::from(&users::queries::get(conn, user)?),
        company: CompanyBody::from(&company.ok_or(Error::NotFound)?),
        role: member.ok_or(Error::NotFound)?.role,
    })
}
