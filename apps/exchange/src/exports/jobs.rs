//! Making archives, and deleting them when they are too old.

use std::time::Duration;

use blimp_accounts::CompanyId;
use blimp_app::{Blimp, Outside};
use blimp_files::Received;
use blimp_kit::{Error, Result};
use blimp_queue::{Chore, Run, Schedule, Work};
use blimp_store::{Job, Tx};
use futures::StreamExt as _;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use crate::exports::model::{Export, ExportId, ExportStatus};
use crate::exports::pack::pack;
use crate::exports::{actions, queries};

/// Pieces of an archive that wait to be stored.
const WAITING: usize = 8;
/// Archives deleted in one go.
const AT_ONCE: i64 = 100;

/// Makes an archive. It begins anew where it was interrupted: half an archive is of no use.
#[derive(Debug, Serialize, Deserialize)]
pub struct RunExport {
    /// Which export.
    pub export: ExportId,
    /// Of which company.
    pub company: CompanyId,
}

impl Job for RunExport {
    const KIND: &'static str = "exchange.run_export";
    const PRIO: i64 = 3;
    const MAX_ATTEMPT: i64 = 5;
    const TIME_LIMIT: Duration = Duration::from_hours(6);

    fn key(&self) -> Option<String> {
        Some(self.export.to_string())
    }

    fn company(&self) -> Option<i64> {
        Some(self.company.0)
    }
}

impl Work<Outside> for RunExport {
    async fn run(self, out: &Outside, run: &Run) -> Result {
        let (company, id) = (self.company, self.export);
        let db = &out.blimp.db;
        let found = db
            .read(move |conn| queries::find(conn, company, id))
            .await?;
        let open =
            |export: &Export| matches!(export.status, ExportStatus::Queued | ExportStatus::Running);
        let Some(export) = found.filter(open) else {
            return Ok(());
        };
        match make(&out.blimp, &export, run).await {
            // Stopped by somebody: there is nothing left to do.
            Err(Error::Conflict {
                code: "export.stopped",
                ..
            }) => Ok(()),
            Err(error) if run.is_last_attempt() => {
                let why = "Something broke on our side; the log knows more.";
                db.write(move |tx| actions::fail(tx, &export, why)).await?;
                Err(error)
            }
            other => other,
        }
    }
}

async fn make(blimp: &Blimp, export: &Export, run: &Run) -> Result {
    let mut before = 0;
    let told = |done: i64, total: i64| {
        let (export, was) = (export.clone(), before);
        before = done;
        let stop = run.token().is_cancelled();
        async move {
            if stop {
                let why = "a process that is not about to stop";
                return Err(Error::Unavailable(why.to_owned()));
            }
            run.progress(done, Some(total), "rows").await?;
            let note = move |tx: &mut Tx| actions::progress(tx, &export, (was, done, total));
            if blimp.db.write(note).await? {
                return Ok(());
            }
            Err(Error::conflict("export.stopped", "It was stopped."))
        }
    };
    let (sink, pieces) = mpsc::channel(WAITING);
    let stream = futures::stream::unfold(pieces, async |mut pieces| {
        let piece = pieces.recv().await?;
        Some((piece, pieces))
    });
    let store = blimp
        .files
        .receive(Some(export.company_id.0), stream.boxed(), u64::MAX);
    // Packing that fails must not leave an archive that looks whole: its error goes first, and
    // what was stored is swept as what nobody kept.
    let (packed, stored) = tokio::join!(pack(blimp, export.company_id, sink, told), store);
    packed?;
    let archive: Received = stored?;
    let export = export.clone();
    blimp
        .db
        .write(move |tx| actions::finish(tx, &export, &archive))
        .await
}

/// Deletes archives that are too old.
#[derive(Debug, Serialize, Deserialize)]
pub struct SweepExports {}

impl Job for SweepExports {
    const KIND: &'static str = "exchange.sweep_exports";
    const PRIO: i64 = 3;

    fn key(&self) -> Option<String> {
        Some(String::new())
    }
}

impl Chore for SweepExports {
    fn apply(self, tx: &mut Tx) -> Result {
        let swept = actions::sweep(tx, AT_ONCE)?;
        if i64::try_from(swept).is_ok_and(|swept| swept == AT_ONCE) {
            tx.enqueue(&Self {})?;
        }
        Ok(())
    }
}

/// Every hour.
pub(crate) fn schedule() -> Schedule {
    Schedule::cron("exchange.sweep_exports", "47 * * * *", |_| SweepExports {})
}
