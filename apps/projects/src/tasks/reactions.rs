//! What tasks do when somebody sees less, or turns out to be who was waited for.

use blimp_accounts::invitations::events::PlaceholderClaimed;
use blimp_accounts::members;
use blimp_app::Recorded;
use blimp_kit::Result;
use blimp_store::Tx;

use super::actions;
use crate::projects::events::AccessLost;

/// Takes who lost access off the tasks that they do not see any more.
pub(crate) fn drop_unseen(tx: &mut Tx, fact: &Recorded<AccessLost>) -> Result {
    actions::drop_unseen(tx, fact.company, fact.user)
}

/// Gives what a placeholder has to who claimed it.
pub(crate) fn replace_claimed(tx: &mut Tx, fact: &Recorded<PlaceholderClaimed>) -> Result {
    if members::queries::find(tx, fact.company, fact.user)?.is_none() {
        return Ok(());
    }
    actions::replace_person(tx, fact.company, fact.placeholder, fact.user)
}
