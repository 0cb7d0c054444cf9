//! Inviting, inviting again, taking back.

use blimp_kit::{Error, May, Result, random};
use blimp_store::Tx;

use crate::actor::Actor;
use crate::companies::Company;
use crate::ids::{CompanyId, UserId};
use crate::invitations::events::{InvitationCancelled, InvitationSent};
use crate::invitations::model::GOOD_FOR;
use crate::invitations::policy::{Invite, Manage};
use crate::invitations::{Invitation, Invitee, NewInvitation, queries};
use crate::members;
use crate::users;

/// Invites somebody. One who is in the company, or has an open invitation, is refused.
pub(crate) fn invite(
    tx: &mut Tx,
    actor: &Actor,
    company: &May<Invite, Company>,
    invitee: &Invitee,
) -> Result<Invitation> {
    refuse_members(tx, company.id, invitee)?;
    if let Some(user) = invitee.claims {
        check_placeholder(tx, actor, company.id, user)?;
    }
    let now = tx.now();
    if let Some(pending) = queries::find_pending(tx, company.id, &invitee.email)? {
        if pending.is_open(now) {
            let words = "This address has an open invitation; send it again instead.";
            return Err(Error::conflict("invitation.exists", words));
        }
        queries::set_cancelled(tx, &pending, now)?;
    }
    members::actions::room_for_one(tx, company.id)?;
    let new = NewInvitation {
        company_id: company.id,
        email: &invitee.email,
        role: invitee.role,
        project_ids: &serde_json::to_string(&invitee.project_ids)?,
        nonce: &random::token()?,
        claims_user_id: invitee.claims,
        invited_by: Some(actor.user),
        created_at: now,
        sent_at: now,
        expires_at: now + GOOD_FOR,
    };
    let invitation = queries::add(tx, &new)?;
    tx.record(&InvitationSent {
        invitation,
        company: company.id,
        by: actor.user,
        again: false,
    })?;
    queries::find(tx, company.id, invitation)?.ok_or(Error::NotFound)
}

fn refuse_members(tx: &mut Tx, company: CompanyId, invitee: &Invitee) -> Result {
    let Some(user) = users::queries::find_by_email(tx, &invitee.email)? else {
        return Ok(());
    };
    match members::queries::find(tx, company, user.id)? {
        Some(_) => Err(Error::conflict(
            "member.exists",
            "This person is in the company.",
        )),
        None => Ok(()),
    }
}

fn check_placeholder(tx: &mut Tx, actor: &Actor, company: CompanyId, user: UserId) -> Result {
    let person = members::queries::find_person(tx, actor, company, user)?;
    let claimed = users::queries::find(tx, user)?.is_some_and(|u| u.claimed_by.is_some());
    match person {
        Some(person) if person.is_placeholder() && !claimed => Ok(()),
        _ => Err(Error::invalid(
            "claims_user_id",
            "no_placeholder",
            "No open placeholder here.",
        )),
    }
}

/// Sends the mail again; the link is good for another 14 days.
pub(crate) fn resend(
    tx: &mut Tx,
    by: UserId,
    invitation: &May<Manage, Invitation>,
) -> Result<Invitation> {
    if invitation.accepted_at.is_some() {
        return Err(Error::conflict(
            "invitation.used",
            "This invitation was accepted before.",
        ));
    }
    let (now, company) = (tx.now(), invitation.company_id);
    if !queries::set_sent(tx, invitation, now, now + GOOD_FOR)? {
        return Err(Error::Stale);
    }
    tx.record(&InvitationSent {
        invitation: invitation.id,
        company,
        by,
        again: true,
    })?;
    queries::find(tx, company, invitation.id)?.ok_or(Error::NotFound)
}

/// Takes an invitation back: its link stops working.
pub(crate) fn cancel(tx: &mut Tx, by: UserId, invitation: &May<Manage, Invitation>) -> Result {
    let now = tx.now();
    if !queries::set_cancelled(tx, invitation, now)? {
        let words = "This invitation was accepted before.";
        return Err(Error::conflict("invitation.used", words));
    }
    let (invitation, company) = (invitation.id, invitation.company_id);
    tx.record(&InvitationCancelled {
        invitation,
        company,
        by,
    })?;
    Ok(())
}
