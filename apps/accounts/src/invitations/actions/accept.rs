//! Accepting an invitation: as a new person, or as somebody who has an account.

use blimp_kit::{Error, May, Result};
use blimp_store::{Changes, Tx};

use crate::ids::UserId;
use crate::invitations::events::{InvitationAccepted, PlaceholderClaimed};
use crate::invitations::policy::Accept;
use crate::invitations::{Invitation, queries};
use crate::members::{self, Member};
use crate::users::events::{UserChanged, UserSignedUp};
use crate::users::{self, NewUser};

/// Somebody without an account who accepts.
#[derive(Debug, Clone)]
pub(crate) struct NewPerson {
    pub(crate) name: String,
    pub(crate) password_hash: String,
}

/// What is said of a link that is too old.
pub(crate) fn expired() -> Error {
    Error::conflict(
        "invitation.expired",
        "This invitation is too old; ask for another.",
    )
}

/// Lets a new person in. Their address counts as verified: the link was mailed there.
pub(crate) fn accept_as_new(
    tx: &mut Tx,
    invitation: &May<Accept, Invitation>,
    person: NewPerson,
) -> Result<UserId> {
    let now = tx.now();
    let new = NewUser {
        email: Some(invitation.email.clone()),
        name: person.name,
        password_hash: Some(person.password_hash),
        email_verified_at: Some(now),
        time_zone: "UTC".to_owned(),
        language: "en".to_owned(),
        source: None,
        created_at: now,
    };
    if users::queries::find_by_email(tx, &invitation.email)?.is_some() {
        return Err(Error::conflict(
            "email_taken",
            "There is an account with this address by now.",
        ));
    }
    let user = match invitation.claims_user_id {
        Some(placeholder) if users::queries::set_claimed(tx, placeholder, &new)? => {
            tx.record(&UserSignedUp { user: placeholder })?;
            placeholder
        }
        _ => users::actions::sign_up(tx, &new)?.id,
    };
    enter(tx, invitation, user)?;
    Ok(user)
}

/// Lets somebody in who has an account, and has shown that it is theirs.
pub(crate) fn accept(tx: &mut Tx, invitation: &May<Accept, Invitation>, user: UserId) -> Result {
    let now = tx.now();
    if users::queries::set_verified(tx, user, &invitation.email, now)? {
        let changes = Changes::default().and("email_verified", &false, &true);
        tx.record(&UserChanged {
            user,
            by: Some(user),
            changes,
        })?;
    }
    enter(tx, invitation, user)?;
    let Some(placeholder) = invitation.claims_user_id else {
        return Ok(());
    };
    if users::queries::set_claimed_by(tx, placeholder, user)? {
        let company = invitation.company_id;
        tx.record(&PlaceholderClaimed {
            company,
            placeholder,
            user,
        })?;
    }
    Ok(())
}

/// Uses the invitation up and puts `user` into the company; who is in it keeps their role.
fn enter(tx: &mut Tx, invitation: &Invitation, user: UserId) -> Result {
    let now = tx.now();
    if !queries::set_accepted(tx, invitation, user, now)? {
        return Err(expired());
    }
    let member = place(tx, invitation, user)?;
    tx.record(&InvitationAccepted {
        invitation: invitation.id,
        company: invitation.company_id,
        user,
        role: member.role,
        invited_by: invitation.invited_by,
        project_ids: invitation.project_ids(),
    })?;
    Ok(())
}

/// The place of `user` in the company; a placeholder who became real gets the role they were
/// invited to.
fn place(tx: &mut Tx, invitation: &Invitation, user: UserId) -> Result<Member> {
    let company = invitation.company_id;
    let member = members::actions::join(tx, company, user, invitation.role)?;
    if invitation.claims_user_id != Some(user) || member.role == invitation.role {
        return Ok(member);
    }
    let by = invitation.invited_by.unwrap_or(user);
    members::actions::turn(tx, by, &member, invitation.role)?;
    members::queries::find(tx, company, user)?.ok_or(Error::NotFound)
}
