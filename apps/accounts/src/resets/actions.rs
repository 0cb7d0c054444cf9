//! What can be done with resets.

use blimp_kit::{Email, Error, Result, Signer, random};
use blimp_store::{Changes, Conn, Tx};

use crate::mailed::PASSWORD_RESET;
use crate::passwords;
use crate::resets::events::PasswordResetAsked;
use crate::resets::model::{GOOD_FOR, NewReset};
use crate::resets::{Reset, ResetId, queries};
use crate::tokens;
use crate::users::events::UserChanged;
use crate::users::{self, User};

/// Has a link mailed to whoever signs in with this address; nobody does, nothing happens.
pub(crate) fn ask(tx: &mut Tx, email: &Email) -> Result {
    let Some(user) = users::queries::find_by_email(tx, email)? else {
        return Ok(());
    };
    if user.disabled_at.is_some() {
        return Ok(());
    }
    let now = tx.now();
    let new = NewReset {
        user_id: user.id,
        nonce: &random::token()?,
        created_at: now,
        expires_at: now + GOOD_FOR,
    };
    let reset = queries::add(tx, &new)?;
    tx.record(&PasswordResetAsked {
        reset,
        user: user.id,
    })?;
    Ok(())
}

/// The link that a token speaks of and whose it is, if the token is good today.
pub(crate) fn open(conn: &mut Conn, signer: &Signer, token: &str) -> Result<(Reset, User)> {
    let id = Signer::row(token).map(ResetId).ok_or(Error::NotFound)?;
    let reset = queries::find(conn, id)?.ok_or(Error::NotFound)?;
    if !signer.matches(token, PASSWORD_RESET, id.0, &reset.nonce)? {
        return Err(Error::NotFound);
    }
    if reset.used_at.is_some() {
        return Err(Error::conflict(
            "password_reset.used",
            "This link was used before.",
        ));
    }
    let user = users::queries::get(conn, reset.user_id)?;
    if user.disabled_at.is_some() {
        return Err(Error::NotFound);
    }
    Ok((reset, user))
}

/// Gives somebody the new password and signs them out everywhere. The link is used up, and all
/// others of theirs with it.
///
/// The mail shows that the address is theirs. Where nobody had shown that before, whoever made the
/// account may have been somebody else: their tokens go too.
pub(crate) fn complete(tx: &mut Tx, reset: &Reset, user: &User, hash: &str) -> Result {
    let now = tx.now();
    if !queries::set_used(tx, reset.id, now)? {
        let words = "This link is too old; ask for another.";
        return Err(Error::conflict("password_reset.expired", words));
    }
    queries::set_all_used(tx, user.id, now)?;
    passwords::actions::change(tx, user.id, hash, None)?;
    let Some(email) = &user.email else {
        return Ok(());
    };
    if users::queries::set_verified(tx, user.id, email, now)? {
        tokens::actions::revoke_all(tx, user.id)?;
        let changes = Changes::default().and("email_verified", &false, &true);
        tx.record(&UserChanged {
            user: user.id,
            by: Some(user.id),
            changes,
        })?;
    }
    Ok(())
}
