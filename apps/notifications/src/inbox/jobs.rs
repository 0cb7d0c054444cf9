//! Bringing back what was snoozed, when its time has come.

use blimp_kit::Result;
use blimp_queue::{Chore, Schedule};
use blimp_store::{Job, Tx};
use serde::{Deserialize, Serialize};

use crate::inbox::actions;

/// Notices that come back in one go.
const AT_ONCE: usize = 500;

/// Brings back notices whose time has come.
#[derive(Debug, Serialize, Deserialize)]
pub struct WakeNotices {}

impl Job for WakeNotices {
    const KIND: &'static str = "notifications.wake_notices";

    fn key(&self) -> Option<String> {
        Some(String::new())
    }
}

impl Chore for WakeNotices {
    fn apply(self, tx: &mut Tx) -> Result {
        let limit = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
        if actions::wake(tx, limit)? == AT_ONCE {
            tx.enqueue(&Self {})?;
        }
        Ok(())
    }
}

/// Every minute.
pub(crate) fn schedule() -> Schedule {
    Schedule::cron(
        "notifications.wake_notices",
        "* * * * *",
        |_| WakeNotices {},
    )
}
