//! What happens to projects.

use blimp_accounts::{CompanyId, UserId};
use blimp_store::{About, Changes, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::facts::facts_of;
use crate::projects::{Project, ProjectId};

/// A project as facts about it speak of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Which {
    /// Its company.
    pub company: CompanyId,
    /// The project.
    pub project: ProjectId,
    /// What it was called then.
    pub name: String,
    /// Who did it.
    pub by: UserId,
}

impl Which {
    /// This project, changed by `by`.
    pub fn of(project: &Project, by: UserId) -> Self {
        let name = project.name.to_string();
        Self {
            company: project.company_id,
            project: project.id,
            name,
            by,
        }
    }

    /// What a fact about it is about.
    pub fn about(&self) -> About {
        About {
            company: Some(self.company.0),
            project: Some(self.project.0),
            actor: Some(self.by.0),
            subject: Subject::new("project", self.project),
            ..About::default()
        }
    }
}

facts_of! {
    Which;
    /// There is a new project.
    ProjectCreated = "project.created.v1";
    /// A project was put away.
    ProjectArchived = "project.archived.v1";
    /// A project was taken up again.
    ProjectUnarchived = "project.unarchived.v1";
    /// A project was thrown away.
    ProjectTrashed = "project.trashed.v1";
    /// A project was taken out of the trash.
    ProjectRestored = "project.restored.v1";
}

/// A project's name, slug, colour, notes or privacy changed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProjectChanged {
    /// Which.
    #[serde(flatten)]
    pub which: Which,
    /// Old and new values.
    pub changes: Changes,
}

impl Event for ProjectChanged {
    const NAME: &'static str = "project.changed.v1";
    fn about(&self) -> About {
        About {
            changes: self.changes.clone(),
            ..self.which.about()
        }
    }
}

/// Somebody can no longer see a project, or anything of a company. Told to that person only.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AccessLost {
    /// In which company.
    pub company: CompanyId,
    /// Which project; none for the company itself.
    pub project: Option<ProjectId>,
    /// Who.
    pub user: UserId,
    /// Who caused it.
    pub by: Option<UserId>,
}

impl Event for AccessLost {
    const NAME: &'static str = "access.lost.v1";
    fn about(&self) -> About {
        let subject = match self.project {
            Some(project) => Subject::new("project", project),
            None => Subject::new("company", self.company),
        };
        About {
            company: Some(self.company.0),
            user: Some(self.user.0),
            actor: self.by.map(|by| by.0),
            subject,
            ..About::default()
        }
    }
}
