//! What happens to invitations. Only whoever invited may read these: addresses are in them.

use blimp_store::{About, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::ids::{CompanyId, UserId};
use crate::invitations::InvitationId;
use crate::role::Role;

fn about(
    company: CompanyId,
    invitation: InvitationId,
    reader: Option<UserId>,
    by: Option<UserId>,
) -> About {
    About {
        company: Some(company.0),
        // Nobody has the id 0: without a known inviter nobody reads it.
        user: Some(reader.map_or(0, |user| user.0)),
        actor: by.map(|by| by.0),
        subject: Subject::new("invitation", invitation),
        ..About::default()
    }
}

/// Somebody is to be asked by mail, for the first time or again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InvitationSent {
    /// The invitation.
    pub invitation: InvitationId,
    /// Into which company.
    pub company: CompanyId,
    /// Who asks.
    pub by: UserId,
    /// Whether the mail was sent before.
    pub again: bool,
}

impl Event for InvitationSent {
    const NAME: &'static str = "invitation.sent.v1";
    fn about(&self) -> About {
        about(self.company, self.invitation, Some(self.by), Some(self.by))
    }
}

/// An invitation was taken back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InvitationCancelled {
    /// The invitation.
    pub invitation: InvitationId,
    /// Into which company.
    pub company: CompanyId,
    /// Who took it back.
    pub by: UserId,
}

impl Event for InvitationCancelled {
    const NAME: &'static str = "invitation.cancelled.v1";
    fn about(&self) -> About {
        about(self.company, self.invitation, Some(self.by), Some(self.by))
    }
}

/// Somebody accepted an invitation and is in the company.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InvitationAccepted {
    /// The invitation.
    pub invitation: InvitationId,
    /// Into which company.
    pub company: CompanyId,
    /// Who accepted.
    pub user: UserId,
    /// What they are there.
    pub role: Role,
    /// Who had asked.
    pub invited_by: Option<UserId>,
    /// The projects they are to be added to. Unchecked: take only those of `company`.
    pub project_ids: Vec<i64>,
}

impl Event for InvitationAccepted {
    const NAME: &'static str = "invitation.accepted.v1";
    fn about(&self) -> About {
        about(
            self.company,
            self.invitation,
            self.invited_by,
            Some(self.user),
        )
    }
}

/// A placeholder turned out to be somebody who has an account: what names the placeholder should
/// name them from now on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlaceholderClaimed {
    /// In which company.
    pub company: CompanyId,
    /// Who stood for them.
    pub placeholder: UserId,
    /// Who they are.
    pub user: UserId,
}

impl Event for PlaceholderClaimed {
    const NAME: &'static str = "placeholder.claimed.v1";
    fn about(&self) -> About {
        About {
            company: Some(self.company.0),
            user: Some(self.user.0),
            actor: Some(self.user.0),
            subject: Subject::new("user", self.placeholder),
            ..About::default()
        }
    }
}
