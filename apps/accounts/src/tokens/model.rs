//! A token.

use std::time::Duration;

use blimp_kit::Instant;
use diesel::prelude::*;

use crate::actor::Scope;
use crate::ids::{TokenId, UserId};
use crate::tokens::schema::tokens;

/// What every token begins with, so that scanners for leaked secrets find it.
pub const PREFIX: &str = "blimp_pat_";

/// How stale `last_used_at` may be.
pub(crate) const USED_EVERY: Duration = Duration::from_mins(1);

/// A personal API token, without its secret.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = tokens)]
pub struct Token {
    /// Its id.
    pub id: TokenId,
    /// Whose.
    pub user_id: UserId,
    /// What its owner calls it.
    pub name: String,
    /// What it allows.
    pub scope: Scope,
    /// When it was made.
    pub created_at: Instant,
    /// When it stops working; none for never.
    pub expires_at: Option<Instant>,
    /// When it was last used, within a minute.
    pub last_used_at: Option<Instant>,
}

/// What a request by token needs to know.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = tokens)]
pub(crate) struct LiveToken {
    pub(crate) id: TokenId,
    pub(crate) user_id: UserId,
    pub(crate) scope: Scope,
    pub(crate) last_used_at: Option<Instant>,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = tokens)]
pub(crate) struct NewToken<'a> {
    pub(crate) user_id: UserId,
    pub(crate) fingerprint: &'a str,
    pub(crate) name: &'a str,
    pub(crate) scope: Scope,
    pub(crate) created_at: Instant,
    pub(crate) expires_at: Option<Instant>,
}
