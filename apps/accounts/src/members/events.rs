//! What happens to members.

use blimp_store::{About, Changes, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::ids::{CompanyId, UserId};
use crate::role::Role;

fn about_member(company: CompanyId, user: UserId, by: Option<UserId>) -> About {
    About {
        company: Some(company.0),
        actor: by.map(|by| by.0),
        subject: Subject::new("member", user),
        ..About::default()
    }
}

/// Somebody is in a company now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MemberJoined {
    /// Which company.
    pub company: CompanyId,
    /// Who.
    pub user: UserId,
    /// As what.
    pub role: Role,
    /// Who brought them in; themselves, where they made the company or accepted an invitation.
    pub by: Option<UserId>,
    /// Whether they only stand for somebody.
    pub placeholder: bool,
}

impl Event for MemberJoined {
    const NAME: &'static str = "member.joined.v1";
    fn about(&self) -> About {
        about_member(self.company, self.user, self.by)
    }
}

/// Somebody has another role now.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MemberRoleChanged {
    /// In which company.
    pub company: CompanyId,
    /// Whose.
    pub user: UserId,
    /// The role before.
    pub from: Role,
    /// The role now.
    pub to: Role,
    /// Who changed it.
    pub by: UserId,
}

impl Event for MemberRoleChanged {
    const NAME: &'static str = "member.role_changed.v1";
    fn about(&self) -> About {
        let changes = Changes::default().and("role", &self.from, &self.to);
        About {
            changes,
            ..about_member(self.company, self.user, Some(self.by))
        }
    }
}

/// Somebody left a company of their own accord.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MemberLeft {
    /// Which company.
    pub company: CompanyId,
    /// Who.
    pub user: UserId,
    /// What they were.
    pub role: Role,
}

impl Event for MemberLeft {
    const NAME: &'static str = "member.left.v1";
    fn about(&self) -> About {
        about_member(self.company, self.user, Some(self.user))
    }
}

/// Somebody was removed from a company.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MemberRemoved {
    /// Which company.
    pub company: CompanyId,
    /// Who.
    pub user: UserId,
    /// What they were.
    pub role: Role,
    /// Who removed them.
    pub by: UserId,
}

impl Event for MemberRemoved {
    const NAME: &'static str = "member.removed.v1";
    fn about(&self) -> About {
        about_member(self.company, self.user, Some(self.by))
    }
}
