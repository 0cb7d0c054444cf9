//! Who may invite whom, and who may accept.

use blimp_kit::{Error, May, Result, Signer};
use blimp_store::Conn;

use crate::actor::Actor;
use crate::companies::{self, Company};
use crate::ids::CompanyId;
use crate::invitations::{Invitation, InvitationId, queries};
use crate::mailed::INVITATION;
use crate::role::Role;

/// Invite people.
#[derive(Debug)]
pub enum Invite {}
/// Send an invitation again, or take it back.
#[derive(Debug)]
pub enum Manage {}
/// Accept an invitation.
#[derive(Debug)]
pub enum Accept {}

/// The matrix: whether `by` may invite somebody as `role`.
const fn may_invite(by: Role, role: Role) -> bool {
    match (by, role) {
        (Role::Owner | Role::Admin, Role::Admin | Role::Member | Role::Client) => true,
        (_, Role::Owner) | (Role::Member | Role::Client, _) => false,
    }
}

/// Owners and admins may invite people, but nobody as owner.
pub fn invite(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    role: Role,
) -> Result<May<Invite, Company>> {
    let company = companies::policy::administer(conn, actor, company)?.into_inner();
    if !actor
        .role_in(company.id)
        .is_some_and(|by| may_invite(by, role))
    {
        return Err(Error::invalid(
            "role",
            "not_given",
            "One of admin, member, client.",
        ));
    }
    Ok(May::granted(company))
}

/// Owners and admins may send invitations again and take them back.
pub fn manage(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    id: InvitationId,
) -> Result<May<Manage, Invitation>> {
    companies::policy::administer(conn, actor, company)?;
    let found = queries::find(conn, company, id)?.filter(|one| one.cancelled_at.is_none());
    Ok(May::granted(found.ok_or(Error::NotFound)?))
}

/// Whoever holds the token of an open invitation may accept it. Expiry is the action's to check,
/// for it knows the time.
pub fn accept(conn: &mut Conn, signer: &Signer, token: &str) -> Result<May<Accept, Invitation>> {
    let id = Signer::row(token)
        .map(InvitationId)
        .ok_or(Error::NotFound)?;
    let found = queries::find_by_id(conn, id)?.filter(|one| one.cancelled_at.is_none());
    let invitation = found.ok_or(Error::NotFound)?;
    if !signer.matches(token, INVITATION, id.0, &invitation.nonce)? {
        return Err(Error::NotFound);
    }
    let company = companies::queries::find_any(conn, invitation.company_id)?;
    if company.is_none_or(|company| company.deleted_at.is_some()) {
        return Err(Error::NotFound);
    }
    if invitation.accepted_at.is_some() {
        return Err(Error::conflict(
            "invitation.used",
            "This invitation was accepted before.",
        ));
    }
    Ok(May::granted(invitation))
}

#[cfg(test)]
mod tests {
    use super::may_invite;
    use crate::role::Role;

    #[test]
    fn only_those_who_run_a_company_invite_and_nobody_as_owner() {
        for &by in Role::ALL {
            for &role in Role::ALL {
                let expected = by.administers() && role != Role::Owner;
                assert_eq!(may_invite(by, role), expected, "{by} invites {role}");
            }
        }
    }
}
