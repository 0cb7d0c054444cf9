//! What can be done with verifications.

use blimp_kit::{Error, Result, Signer, random};
use blimp_store::{Changes, Tx};

use crate::mailed::EMAIL_VERIFICATION;
use crate::users::events::UserChanged;
use crate::users::{self, User};
use crate::verifications::events::EmailVerificationAsked;
use crate::verifications::model::{GOOD_FOR, NewVerification};
use crate::verifications::{VerificationId, queries};

/// Has a link mailed to somebody, unless their address is known to be theirs.
pub(crate) fn ask(tx: &mut Tx, user: &User) -> Result {
    let Some(email) = user
        .email
        .as_ref()
        .filter(|_| user.email_verified_at.is_none())
    else {
        return Ok(());
    };
    let now = tx.now();
    let new = NewVerification {
        user_id: user.id,
        email,
        nonce: &random::token()?,
        created_at: now,
        expires_at: now + GOOD_FOR,
    };
    let verification = queries::add(tx, &new)?;
    tx.record(&EmailVerificationAsked {
        verification,
        user: user.id,
    })?;
    Ok(())
}

/// Takes a mailed token as proof; the second time it is refused.
pub(crate) fn confirm(tx: &mut Tx, signer: &Signer, token: &str) -> Result {
    let id = Signer::row(token)
        .map(VerificationId)
        .ok_or(Error::NotFound)?;
    let link = queries::find(tx, id)?.ok_or(Error::NotFound)?;
    if !signer.matches(token, EMAIL_VERIFICATION, id.0, &link.nonce)? {
        return Err(Error::NotFound);
    }
    let now = tx.now();
    if !queries::set_used(tx, id, now)? {
        return Err(match link.used_at {
            Some(_) => Error::conflict("verification.used", "This link was used before."),
            None => Error::conflict(
                "verification.expired",
                "This link is too old; ask for another.",
            ),
        });
    }
    if users::queries::set_verified(tx, link.user_id, &link.email, now)? {
        let changes = Changes::default().and("email_verified", &false, &true);
        tx.record(&UserChanged {
            user: link.user_id,
            by: Some(link.user_id),
            changes,
        })?;
    }
    Ok(())
}
