//! A session.

use std::time::Duration;

use blimp_kit::Instant;
use diesel::prelude::*;

use crate::ids::{SessionId, UserId};
use crate::sessions::schema::sessions;

/// A session that was not seen for so long is over.
pub(crate) const IDLE: Duration = Duration::from_hours(30 * 24);
/// A session this old is over.
pub(crate) const ABSOLUTE: Duration = Duration::from_hours(180 * 24);
/// How stale `last_seen_at` may be.
pub(crate) const SEEN_EVERY: Duration = Duration::from_mins(5);

/// A browser that is signed in.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = sessions)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Who.
    pub user_id: UserId,
    /// Where they signed in from.
    pub ip: String,
    /// The program they use.
    pub user_agent: Option<String>,
    /// When they signed in.
    pub created_at: Instant,
    /// When they were last seen, within five minutes.
    pub last_seen_at: Instant,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = sessions)]
pub(crate) struct NewSession<'a> {
    pub(crate) user_id: UserId,
    pub(crate) fingerprint: &'a str,
    pub(crate) ip: &'a str,
    pub(crate) user_agent: Option<&'a str>,
    pub(crate) created_at: Instant,
    pub(crate) last_seen_at: Instant,
}

/// Where a sign-in comes from.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    pub(crate) ip: String,
    pub(crate) user_agent: Option<String>,
}
