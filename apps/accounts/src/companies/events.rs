//! What happens to companies.

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
