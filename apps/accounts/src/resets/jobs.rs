//! Looking whether an address that asked for a new password is known.

use blimp_kit::{Email, Result};
use blimp_queue::Chore;
use blimp_store::{Job, Tx};
use serde::{Deserialize, Serialize};

use crate::resets::actions;

/// Looks whose address it is, out of sight of whoever asks: a known one takes them no longer.
#[derive(Debug, Serialize, Deserialize)]
pub struct AskReset {
    /// The address.
    pub email: Email,
}

impl Job for AskReset {
    const KIND: &'static str = "accounts.ask_reset";
    const PRIO: i64 = 0;
}

impl Chore for AskReset {
    fn apply(self, tx: &mut Tx) -> Result {
        actions::ask(tx, &self.email)
    }
}
