//! What attachments do when who added them turns out to be another.

use blimp_accounts::invitations::events::PlaceholderClaimed;
use blimp_accounts::members;
use blimp_app::Recorded;
use blimp_kit::Result;
use blimp_store::Tx;

use super::actions;

/// Gives what a placeholder attached to who claimed it.
pub(crate) fn replace_claimed(tx: &mut Tx, fact: &Recorded<PlaceholderClaimed>) -> Result {
    if members::queries::find(tx, fact.company, fact.user)?.is_none() {
        return Ok(());
    }
    actions::replace_owner(tx, fact.company, fact.placeholder, fact.user)
}
