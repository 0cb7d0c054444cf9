//! What happens to resets.

use blimp_store::{About, Event, Subject};
use serde::{Deserialize, Serialize};

use crate::ids::UserId;
use crate::resets::ResetId;

/// Somebody asked for a new password, for an address that is known.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PasswordResetAsked {
    /// The link to mail.
    pub reset: ResetId,
    /// Whose password.
    pub user: UserId,
}

impl Event for PasswordResetAsked {
    const NAME: &'static str = "password_reset.asked.v1";
    fn about(&self) -> About {
        About {
            user: Some(self.user.0),
            subject: Subject::new("user", self.user),
            ..About::default()
        }
    }
}
