//! Facts about exports, told to whoever asked for one.

use blimp_accounts::{CompanyId, UserId};
use blimp_store::{About, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::exports::model::{ExportId, ExportStatus};

fn about(company: CompanyId, export: ExportId, by: UserId) -> About {
    About {
        company: Some(company.0),
        user: Some(by.0),
        actor: Some(by.0),
        subject: Subject::new("export", export),
        ..About::default()
    }
}

/// Somebody asked for all that a company has. Told to them only.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExportAsked {
    /// The export.
    pub export: ExportId,
    /// Of which company.
    pub company: CompanyId,
    /// Who asked.
    pub by: UserId,
}

impl Event for ExportAsked {
    const NAME: &'static str = "export.asked.v1";
    fn about(&self) -> About {
        about(self.company, self.export, self.by)
    }
}

/// An export has come some way. Told to whoever asked for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExportProgressed {
    /// The export.
    pub export: ExportId,
    /// Of which company.
    pub company: CompanyId,
    /// Who asked.
    pub by: UserId,
    /// Rows and files packed so far.
    pub done: i64,
    /// How many there were at the beginning.
    pub total: i64,
}

impl Event for ExportProgressed {
    const NAME: &'static str = "export.progressed.v1";
    fn about(&self) -> About {
        about(self.company, self.export, self.by)
    }
}

/// An export is over, well or not. Told to whoever asked for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExportFinished {
    /// The export.
    pub export: ExportId,
    /// Of which company.
    pub company: CompanyId,
    /// Who asked.
    pub by: UserId,
    /// How it stands now.
    pub status: ExportStatus,
}

impl Event for ExportFinished {
    const NAME: &'static str = "export.finished.v1";
    fn about(&self) -> About {
        about(self.company, self.export, self.by)
    }
}
