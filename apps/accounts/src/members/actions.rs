//! What can be done to members.

use blimp_kit::{Error, May, Result};
use blimp_store::Tx;

use crate::actor::Actor;
use crate::companies::policy::Own;
use crate::companies::{self, Company};
use crate::entitlements;
use crate::ids::{CompanyId, UserId};
use crate::members::events::{MemberJoined, MemberLeft, MemberRemoved, MemberRoleChanged};
use crate::members::policy::{Leave, Remove, SetRole};
use crate::members::{Member, queries};
use crate::role::Role;
use crate::users::{self, NewUser};
use blimp_kit::Slug;

/// Makes a company and the caller its owner.
pub fn found(tx: &mut Tx, by: UserId, name: &str, slug: Option<&Slug>) -> Result<Company> {
    let company = companies::actions::create(tx, by, name, slug)?;
    let at = tx.now();
    let owner = Member {
        company_id: company.id,
        user_id: by,
        role: Role::Owner,
        joined_at: at,
        version: 1,
    };
    queries::add(tx, &owner)?;
    joined(tx, &owner, Some(by), false)?;
    Ok(company)
}

/// Puts somebody into a company; whoever is in it already keeps their role.
pub(crate) fn join(tx: &mut Tx, company: CompanyId, user: UserId, role: Role) -> Result<Member> {
    if let Some(member) = queries::find(tx, company, user)? {
        return Ok(member);
    }
    room_for_one(tx, company)?;
    let joined_at = tx.now();
    let member = Member {
        company_id: company,
        user_id: user,
        role,
        joined_at,
        version: 1,
    };
    queries::add(tx, &member)?;
    joined(tx, &member, Some(user), false)?;
    Ok(member)
}

/// Refuses where the company's plan allows no more people.
pub(crate) fn room_for_one(tx: &mut Tx, company: CompanyId) -> Result {
    let Some(limit) = entitlements::limit(tx, company, "members")? else {
        return Ok(());
    };
    companies::queries::lock(tx, company)?;
    if queries::count(tx, company)? < limit {
        return Ok(());
    }
    let detail = format!("This company's plan allows {limit} people.");
    Err(Error::conflict("plan.members", detail))
}

/// Puts a placeholder into a company: somebody an import speaks of, who has no account yet.
///
/// They can be assigned and mentioned, but never sign in; an invitation claims them.
pub fn placeholder(tx: &mut Tx, company: CompanyId, name: &str, source: &str) -> Result<Member> {
    let at = tx.now();
    let user = users::queries::add(
        tx,
        &NewUser {
            email: None,
            name: name.to_owned(),
            password_hash: None,
            email_verified_at: None,
            time_zone: "UTC".to_owned(),
            language: "en".to_owned(),
            source: Some(source.to_owned()),
            created_at: at,
        },
    )?;
    let member = Member {
        company_id: company,
        user_id: user,
        role: Role::Member,
        joined_at: at,
        version: 1,
    };
    queries::add(tx, &member)?;
    joined(tx, &member, None, true)?;
    Ok(member)
}

fn joined(tx: &mut Tx, member: &Member, by: Option<UserId>, placeholder: bool) -> Result {
    let (company, user, role) = (member.company_id, member.user_id, member.role);
    tx.record(&MemberJoined {
        company,
        user,
        role,
        by,
        placeholder,
    })?;
    Ok(())
}

/// Gives somebody another role. The same role records nothing.
pub fn set_role(tx: &mut Tx, by: UserId, member: &May<SetRole, Member>, to: Role) -> Result {
    if member.role == to {
        return Ok(());
    }
    turn(tx, by, member, to)
}

/// The change of role itself.
pub(crate) fn turn(tx: &mut Tx, by: UserId, member: &Member, to: Role) -> Result {
    if !queries::set_role(tx, member, to)? {
        return Err(Error::Stale);
    }
    tx.record(&MemberRoleChanged {
        company: member.company_id,
        user: member.user_id,
        from: member.role,
        to,
        by,
    })?;
    Ok(())
}

/// Takes somebody out of a company.
pub fn remove(tx: &mut Tx, by: UserId, member: &May<Remove, Member>) -> Result {
    take_out(tx, by, member)
}

/// The removal itself.
pub(crate) fn take_out(tx: &mut Tx, by: UserId, member: &Member) -> Result {
    if !queries::remove(tx, member)? {
        return Err(Error::Stale);
    }
    let (company, user, role) = (member.company_id, member.user_id, member.role);
    tx.record(&MemberRemoved {
        company,
        user,
        role,
        by,
    })?;
    Ok(())
}

/// Leaves a company.
pub fn leave(tx: &mut Tx, member: &May<Leave, Member>) -> Result {
    if !queries::remove(tx, member)? {
        return Err(Error::Stale);
    }
    let (company, user, role) = (member.company_id, member.user_id, member.role);
    tx.record(&MemberLeft {
        company,
        user,
        role,
    })?;
    Ok(())
}

/// Hands the company on to a staff member; the owner before becomes an admin.
pub fn hand_on(
    tx: &mut Tx,
    actor: &Actor,
    company: &May<Own, Company>,
    to: UserId,
) -> Result<Member> {
    let heir = queries::get_person(tx, actor, company.id, to)?;
    if heir.member.role == Role::Owner {
        return Ok(heir.member);
    }
    if heir.is_placeholder() || !heir.member.role.is_staff() {
        return Err(Error::conflict(
            "member.cannot_own",
            "Only an admin or a member with an account can own a company.",
        ));
    }
    let owner = queries::find(tx, company.id, actor.user)?.ok_or(Error::NotFound)?;
    // The old owner first: a company never has two.
    turn(tx, actor.user, &owner, Role::Admin)?;
    turn(tx, actor.user, &heir.member, Role::Owner)?;
    queries::find(tx, company.id, to)?.ok_or(Error::NotFound)
}
