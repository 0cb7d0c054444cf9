//! The runner's end of a broker: what it announces goes into the turns.

use std::time::Duration;

use blimp_kit::Result;

use super::Runner;
use super::life::Life;
use super::turn::Turn;
use crate::lease;
use crate::transport::{self, Entry, Wire};

/// How long a job may be on its way where this process has no broker.
const FORGOTTEN: Duration = Duration::from_secs(10);

impl<C: Send + Sync + 'static> Runner<C> {
    /// A worker's end of the broker, where there is one.
    pub(super) fn wire(&self, worker: i64) -> Option<Wire> {
        let broker = self.broker.as_ref()?;
        let lease = self.options.lease;
        Some(Wire::new(broker, &self.db, &self.queues, (worker, lease)))
    }
}

/// Asks the broker what is due; that goes into the turn.
pub(super) async fn announce(wire: &Wire, turn: &mut Turn, number: usize) -> Vec<Entry> {
    let want = turn.free + turn.extra;
    if want == 0 {
        return Vec::new();
    }
    let entries = wire.read(&turn.shares, want, number).await;
    turn.announced = entries.as_deref().map(transport::jobs);
    entries.unwrap_or_default()
}

impl<C: Send + Sync + 'static> Life<'_, C> {
    /// The same, where there is a broker; `None` where there is nothing to do in SQL.
    pub(super) async fn announced(&self, turn: &mut Turn, number: usize) -> Option<Vec<Entry>> {
        let Some(wire) = &self.wire else {
            return Some(Vec::new());
        };
        let entries = announce(wire, turn, number).await;
        let silent = turn.announced.as_ref().is_some_and(Vec::is_empty);
        let idle = turn.verdicts.is_empty() && turn.in_hand.is_none();
        (!silent || !idle || wire.has_limits()).then_some(entries)
    }

    /// These are claimed now, or of no use.
    pub(super) async fn settle(&self, entries: &[Entry]) {
        if let Some(wire) = &self.wire {
            wire.settle(entries).await;
        }
    }

    /// The turn they were read for came to nothing.
    pub(super) fn keep(&self, entries: Vec<Entry>) {
        if let Some(wire) = &self.wire {
            wire.keep(entries);
        }
    }

    /// Whether jobs come by the broker, so that a commit need not wake the worker.
    pub(super) fn is_carried(&self) -> bool {
        self.wire.as_ref().is_some_and(Wire::is_up)
    }

    /// Waits until the broker has something for a worker with so many slots free.
    pub(super) async fn rung(&self, free: usize) {
        match &self.wire {
            Some(wire) => wire.rung(free > 0).await,
            None => std::future::pending().await,
        }
    }

    /// Relays to the broker and listens to it; never returns.
    pub(super) async fn carry(&self) {
        if let Some(wire) = &self.wire {
            wire.serve(self.runner.options.poll).await;
        }
        std::future::pending::<()>().await;
    }

    /// Takes back what dead workers left, and what was left to a broker that is gone.
    pub(super) async fn look_after(&self) -> Result {
        lease::reap(&self.runner.db).await?;
        if self.wire.is_none() {
            transport::forget(&self.runner.db, FORGOTTEN).await?;
        }
        Ok(())
    }
}
