//! A verification.

use std::time::Duration;

use blimp_kit::{Email, Instant};
use diesel::prelude::*;

use crate::ids::UserId;
use crate::verifications::schema::verifications;

/// How long a link is good.
pub(crate) const GOOD_FOR: Duration = Duration::from_hours(7 * 24);

blimp_kit::id!(
    /// A mailed link that shows whose an address is.
    VerificationId
);

/// A mailed link that shows whose an address is.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = verifications)]
pub struct Verification {
    /// Its id.
    pub id: VerificationId,
    /// Whose address.
    pub user_id: UserId,
    /// The address.
    pub email: Email,
    /// Part of what the token is made from.
    pub nonce: String,
    /// When it stops working.
    pub expires_at: Instant,
    /// When it was used.
    pub used_at: Option<Instant>,
    /// What it does.
    pub purpose: Purpose,
}

blimp_kit::words!(
    /// What a link does.
    Purpose {
        /// Shows that an address is somebody's.
        Verify = "verify",
        /// Makes another address theirs.
        Change = "change",
    }
);

#[derive(Debug, Insertable)]
#[diesel(table_name = verifications)]
pub(crate) struct NewVerification<'a> {
    pub(crate) user_id: UserId,
    pub(crate) email: &'a Email,
    pub(crate) nonce: &'a str,
    pub(crate) created_at: Instant,
    pub(crate) expires_at: Instant,
    pub(crate) purpose: Purpose,
}
