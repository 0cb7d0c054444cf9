//! What can be done with throttles.

use std::time::Duration;

use blimp_kit::{Error, Result};
use blimp_store::Tx;

use crate::throttles::{Rule, queries};

/// Counts a try of `whom`; refuses where there were too many.
///
/// Call it in a transaction of its own: what is refused later must not undo the count.
pub(crate) fn take(tx: &mut Tx, rule: &Rule, whom: &str) -> Result {
    let now = tx.now();
    let (count, anew) = queries::count_one(tx, &rule.key(whom), now, now + rule.window)?;
    if count <= rule.tries {
        return Ok(());
    }
    // Whole seconds, rounded up: who comes back then is let in.
    let wait = anew.since(now) + Duration::from_millis(999);
    Err(Error::TooMany {
        retry_after: Duration::from_secs(wait.as_secs()),
    })
}

/// Gives a try back that turned out well.
pub(crate) fn give_back(tx: &mut Tx, rule: &Rule, whom: &str) -> Result {
    queries::uncount_one(tx, &rule.key(whom))
}

/// Forgets all tries of `whom`.
pub(crate) fn forget(tx: &mut Tx, rule: &Rule, whom: &str) -> Result {
    queries::forget(tx, &rule.key(whom))
}
