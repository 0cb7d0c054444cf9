//! What happens to companies.

use blimp_kit::Instant;
use blimp_store::{About, Changes, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::ids::{CompanyId, UserId};

/// There is a new company.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CompanyCreated {
    /// Which.
    pub company: CompanyId,
    /// What it is called.
    pub name: String,
    /// Who made it and owns it.
    pub by: UserId,
}

impl Event for CompanyCreated {
    const NAME: &'static str = "company.created.v1";
    fn about(&self) -> About {
        About {
            company: Some(self.company.0),
            actor: Some(self.by.0),
            subject: Subject::new("company", self.company),
            ..About::default()
        }
    }
}

/// A company's name or slug changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CompanyChanged {
    /// Which.
    pub company: CompanyId,
    /// Who changed it.
    pub by: UserId,
    /// Old and new values.
    pub changes: Changes,
}

impl Event for CompanyChanged {
    const NAME: &'static str = "company.changed.v1";
    fn about(&self) -> About {
        About {
            company: Some(self.company.0),
            actor: Some(self.by.0),
            subject: Subject::new("company", self.company),
            changes: self.changes.clone(),
            ..About::default()
        }
    }
}

/// A company was deleted: it is out of sight, and erased in 30 days unless its owner brings it back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CompanyDeleted {
    /// Which.
    pub company: CompanyId,
    /// What it was called.
    pub name: String,
    /// Its owner, who deleted it.
    pub by: UserId,
    /// When it is erased.
    pub erased_at: Instant,
}

impl Event for CompanyDeleted {
    const NAME: &'static str = "company.deleted.v1";
    fn about(&self) -> About {
        about_owner(self.company, self.by, Some(self.by))
    }
}

/// A deleted company was brought back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CompanyRestored {
    /// Which.
    pub company: CompanyId,
    /// Its owner, who brought it back.
    pub by: UserId,
}

impl Event for CompanyRestored {
    const NAME: &'static str = "company.restored.v1";
    fn about(&self) -> About {
        about_owner(self.company, self.by, Some(self.by))
    }
}

/// A deleted company is erased in three days. Told to its owner only.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CompanyErasedSoon {
    /// Which.
    pub company: CompanyId,
    /// What it was called.
    pub name: String,
    /// Its owner, who deleted it.
    pub owner: UserId,
    /// When it is erased.
    pub erased_at: Instant,
}

impl Event for CompanyErasedSoon {
    const NAME: &'static str = "company.erased_soon.v1";
    fn about(&self) -> About {
        about_owner(self.company, self.owner, None)
    }
}

/// A deleted company is gone for good, with all that was in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CompanyErased {
    /// Which.
    pub company: CompanyId,
    /// Its owner, who deleted it.
    pub owner: UserId,
}

impl Event for CompanyErased {
    const NAME: &'static str = "company.erased.v1";
    fn about(&self) -> About {
        about_owner(self.company, self.owner, None)
    }
}

/// A company that somebody is in went out of sight, or is back: they are to look again. Told to
/// that person only.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CompanySightChanged {
    /// Which.
    pub company: CompanyId,
    /// Who.
    pub user: UserId,
    /// Whether it is in sight now.
    pub seen: bool,
}

impl Event for CompanySightChanged {
    const NAME: &'static str = "company.sight_changed.v1";
    fn about(&self) -> About {
        about_owner(self.company, self.user, None)
    }
}

/// A fact for one person alone. It belongs to no company: this one is out of everybody's sight.
fn about_owner(company: CompanyId, user: UserId, by: Option<UserId>) -> About {
    About {
        user: Some(user.0),
        actor: by.map(|by| by.0),
        subject: Subject::new("company", company),
        ..About::default()
    }
}
