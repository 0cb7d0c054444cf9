//! An export.

pub mod rows;

use std::time::Duration;

use blimp_accounts::{CompanyId, UserId};
use blimp_kit::Instant;
use diesel::prelude::*;

use crate::exports::schema::exports;

/// How long an archive can be loaded down.
pub const KEPT: Duration = Duration::from_hours(7 * 24);

blimp_kit::id!(
    /// An export.
    ExportId
);

blimp_kit::words!(
    /// How an export stands.
    ExportStatus {
        /// Waits for its turn.
        Queued = "queued",
        /// Is being packed.
        Running = "running",
        /// Can be loaded down.
        Done = "done",
        /// Could not be made; `error` says why.
        Failed = "failed",
        /// Was made, and is gone.
        Expired = "expired",
    }
);

/// When somebody asked for all that a company has.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = exports)]
pub struct Export {
    /// Its id.
    pub id: ExportId,
    /// Whose it is.
    pub company_id: CompanyId,
    /// How it stands.
    pub status: ExportStatus,
    /// The archive.
    pub file_id: Option<i64>,
    /// Its length.
    pub bytes: Option<i64>,
    /// Rows and files packed so far.
    pub done: i64,
    /// How many there were at the beginning.
    pub total: i64,
    /// Why it could not be made.
    pub error: Option<String>,
    /// Who asked for it.
    pub created_by: UserId,
    /// When.
    pub created_at: Instant,
    /// When it was over.
    pub finished_at: Option<Instant>,
    /// Until when it can be loaded down.
    pub expires_at: Option<Instant>,
    /// Raised by every change.
    pub version: i64,
}
