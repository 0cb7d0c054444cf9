//! Where a job stands, and which try of it is meant.

use blimp_store::JobId;

blimp_kit::words!(
    /// Where a job stands.
    State as "JobState" {
        /// Waits for its time and a worker.
        Ready = "ready",
        /// A worker has it.
        Running = "running",
        /// Handed to a broker.
        Published = "published",
        /// Out of tries; kept until somebody retries or cancels it.
        Dead = "dead",
    }
);

/// Waits for its time and a worker.
pub(crate) const READY: i64 = 0;
/// A worker has it.
pub(crate) const RUNNING: i64 = 1;
/// Handed to a broker.
pub(crate) const PUBLISHED: i64 = 2;
/// Out of tries.
pub(crate) const DEAD: i64 = 3;

impl State {
    /// The number in the table.
    pub(crate) const fn code(self) -> i64 {
        match self {
            Self::Ready => READY,
            Self::Running => RUNNING,
            Self::Published => PUBLISHED,
            Self::Dead => DEAD,
        }
    }

    /// The state that a number in the table means.
    pub(crate) const fn of(code: i64) -> Self {
        match code {
            RUNNING => Self::Running,
            PUBLISHED => Self::Published,
            DEAD => Self::Dead,
            _ => Self::Ready,
        }
    }
}

/// One try of a job by one worker. What is written under it is refused once it is not the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Fence {
    pub(crate) job: JobId,
    pub(crate) worker: i64,
    pub(crate) attempt: i64,
}
