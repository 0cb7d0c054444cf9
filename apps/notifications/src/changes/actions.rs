//! What can be done with many notices.

use blimp_accounts::Actor;
use blimp_kit::{Error, Instant, Result};
use blimp_store::Tx;

use crate::changes::model::{Act, Change, ChangeId, Selection};
use crate::changes::queries;
use crate::inbox::actions::{Step, announce};
use crate::inbox::events::Move;

/// Notices that the fact of a change names.
const NAMED: i64 = 100;

/// Does something with many of the caller's notices. What is so already is left as it is.
pub fn make(
    tx: &mut Tx,
    actor: &Actor,
    (act, until): (Act, Option<Instant>),
    selection: &Selection,
) -> Result<Change> {
    let now = tx.now();
    match (act, until) {
        (Act::Snooze, None) => {
            return Err(Error::invalid("until", "missing", "Say until when."));
        }
        (Act::Snooze, Some(until)) => Step::Snooze(until).check(now)?,
        (_, Some(_)) => {
            return Err(Error::invalid("until", "unwanted", "Only to snooze."));
        }
        (_, None) => {}
    }
    let id = queries::add(tx, actor.user, act, now)?;
    let changed = queries::apply(tx, (id, actor.user), selection, (act, until), now)?;
    queries::set_changed(tx, id, changed)?;
    if changed > 0 {
        let named = queries::list_changed(tx, id, NAMED)?;
        announce(tx, actor.user, Move::Changed, named)?;
    }
    queries::get(tx, actor, id)
}

/// Takes a change back where nothing has touched the notices since; says of how many. Doing it
/// twice changes nothing.
pub fn reverse(tx: &mut Tx, actor: &Actor, id: ChangeId) -> Result<usize> {
    let change = queries::get(tx, actor, id)?;
    let now = tx.now();
    if !queries::set_reversed(tx, change.id, now)? {
        return Ok(0);
    }
    let named = queries::list_changed(tx, change.id, NAMED)?;
    let reversed = queries::reverse(tx, change.id)?;
    if reversed > 0 {
        announce(tx, actor.user, Move::Changed, named)?;
    }
    Ok(reversed)
}
