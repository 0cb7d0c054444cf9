//! What happens to who is in a project.

use blimp_accounts::{CompanyId, UserId};
use blimp_store::{About, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::projects::ProjectId;

/// Somebody, in a project.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Who {
    /// Its company.
    pub company: CompanyId,
    /// The project.
    pub project: ProjectId,
    /// What the project was called then.
    pub project_name: String,
    /// The person.
    pub user: UserId,
    /// Who did it; none for the house itself.
    pub by: Option<UserId>,
}

impl Who {
    fn about(&self) -> About {
        About {
            company: Some(self.company.0),
            project: Some(self.project.0),
            actor: self.by.map(|by| by.0),
            subject: Subject::new("person", self.user),
            ..About::default()
        }
    }
}

/// Somebody was added to a project.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonAdded(pub Who);

impl Event for PersonAdded {
    const NAME: &'static str = "project.person_added.v1";
    fn about(&self) -> About {
        self.0.about()
    }
}

/// Somebody was taken off a project.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PersonRemoved(pub Who);

impl Event for PersonRemoved {
    const NAME: &'static str = "project.person_removed.v1";
    fn about(&self) -> About {
        self.0.about()
    }
}
