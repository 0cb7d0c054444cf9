//! One turn: what ended is written down and what is due is claimed, in one commit.

use std::sync::Arc;

use blimp_kit::{Instant, Result};
use blimp_store::{JobId, Tx};

use crate::claim::{self, Claimant, Claimed, Kinds};
use crate::state::Fence;
use crate::verdict::{self, Verdict};
use crate::{lease, limits, transport};

/// What to do in a turn.
#[derive(Debug, Clone, Default)]
pub(crate) struct Turn {
    pub(crate) worker: i64,
    pub(crate) verdicts: Vec<(Fence, Verdict)>,
    /// How many of each queue.
    pub(crate) shares: Vec<(String, usize)>,
    /// How many in all.
    pub(crate) free: usize,
    /// How many more, as long as they are chores.
    pub(crate) extra: usize,
    pub(crate) kinds: Arc<Kinds>,
    /// What a broker says is due; `None` where all is claimed from SQL.
    pub(crate) announced: Option<Vec<JobId>>,
    /// After a turn whose end is unknown: every job in hand. Others that bear this worker's name
    /// were claimed by that turn, and nobody runs them.
    pub(crate) in_hand: Option<Vec<JobId>>,
}

/// What came of it.
#[derive(Debug, Default)]
pub(crate) struct Turned {
    /// Jobs whose verdict came too late.
    pub(crate) refused: Vec<JobId>,
    /// Jobs in hand that somebody cancelled.
    pub(crate) cancelled: Vec<JobId>,
    pub(crate) claimed: Vec<Claimed>,
    /// How many were due and taken, those sent back at once included.
    pub(crate) taken: usize,
    /// Where a limit holds jobs back: when to look again.
    pub(crate) again: Option<Instant>,
    /// The lease ran out: nothing was claimed.
    pub(crate) lost: bool,
}

/// Takes a turn.
pub(crate) fn take(tx: &mut Tx, turn: &Turn) -> Result<Turned> {
    let now = tx.now();
    if let Some(in_hand) = &turn.in_hand {
        claim::give_back_others(tx, turn.worker, in_hand)?;
    }
    let mut turned = Turned {
        refused: verdict::record(tx, &turn.verdicts, now)?,
        cancelled: lease::cancelled(tx, turn.worker)?,
        ..Turned::default()
    };
    if turn.free > 0 {
        turned.lost = !lease::holds(tx, turn.worker)?;
        if !turned.lost {
            let who = Claimant {
                worker: turn.worker,
                now,
            };
            let want = turn.free + turn.extra;
            let mut got = match &turn.announced {
                Some(ids) => transport::claim(tx, who, ids, (&turn.shares, want))?,
                None => claim::claim(tx, who, &turn.shares, want)?,
            };
            if turn.extra > 0 {
                claim::send_back_surplus(tx, &turn.kinds, &mut got, turn.free)?;
            }
            limits::admit(tx, &turn.kinds, &mut got, now)?;
            (turned.taken, turned.again) = (got.taken, got.again);
            turned.claimed = got.jobs;
        }
    }
    Ok(turned)
}
