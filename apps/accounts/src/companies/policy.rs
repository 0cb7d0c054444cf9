//! Who may do what with a company. Other apps ask here too.

use blimp_kit::{Error, May, Result};
use blimp_store::Conn;

use crate::actor::{Actor, Scope};
use crate::companies::{Company, queries};
use crate::ids::CompanyId;
use crate::role::Role;

/// See the company.
#[derive(Debug)]
pub enum View {}
/// Work in the company: everyone but clients.
#[derive(Debug)]
pub enum Work {}
/// See what only those who run the company see.
#[derive(Debug)]
pub enum Oversee {}
/// Change the company's settings and people.
#[derive(Debug)]
pub enum Administer {}
/// Give the company away, or delete it.
#[derive(Debug)]
pub enum Own {}
/// Bring the company back.
#[derive(Debug)]
pub enum Restore {}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Right {
    View,
    Work,
    Oversee,
    Administer,
    Own,
}

/// The matrix: what each role may do with its company.
const fn allows(role: Role, right: Right) -> bool {
    match (role, right) {
        (_, Right::View)
        | (Role::Owner | Role::Admin | Role::Member, Right::Work)
        | (Role::Owner | Role::Admin, Right::Oversee | Right::Administer)
        | (Role::Owner, Right::Own) => true,
        (Role::Client, Right::Work)
        | (Role::Member | Role::Client, Right::Oversee | Right::Administer)
        | (Role::Admin | Role::Member | Role::Client, Right::Own) => false,
    }
}

/// The least scope of a credential for each right.
const fn scope(right: Right) -> Scope {
    match right {
        Right::View | Right::Oversee => Scope::Read,
        Right::Work => Scope::Write,
        Right::Administer | Right::Own => Scope::Admin,
    }
}

/// Whoever is in the company may see it.
pub fn view(conn: &mut Conn, actor: &Actor, id: CompanyId) -> Result<May<View, Company>> {
    Ok(May::granted(checked(conn, actor, id, Right::View)?))
}

/// Owners, admins and members may work in the company.
pub fn work(conn: &mut Conn, actor: &Actor, id: CompanyId) -> Result<May<Work, Company>> {
    Ok(May::granted(checked(conn, actor, id, Right::Work)?))
}

/// Owners and admins may see what is theirs to decide, such as invitations.
pub fn oversee(conn: &mut Conn, actor: &Actor, id: CompanyId) -> Result<May<Oversee, Company>> {
    Ok(May::granted(checked(conn, actor, id, Right::Oversee)?))
}

/// Owners and admins may run the company.
pub fn administer(
    conn: &mut Conn,
    actor: &Actor,
    id: CompanyId,
) -> Result<May<Administer, Company>> {
    Ok(May::granted(checked(conn, actor, id, Right::Administer)?))
}

/// Only the owner may give the company away.
pub fn own(conn: &mut Conn, actor: &Actor, id: CompanyId) -> Result<May<Own, Company>> {
    Ok(May::granted(checked(conn, actor, id, Right::Own)?))
}

/// Only the owner may bring back a company that is deleted; nobody else knows of it.
pub fn restore(conn: &mut Conn, actor: &Actor, id: CompanyId) -> Result<May<Restore, Company>> {
    let company = queries::find_deleted(conn, actor, id)?.ok_or(Error::NotFound)?;
    actor.needs(Scope::Admin)?;
    Ok(May::granted(company))
}

fn checked(conn: &mut Conn, actor: &Actor, id: CompanyId, right: Right) -> Result<Company> {
    let role = actor.role_in(id).ok_or(Error::NotFound)?;
    let company = queries::get(conn, actor, id)?;
    if !allows(role, right) {
        return Err(Error::forbidden(match right {
            Right::Own => "Only the company's owner may do this.",
            Right::View | Right::Work | Right::Oversee | Right::Administer => {
                "Your role in this company does not allow it."
            }
        }));
    }
    actor.needs(scope(right))?;
    Ok(company)
}

#[cfg(test)]
mod tests {
    use super::{Right, allows};
    use crate::role::Role;

    #[test]
    fn each_role_may_do_what_it_may() {
        use Right::{Administer, Oversee, Own, View, Work};
        for (role, rights) in [
            (Role::Owner, &[View, Work, Oversee, Administer, Own][..]),
            (Role::Admin, &[View, Work, Oversee, Administer]),
            (Role::Member, &[View, Work]),
            (Role::Client, &[View]),
        ] {
            for right in [View, Work, Oversee, Administer, Own] {
                assert_eq!(
                    allows(role, right),
                    rights.contains(&right),
                    "{role} {right:?}"
                );
            }
        }
    }
}
