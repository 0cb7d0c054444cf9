//! Scheduled work on tasks: reminding people of due dates.

use blimp_kit::{Date, Result};
use blimp_queue::{Chore, Schedule};
use blimp_store::{Job, Tx};
use serde::{Deserialize, Serialize};

use super::{actions, queries};
use crate::place::TaskId;

/// Tasks of one transaction: it must stay short, one writer serves all.
const AT_ONCE: usize = 200;
/// Days back: what is overdue for longer was spoken of, or came from elsewhere as it is.
const BACK: i64 = 7;

/// Finds the open tasks that are due tomorrow, today or since some days, and tells of each due
/// date once. Goes on by a job of its own where there are many.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FindDueTasks {
    /// Today.
    pub day: Date,
    /// Where the job before stopped.
    #[serde(default)]
    pub after: Option<(Date, TaskId)>,
}

impl Job for FindDueTasks {
    const KIND: &'static str = "tasks.find_due";
    const PRIO: i64 = 2;

    fn key(&self) -> Option<String> {
        Some(self.day.to_string())
    }
}

impl Chore for FindDueTasks {
    fn apply(self, tx: &mut Tx) -> Result {
        let days = (self.day.plus(-BACK), self.day.plus(1));
        let limit = i64::try_from(AT_ONCE).unwrap_or(i64::MAX);
        let found = queries::due(tx, days, self.after, limit)?;
        for task in &found {
            actions::remind(tx, task)?;
        }
        let last = found.last().filter(|_| found.len() == AT_ONCE);
        if let Some((task, due_on)) = last.and_then(|task| Some((task, task.due_on?))) {
            tx.enqueue(&Self {
                day: self.day,
                after: Some((due_on, task.id)),
            })?;
        }
        Ok(())
    }
}

/// Every morning.
pub fn schedule() -> Schedule {
    Schedule::cron("tasks.due", "0 5 * * *", |tick| FindDueTasks {
        day: tick.date(),
        after: None,
    })
}
