//! What happens to views. Of a view of their own only its owner is told.

use blimp_accounts::{CompanyId, UserId};
use blimp_store::{About, Subject};
use serde::{Deserialize, Serialize};

use super::{View, ViewId};
use crate::facts::facts_of;
use crate::projects::ProjectId;

/// A view as facts speak of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Which {
    /// Its company.
    pub company: CompanyId,
    /// Its project, if it is of one.
    pub project: Option<ProjectId>,
    /// The view.
    pub view: ViewId,
    /// What it is called.
    pub name: String,
    /// Who did it.
    pub by: UserId,
    /// The only person who may know, where it is not shared.
    pub only: Option<UserId>,
}

impl Which {
    /// This view, changed by `by`; `is_shared` where others saw it before or see it now.
    pub fn of(view: &View, by: UserId, is_shared: bool) -> Self {
        Self {
            company: view.company_id,
            project: view.project_id,
            view: view.id,
            name: view.name.to_string(),
            by,
            only: (!is_shared).then_some(view.owner_id),
        }
    }

    fn about(&self) -> About {
        About {
            company: Some(self.company.0),
            project: self.project.map(|project| project.0),
            user: self.only.map(|user| user.0),
            actor: Some(self.by.0),
            subject: Subject::new("view", self.view),
            ..About::default()
        }
    }
}

facts_of!(Which;
    /// A view was saved.
    ViewCreated = "view.created.v1";
    /// A view changed.
    ViewChanged = "view.changed.v1";
    /// A view was removed.
    ViewRemoved = "view.removed.v1";
);
