//! What a runner has done, in numbers.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use blimp_watch::metrics::house::FENCED_ACKS;

use crate::verdict::Verdict;

/// How many tries ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Did their work.
    pub done: u64,
    /// Failed and are tried again.
    pub failed: u64,
    /// Failed for good.
    pub dead: u64,
    /// Were cancelled.
    pub cancelled: u64,
    /// Were too early.
    pub snoozed: u64,
    /// Were given back when the process stopped.
    pub given_back: u64,
    /// Ended after their lease had gone to somebody else; their verdict was refused.
    pub fenced: u64,
}

#[derive(Debug, Default)]
struct Counters {
    done: AtomicU64,
    failed: AtomicU64,
    dead: AtomicU64,
    cancelled: AtomicU64,
    snoozed: AtomicU64,
    given_back: AtomicU64,
    fenced: AtomicU64,
}

/// A runner's counters, for whoever shows them. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Stats(Arc<Counters>);

impl Stats {
    /// The numbers so far.
    pub fn read(&self) -> Outcome {
        let get = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Outcome {
            done: get(&self.0.done),
            failed: get(&self.0.failed),
            dead: get(&self.0.dead),
            cancelled: get(&self.0.cancelled),
            snoozed: get(&self.0.snoozed),
            given_back: get(&self.0.given_back),
            fenced: get(&self.0.fenced),
        }
    }

    /// Counts a verdict that was kept.
    pub(super) fn count(&self, verdict: &Verdict) {
        let counter = match verdict {
            Verdict::Done | Verdict::DoneWith(_) | Verdict::Applied => &self.0.done,
            Verdict::Retry { .. } => &self.0.failed,
            Verdict::Dead { .. } => &self.0.dead,
            Verdict::Cancelled => &self.0.cancelled,
            Verdict::Snooze { .. } | Verdict::PutOff { .. } => &self.0.snoozed,
            Verdict::GiveBack => &self.0.given_back,
            Verdict::Lost => &self.0.fenced,
        };
        counter.fetch_add(1, Ordering::Relaxed);
        if matches!(verdict, Verdict::Lost) {
            FENCED_ACKS.add([], 1);
        }
    }
}

impl std::ops::Sub for Outcome {
    type Output = Self;
    fn sub(self, before: Self) -> Self {
        Self {
            done: self.done - before.done,
            failed: self.failed - before.failed,
            dead: self.dead - before.dead,
            cancelled: self.cancelled - before.cancelled,
            snoozed: self.snoozed - before.snoozed,
            given_back: self.given_back - before.given_back,
            fenced: self.fenced - before.fenced,
        }
    }
}
