//! The two sorts of job.

use blimp_kit::Result;
use blimp_store::{Job, Tx};

use crate::run::Run;

/// A job that touches the outside; acknowledged after it returned.
///
/// Runs at least once: a process that dies between the effect and the acknowledgement leaves the
/// job to be run again, so the effect needs a key of its own. `Error::TooMany` puts it off without
/// using up a try; any other error is a failed try. A time limit can end only what awaits: work
/// that blocks or computes for long must look at [`Run::token`] itself.
pub trait Work<C>: Job {
    /// Does it.
    fn run(self, ctx: &C, run: &Run) -> impl Future<Output = Result> + Send;
}

/// A job that changes nothing but our own rows: applied in the very transaction that acknowledges
/// it, so exactly once.
///
/// It runs on a database thread, where no time limit can reach it: keep it short. Its row is gone
/// when it runs, so it may enqueue its own successor under the same key. Many run in one
/// transaction; where one of them fails all are undone and each is tried by itself.
pub trait Chore: Job {
    /// Does it.
    fn apply(self, tx: &mut Tx) -> Result;
}
