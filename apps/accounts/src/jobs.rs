//! Housekeeping: rows that are over are deleted. That they are over is checked at every read.

use std::time::Duration;

use blimp_kit::Result;
use blimp_queue::{Chore, Schedule};
use blimp_store::{Job, Tx};
use serde::{Deserialize, Serialize};

use crate::resets;
use crate::sessions;
use crate::throttles;
use crate::verifications;

/// Used links stay this long, so that a second use is told what happened.
const KEEP_LINKS: Duration = Duration::from_hours(30 * 24);

/// Deletes sessions, links and counts that are over.
#[derive(Debug, Serialize, Deserialize)]
pub struct SweepCredentials {}

impl Job for SweepCredentials {
    const KIND: &'static str = "accounts.sweep_credentials";
    const PRIO: i64 = 3;

    fn key(&self) -> Option<String> {
        Some(String::new())
    }
}

impl Chore for SweepCredentials {
    fn apply(self, tx: &mut Tx) -> Result {
        let now = tx.now();
        sessions::queries::prune(tx, now)?;
        throttles::queries::prune(tx, now)?;
        verifications::queries::prune(tx, now - KEEP_LINKS)?;
        resets::queries::prune(tx, now - KEEP_LINKS)?;
        Ok(())
    }
}

/// Every day, early.
pub(crate) fn schedule() -> Schedule {
    Schedule::cron("accounts.sweep_credentials", "17 3 * * *", |_| {
        SweepCredentials {}
    })
}
