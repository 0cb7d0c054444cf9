//! Who acts: a person, their memberships, what their credential allows.

use std::sync::Arc;

use blimp_kit::{Error, Result};

use crate::ids::{CompanyId, SessionId, TokenId, UserId};
use crate::role::Role;

blimp_kit::words!(
    /// What a credential allows; each includes those before it.
    Scope {
        /// Read.
        Read = "read",
        /// Work: create, change, delete.
        Write = "write",
        /// Run companies and the account itself.
        Admin = "admin",
    }
);

/// A company somebody is in, and as what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// The company.
    pub company: CompanyId,
    /// The role there.
    pub role: Role,
}

/// By which way somebody acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// A signed-in browser.
    Session(SessionId),
    /// A personal API token.
    Token(TokenId),
    /// The command line of the machine.
    Command,
    /// The house itself, in a job or reaction.
    House,
}

/// Who acts. As a handler's argument it answers 401 where nobody is known, and 403 where a
/// read-only token comes with an unsafe method.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The person.
    pub user: UserId,
    /// The companies they are in.
    pub memberships: Arc<[Membership]>,
    /// What their credential allows.
    pub scope: Scope,
    /// By which way they came.
    pub via: Via,
}

impl Actor {
    /// The role in a company; none where they are not in it.
    pub fn role_in(&self, company: CompanyId) -> Option<Role> {
        self.memberships
            .iter()
            .find(|m| m.company == company)
            .map(|m| m.role)
    }

    /// The companies they are in.
    pub fn companies(&self) -> Vec<CompanyId> {
        self.memberships.iter().map(|m| m.company).collect()
    }

    /// Whether they are owner, admin or member of a company: not a client, not a stranger.
    pub fn is_staff_of(&self, company: CompanyId) -> bool {
        self.role_in(company).is_some_and(Role::is_staff)
    }

    /// Whether they run a company and their credential allows that.
    pub fn administers(&self, company: CompanyId) -> bool {
        self.scope >= Scope::Admin && self.role_in(company).is_some_and(Role::administers)
    }

    /// A word for what they may do in a company, for `ETag`s: a lost right changes it.
    pub fn rights(&self, company: CompanyId) -> &'static str {
        self.role_in(company).map_or("none", Role::as_str)
    }

    /// Refuses where the credential allows less than `scope`.
    pub fn needs(&self, scope: Scope) -> Result {
        if self.scope >= scope {
            return Ok(());
        }
        Err(Error::forbidden(format!(
            "This token lacks the scope \"{scope}\"."
        )))
    }

    /// The session they came by, where they came by one.
    pub const fn session(&self) -> Option<SessionId> {
        match self.via {
            Via::Session(id) => Some(id),
            Via::Token(_) | Via::Command | Via::House => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Actor, Membership, Scope, Via};
    use crate::ids::{CompanyId, TokenId, UserId};
    use crate::role::Role;

    fn actor(role: Role, scope: Scope) -> Actor {
        let memberships = [Membership {
            company: CompanyId(1),
            role,
        }];
        let via = Via::Token(TokenId(1));
        Actor {
            user: UserId(1),
            memberships: memberships.into(),
            scope,
            via,
        }
    }

    #[test]
    fn a_right_needs_the_role_and_the_scope() {
        for (role, scope, staff, administers) in [
            (Role::Owner, Scope::Admin, true, true),
            (Role::Admin, Scope::Admin, true, true),
            (Role::Member, Scope::Admin, true, false),
            (Role::Client, Scope::Admin, false, false),
            (Role::Owner, Scope::Write, true, false),
            (Role::Owner, Scope::Read, true, false),
        ] {
            let actor = actor(role, scope);
            assert_eq!(actor.is_staff_of(CompanyId(1)), staff, "{role} {scope}");
            assert_eq!(
                actor.administers(CompanyId(1)),
                administers,
                "{role} {scope}"
            );
            assert!(!actor.is_staff_of(CompanyId(2)) && !actor.administers(CompanyId(2)));
            assert_eq!(actor.rights(CompanyId(2)), "none");
        }
    }
}
