//! Facts about imports: one for all rows, never one for each.

use blimp_accounts::{CompanyId, UserId};
use blimp_projects::projects::ProjectId;
use blimp_store::{About, Changes, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::imports::model::{ImportId, ImportStatus};

/// Somebody brought in a file. Told to them only.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ImportStarted {
    /// The import.
    pub import: ImportId,
    /// Whose it is.
    pub company: CompanyId,
    /// Who brought it in.
    pub by: UserId,
    /// What the file calls itself.
    pub name: String,
}

impl Event for ImportStarted {
    const NAME: &'static str = "import.started.v1";
    fn about(&self) -> About {
        About {
            company: Some(self.company.0),
            user: Some(self.by.0),
            actor: Some(self.by.0),
            subject: Subject::new("import", self.import),
            ..About::default()
        }
    }
}

/// An import has come some way, or its taking back has. Told to whoever asked for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ImportProgressed {
    /// The import.
    pub import: ImportId,
    /// Whose it is.
    pub company: CompanyId,
    /// Who asked.
    pub by: UserId,
    /// Cards dealt with.
    pub done: i64,
    /// Cards in all.
    pub total: i64,
}

impl Event for ImportProgressed {
    const NAME: &'static str = "import.progressed.v1";
    fn about(&self) -> About {
        About {
            company: Some(self.company.0),
            user: Some(self.by.0),
            actor: Some(self.by.0),
            subject: Subject::new("import", self.import),
            ..About::default()
        }
    }
}

/// An import was taken back: what it made and nobody had touched since is gone from the project.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ImportReversed {
    /// The import.
    pub import: ImportId,
    /// Whose it is.
    pub company: CompanyId,
    /// The project that it had filled.
    pub project: ProjectId,
    /// Who took it back.
    pub by: UserId,
    /// Tasks that are gone.
    pub tasks: i64,
    /// Things that stay.
    pub kept: i64,
}

impl Event for ImportReversed {
    const NAME: &'static str = "import.reversed.v1";
    fn about(&self) -> About {
        About {
            company: Some(self.company.0),
            project: Some(self.project.0),
            actor: Some(self.by.0),
            subject: Subject::new("import", self.import),
            ..About::default()
        }
    }
}

/// An import is over, well or not. Told to whoever brought the file in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ImportFinished {
    /// The import.
    pub import: ImportId,
    /// Whose it is.
    pub company: CompanyId,
    /// The project that it filled.
    pub project: Option<ProjectId>,
    /// Who brought it in.
    pub by: UserId,
    /// How it stands now.
    pub status: ImportStatus,
    /// How it went, in a sentence.
    pub summary: String,
}

impl Event for ImportFinished {
    const NAME: &'static str = "import.finished.v1";
    fn about(&self) -> About {
        About {
            company: Some(self.company.0),
            user: Some(self.by.0),
            actor: Some(self.by.0),
            subject: Subject::new("import", self.import),
            changes: Changes::default().and("status", &ImportStatus::Running, &self.status),
            ..About::default()
        }
    }
}

/// A project was filled from a file: one fact for all that came in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProjectImported {
    /// The import.
    pub import: ImportId,
    /// Whose it is.
    pub company: CompanyId,
    /// The project.
    pub project: ProjectId,
    /// Who brought it in.
    pub by: UserId,
    /// Tasks that are new.
    pub tasks: i64,
    /// Tasks that were brought up to date.
    pub updated: i64,
    /// Comments that are new.
    pub comments: i64,
}

impl Event for ProjectImported {
    const NAME: &'static str = "project.imported.v1";
    fn about(&self) -> About {
        About {
            company: Some(self.company.0),
            project: Some(self.project.0),
            actor: Some(self.by.0),
            subject: Subject::new("project", self.project),
            changes: Changes::default()
                .and("tasks", &0, &self.tasks)
                .and("tasks_updated", &0, &self.updated)
                .and("comments", &0, &self.comments),
            ..About::default()
        }
    }
}
