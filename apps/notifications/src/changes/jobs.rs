//! Housekeeping: changes that are too old to be taken back are deleted.

use std::time::Duration;

use blimp_kit::Result;
use blimp_queue::{Chore, Schedule};
use blimp_store::{Job, Tx};
use serde::{Deserialize, Serialize};

use crate::changes::queries;

/// How long a change can be taken back.
pub const KEEP: Duration = Duration::from_hours(7 * 24);

/// Deletes changes that are too old to be taken back.
#[derive(Debug, Serialize, Deserialize)]
pub struct SweepChanges {}

impl Job for SweepChanges {
    const KIND: &'static str = "notifications.sweep_changes";
    const PRIO: i64 = 3;

    fn key(&self) -> Option<String> {
        Some(String::new())
    }
}

impl Chore for SweepChanges {
    fn apply(self, tx: &mut Tx) -> Result {
        let now = tx.now();
        queries::prune(tx, now - KEEP)?;
        Ok(())
    }
}

/// Every day, early.
pub(crate) fn schedule() -> Schedule {
    Schedule::cron("notifications.sweep_changes", "37 3 * * *", |_| {
        SweepChanges {}
    })
}
