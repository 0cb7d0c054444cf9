//! What can be done with verifications.

use blimp_kit::{Email, Error, Instant, Result, Signer, random};
use blimp_store::{Changes, Tx};

use crate::ids::UserId;
use crate::mailed::EMAIL_VERIFICATION;
use crate::users::events::UserChanged;
use crate::users::{self, User};
use crate::verifications::events::{EmailChanged, EmailVerificationAsked};
use crate::verifications::model::{GOOD_FOR, NewVerification};
use crate::verifications::{Purpose, Verification, VerificationId, queries};

/// Has a link mailed to somebody, unless their address is known to be theirs.
pub(crate) fn ask(tx: &mut Tx, user: &User) -> Result {
    let Some(email) = user
        .email
        .as_ref()
        .filter(|_| user.email_verified_at.is_none())
    else {
        return Ok(());
    };
    mail(tx, user.id, email, Purpose::Verify)?;
    Ok(())
}

/// Has a link mailed to another address, which becomes theirs by its use; answers until when.
pub(crate) fn ask_change(tx: &mut Tx, user: &User, email: &Email) -> Result<Instant> {
    if user.email.as_ref() == Some(email) {
        let words = "This is your address already.";
        return Err(Error::invalid("email", "same", words));
    }
    if users::queries::find_by_email(tx, email)?.is_some() {
        return Err(taken());
    }
    mail(tx, user.id, email, Purpose::Change)
}

fn taken() -> Error {
    Error::conflict("email_taken", "There is an account with this address.")
}

fn mail(tx: &mut Tx, user: UserId, email: &Email, purpose: Purpose) -> Result<Instant> {
    let now = tx.now();
    let expires_at = now + GOOD_FOR;
    let new = NewVerification {
        user_id: user,
        email,
        nonce: &random::token()?,
        created_at: now,
        expires_at,
        purpose,
    };
    let verification = queries::add(tx, &new)?;
    tx.record(&EmailVerificationAsked { verification, user })?;
    Ok(expires_at)
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
    if link.purpose == Purpose::Change {
        return change(tx, &link);
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

/// Makes the address of a link the person's own, and has the old one told.
fn change(tx: &mut Tx, link: &Verification) -> Result {
    let now = tx.now();
    let before = users::queries::get(tx, link.user_id)?.email;
    if users::queries::find_by_email(tx, &link.email)?.is_some() {
        return Err(taken());
    }
    if !users::queries::set_email(tx, link.user_id, &link.email, now)? {
        return Err(Error::NotFound);
    }
    let to = Some(link.email.clone());
    tx.record(&UserChanged {
        user: link.user_id,
        by: Some(link.user_id),
        changes: Changes::default().and("email", &before, &to),
    })?;
    if let Some(before) = before {
        tx.record(&EmailChanged {
            user: link.user_id,
            before,
        })?;
    }
    Ok(())
}
