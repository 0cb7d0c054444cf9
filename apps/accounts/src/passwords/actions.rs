//! Changing a password.

use blimp_kit::Result;
use blimp_store::Tx;

use crate::ids::{SessionId, UserId};
use crate::sessions;
use crate::users::events::PasswordChanged;
use crate::users::queries;

/// Gives somebody a new password and signs them out everywhere but in `keep`.
pub(crate) fn change(tx: &mut Tx, user: UserId, hash: &str, keep: Option<SessionId>) -> Result {
    queries::set_password(tx, user, hash)?;
    sessions::actions::end_all_but(tx, user, keep)?;
    tx.record(&PasswordChanged { user })?;
    Ok(())
}
