//! What a runner has in hand: its tasks, what they came to, and how much to take next.

use std::time::Duration;

use blimp_kit::Instant;
use blimp_store::Db;
use tokio::task::JoinSet;

use super::turn::Turned;
use crate::batch::Over;
use crate::claim::Kinds;
use crate::state::Fence;
use crate::verdict::Verdict;

/// Chores that a turn claims beyond the free slots, at most; and no more than four batches, lest
/// the urgent wait behind them.
const EXTRA: usize = 256;
/// Chores of one transaction, at most.
const BATCH: usize = 64;
/// How long a batch may hold the writer: others wait for it.
const HOLD: Duration = Duration::from_millis(4);

/// Tasks, and what they came to.
pub(super) struct Hand {
    pub(super) tasks: JoinSet<Over>,
    pub(super) ended: Vec<(Fence, Verdict)>,
    pub(super) turn: usize,
    pub(super) failures: u32,
    /// Chores to claim beyond the free slots.
    pub(super) extra: usize,
    /// Chores of one transaction.
    pub(super) batch: usize,
    /// When a limit lets more jobs come.
    again: Option<Instant>,
}

impl Default for Hand {
    fn default() -> Self {
        Self {
            tasks: JoinSet::new(),
            ended: Vec::new(),
            turn: 0,
            failures: 0,
            extra: 0,
            batch: 16,
            again: None,
        }
    }
}

impl Hand {
    /// Claims more as long as there are chores only, and no more than there are slots otherwise:
    /// what is claimed and sent back costs a write.
    pub(super) fn learn(&mut self, turned: &Turned, full: bool, (kinds, now): (&Kinds, Instant)) {
        let is_chore = |kind: &str| kinds.chores.contains(kind);
        let still = self.again.filter(|at| *at > now);
        self.again = still.into_iter().chain(turned.again).min();
        if turned.claimed.iter().any(|job| !is_chore(&job.kind)) {
            self.extra = 0;
        } else if full && !turned.claimed.is_empty() {
            self.extra = (self.extra * 2).clamp(16, EXTRA).min(self.batch * 4);
        }
    }

    /// Makes batches as large as they may be, given what one chore took.
    pub(super) fn pace(&mut self, each: Duration) {
        let fit = HOLD.as_micros() / each.as_micros().max(1);
        self.batch = usize::try_from(fit).unwrap_or(BATCH).clamp(1, BATCH);
    }

    /// How long to wait for something to do: `poll`, or less where a limit opens sooner.
    pub(super) fn patience(&self, poll: Duration, db: &Db) -> Duration {
        self.again
            .map_or(poll, |at| at.since(db.clock().now()).min(poll))
            .max(Duration::from_millis(1))
    }
}
