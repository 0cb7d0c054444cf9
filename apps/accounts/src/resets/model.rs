//! A reset.

use std::time::Duration;

use blimp_kit::Instant;
use diesel::prelude::*;

use crate::ids::UserId;
use crate::resets::schema::resets;

/// How long a link is good.
pub(crate) const GOOD_FOR: Duration = Duration::from_hours(1);

blimp_kit::id!(
    /// A mailed link that lets somebody choose a new password.
    ResetId
);

/// A mailed link that lets somebody choose a new password.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = resets)]
pub struct Reset {
    /// Its id.
    pub id: ResetId,
    /// Whose password.
    pub user_id: UserId,
    /// Part of what the token is made from.
    pub nonce: String,
    /// When it stops working.
    pub expires_at: Instant,
    /// When it was used, or made worthless by another.
    pub used_at: Option<Instant>,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = resets)]
pub(crate) struct NewReset<'a> {
    pub(crate) user_id: UserId,
    pub(crate) nonce: &'a str,
    pub(crate) created_at: Instant,
    pub(crate) expires_at: Instant,
}
