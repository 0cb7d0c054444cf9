//! Whom a commit wakes, and what else the database threads share.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use blimp_kit::{Clock, Result};
use tokio::sync::watch;

use crate::tx::Done;
use crate::unit::Unit;

/// What the database threads share.
#[derive(Clone)]
pub(crate) struct Wakes {
    pub(crate) clock: Clock,
    pub(crate) heard: Arc<HashSet<&'static str>>,
    pub(crate) queue: watch::Sender<u64>,
    pub(crate) facts: watch::Sender<u64>,
}

impl Wakes {
    pub(crate) fn new(clock: Clock, heard: HashSet<&'static str>) -> Self {
        let (queue, facts) = (watch::Sender::new(0), watch::Sender::new(0));
        Self {
            clock,
            heard: Arc::new(heard),
            queue,
            facts,
        }
    }

    /// Ends a unit of work: what follows from its commit first, then the answer, so that a
    /// caller's next read finds nothing stale.
    pub(crate) fn settle(&self, mut unit: Box<dyn Unit>, commit: Result) {
        if commit.is_ok() {
            self.follow_up(unit.done());
        }
        unit.answer(commit);
    }

    fn follow_up(&self, done: Done) {
        for hook in done.hooks {
            // A hook that panics must not take the database thread with it.
            if catch_unwind(AssertUnwindSafe(hook)).is_err() {
                tracing::error!("a hook panicked after a commit");
            }
        }
        if done.enqueued {
            self.queue.send_modify(|n| *n = n.wrapping_add(1));
        }
        if done.recorded {
            self.facts.send_modify(|n| *n = n.wrapping_add(1));
        }
    }
}
