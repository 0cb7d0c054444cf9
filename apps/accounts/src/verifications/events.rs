//! What happens to verifications.

use blimp_kit::Email;
use blimp_store::{About, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::ids::UserId;
use crate::verifications::VerificationId;

/// Somebody should show that an address is theirs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EmailVerificationAsked {
    /// The link to mail.
    pub verification: VerificationId,
    /// Who.
    pub user: UserId,
}

impl Event for EmailVerificationAsked {
    const NAME: &'static str = "email_verification.asked.v1";
    fn about(&self) -> About {
        About {
            user: Some(self.user.0),
            actor: Some(self.user.0),
            subject: Subject::new("user", self.user),
            ..About::default()
        }
    }
}

/// Somebody has another address now; the one before is told.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EmailChanged {
    /// Who.
    pub user: UserId,
    /// The address before.
    pub before: Email,
}

impl Event for EmailChanged {
    const NAME: &'static str = "email.changed.v1";
    fn about(&self) -> About {
        About {
            user: Some(self.user.0),
            actor: Some(self.user.0),
            subject: Subject::new("user", self.user),
            ..About::default()
        }
    }
}
