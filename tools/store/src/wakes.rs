//! Whom a commit wakes, and what else the database threads share.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use blimp_kit::{Clock, Result, fault};
use tokio::sync::watch;

use crate::known::Known;
use crate::tx::Done;
use crate::unit::Unit;

/// What the database threads share.
#[derive(Clone)]
pub(crate) struct Wakes {
    pub(crate) clock: Clock,
    pub(crate) heard: Arc<Known>,
    pub(crate) queue: Wake,
    pub(crate) facts: Wake,
}

/// One thing that somebody waits for: told of every commit, and apart from that of our own ones.
#[derive(Clone)]
pub(crate) struct Wake {
    pub(crate) any: watch::Sender<u64>,
    pub(crate) local: watch::Sender<u64>,
}

impl Wake {
    fn new() -> Self {
        let (any, local) = (watch::Sender::new(0), watch::Sender::new(0));
        Self { any, local }
    }

    /// Another process says that there is something.
    pub(crate) fn nudge(&self) {
        self.any.send_modify(|n| *n = n.wrapping_add(1));
    }

    fn commit(&self) {
        self.nudge();
        self.local.send_modify(|n| *n = n.wrapping_add(1));
    }
}

impl Wakes {
    pub(crate) fn new(clock: Clock, heard: HashSet<&'static str>) -> Self {
        let (queue, facts) = (Wake::new(), Wake::new());
        Self {
            clock,
            heard: Arc::new(Known::new(heard)),
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
        if done.enqueued {
            fault::point("after_commit");
        }
        for hook in done.hooks {
            // A hook that panics must not take the database thread with it.
            if catch_unwind(AssertUnwindSafe(hook)).is_err() {
                tracing::error!("a hook panicked after a commit");
            }
        }
        if done.enqueued {
            self.queue.commit();
        }
        if done.recorded {
            self.facts.commit();
        }
    }
}
