//! An invitation.

use std::time::Duration;

use blimp_kit::{Email, Instant};
use diesel::prelude::*;

use crate::ids::{CompanyId, UserId};
use crate::invitations::schema::invitations;
use crate::role::Role;

blimp_kit::words!(
    /// What has become of an invitation.
    InvitationState {
        /// Can be accepted.
        Open = "open",
        /// Too old; can be sent again.
        Expired = "expired",
        /// Accepted.
        Accepted = "accepted",
    }
);

/// How long a link is good.
pub(crate) const GOOD_FOR: Duration = Duration::from_hours(14 * 24);

blimp_kit::id!(
    /// Somebody asked into a company.
    InvitationId
);

/// Somebody asked into a company.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = invitations)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// Which company.
    pub company_id: CompanyId,
    /// Who.
    pub email: Email,
    /// As what.
    pub role: Role,
    /// JSON; see [`Invitation::project_ids`].
    pub project_ids: String,
    /// Part of what the token is made from.
    pub nonce: String,
    /// The placeholder that they are.
    pub claims_user_id: Option<UserId>,
    /// Who asked.
    pub invited_by: Option<UserId>,
    /// When.
    pub created_at: Instant,
    /// When the mail was last sent.
    pub sent_at: Instant,
    /// When the link stops working.
    pub expires_at: Instant,
    /// When it was accepted.
    pub accepted_at: Option<Instant>,
    /// When it was taken back.
    pub cancelled_at: Option<Instant>,
    /// Raised by every change.
    pub version: i64,
}

impl Invitation {
    /// The projects they are to be added to. Nobody has looked whether these are the company's:
    /// whoever adds people to projects must.
    pub fn project_ids(&self) -> Vec<i64> {
        serde_json::from_str(&self.project_ids).unwrap_or_default()
    }

    /// What has become of it, if it was not taken back.
    pub fn state(&self, now: Instant) -> InvitationState {
        match self.accepted_at {
            Some(_) => InvitationState::Accepted,
            None if self.is_open(now) => InvitationState::Open,
            None => InvitationState::Expired,
        }
    }

    /// Whether it can still be accepted.
    pub fn is_open(&self, now: Instant) -> bool {
        self.accepted_at.is_none() && self.cancelled_at.is_none() && self.expires_at > now
    }
}

/// Whom to invite, and as what.
#[derive(Debug, Clone)]
pub(crate) struct Invitee {
    pub(crate) email: Email,
    pub(crate) role: Role,
    pub(crate) project_ids: Vec<i64>,
    pub(crate) claims: Option<UserId>,
}

#[derive(Debug, Insertable)]
#[diesel(table_name = invitations)]
pub(crate) struct NewInvitation<'a> {
    pub(crate) company_id: CompanyId,
    pub(crate) email: &'a Email,
    pub(crate) role: Role,
    pub(crate) project_ids: &'a str,
    pub(crate) nonce: &'a str,
    pub(crate) claims_user_id: Option<UserId>,
    pub(crate) invited_by: Option<UserId>,
    pub(crate) created_at: Instant,
    pub(crate) sent_at: Instant,
    pub(crate) expires_at: Instant,
}
