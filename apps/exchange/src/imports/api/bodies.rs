//! What the routes of imports take and answer.

use blimp_accounts::UserId;
use blimp_kit::{Instant, Result};
use blimp_projects::projects::ProjectId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::imports::model::{Import, ImportId, ImportSource, ImportStatus, Report, Reversal};
use crate::trello::ListsAs;

/// A file to bring in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "says in the document what the handler reads piece by piece"
)]
pub(super) struct ImportForm {
    /// A Trello board as JSON (board menu, Print, export and share), up to 200 MB.
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
    /// What lists become: `state`, `goal`, or `auto` to let their names decide.
    #[schema(pattern = "^(state|goal|auto)$", nullable = false)]
    lists: Option<String>,
    /// Say what would be done, and do nothing.
    #[schema(nullable = false)]
    dry_run: Option<bool>,
    /// Say what would be done, keep the file, and wait to be confirmed.
    #[schema(nullable = false)]
    hold: Option<bool>,
    /// The project to fill; without one, that of an earlier import of the board, or a new one.
    #[schema(nullable = false)]
    project_id: Option<ProjectId>,
}

/// How much of a list, and from where.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ImportFilter {
    /// Rows a page, 1 to 100; 50 where nothing is said.
    #[param(minimum = 1, maximum = 100)]
    pub(super) limit: Option<i64>,
    /// The `next` of the page before.
    pub(super) cursor: Option<String>,
}

/// How far an import has come.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ImportProgress {
    /// Cards dealt with.
    done: i64,
    /// Cards in all.
    total: i64,
}

/// A file that was brought in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ImportBody {
    id: ImportId,
    source: ImportSource,
    /// What the board is called in the file.
    name: String,
    status: ImportStatus,
    /// The project that it fills, once there is one.
    #[schema(required)]
    project_id: Option<ProjectId>,
    progress: ImportProgress,
    /// What came of it, once it is over; before it is confirmed, what would come of it.
    #[schema(required)]
    report: Option<Report>,
    /// What is gone and what stays, once it is taken back.
    #[schema(required)]
    reversal: Option<Reversal>,
    created_by: UserId,
    created_at: Instant,
    #[schema(required)]
    finished_at: Option<Instant>,
    version: i64,
}

impl ImportBody {
    pub(super) fn new(import: &Import) -> Result<Self> {
        let report = import
            .report
            .as_deref()
            .map(serde_json::from_str)
            .transpose()?;
        let reversal = import
            .reversal
            .as_deref()
            .map(serde_json::from_str)
            .transpose()?;
        let done = import.place.saturating_sub(1).max(0);
        Ok(Self {
            id: import.id,
            source: import.source,
            name: import.name.clone(),
            status: import.standing(),
            project_id: import.project_id,
            progress: ImportProgress {
                done,
                total: import.total,
            },
            report,
            reversal,
            created_by: import.created_by,
            created_at: import.created_at,
            finished_at: import.finished_at,
            version: import.version,
        })
    }
}

/// What bringing in a file would do.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RehearsalBody {
    /// Always true: nothing was done.
    dry_run: bool,
    /// What the board is called in the file.
    name: String,
    /// Cards that can be read.
    cards: usize,
    /// What lists would become.
    lists: ListsAs,
    report: Report,
}

impl RehearsalBody {
    pub(super) fn new(name: String, cards: usize, report: Report) -> Self {
        Self {
            dry_run: true,
            name,
            cards,
            lists: report.lists,
            report,
        }
    }
}
