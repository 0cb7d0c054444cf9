//! What time it is, asked in one place so that tests can answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use crate::Instant;

/// The time of day: the machine's, or one that a test holds in its hand.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    held: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The machine's clock.
    pub const fn system() -> Self {
        Self { held: None }
    }

    /// A clock that stands at `at` until it is moved.
    pub fn held_at(at: Instant) -> Self {
        Self {
            held: Some(Arc::new(AtomicI64::new(at.micros()))),
        }
    }

    /// The present moment.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the machine"
    )]
    pub fn now(&self) -> Instant {
        match &self.held {
            Some(held) => Instant(held.load(Ordering::SeqCst)),
            None => Instant::from(chrono::Utc::now()),
        }
    }

    /// Moves a held clock on; the machine's is left alone.
    pub fn advance(&self, span: Duration) {
        if let Some(held) = &self.held {
            held.store((self.now() + span).micros(), Ordering::SeqCst);
        }
    }
}
