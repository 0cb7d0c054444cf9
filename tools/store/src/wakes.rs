//! Whom a commit wakes, and what else the database threads share.

use std::collections::HashSet;
use std::sync::Arc;

use blimp_kit::Clock;
use tokio::sync::watch;

use crate::tx::Done;

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

    /// Wakes whom a commit concerns and runs its hooks.
    pub(crate) fn follow_up(&self, done: Done) {
        if done.enqueued {
            self.queue.send_modify(|n| *n = n.wrapping_add(1));
        }
        if done.recorded {
            self.facts.send_modify(|n| *n = n.wrapping_add(1));
        }
        for hook in done.hooks {
            hook();
        }
    }
}
