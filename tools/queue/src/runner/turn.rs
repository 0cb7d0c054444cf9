//! One turn: what ended is written down and what is due is claimed, in one commit.

use blimp_kit::Result;
use blimp_store::{JobId, Tx};

use crate::claim::{self, Claimant, Claimed};
use crate::lease;
use crate::state::Fence;
use crate::verdict::{self, Verdict};

/// What to do in a turn.
#[derive(Debug, Clone)]
pub(crate) struct Turn {
    pub(crate) worker: i64,
    pub(crate) verdicts: Vec<(Fence, Verdict)>,
    /// How many of each queue.
    pub(crate) shares: Vec<(String, usize)>,
    /// How many in all.
    pub(crate) free: usize,
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
            turned.claimed = claim::claim(tx, who, &turn.shares, turn.free)?;
        }
    }
    Ok(turned)
}
