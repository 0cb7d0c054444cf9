//! Who may change whose place in a company.

use blimp_kit::{Error, May, Result};
use blimp_store::Conn;

use crate::actor::{Actor, Scope};
use crate::companies::policy as companies;
use crate::ids::{CompanyId, UserId};
use crate::members::{Member, queries};
use crate::role::Role;

/// Give somebody another role.
#[derive(Debug)]
pub enum SetRole {}
/// Take somebody out of the company.
#[derive(Debug)]
pub enum Remove {}
/// Leave the company.
#[derive(Debug)]
pub enum Leave {}

/// The matrix: whether `by` may turn somebody who is `from` into `to`.
pub(crate) const fn may_set_role(by: Role, from: Role, to: Role) -> bool {
    match (by, from, to) {
        // Ownership is handed on, neither given nor taken.
        (_, Role::Owner, _) | (_, _, Role::Owner) | (Role::Member | Role::Client, _, _) => false,
        (
            Role::Owner | Role::Admin,
            Role::Admin | Role::Member | Role::Client,
            Role::Admin | Role::Member | Role::Client,
        ) => true,
    }
}

/// The matrix: whether `by` may take out somebody who is `whom`.
const fn may_remove(by: Role, whom: Role) -> bool {
    match (by, whom) {
        (Role::Owner | Role::Admin, Role::Admin | Role::Member | Role::Client) => true,
        (_, Role::Owner) | (Role::Member | Role::Client, _) => false,
    }
}

/// Owners and admins set roles; nobody changes the owner's or makes another owner.
pub fn set_role(
    conn: &mut Conn,
    actor: &Actor,
    (company, user): (CompanyId, UserId),
    to: Role,
) -> Result<May<SetRole, Member>> {
    let (by, member) = both(conn, actor, company, user)?;
    companies::administer(conn, actor, company)?;
    if !may_set_role(by, member.role, to) {
        return Err(unchangeable(member.role == Role::Owner));
    }
    Ok(May::granted(member))
}

/// Owners and admins take people out; nobody takes out the owner.
pub fn remove(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    user: UserId,
) -> Result<May<Remove, Member>> {
    let (by, member) = both(conn, actor, company, user)?;
    companies::administer(conn, actor, company)?;
    if !may_remove(by, member.role) {
        return Err(unchangeable(true));
    }
    Ok(May::granted(member))
}

/// Whoever is in a company may leave it, except its owner.
pub fn leave(conn: &mut Conn, actor: &Actor, company: CompanyId) -> Result<May<Leave, Member>> {
    let (role, member) = both(conn, actor, company, actor.user)?;
    actor.needs(Scope::Admin)?;
    match role {
        Role::Owner => Err(unchangeable(true)),
        Role::Admin | Role::Member | Role::Client => Ok(May::granted(member)),
    }
}

/// The caller's role and the member, if the caller may see both.
fn both(
    conn: &mut Conn,
    actor: &Actor,
    company: CompanyId,
    user: UserId,
) -> Result<(Role, Member)> {
    let role = actor.role_in(company).ok_or(Error::NotFound)?;
    Ok((
        role,
        queries::get_person(conn, actor, company, user)?.member,
    ))
}

fn unchangeable(is_owner: bool) -> Error {
    if is_owner {
        return Error::conflict(
            "member.is_owner",
            "The owner can be neither removed nor changed; hand the company on first.",
        );
    }
    Error::conflict(
        "member.no_second_owner",
        "A company has one owner; hand it on instead.",
    )
}

#[cfg(test)]
mod tests {
    use super::{may_remove, may_set_role};
    use crate::role::Role::{self, Admin, Client, Member, Owner};

    #[test]
    fn only_those_who_run_a_company_change_roles_and_none_touches_the_owner() {
        for &by in Role::ALL {
            for &from in Role::ALL {
                for &to in Role::ALL {
                    let expected = by.administers() && from != Owner && to != Owner;
                    assert_eq!(may_set_role(by, from, to), expected, "{by}: {from} to {to}");
                }
            }
        }
    }

    #[test]
    fn only_those_who_run_a_company_remove_people_and_none_removes_the_owner() {
        for (by, whom, expected) in [
            (Owner, Admin, true),
            (Owner, Member, true),
            (Owner, Client, true),
            (Owner, Owner, false),
            (Admin, Admin, true),
            (Admin, Client, true),
            (Admin, Owner, false),
            (Member, Client, false),
            (Member, Member, false),
            (Client, Client, false),
        ] {
            assert_eq!(may_remove(by, whom), expected, "{by} removes {whom}");
        }
    }
}
